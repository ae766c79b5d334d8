#pragma once
// A bound of a task that has several modes: it is at least the least of what its possible modes
// say. (The rest of what ties a task to its modes are arcs.)

#include <vector>

#include "solver/engine.h"

namespace penholder::solver {

/// side of the whole >= min over the options that do not fail of (side of the option + offset).
class Alternatives final : public Propagator {
 public:
  struct Option {
    Literal when = kAlways;
    Side side = 0;
    Tick offset = 0;
  };
  Alternatives(Side whole, std::vector<Option> options);

  /// Cost O(options).
  bool propagate(Engine& engine) override;
  const char* name() const override { return "alternatives"; }
  [[nodiscard]] std::vector<Side> wakes() const;

 private:
  Side whole_;
  std::vector<Option> options_;
  std::vector<Literal> because_;
};

}  // namespace penholder::solver
