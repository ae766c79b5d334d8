#pragma once
// The weights that agree with a view's statements, in the form that samplers work on: a tree of
// simplices with what can be drawn exactly at each node, and half-spaces for the rest.
//
// Without statements the local weights of each node's children are uniform on their simplex, and a
// leaf's weight is the product down the tree: splitting an objective into finer ones does not make
// it heavier (the splitting bias of flat uniform weights; Weber, Eisenführ & von Winterfeldt 1988,
// Management Science 34(4)).
//
// Every statement is linear and homogeneous in the leaf weights. Those on siblings that do not get
// in each other's way are drawn exactly, by properties of the uniform (Dirichlet) distribution on a
// simplex:
//
//   order of a chain of siblings    sort their coordinates (exchangeable)
//   ratio of two siblings           draw their split anew, keep their sum (neutral)
//   bounds on one sibling's share   draw it from its marginal, Beta(1, m-1), cut to the bounds; the
//   rest is uniform anything among two siblings     an interval of the first one's share
//
// Whatever is left becomes half-spaces, which a sampler must meet by other means (weight_sampler.h
// rejects, or walks).

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/random.h"
#include "mandate/case.h"
#include "value/weights.h"

namespace penholder {

/// sum over leaves of coefficient * weight >= 0.
struct HalfSpace {
  std::vector<double> coefficients;  ///< by leaf
  std::size_t statement = 0;         ///< which statement it comes from
};

class WeightSpace {
 public:
  /// `statements` may be empty: all weights. PreferTasks uses the likely strengths of `base`.
  WeightSpace(const Case& base, const Leaves& leaves, std::span<const Statement> statements);

  /// Memory that `propose` works in; one per thread, reused from draw to draw.
  struct Scratch {
    std::vector<double> node_weights;
    std::vector<double> local;
  };

  /// Draws weights that meet the exact parts, uniform on what they leave; false when this draw came
  /// to nothing (only with bounds on two or more siblings), and then `leaf_weights` are
  /// meaningless.
  ///
  ///   leaf_weights  one place per leaf
  [[nodiscard]] bool propose(Rng& rng, Scratch& scratch, std::span<double> leaf_weights) const;

  /// True when `leaf_weights` lie in every half-space (to within 1e-12).
  [[nodiscard]] bool agrees(std::span<const double> leaf_weights) const;

  /// Share of all weights that the exact parts leave, 0..1. It is 0 when a statement fixes an exact
  /// share or ratio, and also when the exact parts contradict each other (`is_contradictory`).
  [[nodiscard]] double exact_share() const { return exact_share_; }

  /// The exact parts alone leave nothing: `propose` must not be called.
  [[nodiscard]] bool is_contradictory() const { return contradictory_; }

  [[nodiscard]] std::size_t leaves() const { return leaf_count_; }
  [[nodiscard]] std::span<const HalfSpace> half_spaces() const { return half_spaces_; }

 private:
  struct Interval {
    double low = 0.0;
    double high = 1.0;
  };
  /// Positions within the group, heaviest first.
  struct Chain {
    std::vector<std::size_t> members;
  };
  struct Split {
    std::size_t more = 0;
    std::size_t less = 0;
    Interval of_more;  ///< share of `more` in the sum of the two
  };
  /// Bounds on a member's share, as the i-th piece broken off the stick.
  struct Bounded {
    std::size_t member = 0;
    Interval share;
    double most_room = 1.0;  ///< bound of `room` over all sticks that the pieces before may leave
  };
  /// The children of one node (or the roots).
  struct Group {
    std::size_t parent = 0;  ///< place in the array of node weights; place 0 is the whole
    std::vector<std::size_t> members;
    std::vector<char> claimed;  ///< member has an exact part already
    std::vector<Chain> chains;
    std::vector<Split> splits;
    std::vector<Bounded>
        bounded;            ///< fewer than members, in the order in which the stick is broken
    Interval first_of_two;  ///< for groups of two: share of member 0
  };

  void build_groups(const Case& base);
  /// Group and position of a node; groups_.size() when the tree lacks it.
  struct Place {
    std::size_t group = 0;
    std::size_t position = 0;
  };
  [[nodiscard]] Place place_of(ObjectiveId objective) const { return places_[objective]; }
  void add_order(std::span<const ObjectiveId> order, std::size_t statement);
  void add_chain(std::span<const ObjectiveId> order, std::size_t statement);
  void add_share(const ShareBetween& share, const Case& base, std::size_t statement);
  void add_ratio(const RatioBetween& ratio, std::size_t statement);
  void add_tasks(const PreferTasks& prefer, const Shares& shares, std::size_t statement);
  void add_task_ratio(const TaskRatioBetween& ratio, const Shares& shares, std::size_t statement);
  void add_task_value(const TaskValueBetween& value, const Shares& shares, std::size_t statement);
  /// plus * V(first) - minus * V(second) + constant >= 0, V as a share of the mandate's value.
  void add_task_half_space(const Shares& shares, double plus, TaskId first, double minus,
                           std::optional<TaskId> second, double constant, std::size_t statement);
  void narrow_two(Group& group, std::size_t position, Interval interval);
  /// weight(plus) - factor * weight(minus) >= 0
  void add_half_space(ObjectiveId plus, double factor, ObjectiveId minus, std::size_t statement);
  /// Chance that a piece of a stick of length `rest`, with `others` pieces to follow, falls within
  /// `share`; its density when the share is exact.
  [[nodiscard]] static double room(const Interval& share, double rest, double others);
  void measure_exact_parts();
  void measure_bounds(Group& group);
  [[nodiscard]] static bool break_stick(const Group& group, Rng& rng, std::span<double> local);
  [[nodiscard]] static bool draw_group(const Group& group, Rng& rng, std::span<double> local);

  std::size_t leaf_count_ = 0;
  std::vector<Group> groups_;  ///< parents before children
  IdVector<ObjectiveId, Place> places_;
  IdVector<ObjectiveId, std::vector<LeafId>> below_;
  std::vector<std::size_t> leaf_node_;  ///< place of each leaf in the array of node weights
  std::vector<HalfSpace> half_spaces_;
  double exact_share_ = 1.0;
  bool contradictory_ = false;
};

/// The statements that bind a view: its own, and for the mandate's own wording (`Support::Text`)
/// the order of priorities that the mandate lays down (PriorityRule::Kind::Order). Other views
/// stand on their own statements.
std::vector<Statement> statements_of(const Case& base, ViewId view);

/// A statement in words, for messages: its own text if it has one, else made from what it says.
std::string describe(const Statement& statement, const Case& base);

}  // namespace penholder
