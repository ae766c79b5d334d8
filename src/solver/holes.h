#pragma once
// Moments at which a variable may not stand: closed days of a calendar, seen from the start of a
// run of known length.

#include <utility>
#include <vector>

#include "solver/engine.h"

namespace penholder::solver {

class Holes final : public Propagator {
 public:
  /// `holes`: first and last forbidden value of each; they may overlap and come in any order.
  Holes(Var x, std::vector<std::pair<Tick, Tick>> holes);

  /// Cost O(log holes).
  bool propagate(Engine& engine) override;
  const char* name() const override { return "holes"; }
  [[nodiscard]] std::vector<Side> wakes() const { return {lower_side(x_), upper_side(x_)}; }

 private:
  Var x_;
  std::vector<std::pair<Tick, Tick>> holes_;  // ascending, apart
};

}  // namespace penholder::solver
