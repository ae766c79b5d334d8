#include "resolution/plain_text.h"

#include <array>
#include <cctype>

#include "resolution/label.h"

namespace penholder {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

struct Line {
  std::string_view text;  // without white space at its ends
  std::uint32_t begin = 0;
};

std::vector<Line> split_lines(std::string_view text) {
  std::vector<Line> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::size_t first = at;
    std::size_t last = end;
    const auto blank = [&](std::size_t i) {
      return text[i] == ' ' || text[i] == '\t' || text[i] == '\r' || text[i] == '\f';
    };
    while (first < last && blank(first)) ++first;
    while (last > first && blank(last - 1)) --last;
    lines.push_back(
        {.text = text.substr(first, last - first), .begin = static_cast<std::uint32_t>(first)});
    at = end + 1;
  }
  return lines;
}

bool only(std::string_view text, std::string_view allowed) {
  return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

// Lines that repeat on every page: `S/RES/2531 (2020)`, `20-08609 (E)`, `2/17 20-08609`.
bool is_page_furniture(std::string_view line) {
  if (line.starts_with("S/RES/") && line.size() <= 24) return true;
  return line.size() <= 24 && only(line, "0123456789-/() EF*") &&
         line.find_first_of("-/") != line.npos && line.find_first_of("0123456789") == 0;
}

bool starts_capital(std::string_view line) {
  return !line.empty() && line.front() >= 'A' && line.front() <= 'Z';
}

bool is_title_line(std::string_view line) {
  return starts_capital(line) &&
         std::string_view(".;,:").find(line.back()) == std::string_view::npos && line.size() <= 90;
}

}  // namespace

std::optional<Date> parse_long_date(std::string_view text) {
  int day = 0;
  std::size_t at = 0;
  while (at < text.size() && at < 2 && std::isdigit(static_cast<unsigned char>(text[at])) != 0) {
    day = day * 10 + (text[at++] - '0');
  }
  if (day < 1 || day > 31 || at >= text.size() || text[at] != ' ') return std::nullopt;
  ++at;
  for (std::size_t month = 0; month < kMonths.size(); ++month) {
    if (!text.substr(at).starts_with(kMonths[month])) continue;
    at += kMonths[month].size();
    if (at + 5 > text.size() || text[at] != ' ') return std::nullopt;
    int year = 0;
    for (std::size_t i = at + 1; i < at + 5; ++i) {
      if (std::isdigit(static_cast<unsigned char>(text[i])) == 0) return std::nullopt;
      year = year * 10 + (text[i] - '0');
    }
    const std::chrono::year_month_day calendar{std::chrono::year{year},
                                               std::chrono::month{static_cast<unsigned>(month + 1)},
                                               std::chrono::day{static_cast<unsigned>(day)}};
    if (!calendar.ok() || year < 1000) return std::nullopt;
    return Date(year, static_cast<unsigned>(month + 1), static_cast<unsigned>(day));
  }
  return std::nullopt;
}

namespace {

void note_identity(std::string_view line, Resolution& resolution) {
  if (resolution.symbol.empty()) {
    const std::size_t symbol = line.find("S/RES/");
    const bool title = line.starts_with("Resolution ") || line.starts_with("RESOLUTION ");
    if (symbol != line.npos && symbol < 2) {
      resolution.symbol = std::string(line.substr(symbol));
    } else if (title && line.size() > 11 && line.size() < 40 &&
               std::isdigit(static_cast<unsigned char>(line[11])) != 0) {
      resolution.symbol = std::string(line);
    }
  }
  const std::size_t adopted = line.find("dopted by the Security Council");
  if (!resolution.date && adopted != line.npos) {
    for (std::size_t i = adopted; i < line.size() && !resolution.date; ++i) {
      const bool starts =
          line[i] >= '0' && line[i] <= '9' && (line[i - 1] < '0' || line[i - 1] > '9');
      if (starts) resolution.date = parse_long_date(line.substr(i));
    }
  }
}

}  // namespace

std::vector<Block> read_plain_blocks(std::string_view text, FileId file, Resolution& resolution,
                                     Diagnostics& /*diagnostics*/) {
  std::vector<Block> blocks;
  Block block;
  bool in_body = false;
  bool after_blank = true;
  std::string joined_front;  // the words before paragraph 1, for a date broken over two lines
  const auto flush = [&] {
    if (block.text.empty() && block.label.empty()) return;
    if (in_body) {
      blocks.push_back(std::move(block));
    } else if (block.text.ends_with(',') || block.text.ends_with(':')) {
      const std::size_t space = block.text.find(' ');
      resolution.preamble.push_back({.opening = block.text.substr(0, space),
                                     .text = std::move(block.text),
                                     .span = block.span});
    }
    block = Block{};
  };
  for (const Line& line : split_lines(text)) {
    if (!in_body) {
      note_identity(line.text, resolution);
      joined_front += std::string(line.text) + ' ';
    }
    if (line.text.empty()) {
      after_blank = true;
      continue;
    }
    if (is_page_furniture(line.text)) continue;  // a paragraph may go on behind a page break
    std::size_t label = leading_label(line.text);
    std::string_view printed = line.text.substr(0, line.text.find_first_of(" \t"));
    if (label > 0 && !in_body) {
      if (read_label(printed).front().ordinal == 1 &&
          read_label(printed).front().style == LabelStyle::Decimal) {
        flush();
        in_body = true;
      } else {
        label = 0;
      }
    }
    const bool ended = block.text.empty() || block.text.ends_with(';') ||
                       block.text.ends_with('.') || block.text.ends_with(',') ||
                       block.text.ends_with(':') ||
                       (is_title_line(block.text) && starts_capital(line.text));
    const bool begins = label > 0 || (after_blank && (ended || is_title_line(line.text))) ||
                        (ended && is_title_line(line.text) && in_body);
    after_blank = false;
    if (begins) flush();
    const auto end = line.begin + static_cast<std::uint32_t>(line.text.size());
    if (!block.span.is_known()) block.span = {.file = file, .begin = line.begin, .end = end};
    block.span.end = end;
    if (label > 0) block.label = std::string(printed);
    TextJoiner joiner(block.text);
    joiner.space();
    joiner.append(line.text.substr(label));
  }
  flush();
  if (!resolution.date) note_identity(joined_front, resolution);
  resolution.chapter_vii = joined_front.find("under Chapter VII") != std::string::npos;
  return blocks;
}

}  // namespace penholder
