#pragma once
// What a text names besides tasks: dates, quantities, deadlines, reporting duties, other paragraphs
// and documents, places.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "register/words.h"

namespace penholder {

struct DateMention {
  std::optional<Date> date;  ///< nothing for a month or season without a day
  std::string text;          ///< `27 February 2022`, `March 2021`
};

struct Quantity {
  double value = 0.0;
  std::string text;  ///< `13,289 military personnel`: the figure and up to three words behind it
};

struct Deadline {
  enum class Kind : std::uint8_t { By, Within, Every, Until } kind = Kind::By;
  std::optional<Date> date;
  int days = 0;  ///< for Within and Every: months as 30 days; 0 when not a stated number
  std::string text;
};

/// `paragraphs 21 above and 30 and 31 below`, `paragraph 4 of resolution 2480 (2019)`.
struct Reference {
  std::string symbol;     ///< `S/RES/2480 (2019)`, `S/2020/476`; empty: this resolution
  std::string locator;    ///< `21`, `7.b`; empty: the document as a whole
  std::string text;       ///< as written
  bool resolved = false;  ///< of this resolution only: there is such a paragraph
  /// Of another resolution that was at hand: it has such a paragraph. Nothing: not at hand.
  std::optional<bool> exists = std::nullopt;
};

std::vector<DateMention> find_dates(std::string_view text, const Words& words);

/// Figures, without those that belong to dates, symbols, resolutions and paragraph numbers.
std::vector<Quantity> find_quantities(std::string_view text, const Words& words);

std::vector<Deadline> find_deadlines(std::string_view text, const Words& words);

/// True when somebody is to report to the Council or keep it informed.
bool is_reporting_duty(const Words& words);

/// Each paragraph of a list (`paragraphs 3, 5 and 7 (a)`) is a reference of its own; `to` between
/// two numbers means all between them.
std::vector<Reference> find_references(std::string_view text, const Words& words);

/// Regions and places by their form (`central Mali`, `the North of Mali`, `Lake Chad basin`), then
/// those of `gazetteer` that occur as written. Without repeats, in order of first place.
std::vector<std::string> find_places(std::string_view text, const Words& words,
                                     const std::vector<std::string>& gazetteer);

}  // namespace penholder
