#include "rank/consensus.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "base/check.h"

namespace penholder {
namespace {

// Shares as whole billionths, so that sums do not depend on their order and equal is equal.
constexpr double kUnit = 1e9;
using Cost = std::int64_t;

/// cost(a, b): what putting a before b contradicts.
class Costs {
 public:
  Costs(DuelShares shares, std::size_t n) : n_(n), cost_(n * n, 0) {
    CHECK(shares.size() == n * n);
    for (std::size_t a = 0; a < n; ++a) {
      for (std::size_t b = 0; b < n; ++b) {
        if (a != b) cost_[a * n + b] = std::llround(shares[b * n + a] * kUnit);
      }
    }
  }
  [[nodiscard]] std::size_t size() const { return n_; }
  [[nodiscard]] Cost of(std::size_t a, std::size_t b) const { return cost_[a * n_ + b]; }
  /// a wins its duel with b.
  [[nodiscard]] bool beats(std::size_t a, std::size_t b) const { return of(a, b) < of(b, a); }

 private:
  std::size_t n_;
  std::vector<Cost> cost_;
};

using Part = std::vector<std::size_t>;

/// Things that lie on a circle of duels won or drawn belong together; the parts in the order in
/// which each beats the next.
std::vector<Part> parts_of(const Costs& costs) {
  const std::size_t n = costs.size();
  // Reachability along duels that are not lost; n is small.
  std::vector<char> reaches(n * n, 0);
  for (std::size_t a = 0; a < n; ++a) {
    for (std::size_t b = 0; b < n; ++b) reaches[a * n + b] = costs.beats(b, a) ? 0 : 1;
  }
  for (std::size_t k = 0; k < n; ++k) {
    for (std::size_t a = 0; a < n; ++a) {
      if (reaches[a * n + k] == 0) continue;
      for (std::size_t b = 0; b < n; ++b) {
        if (reaches[k * n + b] != 0) reaches[a * n + b] = 1;
      }
    }
  }
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  // The more a thing reaches, the earlier its part stands; things of one part reach the same.
  std::vector<std::size_t> count(n, 0);
  for (std::size_t a = 0; a < n; ++a) {
    for (std::size_t b = 0; b < n; ++b) count[a] += reaches[a * n + b] != 0 ? 1U : 0U;
  }
  std::ranges::stable_sort(order,
                           [&](std::size_t a, std::size_t b) { return count[a] > count[b]; });
  std::vector<Part> parts;
  for (const std::size_t thing : order) {
    if (!parts.empty() && reaches[thing * n + parts.back().front()] != 0) {
      parts.back().push_back(thing);
    } else {
      parts.push_back({thing});
    }
  }
  for (Part& part : parts) std::ranges::sort(part);
  return parts;
}

constexpr std::uint64_t kMostCounted = 1ULL << 62;

std::uint64_t capped_product(std::uint64_t a, std::uint64_t b) {
  if (a == 0 || b == 0) return 0;
  return a > kMostCounted / b ? kMostCounted : a * b;
}

struct Ordered {
  Part order;
  Cost bound = 0;
  std::uint64_t as_good = 0;
};

/// The best order of a small part: least[S] is the least cost of ordering the things of S among
/// themselves, whoever stands before them.
Ordered order_exactly(const Costs& costs, const Part& part) {
  const std::size_t k = part.size();
  const std::size_t sets = std::size_t{1} << k;
  std::vector<Cost> least(sets, 0);
  std::vector<std::uint64_t> ways(sets, 1);
  const auto first_cost = [&](std::size_t set, std::size_t first) {
    Cost cost = 0;
    for (std::size_t i = 0; i < k; ++i) {
      if (i != first && ((set >> i) & 1U) != 0) cost += costs.of(part[first], part[i]);
    }
    return cost;
  };
  for (std::size_t set = 1; set < sets; ++set) {
    Cost best = std::numeric_limits<Cost>::max();
    std::uint64_t count = 0;
    for (std::size_t first = 0; first < k; ++first) {
      if (((set >> first) & 1U) == 0) continue;
      const std::size_t rest = set & ~(std::size_t{1} << first);
      const Cost cost = first_cost(set, first) + least[rest];
      if (cost < best) {
        best = cost;
        count = ways[rest];
      } else if (cost == best) {
        count = std::min(kMostCounted, count + ways[rest]);
      }
    }
    least[set] = best;
    ways[set] = count;
  }
  Ordered result{.order = {}, .bound = least[sets - 1], .as_good = ways[sets - 1]};
  for (std::size_t set = sets - 1; set != 0;) {
    for (std::size_t first = 0; first < k; ++first) {
      if (((set >> first) & 1U) == 0) continue;
      const std::size_t rest = set & ~(std::size_t{1} << first);
      if (first_cost(set, first) + least[rest] != least[set]) continue;
      result.order.push_back(part[first]);
      set = rest;
      break;
    }
  }
  return result;
}

/// No order of `part` costs less: the lighter side of every pair, and for circles of three that
/// share no pair the least that turning one of its pairs costs more.
Cost bound_of(const Costs& costs, const Part& part) {
  const std::size_t k = part.size();
  Cost bound = 0;
  std::vector<char> is_used(k * k, 0);
  for (std::size_t i = 0; i < k; ++i) {
    for (std::size_t j = i + 1; j < k; ++j) {
      bound += std::min(costs.of(part[i], part[j]), costs.of(part[j], part[i]));
    }
  }
  const auto margin = [&](std::size_t i, std::size_t j) {
    return costs.of(part[j], part[i]) - costs.of(part[i], part[j]);
  };
  for (std::size_t i = 0; i < k; ++i) {
    for (std::size_t j = 0; j < k; ++j) {
      for (std::size_t l = 0; l < k; ++l) {
        if (margin(i, j) <= 0 || margin(j, l) <= 0 || margin(l, i) <= 0) continue;
        if (is_used[i * k + j] != 0 || is_used[j * k + l] != 0 || is_used[l * k + i] != 0) continue;
        is_used[i * k + j] = is_used[j * k + l] = is_used[l * k + i] = 1;
        bound += std::min({margin(i, j), margin(j, l), margin(l, i)});
      }
    }
  }
  return bound;
}

/// A good order of a large part: single things are moved to where they cost least, from the order
/// of duels won on, until no move helps.
Ordered order_by_moving(const Costs& costs, const Part& part) {
  Part order = part;
  std::vector<std::size_t> won(costs.size(), 0);
  for (const std::size_t a : part) {
    for (const std::size_t b : part) won[a] += costs.beats(a, b) ? 1U : 0U;
  }
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return won[a] > won[b]; });
  for (bool has_moved = true; has_moved;) {
    has_moved = false;
    for (std::size_t from = 0; from < order.size(); ++from) {
      const std::size_t thing = order[from];
      Cost change = 0;
      Cost best = 0;
      std::size_t to = from;
      for (std::size_t at = from; at-- > 0;) {  // towards the front
        change += costs.of(thing, order[at]) - costs.of(order[at], thing);
        if (change < best) {
          best = change;
          to = at;
        }
      }
      change = 0;
      for (std::size_t at = from + 1; at < order.size(); ++at) {  // towards the end
        change += costs.of(order[at], thing) - costs.of(thing, order[at]);
        if (change < best) {
          best = change;
          to = at;
        }
      }
      if (to == from) continue;
      const auto begin = order.begin();
      const auto at = [&](std::size_t i) { return begin + static_cast<std::ptrdiff_t>(i); };
      if (to < from) {
        std::rotate(at(to), at(from), at(from + 1));
      } else {
        std::rotate(at(from), at(from + 1), at(to + 1));
      }
      has_moved = true;
    }
  }
  return {.order = std::move(order), .bound = bound_of(costs, part), .as_good = 0};
}

