#include "cite/cite.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/text.h"
#include "cite/claims.h"
#include "cite/dates.h"
#include "cite/figures.h"
#include "cite/kind_table.h"
#include "cite/locator.h"
#include "cite/quotes.h"
#include "mandate/walk.h"
#include "resolution/read_resolution.h"
#include "resolution/stated_symbol.h"

namespace penholder {
namespace {

std::string quoted(std::string_view text) { return fmt::format("`{}`", text); }

class Checker {
 public:
  Checker(const Library& library, const SourceTexts& texts, CiteReport& report)
      : library_(library), texts_(texts), report_(report) {}

  void check(const Case& c) {
    case_ = &c;
    std::vector<bool> is_cited(c.sources.size(), false);
    for_each_citation(c, [&](const Citation& citation) {
      is_cited[citation.source.value] = true;
      check_place(citation);
    });
    for (const SourceId id : c.sources.ids()) {
      if (is_cited[id.value]) check_source(c.sources[id]);
    }
    for_each_claim(c, {.number = [&](const CitedNumber& number) { check_number(number); },
                       .date = [&](const CitedDate& date) { check_date(date); },
                       .text =
                           [&](const CitedText& text) {
                             check_quotes(text);
                             check_figures(text);
                           }});
  }

 private:
  [[nodiscard]] const CitedDocument* document_of(const Citation& citation) const {
    const int number = resolution_of(case_->sources[citation.source]);
    return number == 0 ? nullptr : library_.find(number);
  }

  void check_place(const Citation& citation) {
    if (!seen_.insert(citation.span).second) return;
    const Source& source = case_->sources[citation.source];
    CiteEntry entry{.symbol = source.symbol.empty() ? source.title : source.symbol,
                    .locator = citation.locator,
                    .status = CiteStatus::NotChecked,
                    .words = {},
                    .span = citation.span};
    const int number = resolution_of(source);
    const CitedDocument* document = number == 0 ? nullptr : library_.find(number);
    if (document != nullptr) {
      const LocatorAnswer answer = resolve_locator(document->resolution, citation.locator);
      if (answer.kind == LocatorAnswer::Kind::Found) {
        entry.status = CiteStatus::Found;
        entry.words = first_words(
            citation.locator.empty() ? std::string_view(document->resolution.title) : answer.text,
            160);
      } else if (answer.kind == LocatorAnswer::Kind::Missing) {
        entry.status = CiteStatus::Missing;
        report_.diagnostics.add(
            cite_kind("citation-no-paragraph"), citation.span,
            fmt::format("{} has no paragraph {}", document->resolution.symbol,
                        quoted(citation.locator)),
            answer.remedy,
            {{.span = document->place_of(answer.nearest),
              .text = answer.nearest.empty() ? "the document" : "the nearest that there is"}});
      }
    } else if (number != 0) {
      entry.status = CiteStatus::NotInCorpus;
    } else if (const auto* sections = library_.text_of(source.id)) {
      check_section(*sections, citation, entry);
    }
    report_.entries.push_back(std::move(entry));
  }

  /// A place in a document that was handed in as text.
  void check_section(const std::vector<Section>& sections, const Citation& citation,
                     CiteEntry& entry) {
    if (const Section* section = find_section(sections, citation.locator)) {
      entry.status = CiteStatus::Found;
      entry.words = first_words(
          citation.locator.empty() || section->text.size() < 2 ? section->title : section->text,
          160);
      return;
    }
    // A text has no pages.
    const std::string_view locator = citation.locator;
    if (locator.size() > 1 && locator[0] == 'p' &&
        locator.find_first_not_of("0123456789", 1) == std::string_view::npos) {
      return;
    }
    entry.status = CiteStatus::Missing;
    std::vector<std::string_view> names;
    for (const Section& section : sections) {
      if (!section.slug.empty()) names.push_back(section.slug);
    }
    const auto near = nearest(citation.locator, names);
    const std::string some = fmt::format(
        "{}", fmt::join(names.begin(),
                        names.begin() + std::min<std::ptrdiff_t>(4, std::ssize(names)), "`, `"));
    report_.diagnostics.add(
        cite_kind("citation-no-paragraph"), citation.span,
        fmt::format("the text of {} has no section {}", quoted(case_->sources[citation.source].id),
                    quoted(citation.locator)),
        near ? fmt::format("did you mean `{}`?", *near)
        : names.empty()
            ? std::string("no heading (`# ...`) or footnote was found in it")
            : fmt::format("its headings are `{}`{}", some, names.size() > 4 ? " and others" : ""));
  }

