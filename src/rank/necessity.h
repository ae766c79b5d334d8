#pragma once
// Necessary and possible preference: which task is worth at least as much as which under all
// weights that a view allows, and under some. Where sampling can only fail to find an exception
// (Ranking::shared), a linear program over the view's weights proves that there is none.
//
// Strengths are the likely ones. Differences below kTie of the mandate's value count as ties.
// Source: robust ordinal regression, Greco, Mousseau & Słowiński 2008, EJOR 191(2), 416-436; with
// intensities Figueira, Greco & Słowiński 2009, EJOR 195(2), 460-486; over several decision makers
// Greco, Kadziński, Mousseau & Słowiński 2012, Decision Support Systems 52(3), 549-561. There the
// value functions vary; here they are fixed and the weights do, so every question is linear.

#include <span>

#include "polytope/polytope.h"
#include "rank/robustness.h"

namespace penholder {

/// A hundred-millionth of the mandate's full value: what the linear programs are sure of.
inline constexpr double kTie = 1e-8;

/// Value of every task as a share of the mandate's, as a linear form of the leaf weights: tasks x
/// leaves, likely strengths.
std::vector<std::vector<double>> value_forms(const Case& base, const Leaves& leaves);

/// Preferences over all weights of `weights`, which must not be empty.
///
///   forms  as from `value_forms`
///   cost   at most one linear program an ordered pair, warm-started (only the objective changes);
///          most pairs are settled by a vertex found before. 27 tasks and 13 leaves: milliseconds
Necessity necessity_of(const polytope::Polytope& weights,
                       std::span<const std::vector<double>> forms);

/// Who agrees over `views` (none: nothing holds).
GroupNecessity group_necessity(std::span<const Necessity> views, std::size_t tasks);

}  // namespace penholder
