#include "solver/energy.h"

#include <algorithm>
#include <array>
#include <utility>

namespace penholder::solver {
namespace {

/// Energies stay within this, so that a few of them can be added.
constexpr Value kMostEnergy = Value{1} << 61;

bool product_fits(Value a, Value b) { return b == 0 || a <= kMostEnergy / b; }

template <class Key>
void resort(std::vector<std::uint32_t>& order, std::size_t size, Key key) {
  order.resize(size);
  for (std::uint32_t k = 0; k < size; ++k) order[k] = k;
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    return key(a) != key(b) ? key(a) < key(b) : a < b;
  });
}

}  // namespace

std::unique_ptr<Energy> Energy::make(const Domains& domains, std::vector<Resource::Step> capacity,
                                     std::vector<Interval> intervals) {
  std::erase_if(intervals, [&](const Interval& i) { return domains.fails(i.presence); });
  if (intervals.size() < 2 || intervals.size() > kMostIntervals || capacity.empty()) {
    return nullptr;
  }
  Tick first = kTickMax;
  Tick last = -kTickMax;
  Value amounts = 0;
  for (const Interval& interval : intervals) {
    first = std::min(first, domains.low(interval.start));
    last = std::max(last, domains.high(interval.start) + interval.duration);
    // Amounts of one resource stay within 4 * 2^60 (model.h).
    amounts += interval.amount;
  }
  // All that matters lies in [first, last), and capacity beyond all amounts together does not.
  while (capacity.size() > 1 && capacity[1].from <= first) capacity.erase(capacity.begin());
  capacity.front().from = std::max<Time>(capacity.front().from, first);
  for (Resource::Step& step : capacity) step.capacity = std::min(step.capacity, amounts);
  if (!product_fits(amounts, Value{last} - first)) return nullptr;
  return std::unique_ptr<Energy>(new Energy(std::move(capacity), std::move(intervals)));
}

Energy::Energy(std::vector<Resource::Step> capacity, std::vector<Interval> intervals)
    : capacity_(std::move(capacity)), intervals_(std::move(intervals)) {
  Value sum = 0;
  for (std::size_t k = 0; k < capacity_.size(); ++k) {
    if (k > 0) sum += capacity_[k - 1].capacity * (capacity_[k].from - capacity_[k - 1].from);
    supply_.push_back(sum);
  }
}

std::vector<Side> Energy::wakes() const {
  std::vector<Side> sides;
  for (const Interval& interval : intervals_) {
    sides.push_back(lower_side(interval.start));
    sides.push_back(upper_side(interval.start));
    if (!is_always(interval.presence)) sides.push_back(interval.presence.side);
  }
  std::ranges::sort(sides);
  sides.erase(std::unique(sides.begin(), sides.end()), sides.end());
  return sides;
}

Value Energy::supply(Tick begin, Tick end) const {
  const auto until = [&](Tick t) {
    const auto after = std::ranges::upper_bound(capacity_, t, {}, &Resource::Step::from);
    if (after == capacity_.begin()) return Value{0};
    const auto k = static_cast<std::size_t>(after - capacity_.begin()) - 1;
    return supply_[k] + capacity_[k].capacity * (t - capacity_[k].from);
  };
  return until(end) - until(begin);
}

Tick Energy::least_time(Tick est, Tick lst, Tick duration, const Window& window) {
  const Tick least = std::min(
      {duration, est + duration - window.begin, window.end - lst, window.end - window.begin});
  return std::max(least, Tick{0});
}

void Energy::collect(const Domains& domains) {
  rows_.clear();
  optional_.clear();
  greatest_energy_ = 0;
  for (std::uint32_t i = 0; i < intervals_.size(); ++i) {
    const Interval& interval = intervals_[i];
    if (domains.fails(interval.presence)) continue;
    greatest_energy_ = std::max(greatest_energy_, interval.amount * interval.duration);
    if (!domains.holds(interval.presence)) {
      optional_.push_back(i);
      continue;
    }
    rows_.push_back({.interval = i,
                     .est = domains.low(interval.start),
                     .lst = domains.high(interval.start),
                     .duration = interval.duration,
                     .amount = interval.amount});
  }
  const std::size_t n = rows_.size();
  resort(by_lst_, n, [&](std::uint32_t r) { return rows_[r].lst; });
  resort(by_ect_, n, [&](std::uint32_t r) { return rows_[r].est + rows_[r].duration; });
  resort(by_lct_, n, [&](std::uint32_t r) { return rows_[r].lst + rows_[r].duration; });
  resort(by_sum_, n,
         [&](std::uint32_t r) { return rows_[r].est + rows_[r].duration + rows_[r].lst; });
  begins_.clear();
  for (const Row& row : rows_) begins_.push_back(row.est);
  std::ranges::sort(begins_);
  begins_.erase(std::unique(begins_.begin(), begins_.end()), begins_.end());
}

