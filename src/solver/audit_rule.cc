#include "solver/audit_rule.h"

#include <algorithm>
#include <array>
#include <limits>

namespace penholder::solver {

std::string_view name_of(Constraint constraint) {
  constexpr std::array<std::string_view, kConstraints> kNames{
      "box",       "lag",  "makespan", "calendar", "group",    "resource", "budget",
      "objective", "slot", "cut",      "count",    "presence", "order",    "energy"};
  return kNames[static_cast<std::size_t>(constraint)];
}

RuleJudge::RuleJudge(const Model& model, const Vocabulary& vocabulary)
    : model_(model),
      vocabulary_(vocabulary),
      amount_(model.resources.size()),
      users_(model.resources.size()) {
  std::size_t modes = 0;
  for (const Task& task : model.tasks) {
    first_mode_.push_back(modes);
    modes += task.modes.size();
  }
  for (auto& amounts : amount_) amounts.assign(modes, 0);
  for (Index i = 0; i < model.tasks.size(); ++i) {
    for (std::size_t m = 0; m < model.tasks[i].modes.size(); ++m) {
      for (const Use& use : model.tasks[i].modes[m].uses) {
        amount_[use.resource][first_mode_[i] + m] += use.amount;
        auto& users = users_[use.resource];
        if (use.amount > 0 && (users.empty() || users.back() != i)) users.push_back(i);
      }
    }
  }
  for (const Group& group : model.groups) {
    std::vector<Counted> counted;
    for (const Fact& fact : group.facts) {
      auto place = std::ranges::find(counted, fact.task, &Counted::task);
      if (place == counted.end()) {
        counted.push_back({.task = fact.task, .facts = {}});
        place = counted.end() - 1;
      }
      place->facts.push_back(fact);
    }
    groups_.push_back(std::move(counted));
  }
  for (const Objective& objective : model.objectives) {
    std::vector<std::vector<std::size_t>> entries(model.tasks.size());
    for (std::size_t c = 0; c < objective.costs.size(); ++c) {
      entries[objective.costs[c].moment.task].push_back(c);
    }
    costs_.push_back(std::move(entries));
  }
}

RuleJudge::Verdict RuleJudge::judge(const Box& root, std::span<const Literal> because,
                                    const Literal* conclusion, const Limits& limits,
                                    Constraint likely, Constraint* shown) {
  Box box = root;
  steps_ += (first_mode_.size() + vocabulary_.meanings.size()) / 4;  // of copying it
  for (const Literal l : because) box.assume(l);
  if (conclusion != nullptr) box.assume_false(*conclusion);
  return leaves_nothing(box, limits, likely, shown);
}

RuleJudge::Verdict RuleJudge::leaves_nothing(const Box& box, const Limits& limits,
                                             Constraint likely, Constraint* shown) {
  Verdict verdict = Verdict::NotShown;
  const auto is_shown_by = [&](Constraint constraint) {
    const Verdict one = try_one(box, limits, constraint);
    if (one == Verdict::GaveUp) verdict = Verdict::GaveUp;
    if (one != Verdict::Implied) return false;
    if (shown != nullptr) *shown = constraint;
    return true;
  };
  if (is_shown_by(likely)) return Verdict::Implied;
  for (std::size_t k = 0; k < kConstraints; ++k) {
    const auto constraint = static_cast<Constraint>(k);
    if (constraint == likely) continue;
    // From energy concludes no rule but its own, and bounds that cross by it.
    if (constraint == Constraint::Energy && likely != Constraint::Box) continue;
    if (is_shown_by(constraint)) return Verdict::Implied;
  }
  return verdict;
}

RuleJudge::Verdict RuleJudge::try_one(const Box& box, const Limits& limits, Constraint constraint) {
  const auto verdict = [](bool is_broken) {
    return is_broken ? Verdict::Implied : Verdict::NotShown;
  };
  switch (constraint) {
    case Constraint::Box:
      steps_ += model_.tasks.size();
      return verdict(box.is_empty());
    case Constraint::Lag:
      return verdict(breaks_lag(box));
    case Constraint::Makespan:
      return verdict(breaks_makespan(box));
    case Constraint::Calendar:
      return verdict(breaks_calendar(box));
    case Constraint::Group:
      return verdict(breaks_group(box));
    case Constraint::Resource:
      return verdict(breaks_resource(box));
    case Constraint::Order:
      return verdict(breaks_order(box));
    case Constraint::Energy:
      return breaks_energy(box);
    case Constraint::Budget:
      return verdict(breaks_budget(box));
    case Constraint::Objective:
      return verdict(std::ranges::any_of(
          limits.costs, [&](const CostLimit& limit) { return breaks_objective(box, limit); }));
    case Constraint::Cut:
      return verdict(std::ranges::any_of(
          limits.cuts, [&](const CutLimit& limit) { return breaks_cut(box, limit); }));
    case Constraint::Count:
      return verdict(std::ranges::any_of(
          limits.counts, [&](const CountLimit& limit) { return breaks_count(box, limit); }));
    case Constraint::Slot: {
      Verdict all = Verdict::NotShown;
      for (const SlotMeaning& slot : vocabulary_.slots) {
        const Verdict one = breaks_slot(box, slot);
        if (one == Verdict::Implied) return one;
        if (one == Verdict::GaveUp) all = one;
      }
      return all;
    }
    case Constraint::Presence: {
      if (model_.groups.empty()) return Verdict::NotShown;
      const Box closed = after_groups(box);
      return verdict(closed.is_empty() || breaks_lag(closed) || breaks_makespan(closed));
    }
  }
  return Verdict::NotShown;
}

RuleJudge::Span RuleJudge::span_of(const Box& box, const Moment& moment) const {
  Span span{.least = std::numeric_limits<Time>::max(), .most = std::numeric_limits<Time>::min()};
  const auto modes = box.modes(moment.task);
  for (std::size_t m = 0; m < modes.size(); ++m) {
    if (!modes[m].is_open()) continue;
    const Time offset =
        moment.point == Point::End ? model_.tasks[moment.task].modes[m].duration : Time{0};
    span.least = std::min(span.least, modes[m].low + offset);
    span.most = std::max(span.most, modes[m].high + offset);
  }
  return span;
}

bool RuleJudge::breaks_lag(const Box& box) {
  for (const Lag& lag : model_.lags) {
    ++steps_;
    if (box.may_be_absent(lag.from.task) || box.may_be_absent(lag.to.task)) continue;
    if (lag.from.task == lag.to.task) {
      // Its own start and end: what lies between them is the mode's duration.
      const auto modes = box.modes(lag.from.task);
      bool is_possible = false;
      for (std::size_t m = 0; m < modes.size(); ++m) {
        const Time duration = model_.tasks[lag.from.task].modes[m].duration;
        const Time from = lag.from.point == Point::End ? duration : 0;
        const Time to = lag.to.point == Point::End ? duration : 0;
        if (modes[m].is_open() && to - from >= lag.at_least) is_possible = true;
      }
      if (!is_possible) return true;
      continue;
    }
    const Span from = span_of(box, lag.from);
    const Span to = span_of(box, lag.to);
    if (from.least > from.most || to.least > to.most) return true;
    if (to.most - from.least < lag.at_least) return true;
  }
  return false;
}

bool RuleJudge::breaks_makespan(const Box& box) {
  if (vocabulary_.makespan == kNoVar) return false;
  const Time most = box.high(vocabulary_.makespan);
  if (most < 0) return true;
  for (Index i = 0; i < model_.tasks.size(); ++i) {
    ++steps_;
    if (!box.may_be_absent(i) && span_of(box, {.task = i, .point = Point::End}).least > most) {
      return true;
    }
  }
  return false;
}

bool RuleJudge::breaks_calendar(const Box& box) {
  for (Index i = 0; i < model_.tasks.size(); ++i) {
    const Task& task = model_.tasks[i];
    if (task.closed.empty() || box.may_be_absent(i)) continue;
    const auto modes = box.modes(i);
    bool is_possible = false;
    for (std::size_t m = 0; m < modes.size() && !is_possible; ++m) {
      // From the earliest start on, past every stretch that is in the way.
      Time start = modes[m].low;
      bool is_moved = true;
      while (is_moved && start <= modes[m].high) {
        is_moved = false;
        for (const Stretch& closed : task.closed) {
          ++steps_;
          if (start < closed.to && start + task.modes[m].duration > closed.from) {
            start = closed.to;
            is_moved = true;
          }
        }
      }
      is_possible = start <= modes[m].high;
    }
    if (!is_possible) return true;
  }
  return false;
}

/// How many of the facts are true when the task is done in the mode, or left out (-1).
Value RuleJudge::count(const Counted& counted, int mode) {
  Value sum = 0;
  for (const Fact& fact : counted.facts) {
    const bool is_so = fact.mode == kAnyMode ? mode >= 0 : mode == fact.mode;
    if (is_so == fact.is_true) ++sum;
  }
  return sum;
}

bool RuleJudge::breaks_group(const Box& box) {
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    Value least = 0;
    Value most = 0;
    for (const Counted& counted : groups_[g]) {
      Value low = std::numeric_limits<Value>::max();
      Value high = std::numeric_limits<Value>::min();
      const auto see = [&](int mode) {
        ++steps_;
        low = std::min(low, count(counted, mode));
        high = std::max(high, count(counted, mode));
      };
      if (box.may_be_absent(counted.task)) see(-1);
      const auto modes = box.modes(counted.task);
      for (std::size_t m = 0; m < modes.size(); ++m) {
        if (modes[m].is_open()) see(static_cast<int>(m));
      }
      if (low > high) return true;
      least += low;
      most += high;
    }
    if (least > model_.groups[g].at_most || most < model_.groups[g].at_least) return true;
  }
  return false;
}

