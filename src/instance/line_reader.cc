#include "instance/line_reader.h"

#include <fmt/core.h>

#include <charconv>
#include <utility>

#include "instance/kinds.h"

namespace penholder::instance {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f'; }
bool stands_alone(char c) { return c == '[' || c == ']' || c == ':'; }

}  // namespace

ParsedWhole parse_whole(std::string_view word, solver::Value& value) {
  if (word.starts_with('+')) word.remove_prefix(1);
  if (word.empty() || (word[0] == '-' && word.size() == 1)) return ParsedWhole::NotANumber;
  if (word[0] == '+') return ParsedWhole::NotANumber;
  const char* const end = word.data() + word.size();
  const auto [stopped, error] = std::from_chars(word.data(), end, value);
  if (stopped != end) return ParsedWhole::NotANumber;
  return error == std::errc{} ? ParsedWhole::Fine : ParsedWhole::TooLarge;
}

std::string shown_word(std::string_view word) {
  constexpr std::size_t kMost = 40;
  std::string text(word.substr(0, kMost));
  for (char& c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte >= 0x7F) c = '?';
  }
  return word.size() > kMost ? text + "..." : text;
}

bool LineReader::next_line() {
  while (ok_ && next_ < text_.size()) {
    const std::size_t stop = std::min(text_.find('\n', next_), text_.size());
    line_begin_ = next_;
    line_end_ = stop;
    next_ = stop + 1;
    while (line_begin_ < line_end_ && is_space(text_[line_begin_])) ++line_begin_;
    while (line_begin_ < line_end_ && is_space(text_[line_end_ - 1])) --line_end_;
    cursor_ = word_begin_ = word_end_ = line_begin_;
    if (line_begin_ < line_end_) return true;
  }
  if (ok_) line_begin_ = line_end_ = cursor_ = word_begin_ = word_end_ = text_.size();
  return false;
}

bool LineReader::need_line(std::string_view what) {
  if (next_line()) return true;
  if (ok_) {
    report(kinds::kTruncated, span(text_.size(), text_.size()),
           fmt::format("the text ends before {}", what), {});
  }
  return false;
}

std::size_t LineReader::word_end(std::size_t begin) const {
  if (begin < line_end_ && stands_alone(text_[begin])) return begin + 1;
  std::size_t end = begin;
  while (end < line_end_ && !is_space(text_[end]) && !stands_alone(text_[end])) ++end;
  return end;
}

std::string_view LineReader::peek() const {
  return ok_ ? text_.substr(cursor_, word_end(cursor_) - cursor_) : std::string_view{};
}

std::string_view LineReader::word() {
  if (!ok_) return {};
  word_begin_ = cursor_;
  word_end_ = word_end(cursor_);
  cursor_ = word_end_;
  while (cursor_ < line_end_ && is_space(text_[cursor_])) ++cursor_;
  return text_.substr(word_begin_, word_end_ - word_begin_);
}

solver::Value LineReader::number(std::string_view what, solver::Value least, solver::Value most) {
  const std::string_view found = word();
  if (!ok_) return 0;
  if (found.empty()) {
    fail(kinds::kWrongCount, fmt::format("the line ends before {}", what));
    return 0;
  }
  solver::Value value = 0;
  const ParsedWhole parsed = parse_whole(found, value);
  if (parsed == ParsedWhole::NotANumber) {
    fail(kinds::kNotANumber,
         fmt::format("`{}` is not {}: no whole number", shown_word(found), what));
    return 0;
  }
  if (parsed == ParsedWhole::TooLarge || value < least || value > most) {
    fail(kinds::kOutOfRange, fmt::format("`{}` cannot be {}: it must lie in {} to {}",
                                         shown_word(found), what, least, most));
    return 0;
  }
  return value;
}

solver::Value LineReader::number_anywhere(std::string_view what, solver::Value least,
                                          solver::Value most) {
  if (!has_word() && !need_line(what)) return 0;
  return number(what, least, most);
}

void LineReader::literal(std::string_view expected) {
  const std::string_view found = word();
  if (!ok_ || found == expected) return;
  fail(kinds::kUnexpected,
       found.empty() ? fmt::format("the line ends where `{}` was expected", expected)
                     : fmt::format("`{}` where `{}` was expected", shown_word(found), expected));
}

void LineReader::end_line(std::string_view what) {
  if (!has_word()) return;
  word();
  word_end_ = line_end_;
  fail(kinds::kWrongCount, fmt::format("the line has more than {}", what));
}

void LineReader::fail(const DiagnosticKind& kind, std::string message, std::string remedy) {
  report(kind, span(word_begin_, word_end_), std::move(message), std::move(remedy));
}

void LineReader::fail_line(const DiagnosticKind& kind, std::string message, std::string remedy) {
  report(kind, span(line_begin_, line_end_), std::move(message), std::move(remedy));
}

void LineReader::warn_line(const DiagnosticKind& kind, std::string message) {
  if (ok_) diagnostics_.add(kind, span(line_begin_, line_end_), std::move(message));
}

Span LineReader::span(std::size_t begin, std::size_t end) const {
  return {.file = file_,
          .begin = static_cast<std::uint32_t>(begin),
          .end = static_cast<std::uint32_t>(end)};
}

void LineReader::report(const DiagnosticKind& kind, Span where, std::string message,
                        std::string remedy) {
  if (!ok_) return;  // what follows the first fault is its echo
  ok_ = false;
  diagnostics_.add(kind, where, std::move(message), std::move(remedy));
}

}  // namespace penholder::instance
