#include "note/cite_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "note/phrase.h"

namespace penholder {
namespace {

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// "7-15" and the like.
bool is_range(std::string_view text) {
  const std::size_t dash = text.find('-');
  return dash != std::string_view::npos && is_digits(text.substr(0, dash)) &&
         is_digits(text.substr(dash + 1));
}

/// The number behind a prefix, as in "fn18"; empty when the label is something else.
std::string_view number_after(std::string_view label, std::string_view prefix) {
  if (!label.starts_with(prefix)) return {};
  const std::string_view rest = label.substr(prefix.size());
  return is_digits(rest) || is_range(rest) ? rest : std::string_view{};
}

std::string with_en_dash(std::string_view range) {
  std::string text(range);
  if (const std::size_t dash = text.find('-'); dash != std::string::npos) {
    text.replace(dash, 1, "–");
  }
  return text;
}

/// "p. 2", "pp. 2–4".
std::string numbered(std::string_view one, std::string_view many, std::string_view number) {
  return fmt::format("{} {}", is_range(number) ? many : one, with_en_dash(number));
}

std::string ordinal(std::string_view digits) {
  constexpr std::array<std::string_view, 11> kWords{"",       "first", "second", "third",
                                                    "fourth", "fifth", "sixth",  "seventh",
                                                    "eighth", "ninth", "tenth"};
  std::size_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (number > 0 && number < kWords.size()) return std::string(kWords[number]);
  const bool teens = number % 100 >= 11 && number % 100 <= 13;
  const std::size_t last = teens ? 0 : number % 10;
  const std::string_view suffix = last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th";
  return fmt::format("{}{}", number, suffix);
}

std::string heading_words(std::string_view slug) {
  std::string text(slug);
  std::ranges::replace(text, '-', ' ');
  return fmt::format("under “{}”", sentence_start(std::move(text)));
}

std::vector<std::string_view> split_labels(std::string_view locator) {
  std::vector<std::string_view> labels;
  while (!locator.empty()) {
    const std::size_t dot = std::min(locator.find('.'), locator.size());
    if (dot > 0) labels.push_back(locator.substr(0, dot));
    locator.remove_prefix(std::min(dot + 1, locator.size()));
  }
  return labels;
}

}  // namespace

std::string source_words(const Source& source) {
  constexpr std::string_view kResolution = "S/RES/";
  constexpr std::string_view kStatement = "S/PRST/";
  const std::string_view symbol = source.symbol;
  if (symbol.starts_with(kResolution)) {
    return fmt::format("resolution {}", symbol.substr(kResolution.size()));
  }
  if (symbol.starts_with(kStatement)) return fmt::format("presidential statement {}", symbol);
  return symbol.empty() ? source.title : source.symbol;
}

std::string locator_words(std::string_view locator) {
  std::string words;
  bool in_paragraph = false;  // labels after a paragraph's number are its points
  const auto add = [&](std::string_view between, std::string text) {
    if (!words.empty()) words += between;
    words += text;
  };
  for (const std::string_view label : split_labels(locator)) {
    if (in_paragraph && is_digits(label)) {
      add(", ", fmt::format("{} dash", ordinal(label)));
    } else if (is_digits(label) || is_range(label)) {
      add(", ", numbered("para.", "paras.", label));
      in_paragraph = true;
    } else if (const auto preamble = number_after(label, "pp"); !preamble.empty()) {
      add(", ", numbered("preambular para.", "preambular paras.", preamble));
      in_paragraph = true;
    } else if (const auto page = number_after(label, "p"); !page.empty()) {
      add(", ", numbered("p.", "pp.", page));
    } else if (const auto footnote = number_after(label, "fn"); !footnote.empty()) {
      add(", ", numbered("fn.", "fns.", footnote));
    } else if (in_paragraph) {
      add(" ", fmt::format("({})", label));
    } else {
      add(", ", heading_words(label));
    }
  }
  return words;
}

std::string citation_words(const Source& source, std::string_view locator) {
  const std::string place = locator_words(locator);
  return place.empty() ? source_words(source) : fmt::format("{}, {}", source_words(source), place);
}

std::string document_url(const Source& source) {
  if (!source.symbol.starts_with("S/") && !source.symbol.starts_with("A/")) return {};
  std::string url = "https://undocs.org/";
  for (const char c : source.symbol) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '/' || c == '(' || c == ')' || c == '.' || c == '-';
    if (plain) {
      url += c;
    } else if (c != ' ') {
      return {};  // not a symbol after all
    }
  }
  return url;
}

}  // namespace penholder
