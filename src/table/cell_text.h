#pragma once
// What stands in one cell, as text: numbers, distributions, scales, preference functions. Each can
// be read back from what is written.

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "table/performance_table.h"

namespace penholder {

/// Why a text is not what was expected; the reader adds the place.
struct CellFault {
  const DiagnosticKind* kind = nullptr;
  std::string message;
  std::string remedy;
};
template <class T>
using CellRead = std::expected<T, CellFault>;

/// How the file writes numbers.
struct NumberStyle {
  bool comma_is_point = false;  ///< `0,5` is a half: in files parted by semicolons or tabs
  bool* saw_comma = nullptr;    ///< set when one was read so; may be null
};

/// A decimal number, blanks around it allowed. Infinities, hexadecimals and the like are refused.
CellRead<double> parse_number(std::string_view text, const NumberStyle& style = {});

/// `12.5`, `10..12..15`, `10..15`, `uniform(10, 15)`, `normal(12, 2)`, `beta(20, 116)`, `20 of
/// 136`. The last is what k events in n trials tell from a uniform prior: beta(k + 1, n - k + 1).
/// Source: Gelman et al. 2013, Bayesian Data Analysis, section 2.1.
CellRead<Performance> parse_performance(std::string_view text, const NumberStyle& style = {});

/// `0:0 10:0.7 20:1`: performance and its value, any number of points.
CellRead<std::vector<ScalePoint>> parse_scale(std::string_view text, const NumberStyle& style = {});

/// `linear q=5 p=20`, `usual`, `gaussian s=3`.
CellRead<Preference> parse_preference(std::string_view text, const NumberStyle& style = {});

/// Thresholds that make no preference function of this shape; nothing when they do.
std::string preference_fault(const Preference& preference);

/// The shape by its name; nothing for an unknown one.
std::optional<Preference::Shape> shape_named(std::string_view name);
std::string_view name_of(Preference::Shape shape);

/// The shortest text that reads back as the same number.
std::string number_text(double value);
std::string text_of(const Performance& performance);
std::string text_of(std::span<const ScalePoint> scale);
std::string text_of(const Preference& preference);

/// `text` without blanks at its ends.
std::string_view trimmed(std::string_view text);

/// ASCII letters in lower case.
std::string lower(std::string_view text);

/// In backticks, cut to a length that fits a message.
std::string quoted(std::string_view text);

}  // namespace penholder
