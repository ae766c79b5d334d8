// Title, question, date, and how much of what follows is cited and how much is judgement.

#include <fmt/format.h>

#include "base/text.h"
#include "note/findings.h"
#include "note/phrase.h"
#include "note/sections.h"

namespace penholder {
namespace {

Html entry(const Html& term, const Html& description) {
  return element("div", cat(element("dt", term), element("dd", description)));
}

std::string number(std::size_t count) { return format_thousands(static_cast<long long>(count)); }

Html basis_words(const Refs& refs) {
  const BasisCount& count = refs.numbers().count();
  if (count.total() == 0) return "the case states no number";
  Html words = cat(link("#numbers", fmt::format("{} numbers", number(count.total()))),
                   fmt::format(": {} cited, {} ", number(count.cited), number(count.judgement)),
                   Refs::mark({.kind = Basis::Kind::Judgement, .cites = {}, .reason = {}}));
  if (count.unknown > 0) {
    words += cat(fmt::format(", {} ", number(count.unknown)),
                 Refs::mark({.kind = Basis::Kind::Unknown, .cites = {}, .reason = {}}));
  }
  return words;
}

}  // namespace

Html write_masthead(const Refs& refs) {
  const Case& c = refs.base();
  const NoteInputs& in = refs.in();
  Html content = element("p", {{"class", "kicker"}},
                         cat("Briefing note ", element("span", {{"class", "disclaimer"}},
                                                       "Decision support, not a decision")));
  content += element("h1", c.title);
  if (!c.question.empty()) content += element("p", {{"class", "question"}}, c.question);

  Html entries = entry("As of", cat(to_long_string(c.as_of), "; nothing later is used"));
  entries += entry("Period planned", range_words(c.horizon));
  if (c.mission) entries += entry("Mission", c.actors[*c.mission].title);
  entries += entry("Rests on", basis_words(refs));
  if (has_outlook(in) && in.outlook.explained > 0.0) {
    entries +=
        entry("Share of judgement",
              cat(Refs::figure(Stage::Stress, percent_words(in.outlook.judgement_share)),
                  " of the result’s variance that single inputs explain rests on judgement"));
  }
  content += element("dl", {{"class", "facts"}}, entries);
  return element("header", {{"class", "masthead"}}, content);
}

}  // namespace penholder
