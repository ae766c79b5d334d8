#include "cite/quotes.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "register/words.h"

namespace penholder {
namespace {

struct Marks {
  std::string_view open;
  std::string_view close;
  std::size_t least_words;
};
constexpr std::array<Marks, 5> kMarks = {{
    {"\xE2\x80\x9C", "\xE2\x80\x9D", 1},  // “ ”
    {"\"", "\"", 1},
    {"\xC2\xAB", "\xC2\xBB", 1},          // « »
    {"\xE2\x80\x98", "\xE2\x80\x99", 2},  // ‘ ’
    {"'", "'", 2},
}};

bool is_word(const Word& word) {
  const unsigned char c = static_cast<unsigned char>(word.low.front());
  return std::isalnum(c) != 0 || (c >= 0x80 && word.low.size() > 3) || word.is_number;
}

bool is_letter_at(std::string_view text, std::size_t at) {
  return at < text.size() && std::isalnum(static_cast<unsigned char>(text[at])) != 0;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> result;
  std::string plain(text);
  for (char& c : plain) {
    if (c == '\n' || c == '\t' || c == '\r') c = ' ';
  }
  for (const Word& word : split_words(plain)) {
    if (is_word(word)) result.push_back(word.low);
  }
  return result;
}

/// The parts of a quotation between what was left out or put in.
std::vector<std::vector<std::string>> parts_of(std::string_view phrase) {
  std::vector<std::vector<std::string>> parts;
  std::string part;
  const auto close = [&] {
    if (auto words = words_of(part); !words.empty()) parts.push_back(std::move(words));
    part.clear();
  };
  for (std::size_t at = 0; at < phrase.size();) {
    const std::string_view rest = phrase.substr(at);
    if (rest.starts_with("[")) {
      close();
      at += std::min(rest.find(']'), rest.size() - 1) + 1;
    } else if (rest.starts_with("...") || rest.starts_with("\xE2\x80\xA6")) {
      close();
      at += 3;
    } else {
      part += phrase[at++];
    }
  }
  close();
  return parts;
}

}  // namespace

std::vector<std::string> quoted_phrases(std::string_view text) {
  std::vector<std::string> phrases;
  for (std::size_t at = 0; at < text.size();) {
    const auto marks = std::ranges::find_if(
        kMarks, [&](const Marks& m) { return text.substr(at).starts_with(m.open); });
    // An apostrophe has a letter before it; an opening mark has not.
    if (marks == kMarks.end() || (marks->least_words > 1 && at > 0 && is_letter_at(text, at - 1))) {
      ++at;
      continue;
    }
    const std::size_t begin = at + marks->open.size();
    std::size_t end = text.find(marks->close, begin);
    while (end != text.npos && marks->least_words > 1 &&
           is_letter_at(text, end + marks->close.size())) {
      end = text.find(marks->close, end + marks->close.size());
    }
    if (end == text.npos) {
      at = begin;
      continue;
    }
    const std::string_view phrase = text.substr(begin, end - begin);
    if (words_of(phrase).size() >= marks->least_words) phrases.emplace_back(phrase);
    at = end + marks->close.size();
  }
  return phrases;
}

bool contains_phrase(std::string_view text, std::string_view phrase) {
  const std::vector<std::string> words = words_of(text);
  auto from = words.begin();
  for (const auto& part : parts_of(phrase)) {
    const auto found = std::search(from, words.end(), part.begin(), part.end());
    if (found == words.end()) return false;
    from = found + static_cast<std::ptrdiff_t>(part.size());
  }
  return true;
}

}  // namespace penholder
