#pragma once
// How far several rankings of the same things agree: Kendall's W, tau between two, and the range of
// places that each thing takes. Works on plain numbers; knows nothing of views or tasks.
//
// W is a figure about the rankings at hand. Views are not a sample of anything, so no test of
// significance goes with it. Sources: Kendall & Babington Smith 1939, Annals of Mathematical
// Statistics 10(3); the correction for ties and tau-b: Kendall 1970, Rank Correlation Methods, ch.
// 3 and 6.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace penholder {

/// Ranks from 1, the least number first; equal numbers share the mean of their ranks. Numbers that
/// agree to a billionth are equal.
std::vector<double> mid_ranks(std::span<const double> numbers);

/// Kendall's coefficient of concordance of `rankings` (each of the same length, ranks from 1 with
/// ties at their mean): 1 when all are the same, 0 when the sums of ranks do not differ. Nothing
/// when there are fewer than two rankings or things, or every ranking ties everything.
std::optional<double> kendall_w(std::span<const std::vector<double>> rankings);

/// Kendall's tau-b of two rankings: 1 when they are the same, -1 when one is the other reversed.
/// Nothing when one of them ties everything.
std::optional<double> kendall_tau(std::span<const double> a, std::span<const double> b);

/// Spearman's rho of two rankings with ties at their mean. Nothing when one of them ties
/// everything.
std::optional<double> spearman_rho(std::span<const double> a, std::span<const double> b);

/// What is shown of several rankings.
struct Dissent {
  std::optional<double> w;
  /// rankings x rankings, row-major; 1 on the diagonal; nothing where not defined.
  std::vector<std::optional<double>> tau;
  struct Range {
    double best = 0.0;  ///< place, from 1; halves where things tie
    double worst = 0.0;
    std::size_t best_in = 0;  ///< the first ranking that puts it there
    std::size_t worst_in = 0;
  };
  std::vector<Range> ranges;  ///< by thing
};

/// Nothing when there are fewer than two rankings or things.
///
///   cost  O(rankings^2 * things^2)
std::optional<Dissent> dissent_of(std::span<const std::vector<double>> rankings);

}  // namespace penholder
