#include "redline/tokens.h"

#include <algorithm>
#include <array>
#include <utility>

#include "register/words.h"

namespace penholder {
namespace {

struct Form {
  std::string_view written;
  std::string_view plain;
};

constexpr auto kForms = std::to_array<Form>({
    {"\xE2\x80\x98", "'"},   // U+2018
    {"\xE2\x80\x99", "'"},   // U+2019
    {"\xE2\x80\x9A", "'"},   // U+201A
    {"\xE2\x80\x9C", "\""},  // U+201C
    {"\xE2\x80\x9D", "\""},  // U+201D
    {"\xE2\x80\x9E", "\""},  // U+201E
    {"\xC2\xAB", "\""},      // U+00AB
    {"\xC2\xBB", "\""},      // U+00BB
    {"\xE2\x80\x90", "-"},   // U+2010
    {"\xE2\x80\x91", "-"},   // U+2011
    {"\xE2\x80\x93", "-"},   // U+2013
    {"\xE2\x80\x94", "-"},   // U+2014
});

std::string plain_form(std::string_view token) {
  if (token.find_first_of("\xE2\xC2") == std::string_view::npos) return std::string(token);
  std::string plain;
  while (!token.empty()) {
    const auto form = std::ranges::find_if(
        kForms, [&](const Form& candidate) { return token.starts_with(candidate.written); });
    if (form != kForms.end()) {
      plain += form->plain;
      token.remove_prefix(form->written.size());
    } else {
      plain += token.front();
      token.remove_prefix(1);
    }
  }
  return plain;
}

TokenKind kind_of(std::string_view token) {
  bool has_letter = false;
  bool has_digit = false;
  for (const char c : token) {
    has_digit = has_digit || (c >= '0' && c <= '9');
    has_letter = has_letter || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                 static_cast<unsigned char>(c) >= 0x80;
  }
  if (has_letter) return TokenKind::Word;
  return has_digit ? TokenKind::Number : TokenKind::Mark;
}

}  // namespace

std::uint32_t TokenVocabulary::key_of(std::string_view token) {
  const auto [at, is_new] =
      keys_.try_emplace(plain_form(token), static_cast<std::uint32_t>(texts_.size()));
  if (is_new) {
    texts_.push_back(at->first);
    kinds_.push_back(kind_of(at->first));
  }
  return at->second;
}

std::uint32_t TokenVocabulary::folded_key_of(std::string_view token) {
  std::string low(token);
  for (char& c : low) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return key_of(low);
}

Tokens tokenise(std::string_view text, TokenVocabulary& vocabulary) {
  Tokens tokens;
  const Words words = split_words(text);
  const auto slash_behind = [&](std::size_t i) {
    return i + 2 < words.size() && words[i + 1].low == "/" && words[i + 1].begin == words[i].end &&
           words[i + 2].begin == words[i + 1].end;
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    Word word;
    word.begin = words[i].begin;
    while (slash_behind(i)) i += 2;  // S/2020/476 is one name
    word.end = words[i].end;
    const std::string_view written = text.substr(word.begin, word.end - word.begin);
    tokens.keys.push_back(vocabulary.key_of(written));
    tokens.folded.push_back(vocabulary.folded_key_of(written));
    tokens.ranges.push_back({.begin = word.begin, .end = word.end});
  }
  return tokens;
}

std::size_t count_words(const Tokens& tokens, const TokenVocabulary& vocabulary) {
  return static_cast<std::size_t>(std::ranges::count_if(
      tokens.keys, [&](std::uint32_t key) { return vocabulary.kind(key) != TokenKind::Mark; }));
}

}  // namespace penholder
