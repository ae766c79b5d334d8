#include "solver/choice_knapsack.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace penholder::solver {

namespace {

constexpr double kFar = 1e300;

std::vector<Value> most_of(const std::vector<std::vector<ChoiceOption>>& items, std::size_t rooms) {
  std::vector<Value> all(rooms, 0);
  for (const auto& options : items) {
    for (std::size_t r = 0; r < rooms; ++r) {
      Value most = 0;
      for (const ChoiceOption& option : options) most = std::max(most, option.amounts[r]);
      all[r] += most;
    }
  }
  return all;
}

bool has_none_left(std::span<const Value> room) {
  return std::ranges::any_of(room, [](Value left) { return left < 0; });
}

}  // namespace

ChoiceKnapsack::ChoiceKnapsack(const std::vector<std::vector<Option>>& items, std::size_t rooms)
    : items_(items.size()),
      rooms_(rooms),
      most_(most_of(items, rooms)),
      prices_(items, most_),
      taken_(items_.size(), 0),
      best_choice_(items_.size(), 0),
      sure_choice_(items_.size(), 0) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    items_[i] = {.first = costs_.size(), .options = static_cast<std::uint32_t>(items[i].size())};
    for (const Option& option : items[i]) {
      costs_.push_back(option.cost);
      takes_.insert(takes_.end(), option.amounts.begin(), option.amounts.end());
    }
  }
}

std::uint64_t ChoiceKnapsack::take_work() { return std::exchange(work_, 0) + prices_.take_work(); }

ChoiceKnapsack::Known& ChoiceKnapsack::look_up(std::span<const std::uint64_t> open,
                                               std::span<const Value> room) {
  clipped_.assign(room.begin(), room.end());
  for (std::size_t r = 0; r < rooms_; ++r) clipped_[r] = std::min(clipped_[r], most_[r]);
  key_.assign(clipped_.begin(), clipped_.end());
  // Open options as bits in a row.
  std::uint64_t word = 0;
  std::uint32_t filled = 0;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (filled + items_[i].options > 64) {
      key_.push_back(static_cast<std::int64_t>(std::exchange(word, 0)));
      filled = 0;
    }
    word |= open[i] << filled;
    filled += items_[i].options;
  }
  key_.push_back(static_cast<std::int64_t>(word));
  std::uint64_t hash = 0x9e3779b97f4a7c15ULL;
  for (const std::int64_t part : key_) {
    hash ^= static_cast<std::uint64_t>(part);
    hash *= 0xff51afd7ed558ccdULL;
    hash ^= hash >> 32;
  }
  work_ += 2;
  if (answers_.size() >= kMostAnswers) {
    answers_.clear();
    asked_.clear();
    std::ranges::fill(table_, 0);
  }
  if (table_.size() < 2 * (answers_.size() + 1)) grow_table();
  const std::size_t mask = table_.size() - 1;
  std::size_t place = static_cast<std::size_t>(hash) & mask;
  for (; table_[place] != 0; place = (place + 1) & mask) {
    Known& known = answers_[table_[place] - 1];
    if (known.hash != hash) continue;
    const auto asked =
        asked_.begin() + static_cast<std::ptrdiff_t>((table_[place] - 1) * key_.size());
    if (std::equal(key_.begin(), key_.end(), asked)) return known;
  }
  answers_.push_back({.low = -kImpossible, .high = kImpossible, .hash = hash});
  asked_.insert(asked_.end(), key_.begin(), key_.end());
  table_[place] = static_cast<std::uint32_t>(answers_.size());
  return answers_.back();
}

void ChoiceKnapsack::grow_table() {
  table_.assign(std::max<std::size_t>(256, 2 * table_.size()), 0);
  const std::size_t mask = table_.size() - 1;
  for (std::size_t k = 0; k < answers_.size(); ++k) {
    std::size_t place = static_cast<std::size_t>(answers_[k].hash) & mask;
    while (table_[place] != 0) place = (place + 1) & mask;
    table_[place] = static_cast<std::uint32_t>(k + 1);
  }
}

