#pragma once
// Where a statement comes from, and on what a number rests. Plain data; whether a citation resolves
// is checked by the rooms above.

#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/source_text.h"

namespace penholder {

using SourceId = Id<struct SourceTag>;

/// A cited document.
struct Source {
  std::string id;
  std::string symbol;  ///< S/RES/2531 (2020)
  std::string title;
  Date date;
  enum class Kind : std::uint8_t {
    Resolution,
    Statement,
    Report,
    Letter,
    Agreement,
    Press,
    Note,
    Dataset
  } kind = Kind::Report;
  /// Whether the authors of the case had the text before them. `None`: known only through another
  /// document, which `note` names.
  enum class Held : std::uint8_t { Full, Extract, None } held = Held::None;
  std::string note;
  Span span;
  Span symbol_at;  ///< where the symbol is written
  Span date_at;    ///< where the date is written
};

/// `s-res-2531#28.a.iii`: a source and a place in it. The locator may be empty (the document as a
/// whole).
struct Citation {
  SourceId source;
  std::string
      locator;  ///< dotted labels `28.a.iii.2`, page `p2`, footnote `fn18`, or a heading's slug
  Span span;
};

/// On what a number rests.
struct Basis {
  enum class Kind : std::uint8_t { Cited, Judgement, Unknown } kind = Kind::Unknown;
  std::vector<Citation> cites;  ///< for Cited
  std::string reason;           ///< for Judgement: one line; for Unknown: what is missing
};

}  // namespace penholder
