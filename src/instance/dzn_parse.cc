#include "instance/dzn_parse.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "instance/dzn_tokens.h"
#include "instance/kinds.h"
#include "instance/line_reader.h"

namespace penholder::instance {
namespace {

using solver::Value;

constexpr Value kWrittenOutMost = 2'000'000;

/// A bound of `1..n`: a number, or a parameter that may stand anywhere in the file.
struct Bound {
  Value value = 0;
  std::string name;  ///< empty: `value` is meant
  Span span;
};

/// A declared size that has to be compared once all parameters are known.
struct Declared {
  std::string array;
  Bound from;
  Bound to;
  bool is_row = false;
};

class DznParser {
 public:
  DznParser(std::string_view text, FileId file, const DznFault& fault)
      : text_(text), file_(file), tokens_(text), fault_(fault) {
    advance();
  }

  std::map<std::string, DznValue, std::less<>> parse() {
    while (ok_ && token_.kind != DznToken::Kind::End) parse_item();
    for (const Declared& declared : declared_) settle(declared);
    for (auto& [name, value] : values_) {
      if (ok_ && value.kind == DznValue::Kind::Table) check_size(name, value);
    }
    return std::move(values_);
  }

 private:
  void advance() { token_ = tokens_.next(); }

  [[nodiscard]] Span here() const {
    return {.file = file_,
            .begin = token_.begin,
            .end = token_.begin + static_cast<std::uint32_t>(token_.text.size())};
  }

  void fail(const DiagnosticKind& kind, Span where, std::string message) {
    if (!ok_) return;
    ok_ = false;
    fault_(kind, where, std::move(message));
  }

  void unexpected(std::string_view wanted) {
    if (token_.kind == DznToken::Kind::End) {
      fail(kinds::kTruncated, here(), fmt::format("the text ends before {}", wanted));
    } else if (token_.text == "/*") {
      fail(kinds::kTruncated, here(), "this comment is not closed");
    } else {
      fail(kinds::kUnexpected, here(),
           fmt::format("`{}` where {} was expected", shown_word(token_.text), wanted));
    }
  }

  bool take(char mark) {
    if (!ok_ || !token_.is(mark)) return false;
    advance();
    return true;
  }
  void expect(char mark) {
    if (ok_ && !take(mark)) unexpected(fmt::format("`{}`", mark));
  }

  void parse_item() {
    if (token_.kind != DznToken::Kind::Name) return unexpected("`name = value;`");
    name_ = token_.text;
    const Span at = here();
    advance();
    expect('=');
    DznValue value;
    value.span = at;
    parse_value(value);
    if (token_.kind != DznToken::Kind::End) expect(';');  // the last may lack it
    if (!ok_) return;
    if (!values_.try_emplace(name_, std::move(value)).second) {
      fail(kinds::kUnexpected, at, fmt::format("`{}` is given twice", name_));
    }
  }

  void parse_value(DznValue& value) {
    if (token_.is('[')) {
      parse_array(value);
    } else if (token_.is('{')) {
      value.kind = DznValue::Kind::Set;
      parse_braces(value);
    } else if (token_.kind == DznToken::Kind::Name) {
      const std::string_view word = token_.text;
      advance();
      if (word == "array1d" || word == "array2d") parse_array_call(value, word == "array2d");
      // Any other word is an enum's name, true or false: nothing that is asked for here.
    } else if (token_.kind == DznToken::Kind::Other) {
      advance();
    } else {
      parse_number(value, "a value");
      value.kind = DznValue::Kind::Whole;
      if (ok_ && token_.kind == DznToken::Kind::Range) {
        value.kind = DznValue::Kind::Other;
        advance();
        parse_number(value, "the end of the range");
      }
    }
  }

  /// One more whole number into `value`; a decimal there makes it of the kind Other.
  void parse_number(DznValue& value, std::string_view wanted) {
    if (!ok_) return;
    const std::uint32_t begin = token_.begin;
    const bool is_negative = token_.is('-');
    if (is_negative || token_.is('+')) advance();
    if (token_.kind != DznToken::Kind::Whole) return unexpected(wanted);
    const std::string digits = (is_negative ? "-" : "") + std::string(token_.text);
    Value number = 0;
    if (parse_whole(digits, number) != ParsedWhole::Fine) {
      return fail(kinds::kOutOfRange, here(),
                  fmt::format("`{}` has too many digits", shown_word(digits)));
    }
    value.numbers.push_back(number);
    value.places.push_back(begin);
    advance();
  }

  /// `{...}`: its numbers go to the end of `value`.
  void parse_braces(DznValue& value) {
    expect('{');
    while (ok_ && !token_.is('}')) {
      parse_number(value, "a number or `}`");
      if (!take(',')) break;
    }
    expect('}');
  }

  /// `a..b` within an array of sets, written out.
  void parse_range(DznValue& value) {
    advance();
    const Value from = value.numbers.back();
    const std::uint32_t place = value.places.back();
    value.numbers.pop_back();
    value.places.pop_back();
    parse_number(value, "the end of the range");
    if (!ok_) return;
    const Value to = value.numbers.back();
    value.numbers.pop_back();
    value.places.pop_back();
    if (to < from) return;  // an empty set
    if (from < 0 || to > kWrittenOutMost || to - from >= kWrittenOutMost - written_out_) {
      return fail(kinds::kOutOfRange, {.file = file_, .begin = place, .end = here().begin},
                  "the ranges hold more numbers than any instance");
    }
    written_out_ += to - from + 1;
    for (Value number = from; number <= to; ++number) {
      value.numbers.push_back(number);
      value.places.push_back(place);
    }
  }

