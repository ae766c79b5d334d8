#pragma once
// Line by line, word by word through a text of numbers, with a place for everything that is wrong.
// The first fault is reported and sticks: from then on every read gives 0 or nothing, so that
// readers look at `ok` in their loops only.

#include <cstddef>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/source_text.h"
#include "solver/model.h"

namespace penholder::instance {

class LineReader {
 public:
  LineReader(std::string_view text, FileId file, Diagnostics& diagnostics)
      : text_(text), file_(file), diagnostics_(diagnostics) {}

  [[nodiscard]] bool ok() const { return ok_; }

  /// To the next line with a word on it; false at the end of the text, and after a fault.
  bool next_line();
  /// As next_line; the end of the text is a fault: `what` is missing.
  bool need_line(std::string_view what);
  /// The line in work, without white space at its ends.
  [[nodiscard]] std::string_view line() const { return text_.substr(line_begin_, line_size()); }

  /// Whether the line has another word.
  [[nodiscard]] bool has_word() const { return ok_ && cursor_ < line_end_; }
  /// The next word of the line: up to white space; brackets and colons are words of their own.
  /// Empty at the end of the line.
  std::string_view word();
  /// The next word, which stays to be read.
  [[nodiscard]] std::string_view peek() const;

  /// The next word as a whole number within [least, most]; `what` names it in the fault. The end of
  /// the line is a fault.
  solver::Value number(std::string_view what, solver::Value least, solver::Value most);
  /// As number, but goes on to further lines.
  solver::Value number_anywhere(std::string_view what, solver::Value least, solver::Value most);
  /// Takes `expected` off the line, or it is a fault.
  void literal(std::string_view expected);
  /// Anything left on the line is a fault: there should be no more `what`.
  void end_line(std::string_view what);

  /// Reports a fault at the word read last (`fail`), or at the whole line (`fail_line`).
  void fail(const DiagnosticKind& kind, std::string message, std::string remedy = {});
  void fail_line(const DiagnosticKind& kind, std::string message, std::string remedy = {});
  /// A remark that stops nothing, at the line in work.
  void warn_line(const DiagnosticKind& kind, std::string message);

 private:
  [[nodiscard]] std::size_t line_size() const { return line_end_ - line_begin_; }
  [[nodiscard]] std::size_t word_end(std::size_t begin) const;
  [[nodiscard]] Span span(std::size_t begin, std::size_t end) const;
  void report(const DiagnosticKind& kind, Span where, std::string message, std::string remedy);

  std::string_view text_;
  FileId file_;
  Diagnostics& diagnostics_;
  bool ok_ = true;
  std::size_t next_ = 0;        ///< where the next line begins
  std::size_t line_begin_ = 0;  ///< of the line in work, white space taken off
  std::size_t line_end_ = 0;
  std::size_t cursor_ = 0;  ///< where the next word begins, or line_end_
  std::size_t word_begin_ = 0;
  std::size_t word_end_ = 0;
};

/// A whole number with an optional sign and nothing else.
enum class ParsedWhole : std::uint8_t { Fine, NotANumber, TooLarge };
ParsedWhole parse_whole(std::string_view word, solver::Value& value);

/// The user's word for a message: at most 40 bytes, control characters as `?`.
std::string shown_word(std::string_view word);

}  // namespace penholder::instance
