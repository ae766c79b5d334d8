#pragma once
// Texts as rows of small numbers, so that they compare fast: one number for each different word or
// mark. Spaces, typographic quotation marks, apostrophes, dashes and hyphens that do not break are
// brought to one form first: a text that was only typeset anew is the same text.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "resolution/resolution.h"

namespace penholder {

/// What a token is, for what reads better: where a change may begin, what may stand alone.
enum class TokenKind : std::uint8_t { Word, Number, Mark };

/// All different tokens of the texts of one comparison.
class TokenVocabulary {
 public:
  /// The number of a token as written (in one typographic form). Cost: O(length), amortised.
  std::uint32_t key_of(std::string_view token);
  /// As `key_of`, in small letters.
  std::uint32_t folded_key_of(std::string_view token);

  [[nodiscard]] const std::string& text(std::uint32_t key) const { return texts_[key]; }
  [[nodiscard]] TokenKind kind(std::uint32_t key) const { return kinds_[key]; }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

 private:
  std::unordered_map<std::string, std::uint32_t> keys_;  // only looked up, never walked
  std::vector<std::string> texts_;
  std::vector<TokenKind> kinds_;
};

/// A text cut into tokens.
struct Tokens {
  std::vector<std::uint32_t> keys;
  std::vector<std::uint32_t> folded;  ///< the same in small letters
  std::vector<TextRange> ranges;      ///< bytes of each in the text
  [[nodiscard]] std::size_t size() const { return keys.size(); }
};

/// Cost: O(text).
Tokens tokenise(std::string_view text, TokenVocabulary& vocabulary);

/// Words and numbers, without marks.
std::size_t count_words(const Tokens& tokens, const TokenVocabulary& vocabulary);

}  // namespace penholder
