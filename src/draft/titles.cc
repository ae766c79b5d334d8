#include "draft/titles.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "register/words.h"

namespace penholder {
namespace {

/// Beginnings of clauses that can be left out without changing what is to be done.
constexpr auto kAside = std::to_array<std::string_view>({
    "without prejudice",    "including",
    "in line with",         "consistent with",
    "in accordance with",   "in full accordance",
    "in coordination with", "in close coordination",
    "in cooperation",       "in close cooperation",
    "in collaboration",     "in close collaboration",
    "in consultation",      "in close consultation",
    "in partnership",       "in support of",
    "on the basis of",      "as appropriate",
    "as requested",         "as needed",
    "as relevant",          "as applicable",
    "where appropriate",    "where relevant",
    "where compatible",     "if requested",
    "if so requested",      "inter alia",
    "bearing in mind",      "together with",
    "within its capacity",  "within its capabilities",
    "within the limits",    "within its resources",
    "leveraging",           "at the formal request",
    "at the request",       "by providing",
    "and in this regard",   "in this regard",
    "irrespective of",      "upon request",
    "through good offices", "as well as",
    "as described",         "as set out",
    "at national and",      "at the national",
    "at all levels",        "with the support",
    "with all relevant",    "where and when",
    "building on",
});

/// Where a sentence may end early: what follows says how, where or for what in more detail.
constexpr auto kCuts = std::to_array<std::string_view>({
    " including ",
    " in particular ",
    " notably ",
    " especially ",
    " such as ",
    " bearing in mind",
    " in order to ",
    " with a view to ",
    " so as to ",
    " through the ",
    " as well as ",
    " where ",
    " which ",
    " that takes ",
    " taking into account",
    " in accordance with",
    " in line with ",
    " consistent with ",
    " without prejudice",
    " in strict compliance",
    " by providing ",
    " by undertaking ",
    " by taking ",
    " while ",
    " paying ",
    " in coordination with ",
    " in close ",
    " in cooperation with ",
    " on the basis of ",
});

constexpr auto kHanging = std::to_array<std::string_view>({
    "and",     "or",           "the",     "a",       "an",        "of",    "to",
    "in",      "on",           "for",     "with",    "by",        "at",    "from",
    "as",      "its",          "their",   "that",    "through",   "into",  "under",
    "all",     "any",          "between", "against", "also",      "among", "including",
    "notably", "particularly", "than",    "later",   "no",        "other", "relevant",
    "within",  "throughout",   "both",    "further", "effective", "full",
});

std::string lowered(std::string_view text) {
  std::string low(text);
  for (char& c : low) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return low;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kEnds = " \t;,.:";
  while (!text.empty() && kEnds.find(text.front()) != kEnds.npos) text.remove_prefix(1);
  while (!text.empty() && kEnds.find(text.back()) != kEnds.npos) text.remove_suffix(1);
  return text;
}

/// Pieces between commas; a comma inside a number or brackets does not part.
std::vector<std::string> clauses_of(std::string_view text) {
  std::vector<std::string> clauses(1);
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '(') ++depth;
    if (c == ')' && depth > 0) --depth;
    const bool is_in_number = i > 0 && i + 1 < text.size() && std::isdigit(text[i - 1]) != 0 &&
                              std::isdigit(text[i + 1]) != 0;
    if (c == ';' && depth == 0 && i > 20) break;
    if (c == ',' && depth == 0 && !is_in_number) {
      clauses.emplace_back();
    } else {
      clauses.back() += c;
    }
  }
  for (std::string& clause : clauses) clause = std::string(trimmed(clause));
  std::erase_if(clauses, [](const std::string& clause) { return clause.empty(); });
  return clauses;
}

bool is_aside(std::string_view clause) {
  std::string low = lowered(clause);
  if (low.starts_with("and ")) low.erase(0, 4);
  return std::ranges::any_of(kAside,
                             [&](std::string_view start) { return low.starts_with(start); });
}

