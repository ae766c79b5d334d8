#pragma once
// Numbers in the prose of a resolution, in digits or words, and whether a number of a case is among
// them.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace penholder {

/// `13,289 military personnel`, `two thousand`, `30 per cent`, `six months`, `two thirds`.
struct Figure {
  double value = 0.0;  ///< of the number alone: 30 for `30 per cent`, 0.667 for `two thirds`
  std::string unit;    ///< the word behind it, in small letters: `military`, `per`, `months`
  bool is_percent = false;
  std::string written;  ///< as it stands in the text, without the unit
};

/// All numbers of a text but those of dates, resolutions, symbols and paragraphs. Spaces of any
/// kind between groups of three digits are taken as thousands separators; the parts are then not
/// figures of their own.
///
///   cost   O(words)
std::vector<Figure> find_figures(std::string_view text);

/// What a number of a case measures, so that it can be compared with a text.
enum class NumberKind : std::uint8_t {
  Amount,    ///< a count or amount, in any unit
  Share,     ///< 0..1
  Duration,  ///< in days
  Rate       ///< per year
};

/// Whether one of the figures says `value`. Durations may differ by 2 % (months of 30 days against
/// years of 365), fractions by 1 %.
bool is_among(std::span<const Figure> figures, double value, NumberKind kind);

}  // namespace penholder
