// Dates that the links alone rule out: earliest finishes by the longest path, everything at its
// most favourable.
//
//   after        start >= earliest end of `on` + low lag          (task, or low date of a condition
//   or milestone) not-before   start >= date                                    (low date of a
//   milestone or condition) a standing task is done for its successors at the end of the first
//   phase that it can be kept through
//
// Capacities, `together` and `requires` are left out: whatever is reported here is impossible with
// any means.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <vector>

#include "lint/lint_table.h"
#include "lint/rules.h"
#include "lint/words.h"

namespace penholder::lint_rules {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

/// How a task's earliest start comes about.
struct Earliest {
  double start = 0.0;          // days from the start of the horizon
  std::optional<LinkId> link;  // the one that decides; nothing: the horizon itself
};

class Network {
 public:
  explicit Network(const Case& c) : case_(c), earliest_(c.tasks.size()) {
    // At most as many rounds as tasks: enough for any chain, and an end should the links run in a
    // circle.
    bool has_changed = true;
    for (std::size_t round = 0; has_changed && round <= c.tasks.size(); ++round) {
      has_changed = false;
      for (const LinkId link : c.links.ids()) has_changed = apply(link) || has_changed;
    }
  }

  [[nodiscard]] double start(TaskId task) const { return earliest_[task].start; }

  /// Earliest end of a discrete task.
  [[nodiscard]] double end(TaskId task) const {
    const auto& duration = case_.tasks[task].duration;
    return start(task) + (duration ? duration->low : 0.0);
  }

  [[nodiscard]] double done(TaskId task) const {
    return case_.tasks[task].is_standing() ? kept_through_a_phase(task) : end(task);
  }

  /// The chain that leads to the task's earliest start, the task itself first.
  struct Step {
    TaskId task;
    std::optional<LinkId> link;  // why it cannot start earlier
  };
  [[nodiscard]] std::vector<Step> chain(TaskId task) const {
    std::vector<Step> steps;
    std::optional<TaskId> at = task;
    while (at && steps.size() <= case_.tasks.size()) {
      steps.push_back({.task = *at, .link = earliest_[*at].link});
      if (!steps.back().link) break;
      const Link& link = case_.links[*steps.back().link];
      const auto* before = std::get_if<TaskId>(&link.on);
      at = link.kind == Link::Kind::After && before != nullptr ? std::optional(*before)
                                                               : std::nullopt;
    }
    return steps;
  }

 private:
  [[nodiscard]] double day_of(Date date) const { return date - case_.horizon.start; }

  [[nodiscard]] double kept_through_a_phase(TaskId task) const {
    for (const PhaseId phase : case_.phases.ids()) {
      if (day_of(case_.phases[phase].range.start) < start(task)) continue;
      if (phase.value + 1 == case_.phases.size()) return kNever;
      return day_of(case_.phases[phase].range.end);
    }
    return kNever;
  }

  [[nodiscard]] double earliest_by(const Link& link) const {
    const double lag = link.lag ? link.lag->low : 0.0;
    if (const auto* milestone = std::get_if<MilestoneId>(&link.on)) {
      return day_of(case_.milestones[*milestone].date.low) + lag;
    }
    if (const auto* condition = std::get_if<ConditionId>(&link.on)) {
      return day_of(case_.conditions[*condition].date.low) + lag;
    }
    if (link.kind == Link::Kind::NotBefore) return link.date ? day_of(*link.date) : 0.0;
    const auto* before = std::get_if<TaskId>(&link.on);
    return before == nullptr ? 0.0 : done(*before) + lag;
  }

  bool apply(LinkId id) {
    const Link& link = case_.links[id];
    if (link.kind != Link::Kind::After && link.kind != Link::Kind::NotBefore) return false;
    const double start = earliest_by(link);
    Earliest& mine = earliest_[link.task];
    if (start <= mine.start) return false;
    mine = {.start = start, .link = id};
    return true;
  }

