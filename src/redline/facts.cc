#include "redline/facts.h"

#include <algorithm>
#include <array>
#include <map>

#include "redline/diff.h"
#include "register/actors.h"
#include "register/mentions.h"
#include "register/words.h"

namespace penholder {
namespace {

struct Modal {
  std::string_view word;
  int rank;
};

// How binding each is, after the drafting practice of the United Nations: `shall` obliges, `should`
// advises, `may` permits.
constexpr auto kModals = std::to_array<Modal>(
    {{"shall", 3}, {"must", 3}, {"should", 2}, {"may", 1}, {"could", 1}, {"might", 1}});

const Modal* modal_of(std::string_view word) {
  const auto at = std::ranges::find(kModals, word, &Modal::word);
  return at == kModals.end() ? nullptr : &*at;
}

int sign(int value) { return value > 0 ? 1 : value < 0 ? -1 : 0; }

// Pairs the k-th of what is struck with the k-th of what is put in, within each stretch that
// differs.
template <class Item, class Key, class Report>
void each_difference(const std::vector<Item>& from, const std::vector<Item>& to, Key key,
                     Report report) {
  std::map<std::string, std::uint32_t> names;
  const auto named = [&](const std::vector<Item>& items) {
    std::vector<std::uint32_t> row;
    row.reserve(items.size());
    for (const Item& item : items) {
      row.push_back(
          names.try_emplace(key(item), static_cast<std::uint32_t>(names.size())).first->second);
    }
    return row;
  };
  const auto a = named(from);
  const auto b = named(to);
  DiffBudget budget{.steps = 1'000'000};
  for (const Hunk& hunk : difference(a, b, budget).hunks) {
    const std::uint32_t cut = hunk.a_end - hunk.a_begin;
    const std::uint32_t put = hunk.b_end - hunk.b_begin;
    for (std::uint32_t i = 0; i < std::max(cut, put); ++i) {
      report(i < cut ? &from[hunk.a_begin + i] : nullptr,
             i < put ? &to[hunk.b_begin + i] : nullptr);
    }
  }
}

std::vector<Verb> verbs_of(const TextNode& node, const Words& words) {
  if (node.paragraph == nullptr) {
    const auto verb = opening_verb(node.text, words);
    return verb ? std::vector<Verb>{*verb} : std::vector<Verb>{};
  }
  return all_verbs(*node.paragraph, split_words(node.paragraph->text));
}

void compare_verbs(const TextNode& from, const Words& from_words, const TextNode& to,
                   const Words& to_words, Facts& facts) {
  each_difference(
      verbs_of(from, from_words), verbs_of(to, to_words),
      [](const Verb& verb) { return verb.lemma; },
      [&](const Verb* a, const Verb* b) {
        StrengthChange change;
        if (a != nullptr) {
          change.from = a->phrase;
          change.from_lemma = a->lemma;
        }
        if (b != nullptr) {
          change.to = b->phrase;
          change.to_lemma = b->lemma;
        }
        if (a != nullptr && b != nullptr) {
          change.direction = sign(static_cast<int>(b->force) - static_cast<int>(a->force));
        } else if (const Verb* one = a != nullptr ? a : b; one->force > Force::Remark) {
          change.direction = b != nullptr ? 1 : -1;  // a demand more, or less
        }
        const TextNode& node = b != nullptr ? to : from;
        const std::uint32_t title = node.title_end > 0 ? node.title_end + 1 : 0;
        change.at = title + (b != nullptr ? b : a)->range.begin;
        facts.strength.push_back(std::move(change));
      });
}

// Words that only differ by a modal verb have one struck and one put in at the same place.
void compare_modals(const Words& from, const Words& to, Facts& facts) {
  std::vector<const Modal*> a;
  std::vector<const Modal*> b;
  for (const Word& word : from) {
    if (const Modal* modal = modal_of(word.low)) a.push_back(modal);
  }
  for (const Word& word : to) {
    if (const Modal* modal = modal_of(word.low)) b.push_back(modal);
  }
  if (a.size() != b.size()) return;  // then the sentences differ, not the verb
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i]->rank == b[i]->rank) continue;
    StrengthChange change;
    change.from = std::string(a[i]->word);
    change.to = std::string(b[i]->word);
    change.direction = sign(b[i]->rank - a[i]->rank);
    change.from_lemma = change.from;
    change.to_lemma = change.to;
    change.is_modal = true;
    facts.strength.push_back(std::move(change));
  }
}

