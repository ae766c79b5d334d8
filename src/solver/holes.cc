#include "solver/holes.h"

#include <algorithm>
#include <array>

namespace penholder::solver {

Holes::Holes(Var x, std::vector<std::pair<Tick, Tick>> holes) : x_(x) {
  std::ranges::sort(holes);
  for (const auto& hole : holes) {
    if (hole.first > hole.second) continue;
    if (!holes_.empty() && hole.first <= holes_.back().second + 1) {
      holes_.back().second = std::max(holes_.back().second, hole.second);
    } else {
      holes_.push_back(hole);
    }
  }
}

bool Holes::propagate(Engine& engine) {
  Domains& domains = engine.domains();
  const auto covering = [&](Tick value) {
    auto hole = std::ranges::lower_bound(holes_, value, {}, &std::pair<Tick, Tick>::second);
    return hole != holes_.end() && hole->first <= value ? hole : holes_.end();
  };
  if (const auto hole = covering(domains.low(x_)); hole != holes_.end()) {
    const std::array<Literal, 1> because{at_least(x_, hole->first)};
    if (!domains.make_true(at_least(x_, hole->second + 1), because)) return false;
  }
  if (domains.is_absent(x_)) return true;
  if (const auto hole = covering(domains.high(x_)); hole != holes_.end()) {
    const std::array<Literal, 1> because{at_most(x_, hole->second)};
    if (!domains.make_true(at_most(x_, hole->first - 1), because)) return false;
  }
  return true;
}

}  // namespace penholder::solver
