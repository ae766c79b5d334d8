#pragma once
// Words of a MiniZinc data file.

#include <cstdint>
#include <string_view>

namespace penholder::instance {

struct DznToken {
  enum class Kind : std::uint8_t {
    Name,
    Whole,
    Other,   ///< decimal number or string
    Range,   ///< `..`
    Mark,    ///< one of `=;,:()[]{}|-+`
    Broken,  ///< a byte or an unclosed string or comment that cannot be
    End,
  };
  Kind kind = Kind::End;
  std::string_view text;
  std::uint32_t begin = 0;
  [[nodiscard]] bool is(char mark) const { return kind == Kind::Mark && text[0] == mark; }
};

/// Cuts a text into words; white space and comments (`%` to the end of the line, `/* */`) part
/// them.
class DznTokens {
 public:
  explicit DznTokens(std::string_view text) : text_(text) {}
  /// End again and again at the end.
  DznToken next();

 private:
  DznToken take(DznToken::Kind kind, std::size_t size);
  bool skip_blanks();  ///< false: a comment is not closed

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace penholder::instance
