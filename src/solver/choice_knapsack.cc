#include "solver/choice_knapsack.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace penholder::solver {

ChoiceKnapsack::ChoiceKnapsack(std::vector<std::vector<Option>> items, std::size_t rooms)
    : items_(std::move(items)), rooms_(rooms), most_(rooms, 0), prices_(rooms, 0.0) {
  for (const auto& options : items_) {
    for (std::size_t r = 0; r < rooms_; ++r) {
      Value most = 0;
      for (const Option& option : options) most = std::max(most, option.amounts[r]);
      most_[r] += most;
    }
  }
}

std::size_t ChoiceKnapsack::KeyHash::operator()(const std::vector<std::int64_t>& key) const {
  std::uint64_t hash = 0x9e3779b97f4a7c15ULL;
  for (const std::int64_t word : key) {
    hash ^= static_cast<std::uint64_t>(word);
    hash *= 0xff51afd7ed558ccdULL;
    hash ^= hash >> 32;
  }
  return static_cast<std::size_t>(hash);
}

std::uint64_t ChoiceKnapsack::take_work() { return std::exchange(work_, 0); }

ChoiceKnapsack::Known& ChoiceKnapsack::look_up(std::span<const std::uint64_t> open,
                                               std::span<const Value> room,
                                               std::vector<Value>& clipped) {
  clipped.assign(room.begin(), room.end());
  std::vector<std::int64_t> key;
  key.reserve(open.size() + rooms_);
  for (std::size_t r = 0; r < rooms_; ++r) {
    clipped[r] = std::min(clipped[r], most_[r]);
    key.push_back(clipped[r]);
  }
  for (const std::uint64_t word : open) key.push_back(static_cast<std::int64_t>(word));
  work_ += 2;
  if (answers_.size() >= kMostAnswers) answers_.clear();
  return answers_.try_emplace(std::move(key), Known{.low = -kImpossible, .high = kImpossible})
      .first->second;
}

ChoiceKnapsack::Answer ChoiceKnapsack::least(std::span<const std::uint64_t> open,
                                             std::span<const Value> room) {
  if (std::ranges::any_of(room, [](Value left) { return left < 0; })) {
    return {.is_possible = false};
  }
  std::vector<Value> clipped;
  Known& known = look_up(open, room, clipped);
  if (!known.is_settled) {
    const Known found = compute(open, clipped, known.high, false);
    known.low = std::max(known.low, found.low);
    known.high = std::min(known.high, found.high);
    known.is_settled = true;
  }
  return {.is_possible = known.low < kImpossible, .cost = known.low};
}

ChoiceKnapsack::Answer ChoiceKnapsack::relaxed(std::span<const std::uint64_t> open,
                                               std::span<const Value> room) {
  if (std::ranges::any_of(room, [](Value left) { return left < 0; })) {
    return {.is_possible = false};
  }
  std::vector<Value> clipped;
  Known& known = look_up(open, room, clipped);
  if (!known.is_settled && !known.is_priced) {
    wants_bound_only_ = true;
    const Known found = compute(open, clipped, kImpossible, false);
    wants_bound_only_ = false;
    known.low = std::max(known.low, found.low);
    known.high = std::min(known.high, found.high);
    known.is_priced = true;
    if (known.low >= known.high) known.is_settled = true;
  }
  return {.is_possible = known.low < kImpossible, .cost = known.low};
}

bool ChoiceKnapsack::costs_at_least(std::span<const std::uint64_t> open,
                                    std::span<const Value> room, Value target) {
  if (std::ranges::any_of(room, [](Value left) { return left < 0; })) return true;
  std::vector<Value> clipped;
  Known& known = look_up(open, room, clipped);
  if (known.low >= target) return true;
  if (known.high < target || known.is_settled) return false;
  const Known found = compute(open, clipped, std::min(target, known.high), true);
  known.low = std::max(known.low, found.low);
  known.high = std::min(known.high, found.high);
  return known.low >= target;
}

