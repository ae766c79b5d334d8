#include "resolution/plain_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

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
    if (symbol < 2) {
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

namespace {

/// True when the text keeps a blank line between its paragraphs: then a label in the middle of a
/// sentence, at the start of a line by chance, can be told from one that begins an item.
bool parts_by_blank_lines(const std::vector<Line>& lines) {
  std::size_t labels = 0;
  std::size_t behind_blank = 0;
  bool after_blank = true;
  for (const Line& line : lines) {
    if (line.text.empty()) {
      after_blank = true;
      continue;
    }
    if (is_page_furniture(line.text)) continue;
    if (leading_label(line.text) > 0) {
      ++labels;
      behind_blank += after_blank ? 1U : 0U;
    }
    after_blank = false;
  }
  return 10 * behind_blank >= 6 * labels;
}

std::size_t longest_line(const std::vector<Line>& lines) {
  std::size_t longest = 0;
  for (const Line& line : lines) longest = std::max(longest, line.text.size());
  return longest;
}

/// `58.` alone in its line: the number of a paragraph whose text is its items.
bool is_number_alone(std::string_view line) {
  return line.size() <= 4 && line.ends_with('.') &&
         read_label(line).front().style == LabelStyle::Decimal;
}

/// Gathers lines into blocks.
class PlainReader {
 public:
  PlainReader(std::string_view text, FileId file, Resolution& resolution)
      : lines_(split_lines(text)),
        by_blank_lines_(parts_by_blank_lines(lines_)),
        longest_(longest_line(lines_)),
        file_(file),
        resolution_(resolution) {}

  std::vector<Block> read() {
    for (const Line& line : lines_) {
      if (!in_body_) {
        note_identity(line.text, resolution_);
        front_ += std::string(line.text) + ' ';
      }
      if (line.text.empty()) {
        after_blank_ = true;
      } else if (is_page_furniture(line.text)) {
        after_page_ = true;  // a paragraph may go on behind a page break
      } else {
        take(line);
      }
    }
    flush();
    if (!resolution_.date) note_identity(front_, resolution_);
    resolution_.chapter_vii = front_.find("under Chapter VII") != std::string::npos;
    return std::move(blocks_);
  }

 private:
  void take(const Line& line) {
    std::size_t label = is_number_alone(line.text) ? line.text.size() : leading_label(line.text);
    if (label > 0 && !in_body_) {
      const LabelReading reading = read_label(printed(line.text)).front();
      if (reading.ordinal == 1 && reading.style == LabelStyle::Decimal) {
        flush();
        in_body_ = true;
      } else {
        label = 0;
      }
    }
    if (label > 0 && !begins_item()) label = 0;
    if (label > 0 || begins_text(line.text)) flush();
    add(line, label);
    // `58. (a) Requests ...`: the paragraph's text is its items.
    const std::string_view rest = line.text.substr(label);
    const std::size_t inner = label > 0 ? leading_label(rest) : 0;
    if (inner > 0 && read_label(printed(rest)).front().style != LabelStyle::Dash &&
        read_label(block_.label).front().style == LabelStyle::Decimal) {
      block_.text.clear();
      const Line item{.text = rest, .begin = line.begin + static_cast<std::uint32_t>(label)};
      flush();
      add(item, inner);
    }
    after_blank_ = false;
    after_page_ = false;
    last_size_ = line.text.size();
  }

  static std::string_view printed(std::string_view line) {
    return line.substr(0, line.find_first_of(" \t"));
  }

  [[nodiscard]] bool is_ended() const {
    return block_.text.empty() || block_.text.ends_with(';') || block_.text.ends_with('.') ||
           block_.text.ends_with(',') || block_.text.ends_with(':');
  }

  /// A line that begins with a label begins an item unless it goes on with a sentence.
  [[nodiscard]] bool begins_item() const {
    if (after_blank_) return true;
    if (by_blank_lines_) return after_page_ && is_ended();
    const bool is_short = 4 * last_size_ < 3 * longest_;
    return is_ended() || is_short;
  }

  [[nodiscard]] bool begins_text(std::string_view line) const {
    const bool title_ended = is_title_line(block_.text) && starts_capital(line);
    if (after_blank_) return is_ended() || title_ended || is_title_line(line);
    return !by_blank_lines_ && in_body_ && is_title_line(line) && is_ended() &&
           !block_.text.ends_with(',');
  }

  void add(const Line& line, std::size_t label) {
    const auto end = line.begin + static_cast<std::uint32_t>(line.text.size());
    if (!block_.span.is_known()) block_.span = {.file = file_, .begin = line.begin, .end = end};
    block_.span.end = end;
    if (label > 0) block_.label = std::string(printed(line.text));
    TextJoiner joiner(block_.text);
    joiner.space();
    joiner.append(line.text.substr(label));
  }

  void flush() {
    if (block_.text.empty() && block_.label.empty()) return;
    if (in_body_) {
      blocks_.push_back(std::move(block_));
    } else if (block_.text.ends_with(',') || block_.text.ends_with(':')) {
      const std::size_t space = block_.text.find(' ');
      resolution_.preamble.push_back({.opening = block_.text.substr(0, space),
                                      .text = std::move(block_.text),
                                      .span = block_.span});
    }
    block_ = Block{};
  }

  std::vector<Line> lines_;
  bool by_blank_lines_;
  std::size_t longest_;
  FileId file_;
  Resolution& resolution_;
  std::vector<Block> blocks_;
  Block block_;
  bool in_body_ = false;
  bool after_blank_ = true;
  bool after_page_ = false;
  std::size_t last_size_ = 0;  // of the line before
  std::string front_;          // the words before paragraph 1, for a date broken over two lines
};

}  // namespace

std::vector<Block> read_plain_blocks(std::string_view text, FileId file, Resolution& resolution,
                                     Diagnostics& /*diagnostics*/) {
  return PlainReader(text, file, resolution).read();
}

}  // namespace penholder
