#include "register/words.h"

#include <cctype>

namespace penholder {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word_byte(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
         (static_cast<unsigned char>(c) >= 0x80);
}

constexpr std::string_view kApostrophe = "\xE2\x80\x99";  // U+2019
constexpr std::string_view kHyphen = "\xE2\x80\x91";      // U+2011, does not break

// Bytes of a typographic mark that parts words (dashes, quotation marks); 0 if none starts here.
std::size_t mark_length(std::string_view text) {
  if (text.size() >= 3 && text.starts_with("\xE2\x80") && !text.starts_with(kApostrophe) &&
      !text.starts_with(kHyphen)) {
    return 3;
  }
  return text.size() >= 2 && (text.starts_with("\xC2\xAB") || text.starts_with("\xC2\xBB")) ? 2 : 0;
}

}  // namespace

Words split_words(std::string_view text) {
  Words words;
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == ' ') {
      ++at;
      continue;
    }
    Word word;
    word.begin = static_cast<std::uint32_t>(at);
    if (const std::size_t mark = mark_length(text.substr(at)); mark > 0) {
      at += mark;
      word.low = std::string(text.substr(word.begin, mark));
    } else if (is_digit(c)) {
      word.is_number = true;
      while (at < text.size() &&
             (is_digit(text[at]) || ((text[at] == ',' || text[at] == '.') && at + 1 < text.size() &&
                                     is_digit(text[at + 1])))) {
        ++at;
      }
      while (at < text.size() && is_word_byte(text[at]) && mark_length(text.substr(at)) == 0) {
        ++at;  // 13th, 5a
        word.is_number = false;
      }
      word.low = std::string(text.substr(word.begin, at - word.begin));
    } else if (is_word_byte(c)) {
      word.is_capital = c >= 'A' && c <= 'Z';
      while (at < text.size()) {
        const std::string_view rest = text.substr(at);
        if (rest.starts_with(kApostrophe)) {
          word.low += '\'';
          at += 3;
        } else if (rest.starts_with(kHyphen)) {
          word.low += '-';
          at += 3;
        } else if (mark_length(rest) > 0) {
          break;
        } else if (is_word_byte(text[at])) {
          const char d = text[at++];
          word.low += d >= 'A' && d <= 'Z' ? static_cast<char>(d - 'A' + 'a') : d;
        } else if ((text[at] == '-' || text[at] == '\'') && at + 1 < text.size() &&
                   is_word_byte(text[at + 1])) {
          word.low += text[at++];
        } else {
          break;
        }
      }
    } else {
      word.low = std::string(1, c);
      ++at;
    }
    word.end = static_cast<std::uint32_t>(at);
    words.push_back(std::move(word));
  }
  return words;
}

bool words_at(const Words& words, std::size_t at, std::string_view phrase) {
  while (!phrase.empty()) {
    const std::size_t space = phrase.find(' ');
    std::string_view part = phrase.substr(0, space);
    phrase = space == std::string_view::npos ? std::string_view{} : phrase.substr(space + 1);
    if (at >= words.size()) return false;
    const bool prefix = part.ends_with('*');
    if (prefix) part.remove_suffix(1);
    std::string_view low = words[at].low;
    if (prefix ? !low.starts_with(part) : low != part) return false;
    ++at;
  }
  return true;
}

std::size_t find_words(const Words& words, std::string_view phrase, std::size_t from) {
  for (std::size_t at = from; at < words.size(); ++at) {
    if (words_at(words, at, phrase)) return at;
  }
  return words.size();
}

std::string_view between(std::string_view text, const Words& words, std::size_t first,
                         std::size_t last) {
  return text.substr(words[first].begin, words[last].end - words[first].begin);
}

}  // namespace penholder
