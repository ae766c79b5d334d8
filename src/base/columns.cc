#include "base/columns.h"

#include <algorithm>

namespace penholder {
namespace {

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

}  // namespace

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char byte) { return !continues_character(byte); }));
}

std::string without_controls(std::string_view text) {
  std::string result;
  for (const char byte : text) {
    const auto code = static_cast<unsigned char>(byte);
    if (code >= 0x20 && code != 0x7F) result += byte;
  }
  return result;
}

std::string fitted(std::string_view text, std::size_t columns) {
  std::string result = without_controls(text);
  if (columns_of(result) > columns) {
    if (columns == 0) return "";
    std::size_t end = 0;
    std::size_t seen = 0;
    while (end < result.size()) {
      if (!continues_character(result[end]) && seen++ == columns - 1) break;
      ++end;
    }
    result.resize(end);
    while (result.ends_with(' ')) result.pop_back();
    result += "…";
  }
  result.append(columns - columns_of(result), ' ');
  return result;
}

std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent) {
  std::string result;
  std::size_t used = 0;
  bool is_line_empty = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t wide = columns_of(word);
    if (!is_line_empty && used + 1 + wide > columns) {
      result += '\n';
      result.append(indent, ' ');
      used = indent;
    } else if (!is_line_empty) {
      result += ' ';
      ++used;
    }
    result += word;
    used += wide;
    is_line_empty = false;
  }
  return result + '\n';
}

}  // namespace penholder