Box RuleJudge::after_groups(Box box) {
  // Shuts what some group does not allow, until nothing is shut any more.
  bool is_changed = true;
  while (is_changed && !box.is_empty()) {
    is_changed = false;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      for (const Counted& counted : groups_[g]) {
        const auto allows = [&](int mode) {
          Value least = 0;
          Value most = 0;
          for (const Counted& other : groups_[g]) {
            Value low = std::numeric_limits<Value>::max();
            Value high = std::numeric_limits<Value>::min();
            const auto see = [&](int m) {
              ++steps_;
              low = std::min(low, count(other, m));
              high = std::max(high, count(other, m));
            };
            if (other.task == counted.task) {
              see(mode);
            } else {
              if (box.may_be_absent(other.task)) see(-1);
              const auto modes = box.modes(other.task);
              for (std::size_t m = 0; m < modes.size(); ++m) {
                if (modes[m].is_open()) see(static_cast<int>(m));
              }
            }
            if (low > high) return true;  // nothing is left of the other: not ours to say
            least += low;
            most += high;
          }
          return least <= model_.groups[g].at_most && most >= model_.groups[g].at_least;
        };
        if (box.may_be_absent(counted.task) && !allows(-1)) {
          box.forbid_absence(counted.task);
          is_changed = true;
        }
        for (std::size_t m = 0; m < box.modes(counted.task).size(); ++m) {
          if (box.modes(counted.task)[m].is_open() && !allows(static_cast<int>(m))) {
            box.close_mode(counted.task, m);
            is_changed = true;
          }
        }
      }
    }
  }
  return box;
}

