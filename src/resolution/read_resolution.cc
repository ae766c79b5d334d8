#include "resolution/read_resolution.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "resolution/akn_blocks.h"
#include "resolution/kinds.h"
#include "resolution/plain_text.h"
#include "resolution/tree.h"

namespace penholder {
namespace {

bool is_blank(std::string_view text) {
  return std::ranges::all_of(text, [](unsigned char c) { return std::isspace(c) != 0 || c == 0; });
}

// How files start that are often taken for the document, and bytes that no text has.
bool is_binary(std::string_view bytes) {
  for (const std::string_view magic :
       {"%PDF", "PK\x03\x04", "\xD0\xCF\x11\xE0", "{\\rtf", "\x1F\x8B"}) {
    if (bytes.starts_with(magic)) return true;
  }
  // Word processors leave a vertical tab or a form feed; nothing that is read as text has others.
  return std::ranges::any_of(bytes.substr(0, 4096), [](char c) {
    return c >= 0 && c < ' ' && std::string_view("\t\n\v\f\r").find(c) == std::string_view::npos;
  });
}

// Well-formed UTF-8 (Unicode 15, table 3-7) without NUL.
bool is_utf8(std::string_view text) {
  const auto following = [](unsigned char lead) -> std::optional<std::size_t> {
    if (lead == 0) return std::nullopt;
    if (lead < 0x80) return 0;
    if (lead >= 0xC2 && lead < 0xE0) return 1;
    if (lead >= 0xE0 && lead < 0xF0) return 2;
    if (lead >= 0xF0 && lead < 0xF5) return 3;
    return std::nullopt;
  };
  for (std::size_t i = 0; i < text.size();) {
    const auto more = following(static_cast<unsigned char>(text[i]));
    if (!more || i + *more >= text.size()) return false;
    if (*more > 0) {
      const auto lead = static_cast<unsigned char>(text[i]);
      const auto second = static_cast<unsigned char>(text[i + 1]);
      const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
      const bool beyond = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
      if (overlong || beyond) return false;
    }
    for (std::size_t j = 1; j <= *more; ++j) {
      if ((static_cast<unsigned char>(text[i + j]) & 0xC0u) != 0x80u) return false;
    }
    i += *more + 1;
  }
  return true;
}

int number_in(std::string_view symbol) {
  constexpr std::string_view kStart = "S/RES/";
  if (!symbol.starts_with(kStart)) return 0;
  int number = 0;
  for (const char c : symbol.substr(kStart.size())) {
    if (c < '0' || c > '9' || number > 99999) break;
    number = number * 10 + (c - '0');
  }
  return number;
}

void report_identity(const Resolution& resolution, Diagnostics& diagnostics) {
  const Span start{.file = resolution.file, .begin = 0, .end = 0};
  if (resolution.symbol.empty()) {
    diagnostics.add(resolution_kinds::kNoSymbol, start, "the document does not state its symbol",
                    "name it `S/RES/NNNN (YYYY)` in a line of its own");
  }
  if (!resolution.date) {
    diagnostics.add(resolution_kinds::kNoDate, start,
                    "the document does not state its date of adoption");
  }
  const bool numbered = std::ranges::any_of(
      resolution.operative, [](const Paragraph& paragraph) { return !paragraph.label.empty(); });
  if (!numbered && !resolution.operative.empty()) {
    diagnostics.add(
        resolution_kinds::kNoOperative, start, "no numbered paragraph was found",
        fmt::format("cite the unnumbered ones as `u1` to `u{}`", resolution.operative.size()));
  } else if (!numbered) {
    diagnostics.add(resolution_kinds::kNoOperative, start, "no numbered paragraph was found",
                    "each operative paragraph needs its number at the start: `1. Decides ...`");
  }
}

}  // namespace

ResolutionRead read_resolution(std::string_view bytes, FileId file) {
  ResolutionRead read;
  read.resolution.file = file;
  const Span start{.file = file, .begin = 0, .end = 0};
  if (bytes.size() > kResolutionBytesMost) {
    read.diagnostics.add(
        resolution_kinds::kTooLarge, start,
        fmt::format("{} MB, {} at most", bytes.size() >> 20, kResolutionBytesMost >> 20),
        "take the XML file of the resolution itself");
    return read;
  }
  const std::string_view body = bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
  if (is_blank(body)) {
    read.diagnostics.add(resolution_kinds::kEmptyDocument, start, "the file holds no text",
                         "download the document again");
    return read;
  }
  const std::size_t first = body.find_first_not_of(" \t\r\n");
  const bool is_utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  std::vector<Block> blocks;
  if (is_utf16 || (first != std::string_view::npos && body[first] == '<')) {
    blocks = read_akn_blocks(bytes, file, read.resolution, read.diagnostics);
  } else if (is_binary(body)) {
    read.diagnostics.add(resolution_kinds::kNotText, start, "the file is no text",
                         "give the XML file of the resolution, or its text in a .txt file");
  } else if (!is_utf8(body)) {
    read.diagnostics.add(resolution_kinds::kNotUtf8, start, "the text is not UTF-8",
                         "save it as UTF-8");
  } else {
    blocks = read_plain_blocks(bytes, file, read.resolution, read.diagnostics);
  }
  if (read.diagnostics.has_errors() && blocks.empty()) return read;

  build_tree(std::move(blocks), read.resolution, read.diagnostics);
  if (const std::string symbol = normal_symbol(read.resolution.symbol); !symbol.empty()) {
    read.resolution.symbol = symbol;
  }
  read.resolution.number = number_in(read.resolution.symbol);
  report_identity(read.resolution, read.diagnostics);
  read.usable = true;
  return read;
}

std::string normal_symbol(std::string_view text) {
  std::size_t at = text.find("RES/");
  if (at != std::string_view::npos) {
    at += 4;
  } else {
    at = 0;
    for (const std::string_view word : {"resolution ", "Resolution ", "RESOLUTION "}) {
      if (const std::size_t found = text.find(word); found != std::string_view::npos) {
        at = found + word.size();
        break;
      }
    }
  }
  std::string number;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9' && number.size() < 5) {
    number += text[at++];
  }
  if (number.empty()) return {};
  while (at < text.size() && (text[at] == ' ' || text[at] == '(' || text[at] == '\t')) ++at;
  std::string year;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9' && year.size() < 4) {
    year += text[at++];
  }
  const bool has_year = year.size() == 4 && at < text.size() && text[at] == ')';
  return has_year ? fmt::format("S/RES/{} ({})", number, year) : fmt::format("S/RES/{}", number);
}

}  // namespace penholder
