#include "rank/strengths.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/check.h"
#include "base/parallel.h"
#include "base/random.h"

namespace penholder {

std::vector<StrengthEntry> strength_entries(const Case& c, const Leaves& leaves) {
  std::map<ObjectiveId, LeafId> leaf_of;
  for (const LeafId leaf : leaves.ids()) leaf_of.emplace(leaves.objective(leaf), leaf);
  std::vector<StrengthEntry> entries;
  const std::vector<StrengthInput> inputs = strength_inputs(c);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const Serves& serves = c.tasks[inputs[i].task].serves[inputs[i].entry];
    const auto leaf = leaf_of.find(serves.objective);
    if (leaf == leaf_of.end()) continue;  // an inner objective: reported when the case is read
    StrengthEntry entry{.alternative = inputs[i].task.value,
                        .leaf = leaf->second.value,
                        .strength = serves.strength,
                        .input = i};
    if (serves.performance) {
      entry.measure = &c.measures[serves.performance->measure];
      entry.amount = serves.performance->amount;
    }
    entries.push_back(std::move(entry));
  }
  std::ranges::stable_sort(entries, {}, [](const StrengthEntry& entry) {
    return std::pair(entry.alternative, entry.leaf);
  });
  return entries;
}

StrengthDraws draw_strengths(std::span<const StrengthEntry> entries, std::size_t leaves,
                             std::size_t draws, std::uint64_t seed, unsigned threads) {
  DCHECK(std::ranges::is_sorted(entries, {}, [](const StrengthEntry& entry) {
    return std::pair(entry.alternative, entry.leaf);
  }));
  const bool is_certain =
      std::ranges::all_of(entries, [](const auto& entry) { return entry.is_certain(); });
  if (is_certain) draws = std::min<std::size_t>(draws, 1);
  StrengthDraws result{.is_certain = is_certain,
                       .strength = Tiles(entries.size(), draws),
                       .per_total = Tiles(leaves, draws)};
  constexpr std::size_t kBlock = 16 * kLanes;  // no tile is shared between threads
  parallel_blocks(draws, kBlock, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t s = begin; s < end; ++s) {
      Rng rng(seed, s);
      const std::span<Lanes> strength = result.strength.tile_of(s);
      const std::span<Lanes> total = result.per_total.tile_of(s);
      const std::size_t lane = s % kLanes;
      for (std::size_t e = 0; e < entries.size(); ++e) {
        const double score = entries[e].is_certain() ? 0.0 : rng.normal();
        strength[e][lane] = entries[e].at(score);
        total[entries[e].leaf][lane] += strength[e][lane];
      }
      for (Lanes& lanes : total) lanes[lane] = lanes[lane] > 0.0 ? 1.0 / lanes[lane] : 0.0;
    }
  });
  return result;
}

}  // namespace penholder
