#include "base/diagnostic_render.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

namespace penholder {
namespace {

using Json = nlohmann::ordered_json;

// -- User text made safe to show ------------------------------------------------------------------

struct Decoded {
  char32_t code = 0;
  std::size_t length = 1;
  bool is_valid = false;
};

Decoded decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  const unsigned first = byte(0);
  if (first < 0x80U) return {first, 1, true};
  const std::size_t length = first >= 0xF0U && first < 0xF5U   ? 4
                             : first >= 0xE0U && first < 0xF0U ? 3
                             : first >= 0xC2U && first < 0xE0U ? 2
                                                               : 1;
  if (length == 1) return {first, 1, false};
  char32_t code = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {first, 1, false};
    code = (code << 6U) | (byte(i) & 0x3FU);
  }
  const bool is_overlong = (length == 3 && code < 0x800U) || (length == 4 && code < 0x10000U);
  if (is_overlong || code > 0x10FFFFU || (code >= 0xD800U && code <= 0xDFFFU)) {
    return {first, 1, false};
  }
  return {code, length, true};
}

struct CodeRange {
  char32_t first;
  char32_t last;
};
bool is_in(char32_t code, std::span<const CodeRange> ranges) {
  return std::ranges::any_of(ranges,
                             [&](const CodeRange& r) { return r.first <= code && code <= r.last; });
}
// Blocks, not the full tables of Unicode: enough to keep a caret under its word.
constexpr auto kZeroWidth = std::to_array<CodeRange>({{0x0300, 0x036F},
                                                      {0x0483, 0x0489},
                                                      {0x0591, 0x05BD},
                                                      {0x064B, 0x065F},
                                                      {0x1AB0, 0x1AFF},
                                                      {0x1DC0, 0x1DFF},
                                                      {0x20D0, 0x20FF},
                                                      {0xFE00, 0xFE0F},
                                                      {0xFE20, 0xFE2F}});
constexpr auto kDoubleWidth = std::to_array<CodeRange>({{0x1100, 0x115F},
                                                        {0x2E80, 0x303E},
                                                        {0x3041, 0x33FF},
                                                        {0x3400, 0x4DBF},
                                                        {0x4E00, 0x9FFF},
                                                        {0xA000, 0xA4CF},
                                                        {0xAC00, 0xD7A3},
                                                        {0xF900, 0xFAFF},
                                                        {0xFE30, 0xFE6F},
                                                        {0xFF00, 0xFF60},
                                                        {0xFFE0, 0xFFE6},
                                                        {0x1F300, 0x1F64F},
                                                        {0x1F900, 0x1F9FF},
                                                        {0x20000, 0x3FFFD}});
// Cannot be seen, or turn the direction of what follows: a terminal must not obey them.
constexpr auto kInvisible = std::to_array<CodeRange>({{0x0000, 0x001F},
                                                      {0x007F, 0x009F},
                                                      {0x00AD, 0x00AD},
                                                      {0x061C, 0x061C},
                                                      {0x180E, 0x180E},
                                                      {0x200B, 0x200F},
                                                      {0x2028, 0x202E},
                                                      {0x2060, 0x206F},
                                                      {0xFEFF, 0xFEFF},
                                                      {0xFFF9, 0xFFFB},
                                                      {0xE0000, 0xE007F}});

/// One character as it is shown, and the columns that it takes.
struct Cell {
  std::string shown;
  std::size_t width = 1;
  std::size_t offset = 0;  // of its first byte
};

Cell cell_at(std::string_view text, std::size_t at, std::size_t& length) {
  const Decoded d = decode(text, at);
  length = d.length;
  if (!d.is_valid) return {fmt::format("<{:02X}>", static_cast<unsigned>(d.code)), 4, at};
  if (d.code == U'\t') return {"    ", 4, at};
  if (is_in(d.code, kInvisible)) {
    std::string shown = fmt::format("<U+{:04X}>", static_cast<unsigned>(d.code));
    const std::size_t width = shown.size();
    return {std::move(shown), width, at};
  }
  const std::size_t width = is_in(d.code, kZeroWidth) ? 0 : is_in(d.code, kDoubleWidth) ? 2 : 1;
  return {std::string(text.substr(at, d.length)), width, at};
}

