// libFuzzer: any bytes as a text in prose and as a resolution to draft from. What must hold
// whatever comes: no crash; references lie inside the text; a draft is a case that reads without an
// error and whose citations are all found in its own resolution.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "casefile/reader.h"
#include "cite/cite.h"
#include "cite/cite_prose.h"
#include "cite/dates.h"
#include "cite/figures.h"
#include "cite/quotes.h"
#include "draft/draft.h"
#include "resolution/read_resolution.h"

namespace {

using namespace penholder;

void check_prose(std::string_view text) {
  const ProseReferences references = find_prose_references(text, FileId{0});
  const auto check_span = [&](Span span) {
    if (span.is_known() && (span.begin > span.end || span.end > text.size())) std::abort();
  };
  for (const ProseMention& mention : references.mentions) {
    check_span(mention.at);
    check_span(mention.dated_at);
  }
  for (const ProseCitation& citation : references.citations) check_span(citation.at);
  find_figures(text);
  find_given_dates(text, Date(2030, 3, 12));
  for (const std::string& phrase : quoted_phrases(text)) contains_phrase(text, phrase);
}

void check_draft(std::string_view bytes) {
  const Resolution resolution = read_resolution(bytes, FileId{0}).resolution;
  const Draft draft = draft_case(resolution, {.id = "draft", .title = {}, .known = {}});
  if (draft.files.empty() == draft.refusal.empty()) std::abort();
  if (draft.files.empty()) return;
  SourceTexts texts;
  for (const DraftFile& file : draft.files) texts.add({.name = file.name, .text = file.text});
  const Reading reading = read_case(texts);
  if (!reading.usable) std::abort();
  Library library;
  library.add(resolution, texts);
  const CiteReport report = cite_case(reading.dossier, library, texts);
  if (report.count(CiteStatus::Missing) > 0) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kMost = 64 << 10;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size < kMost ? size : kMost);
  check_prose(bytes);
  check_draft(bytes);
  return 0;
}
