#include "solver/implications.h"

#include <algorithm>

namespace penholder::solver {

Implications::Implications(const Model& model) {
  const std::size_t n = model.tasks.size();
  is_mandatory_.resize(n);
  follows_.resize(n);
  for (std::size_t i = 0; i < n; ++i) is_mandatory_[i] = model.tasks[i].is_optional ? 0 : 1;
  const auto add = [&](const Fact& condition, const Fact& consequence) {
    // not (not c) or d, whatever mode d is in
    if (condition.is_true || !consequence.is_true) return;
    if (condition.mode != kAnyMode && model.tasks[condition.task].modes.size() != 1) return;
    follows_[condition.task].push_back(consequence.task);
  };
  for (const Group& group : model.groups) {
    if (group.facts.size() != 2 || group.at_least != 1) continue;
    add(group.facts[0], group.facts[1]);
    add(group.facts[1], group.facts[0]);
  }
  constexpr std::size_t kMost = 4000;
  if (n > kMost) return;
  closure_.assign(n, std::vector<std::uint64_t>((n + 63) / 64, 0));
  std::vector<Index> stack;
  for (Index i = 0; i < n; ++i) {
    stack.assign(1, i);
    while (!stack.empty()) {
      const Index at = stack.back();
      stack.pop_back();
      for (const Index next : follows_[at]) {
        std::uint64_t& word = closure_[i][next / 64];
        const std::uint64_t bit = std::uint64_t{1} << (next % 64);
        if ((word & bit) != 0) continue;
        word |= bit;
        stack.push_back(next);
      }
    }
  }
}

bool Implications::implies(Index a, Index b) const {
  if (a == b || is_mandatory_[b] != 0) return true;
  if (closure_.empty()) return std::ranges::find(follows_[a], b) != follows_[a].end();
  return (closure_[a][b / 64] >> (b % 64) & 1U) != 0;
}

}  // namespace penholder::solver
