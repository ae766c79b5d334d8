#pragma once
// What a locator names in a resolution: `28.a.iii.2` (also an item that stands in the running text
// of its paragraph), `13.a-d`, `pp4`, `annex`, nothing (the whole document), or nothing that there
// is.

#include <string>
#include <string_view>

#include "resolution/resolution.h"

namespace penholder {

struct LocatorAnswer {
  enum class Kind : std::uint8_t {
    Found,
    Missing,
    NotChecked  ///< a page or footnote (`p4`, `fn2`), which the texts we read do not have
  } kind = Kind::Missing;
  std::string text;  ///< Found: all words there, with what stands under it
  std::string at;    ///< Found: locator of the first paragraph of it; empty for the whole document
  /// Missing: the longest beginning of the locator that there is; empty: none.
  std::string nearest;
  /// Missing: what there is at that place, as the end of a remedy: "`28.a` has `28.a.i` to
  /// `28.a.v`".
  std::string remedy;
};

/// Cost: O(words of the document) for the whole of it, else O(paragraphs of a level) a label.
LocatorAnswer resolve_locator(const Resolution& resolution, std::string_view locator);

/// The first words of a text, up to `most` bytes and never a part of a character, with `...` when
/// cut.
std::string first_words(std::string_view text, std::size_t most);

}  // namespace penholder