/// Text of a message or a file's name, safe for a terminal.
std::string visible(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 1;
    result += cell_at(text, at, length).shown;
    at += length;
  }
  return result;
}

// -- Terminal text --------------------------------------------------------------------------------

struct Palette {
  std::string_view error, warning, to_do, faint, strong, off;
};
constexpr Palette kPlain{};
constexpr Palette kColoured{"\x1b[1;31m", "\x1b[1;33m", "\x1b[1;36m",
                            "\x1b[2m",    "\x1b[1m",    "\x1b[0m"};

std::string_view colour_of(Severity severity, const Palette& palette) {
  switch (severity) {
    case Severity::Error:
      return palette.error;
    case Severity::Warning:
      return palette.warning;
    case Severity::ToDo:
      return palette.to_do;
  }
  return palette.error;
}

constexpr std::size_t kMostColumns = 96;  // of an excerpt
constexpr std::size_t kLead = 24;         // kept before the place when a long line is cut

/// The line of a span and, below it, marks under the span, then `note`.
std::string excerpt(const SourceTexts& texts, Span span, char mark, std::string_view note,
                    std::string_view colour, const Palette& palette) {
  const LineColumn place = texts.place(span.file, span.begin);
  const std::string_view line = texts.line(span.file, place.line);
  const std::size_t line_begin =
      line.data() == nullptr ? span.begin
                             : static_cast<std::size_t>(line.data() - texts[span.file].text.data());
  const std::size_t from = span.begin - std::min<std::size_t>(line_begin, span.begin);
  const std::size_t to =
      std::max<std::size_t>(span.end - std::min<std::size_t>(line_begin, span.end), from);

  // Only the neighbourhood of the place is looked at: a line may be megabytes long.
  constexpr std::size_t kNear = 400;
  std::size_t begin = from > kNear ? from - kNear : 0;
  while (begin > 0 && begin < line.size() &&
         (static_cast<unsigned char>(line[begin]) & 0xC0U) == 0x80U) {
    --begin;
  }
  const std::size_t end = std::min(line.size(), from + 4 * kNear);
  std::vector<Cell> cells;
  for (std::size_t at = begin; at < end;) {
    std::size_t length = 1;
    cells.push_back(cell_at(line, at, length));
    at += length;
  }
  std::size_t first = 0;
  std::size_t before = 0;  // columns before the place
  for (const Cell& cell : cells) before += cell.offset < from ? cell.width : 0;
  std::size_t whole = 0;
  for (const Cell& cell : cells) whole += cell.width;
  bool is_cut_left = begin > 0;
  if ((whole > kMostColumns && before > kLead * 2) || is_cut_left) {
    while (first < cells.size() && before > kLead) {
      before -= cells[first].width;
      ++first;
      is_cut_left = true;
    }
  }
  std::string shown = is_cut_left ? "..." : "";
  std::string marks(is_cut_left ? 3 : 0, ' ');
  std::size_t columns = shown.size();
  std::size_t marked = 0;
  bool is_cut_right = end < line.size();
  for (std::size_t i = first; i < cells.size(); ++i) {
    const Cell& cell = cells[i];
    if (columns + cell.width > kMostColumns) {
      is_cut_right = true;
      break;
    }
    columns += cell.width;
    shown += cell.shown;
    if (cell.offset < from) {
      marks.append(cell.width, ' ');
    } else if (cell.offset < to) {
      marks.append(cell.width, mark);
      marked += cell.width;
    }
  }
  if (is_cut_right) shown += "...";
  if (marked == 0) marks += mark;
  while (!shown.empty() && shown.back() == ' ') shown.pop_back();
  std::string result =
      fmt::format("{}{:5} |{} {}\n", palette.faint, place.line, palette.off, shown);
  result += fmt::format("{}      |{} {}{}{}{}{}\n", palette.faint, palette.off,
                        marks.substr(0, marks.find(mark)), colour, marks.substr(marks.find(mark)),
                        note.empty() ? "" : fmt::format(" {}", visible(note)), palette.off);
  return result;
}

