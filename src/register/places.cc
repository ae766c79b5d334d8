// Places by their form alone: a compass word and a name, or a name with `region`, `basin`, `area`.

#include <algorithm>
#include <array>

#include "register/mentions.h"

namespace penholder {
namespace {

bool is_compass(std::string_view low) {
  constexpr std::array<std::string_view, 16> kCompass = {
      "north",         "south",         "east",       "west",         "centre",  "center",
      "central",       "northern",      "southern",   "eastern",      "western", "north-east",
      "north-eastern", "north-western", "south-east", "south-western"};
  return std::ranges::find(kCompass, low) != kCompass.end();
}

/// A compass word that begins a State's name, or its people's.
bool names_a_state(const Words& words, std::size_t at) {
  for (const std::string_view name :
       {"south sudan*", "south africa*", "south korea*", "north korea*", "east timor*",
        "north macedonia*", "central african republic", "west african states",
        "southern african development"}) {
    if (words_at(words, at, name)) return true;
  }
  return false;
}

bool is_place_noun(std::string_view low) {
  constexpr std::array<std::string_view, 14> kNouns = {
      "region", "province", "basin", "district", "states", "county",   "counties",
      "valley", "area",     "plain", "islands",  "sea",    "lowlands", "highlands"};
  return std::ranges::find(kNouns, low) != kNouns.end();
}

bool is_name(const Word& word) {
  constexpr std::array<std::string_view, 14> kNotNames = {
      "the",     "in",    "agreement", "security", "council",   "united",  "nations",
      "african", "union", "part",      "member",   "committee", "special", "mission"};
  return word.is_capital && std::ranges::find(kNotNames, word.low) == kNotNames.end();
}

}  // namespace

std::vector<std::string> find_places(std::string_view text, const Words& words,
                                     const std::vector<std::string>& gazetteer) {
  std::vector<std::string> places;
  const auto add = [&](std::string name) {
    constexpr std::size_t kPlacesMost = 200;  // a hostile text could name thousands
    if (places.size() == kPlacesMost) return;
    if (std::ranges::find(places, name) == places.end()) places.push_back(std::move(name));
  };
  for (std::size_t at = 0; at < words.size(); ++at) {
    std::size_t last = at;
    if (is_compass(words[at].low)) {
      if (names_a_state(words, at)) continue;
      if (words_at(words, at + 1, "central african republic")) {
        last = at + 3;
      } else if (at + 1 < words.size() && is_name(words[at + 1])) {
        last = at + 1;  // Central Mali
        // The North African region, the Central African Republic: no compass word of a country.
        if (words[at + 1].low == "african" || words[at + 1].low == "republic") continue;
        if (!words[at + 1].is_capital || words[at].low == "central") {
          if (words_at(words, at + 1, "bank") || words_at(words, at + 1, "committee") ||
              words_at(words, at + 1, "organ")) {
            continue;
          }
        }
      } else if (at + 2 < words.size() && words[at + 1].low == "of" && is_name(words[at + 2])) {
        last = at + 2;  // the North of Mali
      } else if (!(words[at].is_capital && words[at].low != "central" && at > 0 &&
                   words[at - 1].low == "the")) {
        continue;  // the Centre
      }
      while (last + 1 < words.size() && is_name(words[last + 1]) && last < at + 4) ++last;
      add(std::string(between(text, words, at, last)));
      at = last;
    } else if (is_name(words[at]) && at > 0) {
      while (last + 1 < words.size() && words[last + 1].is_capital && last < at + 3) ++last;
      if (last + 1 < words.size() && is_place_noun(words[last + 1].low) &&
          !words[last + 1].is_capital) {
        add(std::string(between(text, words, at, last + 1)));
        at = last + 1;
      }
    } else if (is_place_noun(words[at].low) && at > 0 && words[at - 1].low == "the" &&
               (words[at].low == "lowlands" || words[at].low == "highlands")) {
      add(std::string(between(text, words, at, at)));
    }
  }
  for (const std::string& name : gazetteer) {
    const std::size_t found = text.find(name);
    if (name.empty() || found == std::string_view::npos) continue;
    const auto is_letter = [&](std::size_t i) {
      return i < text.size() && std::isalpha(static_cast<unsigned char>(text[i])) != 0;
    };
    if ((found == 0 || !is_letter(found - 1)) && !is_letter(found + name.size())) add(name);
  }
  return places;
}

}  // namespace penholder