Value RuleJudge::capacity_at(Index resource, Time moment) const {
  Value capacity = 0;
  for (const auto& step : model_.resources[resource].steps) {
    if (step.from <= moment) capacity = step.capacity;
  }
  return capacity;
}

/// What the task takes at the moment whichever of its possibilities comes true.
Value RuleJudge::surely_taken(const Box& box, Index resource, Index task, Time moment) {
  ++steps_;
  if (box.may_be_absent(task)) return 0;
  Value least = std::numeric_limits<Value>::max();
  const auto modes = box.modes(task);
  for (std::size_t m = 0; m < modes.size(); ++m) {
    if (!modes[m].is_open()) continue;
    const bool is_sure =
        modes[m].high <= moment && moment < modes[m].low + model_.tasks[task].modes[m].duration;
    least = std::min(least, is_sure ? amount_[resource][first_mode_[task] + m] : Value{0});
  }
  return least == std::numeric_limits<Value>::max() ? 0 : least;
}

bool RuleJudge::breaks_resource(const Box& box) {
  for (Index r = 0; r < model_.resources.size(); ++r) {
    Value most = 0;
    for (const auto& step : model_.resources[r].steps) most = std::max(most, step.capacity);
    for (const Index i : users_[r]) {
      // Wherever it runs: more than there ever is.
      ++steps_;
      if (box.may_be_absent(i)) continue;
      bool is_possible = false;
      for (std::size_t m = 0; m < box.modes(i).size(); ++m) {
        const bool runs = model_.tasks[i].modes[m].duration > 0;
        const bool fits = !runs || amount_[r][first_mode_[i] + m] <= most;
        if (box.modes(i)[m].is_open() && fits) is_possible = true;
      }
      if (!is_possible) return true;
    }
    // An overload begins where something surely begins, or where a step goes down.
    std::vector<Time> moments;
    for (const Index i : users_[r]) {
      if (box.may_be_absent(i)) continue;
      const auto modes = box.modes(i);
      for (std::size_t m = 0; m < modes.size(); ++m) {
        if (modes[m].is_open() &&
            modes[m].high < modes[m].low + model_.tasks[i].modes[m].duration) {
          moments.push_back(modes[m].high);
        }
      }
    }
    if (moments.empty()) continue;
    for (const auto& step : model_.resources[r].steps) moments.push_back(step.from);
    std::ranges::sort(moments);
    moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
    for (const Time moment : moments) {
      Value taken = 0;
      for (const Index i : users_[r]) taken += surely_taken(box, r, i, moment);
      if (taken > capacity_at(r, moment)) return true;
    }
  }
  return false;
}

