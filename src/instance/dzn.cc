#include "instance/dzn.h"

#include <fmt/core.h>

#include <utility>

#include "instance/dzn_parse.h"
#include "instance/kinds.h"

namespace penholder::instance {

using solver::Value;

DznFile::DznFile(std::string_view text, FileId file, Diagnostics& diagnostics)
    : file_(file), diagnostics_(diagnostics) {
  values_ = parse_dzn(text, file, [this](const DiagnosticKind& kind, Span where, std::string said) {
    report(kind, where, std::move(said));
  });
}

void DznFile::report(const DiagnosticKind& kind, Span where, std::string message) {
  if (!ok_) return;
  ok_ = false;
  diagnostics_.add(kind, where, std::move(message));
}

void DznFile::fail(const DiagnosticKind& kind, std::string_view name, std::string message) {
  const auto found = values_.find(name);
  const Span start = {.file = file_, .begin = 0, .end = 0};
  report(kind, found == values_.end() ? start : found->second.span, std::move(message));
}

const DznValue* DznFile::find(std::string_view name, DznValue::Kind kind, const char* kind_words) {
  if (!ok_) return nullptr;
  const auto found = values_.find(name);
  if (found == values_.end()) {
    fail(kinds::kMissingName, name, fmt::format("`{}` is not given", name));
    return nullptr;
  }
  const DznValue& value = found->second;
  // `[]` is an empty array of anything.
  const bool is_empty_array = value.kind == DznValue::Kind::Array && value.numbers.empty();
  const bool may_be_empty = kind == DznValue::Kind::SetArray || kind == DznValue::Kind::Table;
  if (value.kind != kind && !(is_empty_array && may_be_empty)) {
    fail(kinds::kUnexpected, name, fmt::format("`{}` is not {}", name, kind_words));
    return nullptr;
  }
  return &value;
}

bool DznFile::is_within(std::string_view name, const DznValue& value, Value least, Value most) {
  for (std::size_t i = 0; i < value.numbers.size(); ++i) {
    const Value number = value.numbers[i];
    if (number >= least && number <= most) continue;
    report(
        kinds::kOutOfRange, {.file = file_, .begin = value.places[i], .end = value.places[i] + 1},
        fmt::format("{} cannot stand in `{}`: it must lie in {} to {}", number, name, least, most));
    return false;
  }
  return true;
}

Value DznFile::whole(std::string_view name, Value least, Value most) {
  const DznValue* value = find(name, DznValue::Kind::Whole, "a whole number");
  return value != nullptr && is_within(name, *value, least, most) ? value->numbers.front() : 0;
}

std::vector<Value> DznFile::array(std::string_view name, std::size_t size, Value least,
                                  Value most) {
  const DznValue* value = find(name, DznValue::Kind::Array, "an array of whole numbers");
  if (value == nullptr || !is_within(name, *value, least, most)) return {};
  if (value->numbers.size() == size) return value->numbers;
  fail(kinds::kWrongCount, name,
       fmt::format("`{}` has {} numbers, not {}", name, value->numbers.size(), size));
  return {};
}

std::vector<Value> DznFile::table(std::string_view name, std::size_t rows, std::size_t columns,
                                  Value least, Value most) {
  const DznValue* value = find(name, DznValue::Kind::Table, "a table (array2d) of whole numbers");
  if (value == nullptr || !is_within(name, *value, least, most)) return {};
  const bool is_empty = rows * columns == 0 && value->numbers.empty();
  if (is_empty ||
      (value->rows == static_cast<Value>(rows) && value->columns == static_cast<Value>(columns))) {
    return value->numbers;
  }
  fail(kinds::kWrongCount, name,
       fmt::format("`{}` is {} by {}, not {} by {}", name, value->rows, value->columns, rows,
                   columns));
  return {};
}

std::vector<Value> DznFile::rows(std::string_view name, std::size_t columns, Value least,
                                 Value most) {
  const DznValue* value = find(name, DznValue::Kind::Table, "a table (array2d) of whole numbers");
  if (value == nullptr) return {};
  return value->numbers.empty()
             ? std::vector<Value>{}
             : table(name, value->numbers.size() / columns, columns, least, most);
}

std::vector<std::vector<Value>> DznFile::sets(std::string_view name, std::size_t size, Value least,
                                              Value most) {
  const DznValue* value = find(name, DznValue::Kind::SetArray, "an array of sets");
  if (value == nullptr || !is_within(name, *value, least, most)) return {};
  if (value->set_ends.size() != size) {
    fail(kinds::kWrongCount, name,
         fmt::format("`{}` has {} sets, not {}", name, value->set_ends.size(), size));
    return {};
  }
  std::vector<std::vector<Value>> sets;
  std::size_t begin = 0;
  for (const std::size_t end : value->set_ends) {
    sets.emplace_back(value->numbers.begin() + static_cast<std::ptrdiff_t>(begin),
                      value->numbers.begin() + static_cast<std::ptrdiff_t>(end));
    begin = end;
  }
  return sets;
}

}  // namespace penholder::instance
