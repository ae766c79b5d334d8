#include "polytope/chains.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "base/parallel.h"

namespace penholder::polytope {
namespace {

// The pilots draw from other streams than the rows that are kept.
constexpr std::uint64_t kPilotSeed = 0x9E3779B97F4A7C15ULL;

}  // namespace

std::size_t tervonen_thinning(std::size_t dimension) {
  const auto n = static_cast<double>(dimension);
  return std::max<std::size_t>(
      1, static_cast<std::size_t>(std::ceil(n * n * n * std::log(n + 1.0) / 4.0)));
}

Settled settle(std::vector<std::vector<double>> starts, std::size_t dimension, const Step& step,
               std::uint64_t seed, unsigned threads) {
  CHECK(starts.size() == kChains);
  Settled settled{.states = std::move(starts),
                  .thin = 1,
                  .burn_in = 0,
                  .pilot = {.r_hat = 1.0, .effective_rows = kChains * kPilotRows},
                  .has_converged = dimension == 0};
  if (dimension == 0) return settled;
  std::vector<Rng> streams;
  streams.reserve(kChains);
  for (std::size_t c = 0; c < kChains; ++c) streams.emplace_back(seed ^ kPilotSeed, c);
  const std::size_t width = settled.states.front().size();
  const std::size_t interval = tervonen_thinning(dimension);
  const std::size_t most = std::max<std::size_t>(64, kMostThinnings * interval);

  std::vector<std::vector<double>> rows(kChains);
  const auto walk = [&](std::size_t skipped, std::size_t kept, std::size_t thin) {
    parallel_blocks(kChains, 1, threads, [&](std::size_t c, std::size_t) {
      std::vector<double>& x = settled.states[c];
      for (std::size_t i = 0; i < skipped; ++i) step(streams[c], x);
      rows[c].clear();
      for (std::size_t i = 0; i < kept; ++i) {
        for (std::size_t j = 0; j < thin; ++j) step(streams[c], x);
        rows[c].insert(rows[c].end(), x.begin(), x.end());
      }
    });
  };
  walk(kBurnIns * interval, 0, 0);
  settled.burn_in = kBurnIns * interval;
  settled.thin = std::max<std::size_t>(2, dimension);
  while (true) {
    walk(0, kPilotRows, settled.thin);
    settled.pilot = convergence_of(rows, width);
    const double worth = settled.pilot.effective_rows / (kChains * kPilotRows);
    settled.has_converged = settled.pilot.r_hat <= kMostRHat && worth >= kWorth;
    if (settled.has_converged || settled.thin == most) return settled;
    settled.burn_in += kPilotRows * settled.thin;
    // To where the rows would be worth enough if correlations fell with the steps between them.
    const double factor = std::clamp(1.1 * kWorth / worth, 1.5, 8.0);
    settled.thin = std::min(
        most, static_cast<std::size_t>(std::ceil(factor * static_cast<double>(settled.thin))));
  }
}

WalkRows draw_rows(const Settled& settled, const Step& step, std::size_t count, std::uint64_t seed,
                   unsigned threads) {
  const std::size_t width = settled.states.front().size();
  const std::size_t each = (count + kChains - 1) / kChains;
  std::vector<std::vector<double>> chains(kChains);
  parallel_blocks(kChains, 1, threads, [&](std::size_t c, std::size_t) {
    Rng rng(seed, c);
    std::vector<double> x = settled.states[c];
    chains[c].reserve(each * width);
    for (std::size_t i = 0; i < each; ++i) {
      for (std::size_t j = 0; j < settled.thin; ++j) step(rng, x);
      chains[c].insert(chains[c].end(), x.begin(), x.end());
    }
  });
  WalkRows result{.rows = {}, .found = settled.pilot, .is_checked = each >= kPilotRows};
  if (result.is_checked) result.found = convergence_of(chains, width);
  result.rows.reserve(count * width);
  for (std::size_t i = 0; i < count; ++i) {
    const auto row = chains[i % kChains].begin() + static_cast<std::ptrdiff_t>(i / kChains * width);
    result.rows.insert(result.rows.end(), row, row + static_cast<std::ptrdiff_t>(width));
  }
  return result;
}

}  // namespace penholder::polytope
