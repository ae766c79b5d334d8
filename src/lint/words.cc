#include "lint/words.h"

#include <fmt/format.h>

#include <cmath>

namespace penholder::lint_rules {

std::string quoted(std::string_view words) { return fmt::format("`{}`", words); }

std::string place_words(const Case& c, const Citation& citation) {
  const Source& source = c.sources[citation.source];
  const std::string& name = source.symbol.empty() ? source.title : source.symbol;
  return citation.locator.empty() ? name : fmt::format("{}, {}", name, citation.locator);
}

std::string percent_words(double share) { return fmt::format("{:.0f} %", 100.0 * share); }

}  // namespace penholder::lint_rules
