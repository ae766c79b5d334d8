#include "instance/dzn_tokens.h"

#include <algorithm>
#include <cstddef>

namespace penholder::instance {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_name(char c) { return is_name_start(c) || is_digit(c); }

template <class Predicate>
std::size_t run_of(std::string_view text, Predicate is_part) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is_part) - text.begin());
}

/// Digits, and a fraction or an exponent behind them.
std::size_t number_size(std::string_view text, bool& is_whole) {
  std::size_t size = run_of(text, is_digit);
  is_whole = true;
  if (size + 1 < text.size() && text[size] == '.' && is_digit(text[size + 1])) {
    is_whole = false;
    size += 1 + run_of(text.substr(size + 1), is_digit);
  }
  if (size < text.size() && (text[size] == 'e' || text[size] == 'E')) {
    std::size_t sign = 1;
    if (size + 1 < text.size() && (text[size + 1] == '-' || text[size + 1] == '+')) sign = 2;
    const std::size_t digits =
        size + sign < text.size() ? run_of(text.substr(size + sign), is_digit) : 0;
    if (digits > 0) {
      is_whole = false;
      size += sign + digits;
    }
  }
  return size;
}

}  // namespace

bool DznTokens::skip_blanks() {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      ++at_;
    } else if (c == '%') {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (text_.substr(at_, 2) == "/*") {
      const std::size_t end = text_.find("*/", at_ + 2);
      if (end == std::string_view::npos) return false;
      at_ = end + 2;
    } else {
      break;
    }
  }
  return true;
}

DznToken DznTokens::take(DznToken::Kind kind, std::size_t size) {
  const DznToken token = {
      .kind = kind, .text = text_.substr(at_, size), .begin = static_cast<std::uint32_t>(at_)};
  at_ += token.text.size();
  return token;
}

DznToken DznTokens::next() {
  if (!skip_blanks()) return take(DznToken::Kind::Broken, 2);
  const std::string_view rest = text_.substr(at_);
  if (rest.empty()) return take(DznToken::Kind::End, 0);
  const char c = rest.front();
  if (is_name_start(c)) return take(DznToken::Kind::Name, run_of(rest, is_name));
  if (is_digit(c)) {
    bool is_whole = true;
    const std::size_t size = number_size(rest, is_whole);
    return take(is_whole ? DznToken::Kind::Whole : DznToken::Kind::Other, size);
  }
  if (c == '"') {
    std::size_t size = 1;
    while (size < rest.size() && rest[size] != '"' && rest[size] != '\n') {
      size += rest[size] == '\\' ? 2 : 1;
    }
    if (size >= rest.size() || rest[size] != '"') return take(DznToken::Kind::Broken, 1);
    return take(DznToken::Kind::Other, size + 1);
  }
  if (rest.starts_with("..")) return take(DznToken::Kind::Range, 2);
  if (std::string_view("=;,:()[]{}|-+").find(c) != std::string_view::npos) {
    return take(DznToken::Kind::Mark, 1);
  }
  return take(DznToken::Kind::Broken, 1);
}

}  // namespace penholder::instance
