#include "table/csv_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "table/kinds.h"
#include "xml/xml_text.h"

namespace penholder {
namespace {

constexpr std::string_view kGuarded = "=+-@\t\r'#";

Span span_of(FileId file, std::size_t begin, std::size_t end) {
  return {.file = file,
          .begin = static_cast<std::uint32_t>(begin),
          .end = static_cast<std::uint32_t>(end)};
}

char separator_of(std::string_view text) {
  constexpr std::array<char, 3> kCandidates{',', ';', '\t'};
  std::array<std::size_t, 3> counts{};
  bool in_quotes = false;
  for (const char c : text) {
    if (c == '"') in_quotes = !in_quotes;
    if (in_quotes) continue;
    if (c == '\n' || c == '\r') break;
    for (std::size_t i = 0; i < kCandidates.size(); ++i) counts[i] += c == kCandidates[i] ? 1U : 0U;
  }
  const auto most = std::ranges::max_element(counts);  // the first of equals: the comma
  return kCandidates[static_cast<std::size_t>(most - counts.begin())];
}

/// False, with a word, when the bytes are not UTF-8.
bool is_utf8(std::string_view bytes, FileId file, Diagnostics& diagnostics) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    diagnostics.add(table_kinds::kNotUtf8, span_of(file, 0, 2), "the file is UTF-16",
                    "save it as `CSV UTF-8`");
    return false;
  }
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = utf8_length(bytes.substr(at, 4));
    if (length == 0 || bytes[at] == '\0') {
      diagnostics.add(
          table_kinds::kNotUtf8, span_of(file, at, at + 1),
          fmt::format("the byte 0x{:02X} is no UTF-8 text", static_cast<unsigned char>(bytes[at])),
          "save the file as `CSV UTF-8`");
      return false;
    }
    at += length;
  }
  return true;
}

class Reader {
 public:
  Reader(std::string_view bytes, FileId file, char separator, Diagnostics& diagnostics)
      : bytes_(bytes), file_(file), separator_(separator), diagnostics_(diagnostics) {}

  /// False after a fault.
  bool read(std::size_t at, std::vector<CsvRecord>& records) {
    CsvRecord record;
    bool is_blank = true;
    while (at < bytes_.size()) {
      CsvField field;
      if (!read_field(at, field)) return false;
      is_blank = is_blank && field.text.find_first_not_of(" \t") == std::string::npos;
      record.push_back(std::move(field));
      if (at < bytes_.size() && bytes_[at] == separator_) {
        ++at;
        // A separator at the very end of the text is followed by one more, empty field.
        if (at < bytes_.size()) continue;
        record.push_back({.text = "", .guarded = false, .span = span_of(file_, at, at)});
      } else if (at < bytes_.size()) {
        at += bytes_.substr(at).starts_with("\r\n") ? 2 : 1;
      }
      if (!is_blank) records.push_back(std::move(record));
      record.clear();
      is_blank = true;
    }
    return true;
  }

 private:
  bool read_field(std::size_t& at, CsvField& field) {
    const std::size_t begin = at;
    if (++fields_ > kCsvFieldsMost) {
      diagnostics_.add(table_kinds::kTooLarge, span_of(file_, begin, begin),
                       fmt::format("more than {} fields", kCsvFieldsMost));
      return false;
    }
    if (at < bytes_.size() && bytes_[at] == '"') {
      if (!read_quoted(at, field.text)) return false;
    } else {
      at = std::min(bytes_.find_first_of(ends(), at), bytes_.size());
      field.text = bytes_.substr(begin, at - begin);
    }
    field.span = span_of(file_, begin, at);
    if (field.text.size() > kCsvFieldBytesMost) {
      diagnostics_.add(table_kinds::kTooLarge, span_of(file_, begin, begin + 1),
                       fmt::format("a field of {} bytes", field.text.size()),
                       "a quote mark that opens a field may have lost the one that ends it");
      return false;
    }
    if (field.text.size() > 1 && field.text[0] == '\'' &&
        kGuarded.find(field.text[1]) != std::string_view::npos) {
      field.text.erase(0, 1);
      field.guarded = true;
    }
    return true;
  }

  bool read_quoted(std::size_t& at, std::string& text) {
    const std::size_t begin = at++;
    while (true) {
      const std::size_t quote = bytes_.find('"', at);
      if (quote == std::string_view::npos) {
        diagnostics_.add(table_kinds::kBrokenQuote, span_of(file_, begin, begin + 1),
                         "the quote that opens here is never closed",
                         "end the field with `\"`; a quote mark inside it is written `\"\"`");
        return false;
      }
      text += bytes_.substr(at, quote - at);
      at = quote + 1;
      if (at < bytes_.size() && bytes_[at] == '"') {
        text += '"';
        ++at;
        continue;
      }
      if (at == bytes_.size() || ends().find(bytes_[at]) != std::string::npos) return true;
      diagnostics_.add(table_kinds::kBrokenQuote, span_of(file_, at, at + 1),
                       "the field goes on behind its closing quote",
                       "a quote mark inside a quoted field is written `\"\"`");
      return false;
    }
  }

  [[nodiscard]] std::string ends() const { return {separator_, '\n', '\r'}; }

  std::string_view bytes_;
  FileId file_;
  char separator_;
  Diagnostics& diagnostics_;
  std::size_t fields_ = 0;
};

}  // namespace

CsvRead read_csv_text(std::string_view bytes, FileId file, Diagnostics& diagnostics) {
  CsvRead result;
  if (!is_utf8(bytes, file, diagnostics)) return result;
  std::size_t begin = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  result.separator = separator_of(bytes.substr(begin));
  if (const std::string_view head = bytes.substr(begin, 6);
      head.size() == 6 && head.starts_with("sep=") && (head[5] == '\n' || head[5] == '\r')) {
    result.separator = head[4];  // the hint that some spreadsheets write and read
    begin += 6;
  }
  result.is_whole = Reader(bytes, file, result.separator, diagnostics).read(begin, result.records);
  return result;
}

std::string csv_plain(std::string_view text) {
  const bool has_edge_blank = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if (text.find_first_of(",;\t\"\r\n") == std::string_view::npos && !has_edge_blank) {
    return std::string(text);
  }
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

std::string csv_field(std::string_view text) {
  const bool needs_guard = !text.empty() && kGuarded.find(text.front()) != std::string_view::npos;
  return csv_plain(needs_guard ? "'" + std::string(text) : std::string(text));
}

}  // namespace penholder