ChoiceKnapsack::Answer ChoiceKnapsack::least(std::span<const std::uint64_t> open,
                                             std::span<const Value> room, Value enough) {
  if (has_none_left(room)) return {.is_possible = false};
  Known& known = look_up(open, room);
  if (!known.is_settled && known.low < enough) {
    const Known found = compute(open, clipped_, std::min(known.high, enough), Wanted::Least);
    known.low = std::max(known.low, found.low);
    known.high = std::min(known.high, found.high);
    known.is_settled = is_cut_short_ || known.low >= known.high;
  }
  return {.is_possible = known.low < kImpossible, .cost = known.low};
}

ChoiceKnapsack::Answer ChoiceKnapsack::relaxed(std::span<const std::uint64_t> open,
                                               std::span<const Value> room) {
  if (has_none_left(room)) return {.is_possible = false};
  Known& known = look_up(open, room);
  if (!known.is_settled && !known.is_priced) {
    const Known found = compute(open, clipped_, kImpossible, Wanted::Bound);
    known.low = std::max(known.low, found.low);
    known.high = std::min(known.high, found.high);
    known.is_priced = true;
    if (known.low >= known.high) known.is_settled = true;
  }
  return {.is_possible = known.low < kImpossible, .cost = known.low};
}

bool ChoiceKnapsack::costs_at_least(std::span<const std::uint64_t> open,
                                    std::span<const Value> room, Value target) {
  if (has_none_left(room)) return true;
  Known& known = look_up(open, room);
  if (known.low >= target) return true;
  if (known.high < target || known.is_settled || target >= known.unclear_from) return false;
  const Known found = compute(open, clipped_, std::min(target, known.high), Wanted::Any);
  known.low = std::max(known.low, found.low);
  known.high = std::min(known.high, found.high);
  if (is_cut_short_ && known.low < target) known.unclear_from = target;
  return known.low >= target;
}

bool ChoiceKnapsack::weaken(std::vector<std::uint64_t>& open, std::vector<Value>& room,
                            std::span<const Value> all, Value target, std::size_t fixed) {
  if (has_none_left(room)) return false;
  std::vector<Value> clipped(rooms_);
  std::vector<Value> clipped_all(rooms_);
  for (std::size_t r = 0; r < rooms_; ++r) {
    clipped[r] = std::min(room[r], most_[r]);
    clipped_all[r] = std::min(all[r], most_[r]);
  }
  if (!prices_.weaken(open, clipped, clipped_all, target, fixed)) return false;
  for (std::size_t r = 0; r < rooms_; ++r) {
    if (clipped[r] >= clipped_all[r]) room[r] = std::max(room[r], all[r]);
  }
  return true;
}

void ChoiceKnapsack::find_dear(std::span<const std::uint64_t> open, std::span<const Value> room,
                               Value target, std::vector<std::uint64_t>& dear) {
  clipped_.assign(room.begin(), room.end());
  for (std::size_t r = 0; r < rooms_; ++r) clipped_[r] = std::min(clipped_[r], most_[r]);
  prices_.find_dear({.open = open, .room = clipped_}, target, dear);
}

ChoiceKnapsack::Known ChoiceKnapsack::compute(std::span<const std::uint64_t> open,
                                              const std::vector<Value>& room, Value target,
                                              Wanted wanted) {
  best_ = target;
  is_found_ = false;
  wanted_ = wanted;
  parts_ = 0;
  is_cut_short_ = false;
  root_ = -kImpossible;
  try_kept_choices(open, room);
  if (!is_done()) solve_part({open.begin(), open.end()}, room, 0);
  if (is_found_) keep_choice();
  // Not proven: what the root's prices say, or that it is the target at least.
  if (is_cut_short_)
    return {.low = std::min(root_, best_), .high = is_found_ ? best_ : kImpossible};
  if (wanted == Wanted::Any && is_found_) return {.low = -kImpossible, .high = best_};
  return {.low = best_, .high = is_found_ ? best_ : kImpossible};
}

