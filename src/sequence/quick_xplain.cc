#include "sequence/quick_xplain.h"

namespace penholder {
namespace {

using Set = std::vector<std::size_t>;
using Question = std::function<bool(std::span<const std::size_t>)>;

Set joined(std::span<const std::size_t> a, std::span<const std::size_t> b) {
  Set both(a.begin(), a.end());
  both.insert(both.end(), b.begin(), b.end());
  return both;
}

/// A minimal part of `open` that is impossible together with `held`.
///   has_grown   `held` has facts that have not been asked about yet
Set conflict_in(const Set& held, bool has_grown, std::span<const std::size_t> open,
                const Question& is_possible) {
  if (has_grown && !is_possible(held)) return {};
  if (open.size() == 1) return {open.front()};
  const auto early = open.first(open.size() / 2);
  const auto late = open.subspan(open.size() / 2);
  const Set from_late = conflict_in(joined(held, early), true, late, is_possible);
  const Set from_early =
      conflict_in(joined(held, from_late), !from_late.empty(), early, is_possible);
  return joined(from_early, from_late);
}

}  // namespace

std::vector<std::size_t> minimal_conflict(std::size_t count, const Question& is_possible) {
  Set all(count);
  for (std::size_t i = 0; i < count; ++i) all[i] = i;
  if (count == 0 || !is_possible({})) return {};
  return conflict_in({}, false, all, is_possible);
}

}  // namespace penholder
