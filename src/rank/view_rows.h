#pragma once
// What a view's statements say of leaf weights, as linear rows: the form in which linear programs
// and walks take them (weight_space.h has the form for exact draws). Also the proof that nothing
// meets them, with the few statements that are to blame.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "mandate/case.h"
#include "polytope/polytope.h"
#include "value/weights.h"

namespace penholder {

/// row . w >= 0, or == 0.
struct StatementRow {
  std::vector<double> row;  ///< by leaf
  bool is_equal = false;    ///< an exact share or ratio
  /// Leaves whose sum the statement measures by: the whole of a share, the lesser of a ratio or of
  /// a pair in order; empty for tasks, whose values are compared as they are. An equation is the
  /// limit of |row . w| <= e * (reference . w) for small e.
  std::vector<double> reference;
  /// A share of nothing and a ratio to nothing say nothing: the reference must weigh something.
  bool needs_reference = false;
  /// Part of an order: a tie alone would not meet it. (Two tasks that are worth the same under all
  /// weights have no order, and their row is all zeros; it demands nothing.)
  bool is_order = false;
  std::size_t statement = 0;
};

/// PreferTasks uses the likely strengths of `base`.
std::vector<StatementRow> rows_of(const Case& base, const Leaves& leaves,
                                  std::span<const Statement> statements);

/// All weights (non-negative, sum 1) that meet the rows. The first `leaves.size()` inequalities say
/// that weights are not negative; the others are the rows that are no equations, in their order.
polytope::Polytope weights_meeting(std::span<const StatementRow> rows, std::size_t leaves);

/// Places of a few statements that no weights meet together, although without any one of them the
/// others can be met (`polytope::minimal_conflict`: few rather than many, then the first). Nothing
/// when all can be met together, or when the linear programs could not tell.
///
/// Proven: the multipliers of the linear program show, by plain arithmetic, that a reference cannot
/// weigh more than a billionth of the whole.
///
///   cost   one linear program (a tenth of a millisecond) when nothing is wrong; else one a subset
///          of up to three statements, fewer the larger the program. Rows times leaves above
///          kMostRowNumbers are not looked at
std::optional<std::vector<std::size_t>> conflicting_statements(
    const Case& base, const Leaves& leaves, std::span<const Statement> statements);

/// Numbers in the rows of a view that linear programs take on: 16 MB.
inline constexpr std::size_t kMostRowNumbers = 2'000'000;

/// How many rows the statements make, without making them.
std::size_t count_rows(std::span<const Statement> statements);

}  // namespace penholder
