#include "base/source_text.h"

#include <algorithm>

#include "base/check.h"

namespace penholder {
namespace {

std::vector<std::uint32_t> find_line_starts(std::string_view text) {
  std::vector<std::uint32_t> starts{0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') starts.push_back(static_cast<std::uint32_t>(i + 1));
  }
  return starts;
}

bool is_continuation_byte(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

SourceTexts::SourceTexts(std::vector<SourceText> texts) {
  for (SourceText& text : texts) add(std::move(text));
}

FileId SourceTexts::add(SourceText text) {
  CHECK(text.text.size() < Span::kNoFile);
  line_starts_.push_back(find_line_starts(text.text));
  return texts_.push_back(std::move(text));
}

LineColumn SourceTexts::place(FileId file, std::uint32_t offset) const {
  const std::string& text = texts_[file].text;
  const auto& starts = line_starts_[file];
  offset = std::min(offset, static_cast<std::uint32_t>(text.size()));
  const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  const std::uint32_t line_start = *(after - 1);
  const auto characters = std::count_if(text.begin() + line_start, text.begin() + offset,
                                        [](char c) { return !is_continuation_byte(c); });
  return {.line = static_cast<int>(after - starts.begin()),
          .column = static_cast<int>(characters) + 1};
}

std::string_view SourceTexts::line(FileId file, int line) const {
  const auto& starts = line_starts_[file];
  if (line < 1 || static_cast<std::size_t>(line) > starts.size()) return {};
  const std::string_view text = texts_[file].text;
  const std::size_t begin = starts[static_cast<std::size_t>(line) - 1];
  std::size_t end = static_cast<std::size_t>(line) < starts.size()
                        ? starts[static_cast<std::size_t>(line)] - 1
                        : text.size();
  if (end > begin && text[end - 1] == '\r') --end;
  return text.substr(begin, end - begin);
}

std::string_view SourceTexts::excerpt(Span span) const {
  if (!span.is_known()) return {};
  const std::string_view text = texts_[span.file].text;
  if (span.begin >= text.size()) return {};
  return text.substr(span.begin, span.end - span.begin);
}

}  // namespace penholder
