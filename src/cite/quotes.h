#pragma once
// Words in quotation marks, and whether a text contains them.

#include <string>
#include <string_view>
#include <vector>

namespace penholder {

/// What stands in quotation marks, without them: “ ”, " " and « » at any length; ‘ ’ and ' ' from
/// two words on, since an apostrophe looks the same. Empty and unclosed ones are passed over.
std::vector<std::string> quoted_phrases(std::string_view text);

/// Whether `text` contains the words of `phrase` in their order, one after the other: without
/// regard to capitals, punctuation and spaces. `...` and what is in square brackets stand for words
/// left out or put in by the one who quotes. A phrase without a word is contained.
///
///   cost   O(words of text x words of phrase) at worst
bool contains_phrase(std::string_view text, std::string_view phrase);

}  // namespace penholder
