#pragma once
// Does a ranking survive the method? The same table seen through several lenses: what holds under
// all of them, and what depends on which one looks. Plain data, and the stage that makes it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lens/methods.h"
#include "lens/table_smaa.h"
#include "lens/table_weights.h"
#include "table/performance_table.h"

namespace penholder {

enum class Lens : std::uint8_t {
  Value,          ///< additive value on fixed anchors: the house's own
  Promethee,      ///< PROMETHEE II, net flow
  Topsis,         ///< TOPSIS on the data (LensSettings::normalisation)
  TopsisAnchors,  ///< TOPSIS on fixed anchors
};
inline constexpr std::size_t kLensCount = 4;

/// `value`, `promethee`, `topsis`, `topsis-anchors`: stable, for options and JSON.
std::string_view id_of(Lens lens);
/// For people.
std::string_view title_of(Lens lens);
std::optional<Lens> lens_named(std::string_view id);

struct LensSettings {
  std::vector<Lens> lenses;                ///< empty: all that the table allows
  std::optional<WeightStatement> weights;  ///< nothing: what the table says
  Preference fallback;                     ///< PROMETHEE's where a criterion states none
  Normalisation normalisation = Normalisation::Vector;  ///< of Lens::Topsis; not Anchors
  std::size_t samples = 100'000;                        ///< SMAA
  std::size_t lens_samples = 1'000;                     ///< draws seen through every lens
  std::uint64_t seed = 1;
  unsigned threads = 1;
};

/// The table through one lens.
struct LensView {
  Lens lens = Lens::Value;
  /// By alternative, at the mean weights; performances at their expectation (Value: the mean
  /// partial value; else the central number). Value 0..100 between the anchors, net flow -1..1,
  /// closeness 0..1.
  std::vector<double> score;
  std::vector<double> rank;  ///< ties share their mean rank
  Flows flows;               ///< Promethee only
  /// Over draws of what is uncertain: share of draws in which it is first (ties shared), and mean
  /// rank. Those of the ranks above when nothing is uncertain.
  std::vector<double> first_share;
  std::vector<double> mean_rank;
};

struct Survival {
  WeightStatement weights;
  std::vector<double> mean_weights;
  std::vector<LensView> views;
  struct Absent {
    Lens lens;
    std::string reason;
  };
  std::vector<Absent> absent;
  /// views squared: Kendall's tau-b of their ranks; nothing where one ties everything.
  std::vector<std::optional<double>> agreement;

  /// First, alone, under every lens.
  std::optional<std::size_t> first_everywhere;
  /// Best and worst rank of each alternative over the lenses.
  std::vector<double> best_rank;
  std::vector<double> worst_rank;
  /// Strictly above under every lens: what does not depend on the method.
  struct Pair {
    std::size_t above = 0;
    std::size_t below = 0;
  };
  std::vector<Pair> held;
  /// Strictly above under one lens and strictly below under another; `above` as the first view has
  /// it (or the first that does not tie them).
  std::vector<Pair> turned;

  /// Seen through every lens; 0 when nothing is uncertain, or the table so large that too few could
  /// be.
  std::size_t draws = 0;
  /// Share of those draws in which one alternative is first, alone, under every lens; and which.
  double same_first_share = 0.0;
  std::vector<double> first_everywhere_share;  ///< by alternative

  std::optional<TableSmaa> smaa;  ///< nothing without anchors
  std::uint64_t seed = 1;
  Preference fallback;  ///< as asked for
  Normalisation normalisation = Normalisation::Vector;
};

/// Looks at `table` (at least one criterion and one alternative, checked) through each lens that it
/// allows.
///
///   cost   alternatives^2 * criteria for each of the draws; draws are cut so that no table takes
///   more than a few seconds
Survival look_through_lenses(const PerformanceTable& table, const LensSettings& settings);

}  // namespace penholder