std::string place_text(const SourceTexts& texts, Span span) {
  const LineColumn place = texts.place(span.file, span.begin);
  return fmt::format("{}:{}:{}", visible(texts[span.file].name), place.line, place.column);
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::size_t count_of(std::span<const Diagnostic> diagnostics, Severity severity) {
  return static_cast<std::size_t>(std::ranges::count_if(
      diagnostics, [&](const Diagnostic& d) { return d.kind->severity == severity; }));
}

constexpr std::array kSeverities = {Severity::Error, Severity::Warning, Severity::ToDo};

// -- JSON and SARIF -------------------------------------------------------------------------------

std::string dump(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

struct Region {
  LineColumn start;
  LineColumn end;
};
Region region_of(const SourceTexts& texts, Span span) {
  return {texts.place(span.file, span.begin), texts.place(span.file, span.end)};
}

void put_place(Json& json, const SourceTexts& texts, Span span) {
  if (!span.is_known()) return;
  constexpr std::size_t kMostExcerpt = 200;
  const Region region = region_of(texts, span);
  json["file"] = texts[span.file].name;
  json["line"] = region.start.line;
  json["column"] = region.start.column;
  json["end_line"] = region.end.line;
  json["end_column"] = region.end.column;
  std::string_view words = texts.excerpt(span);
  std::size_t length = std::min(words.size(), kMostExcerpt);
  while (length > 0 && length < words.size() &&
         (static_cast<unsigned char>(words[length]) & 0xC0U) == 0x80U) {
    --length;
  }
  json["excerpt"] = std::string(words.substr(0, length));
}

/// A file's name as the URI reference that SARIF wants.
std::string uri_of(std::string_view name) {
  constexpr std::string_view kPlainMarks = "-._~/";
  std::string result;
  for (const char c : name) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || kPlainMarks.find(c) != std::string_view::npos;
    if (is_plain) {
      result += c;
    } else {
      result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return result;
}

Json location_of(const SourceTexts& texts, Span span) {
  const Region region = region_of(texts, span);
  Json json;
  json["physicalLocation"]["artifactLocation"]["uri"] = uri_of(texts[span.file].name);
  json["physicalLocation"]["region"] = {{"startLine", region.start.line},
                                        {"startColumn", region.start.column},
                                        {"endLine", region.end.line},
                                        {"endColumn", region.end.column}};
  return json;
}

std::string_view sarif_level(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "error";
    case Severity::Warning:
      return "warning";
    case Severity::ToDo:
      return "note";
  }
  return "error";
}

}  // namespace

std::string render_text(const SourceTexts& texts, std::span<const Diagnostic> diagnostics,
                        bool colour) {
  const Palette& palette = colour ? kColoured : kPlain;
  std::string result;
  for (const Diagnostic& d : diagnostics) {
    const std::string_view tint = colour_of(d.kind->severity, palette);
    if (d.span.is_known()) {
      result += fmt::format("{}{}{}: ", palette.strong, place_text(texts, d.span), palette.off);
    }
    result += fmt::format("{}{}[{}]{}: {}\n", tint, to_string(d.kind->severity), d.kind->id,
                          palette.off, visible(d.message));
    if (d.span.is_known()) {
      result += excerpt(texts, d.span, '^', d.remedy, tint, palette);
    } else if (!d.remedy.empty()) {
      result += fmt::format("      = {}\n", visible(d.remedy));
    }
    for (const Label& label : d.labels) {
      if (!label.span.is_known()) {
        result += fmt::format("      = {}\n", visible(label.text));
        continue;
      }
      if (!d.span.is_known() || label.span.file != d.span.file) {
        result += fmt::format("      in {}\n", place_text(texts, label.span));
      }
      result += excerpt(texts, label.span, '-', label.text, palette.faint, palette);
    }
    result += '\n';
  }
  std::vector<std::string> counts;
  for (const Severity severity : kSeverities) {
    const std::size_t count = count_of(diagnostics, severity);
    if (count > 0) counts.push_back(counted(count, to_string(severity)));
  }
  if (counts.empty()) return result + "no problems\n";
  return result + fmt::format("{}\n", fmt::join(counts, ", "));
}

std::string render_json(const SourceTexts& texts, std::span<const Diagnostic> diagnostics) {
  Json items = Json::array();
  for (const Diagnostic& d : diagnostics) {
    Json item;
    item["id"] = d.kind->id;
    item["severity"] = to_string(d.kind->severity);
    item["message"] = d.message;
    if (!d.remedy.empty()) item["remedy"] = d.remedy;
    put_place(item, texts, d.span);
    if (!d.labels.empty()) {
      item["labels"] = Json::array();
      for (const Label& label : d.labels) {
        Json shown;
        shown["text"] = label.text;
        put_place(shown, texts, label.span);
        item["labels"].push_back(std::move(shown));
      }
    }
    items.push_back(std::move(item));
  }
  Json counts;
  for (const Severity severity : kSeverities) {
    counts[std::string(to_string(severity))] = count_of(diagnostics, severity);
  }
  Json root;
  root["diagnostics"] = std::move(items);
  root["counts"] = std::move(counts);
  return dump(root);
}

std::string render_sarif(const SourceTexts& texts, std::span<const Diagnostic> diagnostics) {
  std::vector<const DiagnosticKind*> rules;
  for (const Diagnostic& d : diagnostics) rules.push_back(d.kind);
  std::ranges::sort(rules, {}, [](const DiagnosticKind* kind) { return kind->id; });
  const auto repeats = std::ranges::unique(rules);
  rules.erase(repeats.begin(), repeats.end());

  Json driver;
  driver["name"] = "penholder";
  driver["rules"] = Json::array();
  for (const DiagnosticKind* rule : rules) {
    Json shown;
    shown["id"] = rule->id;
    shown["shortDescription"]["text"] = rule->summary;
    shown["help"]["text"] = rule->help;
    shown["defaultConfiguration"]["level"] = sarif_level(rule->severity);
    driver["rules"].push_back(std::move(shown));
  }
  Json results = Json::array();
  for (const Diagnostic& d : diagnostics) {
    Json result;
    result["ruleId"] = d.kind->id;
    result["ruleIndex"] = std::ranges::find(rules, d.kind) - rules.begin();
    result["level"] = sarif_level(d.kind->severity);
    result["message"]["text"] =
        d.remedy.empty() ? d.message : fmt::format("{}: {}", d.message, d.remedy);
    if (d.span.is_known()) result["locations"] = Json::array({location_of(texts, d.span)});
    Json related = Json::array();
    for (const Label& label : d.labels) {
      if (!label.span.is_known()) continue;
      Json location = location_of(texts, label.span);
      location["message"]["text"] = label.text;
      related.push_back(std::move(location));
    }
    if (!related.empty()) result["relatedLocations"] = std::move(related);
    results.push_back(std::move(result));
  }
  Json run;
  run["tool"]["driver"] = std::move(driver);
  run["columnKind"] = "unicodeCodePoints";
  run["results"] = std::move(results);
  Json root;
  root["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json";
  root["version"] = "2.1.0";
  root["runs"] = Json::array({std::move(run)});
  return dump(root);
}

}  // namespace penholder
