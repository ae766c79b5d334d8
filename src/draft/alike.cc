#include "draft/alike.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "draft/titles.h"
#include "register/words.h"

namespace penholder {
namespace {

constexpr std::size_t kStem = 5;

/// Words that tell mandates apart from other texts, not parts of a mandate from one another.
constexpr auto kCommon = std::to_array<std::string_view>({
    "suppo", "imple", "manda", "missi", "task",  "inclu", "throu", "prior", "strat", "contr",
    "follo", "objec", "decid", "furth", "secon", "prima", "assis", "provi", "effec", "effor",
    "natio", "unite", "inter", "regio", "relev", "parti", "gover", "autho", "accor", "stren",
    "ensur", "conti", "descr", "parag", "resol", "this",  "that",  "with",  "from",  "which",
    "their", "other", "well",  "shall", "have",  "also",  "into",  "betwe", "capac", "resou",
    "level", "local", "appro", "facil", "count", "compr", "manne", "view",  "remai", "actor",
    "stake", "area",  "durin", "perio", "line",  "deliv",
});

bool is_common(std::string_view stem) { return std::ranges::find(kCommon, stem) != kCommon.end(); }

std::string stem_of(std::string_view low) {
  std::string plain = kebab(low);
  std::ranges::replace(plain, 'z', 's');
  return plain.substr(0, std::min(plain.find('-'), kStem));
}

bool is_key(std::string_view stem) { return stem.size() >= 4 && !is_common(stem); }

}  // namespace

std::vector<std::string> key_words(std::string_view text) {
  std::vector<std::string> stems;
  for (const Word& word : split_words(one_line(text))) {
    std::string stem = stem_of(word.low);
    if (!word.is_number && is_key(stem)) stems.push_back(std::move(stem));
  }
  std::ranges::sort(stems);
  const auto twins = std::ranges::unique(stems);
  stems.erase(twins.begin(), twins.end());
  return stems;
}

std::optional<Likeness> most_alike(std::string_view text, const std::vector<std::string>& others,
                                   const std::vector<std::string>& names, double least) {
  const auto is_name = [&](std::string_view stem) {
    return std::ranges::any_of(names, [&](const std::string& name) {
      return name.starts_with(stem) || stem.starts_with(name);
    });
  };
  const auto keys_of = [&](std::string_view of) {
    std::vector<std::string> keys = key_words(of);
    std::erase_if(keys, is_name);
    return keys;
  };
  std::vector<std::vector<std::string>> stems;
  std::map<std::string, int> occurrences;
  for (const std::string& other : others) {
    stems.push_back(keys_of(other));
    for (const std::string& stem : stems.back()) ++occurrences[stem];
  }
  const std::vector<std::string> own = keys_of(text);
  double best = 0.0;
  std::size_t best_at = 0;
  bool is_tie = false;
  for (std::size_t i = 0; i < stems.size(); ++i) {
    double shared = 0.0;
    for (const std::string& stem : own) {
      if (std::ranges::binary_search(stems[i], stem)) shared += 1.0 / occurrences[stem];
    }
    if (shared == 0.0) continue;
    const double score =
        shared / std::sqrt(static_cast<double>(own.size()) * static_cast<double>(stems[i].size()));
    is_tie = score == best;
    if (score > best) {
      best = score;
      best_at = i;
    }
  }
  if (best <= 0.0 || best < least || is_tie) return std::nullopt;
  Likeness likeness{.index = best_at, .shared = {}};
  for (const Word& word : split_words(one_line(text))) {
    const std::string stem = stem_of(word.low);
    if (is_key(stem) && !is_name(stem) && std::ranges::binary_search(stems[best_at], stem) &&
        std::ranges::find(likeness.shared, word.low) == likeness.shared.end() &&
        likeness.shared.size() < 4) {
      likeness.shared.push_back(word.low);
    }
  }
  return likeness;
}

}  // namespace penholder
