#include "cite/library.h"

#include <fmt/format.h>

#include <utility>

namespace penholder {
namespace {

/// Builds the reading copy, remembering where each locator stands.
class Copy {
 public:
  explicit Copy(std::map<std::string, Span, std::less<>>& places) : places_(places) {}

  void line(const std::string& locator, std::string_view words) {
    const auto begin = static_cast<std::uint32_t>(text_.size());
    text_ += locator;
    places_.emplace(
        locator, Span{.file = {}, .begin = begin, .end = static_cast<std::uint32_t>(text_.size())});
    text_ += ": ";
    // A line break in the words (there is none in what the readers give) would shift all places.
    for (const char c : words) text_ += c == '\n' || c == '\r' ? ' ' : c;
    text_ += '\n';
  }
  void paragraph(const Paragraph& paragraph) {
    std::string words = paragraph.title;
    if (!words.empty() && !paragraph.text.empty()) words += ": ";
    words += paragraph.text;
    if (!paragraph.tail.empty()) words += " [...] " + paragraph.tail;
    line(paragraph.locator, words);
  }
  std::string text_;

 private:
  std::map<std::string, Span, std::less<>>& places_;
};

}  // namespace

Span CitedDocument::place_of(std::string_view locator) const {
  const auto at = places.find(locator);
  return at == places.end() ? head : at->second;
}

void Library::add(Resolution resolution, SourceTexts& texts) {
  if (resolution.number == 0 || by_number_.contains(resolution.number)) return;
  CitedDocument document{
      .resolution = std::move(resolution), .reading = {}, .head = {}, .places = {}};
  const Resolution& r = document.resolution;
  Copy copy(document.places);
  copy.text_ = r.symbol;
  if (r.date) copy.text_ += fmt::format(", adopted on {}", to_long_string(*r.date));
  const auto head_end = static_cast<std::uint32_t>(copy.text_.size());
  copy.text_ += '\n';
  for (std::size_t i = 0; i < r.preamble.size(); ++i) {
    copy.line(fmt::format("pp{}", i + 1), r.preamble[i].text);
  }
  walk(r.operative, [&](const Paragraph& paragraph, int) { copy.paragraph(paragraph); });
  for (std::size_t i = 0; i < r.annexes.size(); ++i) {
    copy.line(fmt::format("annex-{}", i + 1), r.annexes[i].title);
    walk(r.annexes[i].paragraphs,
         [&](const Paragraph& paragraph, int) { copy.paragraph(paragraph); });
  }
  document.reading = texts.add({.name = r.symbol, .text = std::move(copy.text_)});
  document.head = {.file = document.reading, .begin = 0, .end = head_end};
  for (auto& [locator, span] : document.places) span.file = document.reading;
  by_number_.emplace(r.number, std::move(document));
}

void Library::add_text(std::string source_id, std::string_view text) {
  std::vector<Section> sections = find_sections(text);
  // The document as a whole, for citations without a locator.
  sections.push_back({.slug = "", .title = "the whole document", .text = std::string(text)});
  texts_.insert_or_assign(std::move(source_id), std::move(sections));
}

const std::vector<Section>* Library::text_of(std::string_view source_id) const {
  const auto at = texts_.find(source_id);
  return at == texts_.end() ? nullptr : &at->second;
}

const CitedDocument* Library::find(int number) const {
  const auto at = by_number_.find(number);
  return at == by_number_.end() ? nullptr : &at->second;
}

}  // namespace penholder
