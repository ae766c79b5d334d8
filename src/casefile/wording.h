#pragma once
// Words that messages share. Only for the .cc files of this room.

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "casefile/node.h"

namespace penholder {

inline std::string_view shape_of(const Node& node) {
  switch (node.kind) {
    case Node::Kind::Null:
      return "empty";
    case Node::Kind::Scalar:
      return "a text";
    case Node::Kind::List:
      return "a list";
    case Node::Kind::Mapping:
      return "a mapping";
  }
  return "empty";
}

/// User text for a message: at most 60 bytes, cut at a character, on one line.
inline std::string quoted(std::string_view text) {
  constexpr std::size_t kMost = 60;
  std::string result = "`";
  std::size_t length = std::min(text.size(), kMost);
  while (length > 0 && length < text.size() &&
         (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) {
    --length;
  }
  for (const char c : text.substr(0, length)) result += c == '\n' || c == '\t' ? ' ' : c;
  if (length < text.size()) result += "...";
  return result + '`';
}

/// "an asset", "a task".
inline std::string with_article(std::string_view noun) {
  const bool is_vowel = noun.find_first_of("aeio") == 0;
  return fmt::format("{} {}", is_vowel ? "an" : "a", noun);
}

inline std::string alternatives(std::string_view among) {
  std::vector<std::string> words;
  while (!among.empty()) {
    const std::size_t bar = among.find('|');
    words.push_back(with_article(among.substr(0, bar)));
    among = bar == std::string_view::npos ? std::string_view{} : among.substr(bar + 1);
  }
  return join_words(words, "or");
}

}  // namespace penholder
