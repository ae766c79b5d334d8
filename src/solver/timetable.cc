#include "solver/timetable.h"

#include <algorithm>
#include <utility>

namespace penholder::solver {

Timetable::Timetable(std::vector<Resource::Step> capacity, std::vector<Interval> intervals)
    : capacity_(std::move(capacity)), intervals_(std::move(intervals)) {
  const std::size_t n = intervals_.size();
  begin_.resize(n);
  end_.resize(n);
  is_sure_.resize(n);
  for (std::uint32_t i = 0; i < n; ++i) {
    greatest_amount_ = std::max(greatest_amount_, intervals_[i].amount);
    by_begin_.push_back(i);
    by_end_.push_back(i);
  }
}

std::vector<Side> Timetable::wakes() const {
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

Value Timetable::capacity_at(Tick moment) const {
  const auto after = std::ranges::upper_bound(capacity_, moment, {}, &Resource::Step::from);
  return after == capacity_.begin() ? 0 : std::prev(after)->capacity;
}

void Timetable::explain_height(const Domains& domains, Tick moment, std::size_t except,
                               Value height) {
  // Everything that surely runs at the moment, less what is not needed to reach the height: first
  // to go is what was learned last, so that the nogood reaches far back.
  Value sum = 0;
  struct Runner {
    std::uint32_t interval = 0;
    std::uint32_t level = 0;
  };
  std::vector<Runner> runners;
  const auto level_of = [&](Literal l) {
    if (is_always(l)) return std::uint32_t{0};
    const Position at = domains.made_true_at(l);
    return at == kNoChange ? 0U : domains.change(at).level;
  };
  for (std::uint32_t i = 0; i < intervals_.size(); ++i) {
    if (i == except || is_sure_[i] == 0 || begin_[i] > moment || end_[i] <= moment) continue;
    const Interval& interval = intervals_[i];
    sum += interval.amount;
    std::uint32_t level = level_of(at_most(interval.start, moment));
    level = std::max(level, level_of(at_least(interval.start, moment - interval.duration + 1)));
    level = std::max(level, level_of(interval.presence));
    runners.push_back({.interval = i, .level = level});
  }
  Value spare = sum - height;
  DCHECK(spare >= 0);
  std::ranges::sort(runners, [](const Runner& a, const Runner& b) {
    return a.level != b.level ? a.level > b.level : a.interval < b.interval;
  });
  for (const Runner& runner : runners) {
    const Interval& interval = intervals_[runner.interval];
    if (runner.level == 0) break;
    if (interval.amount <= spare) {
      spare -= interval.amount;
      continue;
    }
    because_.push_back(at_most(interval.start, moment));
    because_.push_back(at_least(interval.start, moment - interval.duration + 1));
    if (!is_always(interval.presence)) because_.push_back(interval.presence);
  }
}

bool Timetable::build_profile(Engine& engine) {
  const Domains& domains = engine.domains();
  for (std::size_t i = 0; i < intervals_.size(); ++i) {
    const Interval& interval = intervals_[i];
    begin_[i] = domains.high(interval.start);
    end_[i] = domains.low(interval.start) + interval.duration;
    is_sure_[i] = begin_[i] < end_[i] && domains.holds(interval.presence) ? 1 : 0;
  }
  const auto resort = [](std::vector<std::uint32_t>& order, const std::vector<Tick>& key) {
    for (std::size_t k = 1; k < order.size(); ++k) {
      const std::uint32_t moved = order[k];
      std::size_t to = k;
      while (to > 0 && key[order[to - 1]] > key[moved]) {
        order[to] = order[to - 1];
        --to;
      }
      order[to] = moved;
    }
  };
  resort(by_begin_, begin_);
  resort(by_end_, end_);

  profile_.clear();
  constexpr Tick kNever = kTickMax;
  std::size_t b = 0;
  std::size_t e = 0;
  std::size_t step = 0;
  Value height = 0;
  const std::size_t n = intervals_.size();
  Tick now = -kTickMax;
  while (true) {
    while (b < n && is_sure_[by_begin_[b]] == 0) ++b;
    while (e < n && is_sure_[by_end_[e]] == 0) ++e;
    const Tick next_begin = b < n ? begin_[by_begin_[b]] : kNever;
    const Tick next_end = e < n ? end_[by_end_[e]] : kNever;
    const Tick next_step =
        step < capacity_.size() ? static_cast<Tick>(capacity_[step].from) : kNever;
    const Tick next = std::min({next_begin, next_end, next_step});
    if (next == kNever) break;
    if (!profile_.empty()) profile_.back().end = next;
    now = next;
    while (e < n && (is_sure_[by_end_[e]] == 0 || end_[by_end_[e]] == now)) {
      if (is_sure_[by_end_[e]] != 0) height -= intervals_[by_end_[e]].amount;
      ++e;
    }
    while (b < n && (is_sure_[by_begin_[b]] == 0 || begin_[by_begin_[b]] == now)) {
      if (is_sure_[by_begin_[b]] != 0) height += intervals_[by_begin_[b]].amount;
      ++b;
    }
    while (step < capacity_.size() && capacity_[step].from <= now) ++step;
    const Value capacity = step == 0 ? 0 : capacity_[step - 1].capacity;
    profile_.push_back({.begin = now, .end = kNever, .height = height, .room = capacity - height});
  }
  for (const Segment& segment : profile_) {
    if (segment.room >= 0) continue;
    because_.clear();
    const Tick moment = segment.begin + (segment.end - segment.begin) / 2;
    explain_height(domains, moment, intervals_.size(), segment.height + segment.room + 1);
    return engine.domains().fail(because_);
  }
  return true;
}

bool Timetable::push_later(Engine& engine, std::size_t i) {
  const Interval& interval = intervals_[i];
  Domains& domains = engine.domains();
  Tick start = domains.low(interval.start);
  const Tick own_begin = is_sure_[i] != 0 ? begin_[i] : kTickMax;
  auto segment = std::ranges::upper_bound(profile_, start, {}, &Segment::end);
  while (segment != profile_.end() && segment->begin < start + interval.duration &&
         segment->begin < own_begin) {
    if (segment->room >= interval.amount) {
      ++segment;
      continue;
    }
    // Blocked somewhere in [begin, end): step past it one explained moment at a time.
    while (start < segment->end && segment->begin < start + interval.duration) {
      const Tick moment = std::min(start + interval.duration, segment->end) - 1;
      because_.clear();
      because_.push_back(at_least(interval.start, moment - interval.duration + 1));
      if (domains.presence(interval.start) != interval.presence) {
        because_.push_back(interval.presence);
      }
      engine.add_work(intervals_.size() / 8);
      explain_height(domains, moment, i, segment->height + segment->room - interval.amount + 1);
      if (!domains.make_true(at_least(interval.start, moment + 1), because_)) return false;
      if (domains.fails(interval.presence)) return true;
      start = moment + 1;
    }
    ++segment;
  }
  return true;
}

bool Timetable::push_earlier(Engine& engine, std::size_t i) {
  const Interval& interval = intervals_[i];
  Domains& domains = engine.domains();
  Tick start = domains.high(interval.start);
  const Tick own_end = is_sure_[i] != 0 ? end_[i] : -kTickMax;
  // The last segment that begins before the latest end.
  auto segment = std::ranges::lower_bound(profile_, start + interval.duration, {}, &Segment::begin);
  while (segment != profile_.begin()) {
    --segment;
    if (segment->end <= start || segment->end <= own_end) break;
    if (segment->room >= interval.amount) continue;
    while (start < segment->end && start + interval.duration > segment->begin) {
      const Tick moment = std::max(start, segment->begin);
      because_.clear();
      because_.push_back(at_most(interval.start, moment));
      if (domains.presence(interval.start) != interval.presence) {
        because_.push_back(interval.presence);
      }
      engine.add_work(intervals_.size() / 8);
      explain_height(domains, moment, i, segment->height + segment->room - interval.amount + 1);
      if (!domains.make_true(at_most(interval.start, moment - interval.duration), because_)) {
        return false;
      }
      if (domains.fails(interval.presence)) return true;
      start = moment - interval.duration;
    }
  }
  return true;
}

bool Timetable::refuse_at_fixed_start(Engine& engine, std::size_t i) {
  const Interval& interval = intervals_[i];
  Domains& domains = engine.domains();
  if (!domains.is_fixed(interval.start)) return true;
  const Tick start = domains.low(interval.start);
  auto segment = std::ranges::upper_bound(profile_, start, {}, &Segment::end);
  for (; segment != profile_.end() && segment->begin < start + interval.duration; ++segment) {
    if (segment->room >= interval.amount) continue;
    const Tick moment =
        std::clamp(segment->begin, start, static_cast<Tick>(start + interval.duration - 1));
    because_.clear();
    because_.push_back(at_least(interval.start, moment - interval.duration + 1));
    because_.push_back(at_most(interval.start, moment));
    explain_height(domains, moment, i, segment->height + segment->room - interval.amount + 1);
    return domains.make_true(negation(interval.presence), because_);
  }
  return true;
}

bool Timetable::propagate(Engine& engine) {
  if (!build_profile(engine)) return false;
  engine.add_work(intervals_.size() / 4 + profile_.size() / 4);
  Value least_room = std::numeric_limits<Value>::max();
  for (const Segment& segment : profile_) least_room = std::min(least_room, segment.room);
  if (least_room >= greatest_amount_) return true;
  Domains& domains = engine.domains();
  for (std::size_t i = 0; i < intervals_.size(); ++i) {
    const Interval& interval = intervals_[i];
    if (interval.amount <= least_room || domains.fails(interval.presence)) continue;
    if (domains.presence(interval.start) != interval.presence &&
        !domains.holds(interval.presence)) {
      // The start is shared with other modes: nothing can be said but at a fixed start.
      if (!refuse_at_fixed_start(engine, i)) return false;
      continue;
    }
    if (domains.is_fixed(interval.start) && is_sure_[i] != 0) continue;
    if (!push_later(engine, i)) return false;
    if (domains.fails(interval.presence)) continue;
    if (!push_earlier(engine, i)) return false;
  }
  return true;
}

}  // namespace penholder::solver
