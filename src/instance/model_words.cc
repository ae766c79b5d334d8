#include "instance/model_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace penholder::instance {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A name of these letters would be read as a word of the format.
bool is_reserved(std::string_view name) {
  static constexpr std::array<std::string_view, 20> kReserved = {
      "absent", "at-least", "at-most", "closed",   "deadline", "end",     "makespan",
      "mode",   "modes",    "not",     "optional", "piece",    "release", "slope",
      "spend",  "start",    "use",     "lag",      "group",    "cost"};
  return std::ranges::find(kReserved, name) != kReserved.end();
}

/// Reads the quoted word whose opening quote stands at `at`; afterwards `at` is behind it.
std::string read_quoted(std::string_view line, std::size_t& at, std::string& fault) {
  std::string text;
  for (++at; at < line.size(); ++at) {
    if (line[at] == '"') {
      ++at;
      return text;
    }
    if (line[at] != '\\') {
      text += line[at];
      continue;
    }
    const char code = ++at < line.size() ? line[at] : '\0';
    unsigned byte = 0;
    const std::string_view digits = code == 'x' ? line.substr(at + 1, 2) : std::string_view();
    if (code == '"' || code == '\\') {
      text += code;
    } else if (code == 'n') {
      text += '\n';
    } else if (digits.size() == 2 &&
               std::from_chars(digits.data(), digits.data() + 2, byte, 16).ptr ==
                   digits.data() + 2) {
      text += static_cast<char>(byte);
      at += 2;
    } else {
      fault = R"(after a backslash comes `"`, `\`, `n` or `x` with two hexadecimal digits)";
      at = line.size();
      return text;
    }
  }
  fault = "the quote is not closed on its line";
  return text;
}

}  // namespace

std::vector<ModelWord> cut_model_line(std::string_view line, FileId file, std::uint32_t offset,
                                      std::string& fault) {
  std::vector<ModelWord> words;
  for (std::size_t at = 0; at < line.size() && fault.empty();) {
    const std::size_t begin = at;
    ModelWord word;
    if (is_space(line[at])) {
      ++at;
      continue;
    }
    if (line[at] == '#') break;
    if (line[at] == '"') {
      word.kind = ModelWordKind::Quoted;
      word.text = read_quoted(line, at, fault);
    } else if (line[at] == ',' || line[at] == ':') {
      word.kind = line[at] == ',' ? ModelWordKind::Comma : ModelWordKind::Colon;
      word.text = line[at++];
    } else {
      constexpr std::string_view kEnds = " \t\r#\",:";
      at = std::min(line.find_first_of(kEnds, at), line.size());
      word.text = line.substr(begin, at - begin);
    }
    word.span = {.file = file,
                 .begin = offset + static_cast<std::uint32_t>(begin),
                 .end = offset + static_cast<std::uint32_t>(std::min(at, line.size()))};
    words.push_back(std::move(word));
  }
  return words;
}

std::string quote_model_name(std::string_view name) {
  const auto is_plain = [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '.'; };
  if (!name.empty() && is_letter(name.front()) && std::ranges::all_of(name, is_plain) &&
      !is_reserved(name)) {
    return std::string(name);
  }
  std::string quoted = "\"";
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (c == '\n') {
      quoted += "\\n";
    } else if (byte < 0x20 || byte == 0x7F) {
      quoted += fmt::format("\\x{:02x}", byte);
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

}  // namespace penholder::instance
