#pragma once
// A random walk over the weights that meet a view's statements, for views so narrow that rejection
// (weight_sampler.h) would try in vain, and for those that leave only a face, an edge or a point.
//
// The target. Without statements the local weights at each node are uniform on their simplex
// (weight_space.h). In leaf weights that is not the plain volume but the density
//
//     product over inner nodes v of  W_v ^ -(children of v - 1),      W_v = sum of the leaves below
//     v
//
// (the Jacobian of multiplying down the tree), and statements cut it to a polytope. An equation is
// the limit of ever narrower bounds on the share or ratio that it fixes, so it brings a factor: the
// weight that the share or ratio is measured by. A child whose weight is 0 does the same with its
// parent's weight. This is what the exact draws of weight_space.h converge to as well.
//
// The walk mixes two kinds of steps; each leaves the target unchanged, so every mixture does:
//
//   across   hit-and-run in leaf weights, rounded, drawn exactly from the density along the chord
//   within   a node's local weights move on a line, all others stand still: in leaf weights this is
//            a straight line, too, and the target along it is uniform (but for equations of that
//            node). It crosses the corners where a whole branch weighs little in one step. Left out
//            when an equation ties several nodes together.
//
// Source: polytope/hit_and_run.h, polytope/chains.h; the tree of simplices is a Dirichlet-tree
// distribution (Dennis 1991, Communications in Statistics - Theory and Methods 20(12)).

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "mandate/case.h"
#include "polytope/chains.h"
#include "polytope/hit_and_run.h"
#include "rank/view_rows.h"
#include "value/weights.h"

namespace penholder {

/// A walk over 64 leaves takes half a minute to settle.
inline constexpr std::size_t kMostWalkLeaves = 64;

class WeightWalk {
 public:
  /// Surveys what the statements leave and walks the chains in. A reason in words when there is
  /// nothing to walk in, or it could not be told.
  ///
  ///   cost   milliseconds for the survey; for the chains, see polytope/chains.h: a tenth of a
  ///   second
  ///          for a dozen leaves
  static std::variant<WeightWalk, std::string> make(const Case& base, const Leaves& leaves,
                                                    std::span<const Statement> statements,
                                                    std::uint64_t seed, unsigned threads);

  /// Rows of leaf weights, `count` of them.
  [[nodiscard]] polytope::WalkRows draw(std::size_t count, std::uint64_t seed,
                                        unsigned threads) const;

  /// How many dimensions the statements leave: 0 for a single vector of weights.
  [[nodiscard]] std::size_t dimension() const { return walker_.dimension(); }
  [[nodiscard]] const polytope::Settled& settled() const { return settled_; }

  /// One step in place, for tests.
  void step(Rng& rng, std::span<double> weights) const;

 private:
  /// A node whose children's local weights can move.
  struct Group {
    std::vector<std::vector<std::size_t>> children;  ///< leaves below each child
    polytope::Matrix moves;                          ///< orthonormal, by child
    polytope::Matrix references;                     ///< of the node's own equations, by leaf
  };

  explicit WeightWalk(polytope::Walker walker) : walker_(std::move(walker)) {}
  void find_groups(const Case& base, const Leaves& leaves, std::span<const char> is_zero,
                   std::span<const StatementRow> equations);
  void step_within(const Group& group, Rng& rng, std::span<double> weights) const;

  polytope::Walker walker_;
  std::vector<Group> groups_;
  std::vector<std::size_t> pick_;  ///< a group for each dimension that it can move in
  polytope::Settled settled_;
};

}  // namespace penholder
