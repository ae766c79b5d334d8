#include "cli/support_word.h"

#include "casefile/keywords.h"

namespace penholder {

std::vector<std::string> support_words() {
  std::vector<std::string> words;
  for (const Word& word : words_of("support")) words.emplace_back(word.word);
  return words;
}

std::optional<Support> support_named(std::string_view word) {
  const auto words = words_of("support");
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].word == word) return static_cast<Support>(i);
  }
  return std::nullopt;
}

}  // namespace penholder
