#include "redline/assign.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

namespace penholder {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// Groups of items joined by candidates: a's at 0 .. a_count-1, b's behind them.
class Groups {
 public:
  explicit Groups(int count) : parent_(at(count)) { std::iota(parent_.begin(), parent_.end(), 0); }
  int root(int item) {
    while (parent_[at(item)] != item) {
      parent_[at(item)] = parent_[at(parent_[at(item)])];
      item = parent_[at(item)];
    }
    return item;
  }
  void join(int x, int y) {
    x = root(x);
    y = root(y);
    parent_[at(std::max(x, y))] = std::min(x, y);
  }

 private:
  std::vector<int> parent_;
};

void match_greedily(std::vector<PairWorth> group, std::vector<int>& partner_of_a,
                    std::vector<bool>& is_taken) {
  std::ranges::sort(group, [](const PairWorth& x, const PairWorth& y) {
    return std::tuple(-x.worth, x.a, x.b) < std::tuple(-y.worth, y.a, y.b);
  });
  for (const PairWorth& candidate : group) {
    if (partner_of_a[at(candidate.a)] >= 0 || is_taken[at(candidate.b)]) continue;
    partner_of_a[at(candidate.a)] = candidate.b;
    is_taken[at(candidate.b)] = true;
  }
}

// Rows a, columns b and one column more for each row, worth nothing: to stay alone.
void match_exactly(const std::vector<PairWorth>& group, std::vector<int>& partner_of_a) {
  std::vector<int> as;
  std::vector<int> bs;
  for (const PairWorth& candidate : group) {
    as.push_back(candidate.a);
    bs.push_back(candidate.b);
  }
  for (std::vector<int>* items : {&as, &bs}) {
    std::ranges::sort(*items);
    items->erase(std::ranges::unique(*items).begin(), items->end());
  }
  const std::size_t rows = as.size();
  const std::size_t columns = bs.size() + rows;
  constexpr double kNever = 1e6;
  std::vector<double> cost(rows * columns, kNever);
  for (std::size_t i = 0; i < rows; ++i) cost[i * columns + bs.size() + i] = 0.0;
  for (const PairWorth& candidate : group) {
    const auto i = static_cast<std::size_t>(std::ranges::lower_bound(as, candidate.a) - as.begin());
    const auto j = static_cast<std::size_t>(std::ranges::lower_bound(bs, candidate.b) - bs.begin());
    cost[i * columns + j] = std::min(cost[i * columns + j], -candidate.worth);
  }
  // Potentials u, v; row_of[j] is the row matched to column j, both from 1; 0: none.
  std::vector<double> u(rows + 1, 0.0);
  std::vector<double> v(columns + 1, 0.0);
  std::vector<std::size_t> row_of(columns + 1, 0);
  std::vector<std::size_t> way(columns + 1, 0);
  for (std::size_t i = 1; i <= rows; ++i) {
    row_of[0] = i;
    std::size_t j0 = 0;
    std::vector<double> least(columns + 1, std::numeric_limits<double>::max());
    std::vector<bool> is_used(columns + 1, false);
    do {
      is_used[j0] = true;
      const std::size_t i0 = row_of[j0];
      double delta = std::numeric_limits<double>::max();
      std::size_t j1 = 0;
      for (std::size_t j = 1; j <= columns; ++j) {
        if (is_used[j]) continue;
        const double reduced = cost[(i0 - 1) * columns + j - 1] - u[i0] - v[j];
        if (reduced < least[j]) {
          least[j] = reduced;
          way[j] = j0;
        }
        if (least[j] < delta) {
          delta = least[j];
          j1 = j;
        }
      }
      for (std::size_t j = 0; j <= columns; ++j) {
        if (is_used[j]) {
          u[row_of[j]] += delta;
          v[j] -= delta;
        } else {
          least[j] -= delta;
        }
      }
      j0 = j1;
    } while (row_of[j0] != 0);
    while (j0 != 0) {
      row_of[j0] = row_of[way[j0]];
      j0 = way[j0];
    }
  }
  for (std::size_t j = 1; j <= bs.size(); ++j) {
    if (row_of[j] == 0 || cost[(row_of[j] - 1) * columns + j - 1] >= 0.0) continue;
    partner_of_a[at(as[row_of[j] - 1])] = bs[j - 1];
  }
}

}  // namespace

Matching best_matching(int a_count, int b_count, std::span<const PairWorth> candidates) {
  Matching matching;
  matching.partner_of_a.assign(at(a_count), -1);
  std::vector<bool> is_taken(at(b_count), false);
  Groups groups(a_count + b_count);
  for (const PairWorth& candidate : candidates) groups.join(candidate.a, a_count + candidate.b);
  std::vector<std::pair<int, PairWorth>> by_group;
  by_group.reserve(candidates.size());
  for (const PairWorth& candidate : candidates) {
    by_group.emplace_back(groups.root(candidate.a), candidate);
  }
  std::ranges::stable_sort(by_group, {}, [](const auto& item) { return item.first; });
  for (std::size_t begin = 0; begin < by_group.size();) {
    std::size_t end = begin;
    std::vector<PairWorth> group;
    std::vector<int> as;
    while (end < by_group.size() && by_group[end].first == by_group[begin].first) {
      group.push_back(by_group[end].second);
      as.push_back(by_group[end].second.a);
      ++end;
    }
    std::ranges::sort(as);
    const auto rows = std::ranges::unique(as).begin() - as.begin();
    if (rows > kExactGroupMost) {
      match_greedily(std::move(group), matching.partner_of_a, is_taken);
      matching.is_exact = false;
    } else {
      match_exactly(group, matching.partner_of_a);
    }
    begin = end;
  }
  return matching;
}

}  // namespace penholder
