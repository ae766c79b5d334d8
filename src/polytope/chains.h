#pragma once
// How long to walk: several chains from far-apart starts, a burn-in and a thinning that theory
// names the order of and measurement confirms, and a stated failure when it does not.
//
//   burn-in   kBurnIns times tervonen_thinning(n) steps a chain, and the pilot after that
//   thinning  starts at n steps a row and grows until a pilot of kPilotRows rows a chain passes:
//             split R-hat at most 1.01, effective rows at least kWorth of the rows; at most
//             kMostThinnings times tervonen_thinning(n). A pilot that fails is burn-in for the
//             next.
//
// tervonen_thinning(n) = ceil(n^3 log(n+1) / 4) is the number of steps after which Tervonen, van
// Valkenhoef, Baştürk & Postmus 2013 (EJOR 224(3), 552-559) take the next point of hit-and-run on a
// weight simplex cut by statements for independent of the last: the O*(n^3) of the theory of
// rounded bodies (hit_and_run.h) with the constant of their R package `hitandrun`. A row need not
// be independent of the last one to be of use, so we keep rows more often and measure what they are
// worth; the thresholds are those of Vehtari et al. 2021 (convergence.h).
//
// Every chain draws from its own random stream and its rows go to its own place: the same bytes at
// any number of threads, and a smaller draw is the beginning of a larger one.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "base/random.h"
#include "polytope/convergence.h"

namespace penholder::polytope {

inline constexpr std::size_t kChains = 4;
inline constexpr std::size_t kPilotRows = 1000;  ///< a chain
inline constexpr std::size_t kBurnIns = 4;
inline constexpr std::size_t kMostThinnings = 4;
inline constexpr double kMostRHat = 1.01;
inline constexpr double kWorth = 0.8;

/// ceil(n^3 log(n+1) / 4), at least 1.
std::size_t tervonen_thinning(std::size_t dimension);

/// One step of a walk, in place. Called from several threads at once.
using Step = std::function<void(Rng& rng, std::span<double> x)>;

/// Chains that have been walked in.
struct Settled {
  std::vector<std::vector<double>> states;  ///< where each chain stands
  std::size_t thin = 1;                     ///< steps a row
  std::size_t burn_in = 0;                  ///< steps a chain before the pilot that passed
  Convergence pilot;                        ///< of the last pilot
  /// The last pilot passed. If not, rows may be drawn all the same, but whoever shows them says so.
  bool has_converged = false;
};

/// Walks chains in from `starts` (kChains of them; checked).
///
///   dimension  of the set walked in; 0: nothing moves, all is well at once
Settled settle(std::vector<std::vector<double>> starts, std::size_t dimension, const Step& step,
               std::uint64_t seed, unsigned threads);

/// `count` rows, flat: row i is row i / kChains of chain i % kChains.
struct WalkRows {
  std::vector<double> rows;
  Convergence found;        ///< of these rows; of the pilot when they are fewer than kPilotRows
  bool is_checked = false;  ///< `found` is of these rows
};
WalkRows draw_rows(const Settled& settled, const Step& step, std::size_t count, std::uint64_t seed,
                   unsigned threads);

}  // namespace penholder::polytope
