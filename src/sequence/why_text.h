#pragma once
// The answers of `why` as plain text for a terminal: sentences, each fact with its basis and its
// place in the case.

#include <string>

#include "base/source_text.h"
#include "sequence/demand_why.h"
#include "sequence/task_why.h"

namespace penholder {

/// How answers are shown.
struct WhyPage {
  const Case& design;        ///< the case or design that was asked about
  const SourceTexts& texts;  ///< for the places; may hold none
  int width = 80;            ///< columns, 72 to 200 (cut to them)
  bool colour = false;       ///< bold headings; no meaning rests on it
};

/// Ends in a line break. Control characters of the case's own words are left out.
std::string render_text(const TaskWhy& why, const WhyPage& page);
std::string render_text(const DemandWhy& why, const WhyPage& page);

/// "“Train a joint coast guard” finished by 1 October 2031".
std::string demand_in_words(const Case& design, const Demand& demand);

/// One remedy as a sentence without its full stop: "“Clear the mines” takes 15 days less than 112
/// (within the range that the case gives)".
std::string remedy_in_words(const Case& design, const Demand& demand, const Remedy& remedy);

/// "harbour.yaml:178"; empty for an unknown place.
std::string place_in_words(const SourceTexts& texts, Span span);

}  // namespace penholder