  const Case& case_;
  IdVector<TaskId, Earliest> earliest_;
};

std::string day_words(const Case& c, double day) {
  return to_long_string(c.horizon.start + static_cast<Days>(std::ceil(day)));
}

std::string days_words(double days) {
  const double whole = std::ceil(days);
  return fmt::format("{:.0f} day{}", whole, whole == 1.0 ? "" : "s");
}

class DateRules {
 public:
  DateRules(const Case& c, Diagnostics& out) : case_(c), out_(out), network_(c) {}

  void check() {
    for (const LinkId link : case_.links.ids()) check_successor(case_.links[link]);
    for (const LinkId link : case_.links.ids()) check_due(case_.links[link]);
    for (const TaskId task : case_.tasks.ids()) check_step(task);
    for (const Benchmark& benchmark : case_.benchmarks) check_benchmark(benchmark);
    for (const TaskId task : case_.tasks.ids()) check_horizon(task);
  }

 private:
  void check_successor(const Link& link) {
    const auto* before = std::get_if<TaskId>(&link.on);
    if (link.kind != Link::Kind::After || before == nullptr) return;
    if (!case_.tasks[*before].is_standing() || network_.done(*before) < kNever) return;
    reported_.insert(link.task);
    out_.add(rule("link-to-nowhere"), link.span,
             fmt::format("task {} waits for the standing task {}, which cannot be kept through a "
                         "whole phase before the "
                         "last",
                         quoted(case_.tasks[link.task].id), quoted(case_.tasks[*before].id)),
             case_.phases.size() < 2 ? "cut the horizon into phases, or correct the link"
                                     : "let the standing task begin earlier, or correct the link");
  }

  /// The latest day on which the thing due may end, whatever happens.
  [[nodiscard]] std::optional<Date> latest(const DateRef& ref) const {
    if (const auto* date = std::get_if<Date>(&ref)) return *date;
    return case_.milestones[std::get<MilestoneId>(ref)].date.high;
  }

  void check_due(const Link& link) {
    if (link.kind != Link::Kind::Due || case_.tasks[link.task].is_standing()) return;
    std::optional<Date> due = link.date;
    if (const auto* milestone = std::get_if<MilestoneId>(&link.on)) due = latest(*milestone);
    if (due) report_late(link.task, network_.end(link.task), *due, link.span, "due by this link");
  }

  void check_step(TaskId id) {
    const Task& task = case_.tasks[id];
    // A default step stands at the due date of a benchmark, which has a finding of its own.
    if (task.is_standing() || task.credit.kind != CreditRule::Kind::Step || !task.credit.by ||
        task.credit.is_default) {
      return;
    }
    report_late(id, network_.end(id), *latest(*task.credit.by), task.span,
                "earns its credit only by then");
  }

  void check_benchmark(const Benchmark& benchmark) {
    const Date due = *latest(benchmark.due);
    const double lag = benchmark.lag ? benchmark.lag->low : 0.0;
    for (const TaskId task : benchmark.delivered_by) {
      if (case_.tasks[task].is_standing()) continue;
      const double met = network_.end(task) + lag;
      if (lag > 0.0 && met < kNever && met > static_cast<double>(due - case_.horizon.start)) {
        add(fmt::format("benchmark {} cannot be met before {}, {} after it is due ({}): task {} "
                        "and then {} that the "
                        "responsible party needs",
                        quoted(benchmark.id), day_words(case_, met), late_words(met, due),
                        to_long_string(due), quoted(case_.tasks[task].id), days_words(lag)),
            benchmark.span, task, {});
        continue;
      }
      report_late(task, network_.end(task), due, benchmark.span,
                  fmt::format("delivers benchmark {}", quoted(benchmark.id)));
    }
    for (const ConditionId id : benchmark.needs) {
      const Condition& condition = case_.conditions[id];
      if (condition.date.low <= due) continue;
      out_.add(
          rule("impossible-due"), benchmark.span,
          fmt::format("benchmark {} is due on {}, but needs {}, which comes on {} at the earliest",
                      quoted(benchmark.id), to_long_string(due), quoted(condition.id),
                      to_long_string(condition.date.low)),
          "move the due date, or see whether the benchmark really needs the condition",
          {{.span = condition.span, .text = "the condition"}});
    }
  }

