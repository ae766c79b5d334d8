#pragma once
// The table behind cite_kinds(): one row per finding, sorted by id. `cite_kind("...")` finds a row
// at compile time, so a slip in an id does not build.

#include <algorithm>
#include <array>
#include <string_view>

#include "base/diagnostic.h"

namespace penholder {

inline constexpr auto kCiteTable = std::to_array<DiagnosticKind>({
    {"citation-date-not-found", Severity::Warning,
     "a date that the paragraph it is cited to does not give",
     "A date whose basis is a citation must be in the paragraph cited: as a day (`27 February "
     "2022`), or as a deadline that can be counted from the day of adoption (`within six months`, "
     "`every three months`). A month without a day does not support a day. Cite the paragraph that "
     "gives the date, or write it as a judgement with a range."},
    {"citation-date-wrong", Severity::Warning, "a document dated otherwise than it dates itself",
     "The date of a source, or the date in brackets behind a resolution's number in a text, is not "
     "the day of adoption that the document gives. Footnotes of published papers have this slip; "
     "a reader who looks for the document by its date will not find it."},
    {"citation-figure-not-found", Severity::Warning,
     "a number that the paragraph it is cited to does not give",
     "A number whose basis is a citation must be in the paragraph cited, with all that stands "
     "under it, in digits (`13,289`, `13 289`) or words (`two thousand`). Durations are compared "
     "by what they come to (`twelve months`, `one year`), shares as per cent or as fraction. Cite "
     "the paragraph that gives the number; if it is counted or inferred from the text, write a "
     "judgement and say how. Figures in digits in a sentence or title with `cites` are looked for, "
     "too."},
    {"citation-no-paragraph", Severity::Warning, "a citation of a paragraph that there is not",
     "The document is at hand, and has no paragraph of that label. The remedy names what it has at "
     "the nearest place. Dashes and unnumbered items count as ordinals (`28.a.iii.2`), recitals "
     "are `pp1`, `pp2`, and annexes `annex-1`."},
    {"citation-not-in-corpus", Severity::Warning,
     "a cited resolution that the folder of documents does not hold",
     "Citations of it could not be checked. Put its file (AKN4UN XML, or its text pasted into a "
     ".txt file) into the folder that `--corpus` names; the file's name does not matter, only what "
     "the document says of itself. If there is no resolution of that number, the symbol is "
     "mistyped."},
    {"citation-quote-not-found", Severity::Warning,
     "words in quotation marks that the cited paragraph does not contain",
     "Quotation marks say that the words are the document's own. They are looked for in the "
     "paragraphs cited beside them, without regard to capitals, spaces and the form of the marks; "
     "`...` and `[...]` stand for words left out. Correct the quotation or the citation, or drop "
     "the marks from a paraphrase."},
    {"citation-year-wrong", Severity::Warning, "a symbol with another year than the document's",
     "Resolutions are numbered through all years, so the number alone says which one is meant; the "
     "year in brackets is a check that a reader will make. Correct the year, or the number."},
});
static_assert(std::ranges::is_sorted(kCiteTable, {}, &DiagnosticKind::id));

/// The row of an id, at compile time.
consteval const DiagnosticKind& cite_kind(std::string_view id) {
  for (const DiagnosticKind& kind : kCiteTable) {
    if (kind.id == id) return kind;
  }
  throw "no such kind";  // never at run time: it stops the build
}

}  // namespace penholder
