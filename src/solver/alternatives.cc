#include "solver/alternatives.h"

#include <algorithm>
#include <utility>

namespace penholder::solver {

Alternatives::Alternatives(Side whole, std::vector<Option> options)
    : whole_(whole), options_(std::move(options)) {}

std::vector<Side> Alternatives::wakes() const {
  std::vector<Side> sides;
  for (const Option& option : options_) {
    sides.push_back(option.side);
    sides.push_back(opposite(option.when.side));
  }
  return sides;
}

bool Alternatives::propagate(Engine& engine) {
  Domains& domains = engine.domains();
  Tick least = kTickMax;
  for (const Option& option : options_) {
    if (!domains.fails(option.when)) {
      least = std::min(least, domains.bound(option.side) + option.offset);
    }
  }
  if (least == kTickMax || least <= domains.bound(whole_)) return true;
  because_.clear();
  for (const Option& option : options_) {
    if (domains.fails(option.when)) {
      because_.push_back(negation(option.when));
    } else {
      because_.push_back({.side = option.side, .bound = least - option.offset});
    }
  }
  return domains.make_true({.side = whole_, .bound = least}, because_);
}

}  // namespace penholder::solver
