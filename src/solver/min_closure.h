#pragma once
// Minimum-weight closure of a directed graph, solved again and again for
// changing weights: the project-selection problem. A set of nodes is closed
// when no arc leaves it. Knows nothing of schedules.
//
// By Picard's theorem the closure is a minimum cut. As all arcs inside the
// graph are of unlimited capacity, any non-negative flow on them stays feasible
// when the weights change: it only leaves some nodes with too much (excess) and
// others with too little (deficit). Each solve starts from the last flow and
// sends the excess that is left to the deficits by push-relabel. Sources:
// Picard 1976, "Maximal closure of a graph and applications to combinatorial
// problems"; Goldberg & Tarjan 1988 for push-relabel; Cherkassky & Goldberg
// 1997 for highest label first with gap and global relabelling; Hochbaum 2008
// for pseudoflows (flows with excesses and deficits).
//
// What holds after every solve, and is the proof of its value: for every closed
// set
//   weight = base - excess + deficit terms, in full:
//   sum of weight(v) over the set = - sum over v in the set of excess(v)
//                                   + sum over arcs u -> v of flow * ([v in
//                                   set] - [u in set]),
// and the last sum is not negative. So no closed set weighs less than minus the
// sum of the positive excesses.

#include <cstdint>
#include <span>
#include <vector>

namespace penholder::solver {

class MinClosure {
 public:
  using Node = std::int32_t;
  /// Who has `from` in the set has `to` in it.
  struct Arc {
    Node from = 0;
    Node to = 0;
  };

  /// Nodes are 0 .. node_count-1 (checked for the arcs).
  ///
  ///   cost   O(nodes + arcs) time and memory: about 60 bytes a node, 48 an arc
  MinClosure(std::size_t node_count, std::span<const Arc> arcs);

  /// Closed set of least weight; among several the smallest.
  ///
  ///   weight   one a node; the sum of their sizes at most 2^61 (not checked)
  ///   cost     O(nodes^2 sqrt(arcs)) at worst; after a small change of the
  ///   weights little more
  ///            than O(nodes + arcs)
  void solve(std::span<const std::int64_t> weight);

  /// Weight of the set; 0 or less, as the empty set is closed.
  [[nodiscard]] std::int64_t weight() const { return weight_of_set_; }
  [[nodiscard]] bool contains(Node node) const { return in_set_[at(node)] != 0; }
  /// Excess of a node, > 0 only inside the set; a deficit is negative and lies
  /// outside.
  [[nodiscard]] std::int64_t excess(Node node) const { return excess_[at(node)]; }
  /// Flow on an arc, by its position in the list given; >= 0.
  [[nodiscard]] std::int64_t flow(std::size_t arc) const { return flow_[arc]; }
  [[nodiscard]] std::size_t node_count() const { return excess_.size(); }
  [[nodiscard]] std::size_t arc_count() const { return flow_.size(); }
  /// Steps taken by all solves: nodes and arcs looked at.
  [[nodiscard]] std::uint64_t work() const { return work_; }

 private:
  /// One end's view of an arc. Forward: the residual capacity is unlimited;
  /// backward: the flow.
  struct Link {
    Node other;
    std::int32_t arc_and_side;  ///< arc * 2 + 1 for the backward view
    [[nodiscard]] bool is_backward() const { return (arc_and_side & 1) != 0; }
    [[nodiscard]] std::size_t arc() const { return static_cast<std::size_t>(arc_and_side >> 1); }
  };

  static std::size_t at(Node node) { return static_cast<std::size_t>(node); }
  void relabel_all();
  void discharge(Node node);
  void raise(Node node);
  void close_gap(std::int32_t level);
  void find_set();
  void enter_level(Node node);
  void leave_level(Node node);
  void activate(Node node);

  std::vector<std::int32_t> first_link_;  ///< of a node, and one more
  std::vector<Link> links_;
  std::vector<std::int64_t> flow_;
  std::vector<std::int64_t> weight_;
  std::vector<std::int64_t> excess_;

  /// Height: lower bound on the number of residual arcs to a node with a
  /// deficit; node_count: none can be reached. Nodes of one height below that
  /// form a doubly linked list; so do not nodes beyond, which take no part any
  /// more.
  std::vector<std::int32_t> height_;
  std::vector<std::int32_t> current_link_;
  std::vector<Node> level_head_, level_next_, level_previous_;
  /// Active nodes (excess > 0, height below node_count) by height, singly
  /// linked.
  std::vector<Node> active_head_, active_next_;
  std::int32_t highest_active_ = -1;
  std::int32_t highest_level_ = -1;
  std::vector<Node> queue_;
  std::vector<char> in_set_;
  std::int64_t weight_of_set_ = 0;
  std::uint64_t work_ = 0;
  std::uint64_t work_since_relabel_ = 0;
};

}  // namespace penholder::solver