  void check_source(const Source& source) {
    const int number = resolution_of(source);
    if (number == 0 || !seen_sources_.insert(source.span).second) return;
    const Span symbol_at = source.symbol_at.is_known() ? source.symbol_at : source.span;
    const CitedDocument* document = library_.find(number);
    if (document == nullptr) {
      report_.diagnostics.add(
          cite_kind("citation-not-in-corpus"), symbol_at,
          fmt::format("resolution {} is not among the documents at hand", number),
          "add its file to the folder, or correct the number");
      return;
    }
    const Resolution& resolution = document->resolution;
    const Label label{.span = document->head, .text = "the document"};
    const int year = year_of_symbol(source.symbol);
    const int own_year = year_of_symbol(resolution.symbol);
    if (year != 0 && own_year != 0 && year != own_year) {
      report_.diagnostics.add(cite_kind("citation-year-wrong"), symbol_at,
                              fmt::format("{} is of {}, not of {}",
                                          fmt::format("resolution {}", number), own_year, year),
                              fmt::format("write `{}`, or correct the number", resolution.symbol),
                              {label});
    }
    if (resolution.date && source.date != *resolution.date) {
      report_.diagnostics.add(
          cite_kind("citation-date-wrong"),
          source.date_at.is_known() ? source.date_at : source.span,
          fmt::format("{} is dated {}; it was adopted on {}", quoted(source.symbol),
                      to_long_string(source.date), to_long_string(*resolution.date)),
          fmt::format("write `{}`", to_string(*resolution.date)), {label});
    }
  }

  /// The words that a claim is cited to; nothing unless all of them are at hand.
  struct Cited {
    std::string text;
    std::vector<Label> labels;
    std::optional<Date> adopted;  // of the first document
    std::string names;            // `28.a.iii` of S/RES/2531 (2020)
  };
  [[nodiscard]] std::optional<Cited> words_of(const std::vector<Citation>& cites) const {
    Cited cited;
    std::vector<std::string> names;
    for (const Citation& citation : cites) {
      const CitedDocument* document = document_of(citation);
      if (document == nullptr) {
        const Source& source = case_->sources[citation.source];
        const auto* sections = library_.text_of(source.id);
        const Section* section =
            sections == nullptr ? nullptr : find_section(*sections, citation.locator);
        if (section == nullptr || resolution_of(source) != 0) return std::nullopt;
        cited.text += section->title + ' ' + section->text + '\n';
        names.push_back(
            citation.locator.empty()
                ? quoted(source.id)
                : fmt::format("section {} of {}", quoted(citation.locator), quoted(source.id)));
        continue;
      }
      const LocatorAnswer answer = resolve_locator(document->resolution, citation.locator);
      if (answer.kind != LocatorAnswer::Kind::Found) return std::nullopt;
      cited.text += answer.text;
      cited.text += '\n';
      if (!cited.adopted) cited.adopted = document->resolution.date;
      if (cited.labels.size() < 3) {
        cited.labels.push_back({.span = document->place_of(answer.at), .text = "cited"});
      }
      names.push_back(citation.locator.empty()
                          ? document->resolution.symbol
                          : fmt::format("paragraph {} of {}", quoted(citation.locator),
                                        document->resolution.symbol));
    }
    if (names.empty()) return std::nullopt;
    cited.names = join_words(names, "or");
    return cited;
  }

  static std::string shown(double value, NumberKind kind, std::string_view unit) {
    if (kind == NumberKind::Share) return fmt::format("{} %", format_number(value * 100.0, 2));
    const bool is_whole = value == static_cast<double>(static_cast<long long>(value));
    const std::string digits =
        is_whole ? format_thousands(static_cast<long long>(value)) : format_number(value, 4);
    if (kind == NumberKind::Duration) return fmt::format("{} days", digits);
    if (kind == NumberKind::Rate) return fmt::format("{} per year", digits);
    return unit.empty() ? digits : fmt::format("{} {}", digits, unit);
  }

