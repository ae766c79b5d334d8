#pragma once
// Who watches an engine at work: told of everything it concludes, explains and learns. Engines have
// one in the preset `audit` alone (audit.h); elsewhere nothing of this is compiled in.

#include <span>

#include "solver/domains.h"

namespace penholder::solver {

class Engine;
class Propagator;

class Auditor {
 public:
  virtual ~Auditor() = default;
  /// The trail has grown, by `rule`, or, when that is nullptr, by arcs, nogoods and from outside.
  virtual void concluded(const Engine& engine, const Propagator* rule) = 0;
  /// The domains hold a conflict that `rule` found (nullptr: arcs or nogoods).
  virtual void failed(const Engine& engine, const Propagator* rule) = 0;
  /// `because` was given for `l`, which the change `at` made true.
  virtual void explained(const Engine& engine, Position at, Literal l,
                         std::span<const Literal> because) = 0;
  /// A nogood is about to be learned; the domains stand as at the conflict.
  virtual void learned(const Engine& engine, std::span<const Literal> nogood) = 0;
  /// The trail was cut to `size`.
  virtual void went_back(Position size) = 0;
};

}  // namespace penholder::solver
