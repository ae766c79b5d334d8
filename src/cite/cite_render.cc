#include "cite/cite_render.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "base/columns.h"
#include "base/diagnostic_render.h"

namespace penholder {
namespace {

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string place_text(const SourceTexts& texts, Span span) {
  if (!span.is_known()) return "";
  std::string_view name = texts[span.file].name;
  name.remove_prefix(name.rfind('/') + 1);  // npos + 1 is 0
  return fmt::format("{}:{}", without_controls(name), texts.place(span.file, span.begin).line);
}

/// A document that was not looked into: its locators in a row.
std::string closed_document_text(const std::vector<const CiteEntry*>& list, std::size_t columns) {
  std::vector<std::string> locators;
  for (const CiteEntry* entry : list) {
    std::string name = entry->locator.empty() ? "(whole)" : entry->locator;
    if (std::ranges::find(locators, name) == locators.end()) locators.push_back(std::move(name));
  }
  return wrapped(fmt::format("  not checked    {}",
                             without_controls(fmt::format("{}", fmt::join(locators, ", ")))),
                 columns, 17) +
         '\n';
}

}  // namespace

std::string cite_list_text(const SourceTexts& texts, const CiteReport& report, int width) {
  const auto columns = static_cast<std::size_t>(std::max(width, 60));
  std::vector<std::string> order;
  std::map<std::string, std::vector<const CiteEntry*>> by_document;
  for (const CiteEntry& entry : report.entries) {
    auto& list = by_document[entry.symbol];
    if (list.empty()) order.push_back(entry.symbol);
    list.push_back(&entry);
  }
  std::string text;
  for (const std::string& document : order) {
    text += without_controls(document) + '\n';
    const auto& list = by_document[document];
    const bool is_closed = std::ranges::all_of(
        list, [](const CiteEntry* e) { return e->status == CiteStatus::NotChecked; });
    if (is_closed) {
      text += closed_document_text(list, columns);
      continue;
    }
    // A place that is cited ten times is read once.
    std::vector<std::string> locators;
    for (const CiteEntry* entry : list) {
      if (std::ranges::find(locators, entry->locator) == locators.end()) {
        locators.push_back(entry->locator);
      }
    }
    for (const std::string& locator : locators) {
      std::vector<std::string> places;
      const CiteEntry* first = nullptr;
      for (const CiteEntry* entry : list) {
        if (entry->locator != locator) continue;
        if (first == nullptr) first = entry;
        std::string place = place_text(texts, entry->span);
        if (std::ranges::find(places, place) == places.end()) places.push_back(std::move(place));
      }
      const std::string name = locator.empty() ? "(whole)" : locator;
      std::string words = first->words;
      if (first->status != CiteStatus::Found) {
        words = fmt::format("[{}]", to_string(first->status));
      } else if (words.empty()) {
        words = "(no title)";
      }
      text += wrapped(fmt::format("  {:<14} {}", name, without_controls(words)), columns, 17);
      std::string where = places.front();
      for (std::size_t i = 1; i < places.size() && i < 3; ++i) where += ", " + places[i];
      if (places.size() > 3) where += fmt::format(" and {} more", places.size() - 3);
      text += wrapped(fmt::format("{:17}{}", "", where), columns, 17);
    }
    text += '\n';
  }
  return text;
}

std::string cite_summary_text(const CiteReport& report, std::size_t documents) {
  std::string text = fmt::format("{}: {} found in {}", counted(report.entries.size(), "citation"),
                                 report.count(CiteStatus::Found), counted(documents, "document"));
  const auto add = [&](CiteStatus status, std::string_view words) {
    if (const std::size_t count = report.count(status); count > 0) {
      text += fmt::format(", {} {}", count, words);
    }
  };
  add(CiteStatus::Missing, "to paragraphs that there are not");
  add(CiteStatus::NotInCorpus, "to resolutions that are not at hand");
  add(CiteStatus::NotChecked, "not checked (no resolution, or a page or footnote)");
  text += '\n';
  std::vector<std::string> held;
  if (report.numbers > 0) held.push_back(counted(report.numbers, "number"));
  if (report.dates > 0) held.push_back(counted(report.dates, "date"));
  if (report.quotes > 0) held.push_back(counted(report.quotes, "quotation"));
  if (!held.empty()) {
    text += fmt::format("held against their documents: {}\n", fmt::join(held, ", "));
  }
  return text;
}

std::string cite_json(const SourceTexts& texts, const CiteReport& report) {
  using Json = nlohmann::ordered_json;
  Json json;
  json["citations"] = Json::array();
  for (const CiteEntry& entry : report.entries) {
    Json item{{"document", entry.symbol},
              {"locator", entry.locator},
              {"status", to_string(entry.status)}};
    if (entry.span.is_known()) {
      const LineColumn place = texts.place(entry.span.file, entry.span.begin);
      item["file"] = texts[entry.span.file].name;
      item["line"] = place.line;
      item["column"] = place.column;
    }
    if (entry.status == CiteStatus::Found) item["words"] = entry.words;
    json["citations"].push_back(std::move(item));
  }
  json["checked"] = {{"found", report.count(CiteStatus::Found)},
                     {"missing", report.count(CiteStatus::Missing)},
                     {"not_in_corpus", report.count(CiteStatus::NotInCorpus)},
                     {"not_checked", report.count(CiteStatus::NotChecked)},
                     {"numbers", report.numbers},
                     {"dates", report.dates},
                     {"quotations", report.quotes}};
  const Json shown = Json::parse(render_json(texts, report.diagnostics.sorted()));
  json["diagnostics"] = shown.at("diagnostics");
  json["counts"] = shown.at("counts");
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace penholder