  void check_horizon(TaskId id) {
    if (case_.tasks[id].is_standing() || reported_.contains(id)) return;
    const auto length = static_cast<double>(case_.horizon.length());
    if (network_.end(id) <= length) return;
    for (const auto& step : network_.chain(id)) {
      if (step.task != id && reported_.contains(step.task))
        return;  // one finding at the root is enough
    }
    if (network_.start(id) == kNever) return;
    reported_.insert(id);
    add(fmt::format("task {} cannot end before {}, after the horizon ({})",
                    quoted(case_.tasks[id].id), day_words(case_, network_.end(id)),
                    to_long_string(case_.horizon.end)),
        case_.tasks[id].span, id, {});
  }

  [[nodiscard]] std::string late_words(double end, Date due) const {
    return days_words(end - static_cast<double>(due - case_.horizon.start));
  }

  void report_late(TaskId task, double end, Date due, Span span, std::string_view why) {
    // Intervals are half-open: what ends at the start of its due day is in time.
    if (end == kNever || end <= static_cast<double>(due - case_.horizon.start)) return;
    const auto known = due_reported_.find(task);
    if (known != due_reported_.end() && known->second <= due) return;
    due_reported_.insert_or_assign(task, due);
    reported_.insert(task);
    add(fmt::format("task {} cannot end before {}, {} after it is due ({})",
                    quoted(case_.tasks[task].id), day_words(case_, end), late_words(end, due),
                    to_long_string(due)),
        span, task, why);
  }

  void add(std::string message, Span span, TaskId task, std::string_view why) {
    std::vector<Label> labels;
    if (!why.empty() && span != case_.tasks[task].span && case_.tasks[task].span.is_known()) {
      labels.push_back({.span = case_.tasks[task].span, .text = std::string(why)});
    }
    std::vector<std::string> words;
    for (const auto& step : network_.chain(task)) describe_step(step, labels, words);
    std::ranges::reverse(words);
    out_.add(rule("impossible-due"), span, std::move(message),
             fmt::format("move the date, or shorten the chain: {}", fmt::join(words, ", then ")),
             std::move(labels));
  }

  void describe_step(const Network::Step& step, std::vector<Label>& labels,
                     std::vector<std::string>& words) const {
    const Task& task = case_.tasks[step.task];
    if (task.is_standing()) {
      words.push_back(fmt::format("{} through its first phase", quoted(task.id)));
    } else if (task.duration) {
      const std::string days = days_words(task.duration->low);
      words.push_back(fmt::format("{} {} at least", quoted(task.id), days));
      label(labels, task.duration->span, fmt::format("at least {}", days));
    }
    if (!step.link) return;
    const Link& link = case_.links[*step.link];
    const std::string start = day_words(case_, network_.start(step.task));
    label(labels, link.span,
          fmt::format("so {} starts on {} at the earliest", quoted(task.id), start));
    if (link.lag && link.lag->low > 0.0) {
      words.push_back(fmt::format("a wait of {}", days_words(link.lag->low)));
    }
    if (!std::holds_alternative<TaskId>(link.on)) {
      words.push_back(fmt::format("a start on {}", start));
    }
  }

  static void label(std::vector<Label>& labels, Span span, std::string text) {
    if (span.is_known()) labels.push_back({.span = span, .text = std::move(text)});
  }

  const Case& case_;
  Diagnostics& out_;
  Network network_;
  std::set<TaskId> reported_;
  std::map<TaskId, Date> due_reported_;  ///< the earliest date reported as impossible
};

}  // namespace

void check_dates(const Case& c, Diagnostics& out) { DateRules(c, out).check(); }

}  // namespace penholder::lint_rules