std::optional<Energy::Window> Energy::tightest(Tick begin) {
  // What an interval must spend in [begin, end) grows with `end` from its latest start (or from
  // `begin`) on, until all is spent that cannot lie before `begin`. Three kinds of such ends, each
  // in an order of its own; the sweep merges them.
  const std::size_t n = rows_.size();
  const auto ect = [&](const Row& row) { return row.est + row.duration; };
  Value slope = 0;
  std::size_t s = 0;
  for (; s < n && rows_[by_lst_[s]].lst < begin; ++s) {
    const Row& row = rows_[by_lst_[s]];
    if (ect(row) > begin) slope += row.amount;
  }
  std::size_t whole = 0;  // lies after `begin` altogether: ends at its latest end
  std::size_t late = 0;   // may begin before: ends when what must lie after `begin` is spent
  std::size_t fixed = 0;  // surely runs at `begin`: ends at its earliest end
  std::size_t step = 0;
  while (step < capacity_.size() && capacity_[step].from <= begin) ++step;
  Value capacity = step == 0 ? 0 : capacity_[step - 1].capacity;
  std::optional<Window> best;
  Tick now = begin;
  Value slack = 0;
  while (true) {
    while (s < n && ect(rows_[by_lst_[s]]) <= begin) ++s;
    while (whole < n && rows_[by_lct_[whole]].est < begin) ++whole;
    while (late < n) {
      const Row& row = rows_[by_sum_[late]];
      if (row.est < begin && row.lst >= begin && ect(row) > begin) break;
      ++late;
    }
    while (fixed < n) {
      const Row& row = rows_[by_ect_[fixed]];
      if (row.lst < begin && ect(row) > begin && row.est < begin) break;
      ++fixed;
    }
    Tick end = kTickMax;
    if (whole < n) {
      const Row& row = rows_[by_lct_[whole]];
      end = std::min(end, row.lst + row.duration);
    }
    if (late < n) {
      const Row& row = rows_[by_sum_[late]];
      end = std::min(end, ect(row) + row.lst - begin);
    }
    if (fixed < n) end = std::min(end, ect(rows_[by_ect_[fixed]]));
    if (end == kTickMax) break;  // all is spent
    Tick next = end;
    if (s < n) next = std::min(next, rows_[by_lst_[s]].lst);
    if (step < capacity_.size() && capacity_[step].from < next) {
      next = static_cast<Tick>(capacity_[step].from);
    }
    slack += (capacity - slope) * (next - now);
    now = next;
    if (now > begin && (!best || slack < best->slack)) {
      best = Window{.begin = begin, .end = now, .slack = slack};
    }
    while (step < capacity_.size() && capacity_[step].from <= now) {
      capacity = capacity_[step].capacity;
      ++step;
    }
    while (s < n && rows_[by_lst_[s]].lst == now) {
      if (ect(rows_[by_lst_[s]]) > begin) slope += rows_[by_lst_[s]].amount;
      ++s;
    }
    if (now != end) continue;
    for (; whole < n; ++whole) {
      const Row& row = rows_[by_lct_[whole]];
      if (row.est < begin) continue;
      if (row.lst + row.duration != now) break;
      slope -= row.amount;
    }
    for (; late < n; ++late) {
      const Row& row = rows_[by_sum_[late]];
      if (row.est >= begin || row.lst < begin || ect(row) <= begin) continue;
      if (ect(row) + row.lst - begin != now) break;
      slope -= row.amount;
    }
    for (; fixed < n; ++fixed) {
      const Row& row = rows_[by_ect_[fixed]];
      if (row.est >= begin || row.lst >= begin || ect(row) <= begin) continue;
      if (ect(row) != now) break;
      slope -= row.amount;
    }
  }
  return best;
}

void Energy::explain(const Domains& domains, const Window& window, std::size_t except,
                     Value energy) {
  struct Spender {
    std::uint32_t row = 0;
    std::uint32_t level = 0;
    Tick time = 0;
  };
  std::vector<Spender> spenders;
  const auto level_of = [&](Literal l) {
    if (is_always(l)) return std::uint32_t{0};
    const Position at = domains.made_true_at(l);
    return at == kNoChange ? 0U : domains.change(at).level;
  };
  Value spare = -energy;
  for (std::uint32_t r = 0; r < rows_.size(); ++r) {
    const Row& row = rows_[r];
    if (row.interval == except) continue;
    const Tick time = least_time(row.est, row.lst, row.duration, window);
    if (time == 0) continue;
    spare += time * row.amount;
    const Interval& interval = intervals_[row.interval];
    std::uint32_t level = level_of(interval.presence);
    level = std::max(level, level_of(at_least(interval.start, window.begin + time - row.duration)));
    level = std::max(level, level_of(at_most(interval.start, window.end - time)));
    if (level > 0) spenders.push_back({.row = r, .level = level, .time = time});
  }
  DCHECK(spare >= 0);
  // Not needed at all: first what was learned last, so that the nogood reaches far back.
  std::ranges::sort(spenders, [](const Spender& a, const Spender& b) {
    return a.level != b.level ? a.level > b.level : a.row < b.row;
  });
  for (Spender& spender : spenders) {
    const Value all = spender.time * rows_[spender.row].amount;
    if (all > spare) continue;
    spare -= all;
    spender.time = 0;
  }
  for (const Spender& spender : spenders) {
    if (spender.time == 0) continue;
    const Row& row = rows_[spender.row];
    const Interval& interval = intervals_[row.interval];
    because_.push_back(at_least(interval.start, window.begin + spender.time - row.duration));
    because_.push_back(at_most(interval.start, window.end - spender.time));
    if (!is_always(interval.presence)) because_.push_back(interval.presence);
  }
}

