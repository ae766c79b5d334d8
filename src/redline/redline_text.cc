// The redline in a terminal.

#include <fmt/format.h>

#include <algorithm>

#include "base/columns.h"
#include "base/text.h"
#include "redline/redline_render.h"

namespace penholder {
namespace {

/// Longer unchanged stretches between changes are cut to their first and last words.
constexpr std::size_t kQuietWordsMost = 36;
constexpr std::size_t kQuietWordsShown = 14;
constexpr std::size_t kEntriesMost = 8;

constexpr std::string_view kReset = "\x1b[0m";
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kDim = "\x1b[2m";

std::string_view ink_of(PieceKind kind) {
  switch (kind) {
    case PieceKind::Same:
      return {};
    case PieceKind::Cut:
      return "\x1b[31m";
    case PieceKind::Put:
      return "\x1b[32m";
  }
  return {};
}

// Words of several inks, broken into lines of one width.
class Flow {
 public:
  Flow(std::string& out, std::size_t width, std::size_t indent, bool colour)
      : out_(out), width_(width), indent_(indent), colour_(colour) {
    out_.append(indent_, ' ');
    column_ = indent_;
  }

  // Words parted by single spaces; glued to what came before unless `space` was called.
  void add(std::string_view words, std::string_view ink) {
    while (!words.empty()) {
      const std::size_t end = std::min(words.find(' '), words.size());
      if (end > 0) pending_.push_back({std::string(words.substr(0, end)), ink});
      if (end == words.size()) break;
      space();
      words.remove_prefix(end + 1);
    }
  }

  void space() {
    flush();
    wants_space_ = true;
  }

  void finish() {
    flush();
    out_ += '\n';
  }

 private:
  struct Part {
    std::string text;
    std::string_view ink;
  };

  void flush() {
    if (pending_.empty()) return;
    std::size_t wide = 0;
    for (const Part& part : pending_) wide += columns_of(part.text);
    if (!is_line_empty_ && column_ + (wants_space_ ? 1 : 0) + wide > width_) {
      out_ += '\n';
      out_.append(indent_, ' ');
      column_ = indent_;
    } else if (wants_space_ && !is_line_empty_) {
      out_ += ' ';
      ++column_;
    }
    for (const Part& part : pending_) {
      const bool inked = colour_ && !part.ink.empty();
      if (inked) out_ += part.ink;
      out_ += part.text;
      if (inked) out_ += kReset;
    }
    column_ += wide;
    is_line_empty_ = false;
    wants_space_ = false;
    pending_.clear();
  }

  std::string& out_;
  std::size_t width_;
  std::size_t indent_;
  bool colour_;
  std::size_t column_ = 0;
  bool is_line_empty_ = true;
  bool wants_space_ = false;
  std::vector<Part> pending_;
};

// The first and last words of a long stretch.
std::string quiet(std::string_view text, bool is_first, bool is_last) {
  const auto words = static_cast<std::size_t>(std::ranges::count(text, ' ')) + 1;
  if (words <= kQuietWordsMost) return std::string(text);
  std::string shown;
  if (!is_first) {
    std::size_t end = 0;
    for (std::size_t i = 0; i < kQuietWordsShown; ++i) end = text.find(' ', end) + 1;
    shown = text.substr(0, end);
  } else {
    std::size_t end = 0;
    for (std::size_t i = 0; i < kQuietWordsShown / 2; ++i) end = text.find(' ', end) + 1;
    shown = text.substr(0, end);
  }
  shown += "[\u2026]";
  if (!is_last) {
    std::size_t begin = text.size();
    for (std::size_t i = 0; i < kQuietWordsShown; ++i) begin = text.rfind(' ', begin - 1);
    shown += text.substr(begin);
  }
  return shown;
}

class Writer {
 public:
  Writer(const Redline& redline, const RedlineTextOptions& options)
      : redline_(redline),
        options_(options),
        width_(static_cast<std::size_t>(std::max(options.width, 60))) {}

  std::string write() {
    title();
    summary();
    if (!options_.summary_only) paragraphs();
    return std::move(out_);
  }