  void check_number(const CitedNumber& number) {
    if (!seen_claims_.insert(number.span).second) return;
    const auto cited = words_of(*number.cites);
    if (!cited) return;
    const std::vector<Figure> figures = find_figures(cited->text);
    std::vector<std::string> absent;
    for (const double value : number.values) {
      ++report_.numbers;
      if (!is_among(figures, value, number.kind)) {
        absent.push_back(shown(value, number.kind, number.unit));
      }
    }
    if (absent.empty()) return;
    std::vector<std::string> given;
    for (const Figure& figure : figures) {
      std::string words = figure.written;
      if (figure.is_percent) {
        words += " per cent";
      } else if (figure.unit.size() > 3) {
        words += ' ' + figure.unit;
      }
      if (std::ranges::find(given, words) == given.end()) given.push_back(std::move(words));
      if (given.size() == 5) break;
    }
    report_.diagnostics.add(
        cite_kind("citation-figure-not-found"), number.span,
        fmt::format("{} is not in {}", join_words(absent, "or"), cited->names),
        given.empty()
            ? std::string("no number is given there; cite another paragraph, or write a judgement")
            : fmt::format("given there: {}; correct the number or the citation",
                          fmt::join(given, ", ")),
        cited->labels);
  }

  void check_date(const CitedDate& date) {
    if (!seen_claims_.insert(date.span).second) return;
    const auto cited = words_of(*date.cites);
    if (!cited) return;
    const DatesGiven given = find_given_dates(cited->text, cited->adopted);
    std::vector<std::string> absent;
    for (const Date day : date.values) {
      ++report_.dates;
      // The end of a stretch is the first day that does not belong to it; adoption is a date, too.
      if (gives(given, day) || gives(given, day - 1) || day == cited->adopted) continue;
      absent.push_back(to_long_string(day));
    }
    if (absent.empty()) return;
    std::vector<std::string> others;
    others.reserve(given.days.size() + given.months.size());
    for (const Date day : given.days) others.push_back(to_long_string(day));
    others.insert(others.end(), given.months.begin(), given.months.end());
    if (others.size() > 5) others.resize(5);
    report_.diagnostics.add(
        cite_kind("citation-date-not-found"), date.span,
        fmt::format("{} is not in {}", join_words(absent, "or"), cited->names),
        others.empty()
            ? std::string("no date is given there; cite another paragraph, or write a judgement")
            : fmt::format("given there: {}; correct the date or the citation",
                          fmt::join(others, ", ")),
        cited->labels);
  }

  /// Where the phrase is written behind the start of its entity; the entity when it is written in
  /// another way there (broken over lines, with escapes).
  [[nodiscard]] Span place_of_quote(Span near, const std::string& phrase) const {
    constexpr std::size_t kReach = 4000;
    if (!near.is_known() || near.file.value >= texts_.size()) return near;
    const std::string_view text = texts_[near.file].text;
    const std::size_t begin = std::min<std::size_t>(near.begin, text.size());
    const std::string_view reach = text.substr(begin, kReach);
    // `14` inside `2014` or `task-14` is another thing.
    const auto is_part = [&](std::size_t i) {
      return i < reach.size() &&
             (std::isalnum(static_cast<unsigned char>(reach[i])) != 0 || reach[i] == '-');
    };
    std::size_t found = reach.find(phrase);
    while (found != std::string_view::npos &&
           ((found > 0 && is_part(found - 1)) || is_part(found + phrase.size()))) {
      found = reach.find(phrase, found + 1);
    }
    if (found == std::string_view::npos) return near;
    const auto at = static_cast<std::uint32_t>(begin + found);
    return {.file = near.file, .begin = at, .end = at + static_cast<std::uint32_t>(phrase.size())};
  }