/// Some resource never has room for both, in whichever of their possible modes.
bool RuleJudge::never_meet(const Box& box, Index a, Index b) {
  const auto least_of = [&](Index resource, Index task) {
    Value least = std::numeric_limits<Value>::max() / 2;
    const auto modes = box.modes(task);
    for (std::size_t m = 0; m < modes.size(); ++m) {
      if (!modes[m].is_open()) continue;
      const bool runs = model_.tasks[task].modes[m].duration > 0;
      least = std::min(least, runs ? amount_[resource][first_mode_[task] + m] : Value{0});
    }
    return least;
  };
  for (Index r = 0; r < model_.resources.size(); ++r) {
    ++steps_;
    const Value of_a = least_of(r, a);
    const Value of_b = least_of(r, b);
    if (of_a == 0 || of_b == 0) continue;
    Value most = 0;
    for (const auto& step : model_.resources[r].steps) most = std::max(most, step.capacity);
    if (of_a > most - std::min(of_b, most)) return true;
  }
  return false;
}

bool RuleJudge::breaks_order(const Box& box) {
  for (const OrderMeaning& order : vocabulary_.orders) {
    ++steps_;
    if (box.may_be_absent(order.first) || box.may_be_absent(order.second)) continue;
    const auto is_possible = [&](Index before, Index after) {
      const Span end = span_of(box, {.task = before, .point = Point::End});
      const Span start = span_of(box, {.task = after, .point = Point::Start});
      return end.least <= end.most && start.least <= start.most && end.least <= start.most;
    };
    const bool may_be_first = box.high(order.boolean) >= 1;
    const bool may_be_second = box.low(order.boolean) <= 0;
    if (may_be_first && is_possible(order.first, order.second)) continue;
    if (may_be_second && is_possible(order.second, order.first)) continue;
    if (never_meet(box, order.first, order.second)) return true;
  }
  return false;
}