double ChoiceKnapsack::price(std::span<const std::uint64_t> open, const std::vector<Value>& room,
                             int rounds) {
  // Raises the price of a room that is taken beyond its size, lowers that of one with space left;
  // keeps the prices with the greatest bound. Rooms differ in size by orders: all are measured in
  // the most that could be taken of them.
  const std::size_t rooms = tight_.size();
  std::vector<double> size(rooms);
  std::vector<double> space(rooms);
  std::vector<double> trial(rooms);
  std::vector<double> kept(rooms);
  for (std::size_t k = 0; k < rooms; ++k) {
    size[k] = std::max(1.0, static_cast<double>(most_[tight_[k]]));
    space[k] = static_cast<double>(room[tight_[k]]) / size[k];
    trial[k] = prices_[tight_[k]] * size[k];
  }
  flat_.clear();
  first_.clear();
  double spread = 0.0;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    first_.push_back(flat_.size());
    double low = 1e300;
    double high = -1e300;
    for (std::size_t o = 0; o < items_[i].size(); ++o) {
      if ((open[i] >> o & 1U) == 0) continue;
      const Option& option = items_[i][o];
      const auto cost = static_cast<double>(option.cost);
      low = std::min(low, cost);
      high = std::max(high, cost);
      flat_.push_back(cost);
      for (std::size_t k = 0; k < rooms; ++k) {
        flat_.push_back(static_cast<double>(option.amounts[tight_[k]]) / size[k]);
      }
    }
    spread += high - low;
  }
  first_.push_back(flat_.size());
  double best = -1e300;
  if (wants_bound_only_) rounds = std::min(rounds, 30);
  double factor = 0.1 * spread;
  int since_better = 0;
  std::vector<double> over(rooms);
  for (int round = 0; round < rounds; ++round) {
    double value = 0.0;
    for (std::size_t k = 0; k < rooms; ++k) {
      over[k] = -space[k];
      value -= trial[k] * space[k];
    }
    for (std::size_t i = 0; i + 1 < first_.size(); ++i) {
      double least = 1e300;
      const double* chosen = nullptr;
      for (std::size_t at = first_[i]; at < first_[i + 1]; at += rooms + 1) {
        double cost = flat_[at];
        for (std::size_t k = 0; k < rooms; ++k) cost += trial[k] * flat_[at + 1 + k];
        if (cost < least) {
          least = cost;
          chosen = &flat_[at + 1];
        }
      }
      value += least;
      for (std::size_t k = 0; k < rooms; ++k) over[k] += chosen[k];
    }
    double length = 0.0;
    for (std::size_t k = 0; k < rooms; ++k) {
      if (over[k] < 0.0 && trial[k] <= 0.0) over[k] = 0.0;
      length += over[k] * over[k];
    }
    if (value > best) {
      best = value;
      kept = trial;
      since_better = 0;
    } else if (++since_better == 3) {
      since_better = 0;
      factor *= 0.5;
    }
    // Good enough to cut the whole part off.
    if (best > static_cast<double>(best_) + 0.5 || length <= 0.0) break;
    const double step = factor / std::sqrt(length);
    if (step < 1e-4 * spread) break;
    for (std::size_t k = 0; k < rooms; ++k) trial[k] = std::max(0.0, trial[k] + step * over[k]);
  }
  work_ += flat_.size() * static_cast<std::size_t>(rounds) / 64;
  std::ranges::fill(prices_, 0.0);
  for (std::size_t k = 0; k < rooms; ++k) prices_[tight_[k]] = kept[k] / size[k];
  return best;
}

