#include "redline/smooth.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace penholder {
namespace {

constexpr auto kConnectives =
    std::to_array<std::string_view>({"and", "or", "as", "including", "notably", "with", "by", "in",
                                     "through", "while", "et", "ou"});

class Smoother {
 public:
  Smoother(const Tokens& a, const Tokens& b, const TokenVocabulary& vocabulary)
      : a_(a), b_(b), vocabulary_(vocabulary) {}

  std::vector<Hunk> run(std::vector<Hunk> hunks) const {
    while (give_up_islands(hunks)) {
    }
    for (std::size_t i = 0; i < hunks.size(); ++i) {
      const std::uint32_t room_left =
          i == 0 ? hunks[i].b_begin : hunks[i].b_begin - hunks[i - 1].b_end;
      const std::uint32_t room_right =
          (i + 1 == hunks.size() ? static_cast<std::uint32_t>(b_.size()) : hunks[i + 1].b_begin) -
          hunks[i].b_end;
      slide(hunks[i], room_left, room_right);
    }
    while (give_up_islands(hunks)) {
    }
    return hunks;
  }

 private:
  [[nodiscard]] std::size_t words_between(const Tokens& tokens, std::uint32_t begin,
                                          std::uint32_t end) const {
    std::size_t words = 0;
    for (std::uint32_t i = begin; i < end; ++i) {
      if (vocabulary_.kind(tokens.keys[i]) != TokenKind::Mark) ++words;
    }
    return words;
  }

  [[nodiscard]] std::size_t size_of(const Hunk& hunk) const {
    return std::max(words_between(a_, hunk.a_begin, hunk.a_end),
                    words_between(b_, hunk.b_begin, hunk.b_end));
  }

  // One number for another: a date, a figure, the number of a paragraph.
  [[nodiscard]] bool is_new_number(const Hunk& hunk) const {
    return hunk.a_end == hunk.a_begin + 1 && hunk.b_end == hunk.b_begin + 1 &&
           vocabulary_.kind(a_.keys[hunk.a_begin]) == TokenKind::Number &&
           vocabulary_.kind(b_.keys[hunk.b_begin]) == TokenKind::Number;
  }

  bool give_up_islands(std::vector<Hunk>& hunks) const {
    if (hunks.size() < 2) return false;
    std::vector<Hunk> kept = {hunks[0]};
    bool any = false;
    for (std::size_t i = 1; i < hunks.size(); ++i) {
      Hunk& last = kept.back();
      const Hunk& next = hunks[i];
      const std::size_t island = words_between(b_, last.b_end, next.b_begin);
      const bool numbers = is_new_number(last) || is_new_number(next);
      if (!numbers && island <= kIslandWordsMost && island <= size_of(last) &&
          island <= size_of(next)) {
        last.a_end = next.a_end;
        last.b_end = next.b_end;
        any = true;
      } else {
        kept.push_back(next);
      }
    }
    hunks = std::move(kept);
    return any;
  }

  // How well a change of `tokens` from `begin` to `end` reads.
  [[nodiscard]] int grade(const Tokens& tokens, std::uint32_t begin, std::uint32_t end) const {
    const auto is_mark = [&](std::uint32_t i) {
      return vocabulary_.kind(tokens.keys[i]) == TokenKind::Mark;
    };
    int points = 0;
    if (begin == 0 || end == tokens.size()) points += 3;
    // `X, ` after a comma, or `, X` before one: whole members of a list.
    if (begin > 0 && is_mark(begin - 1) && is_mark(end - 1)) points += 3;
    if (is_mark(begin) && end < tokens.size() && is_mark(end)) points += 4;
    if (!is_mark(begin) &&
        std::ranges::find(kConnectives, vocabulary_.text(tokens.folded[begin])) !=
            kConnectives.end()) {
      points += 2;
    }
    return points;
  }

  void slide(Hunk& hunk, std::uint32_t room_left, std::uint32_t room_right) const {
    const bool is_cut = hunk.b_begin == hunk.b_end;
    if (!is_cut && hunk.a_begin != hunk.a_end) return;
    const Tokens& tokens = is_cut ? a_ : b_;
    const std::uint32_t begin = is_cut ? hunk.a_begin : hunk.b_begin;
    const std::uint32_t end = is_cut ? hunk.a_end : hunk.b_end;
    if (begin == end) return;
    std::uint32_t left = 0;
    while (left < room_left && left < begin &&
           tokens.keys[begin - left - 1] == tokens.keys[end - left - 1]) {
      ++left;
    }
    std::uint32_t right = 0;
    while (right < room_right && end + right < tokens.size() &&
           tokens.keys[begin + right] == tokens.keys[end + right]) {
      ++right;
    }
    int best = -1;
    std::int64_t best_shift = 0;
    for (std::int64_t shift = -std::int64_t{left}; shift <= std::int64_t{right}; ++shift) {
      const int points = grade(tokens, static_cast<std::uint32_t>(begin + shift),
                               static_cast<std::uint32_t>(end + shift));
      if (points > best) {
        best = points;
        best_shift = shift;
      }
    }
    const auto move = [&](std::uint32_t& value) {
      value = static_cast<std::uint32_t>(value + best_shift);
    };
    move(hunk.a_begin);
    move(hunk.a_end);
    move(hunk.b_begin);
    move(hunk.b_end);
  }

  const Tokens& a_;
  const Tokens& b_;
  const TokenVocabulary& vocabulary_;
};

}  // namespace

std::vector<Hunk> smoothed(std::vector<Hunk> hunks, const Tokens& a, const Tokens& b,
                           const TokenVocabulary& vocabulary) {
  return Smoother(a, b, vocabulary).run(std::move(hunks));
}

}  // namespace penholder