 private:
  void styled(std::string_view text, std::string_view style) {
    if (options_.colour) out_ += style;
    out_ += text;
    if (options_.colour) out_ += kReset;
  }

  static std::string name_of(const TextMeasure& measure) {
    std::string name =
        measure.symbol.empty() ? "a text without symbol" : without_controls(measure.symbol);
    if (measure.date) name += fmt::format(" of {}", to_long_string(*measure.date));
    return name;
  }

  void title() {
    // A regime of sanctions may name a mission without being its mandate.
    const bool is_mandate = redline_.from.tasks() + redline_.to.tasks() > 0;
    const std::string mission = is_mandate ? redline_.to.mission : "";
    std::string line = fmt::format("{} \u2192 {}{}", name_of(redline_.from), name_of(redline_.to),
                                   mission.empty() ? "" : ", " + mission);
    std::string text = wrapped(line, width_, 2);
    text.pop_back();
    styled(text, kBold);
    out_ += "\n\n";
  }

  void summary() {
    for (const SummaryLine& line : summarise(redline_)) {
      const std::size_t shown = std::min(line.entries.size(), kEntriesMost);
      std::string text;
      for (std::size_t i = 0; i < shown; ++i) {
        if (line.is_list) {
          summary_line(i == 0 ? line.title : "", with_places(line.entries[i]));
        } else {
          text += (i == 0 ? "" : "; ") + with_places(line.entries[i]);
        }
      }
      const std::string more = line.entries.size() > shown
                                   ? fmt::format("and {} more", line.entries.size() - shown)
                                   : std::string();
      if (!line.is_list) {
        summary_line(line.title, fmt::format("{}{}{}", text, more.empty() ? "" : "; ", more));
      } else if (!more.empty()) {
        summary_line("", more);
      }
    }
    for (const std::string& remark : redline_.remarks) {
      out_ += wrapped("note: " + remark, width_, 6);
    }
  }

  void summary_line(std::string_view title, std::string_view text) {
    constexpr std::size_t kTitle = 15;
    const std::string head = fmt::format("{:<{}}", title, kTitle);
    styled(head, kBold);
    // The head's blanks would be folded: it is measured as one word.
    const std::string filled(kTitle - 1, '_');
    out_ += wrapped(filled + ' ' + without_controls(text), width_, kTitle).substr(kTitle);
  }

  void paragraphs() {
    out_ += '\n';
    std::string section;
    for (std::size_t i = 0; i < redline_.rows.size();) {
      const RedlineRow& row = redline_.rows[i];
      const RowSide& side = row.to ? *row.to : *row.from;
      const std::string here = row.part == TextPart::Preamble ? "Preamble"
                               : row.part == TextPart::Annex  ? "Annex: " + side.heading
                                                              : side.heading;
      if (here != section && row.depth == 0 && (row.to || section.empty())) {
        section = here;
        out_ += '\n';
        styled(section.empty() ? "Operative part" : without_controls(section), kBold);
        out_ += "\n\n";
      }
      if (const std::size_t end = end_of_quiet(i); end > i && !options_.full) {
        quiet_rows(i, end);
        i = end;
        continue;
      }
      show(row);
      ++i;
    }
  }

  [[nodiscard]] bool is_quiet(const RedlineRow& row) const {
    return row.change == RowChange::Unchanged && !row.is_moved && row.takes_in.empty();
  }

  // Rows from `begin` on of one section in which nothing changed, whole paragraphs with their items
  // (below a paragraph: items).
  [[nodiscard]] std::size_t end_of_quiet(std::size_t begin) const {
    const RedlineRow& first = redline_.rows[begin];
    std::size_t end = begin;
    while (end < redline_.rows.size()) {
      const RedlineRow& row = redline_.rows[end];
      if (row.depth < first.depth || row.part != first.part) break;
      if (row.depth == 0 && end > begin &&
          (!row.to || !first.to || row.to->heading != first.to->heading)) {
        break;
      }
      std::size_t last = end;
      bool whole = is_quiet(row);
      for (++last; last < redline_.rows.size() && redline_.rows[last].depth > row.depth; ++last) {
        whole = whole && is_quiet(redline_.rows[last]);
      }
      if (!whole) break;
      end = last;
    }
    return end;
  }

