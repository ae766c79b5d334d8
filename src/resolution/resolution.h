#pragma once
// A resolution as the rooms above see it: what the Council decided, paragraph by paragraph, with
// the place of each in the text that was read. Plain data; made by read_resolution.h.
//
// Paragraphs are named by the numbers printed in front of them, never by the file's internal
// identifiers: those differ between languages and are not in order.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/source_text.h"

namespace penholder {

/// Bytes [begin, end) of a paragraph's own text.
struct TextRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// A link to another document inside a text: `S/RES/2374 (2017)`.
struct DocumentLink {
  TextRange range;
  std::string href;
};

/// A numbered paragraph or an item below one, with all that stands under it.
struct Paragraph {
  std::string label;  ///< as printed: `28.`, `(a)`, `–`; empty for an unnumbered item
  /// `28.a.iii.2`: labels; dashes and unnumbered items as ordinals; `u1`, `u2` for the paragraphs
  /// of a resolution without numbers.
  std::string locator;
  std::string title;  ///< heading of the item, or sub-heading before it: `Humanitarian assistance`
  std::string text;   ///< own words, spaces normalised, without the label; empty if only a title
  std::string tail;   ///< words after its list
  std::vector<TextRange> italics;   ///< in `text`: the verbs that the Council sets in italics
  std::vector<DocumentLink> links;  ///< in `text`
  std::vector<Paragraph> children;
  Span span;  ///< label and own text, in the source

  [[nodiscard]] bool is_leaf() const { return children.empty(); }
};

/// A heading among the operative paragraphs.
struct Heading {
  std::string text;
  std::size_t before = 0;  ///< index of the operative paragraph that follows it
  Span span;
};

/// A recital: `Emphasizing that ...,`.
struct Recital {
  std::string opening;  ///< `Emphasizing`
  std::string text;
  Span span;
};

struct Keyword {
  std::string dictionary;  ///< SDGO, EuroVoc, UNBIS, ...
  std::string value;
};

/// How the members voted; the States as the file writes them.
struct Vote {
  std::vector<std::string> in_favour;
  std::vector<std::string> against;
  std::vector<std::string> abstaining;
};

struct Annex {
  std::string title;
  std::vector<Paragraph> paragraphs;  ///< locators start with `annex-1.`; a table has one a row
  std::vector<Heading> headings;      ///< `before` counts `paragraphs`
};

/// A footnote, of the preamble, the body or an annex.
struct Footnote {
  std::string text;
  Span span;
};

struct Resolution {
  std::string symbol;  ///< `S/RES/2531 (2020)`; empty when the text does not say
  int number = 0;      ///< 2531; 0 when unknown
  std::optional<Date> date;
  std::string language;  ///< `eng`; empty when unknown
  std::string title;     ///< the library's title: `[on extension of the mandate of ...]`
  std::string draft;     ///< symbol of the draft
  bool chapter_vii = false;
  std::optional<Vote> vote;
  std::vector<Keyword> keywords;
  std::vector<Recital> preamble;
  std::vector<Heading> preamble_headings;  ///< `before` counts `preamble`
  std::vector<Heading> headings;
  std::vector<Paragraph> operative;
  std::vector<Annex> annexes;
  std::vector<Footnote> footnotes;  ///< in the order of the text
  FileId file;
};

/// Calls `visit(paragraph, depth)` for each paragraph of the list and all below it, in the order of
/// the text; depth 0 for the list itself.
template <class Visit>
void walk(const std::vector<Paragraph>& paragraphs, Visit&& visit, int depth = 0) {
  for (const Paragraph& paragraph : paragraphs) {
    visit(paragraph, depth);
    walk(paragraph.children, visit, depth + 1);
  }
}

/// The paragraph at `28.a.iii`, of the body or of an annex; null when there is none.
/// Cost: O(paragraphs of one level) for each label.
const Paragraph* find_paragraph(const Resolution& resolution, std::string_view locator);

/// The heading that an operative paragraph stands under; empty when there is none before it.
std::string_view heading_over(const Resolution& resolution, std::size_t operative_index);

/// All words of a paragraph and of what stands under it, a space between parts.
std::string full_text(const Paragraph& paragraph);

/// The tree as text, one paragraph a line: locator, label, first words. For tests and `--dump`.
std::string outline(const Resolution& resolution);

}  // namespace penholder
