#pragma once
// A resolution as a tree of texts to compare: recitals, operative paragraphs and their items,
// annexes, in reading order. Words behind a list are a text of their own, the last below the
// paragraph.

#include <string>
#include <string_view>
#include <vector>

#include "redline/tokens.h"
#include "resolution/resolution.h"

namespace penholder {

enum class TextPart : std::uint8_t { Preamble, Operative, Annex };

std::string_view to_string(TextPart part);

struct TextNode {
  TextPart part = TextPart::Operative;
  int depth = 0;
  int parent = -1;  ///< index of a node; -1 for a recital or a paragraph
  std::vector<int> children;
  std::string locator;  ///< `pp3`, `28.a.iii`, `28.end` for words behind a list, `annex-1.2`
  std::string label;    ///< as printed; empty for a recital
  std::string heading;  ///< the section it stands in; title of the annex
  std::string text;     ///< title, a line break, own words; whichever there are
  std::uint32_t title_end = 0;           ///< bytes of the title at the start of `text`
  const Paragraph* paragraph = nullptr;  ///< null for recitals and words behind a list
  Span span;                             ///< in the source
  Tokens tokens;                         ///< of `text`
  std::vector<std::uint32_t> whole;      ///< tokens of the text and of all below it
  std::vector<std::uint32_t> words;      ///< the same in small letters, without marks
  std::vector<std::uint32_t> words_sorted;
  [[nodiscard]] bool is_leaf() const { return children.empty(); }
};

struct TextTree {
  std::vector<TextNode> nodes;  ///< a parent stands before its children
  std::vector<int> preamble;    ///< indices of the recitals
  std::vector<int> operative;   ///< of the operative paragraphs
  std::vector<int> annexes;     ///< of the paragraphs of all annexes
  std::size_t preamble_words = 0;
  std::size_t operative_words = 0;  ///< with titles and headings, without labels
  std::size_t annex_words = 0;

  /// Index of the node at `locator`; -1 if there is none. Cost: O(nodes).
  [[nodiscard]] int find(std::string_view locator) const;
};

/// Cost: O(text x depth). `resolution` must outlive the tree.
TextTree make_text_tree(const Resolution& resolution, TokenVocabulary& vocabulary);

}  // namespace penholder
