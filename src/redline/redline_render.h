#pragma once
// The redline for people and programs. All forms show the same rows in the same order.

#include <string>
#include <string_view>
#include <vector>

#include "redline/redline.h"

namespace penholder {

struct RedlineTextOptions {
  int width = 80;       ///< columns of the terminal; at least 60 are used
  bool colour = false;  ///< ANSI colours beside the marks, never instead of them
  bool summary_only = false;
  bool full = false;  ///< unchanged paragraphs and long unchanged stretches in full
};

/// For a terminal: the summary, then paragraph by paragraph, [-struck-] and {+put in+}.
std::string redline_text(const Redline& redline, const RedlineTextOptions& options);

/// Everything, typed, with bytes of each text and spans into the sources; ends in a line break.
std::string redline_json(const Redline& redline);

/// One self-contained page without scripts: inline and side by side, an anchor for each text;
/// `version` of the program is named at its foot.
std::string redline_html(const Redline& redline, std::string_view version);

/// The words of a row with their marks, `<ins>` and `<del>`, for a page of any kind.
std::string redline_inline_html(const RedlineRow& row);

/// `OP 28 (a) (iii) item 2`, `PP 3`, `annex 1, 2` for `28.a.iii.2`, `pp3`, `annex-1.2`.
std::string shown_locator(std::string_view locator);

/// A piece of a row ready for show: without the space behind it.
struct ShownPiece {
  const TextPiece* piece = nullptr;
  std::string text;
  bool space_after = false;
};

/// The row's pieces in order; what is the same in the words of the new text. Where only one of the
/// texts has a space, the space is part of that text's words. Points into the row.
std::vector<ShownPiece> segments(const RedlineRow& row);

/// One thing that the summary says, and where.
struct SummaryEntry {
  std::string text;
  std::vector<std::string> anchors;  ///< of rows
  bool names_places = false;         ///< the places are to be named behind the text
};

/// `30 June 2021 -> 30 June 2022 (OP 17 and OP 62)`.
std::string with_places(const SummaryEntry& entry);
struct SummaryLine {
  std::string title;
  bool is_list = false;  ///< entries long enough for a line each
  std::vector<SummaryEntry> entries;
};

/// What a delegate wants to know first, most important line first. Lines that have nothing to say
/// are left out.
std::vector<SummaryLine> summarise(const Redline& redline);

/// `n30.a.vi` for a row of the new text, `o28.d` for a dropped one: for links within a page.
std::string anchor_of(const RedlineRow& row);

/// `OP 7 and OP 9`.
std::string named_locators(const std::vector<std::string>& locators);

/// `urges -> requests`, `new: requests`, `gone: urges`.
std::string shown_change(const std::string& from, const std::string& to);

/// The first words of a text, with an ellipsis if there are more.
std::string opening_words(std::string_view text, std::size_t words_most);

/// `OP 30 (a)`, `old OP 28 (d)` for an anchor.
std::string shown_anchor(std::string_view anchor);

/// `changed, renumbered, moved from OP 9 (62 % of the words)`.
std::string status_of(const RedlineRow& row);

/// What the changes of a row mean, a sentence each: `strength raised: encourages -> requests`.
std::vector<std::string> remarks_of(const RedlineRow& row);

}  // namespace penholder