RuleJudge::Verdict RuleJudge::breaks_energy(const Box& box) {
  constexpr std::uint64_t kMostSteps = 20'000'000;
  Verdict verdict = Verdict::NotShown;
  // Is there a window in which more must be spent than there is? Windows between the moments where
  // it can first happen (Baptiste, Le Pape & Nuijten 1999, section 4), each summed from scratch.
  for (Index r = 0; r < model_.resources.size(); ++r) {
    std::vector<Time> moments;
    std::vector<Time> mirrors;  // a window is worst when it lies in the middle of what may slide
    Value amounts = 0;
    for (const Index i : users_[r]) {
      if (box.may_be_absent(i)) continue;
      const auto modes = box.modes(i);
      Value most = 0;
      for (std::size_t m = 0; m < modes.size(); ++m) {
        if (!modes[m].is_open()) continue;
        const Time duration = model_.tasks[i].modes[m].duration;
        for (const Time t : {modes[m].low, modes[m].high}) {
          moments.push_back(t);
          moments.push_back(t + duration);
        }
        mirrors.push_back(modes[m].low + modes[m].high + duration);
        most = std::max(most, amount_[r][first_mode_[i] + m]);
      }
      amounts += most;
    }
    if (moments.empty()) continue;
    if (2 * moments.size() * moments.size() * users_[r].size() > kMostSteps) {
      verdict = Verdict::GaveUp;
      continue;
    }
    const auto [first, last] = std::ranges::minmax(moments);
    for (const auto& step : model_.resources[r].steps) {
      if (step.from > first && step.from < last) moments.push_back(step.from);
    }
    if (amounts > (Value{1} << 61) / std::max<Time>(last - first, 1)) continue;  // cannot be summed
    const auto is_overfull = [&](Time begin, Time end) {
      if (begin >= end) return false;
      Value spent = 0;
      for (const Index i : users_[r]) {
        ++steps_;
        if (box.may_be_absent(i)) continue;
        Value least = std::numeric_limits<Value>::max();
        const auto modes = box.modes(i);
        for (std::size_t m = 0; m < modes.size(); ++m) {
          if (!modes[m].is_open()) continue;
          const Time duration = model_.tasks[i].modes[m].duration;
          const Time time = std::min(
              {duration, end - begin, modes[m].low + duration - begin, end - modes[m].high});
          least = std::min(least, std::max<Time>(time, 0) * amount_[r][first_mode_[i] + m]);
        }
        if (least != std::numeric_limits<Value>::max()) spent += least;
      }
      Value supply = 0;
      const auto& steps = model_.resources[r].steps;
      for (std::size_t k = 0; k < steps.size(); ++k) {
        const Time from = std::max(begin, steps[k].from);
        const Time to = k + 1 < steps.size() ? std::min(end, steps[k + 1].from) : end;
        if (from < to) supply += (to - from) * std::min(steps[k].capacity, amounts);
      }
      return spent > supply;
    };
    for (const Time begin : moments) {
      for (const Time end : moments) {
        if (is_overfull(begin, end)) return Verdict::Implied;
      }
      for (const Time mirror : mirrors) {
        if (is_overfull(begin, mirror - begin) || is_overfull(mirror - begin, begin)) {
          return Verdict::Implied;
        }
      }
    }
  }
  return verdict;
}

bool RuleJudge::breaks_budget(const Box& box) {
  for (Index b = 0; b < model_.budgets.size(); ++b) {
    Value spent = 0;
    for (Index i = 0; i < model_.tasks.size(); ++i) {
      if (box.may_be_absent(i)) continue;
      Value least = std::numeric_limits<Value>::max();
      const auto modes = box.modes(i);
      for (std::size_t m = 0; m < modes.size(); ++m) {
        ++steps_;
        if (!modes[m].is_open()) continue;
        Value amount = 0;
        for (const Spend& spend : model_.tasks[i].modes[m].spends) {
          if (spend.budget == b) amount += spend.amount;
        }
        least = std::min(least, amount);
      }
      if (least != std::numeric_limits<Value>::max()) spent += least;
    }
    if (spent > model_.budgets[b].total) return true;
  }
  return false;
}

