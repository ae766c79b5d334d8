#pragma once
// Good schedules fast, without proof, for the first objective of a model: the engine's source of
// upper bounds. It picks the search that suits the model and keeps the best schedule; the work is
// done in slices, so that an exact search can take turns with it.
//
//   Improver improver(model, seed);
//   while (work is left) {
//     if (improver.run(slice, should_stop)) take(*improver.best());
//     ... search for a proof; improver.offer(schedule) when that finds a better one ...
//   }

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "solver/flat_cost.h"
#include "solver/heuristic.h"
#include "solver/model.h"

namespace penholder::solver {

class Improver {
 public:
  /// `model` has no defects and outlives the improver.
  ///
  ///   cost   O(size of the model); schedules are made in `run` only
  Improver(const Model& model, std::uint64_t seed);
  ~Improver();
  Improver(const Improver&) = delete;
  Improver& operator=(const Improver&) = delete;

  /// Is there any hope in another `run`? Not for kinds of model that no search here treats, and
  /// not when a search has come to its end.
  [[nodiscard]] bool can_go_on() const { return can_go_on_; }

  /// Goes on for about `work` steps (unit of Settings::work_limit); true when `best` is better than
  /// before. Same model, seed, slices and offers: same schedules.
  bool run(std::uint64_t work, const std::function<bool()>& should_stop);

  /// The best schedule known, found here or offered; nullptr when there is none.
  [[nodiscard]] const Schedule* best() const { return best_ ? &*best_ : nullptr; }
  /// Of the first objective; only when there is a best (0 without objective).
  [[nodiscard]] Value cost() const { return cost_; }

  /// A schedule found elsewhere, which keeps all rules: searched round if it is good.
  void offer(const Schedule& schedule);

 private:
  [[nodiscard]] Value cost_of_first(const Schedule& schedule) const;

  const Model& model_;
  FlatModel flat_;
  FlatCost flat_cost_;
  std::unique_ptr<Heuristic> search_;
  std::optional<Schedule> best_;
  Value cost_ = 0;
  bool can_go_on_ = false;
};

}  // namespace penholder::solver