void ChoiceKnapsack::solve_part(std::vector<std::uint64_t> open, const std::vector<Value>& room,
                                int depth) {
  if (++parts_ > (wanted_ == Wanted::Any ? 1 : kMostParts)) {
    is_cut_short_ = true;
    return;
  }
  // Options that cannot fit by themselves are shut; the cheapest of each may fit together at once.
  most_open_.assign(rooms_, 0);
  cheapest_use_.assign(rooms_, 0);
  cheapest_.assign(items_.size(), 0);
  Value cheapest_cost = 0;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    greatest_.assign(rooms_, 0);
    bool has_option = false;
    for (std::uint64_t rest = open[i]; rest != 0; rest &= rest - 1) {
      const auto o = static_cast<std::uint32_t>(std::countr_zero(rest));
      const Value* takes = takes_of(i, o);
      bool fits = true;
      for (std::size_t r = 0; r < rooms_; ++r) fits = fits && takes[r] <= room[r];
      if (!fits) {
        open[i] &= ~(std::uint64_t{1} << o);
        continue;
      }
      for (std::size_t r = 0; r < rooms_; ++r) greatest_[r] = std::max(greatest_[r], takes[r]);
      if (!has_option || cost_of(i, o) < cost_of(i, cheapest_[i])) cheapest_[i] = o;
      has_option = true;
    }
    if (!has_option) return;
    cheapest_cost += cost_of(i, cheapest_[i]);
    const Value* takes = takes_of(i, cheapest_[i]);
    for (std::size_t r = 0; r < rooms_; ++r) {
      most_open_[r] += greatest_[r];
      cheapest_use_[r] += takes[r];
    }
  }
  work_ += items_.size() * 2;
  if (depth == 0) root_ = cheapest_cost;
  if (cheapest_cost >= best_) return;
  tight_.clear();
  bool fits = true;
  for (std::uint32_t r = 0; r < rooms_; ++r) {
    if (most_open_[r] > room[r]) tight_.push_back(r);
    fits = fits && cheapest_use_[r] <= room[r];
  }
  if (fits) {
    best_ = cheapest_cost;
    is_found_ = true;
    best_choice_ = cheapest_;
    return;
  }

  const RoomPrices::Question question{.open = open, .room = room};
  Value relaxed = prices_.stored_bound(question, best_);
  if (relaxed < best_) {
    relaxed = prices_.improved_bound(
        question, best_, depth == 0 && wanted_ == Wanted::Least ? kRounds : kFewerRounds);
  }
  if (depth == 0) root_ = std::max(root_, relaxed);
  if (relaxed >= best_) return;
  if (wanted_ == Wanted::Bound) {
    is_cut_short_ = true;
    return;
  }
  const std::uint32_t unclear = order_items(open, room);
  nodes_ = 0;
  if (wanted_ == Wanted::Any && best_ < kImpossible && order_.size() > kMostUnclear) {
    is_cut_short_ = true;
    return;
  }
  if (!has_none_left(left_)) descend(0, root_bound_, sure_cost_);
  work_ += nodes_;
  if (nodes_ < kMostNodes || is_done()) return;

  // Too many: the least clear item is decided, and each part gets prices of its own.
  std::vector<std::pair<double, std::uint32_t>> options;
  for (std::uint32_t o = 0; o < items_[unclear].options; ++o) {
    if ((open[unclear] >> o & 1U) != 0) options.emplace_back(prices_.priced(unclear, o), o);
  }
  std::ranges::sort(options);
  for (const auto& [priced, o] : options) {
    std::vector<std::uint64_t> part = open;
    part[unclear] = std::uint64_t{1} << o;
    solve_part(std::move(part), room, depth + 1);
    if (is_done()) return;
  }
}