  /// `[...]` of numbers or of sets, or `[| ... | ... |]`.
  void parse_array(DznValue& value) {
    expect('[');
    value.kind = DznValue::Kind::Array;
    if (take('|')) return parse_bars(value);
    bool has_sets = false;
    bool has_numbers = false;
    bool has_others = false;
    while (ok_ && !token_.is(']')) {
      if (token_.is('{')) {
        has_sets = true;
        parse_braces(value);
        value.set_ends.push_back(value.numbers.size());
      } else if (token_.kind == DznToken::Kind::Other || token_.kind == DznToken::Kind::Name) {
        has_others = true;
        advance();
      } else {
        parse_number(value, "a number, a set or `]`");
        if (ok_ && token_.kind == DznToken::Kind::Range) {
          has_sets = true;
          parse_range(value);
          value.set_ends.push_back(value.numbers.size());
        } else {
          has_numbers = true;
        }
      }
      if (!take(',')) break;
    }
    expect(']');
    if (has_sets) value.kind = DznValue::Kind::SetArray;
    if (has_others || (has_sets && has_numbers)) value.kind = DznValue::Kind::Other;
  }

  /// Behind `[|`: rows parted by `|`, `|]` at the end.
  void parse_bars(DznValue& value) {
    value.kind = DznValue::Kind::Table;
    while (ok_) {
      if (take('|')) {
        if (take(']')) return;
        continue;
      }
      const std::size_t row_begin = value.numbers.size();
      while (ok_ && !token_.is('|')) {
        parse_number(value, "a number or `|`");
        if (!take(',')) break;
      }
      const auto width = static_cast<Value>(value.numbers.size() - row_begin);
      if (value.rows == 0) value.columns = width;
      if (ok_ && width != value.columns) {
        const std::uint32_t place = width > 0 ? value.places[row_begin] : token_.begin;
        return fail(kinds::kWrongCount, {.file = file_, .begin = place, .end = token_.begin},
                    fmt::format("row {} of `{}` has {} numbers, the first {}", value.rows + 1,
                                name_, width, value.columns));
      }
      ++value.rows;
      if (ok_ && !token_.is('|')) unexpected("`|`");
    }
  }

  void parse_array_call(DznValue& value, bool is_table) {
    expect('(');
    std::vector<Declared> sizes;
    for (int d = 0; d < (is_table ? 2 : 1) && ok_; ++d) {
      Declared declared;
      declared.array = name_;
      declared.is_row = d == 0;
      declared.from = parse_bound();
      if (token_.kind != DznToken::Kind::Range) {
        unexpected("`..`");
        return;
      }
      advance();
      declared.to = parse_bound();
      expect(',');
      sizes.push_back(std::move(declared));
    }
    if (!ok_) return;
    if (!token_.is('[')) return unexpected("`[`");
    parse_array(value);
    take(',');
    expect(')');
    if (is_table && value.kind == DznValue::Kind::Array) {
      value.kind = DznValue::Kind::Table;
      declared_.insert(declared_.end(), sizes.begin(), sizes.end());
    }
  }

  Bound parse_bound() {
    Bound bound;
    bound.span = here();
    if (token_.kind == DznToken::Kind::Name) {
      bound.name = token_.text;
      advance();
      return bound;
    }
    DznValue number;
    parse_number(number, "a bound of the index range");
    if (ok_) bound.value = number.numbers.front();
    return bound;
  }

  std::optional<Value> value_of(const Bound& bound) {
    Value value = bound.value;
    if (!bound.name.empty()) {
      const auto found = values_.find(bound.name);
      if (found == values_.end() || found->second.kind != DznValue::Kind::Whole) {
        fail(kinds::kMissingName, bound.span,
             fmt::format("`{}` is not given as a whole number", bound.name));
        return std::nullopt;
      }
      value = found->second.numbers.front();
    }
    constexpr Value kMost = 100'000'000;
    if (value >= -kMost && value <= kMost) return value;
    fail(kinds::kOutOfRange, bound.span, fmt::format("{} cannot be an index", value));
    return std::nullopt;
  }

  void settle(const Declared& declared) {
    if (!ok_) return;
    const auto from = value_of(declared.from);
    const auto to = value_of(declared.to);
    if (!from || !to) return;
    DznValue& value = values_.find(declared.array)->second;
    (declared.is_row ? value.rows : value.columns) = std::max<Value>(0, *to - *from + 1);
  }

  void check_size(const std::string& name, const DznValue& value) {
    if (value.rows * value.columns == static_cast<Value>(value.numbers.size())) return;
    fail(kinds::kWrongCount, value.span,
         fmt::format("`{}` is {} by {} but holds {} numbers", name, value.rows, value.columns,
                     value.numbers.size()));
  }

  std::string_view text_;
  FileId file_;
  DznTokens tokens_;
  const DznFault& fault_;
  DznToken token_;
  std::string name_;  ///< of the parameter in work
  std::map<std::string, DznValue, std::less<>> values_;
  std::vector<Declared> declared_;
  Value written_out_ = 0;
  bool ok_ = true;
};

}  // namespace

std::map<std::string, DznValue, std::less<>> parse_dzn(std::string_view text, FileId file,
                                                       const DznFault& fault) {
  return DznParser(text, file, fault).parse();
}

}  // namespace penholder::instance
