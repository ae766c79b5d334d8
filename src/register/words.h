#pragma once
// Small scanner for English prose: words with their places, case folded. No regular expressions:
// these run over every paragraph of a corpus, and their rules must be readable one by one.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "resolution/resolution.h"

namespace penholder {

/// One word (letters, digits, inner hyphens and apostrophes; a number keeps its commas and points)
/// or one mark of punctuation.
struct Word {
  std::string low;  ///< in small letters, typographic apostrophes as '
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool is_capital = false;  ///< starts with a capital letter
  bool is_number = false;   ///< digits, with thousands separators or a decimal point
};

using Words = std::vector<Word>;

/// What the rules look at: the longest paragraph since 2000 has 4,248 bytes, and every rule costs
/// time for every word.
inline constexpr std::size_t kRuleBytesMost = 20'000;
inline std::string_view rule_text(std::string_view text) { return text.substr(0, kRuleBytesMost); }

/// Cost: O(text).
Words split_words(std::string_view text);

/// True if the words from `at` on are those of `phrase` (small letters, one space between).
bool words_at(const Words& words, std::size_t at, std::string_view phrase);

/// Index of the first word of the first place of `phrase` at or after `from`; words.size() if none.
/// A phrase may end in `*`: its last word then only has to start so (`reconcil*`).
std::size_t find_words(const Words& words, std::string_view phrase, std::size_t from = 0);

/// The text between two words, both included, as it is written.
std::string_view between(std::string_view text, const Words& words, std::size_t first,
                         std::size_t last);

}  // namespace penholder