std::uint32_t ChoiceKnapsack::order_items(std::span<const std::uint64_t> open,
                                          const std::vector<Value>& room) {
  // Items in which the priced choice is clear come first: their other options are cut off early.
  clarity_.clear();
  double root = -prices_.paid_for(room);
  for (std::uint32_t i = 0; i < items_.size(); ++i) {
    double least = kFar;
    double second = kFar;
    for (std::uint64_t rest = open[i]; rest != 0; rest &= rest - 1) {
      const double priced = prices_.priced(i, static_cast<std::uint32_t>(std::countr_zero(rest)));
      second = std::min(second, std::max(least, priced));
      least = std::min(least, priced);
    }
    clarity_.push_back({.regret = second - least, .least = least, .item = i});
    root += least;
  }
  std::ranges::sort(clarity_, [](const Clarity& a, const Clarity& b) {
    return a.regret != b.regret ? a.regret > b.regret : a.item < b.item;
  });
  slip_ = prices_.slip();
  limit_ = static_cast<double>(best_ - 1) + slip_;
  order_.clear();
  choices_.clear();
  amounts_.clear();
  first_choice_.assign(1, 0);
  left_.clear();
  for (const std::uint32_t r : tight_) left_.push_back(room[r]);
  sure_cost_ = 0;
  for (const auto& [regret, least, item] : clarity_) {
    // What the bound passes the limit with is left out at once.
    const std::size_t first = choices_.size();
    for (std::uint64_t rest = open[item]; rest != 0; rest &= rest - 1) {
      const auto o = static_cast<std::uint32_t>(std::countr_zero(rest));
      const double more = prices_.priced(item, o) - least;
      if (root + more > limit_) continue;
      choices_.push_back({.more = more, .cost = cost_of(item, o), .option = o});
    }
    if (choices_.size() == first + 1) {
      const std::uint32_t sure = choices_.back().option;
      const Value* takes = takes_of(item, sure);
      for (std::size_t k = 0; k < tight_.size(); ++k) left_[k] -= takes[tight_[k]];
      sure_cost_ += cost_of(item, sure);
      sure_choice_[item] = sure;
      choices_.pop_back();
      continue;
    }
    order_.push_back(item);
    std::ranges::sort(choices_.begin() + static_cast<std::ptrdiff_t>(first), choices_.end(), {},
                      [](const Priced& p) { return std::pair(p.more, p.option); });
    first_choice_.push_back(choices_.size());
    for (std::size_t c = first; c < choices_.size(); ++c) {
      const Value* takes = takes_of(item, choices_[c].option);
      for (const std::uint32_t r : tight_) amounts_.push_back(takes[r]);
    }
  }
  root_bound_ = root;
  return clarity_.back().item;
}

void ChoiceKnapsack::try_kept_choices(std::span<const std::uint64_t> open,
                                      const std::vector<Value>& room) {
  work_ += kept_.size() / 4;
  for (const KeptChoice& kept : kept_) {
    if (kept.cost >= best_) continue;
    bool fits = true;
    for (std::size_t i = 0; i < items_.size() && fits; ++i) {
      fits = (open[i] >> kept.options[i] & 1U) != 0;
    }
    for (std::size_t r = 0; r < rooms_ && fits; ++r) fits = kept.takes[r] <= room[r];
    if (!fits) continue;
    best_ = kept.cost;
    best_choice_ = kept.options;
    is_found_ = true;
  }
}

void ChoiceKnapsack::keep_choice() {
  const bool is_known = std::ranges::any_of(
      kept_, [&](const KeptChoice& kept) { return kept.options == best_choice_; });
  if (is_known) return;
  if (kept_.size() < kMostChoices) {
    oldest_ = kept_.size();
    kept_.emplace_back();
  } else {
    oldest_ = (oldest_ + 1) % kMostChoices;
  }
  KeptChoice& kept = kept_[oldest_];
  kept.options = best_choice_;
  kept.cost = 0;
  kept.takes.assign(rooms_, 0);
  for (std::size_t i = 0; i < items_.size(); ++i) {
    const Value* takes = takes_of(i, best_choice_[i]);
    kept.cost += cost_of(i, best_choice_[i]);
    for (std::size_t r = 0; r < rooms_; ++r) kept.takes[r] += takes[r];
  }
}

void ChoiceKnapsack::descend(std::size_t depth, double bound, Value cost) {
  if (++nodes_ >= kMostNodes) return;
  if (depth == order_.size()) {
    if (cost >= best_) return;
    best_ = cost;
    limit_ = static_cast<double>(best_ - 1) + slip_;
    is_found_ = true;
    best_choice_ = sure_choice_;
    for (std::size_t d = 0; d < depth; ++d) best_choice_[order_[d]] = taken_[d];
    return;
  }
  const std::size_t rooms = tight_.size();
  for (std::size_t c = first_choice_[depth]; c < first_choice_[depth + 1]; ++c) {
    const Priced& choice = choices_[c];
    const double with = bound + choice.more;
    if (with > limit_) return;
    const Value* amounts = &amounts_[c * rooms];
    bool fits = true;
    for (std::size_t k = 0; k < rooms; ++k) fits = fits && amounts[k] <= left_[k];
    if (!fits) continue;
    for (std::size_t k = 0; k < rooms; ++k) left_[k] -= amounts[k];
    taken_[depth] = choice.option;
    descend(depth + 1, with, cost + choice.cost);
    for (std::size_t k = 0; k < rooms; ++k) left_[k] += amounts[k];
    if (nodes_ >= kMostNodes || is_done()) return;
  }
}

}  // namespace penholder::solver