Scored by_score(std::vector<double> score) {
  Scored result{.order = std::vector<std::size_t>(score.size()), .score = std::move(score)};
  std::iota(result.order.begin(), result.order.end(), std::size_t{0});
  std::ranges::stable_sort(result.order, [&](std::size_t a, std::size_t b) {
    return std::llround(result.score[a] * kUnit) > std::llround(result.score[b] * kUnit);
  });
  return result;
}

}  // namespace

Kemeny kemeny(DuelShares shares, std::size_t n) {
  const Costs costs(shares, n);
  Kemeny result;
  result.as_good = 1;
  Cost bound = 0;
  const std::vector<Part> parts = parts_of(costs);
  Part before;
  for (const Part& part : parts) {
    const Ordered ordered =
        part.size() <= kMostExactKemeny ? order_exactly(costs, part) : order_by_moving(costs, part);
    // Between parts the order is settled, and costs what it costs.
    for (const std::size_t a : before) {
      for (const std::size_t b : part) bound += costs.of(a, b);
    }
    bound += ordered.bound;
    result.as_good = capped_product(result.as_good, ordered.as_good);
    before.insert(before.end(), part.begin(), part.end());
    result.order.insert(result.order.end(), ordered.order.begin(), ordered.order.end());
  }
  Cost cost = 0;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = i + 1; j < n; ++j) cost += costs.of(result.order[i], result.order[j]);
  }
  CHECK(bound <= cost);
  result.disagreement = static_cast<double>(cost) / kUnit;
  result.bound = static_cast<double>(bound) / kUnit;
  result.is_proven = bound == cost;
  return result;
}

Scored borda(DuelShares shares, std::size_t n) {
  CHECK(shares.size() == n * n);
  std::vector<double> score(n, 0.0);
  for (std::size_t a = 0; a < n; ++a) {
    for (std::size_t b = 0; b < n; ++b) {
      if (a == b) continue;
      const double above = shares[a * n + b];
      const double below = shares[b * n + a];
      score[a] += above + 0.5 * (1.0 - above - below);
    }
  }
  return by_score(std::move(score));
}

Scored copeland(DuelShares shares, std::size_t n) {
  const Costs costs(shares, n);
  std::vector<double> score(n, 0.0);
  for (std::size_t a = 0; a < n; ++a) {
    for (std::size_t b = 0; b < n; ++b) {
      score[a] += costs.beats(a, b) ? 1.0 : costs.beats(b, a) ? -1.0 : 0.0;
    }
  }
  return by_score(std::move(score));
}

Consensus consensus_of(DuelShares shares, std::size_t n) {
  Consensus result{.kemeny = kemeny(shares, n),
                   .borda = borda(shares, n),
                   .copeland = copeland(shares, n),
                   .condorcet_winner = n};
  for (std::size_t a = 0; a < n; ++a) {
    if (result.copeland.score[a] == static_cast<double>(n) - 1.0) result.condorcet_winner = a;
  }
  return result;
}

}  // namespace penholder