Value RuleJudge::cost_at(std::size_t objective, Index task, std::size_t mode, Time start) {
  Value sum = 0;
  for (const std::size_t c : costs_[objective][task]) {
    const Cost& cost = model_.objectives[objective].costs[c];
    ++steps_;
    if (!cost.by_mode.empty()) sum += cost.by_mode[mode];
    const Time moment =
        cost.moment.point == Point::End ? start + model_.tasks[task].modes[mode].duration : start;
    for (const Piece& piece : cost.pieces) {
      ++steps_;
      if (moment >= piece.from && moment <= piece.to) {
        sum += piece.at_from + piece.slope * (moment - piece.from);
      }
    }
  }
  return sum;
}

Value RuleJudge::least_cost(const Box& box, std::size_t objective, Index task) {
  const auto& entries = costs_[objective][task];
  if (entries.empty()) return 0;
  Value least = std::numeric_limits<Value>::max();
  if (box.may_be_absent(task)) {
    Value absent = 0;
    for (const std::size_t c : entries) absent += model_.objectives[objective].costs[c].if_absent;
    least = absent;
  }
  const auto modes = box.modes(task);
  for (std::size_t m = 0; m < modes.size(); ++m) {
    if (!modes[m].is_open()) continue;
    // A sum of straight pieces is least at an end of the window or next to an end of a piece.
    std::vector<Time> starts{modes[m].low, modes[m].high};
    for (const std::size_t c : entries) {
      const Cost& cost = model_.objectives[objective].costs[c];
      const Time offset =
          cost.moment.point == Point::End ? model_.tasks[task].modes[m].duration : Time{0};
      for (const Piece& piece : cost.pieces) {
        for (const Time moment : {piece.from - 1, piece.from, piece.to, piece.to + 1}) {
          const Time start = moment - offset;
          if (start > modes[m].low && start < modes[m].high) starts.push_back(start);
        }
      }
    }
    std::ranges::sort(starts);
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
    for (const Time start : starts) least = std::min(least, cost_at(objective, task, m, start));
  }
  return least == std::numeric_limits<Value>::max() ? 0 : least;
}

bool RuleJudge::breaks_objective(const Box& box, const CostLimit& limit) {
  const Objective& objective = model_.objectives[limit.objective];
  Value sum = 0;
  if (objective.makespan_weight > 0 && vocabulary_.makespan != kNoVar) {
    sum += objective.makespan_weight * std::max<Time>(box.low(vocabulary_.makespan), 0);
  }
  std::vector<Value> least(model_.tasks.size());
  for (Index i = 0; i < model_.tasks.size(); ++i) {
    least[i] = least_cost(box, limit.objective, i);
    sum += least[i];
  }
  if (sum > limit.at_most) return true;
  // A slot's variable may say more of its tasks together than each of them alone.
  for (const SlotMeaning& slot : vocabulary_.slots) {
    if (slot.objective != limit.objective) continue;
    Value alone = 0;
    for (const Index i : slot.tasks) alone += least[i];
    const Value together = slot.base + slot.scale * std::max<Time>(box.low(slot.variable), 0);
    sum += std::max<Value>(0, together - alone);
  }
  return sum > limit.at_most;
}

bool RuleJudge::breaks_cut(const Box& box, const CutLimit& limit) {
  Value sum = 0;
  for (Index i = 0; i < model_.tasks.size(); ++i) {
    const ClosureCut::Table& table = limit.cut->tables[i];
    Value least = std::numeric_limits<Value>::max();
    if (box.may_be_absent(i)) least = table.if_absent;
    for (const Box::Option& option : box.modes(i)) {
      if (!option.is_open()) continue;
      least = std::min(least, limit.cut->at(i, option.low));
      for (const auto& step : table.steps) {
        ++steps_;
        if (step.from > option.low && step.from <= option.high) least = std::min(least, step.cost);
      }
    }
    if (least != std::numeric_limits<Value>::max()) sum += least;
  }
  return sum > limit.at_most;
}

bool RuleJudge::breaks_count(const Box& box, const CountLimit& limit) {
  Value sum = 0;
  for (const CountedSum::Part& part : limit.sum->parts) {
    ++steps_;
    const auto bound = std::clamp<Time>(box.bound(part.ladder.side), -kTickMax, kTickMax);
    sum += part.weight * part.ladder.level_at(static_cast<Tick>(bound));
  }
  return sum > (limit.total != kNoVar ? box.high(limit.total) : limit.at_most);
}

