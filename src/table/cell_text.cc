#include "table/cell_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/text.h"
#include "table/kinds.h"

namespace penholder {
namespace {

using Shape = Preference::Shape;
constexpr std::array<std::pair<std::string_view, Shape>, 6> kShapes{{
    {"usual", Shape::Usual},
    {"u-shape", Shape::UShape},
    {"v-shape", Shape::VShape},
    {"level", Shape::Level},
    {"linear", Shape::Linear},
    {"gaussian", Shape::Gaussian},
}};

std::unexpected<CellFault> fault(const DiagnosticKind& kind, std::string message,
                                 std::string remedy = {}) {
  return std::unexpected(
      CellFault{.kind = &kind, .message = std::move(message), .remedy = std::move(remedy)});
}

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(separator);
    parts.push_back(trimmed(text.substr(0, at)));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + separator.size());
  }
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!(text = trimmed(text)).empty()) {
    const std::size_t end = std::min(text.find_first_of(" \t\r\n"), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return words;
}

/// All parts as numbers, or the first fault.
CellRead<std::vector<double>> numbers(std::span<const std::string_view> parts,
                                      const NumberStyle& style) {
  std::vector<double> result;
  for (const std::string_view part : parts) {
    const auto number = parse_number(part, style);
    if (!number) return std::unexpected(number.error());
    result.push_back(*number);
  }
  return result;
}

CellRead<Performance> out_of_range(std::string_view text, std::string_view why) {
  return fault(table_kinds::kOutOfRange, fmt::format("{}: {}", quoted(text), why));
}

CellRead<Performance> range_of(std::string_view text, const NumberStyle& style) {
  const std::vector<std::string_view> parts = split(text, "..");
  const auto ends = numbers(parts, style);
  if (!ends) return std::unexpected(ends.error());
  if (!std::ranges::is_sorted(*ends)) return out_of_range(text, "the numbers must rise");
  if (parts.size() == 2) return UniformBetween{.low = (*ends)[0], .high = (*ends)[1]};
  if (parts.size() == 3) {
    return Percentiles{.low = (*ends)[0], .likely = (*ends)[1], .high = (*ends)[2]};
  }
  return fault(table_kinds::kNotAPerformance,
               fmt::format("{} has {} parts", quoted(text), parts.size()),
               "write two (anywhere between) or three (10th, 50th and 90th percentile)");
}

CellRead<Performance> call_of(std::string_view text, const NumberStyle& style) {
  const std::size_t open = text.find('(');
  const std::string name = lower(trimmed(text.substr(0, open)));
  constexpr std::array<std::string_view, 3> kNames{"normal", "beta", "uniform"};
  if (std::ranges::find(kNames, name) == kNames.end()) {
    const auto near = nearest(name, kNames);
    return fault(table_kinds::kNotAPerformance, fmt::format("{} is no distribution", quoted(name)),
                 near ? fmt::format("did you mean `{}`?", *near)
                      : "known are `normal(mean, sd)`, `beta(alpha, beta)`, `uniform(low, high)`");
  }
  std::string_view inside = trimmed(text.substr(open + 1));
  if (!inside.ends_with(')')) {
    return fault(table_kinds::kNotAPerformance,
                 fmt::format("{} does not end in `)`", quoted(text)));
  }
  inside.remove_suffix(1);
  // Where a comma is a decimal point, a semicolon parts the arguments; either parts them elsewhere.
  const bool has_semicolon = inside.find(';') != std::string_view::npos;
  const auto two =
      numbers(split(inside, has_semicolon ? ";" : ","), has_semicolon ? style : NumberStyle{});
  if (!two) return std::unexpected(two.error());
  if (two->size() != 2) {
    return fault(table_kinds::kNotAPerformance,
                 fmt::format("{} takes two numbers, not {}", quoted(name), two->size()));
  }
  const double a = (*two)[0];
  const double b = (*two)[1];
  if (name == "normal") {
    if (b < 0) return out_of_range(text, "a standard deviation is not negative");
    return Normal{.mean = a, .sd = b};
  }
  if (name == "uniform") {
    if (a > b) return out_of_range(text, "the numbers must rise");
    return UniformBetween{.low = a, .high = b};
  }
  if (a < 1e-6 || b < 1e-6) return out_of_range(text, "both shapes of a beta are above 0");
  return Beta{.alpha = a, .beta = b};
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin);
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

std::string quoted(std::string_view text) {
  constexpr std::size_t kMost = 60;
  if (text.size() <= kMost) return fmt::format("`{}`", text);
  std::size_t end = kMost;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return fmt::format("`{}…`", text.substr(0, end));
}

CellRead<double> parse_number(std::string_view text, const NumberStyle& style) {
  std::string digits(trimmed(text));
  const std::size_t comma = digits.find(',');
  const bool has_comma = comma != std::string::npos;
  if (has_comma && style.comma_is_point && digits.find('.') == std::string::npos) {
    digits[comma] = '.';
  }
  const char* begin = digits.data();
  const char* end = begin + digits.size();
  if (digits.starts_with('+') && digits.size() > 1 && digits[1] != '-') ++begin;
  double value = 0.0;
  const auto [stop, error] = std::from_chars(begin, end, value);
  const bool starts_well =
      begin != end && (*begin == '-' || *begin == '.' || (*begin >= '0' && *begin <= '9'));
  if (starts_well && error == std::errc::result_out_of_range && stop == end) {
    return fault(table_kinds::kOutOfRange, fmt::format("{} is beyond any number", quoted(text)));
  }
  if (!starts_well || error != std::errc{} || stop != end || !std::isfinite(value)) {
    return fault(
        table_kinds::kNotAPerformance, fmt::format("{} is no number", quoted(text)),
        has_comma ? "write the decimal point as `.`, and no separator between thousands" : "");
  }
  if (std::abs(value) > kTableNumberMost) {
    return fault(table_kinds::kOutOfRange, fmt::format("{} is beyond 10^15", quoted(text)),
                 "choose a larger unit");
  }
  if (has_comma && style.saw_comma != nullptr) *style.saw_comma = true;
  return value == 0.0 ? 0.0 : value;  // never -0
}

CellRead<Performance> parse_performance(std::string_view text, const NumberStyle& style) {
  text = trimmed(text);
  if (text.find('(') != std::string_view::npos) return call_of(text, style);
  if (text.find("..") != std::string_view::npos) return range_of(text, style);
  const std::vector<std::string_view> words = words_of(text);
  if (words.size() == 3 && lower(words[1]) == "of") {
    const auto events = parse_number(words[0], style);
    const auto trials = parse_number(words[2], style);
    if (!events) return std::unexpected(events.error());
    if (!trials) return std::unexpected(trials.error());
    if (*events < 0 || *trials < *events) {
      return out_of_range(text, "events are at least 0 and at most the trials");
    }
    return Beta{.alpha = *events + 1, .beta = *trials - *events + 1};
  }
  const auto number = parse_number(text, style);
  if (!number) return std::unexpected(number.error());
  return Exact{*number};
}

CellRead<std::vector<ScalePoint>> parse_scale(std::string_view text, const NumberStyle& style) {
  std::vector<ScalePoint> points;
  for (const std::string_view word : words_of(text)) {
    const std::vector<std::string_view> parts = split(word, ":");
    if (parts.size() != 2) {
      return fault(table_kinds::kScale, fmt::format("{} is no point of a scale", quoted(word)),
                   "a point is `performance:value`, as in `0:0 10:0.7 20:1`");
    }
    const auto both = numbers(parts, style);
    if (!both) return std::unexpected(both.error());
    points.push_back({.at = (*both)[0], .value = (*both)[1]});
  }
  return points;
}

std::optional<Shape> shape_named(std::string_view name) {
  for (const auto& [word, shape] : kShapes) {
    if (word == name) return shape;
  }
  return std::nullopt;
}

std::string_view name_of(Shape shape) { return kShapes[static_cast<std::size_t>(shape)].first; }

std::string preference_fault(const Preference& preference) {
  const auto& [shape, q, p, s] = preference;
  if (q < 0 || p < 0 || s < 0) return "a threshold is not negative";
  switch (shape) {
    case Shape::Usual:
    case Shape::UShape:
      return "";
    case Shape::VShape:
      return p > 0 ? "" : "`v-shape` needs `p` above 0";
    case Shape::Level:
    case Shape::Linear:
      if (p <= 0) return fmt::format("`{}` needs `p` above 0", name_of(shape));
      return q <= p ? "" : "`q` is at most `p`";
    case Shape::Gaussian:
      return s > 0 ? "" : "`gaussian` needs `s` above 0";
  }
  return "";
}

CellRead<Preference> parse_preference(std::string_view text, const NumberStyle& style) {
  const std::vector<std::string_view> words = words_of(text);
  const std::string name = words.empty() ? "" : lower(words[0]);
  const auto shape = shape_named(name);
  if (!shape) {
    std::vector<std::string_view> names;
    names.reserve(kShapes.size());
    for (const auto& entry : kShapes) names.push_back(entry.first);
    const auto near = nearest(name, names);
    return fault(table_kinds::kUnknownWord,
                 fmt::format("{} is no preference function", quoted(name)),
                 near ? fmt::format("did you mean `{}`?", *near)
                      : fmt::format("known are {}", fmt::join(names, ", ")));
  }
  Preference preference{.shape = *shape};
  std::string seen;
  for (const std::string_view word : std::span(words).subspan(1)) {
    const std::string key = lower(word.substr(0, 1));
    if (word.size() < 2 || word[1] != '=' || std::string_view("qps").find(key) > 2 ||
        seen.find(key) != std::string::npos) {
      return fault(table_kinds::kPreference, fmt::format("{} is no threshold here", quoted(word)),
                   "thresholds are `q=`, `p=` and `s=`, each once");
    }
    seen += key;
    const auto number = parse_number(word.substr(2), style);
    if (!number) return std::unexpected(number.error());
    (key == "q" ? preference.q : key == "p" ? preference.p : preference.s) = *number;
  }
  if (const std::string why = preference_fault(preference); !why.empty()) {
    return fault(table_kinds::kPreference, fmt::format("{}: {}", quoted(trimmed(text)), why));
  }
  return preference;
}

std::string number_text(double value) { return fmt::format("{}", value); }

std::string text_of(const Performance& performance) {
  if (const auto* exact = std::get_if<Exact>(&performance)) return number_text(exact->value);
  if (const auto* range = std::get_if<Percentiles>(&performance)) {
    return fmt::format("{}..{}..{}", range->low, range->likely, range->high);
  }
  if (const auto* uniform = std::get_if<UniformBetween>(&performance)) {
    return fmt::format("{}..{}", uniform->low, uniform->high);
  }
  if (const auto* normal = std::get_if<Normal>(&performance)) {
    return fmt::format("normal({}, {})", normal->mean, normal->sd);
  }
  const auto& beta = std::get<Beta>(performance);
  return fmt::format("beta({}, {})", beta.alpha, beta.beta);
}

std::string text_of(std::span<const ScalePoint> scale) {
  std::string text;
  for (const ScalePoint& point : scale) {
    text += fmt::format("{}{}:{}", text.empty() ? "" : " ", point.at, point.value);
  }
  return text;
}

std::string text_of(const Preference& preference) {
  std::string text(name_of(preference.shape));
  if (preference.q != 0.0) text += fmt::format(" q={}", preference.q);
  if (preference.p != 0.0) text += fmt::format(" p={}", preference.p);
  if (preference.s != 0.0) text += fmt::format(" s={}", preference.s);
  return text;
}

}  // namespace penholder
