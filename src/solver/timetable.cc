#include "solver/timetable.h"

#include <algorithm>
#include <utility>

namespace penholder::solver {

Timetable::Timetable(std::vector<Resource::Step> capacity, std::vector<Interval> intervals)
    : capacity_(std::move(capacity)), intervals_(std::move(intervals)) {
  const std::size_t n = intervals_.size();
  begin_.resize(n);
  end_.resize(n);
  presence_.resize(n, Presence::None);
  is_sure_.resize(n);
  is_settled_.resize(n);
  for (const Interval& interval : intervals_) {
    greatest_amount_ = std::max(greatest_amount_, interval.amount);
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

void Timetable::explain_height(const Domains& domains, Tick moment, std::size_t except,
                               Value height) {
  // Everything that surely runs at the moment, less what is not needed to reach the height: first
  // to go is what was learned last, so that the nogood reaches far back.
  Value sum = 0;
  Value least = std::numeric_limits<Value>::max();
  runners_.clear();
  const auto level_of = [&](Literal l) {
    if (is_always(l)) return std::uint32_t{0};
    const Position at = domains.made_true_at(l);
    return at == kNoChange ? 0U : domains.change(at).level;
  };
  for (const std::uint32_t i : by_begin_) {
    if (begin_[i] > moment) break;
    if (i == except || end_[i] <= moment) continue;
    sum += intervals_[i].amount;
    least = std::min(least, intervals_[i].amount);
    runners_.push_back({.interval = i});
  }
  Value spare = sum - height;
  DCHECK(spare >= 0);
  if (spare >= least) {
    for (Runner& runner : runners_) {
      const Interval& interval = intervals_[runner.interval];
      runner.level = std::max({level_of(at_most(interval.start, moment)),
                               level_of(at_least(interval.start, moment - interval.duration + 1)),
                               level_of(interval.presence)});
    }
    std::ranges::sort(runners_, [](const Runner& a, const Runner& b) {
      return a.level != b.level ? a.level > b.level : a.interval < b.interval;
    });
  }
  for (const Runner& runner : runners_) {
    const Interval& interval = intervals_[runner.interval];
    if (interval.amount <= spare) {
      spare -= interval.amount;
      continue;
    }
    because_.push_back(at_most(interval.start, moment));
    because_.push_back(at_least(interval.start, moment - interval.duration + 1));
    if (!is_always(interval.presence)) because_.push_back(interval.presence);
  }
}

bool Timetable::take_note(const Domains& domains) {
  changed_ = {.begin = kTickMax, .end = -kTickMax};
  if (profile_.empty()) changed_ = {.begin = -kTickMax, .end = kTickMax};
  const auto widen = [&](Tick begin, Tick end) {
    changed_.begin = std::min(changed_.begin, begin);
    changed_.end = std::max(changed_.end, end);
  };
  bool has_moved = false;
  for (std::uint32_t i = 0; i < intervals_.size(); ++i) {
    const Interval& interval = intervals_[i];
    const Tick begin = domains.high(interval.start);
    const Tick end = domains.low(interval.start) + interval.duration;
    const Presence presence = domains.holds(interval.presence)   ? Presence::Sure
                              : domains.fails(interval.presence) ? Presence::None
                                                                 : Presence::Open;
    if (begin == begin_[i] && end == end_[i] && presence == presence_[i]) continue;
    has_moved = true;
    is_settled_[i] = 0;
    const bool is_sure = begin < end && presence == Presence::Sure;
    if (is_sure_[i] != 0 && is_sure) {
      // What both have in common is as it was.
      if (begin != begin_[i]) widen(std::min(begin, begin_[i]), std::max(begin, begin_[i]));
      if (end != end_[i]) widen(std::min(end, end_[i]), std::max(end, end_[i]));
      if (begin >= end_[i] || end <= begin_[i]) {
        widen(std::min(begin, begin_[i]), std::max(end, end_[i]));
      }
    } else if (is_sure_[i] != 0) {
      widen(begin_[i], end_[i]);
    } else if (is_sure) {
      widen(begin, end);
      by_begin_.push_back(i);
      by_end_.push_back(i);
    }
    begin_[i] = begin;
    end_[i] = end;
    presence_[i] = presence;
    is_sure_[i] = is_sure ? 1 : 0;
  }
  return has_moved;
}

void Timetable::build_profile() {
  const auto resort = [&](std::vector<std::uint32_t>& order, const std::vector<Tick>& key) {
    std::erase_if(order, [&](std::uint32_t i) { return is_sure_[i] == 0; });
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
  least_room_ = std::numeric_limits<Value>::max();
  constexpr Tick kNever = kTickMax;
  std::size_t b = 0;
  std::size_t e = 0;
  std::size_t step = 0;
  Value height = 0;
  Value capacity = 0;
  const std::size_t n = by_begin_.size();
  while (true) {
    const Tick next_begin = b < n ? begin_[by_begin_[b]] : kNever;
    const Tick next_end = e < n ? end_[by_end_[e]] : kNever;
    const Tick next_step =
        step < capacity_.size() ? static_cast<Tick>(capacity_[step].from) : kNever;
    const Tick now = std::min({next_begin, next_end, next_step});
    if (now == kNever) break;
    if (!profile_.empty()) profile_.back().end = now;
    for (; e < n && end_[by_end_[e]] == now; ++e) height -= intervals_[by_end_[e]].amount;
    for (; b < n && begin_[by_begin_[b]] == now; ++b) height += intervals_[by_begin_[b]].amount;
    for (; step < capacity_.size() && capacity_[step].from <= now; ++step) {
      capacity = capacity_[step].capacity;
    }
    profile_.push_back({.begin = now, .end = kNever, .height = height, .room = capacity - height});
    least_room_ = std::min(least_room_, capacity - height);
  }
}

bool Timetable::find_overload(Domains& domains) {
  for (const Segment& segment : profile_) {
    if (segment.room >= 0) continue;
    because_.clear();
    const Tick moment = segment.begin + (segment.end - segment.begin) / 2;
    explain_height(domains, moment, intervals_.size(), segment.height + segment.room + 1);
    return domains.fail(because_);
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
  Domains& domains = engine.domains();
  engine.add_work(intervals_.size() / 16);
  const bool has_moved = take_note(domains);
  if (changed_.begin < changed_.end) {
    build_profile();
    engine.add_work((intervals_.size() + profile_.size()) / 8);
    for (std::size_t i = 0; i < intervals_.size(); ++i) {
      const Interval& interval = intervals_[i];
      const bool may_meet = domains.low(interval.start) < changed_.end &&
                            domains.high(interval.start) + interval.duration > changed_.begin;
      if (may_meet) is_settled_[i] = 0;
    }
  } else if (!has_moved && is_all_settled_) {
    return true;
  }
  if (least_room_ < 0) return find_overload(domains);
  is_all_settled_ = false;
  if (least_room_ >= greatest_amount_) {
    std::ranges::fill(is_settled_, std::uint8_t{1});
  } else {
    for (std::size_t i = 0; i < intervals_.size(); ++i) {
      if (is_settled_[i] != 0) continue;
      engine.add_work(1);
      if (!push(engine, i)) return false;
      is_settled_[i] = 1;
    }
  }
  is_all_settled_ = true;
  return true;
}

bool Timetable::push(Engine& engine, std::size_t i) {
  const Interval& interval = intervals_[i];
  Domains& domains = engine.domains();
  if (interval.amount <= least_room_ || domains.fails(interval.presence)) return true;
  if (domains.presence(interval.start) != interval.presence && !domains.holds(interval.presence)) {
    // The start is shared with other modes: nothing can be said but at a fixed start.
    return refuse_at_fixed_start(engine, i);
  }
  if (domains.is_fixed(interval.start) && is_sure_[i] != 0) return true;
  if (!push_later(engine, i)) return false;
  return domains.fails(interval.presence) || push_earlier(engine, i);
}

}  // namespace penholder::solver
