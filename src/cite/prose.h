#pragma once
// References to resolutions in running text: `Resolution 2531 (June 20, 2020), UN Doc. S/RES/2531,
// para. 19`, `paragraphs 3 and 14 of resolution 2531 (2020)`, `2531 OP 28 (a)`. By grammar and
// marks alone; what is meant is never guessed across the end of a sentence.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/source_text.h"

namespace penholder {

/// One mention of a resolution. What is said of it in one breath is one mention: the symbol behind
/// the number is the same document.
struct ProseMention {
  int number = 0;
  Span at;                   ///< `Resolution 2531`
  std::optional<int> year;   ///< in brackets: (2020)
  std::optional<Date> date;  ///< in brackets or behind `of`, `adopted on`
  Span dated_at;             ///< where year or date stand
};

/// One paragraph that the text names, with the document that it belongs to.
struct ProseCitation {
  int number = 0;       ///< resolution; 0: the text names another document, or none, for it
  std::string other;    ///< symbol of that other document, if it has one: `S/2021/300`
  std::string locator;  ///< `28.a.iii`
  /// The text says whose it is. Not so for a bare `paragraph 27` in a resolution: most often its
  /// own, at times that of a report named before.
  bool is_certain = true;
  Span at;
};

struct ProseReferences {
  std::vector<ProseMention> mentions;
  std::vector<ProseCitation> citations;
};

/// All references of a text.
///
///   own    number of the resolution when the text is one itself, a paragraph a line: then
///          `paragraph 27` is its own unless `of resolution N` follows. 0 for any other text
///   cost   O(words)
ProseReferences find_prose_references(std::string_view text, FileId file, int own = 0);

}  // namespace penholder