std::string without_hanging_words(std::string text) {
  while (true) {
    const std::size_t space = text.rfind(' ');
    if (space == std::string::npos) return text;
    const std::string last = lowered(std::string_view(text).substr(space + 1));
    if (std::ranges::find(kHanging, last) == kHanging.end()) return text;
    text.resize(space);
    text = std::string(trimmed(text));
  }
}

/// An opening bracket that a cut has left without its end takes what follows with it.
std::string without_open_bracket(std::string text) {
  const std::size_t open = text.rfind('(');
  if (open != std::string::npos && text.find(')', open) == std::string::npos) text.resize(open);
  return text;
}

constexpr auto kPrepositions =
    std::to_array<std::string_view>({"to", "for", "in", "of", "on", "with", "towards", "against"});

bool begins_with_preposition(std::string_view clause) {
  const std::string low = lowered(clause.substr(0, clause.find(' ')));
  return std::ranges::find(kPrepositions, low) != kPrepositions.end();
}

/// `To support`, `assist`, `to urgently and actively adopt`: nothing yet of what.
bool is_verb_alone(std::string_view clause) {
  const Words words = split_words(clause);
  const std::size_t first = !words.empty() && words[0].low == "to" ? 1 : 0;
  if (words.size() == first + 1) return true;
  // Adverbs before the verb.
  return words.size() <= first + 4 && words.size() > first + 1 && words[first].low.ends_with("ly");
}

/// A part of a row: `full`, `safe and unhindered delivery of assistance`.
bool continues_row(std::string_view clause) {
  const Words words = split_words(clause);
  if (words.size() <= 3) return true;
  for (std::size_t i = 0; i < 4; ++i) {
    if (words[i].low == "and" || words[i].low == "or") return true;
  }
  return false;
}

struct Clause {
  std::string text;
  bool is_behind_aside = false;
};

/// The clauses without asides and without what belongs to an aside (`in collaboration with
/// partners`, `donors and organizations`).
std::vector<Clause> essential_clauses(const std::vector<std::string>& clauses) {
  std::vector<Clause> kept;
  bool is_behind = false;
  for (const std::string& clause : clauses) {
    if (is_aside(clause)) {
      is_behind = true;
      continue;
    }
    const bool is_of_aside = is_behind && !kept.empty() && !is_verb_alone(kept.back().text) &&
                             continues_row(clause) && !begins_with_preposition(clause);
    if (is_of_aside) continue;
    kept.push_back({.text = clause, .is_behind_aside = is_behind});
    is_behind = false;
  }
  if (kept.empty()) {
    for (const std::string& clause : clauses) kept.push_back({.text = clause});
  }
  return kept;
}

/// Where a title that is too long ends best: before a preposition in its last part, else between
/// words, never inside a character.
std::size_t end_within(std::string_view title, std::size_t most) {
  std::size_t best = 0;
  for (const std::string_view word : kPrepositions) {
    const std::size_t at = title.rfind(fmt::format(" {} ", word), most);
    if (at != std::string_view::npos) best = std::max(best, at);
  }
  if (best > most * 3 / 5) return best;
  const std::size_t space = title.rfind(' ', most);
  if (space != std::string_view::npos && space > most / 2) return space;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(title[end]) & 0xC0U) == 0x80U) --end;
  return end;
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::string_view rest = text.substr(i);
    bool is_blank = byte <= 0x20U || byte == 0x7FU;
    std::size_t length = 1;
    if (rest.starts_with("\xC2") && rest.size() > 1 &&
        (static_cast<unsigned char>(rest[1]) < 0xA1U)) {  // C1 controls, no-break space
      is_blank = true;
      length = 2;
    } else if (rest.starts_with("\xE2\x80\xA8") || rest.starts_with("\xE2\x80\xA9") ||
               rest.starts_with("\xEF\xBB\xBF") || rest.starts_with("\xEF\xBF\xBE") ||
               rest.starts_with("\xEF\xBF\xBF")) {
      is_blank = true;
      length = 3;
    }
    if (is_blank) {
      if (!result.empty() && result.back() != ' ') result += ' ';
      i += length - 1;
    } else {
      result += text[i];
    }
  }
  while (result.ends_with(' ')) result.pop_back();
  return result;
}

