// Documents and citations: dates, symbols, and how a place in a document is named.

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <vector>

#include "lint/lint_table.h"
#include "lint/rules.h"
#include "lint/words.h"
#include "mandate/walk.h"

namespace penholder::lint_rules {
namespace {

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

std::optional<int> as_year(std::string_view digits) {
  if (digits.size() != 4 || !std::ranges::all_of(digits, is_digit)) return std::nullopt;
  const int year = (digits[0] - '0') * 1000 + (digits[1] - '0') * 100 + (digits[2] - '0') * 10 +
                   (digits[3] - '0');
  return year >= 1946 && year <= 2100 ? std::optional(year) : std::nullopt;
}

struct SymbolYear {
  int year = 0;
  bool allows_december_before =
      false;  // numbered in the year of issue, dated perhaps a few days earlier
};

/// The year in a symbol of the Security Council: `(2020)` at its end, else the segment after `S/`
/// or `S/PRST/`. General Assembly symbols carry a session, other bodies their own systems: nothing.
std::optional<SymbolYear> year_of(std::string_view symbol) {
  if (!symbol.starts_with("S/")) return std::nullopt;
  if (symbol.ends_with(')') && symbol.size() > 6 && symbol[symbol.size() - 6] == '(') {
    if (const auto year = as_year(symbol.substr(symbol.size() - 5, 4))) {
      return SymbolYear{.year = *year, .allows_december_before = false};
    }
  }
  std::string_view rest = symbol.substr(2);
  const bool is_statement = rest.starts_with("PRST/");
  if (is_statement) rest.remove_prefix(5);
  const std::size_t slash = rest.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto year = as_year(rest.substr(0, slash));
  if (!year) return std::nullopt;
  return SymbolYear{.year = *year, .allows_december_before = !is_statement};
}

void check_date(const Source& source, Diagnostics& out) {
  const auto named = year_of(source.symbol);
  if (!named || source.date.year() == named->year) return;
  if (named->allows_december_before && source.date.year() == named->year - 1 &&
      source.date.month() == 12) {
    return;
  }
  out.add(rule("citation-date-conflict"), source.span,
          fmt::format("source {} is {} of {}, but is dated {}", quoted(source.id),
                      quoted(source.symbol), named->year, to_long_string(source.date)),
          "look at the document and correct the date or the symbol");
}

bool has_lettered_paragraph(std::string_view locator) {
  // 28.a: a number, then a letter.
  const std::size_t dot = locator.find('.');
  return !locator.empty() && is_digit(locator[0]) && dot != std::string_view::npos &&
         dot + 1 < locator.size() && !is_digit(locator[dot + 1]) &&
         std::ranges::all_of(locator.substr(0, dot), is_digit);
}

bool is_page(std::string_view locator) {
  return locator.size() > 1 && locator[0] == 'p' && is_digit(locator[1]);
}

void check_form(const Case& c, const Citation& citation, Diagnostics& out) {
  const Source& source = c.sources[citation.source];
  if (source.kind == Source::Kind::Resolution && is_page(citation.locator)) {
    out.add(rule("citation-form"), citation.span,
            fmt::format("{} is a resolution, and {} is a page", quoted(source.symbol),
                        quoted(citation.locator)),
            "cite the paragraph, as in `28.a.iii`");
  }
  const bool has_paragraphs =
      source.kind != Source::Kind::Press && source.kind != Source::Kind::Dataset;
  if (!has_paragraphs && has_lettered_paragraph(citation.locator)) {
    out.add(rule("citation-form"), citation.span,
            fmt::format("{} is a {}, which has no paragraph {}", quoted(source.id),
                        source.kind == Source::Kind::Press ? "press article" : "data set",
                        quoted(citation.locator)),
            "cite the heading, page or column, or correct the source");
  }
}

}  // namespace

void check_sources(const Case& c, Diagnostics& out) {
  IdVector<SourceId, std::optional<Span>> first_use(c.sources.size());
  for_each_citation(c, [&](const Citation& citation) {
    auto& first = first_use[citation.source];
    if (!first) first = citation.span;
    check_form(c, citation, out);
  });

  std::map<std::string_view, const Source*> by_symbol;
  for (const SourceId id : c.sources.ids()) {
    const Source& source = c.sources[id];
    check_date(source, out);
    std::vector<Label> labels;
    if (first_use[id] && first_use[id]->is_known()) {
      labels.push_back({.span = *first_use[id], .text = "first cited here"});
    }
    if (source.date > c.as_of) {
      out.add(rule("citation-after-as-of"), source.span,
              fmt::format("source {} is dated {}, after the as-of date {}", quoted(source.id),
                          to_long_string(source.date), to_long_string(c.as_of)),
              "cite what was known then, or move `as-of`", labels);
    }
    if (source.held == Source::Held::None && source.note.empty() && first_use[id]) {
      out.add(
          rule("source-not-held"), source.span,
          fmt::format(
              "source {} is cited but was not at hand, and its `note` does not say how it is known",
              quoted(source.id)),
          "name in `note` the document that reports it, or read it and set `held`", labels);
    }
    if (!source.symbol.empty()) {
      const auto [first, is_new] = by_symbol.emplace(source.symbol, &source);
      if (!is_new) {
        out.add(rule("source-twice"), source.span,
                fmt::format("{} is already source {}", quoted(source.symbol),
                            quoted(first->second->id)),
                "keep one and point the citations at it",
                {{.span = first->second->span, .text = "first here"}});
      }
    }
    if (!first_use[id]) {
      out.add(rule("never-used"), source.span,
              fmt::format("source {} is never cited", quoted(source.id)), "cite it, or remove it");
    }
  }
  for (const Benchmark& benchmark : c.benchmarks) {
    for (const Benchmark::Observation& observation : benchmark.observations) {
      if (observation.date <= c.as_of) continue;
      out.add(rule("observation-after-as-of"), benchmark.span,
              fmt::format("benchmark {} has an observation of {}, after the as-of date {}",
                          quoted(benchmark.id), to_long_string(observation.date),
                          to_long_string(c.as_of)),
              "remove it, or move `as-of`");
    }
  }
}

}  // namespace penholder::lint_rules