ChoiceKnapsack::Known ChoiceKnapsack::compute(std::span<const std::uint64_t> open,
                                              const std::vector<Value>& room, Value target,
                                              bool any) {
  best_ = target;
  is_found_ = false;
  wants_any_ = any;
  parts_ = 0;
  is_cut_short_ = false;
  root_ = -kImpossible;
  taken_.assign(items_.size(), 0);
  try_last_choice(open, room);
  if (!(is_found_ && any)) solve_part({open.begin(), open.end()}, room, 0);
  // Not proven: what the root's prices say, or that it is the target at least.
  if (is_cut_short_)
    return {.low = std::min(root_, best_), .high = is_found_ ? best_ : kImpossible};
  if (any && is_found_) return {.low = -kImpossible, .high = best_};
  if (any) return {.low = target, .high = kImpossible};
  // Nothing is below: what was known from above is the least.
  return {.low = best_, .high = best_};
}

void ChoiceKnapsack::solve_part(std::vector<std::uint64_t> open, const std::vector<Value>& room,
                                int depth) {
  if (++parts_ > (wants_any_ ? 1 : kMostParts)) {
    is_cut_short_ = true;
    return;
  }
  // Options that cannot fit by themselves are shut; the cheapest of each may fit together at once.
  std::vector<Value> most(rooms_, 0);
  std::vector<Value> cheapest_use(rooms_, 0);
  std::vector<std::uint32_t> cheapest_choice(items_.size(), 0);
  Value cheapest_cost = 0;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    const Option* cheapest = nullptr;
    std::vector<Value> greatest(rooms_, 0);
    for (std::uint32_t o = 0; o < items_[i].size(); ++o) {
      const std::uint64_t bit = std::uint64_t{1} << o;
      if ((open[i] & bit) == 0) continue;
      const Option& option = items_[i][o];
      bool fits = true;
      for (std::size_t r = 0; r < rooms_; ++r) fits = fits && option.amounts[r] <= room[r];
      if (!fits) {
        open[i] &= ~bit;
        continue;
      }
      for (std::size_t r = 0; r < rooms_; ++r) {
        greatest[r] = std::max(greatest[r], option.amounts[r]);
      }
      if (cheapest == nullptr || option.cost < cheapest->cost) {
        cheapest = &option;
        cheapest_choice[i] = o;
      }
    }
    if (cheapest == nullptr) return;
    cheapest_cost += cheapest->cost;
    for (std::size_t r = 0; r < rooms_; ++r) {
      most[r] += greatest[r];
      cheapest_use[r] += cheapest->amounts[r];
    }
  }
  work_ += items_.size() * 2;
  if (depth == 0) root_ = cheapest_cost;
  if (cheapest_cost >= best_) return;
  tight_.clear();
  bool fits = true;
  for (std::uint32_t r = 0; r < rooms_; ++r) {
    if (most[r] > room[r]) tight_.push_back(r);
    fits = fits && cheapest_use[r] <= room[r];
  }
  if (fits) {
    best_ = cheapest_cost;
    is_found_ = true;
    last_choice_ = std::move(cheapest_choice);
    return;
  }

  const double bound = price(open, room, depth == 0 ? kRounds : kRounds / 3);
  // Costs are whole numbers below 2^50: half a unit is far above what doubles lose.
  const Value relaxed = static_cast<Value>(std::ceil(bound - 0.5));
  if (depth == 0) root_ = std::max(root_, relaxed);
  if (relaxed >= best_) return;
  if (wants_bound_only_) {
    is_cut_short_ = true;
    return;
  }
  const std::uint32_t unclear = order_items(open, room);
  left_ = room;
  nodes_ = 0;
  descend(0, 0.0, 0);
  work_ += nodes_;
  if (nodes_ < kMostNodes || (wants_any_ && is_found_)) return;

  // Too many: the least clear item is decided, and each part gets prices of its own.
  const std::vector<double> prices = prices_;
  std::vector<std::pair<double, std::uint32_t>> options;
  for (std::uint32_t o = 0; o < items_[unclear].size(); ++o) {
    if ((open[unclear] >> o & 1U) == 0) continue;
    double priced = static_cast<double>(items_[unclear][o].cost);
    for (std::size_t r = 0; r < rooms_; ++r) {
      priced += prices[r] * static_cast<double>(items_[unclear][o].amounts[r]);
    }
    options.emplace_back(priced, o);
  }
  std::ranges::sort(options);
  for (const auto& [priced, o] : options) {
    std::vector<std::uint64_t> part = open;
    part[unclear] = std::uint64_t{1} << o;
    prices_ = prices;
    solve_part(std::move(part), room, depth + 1);
    if (is_cut_short_ || (wants_any_ && is_found_)) return;
  }
}