  void check_quotes(const CitedText& claim) {
    const std::vector<std::string> phrases = quoted_phrases(claim.text);
    if (phrases.empty() || !seen_quotes_.insert({claim.span, std::string(claim.text)}).second) {
      return;
    }
    const auto cited = words_of(*claim.cites);
    if (!cited) return;
    for (const std::string& phrase : phrases) {
      ++report_.quotes;
      if (contains_phrase(cited->text, phrase)) continue;
      report_.diagnostics.add(
          cite_kind("citation-quote-not-found"), place_of_quote(claim.span, phrase),
          fmt::format("\"{}\" is not in {}", first_words(phrase, 80), cited->names),
          "quote the words as they stand there, or leave the quotation marks out", cited->labels);
    }
  }

  /// Figures in digits in a sentence or title, from 10 on: a number in words is as often the
  /// authors' own count, a small one an ordinal (`box 1`, `2 of 4`).
  void check_figures(const CitedText& claim) {
    std::vector<Figure> written = find_figures(claim.text);
    std::erase_if(written, [](const Figure& figure) {
      const bool has_digit = figure.written.find_first_of("0123456789") != std::string::npos;
      const bool is_year = figure.written.size() == 4 && figure.value >= 1900.0 &&
                           figure.value <= 2200.0 && figure.written.find(',') == std::string::npos;
      const bool is_small = figure.value < 10.0 && !figure.is_percent;
      return !has_digit || is_year || is_small;
    });
    if (written.empty() || !seen_figures_.insert({claim.span, std::string(claim.text)}).second) {
      return;
    }
    const auto cited = words_of(*claim.cites);
    if (!cited) return;
    const std::vector<Figure> figures = find_figures(cited->text);
    for (const Figure& figure : written) {
      ++report_.numbers;
      if (is_among(figures, figure.value, NumberKind::Amount)) continue;
      report_.diagnostics.add(cite_kind("citation-figure-not-found"),
                              place_of_quote(claim.span, figure.written),
                              fmt::format("{} is not in {}", quoted(figure.written), cited->names),
                              "correct the number, or cite the place that gives it", cited->labels);
    }
  }

  const Library& library_;
  const SourceTexts& texts_;
  CiteReport& report_;
  const Case* case_ = nullptr;
  std::set<Span> seen_;
  std::set<Span> seen_sources_;
  std::set<Span> seen_claims_;
  std::set<std::pair<Span, std::string>> seen_quotes_;
  std::set<std::pair<Span, std::string>> seen_figures_;
};

}  // namespace

std::string_view to_string(CiteStatus status) {
  switch (status) {
    case CiteStatus::Found:
      return "found";
    case CiteStatus::Missing:
      return "missing";
    case CiteStatus::NotInCorpus:
      return "not in corpus";
    case CiteStatus::NotChecked:
      return "not checked";
  }
  return "not checked";
}

std::size_t CiteReport::count(CiteStatus status) const {
  return static_cast<std::size_t>(std::ranges::count(entries, status, &CiteEntry::status));
}

int resolution_of(const Source& source) {
  const std::string_view symbol = source.symbol;
  const bool is_symbol = symbol.starts_with("S/RES/");
  const bool is_name = source.kind == Source::Kind::Resolution &&
                       (symbol.starts_with("Resolution ") || symbol.starts_with("resolution "));
  return is_symbol || is_name ? resolution_number(normal_symbol(symbol)) : 0;
}

std::vector<int> cited_resolutions(const Dossier& dossier) {
  std::set<int> numbers;
  const auto collect = [&](const Case& c) {
    for_each_citation(c, [&](const Citation& citation) {
      const int number = resolution_of(c.sources[citation.source]);
      if (number != 0) numbers.insert(number);
    });
  };
  collect(dossier.base);
  for (const Case& design : dossier.designs) collect(design);
  return {numbers.begin(), numbers.end()};
}

CiteReport cite_case(const Dossier& dossier, const Library& library, const SourceTexts& texts) {
  CiteReport report;
  Checker checker(library, texts, report);
  checker.check(dossier.base);
  for (const Case& design : dossier.designs) checker.check(design);
  std::ranges::stable_sort(report.entries, {}, &CiteEntry::span);
  return report;
}

}  // namespace penholder
