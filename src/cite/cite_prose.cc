#include "cite/cite_prose.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "cite/kind_table.h"
#include "cite/locator.h"
#include "resolution/stated_symbol.h"

namespace penholder {
namespace {

void check_mention(const ProseMention& mention, const CitedDocument& document, CiteReport& report) {
  const Resolution& resolution = document.resolution;
  const Label label{.span = document.head, .text = "the document"};
  const int own_year = year_of_symbol(resolution.symbol);
  if (mention.year || mention.date) ++report.dates;
  if (mention.date && resolution.date && *mention.date != *resolution.date) {
    report.diagnostics.add(
        cite_kind("citation-date-wrong"), mention.dated_at,
        fmt::format("resolution {} is dated {}; it was adopted on {}", mention.number,
                    to_long_string(*mention.date), to_long_string(*resolution.date)),
        "correct the date, or the number of the resolution", {label});
  } else if (!mention.date && mention.year && own_year != 0 && *mention.year != own_year) {
    report.diagnostics.add(
        cite_kind("citation-year-wrong"), mention.dated_at,
        fmt::format("resolution {} is of {}, not of {}", mention.number, own_year, *mention.year),
        "correct the year, or the number of the resolution", {label});
  }
}

}  // namespace

std::vector<int> mentioned_resolutions(const ProseReferences& references) {
  std::set<int> numbers;
  for (const ProseMention& mention : references.mentions) numbers.insert(mention.number);
  return {numbers.begin(), numbers.end()};
}

CiteReport cite_prose(std::string_view text, const ProseReferences& references,
                      const Library& library) {
  CiteReport report;
  std::set<int> absent;
  for (const ProseMention& mention : references.mentions) {
    const CitedDocument* document = library.find(mention.number);
    report.entries.push_back(
        {.symbol = document == nullptr ? fmt::format("S/RES/{}", mention.number)
                                       : document->resolution.symbol,
         .locator = {},
         .status = document == nullptr ? CiteStatus::NotInCorpus : CiteStatus::Found,
         .words =
             document == nullptr ? std::string() : first_words(document->resolution.title, 160),
         .span = mention.at});
    if (document != nullptr) {
      check_mention(mention, *document, report);
    } else if (absent.insert(mention.number).second) {
      report.diagnostics.add(
          cite_kind("citation-not-in-corpus"), mention.at,
          fmt::format("resolution {} is not among the documents at hand", mention.number),
          "add its file to the folder, or correct the number");
    }
  }
  for (const ProseCitation& citation : references.citations) {
    const CitedDocument* document = citation.number == 0 ? nullptr : library.find(citation.number);
    const std::string_view other =
        citation.other.empty() ? "a document without a symbol" : std::string_view(citation.other);
    CiteEntry entry{
        .symbol =
            citation.number == 0 ? std::string(other) : fmt::format("S/RES/{}", citation.number),
        .locator = citation.locator,
        .status = citation.number == 0 ? CiteStatus::NotChecked : CiteStatus::NotInCorpus,
        .words = {},
        .span = citation.at};
    if (document != nullptr) {
      entry.symbol = document->resolution.symbol;
      const LocatorAnswer answer = resolve_locator(document->resolution, citation.locator);
      if (answer.kind == LocatorAnswer::Kind::Found) {
        entry.status = CiteStatus::Found;
        entry.words = first_words(answer.text, 160);
      } else if (!citation.is_certain || answer.kind == LocatorAnswer::Kind::NotChecked) {
        entry.status = CiteStatus::NotChecked;
      } else {
        entry.status = CiteStatus::Missing;
        const Span at = citation.at;
        report.diagnostics.add(
            cite_kind("citation-no-paragraph"), at,
            fmt::format("{} has no paragraph `{}`", document->resolution.symbol,
                        text.substr(at.begin, at.end - at.begin)),
            answer.remedy,
            {{.span = document->place_of(answer.nearest),
              .text = answer.nearest.empty() ? "the document" : "the nearest that there is"}});
      }
    }
    report.entries.push_back(std::move(entry));
  }
  std::ranges::stable_sort(report.entries, {}, &CiteEntry::span);
  return report;
}

}  // namespace penholder
