#include "solver/check_schedule.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace penholder::solver {
namespace {

/// Sum of up to 2^31 amounts of up to 2^60 each, which 64 bits would not hold: two halves that
/// carry only when they are looked at.
class WideSum {
 public:
  void add(Value amount) {
    high_ += amount >> kBits;
    low_ += amount & kMask;
  }
  void take(Value amount) {
    high_ -= amount >> kBits;
    low_ -= amount & kMask;
  }
  [[nodiscard]] bool exceeds(Value limit) const {
    const Value high = high_ + (low_ >> kBits);
    const Value low = low_ & kMask;
    return high > limit >> kBits || (high == limit >> kBits && low > (limit & kMask));
  }
  [[nodiscard]] std::string text() const {
    const Value high = high_ + (low_ >> kBits);
    if (high > kLargest >> kBits) return "more than 2^60";
    return fmt::to_string((high << kBits) | (low_ & kMask));
  }

 private:
  static constexpr int kBits = 32;
  static constexpr Value kMask = (Value{1} << kBits) - 1;
  Value high_ = 0;
  Value low_ = 0;
};

class Checker {
 public:
  Checker(const Model& model, std::span<const Placement> schedule)
      : model_(model), schedule_(schedule) {}

  ScheduleCheck check() {
    if (!has_meaning()) return std::move(result_);
    for (std::size_t i = 0; i < schedule_.size(); ++i) check_task(i);
    check_resources();
    check_budgets();
    for (std::size_t i = 0; i < model_.lags.size(); ++i) check_lag(i);
    for (std::size_t i = 0; i < model_.groups.size(); ++i) check_group(i);
    for (const Objective& objective : model_.objectives) result_.costs.push_back(cost(objective));
    return std::move(result_);
  }

 private:
  template <class... Args>
  void add(fmt::format_string<Args...> text, Args&&... args) {
    result_.broken.push_back(fmt::format(text, std::forward<Args>(args)...));
  }

  std::string name(std::size_t task) const {
    const std::string& given = model_.tasks[task].name;
    return given.empty() ? fmt::format("task {}", task) : fmt::format("task {} `{}`", task, given);
  }
  static std::string name(std::string_view kind, std::size_t index, const std::string& given) {
    return given.empty() ? fmt::format("{} {}", kind, index)
                         : fmt::format("{} {} `{}`", kind, index, given);
  }

  bool is_done(std::size_t task) const { return schedule_[task].mode >= 0; }
  const Mode& mode(std::size_t task) const {
    return model_.tasks[task].modes[static_cast<std::size_t>(schedule_[task].mode)];
  }
  Time start(std::size_t task) const { return schedule_[task].start; }
  Time end(std::size_t task) const { return schedule_[task].start + mode(task).duration; }
  Time time(Moment moment) const {
    return moment.point == Point::Start ? start(moment.task) : end(moment.task);
  }

  /// Without this, the rules cannot even be asked.
  bool has_meaning() {
    if (schedule_.size() != model_.tasks.size()) {
      add("there are {} placements for {} tasks", schedule_.size(), model_.tasks.size());
      return false;
    }
    for (std::size_t i = 0; i < schedule_.size(); ++i) {
      const Placement& placement = schedule_[i];
      if (placement.mode < 0) continue;
      if (static_cast<std::size_t>(placement.mode) >= model_.tasks[i].modes.size()) {
        add("{} is done in mode {}, which it has not", name(i), placement.mode);
      } else if (placement.start < -kFarthest || placement.start > kFarthest) {
        add("{} starts at {}, which no time is", name(i), placement.start);
      }
    }
    return result_.broken.empty();
  }

  void check_task(std::size_t i) {
    const Task& task = model_.tasks[i];
    if (!is_done(i)) {
      if (!task.is_optional) add("{} is left out, and is not optional", name(i));
      return;
    }
    if (start(i) < task.release) {
      add("{} starts at {}, before its release {}", name(i), start(i), task.release);
    }
    if (end(i) > task.deadline) {
      add("{} ends at {}, after its deadline {}", name(i), end(i), task.deadline);
    }
    for (const Stretch& closed : task.closed) {
      if (start(i) >= closed.to || end(i) <= closed.from) continue;
      add("{} runs in [{}, {}), closed in [{}, {})", name(i), start(i), end(i), closed.from,
          closed.to);
    }
  }

  /// At one moment what ends gives back before what starts takes, and both before the capacity is
  /// compared: stretches are half-open.
  struct Event {
    Time at = 0;
    Value taken = 0;
    Value given_back = 0;
  };

