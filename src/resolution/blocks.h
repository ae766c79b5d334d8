#pragma once
// What both readers (AKN4UN and plain text) hand to the tree builder: a flat row of texts in
// reading order, each with the label printed before it. Whatever nesting the file claims is only a
// hint.

#include <string>
#include <vector>

#include "resolution/resolution.h"

namespace penholder {

struct Block {
  bool is_heading = false;
  bool is_tail = false;    ///< the file says: words after a list
  bool is_row = false;     ///< a row of a table, its cells parted by ` | `
  bool ends_body = false;  ///< heading of an annex, or what the file keeps outside the body
  std::string label;       ///< empty: none
  std::string text;        ///< spaces normalised
  std::vector<TextRange> italics;
  std::vector<DocumentLink> links;
  int depth = -1;  ///< nesting in the file, 0 for a paragraph of the body; -1: not known
  Span span;
};

/// Appends to a block's text, folding every run of white space (no-break and thin spaces
/// too) into one space.
class TextJoiner {
 public:
  explicit TextJoiner(std::string& text) : text_(text) {}
  void append(std::string_view piece);
  /// A space before whatever comes next, if anything came before.
  void space() { pending_ = true; }
  /// The text was emptied: begin anew.
  void restart() { pending_ = false; }
  /// Where the next word would begin.
  [[nodiscard]] std::uint32_t position() const {
    return static_cast<std::uint32_t>(text_.size() + (pending_ && !text_.empty() ? 1 : 0));
  }

 private:
  std::string& text_;
  bool pending_ = false;
};

}  // namespace penholder
