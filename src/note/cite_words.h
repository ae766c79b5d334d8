#pragma once
// Citations in the words of UN drafting: symbol and locator to "resolution 2531 (2020), para. 28
// (a) (iii)".

#include <string>
#include <string_view>

#include "mandate/citation.h"

namespace penholder {

/// The short name of a document: "resolution 2531 (2020)" for S/RES/2531 (2020), "presidential
/// statement S/PRST/2020/10", else its symbol, else its title.
std::string source_words(const Source& source);

/// A place in a document, in words; empty for the document as a whole.
///
///   28            para. 28
///   28.a.iii      para. 28 (a) (iii)
///   28.a.iii.2    para. 28 (a) (iii), second dash
///   7-15          paras. 7–15
///   pp4           preambular para. 4
///   p2, fn18      p. 2; fn. 18 (also after a paragraph or page: p2.fn3 is "p. 2, fn. 3")
///   box-1         under “Box 1” (any other word: the slug of a heading)
std::string locator_words(std::string_view locator);

/// Both: "resolution 2531 (2020), para. 19".
std::string citation_words(const Source& source, std::string_view locator);

/// The address of a UN document in the Organization's own document system, by its symbol; empty for
/// anything whose symbol does not begin with a UN body's letter ("S/", "A/").
std::string document_url(const Source& source);

}  // namespace penholder