std::uint32_t ChoiceKnapsack::order_items(std::span<const std::uint64_t> open,
                                          const std::vector<Value>& room) {
  // Items in which the priced choice is clear come first: their other options are cut off early.
  order_.clear();
  std::vector<std::vector<Choice>> choices(items_.size());
  std::vector<double> regret(items_.size(), 0.0);
  double paid_room = 0.0;
  for (const std::uint32_t r : tight_) paid_room += prices_[r] * static_cast<double>(room[r]);
  for (std::uint32_t i = 0; i < items_.size(); ++i) {
    for (std::uint32_t o = 0; o < items_[i].size(); ++o) {
      if ((open[i] >> o & 1U) == 0) continue;
      const Option& option = items_[i][o];
      double priced = static_cast<double>(option.cost);
      for (const std::uint32_t r : tight_) {
        priced += prices_[r] * static_cast<double>(option.amounts[r]);
      }
      choices[i].push_back({.priced = priced, .cost = option.cost, .option = o});
    }
    std::ranges::stable_sort(choices[i], {}, &Choice::priced);
    regret[i] = choices[i].size() > 1 ? choices[i][1].priced - choices[i][0].priced : 1e300;
    order_.push_back(i);
  }
  std::ranges::stable_sort(order_,
                           [&](std::uint32_t a, std::uint32_t b) { return regret[a] > regret[b]; });
  choices_.clear();
  for (const std::uint32_t i : order_) choices_.push_back(std::move(choices[i]));
  rest_.assign(items_.size() + 1, -paid_room);
  for (std::size_t d = items_.size(); d-- > 0;) rest_[d] = rest_[d + 1] + choices_[d][0].priced;
  return order_.back();
}

void ChoiceKnapsack::try_last_choice(std::span<const std::uint64_t> open,
                                     const std::vector<Value>& room) {
  if (last_choice_.size() != items_.size()) return;
  std::vector<Value> used(rooms_, 0);
  Value cost = 0;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    const std::uint32_t o = last_choice_[i];
    if ((open[i] >> o & 1U) == 0) return;
    cost += items_[i][o].cost;
    for (std::size_t r = 0; r < rooms_; ++r) used[r] += items_[i][o].amounts[r];
  }
  for (std::size_t r = 0; r < rooms_; ++r) {
    if (used[r] > room[r]) return;
  }
  if (cost >= best_) return;
  best_ = cost;
  is_found_ = true;
}

void ChoiceKnapsack::descend(std::size_t depth, double priced, Value cost) {
  if (++nodes_ >= kMostNodes) return;
  if (depth == items_.size()) {
    if (cost >= best_) return;
    best_ = cost;
    is_found_ = true;
    last_choice_.resize(items_.size());
    for (std::size_t d = 0; d < depth; ++d) last_choice_[order_[d]] = taken_[d];
    return;
  }
  const std::vector<Option>& options = items_[order_[depth]];
  for (const Choice& choice : choices_[depth]) {
    const double with = priced + choice.priced;
    if (with + rest_[depth + 1] > static_cast<double>(best_) - 0.5) return;
    const Option& option = options[choice.option];
    bool fits = true;
    for (const std::uint32_t r : tight_) fits = fits && option.amounts[r] <= left_[r];
    if (!fits) continue;
    for (const std::uint32_t r : tight_) left_[r] -= option.amounts[r];
    taken_[depth] = choice.option;
    descend(depth + 1, with, cost + choice.cost);
    for (const std::uint32_t r : tight_) left_[r] += option.amounts[r];
    if (nodes_ >= kMostNodes || (wants_any_ && is_found_)) return;
  }
}

}  // namespace penholder::solver
