#include "resolution/stated_symbol.h"

#include <fmt/format.h>

#include <algorithm>

#include "resolution/read_resolution.h"

namespace penholder {
namespace {

constexpr std::size_t kHead = std::size_t{64} << 10;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n\f";
  while (!text.empty() && kBlank.find(text.front()) != kBlank.npos) text.remove_prefix(1);
  while (!text.empty() && kBlank.find(text.back()) != kBlank.npos) text.remove_suffix(1);
  return text;
}

std::string normal(std::string_view symbol) {
  symbol = trimmed(symbol);
  if (symbol.find("RES/") == symbol.npos && !symbol.starts_with("Resolution ") &&
      !symbol.starts_with("RESOLUTION ")) {
    return std::string(symbol);
  }
  return normal_symbol(symbol);
}

/// The characters of an element, tags inside it left out.
std::string element_text(std::string_view head, std::size_t tag) {
  const std::size_t open = head.find('>', tag);
  if (open == head.npos) return {};
  const std::size_t close = head.find("</docNumber", open);
  if (close == head.npos) return {};
  std::string text;
  bool is_in_tag = false;
  for (const char c : head.substr(open + 1, close - open - 1)) {
    if (c == '<') is_in_tag = true;
    if (!is_in_tag) text += c;
    if (c == '>') is_in_tag = false;
  }
  return text;
}

/// `/akn/un/statement/deliberation/unsc/2020-06-29/2531-2020/!main/` -> `S/RES/2531 (2020)`.
std::string symbol_of_address(std::string_view head) {
  constexpr std::string_view kStart = "statement/deliberation/unsc/";
  const std::size_t at = head.find(kStart);
  if (at == head.npos) return {};
  std::string_view rest = head.substr(at + kStart.size());
  const std::size_t slash = rest.find('/');
  if (slash == rest.npos) return {};
  rest.remove_prefix(slash + 1);
  std::string number;
  while (!rest.empty() && is_digit(rest.front()) && number.size() < 5) {
    number += rest.front();
    rest.remove_prefix(1);
  }
  if (number.empty() || rest.size() < 5 || rest.front() != '-') return {};
  const std::string_view year = rest.substr(1, 4);
  return std::ranges::all_of(year, is_digit) ? fmt::format("S/RES/{} ({})", number, year)
                                             : std::string();
}

std::string symbol_of_plain_text(std::string_view head) {
  while (!head.empty()) {
    const std::size_t end = std::min(head.find('\n'), head.size());
    const std::string_view line = trimmed(head.substr(0, end));
    const bool is_title = (line.starts_with("Resolution ") || line.starts_with("RESOLUTION ")) &&
                          line.size() > 11 && line.size() < 40 && is_digit(line[11]);
    if ((line.starts_with("S/RES/") && line.size() <= 24) || is_title) return normal(line);
    head.remove_prefix(std::min(end + 1, head.size()));
  }
  return {};
}

}  // namespace

std::string stated_symbol(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::string_view head = bytes.substr(0, kHead);
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == head.npos) return {};
  if (head[first] != '<') return symbol_of_plain_text(head);
  if (const std::size_t tag = head.find("<docNumber"); tag != head.npos) {
    if (std::string symbol = normal(element_text(head, tag)); !symbol.empty()) return symbol;
  }
  return symbol_of_address(head);
}

int resolution_number(std::string_view symbol) {
  constexpr std::string_view kStart = "S/RES/";
  if (!symbol.starts_with(kStart)) return 0;
  int number = 0;
  std::size_t digits = 0;
  for (const char c : symbol.substr(kStart.size())) {
    if (!is_digit(c) || ++digits > 5) break;
    number = number * 10 + (c - '0');
  }
  return digits <= 5 ? number : 0;
}

int year_of_symbol(std::string_view symbol) {
  if (symbol.size() < 6 || !symbol.ends_with(')') || symbol[symbol.size() - 6] != '(') return 0;
  int year = 0;
  for (const char c : symbol.substr(symbol.size() - 5, 4)) {
    if (!is_digit(c)) return 0;
    year = year * 10 + (c - '0');
  }
  return year;
}

bool name_hints_at(std::string_view file_name, int number) {
  const std::string digits = fmt::format("{}", number);
  for (std::size_t at = file_name.find(digits); at != file_name.npos;
       at = file_name.find(digits, at + 1)) {
    const std::size_t end = at + digits.size();
    const bool stands_alone = (at == 0 || !is_digit(file_name[at - 1])) &&
                              (end == file_name.size() || !is_digit(file_name[end]));
    if (stands_alone) return true;
  }
  return false;
}

}  // namespace penholder
