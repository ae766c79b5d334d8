#pragma once
// What is known of a table's weights, and weights that agree with it: exact ones, an order, or any.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "table/performance_table.h"

namespace penholder {

struct WeightStatement {
  enum class Kind : std::uint8_t {
    Any,    ///< uniform on the simplex
    Order,  ///< uniform on the part of the simplex that agrees with the order
    Exact,
    Drawn,  ///< one of many that were drawn elsewhere, each as likely
  } kind = Kind::Any;
  std::vector<double> exact;  ///< for Exact: shares, sum 1
  std::vector<int> place;     ///< for Order: 1 the heaviest, equal places tie; 0: anywhere
  std::vector<std::vector<double>> drawn;  ///< for Drawn: at least one, each with sum 1
};

/// What the table says: its weights if it has any, else its order, else nothing.
WeightStatement stated_weights(const PerformanceTable& table);

/// What a user says in place of the table: `any`; `order` (the table's); criteria with numbers,
/// `speed=3,range=2,price=1` (those not named weigh 0); criteria from the heaviest down,
/// `speed>range~price` (`~` ties; those not named lie anywhere); or bounds on ratios,
/// `speed/price=1..3,range/price=0..2`.
///
///   seed    of the draws that stand for weights with bounded ratios (by rejection)
///   errors  an unknown criterion, one named twice, a negative number, nothing above 0, no order in
///   the table, bounds that leave fewer than 100 of four million weights
Result<WeightStatement> parse_weights(std::string_view text, const PerformanceTable& table,
                                      std::uint64_t seed = 1);

/// Mean of the weights that agree, in closed form (but for Drawn): equal shares for Any; for an
/// order the rank
/// order centroid (Barron & Barrett 1996, Management Science 42(11), 1515-1523), with tied places
/// sharing theirs.
std::vector<double> mean_weights(const WeightStatement& statement, std::size_t criteria);

/// One draw, exact for each kind: a uniform point of the simplex whose ordered coordinates are
/// sorted, ties in any order (coordinates are exchangeable).
void draw_weights(const WeightStatement& statement, Rng& rng, std::span<double> weights);

}  // namespace penholder
