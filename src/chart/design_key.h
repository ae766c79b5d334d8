#pragma once
// How designs and views are told apart in pictures of weights: designs by number and pattern in the
// order of the weights that prefer them, views by letter.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "chart/figure.h"
#include "compare/comparison.h"

namespace penholder {

/// Designs by falling share of all weights that prefer them; ties in the order of the comparison.
std::vector<std::size_t> designs_by_share(const Comparison& comparison);

/// "A", "B", ...; "27" and so on behind "Z".
std::string view_letter(std::size_t view);

/// A closed path in the pattern of the `rank`-th design. Patterns repeat after six, which is why
/// numbers stand beside them.
void fill_design(Figure& figure, std::string_view path, std::size_t rank);

/// Share of the weights that prefer each design: of all, and of each view's.
DataTable preference_table(const Comparison& comparison, const Case& c);

}  // namespace penholder