std::optional<ValueChange> compare_addressees(const TextNode& from, const Words& from_words,
                                              const TextNode& to, const Words& to_words,
                                              std::string_view from_mission,
                                              std::string_view to_mission) {
  const auto a_verb = opening_verb(from.text, from_words);
  const auto b_verb = opening_verb(to.text, to_words);
  // Only where both ask something of somebody.
  if (!a_verb || !b_verb || a_verb->force <= Force::Remark || b_verb->force <= Force::Remark) {
    return std::nullopt;
  }
  const AddresseeMention a = find_addressee(from.text, from_words, *a_verb, from_mission);
  const AddresseeMention b = find_addressee(to.text, to_words, *b_verb, to_mission);
  const auto is_nobody = [](Addressee addressee) {
    return addressee == Addressee::Unknown || addressee == Addressee::Council;
  };
  if (a.addressee == b.addressee || is_nobody(a.addressee) || is_nobody(b.addressee)) {
    return std::nullopt;
  }
  return ValueChange{.from = std::string(to_string(a.addressee)),
                     .to = std::string(to_string(b.addressee))};
}

// `24 January to 5 February 2019`: the first is a day without its year, no quantity.
bool is_day_of_month(const Quantity& quantity) {
  constexpr auto kMonths = std::to_array<std::string_view>(
      {"January", "February", "March", "April", "May", "June", "July", "August", "September",
       "October", "November", "December"});
  const std::size_t space = quantity.text.find(' ');
  if (space == std::string::npos) return false;
  const std::string_view behind = std::string_view(quantity.text).substr(space + 1);
  return std::ranges::any_of(kMonths,
                             [&](std::string_view month) { return behind.starts_with(month); });
}

std::vector<Quantity> figures_of(std::string_view text, const Words& words) {
  std::vector<Quantity> figures = find_quantities(text, words);
  std::erase_if(figures, is_day_of_month);
  return figures;
}

template <class Item>
std::vector<ValueChange> compare_values(const std::vector<Item>& from, const std::vector<Item>& to,
                                        auto key) {
  std::vector<ValueChange> changes;
  each_difference(from, to, key, [&](const Item* a, const Item* b) {
    changes.push_back({.from = a != nullptr ? a->text : "", .to = b != nullptr ? b->text : ""});
  });
  return changes;
}

}  // namespace

Facts compare_facts(const TextNode& from, const TextNode& to, std::string_view from_mission,
                    std::string_view to_mission) {
  Facts facts;
  const Words a = split_words(from.text);
  const Words b = split_words(to.text);
  if (from.part != TextPart::Preamble && to.part != TextPart::Preamble) {
    compare_verbs(from, a, to, b, facts);
    compare_modals(a, b, facts);
    facts.addressee = compare_addressees(from, a, to, b, from_mission, to_mission);
  }
  facts.figures = compare_values(figures_of(from.text, a), figures_of(to.text, b),
                                 [](const Quantity& q) { return std::to_string(q.value); });
  facts.dates = compare_values(find_dates(from.text, a), find_dates(to.text, b),
                               [](const DateMention& d) { return d.text; });
  facts.deadlines = compare_values(
      find_deadlines(from.text, a), find_deadlines(to.text, b), [](const Deadline& d) {
        return std::to_string(static_cast<int>(d.kind)) + ' ' + std::to_string(d.days) +
               (d.days == 0 && !d.date ? d.text : "");
      });
  return facts;
}

}  // namespace penholder