bool Energy::push(Engine& engine, const Window& window, std::size_t i, Value room) {
  const Interval& interval = intervals_[i];
  Domains& domains = engine.domains();
  const Tick est = domains.low(interval.start);
  const Tick lst = domains.high(interval.start);
  // It may spend this much time in the window, and no moment more.
  const Tick length = window.end - window.begin;
  const Tick most = static_cast<Tick>(std::min<Value>(room / interval.amount, length));
  const auto time_from = [&](Tick start) {
    return std::min(start + interval.duration, window.end) - std::max(start, window.begin);
  };
  const bool is_later = time_from(est) > most;
  const bool is_earlier = time_from(lst) > most;
  if (!is_later && !is_earlier) return true;
  const Value needed = supply(window.begin, window.end) + 1 - interval.amount * (most + 1);
  const Literal from = at_least(interval.start, window.begin + most + 1 - interval.duration);
  const Literal to = at_most(interval.start, window.end - most - 1);
  if (domains.presence(interval.start) != interval.presence) {
    if (!domains.holds(interval.presence)) {
      // The start is shared with other modes: it can only be refused.
      if (least_time(est, lst, interval.duration, window) <= most) return true;
      because_ = {from, to};
      explain(domains, window, i, needed);
      return domains.make_true(negation(interval.presence), because_);
    }
  }
  const bool names_presence = domains.presence(interval.start) != interval.presence;
  if (is_later) {
    because_ = {from};
    if (names_presence) because_.push_back(interval.presence);
    explain(domains, window, i, needed);
    if (!domains.make_true(at_least(interval.start, window.end - most), because_)) return false;
    if (domains.fails(interval.presence)) return true;
  }
  if (is_earlier) {
    because_ = {to};
    if (names_presence) because_.push_back(interval.presence);
    explain(domains, window, i, needed);
    return domains.make_true(at_most(interval.start, window.begin + most - interval.duration),
                             because_);
  }
  return true;
}

bool Energy::use(Engine& engine, const Window& window) {
  Domains& domains = engine.domains();
  if (window.slack < 0) {
    because_.clear();
    explain(domains, window, intervals_.size(), supply(window.begin, window.end) + 1);
    return domains.fail(because_);
  }
  if (window.slack >= greatest_energy_) return true;
  engine.add_work((rows_.size() + optional_.size()) / 8);
  for (const Row& row : rows_) {
    if (row.amount * row.duration <= window.slack) continue;
    const Tick least = least_time(row.est, row.lst, row.duration, window);
    if (least == row.duration) continue;
    if (!push(engine, window, row.interval, window.slack + least * row.amount)) return false;
  }
  for (const std::uint32_t i : optional_) {
    const Interval& interval = intervals_[i];
    if (interval.amount * interval.duration <= window.slack) continue;
    if (domains.fails(interval.presence)) continue;
    if (!push(engine, window, i, window.slack)) return false;
  }
  return true;
}

bool Energy::propagate(Engine& engine) {
  // What is found out at the top is worth more than what it costs.
  const bool is_root = engine.domains().level() <= 1;
  if (!is_root && until_ > 0) {
    --until_;
    return true;
  }
  const Position before = engine.domains().size();
  collect(engine.domains());
  engine.add_work(rows_.size() / 2);
  bool is_sound = true;
  for (const Tick begin : begins_) {
    engine.add_work(rows_.size() / 4);
    const std::optional<Window> window = tightest(begin);
    if (!window) continue;
    is_sound = use(engine, *window);
    if (!is_sound) break;
  }
  const bool has_paid = !is_sound || engine.domains().size() > before;
  if (!is_root) {
    pause_ = has_paid ? pause_ / 2 : std::min(2 * pause_ + 1, kLongestPause);
    until_ = pause_;
  }
  return is_sound;
}

}  // namespace penholder::solver