std::string short_title(std::string_view text, std::size_t most) {
  const std::vector<Clause> clauses = essential_clauses(clauses_of(one_line(text)));
  if (clauses.empty()) return "";
  constexpr std::size_t kEnough = 34;
  std::string title = clauses.front().text;
  for (std::size_t i = 1; i < clauses.size(); ++i) {
    const Clause& next = clauses[i];
    // What was said before an aside goes on behind it (`contribute`, `to the creation of ...`);
    // short clauses belong together (`deter`, `prevent`, `and respond to ...`), and so do the parts
    // of a row (`the political`, `security and institutional conditions`).
    const bool goes_on =
        next.is_behind_aside && (is_verb_alone(title) || begins_with_preposition(next.text));
    const bool is_row = !next.is_behind_aside && continues_row(next.text);
    const bool is_open = title.size() < most * 2 / 3;
    if (!(goes_on && is_open) && !(is_row && is_open) && title.size() >= kEnough) break;
    title += (goes_on ? " " : ", ") + next.text;
  }
  for (const std::string_view start : {"To ", "to ", "And ", "and ", "To ", "to "}) {
    if (title.starts_with(start)) title.erase(0, start.size());
  }
  for (const std::string_view cut : kCuts) {
    constexpr std::size_t kLeast = 28;
    const std::size_t at = title.find(cut, kLeast);
    if (at != std::string::npos) title.resize(at);
  }
  if (title.size() > most) {
    title.resize(end_within(title, most));
    // A number that the cut has parted from what it counts, or from its month.
    while (!title.empty() &&
           (title.back() == ' ' || (title.back() >= '0' && title.back() <= '9'))) {
      title.pop_back();
    }
  }
  title = without_open_bracket(std::move(title));
  title = without_hanging_words(std::string(trimmed(title)));
  if (!title.empty()) {
    title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
  }
  return title;
}

std::string kebab(std::string_view text) {
  // Letters of Latin-1 and Latin Extended-A without their accents, by their two bytes.
  constexpr std::string_view kLatin1 =
      "aaaaaaaceeeeiiiidnooooo-ouuuuypsaaaaaaaceeeeiiiidnooooo-ouuuuypy";
  std::string id;
  const auto add = [&](char c) {
    if (c != '-') {
      id += c;
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80U) {
      const char low = static_cast<char>(std::tolower(byte));
      if (low != '\'') add(std::isalnum(static_cast<unsigned char>(low)) != 0 ? low : '-');
    } else if (byte == 0xC3U && i + 1 < text.size()) {
      add(kLatin1[static_cast<unsigned char>(text[++i]) & 0x3FU]);
    } else if (text.substr(i).starts_with("\xE2\x80\x99")) {
      i += 2;  // an apostrophe parts no word
    } else if (byte >= 0xC0U) {
      add('-');
    }
  }
  while (id.ends_with('-')) id.pop_back();
  return id;
}

std::string IdMaker::make(std::string_view title, std::string_view locator,
                          std::string_view otherwise) {
  constexpr std::size_t kWords = 4;
  constexpr std::size_t kMostBytes = 40;
  std::string id;
  std::size_t count = 0;
  for (const Word& word : split_words(one_line(title))) {
    const std::string part = kebab(word.low);
    if (part.empty() || std::ranges::find(kHanging, word.low) != kHanging.end()) continue;
    if (count == kWords || id.size() + part.size() > kMostBytes) break;
    if (!id.empty()) id += '-';
    id += part;
    ++count;
  }
  if (id.empty()) id = kebab(otherwise);
  // An id of digits alone would read as a number in some editors.
  if (!id.empty() && std::ranges::all_of(id, [](char c) { return std::isdigit(c) != 0; })) {
    id = "no-" + id;
  }
  if (!taken_.contains(id)) {
    taken_.insert(id);
    return id;
  }
  std::string with_locator = id;
  if (const std::string place = kebab(locator); !place.empty()) with_locator += '-' + place;
  std::string unique = with_locator;
  for (int i = 2; taken_.contains(unique); ++i) unique = fmt::format("{}-{}", with_locator, i);
  taken_.insert(unique);
  return unique;
}

}  // namespace penholder