  void check_resources() {
    std::vector<std::vector<Event>> events(model_.resources.size());
    for (std::size_t i = 0; i < schedule_.size(); ++i) {
      if (!is_done(i) || end(i) == start(i)) continue;  // takes nothing: no moment is in its run
      for (const Use& use : mode(i).uses) {
        if (use.amount == 0) continue;
        events[use.resource].push_back({start(i), use.amount, 0});
        events[use.resource].push_back({end(i), 0, use.amount});
      }
    }
    for (std::size_t r = 0; r < events.size(); ++r) sweep(r, events[r]);
  }

  void sweep(std::size_t r, std::vector<Event>& events) {
    std::ranges::sort(events, {}, &Event::at);
    const std::vector<Resource::Step>& steps = model_.resources[r].steps;
    WideSum used;
    Value capacity = 0;
    bool was_overloaded = false;
    std::size_t event = 0;
    std::size_t step = 0;
    while (event < events.size()) {
      Time now = events[event].at;
      if (step < steps.size()) now = std::min(now, steps[step].from);
      for (; step < steps.size() && steps[step].from == now; ++step) {
        capacity = steps[step].capacity;
      }
      for (; event < events.size() && events[event].at == now; ++event) {
        used.add(events[event].taken);
        used.take(events[event].given_back);
      }
      const bool is_overloaded = used.exceeds(capacity);
      if (is_overloaded && !was_overloaded) {
        add("{} has {} at {}, and {} is taken", name("resource", r, model_.resources[r].name),
            capacity, now, used.text());
      }
      was_overloaded = is_overloaded;
    }
  }

  void check_budgets() {
    std::vector<WideSum> spent(model_.budgets.size());
    for (std::size_t i = 0; i < schedule_.size(); ++i) {
      if (!is_done(i)) continue;
      for (const Spend& spend : mode(i).spends) spent[spend.budget].add(spend.amount);
    }
    for (std::size_t b = 0; b < spent.size(); ++b) {
      const Budget& budget = model_.budgets[b];
      if (!spent[b].exceeds(budget.total)) continue;
      add("{} has {}, and {} is spent", name("budget", b, budget.name), budget.total,
          spent[b].text());
    }
  }

  void check_lag(std::size_t i) {
    const Lag& lag = model_.lags[i];
    if (!is_done(lag.from.task) || !is_done(lag.to.task)) return;
    const Time from = time(lag.from);
    const Time to = time(lag.to);
    if (to - from >= lag.at_least) return;
    const auto point = [](Moment moment) { return moment.point == Point::Start ? "start" : "end"; };
    add("lag {}: from the {} of {} at {} to the {} of {} at {} is less than {}", i, point(lag.from),
        name(lag.from.task), from, point(lag.to), name(lag.to.task), to, lag.at_least);
  }

  void check_group(std::size_t i) {
    const Group& group = model_.groups[i];
    Value count = 0;
    for (const Fact& fact : group.facts) {
      const int mode = schedule_[fact.task].mode;
      const bool holds = fact.mode == kAnyMode ? mode >= 0 : mode == fact.mode;
      if (holds == fact.is_true) ++count;
    }
    if (count < group.at_least) {
      add("group {}: {} of its facts are true, at least {} should be", i, count, group.at_least);
    }
    if (count > group.at_most) {
      add("group {}: {} of its facts are true, at most {} may be", i, count, group.at_most);
    }
  }

  Value cost(const Objective& objective) const {
    Value sum = 0;
    for (const Cost& part : objective.costs) {
      const Index task = part.moment.task;
      if (!is_done(task)) {
        sum += part.if_absent;
        continue;
      }
      if (!part.by_mode.empty()) {
        sum += part.by_mode[static_cast<std::size_t>(schedule_[task].mode)];
      }
      const Time at = time(part.moment);
      // Pieces ascend and are disjoint: only the last that begins at or before `at` can cover it.
      const auto after = std::ranges::upper_bound(part.pieces, at, {}, &Piece::from);
      if (after == part.pieces.begin()) continue;
      const Piece& piece = *(after - 1);
      if (at <= piece.to) sum += piece.at_from + piece.slope * (at - piece.from);
    }
    Time makespan = 0;
    for (std::size_t i = 0; i < schedule_.size(); ++i) {
      if (is_done(i)) makespan = std::max(makespan, end(i));
    }
    return sum + objective.makespan_weight * makespan;
  }

  const Model& model_;
  std::span<const Placement> schedule_;
  ScheduleCheck result_;
};

}  // namespace

ScheduleCheck check_schedule(const Model& model, std::span<const Placement> schedule) {
  return Checker(model, schedule).check();
}

}  // namespace penholder::solver
