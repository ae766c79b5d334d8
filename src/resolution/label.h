#pragma once
// Paragraph labels: `28.`, `(a)`, `(iii)`, `–`. What a label may mean; `(i)` may be the ninth
// letter or the first roman number, and only its neighbours tell.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace penholder {

enum class LabelStyle : std::uint8_t {
  Decimal,       ///< 28. or 28
  DecimalParen,  ///< (1)
  Alpha,         ///< (a) or a)
  AlphaDot,      ///< a.
  Roman,         ///< (iv)
  RomanDot,      ///< iv.
  UpperAlpha,    ///< A. or (A)
  UpperRoman,    ///< IV. or (IV)
  Dash,          ///< –, -, •: items without a number of their own
  Bare           ///< no label at all
};

/// One reading of a label.
struct LabelReading {
  LabelStyle style = LabelStyle::Bare;
  int ordinal = 0;  ///< from 1; 0 for Dash and Bare
  std::string key;  ///< what it adds to a locator: `28`, `a`, `iii`; empty for Dash and Bare
};

/// All readings, the letter before the roman number; one Bare reading for anything that is not a
/// label.
std::vector<LabelReading> read_label(std::string_view label);

/// The value of a roman number in small letters up to 399 (`xxiv` -> 24); 0 if it is none.
int roman_value(std::string_view small);

/// Length of the label at the start of a line of plain text (`28. `, `(a) `, `– `), with the spaces
/// behind it; 0 when there is none.
std::size_t leading_label(std::string_view line);

}  // namespace penholder
