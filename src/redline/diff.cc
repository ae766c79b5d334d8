#include "redline/diff.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace penholder {
namespace {

using Index = std::int64_t;

struct Box {
  Index a_begin;
  Index a_end;
  Index b_begin;
  Index b_end;
};

struct Snake {
  Index a_begin;
  Index b_begin;
  Index a_end;
  Index b_end;
};

class Differ {
 public:
  Differ(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b, DiffBudget& budget)
      : a_(a), b_(b), budget_(budget), is_cut_(a.size()), is_put_(b.size()) {}

  WordDifference run() {
    std::vector<Box> boxes = {
        {.a_begin = 0, .a_end = std::ssize(a_), .b_begin = 0, .b_end = std::ssize(b_)}};
    while (!boxes.empty()) {
      const Box box = stripped(boxes.back());
      boxes.pop_back();
      if (box.a_begin == box.a_end || box.b_begin == box.b_end) {
        replace(box);
        continue;
      }
      const auto snake = middle_snake(box);
      if (!snake) {
        cut_at_anchors(box);
        continue;
      }
      boxes.push_back({box.a_begin, snake->a_begin, box.b_begin, snake->b_begin});
      boxes.push_back({snake->a_end, box.a_end, snake->b_end, box.b_end});
    }
    return {.hunks = hunks(), .is_coarse = is_coarse_};
  }

 private:
  static std::size_t at(Index index) { return static_cast<std::size_t>(index); }

  [[nodiscard]] Box stripped(Box box) const {
    while (box.a_begin < box.a_end && box.b_begin < box.b_end &&
           a_[at(box.a_begin)] == b_[at(box.b_begin)]) {
      ++box.a_begin;
      ++box.b_begin;
    }
    while (box.a_begin < box.a_end && box.b_begin < box.b_end &&
           a_[at(box.a_end - 1)] == b_[at(box.b_end - 1)]) {
      --box.a_end;
      --box.b_end;
    }
    return box;
  }

  void replace(const Box& box) {
    for (Index i = box.a_begin; i < box.a_end; ++i) is_cut_[at(i)] = true;
    for (Index j = box.b_begin; j < box.b_end; ++j) is_put_[at(j)] = true;
  }

  // The middle of a shortest path through the box, searched from both ends; nothing when the budget
  // ran out. Diagonals that have left the box are passed over.
  std::optional<Snake> middle_snake(const Box& box) {
    const Index n = box.a_end - box.a_begin;
    const Index m = box.b_end - box.b_begin;
    const Index delta = n - m;
    const bool is_odd = delta % 2 != 0;
    const Index half = (n + m + 1) / 2;
    const Index size = 2 * half + 3;
    const Index zero = half + 1;
    // The arrays grow with the number of differences, not with the texts.
    forward_.assign(at(std::min<Index>(size, 2 * kGrow + 3)), 0);
    backward_.assign(forward_.size(), 0);
    Index origin = std::min(zero, Index{kGrow} + 1);
    const auto grow = [&](Index d) {
      if (d + 1 < origin) return;
      const Index more = std::min(zero, 2 * origin + 1);
      const auto shift = [&](std::vector<Index>& v) {
        std::vector<Index> wider(at(2 * more + 1), 0);
        std::ranges::copy(v, wider.begin() + (more - origin));
        v = std::move(wider);
      };
      shift(forward_);
      shift(backward_);
      origin = more;
    };
    for (Index d = 0; d <= half; ++d) {
      grow(d);
      const Index k_first = -(d - 2 * std::max<Index>(0, d - m));
      const Index k_last = d - 2 * std::max<Index>(0, d - n);
      std::uint64_t steps = 0;
      for (Index k = k_first; k <= k_last; k += 2) {
        Index x = k == -d || (k != d && forward_[at(origin + k - 1)] < forward_[at(origin + k + 1)])
                      ? forward_[at(origin + k + 1)]
                      : forward_[at(origin + k - 1)] + 1;
        Index y = x - k;
        const Snake start{.a_begin = x, .b_begin = y, .a_end = 0, .b_end = 0};
        while (x < n && y < m && a_[at(box.a_begin + x)] == b_[at(box.b_begin + y)]) {
          ++x;
          ++y;
          ++steps;
        }
        ++steps;
        forward_[at(origin + k)] = x;
        const Index other = delta - k;
        if (is_odd && other >= -(d - 1) && other <= d - 1 &&
            x + backward_[at(origin + other)] >= n) {
          spend(steps);
          return Snake{box.a_begin + start.a_begin, box.b_begin + start.b_begin, box.a_begin + x,
                       box.b_begin + y};
        }
      }
      for (Index k = k_first; k <= k_last; k += 2) {
        Index x =
            k == -d || (k != d && backward_[at(origin + k - 1)] < backward_[at(origin + k + 1)])
                ? backward_[at(origin + k + 1)]
                : backward_[at(origin + k - 1)] + 1;
        Index y = x - k;
        const Snake start{.a_begin = 0, .b_begin = 0, .a_end = x, .b_end = y};
        while (x < n && y < m && a_[at(box.a_end - x - 1)] == b_[at(box.b_end - y - 1)]) {
          ++x;
          ++y;
          ++steps;
        }
        ++steps;
        backward_[at(origin + k)] = x;
        const Index other = delta - k;
        if (!is_odd && other >= -d && other <= d && x + forward_[at(origin + other)] >= n) {
          spend(steps);
          return Snake{box.a_end - x, box.b_end - y, box.a_end - start.a_end,
                       box.b_end - start.b_end};
        }
      }
      if (!spend(steps)) return std::nullopt;
    }
    return std::nullopt;  // cannot be: two paths of half the length always meet
  }

