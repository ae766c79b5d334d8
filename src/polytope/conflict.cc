#include "polytope/conflict.h"

#include <algorithm>
#include <utility>

namespace penholder::polytope {
namespace {

/// The first conflict of exactly `size` members in lexicographic order.
std::optional<Subset> first_of_size(std::size_t count, std::size_t size,
                                    const std::function<bool(const Subset&)>& can_meet) {
  if (size > count) return std::nullopt;
  Subset subset(size);
  for (std::size_t i = 0; i < size; ++i) subset[i] = i;
  while (true) {
    if (!can_meet(subset)) return subset;
    std::size_t at = size;
    while (at > 0 && subset[at - 1] == count - size + at - 1) --at;
    if (at == 0) return std::nullopt;
    ++subset[at - 1];
    for (std::size_t i = at; i < size; ++i) subset[i] = subset[i - 1] + 1;
  }
}

/// How many subsets of a size there are, or something above `most`.
std::size_t subsets_of_size(std::size_t count, std::size_t size, std::size_t most) {
  std::size_t result = 1;
  for (std::size_t i = 0; i < size && result <= most; ++i) {
    if (count < i + 1) return 0;
    result = result * (count - i) / (i + 1);
  }
  return result;
}

}  // namespace

std::optional<Subset> minimal_conflict(std::size_t count,
                                       const std::function<bool(const Subset&)>& can_meet,
                                       std::size_t most_subsets) {
  Subset held(count);
  for (std::size_t i = 0; i < count; ++i) held[i] = i;
  if (can_meet(held)) return std::nullopt;
  for (std::size_t size = 0; size <= 3; ++size) {
    if (subsets_of_size(count, size, most_subsets) > most_subsets) break;
    if (auto found = first_of_size(count, size, can_meet)) return found;
  }
  // The last pass, one by one, leaves only members that are needed; those before save calls.
  for (std::size_t block = std::max<std::size_t>(1, count / 2); block > 0; block /= 2) {
    for (std::size_t end = held.size(); end > 0;) {
      const std::size_t begin = end > block ? end - block : 0;
      Subset without = held;
      without.erase(without.begin() + static_cast<std::ptrdiff_t>(begin),
                    without.begin() + static_cast<std::ptrdiff_t>(end));
      if (!can_meet(without)) held = std::move(without);
      end = begin;
    }
  }
  return held;
}

Margin margin(const LpProblem& box, std::span<const Demand> demands) {
  // One more variable, the margin, which every strict row must have to spare.
  const std::size_t n = box.lower.size();
  LpProblem problem{.objective = {}, .lower = box.lower, .upper = box.upper, .rows = {}};
  problem.lower.push_back(0.0);
  problem.upper.push_back(1.0);
  problem.objective.assign(n + 1, 0.0);
  problem.objective.back() = -1.0;
  for (const Demand& demand : demands) {
    LpRow row = demand.row;
    row.coefficients.push_back(demand.is_strict ? -1.0 : 0.0);
    problem.rows.push_back(std::move(row));
  }
  const LpOutcome outcome = solve_lp(problem);
  Margin result;
  if (const auto* optimal = std::get_if<LpOptimal>(&outcome)) {
    result.margin = optimal->x.back();
    result.proven_at_most = -dual_bound(problem, optimal->row_duals);
    result.x.assign(optimal->x.begin(), optimal->x.end() - 1);
  } else {
    result.margin = -kInfinity;
    result.is_known = std::holds_alternative<LpInfeasible>(outcome);
  }
  return result;
}

}  // namespace penholder::polytope
