#include "redline/causes.h"

#include <algorithm>

#include "register/mentions.h"
#include "register/words.h"

namespace penholder {
namespace {

// Mentions carry their words, not their place: each is looked for behind the one before it. Several
// references of one phrase (`paragraphs 21 above and 30 below`) carry the same words.
class Marker {
 public:
  Marker(const TextNode& node, TokenRoles& roles) : node_(node), roles_(roles) {}

  // Tokens [first, last) of the next place of `words`; empty if there is none.
  std::pair<std::size_t, std::size_t> next(std::string_view words) {
    const std::size_t place = node_.text.find(words, behind_);
    if (words.empty() || place == std::string::npos) return {0, 0};
    behind_ = place + words.size();
    const auto& ranges = node_.tokens.ranges;
    const auto first = std::ranges::lower_bound(ranges, place, {}, &TextRange::begin);
    const auto last = std::ranges::lower_bound(ranges, behind_, {}, &TextRange::begin);
    return {static_cast<std::size_t>(first - ranges.begin()),
            static_cast<std::size_t>(last - ranges.begin())};
  }

  void mark(std::string_view words, TokenRole role) {
    const auto [first, last] = next(words);
    for (std::size_t i = first; i < last; ++i) roles_.roles[i] = role;
  }

 private:
  const TextNode& node_;
  TokenRoles& roles_;
  std::size_t behind_ = 0;
};

// The number at the start of a locator: `28` of `28.a.iii`.
std::string_view number_of(std::string_view locator) {
  return locator.substr(0, locator.find('.'));
}

// The tokens of one phrase that name paragraphs: numbers and the labels behind them.
void mark_references(const TextNode& node, std::size_t first, std::size_t last,
                     const std::vector<std::string>& locators, TokenRoles& roles) {
  std::size_t next = 0;
  std::size_t i = first;
  const auto text_at = [&](std::size_t token) {
    const TextRange range = node.tokens.ranges[token];
    return std::string_view(node.text).substr(range.begin, range.end - range.begin);
  };
  while (i < last && next < locators.size()) {
    const std::string_view token = text_at(i);
    // Ranges (`7 to 9`) name paragraphs that are not printed: passed over.
    std::size_t hit = next;
    while (hit < locators.size() && number_of(locators[hit]) != token) ++hit;
    if (hit == locators.size()) {
      ++i;
      continue;
    }
    const std::string& locator = locators[hit];
    roles.roles[i] = TokenRole::Reference;
    roles.locators[i] = locator;
    ++i;
    for (auto labels = std::ranges::count(locator, '.'); labels > 0 && i + 2 < last + 1; --labels) {
      if (i + 2 >= node.tokens.size() || text_at(i) != "(") break;
      for (int part = 0; part < 3; ++part, ++i) {
        roles.roles[i] = TokenRole::Reference;
        roles.locators[i] = locator;
      }
    }
    next = hit + 1;
  }
}

bool is_word(const Tokens& tokens, std::uint32_t i, const TokenVocabulary& vocabulary) {
  return vocabulary.kind(tokens.keys[i]) != TokenKind::Mark;
}

bool only_typography(const Hunk& hunk, const Tokens& from, const Tokens& to,
                     const TokenVocabulary& vocabulary) {
  // Hyphens, too: `police- contributing` is `police-contributing`.
  const auto letters = [&](const Tokens& tokens, std::uint32_t begin, std::uint32_t end) {
    std::string all;
    for (std::uint32_t i = begin; i < end; ++i) {
      if (is_word(tokens, i, vocabulary)) all += vocabulary.text(tokens.folded[i]);
    }
    std::erase(all, '-');
    return all;
  };
  return letters(from, hunk.a_begin, hunk.a_end) == letters(to, hunk.b_begin, hunk.b_end);
}

}  // namespace

TokenRoles roles_of(const TextNode& node) {
  TokenRoles roles;
  roles.roles.assign(node.tokens.size(), TokenRole::Plain);
  roles.locators.assign(node.tokens.size(), {});
  const Words words = split_words(node.text);
  Marker dates(node, roles);
  for (const DateMention& date : find_dates(node.text, words)) {
    dates.mark(date.text, TokenRole::Date);
  }
  Marker references(node, roles);
  const std::vector<Reference> found = find_references(node.text, words);
  for (std::size_t i = 0; i < found.size();) {
    std::size_t end = i + 1;
    if (!found[i].locator.empty()) {
      while (end < found.size() && found[end].text == found[i].text &&
             found[end].symbol == found[i].symbol && !found[end].locator.empty()) {
        ++end;
      }
    }
    if (!found[i].symbol.empty()) {
      references.mark(found[i].text, TokenRole::Document);
    } else {
      const auto [first, last] = references.next(found[i].text);
      std::vector<std::string> locators;
      for (std::size_t k = i; k < end; ++k) locators.push_back(found[k].locator);
      mark_references(node, first, last, locators, roles);
    }
    i = end;
  }
  return roles;
}

Cause cause_of(const Hunk& hunk, const TextNode& from, const TokenRoles& from_roles,
               const TextNode& to, const TokenRoles& to_roles, const TokenVocabulary& vocabulary,
               const std::function<bool(std::string_view, std::string_view)>& follows) {
  if (only_typography(hunk, from.tokens, to.tokens, vocabulary)) return Cause::Typography;
  if (hunk.a_begin == hunk.a_end || hunk.b_begin == hunk.b_end) return Cause::Wording;
  const auto all = [&](auto fits) {
    for (std::uint32_t i = hunk.a_begin; i < hunk.a_end; ++i) {
      if (is_word(from.tokens, i, vocabulary) && !fits(from, from_roles, i)) return false;
    }
    for (std::uint32_t j = hunk.b_begin; j < hunk.b_end; ++j) {
      if (is_word(to.tokens, j, vocabulary) && !fits(to, to_roles, j)) return false;
    }
    return true;
  };
  const auto has_role = [](TokenRole role) {
    return [role](const TextNode&, const TokenRoles& roles, std::uint32_t i) {
      return roles.roles[i] == role;
    };
  };
  if (all(has_role(TokenRole::Reference))) {
    const auto named = [](const TokenRoles& roles, std::uint32_t begin, std::uint32_t end) {
      std::vector<std::string_view> locators;
      for (std::uint32_t i = begin; i < end; ++i) {
        const std::string& locator = roles.locators[i];
        if (!locator.empty() && (locators.empty() || locators.back() != locator)) {
          locators.emplace_back(locator);
        }
      }
      return locators;
    };
    const auto a = named(from_roles, hunk.a_begin, hunk.a_end);
    const auto b = named(to_roles, hunk.b_begin, hunk.b_end);
    return std::ranges::equal(a, b, follows) ? Cause::Renumbered : Cause::Wording;
  }
  if (all(has_role(TokenRole::Date))) return Cause::Date;
  if (all(has_role(TokenRole::Document))) return Cause::Document;
  const bool figures = all([&](const TextNode& node, const TokenRoles& roles, std::uint32_t i) {
    return roles.roles[i] == TokenRole::Plain &&
           vocabulary.kind(node.tokens.keys[i]) == TokenKind::Number;
  });
  return figures ? Cause::Figure : Cause::Wording;
}

}  // namespace penholder