  bool spend(std::uint64_t steps) {
    budget_.steps -= std::min(budget_.steps, steps);
    return budget_.steps > 0;
  }

  // Coarse: keeps the longest ascending row of tokens that occur once on both sides.
  void cut_at_anchors(const Box& box) {
    is_coarse_ = true;
    struct Count {
      Index a = 0;
      Index b = 0;
      Index at_b = 0;
    };
    std::unordered_map<std::uint32_t, Count> counts;  // only looked up, never walked
    for (Index i = box.a_begin; i < box.a_end; ++i) ++counts[a_[at(i)]].a;
    for (Index j = box.b_begin; j < box.b_end; ++j) {
      Count& count = counts[b_[at(j)]];
      ++count.b;
      count.at_b = j;
    }
    std::vector<std::pair<Index, Index>> anchors;
    for (Index i = box.a_begin; i < box.a_end; ++i) {
      const Count& count = counts[a_[at(i)]];
      if (count.a == 1 && count.b == 1) anchors.emplace_back(i, count.at_b);
    }
    std::vector<std::size_t> tails;
    std::vector<std::size_t> before(anchors.size(), anchors.size());
    for (std::size_t i = 0; i < anchors.size(); ++i) {
      const auto place = std::ranges::lower_bound(
          tails, anchors[i].second, {}, [&](std::size_t tail) { return anchors[tail].second; });
      if (place != tails.begin()) before[i] = *std::prev(place);
      if (place == tails.end()) {
        tails.push_back(i);
      } else {
        *place = i;
      }
    }
    Index a_end = box.a_end;
    Index b_end = box.b_end;
    for (std::size_t i = tails.empty() ? anchors.size() : tails.back(); i < anchors.size();
         i = before[i]) {
      replace_between({anchors[i].first + 1, a_end, anchors[i].second + 1, b_end});
      a_end = anchors[i].first;
      b_end = anchors[i].second;
    }
    replace_between({box.a_begin, a_end, box.b_begin, b_end});
  }

  void replace_between(const Box& box) { replace(stripped(box)); }

  [[nodiscard]] std::vector<Hunk> hunks() const {
    std::vector<Hunk> hunks;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a_.size() || j < b_.size()) {
      if (i < a_.size() && j < b_.size() && !is_cut_[i] && !is_put_[j]) {
        ++i;
        ++j;
        continue;
      }
      Hunk hunk;
      hunk.a_begin = static_cast<std::uint32_t>(i);
      hunk.b_begin = static_cast<std::uint32_t>(j);
      while (i < a_.size() && is_cut_[i]) ++i;
      while (j < b_.size() && is_put_[j]) ++j;
      hunk.a_end = static_cast<std::uint32_t>(i);
      hunk.b_end = static_cast<std::uint32_t>(j);
      hunks.push_back(hunk);
    }
    return hunks;
  }

  static constexpr Index kGrow = 64;

  std::span<const std::uint32_t> a_;
  std::span<const std::uint32_t> b_;
  DiffBudget& budget_;
  std::vector<bool> is_cut_;
  std::vector<bool> is_put_;
  std::vector<Index> forward_;
  std::vector<Index> backward_;
  bool is_coarse_ = false;
};

}  // namespace

WordDifference difference(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b,
                          DiffBudget& budget) {
  return Differ(a, b, budget).run();
}

}  // namespace penholder