RuleJudge::Verdict RuleJudge::breaks_slot(const Box& box, const SlotMeaning& slot) {
  const Time most = std::min<Time>(box.high(slot.variable), kTickMax);
  const Value too_dear = slot.base + slot.scale * (most + 1);
  const std::optional<Value> least = least_of_slot(box, slot, too_dear);
  if (!least) return Verdict::GaveUp;
  return *least >= too_dear ? Verdict::Implied : Verdict::NotShown;
}

std::optional<Value> RuleJudge::least_of_slot(const Box& box, const SlotMeaning& slot,
                                              Value enough) {
  // All choices one by one that fit into what the others surely leave.
  const std::size_t resources = model_.resources.size();
  std::vector<Value> room(resources);
  for (Index r = 0; r < resources; ++r) {
    std::vector<Time> moments{slot.begin};
    for (const auto& step : model_.resources[r].steps) moments.push_back(step.from);
    std::vector<Index> others;
    for (const Index i : users_[r]) {
      if (std::ranges::find(slot.tasks, i) != slot.tasks.end()) continue;
      others.push_back(i);
      for (const Box::Option& option : box.modes(i)) moments.push_back(option.high);
    }
    room[r] = std::numeric_limits<Value>::max();
    for (const Time moment : moments) {
      if (moment < slot.begin || moment >= slot.end) continue;
      Value left = capacity_at(r, moment);
      for (const Index i : others) left -= surely_taken(box, r, i, moment);
      room[r] = std::min(room[r], left);
    }
  }

  struct Choice {
    Value cost = 0;
    std::vector<Value> amounts;
  };
  std::vector<std::vector<Choice>> choices;
  std::vector<Value> least_of_rest(slot.tasks.size() + 1, 0);
  for (const Index i : slot.tasks) {
    std::vector<Choice>& of_task = choices.emplace_back();
    if (box.may_be_absent(i)) {
      Value absent = 0;
      for (const std::size_t c : costs_[slot.objective][i]) {
        absent += model_.objectives[slot.objective].costs[c].if_absent;
      }
      of_task.push_back({.cost = absent, .amounts = std::vector<Value>(resources, 0)});
    }
    const auto modes = box.modes(i);
    for (std::size_t m = 0; m < modes.size(); ++m) {
      if (!modes[m].is_open()) continue;
      Choice choice{.cost = cost_at(slot.objective, i, m, slot.begin), .amounts = {}};
      for (Index r = 0; r < resources; ++r) {
        choice.amounts.push_back(amount_[r][first_mode_[i] + m]);
      }
      of_task.push_back(std::move(choice));
    }
    if (of_task.empty()) return enough;
    std::ranges::stable_sort(of_task, {}, &Choice::cost);
  }
  for (std::size_t k = choices.size(); k > 0; --k) {
    least_of_rest[k - 1] = least_of_rest[k] + choices[k - 1].front().cost;
  }

  constexpr std::uint64_t kMostNodes = 300'000;
  std::uint64_t nodes = 0;
  Value best = enough;
  const auto choose = [&](const auto& self, std::size_t k, Value cost) -> void {
    if (++nodes > kMostNodes || cost + least_of_rest[k] >= best) return;
    if (k == choices.size()) {
      best = cost;
      return;
    }
    for (const Choice& choice : choices[k]) {
      bool has_room = true;
      for (std::size_t r = 0; r < resources; ++r) {
        if (choice.amounts[r] > 0 && choice.amounts[r] > room[r]) has_room = false;
      }
      if (!has_room) continue;
      for (std::size_t r = 0; r < resources; ++r) room[r] -= choice.amounts[r];
      self(self, k + 1, cost + choice.cost);
      for (std::size_t r = 0; r < resources; ++r) room[r] += choice.amounts[r];
    }
  };
  choose(choose, 0, 0);
  steps_ += nodes;
  if (nodes > kMostNodes) return std::nullopt;
  return best;
}

}  // namespace penholder::solver
