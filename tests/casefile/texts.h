#pragma once
// Short ways to case texts for tests.

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic_render.h"
#include "casefile/reader.h"

namespace penholder::testing {

/// What every case needs; add entities below.
inline constexpr std::string_view kHead =
    "penholder: 1\n"
    "case:\n"
    "  id: small\n"
    "  title: A small case\n"
    "  as-of: 2021-05-20\n"
    "  horizon: {start: 2021-07-01, end: 2022-07-01}\n";

/// One text per argument, named a.yaml, b.yaml, ...
inline SourceTexts texts_of(const std::vector<std::string>& parts) {
  SourceTexts texts;
  char letter = 'a';
  for (const std::string& part : parts) {
    texts.add({.name = std::string(1, letter++) + ".yaml", .text = part});
  }
  return texts;
}

/// The whole of what reading `body` below the head reports, as a person sees it.
inline std::string problems_of(std::string_view body) {
  const SourceTexts texts = texts_of({std::string(kHead) + std::string(body)});
  const Reading reading = read_case(texts);
  return render_text(texts, reading.diagnostics.sorted(), false);
}

/// Ids of the kinds reported, sorted by place.
inline std::vector<std::string> kinds_of(const Reading& reading) {
  std::vector<std::string> ids;
  for (const Diagnostic& d : reading.diagnostics.sorted()) ids.emplace_back(d.kind->id);
  return ids;
}

}  // namespace penholder::testing