  void quiet_rows(std::size_t begin, std::size_t end) {
    const int depth = redline_.rows[begin].depth;
    const RedlineRow* first = &redline_.rows[begin];
    const RedlineRow* last = first;
    for (std::size_t i = begin; i < end; ++i) {
      if (redline_.rows[i].depth == depth) last = &redline_.rows[i];
    }
    std::string line = range_of(first->to->locator, last->to->locator);
    if (first->is_renumbered || last->is_renumbered) {
      line += fmt::format(" (was {})", range_of(first->from->locator, last->from->locator));
    }
    line += ": word for word";
    out_.append(indent_of(*first), ' ');
    std::string text = wrapped(line, width_ - indent_of(*first), indent_of(*first) + 4);
    text.pop_back();
    styled(text, kDim);
    out_ += '\n';
  }

  // `OP 7 to 11`, `OP 30 (a) (ii) to (v)`.
  static std::string range_of(const std::string& first, const std::string& last) {
    if (first == last) return shown_locator(first);
    const std::size_t dot = last.rfind('.');
    const bool siblings = dot != std::string::npos && first.starts_with(last.substr(0, dot + 1));
    std::string end = shown_locator(last);
    if (siblings) {
      end = end.substr(shown_locator(last.substr(0, dot)).size() + 1);
      if (end.starts_with("item ")) end = end.substr(5);
    } else if (dot == std::string::npos && end.find(' ') != std::string::npos) {
      end = end.substr(end.find(' ') + 1);
    }
    return shown_locator(first) + " to " + end;
  }

  static std::size_t indent_of(const RedlineRow& row) {
    return 2 * static_cast<std::size_t>(std::min(row.depth, 5));
  }

  void show(const RedlineRow& row) {
    const std::size_t indent = indent_of(row);
    const std::string locator = row.to ? row.to->locator : row.from->locator;
    const std::string head =
        fmt::format("{}{}: {}", row.to ? "" : "old ", shown_locator(locator), status_of(row));
    out_.append(indent, ' ');
    std::string text = wrapped(head, width_ - indent, indent + 4);
    text.pop_back();
    styled(text, kBold);
    out_ += '\n';
    if (row.change == RowChange::NotCompared) return;
    flow(row, indent + 4);
    for (const std::string& remark : remarks_of(row)) {
      out_.append(indent + 4, ' ');
      out_ += wrapped("* " + without_controls(remark), width_ - indent - 4, indent + 6);
    }
  }

  void flow(const RedlineRow& row, std::size_t indent) {
    Flow flow(out_, width_, indent, options_.colour);
    const std::vector<ShownPiece> all = segments(row);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const ShownPiece& segment = all[i];
      const PieceKind kind = segment.piece->kind;
      std::string text = segment.text;
      // The break between title and text of an item.
      for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n')) {
        text.replace(at, 1, ": ");
      }
      bool space = segment.space_after;
      if (text.ends_with(": ")) {
        text.pop_back();
        space = true;
      }
      text = without_controls(text);
      if (kind == PieceKind::Same && !options_.full)
        text = quiet(text, i == 0, i + 1 == all.size());
      if (kind == PieceKind::Cut) text = fmt::format("[-{}-]", text);
      if (kind == PieceKind::Put) text = fmt::format("{{+{}+}}", text);
      flow.add(text, ink_of(kind));
      if (!segment.piece->elsewhere.empty()) {
        flow.add(fmt::format("({} {})", kind == PieceKind::Cut ? "now" : "from old",
                             shown_locator(segment.piece->elsewhere)),
                 kDim);
      }
      if (space) flow.space();
    }
    flow.finish();
  }

  const Redline& redline_;
  const RedlineTextOptions& options_;
  std::size_t width_;
  std::string out_;
};

}  // namespace

std::string redline_text(const Redline& redline, const RedlineTextOptions& options) {
  return Writer(redline, options).write();
}

}  // namespace penholder
