#pragma once
// Which document a file holds, by its own words: a folder of the Council's texts is keyed by what
// the documents say of themselves. File names follow many patterns, and a statement or a reprint
// may stray in; a name is a hint at best.

#include <string>
#include <string_view>

namespace penholder {

/// The symbol that a document states about itself: the `docNumber` of AKN4UN (else the number in
/// its FRBR address), or the first `S/RES/...` or `Resolution N (YYYY)` line of plain text. As
/// `S/RES/2531 (2020)` for resolutions, as written for others (`S/PRST/2020/11`); empty when it
/// states none.
///
///   cost   one search over at most the first 64 kB; nothing is parsed
std::string stated_symbol(std::string_view bytes);

/// 2531 for `S/RES/2531 (2020)` and `S/RES/2531`; 0 for all other symbols.
int resolution_number(std::string_view symbol);

/// The year in brackets at the end of a symbol; 0 when there is none.
int year_of_symbol(std::string_view symbol);

/// Whether the digits of `number` stand alone in a file's name: 2531 in `S_RES_2531 (2020)-E.xml`,
/// but not in `N1025313.xml`.
bool name_hints_at(std::string_view file_name, int number);

}  // namespace penholder
