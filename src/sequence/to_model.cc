#include "sequence/to_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace penholder {
namespace {

using solver::Fact;
using solver::Point;

constexpr solver::Fact is(solver::Index task) { return {.task = task}; }
constexpr solver::Fact is_not(solver::Index task) { return {.task = task, .is_true = false}; }

/// First phase that is on; nothing when none is.
std::optional<std::size_t> first_on(const PlanAssignment::Choice& choice) {
  for (std::size_t p = 0; p < choice.levels.size(); ++p) {
    if (choice.levels[p] >= 0) return p;
  }
  return std::nullopt;
}

Amount amount_of(const std::vector<PlanProblem::Need>& needs, Index asset) {
  for (const PlanProblem::Need& need : needs) {
    if (need.asset == asset) return need.amount;
  }
  return 0;
}

/// `a` takes no more of anything than `b`.
bool takes_no_more(const PlanProblem::Mode& a, const PlanProblem::Mode& b) {
  return std::ranges::all_of(a.needs, [&](const PlanProblem::Need& need) {
    return need.amount <= amount_of(b.needs, need.asset);
  });
}

}  // namespace

PlanModel::PlanModel(const PlanProblem& problem, const Network& network, MustWork must,
                     const KeptChoices* kept)
    : problem_(problem),
      network_(network),
      must_(must),
      kept_(kept),
      entries_(problem.tasks.size()) {
  CHECK(!kept || must == MustWork::All);
  choose_tasks();
  choose_scale();
  add_assets();
  for (Index id = 0; id < entries_.size(); ++id) {
    if (!entries_[id].is_in) continue;
    if (problem_.tasks[id].is_standing) {
      add_standing(id);
    } else {
      add_discrete(id);
    }
  }
  add_links();
  for (Index id = 0; id < entries_.size(); ++id) {
    if (problem_.tasks[id].is_must) add_must(id);
  }
  if (must_ == MustWork::Alone) return;
  if (must_ == MustWork::Most) {
    model_.objectives.push_back({.costs = std::move(shortfalls_), .makespan_weight = 0});
  }
  model_.objectives.push_back({.costs = std::move(gains_), .makespan_weight = 0});
}

/// Whatever any plan may gain from, with what that needs.
void PlanModel::choose_tasks() {
  for (Index id = 0; id < entries_.size(); ++id) {
    const PlanProblem::Task& task = problem_.tasks[id];
    bool is_wanted = task.is_must;
    if (must_ != MustWork::Alone) {
      for (const PlanProblem::Piece& piece : task.value) {
        is_wanted = is_wanted || piece.at_from > 0.0;
      }
      for (const auto& levels : task.modes) {
        for (const PlanProblem::Mode& mode : levels) is_wanted = is_wanted || mode.value > 0.0;
      }
    }
    if (!is_wanted || !network_.is_possible(id)) continue;
    for (const Index member : network_.closure(id)) entries_[member].is_in = true;
  }
  for (Index id = 0; id < entries_.size(); ++id) {
    if (kept_ && !kept_->tasks[id].may_be_present) entries_[id].is_in = false;
  }
}

/// The smallest power of two that keeps rounding far below what counts as a difference, so that the
/// model's numbers stay small.
void PlanModel::choose_scale() {
  constexpr double kEnough = 1e-7;        // points, in all
  constexpr double kMostCost = 0x1.0p50;  // of all costs together
  double roundings = 0.0;                 // in units of the scale
  double sizes = 1.0;
  for (const PlanProblem::Task& task : problem_.tasks) {
    double size = 0.0;
    double rounding = 0.0;
    for (const PlanProblem::Piece& piece : task.value) {
      size = std::max(size, std::abs(piece.at_from));
      const double slope = piece.slope == 0.0 ? 0.0 : 0.5;
      rounding = std::max(rounding, 0.5 + slope * static_cast<double>(piece.to - piece.from));
    }
    for (const auto& levels : task.modes) {
      double most = 0.0;
      for (const PlanProblem::Mode& mode : levels) most = std::max(most, mode.value);
      size += most;
      rounding += 0.5;
    }
    sizes += size;
    roundings += rounding;
  }
  scale_ = 0x1.0p10;
  while (roundings / scale_ > kEnough && sizes * scale_ * 2.0 <= kMostCost) scale_ *= 2.0;
  rounding_ = roundings / scale_;
}

solver::Value PlanModel::scaled(double points) const { return std::llround(points * scale_); }

void PlanModel::add_assets() {
  asset_.resize(problem_.assets.size());
  for (Index id = 0; id < problem_.assets.size(); ++id) {
    const PlanProblem::Asset& asset = problem_.assets[id];
    // An asset that holds all needs at once never binds.
    Amount demand = 0;
    const auto add = [&](Amount amount) { demand = std::min(kUnlimited, demand + amount); };
    for (Index task = 0; task < entries_.size(); ++task) {
      if (!entries_[task].is_in) continue;
      add(amount_of(problem_.tasks[task].needs, id));
      Amount most_at_once = 0;
      for (const auto& levels : problem_.tasks[task].modes) {
        Amount most = 0;
        for (const PlanProblem::Mode& mode : levels)
          most = std::max(most, amount_of(mode.needs, id));
        most_at_once = asset.is_budget ? std::min(kUnlimited, most_at_once + most)
                                       : std::max(most_at_once, most);
      }
      add(most_at_once);
    }
    const bool is_enough =
        std::ranges::all_of(asset.steps, [&](const auto& step) { return step.capacity >= demand; });
    if (demand == 0 || is_enough) continue;
    const auto within = [](Amount capacity) {
      return std::clamp<solver::Value>(capacity, 0, solver::kLargest);
    };
    if (asset.is_budget) {
      asset_[id] =
          model_.add_budget(fmt::format("asset {}", id), within(asset.steps.front().capacity));
      continue;
    }
    solver::Resource resource{.name = fmt::format("asset {}", id), .steps = {}};
    for (const PlanProblem::Asset::Step& step : asset.steps) {
      resource.steps.push_back({.from = step.from, .capacity = within(step.capacity)});
    }
    model_.resources.push_back(std::move(resource));
    asset_[id] = static_cast<SolverIndex>(model_.resources.size() - 1);
  }
}

void PlanModel::take(const std::vector<PlanProblem::Need>& needs, solver::Mode& mode) const {
  for (const PlanProblem::Need& need : needs) {
    if (!asset_[need.asset] || need.amount <= 0) continue;
    const Amount amount = std::min(need.amount, Amount{solver::kLargest});
    if (problem_.assets[need.asset].is_budget) {
      mode.spends.push_back({.budget = *asset_[need.asset], .amount = amount});
    } else {
      mode.uses.push_back({.resource = *asset_[need.asset], .amount = amount});
    }
  }
}

void PlanModel::add_discrete(Index id) {
  const PlanProblem::Task& task = problem_.tasks[id];
  solver::Task made;
  made.name = fmt::format("task {}", id);
  made.is_optional = must_ == MustWork::Most || (!task.is_must && may_be_absent(id));
  made.release = network_.earliest_start(id);
  made.deadline = network_.latest_start(id) + task.duration;
  if (kept_) {
    const Network::Range& starts = kept_->tasks[id].starts;
    made.release = std::max<solver::Time>(made.release, starts.first);
    made.deadline = std::min<solver::Time>(made.deadline, starts.last + task.duration);
  }
  made.modes.push_back({.duration = task.duration, .uses = {}, .spends = {}});
  take(task.needs, made.modes.front());
  const auto index = static_cast<SolverIndex>(model_.tasks.size());
  entries_[id].discrete = index;

  solver::Cost gain{
      .moment = {.task = index, .point = Point::End}, .pieces = {}, .if_absent = 0, .by_mode = {}};
  for (const PlanProblem::Piece& piece : task.value) {
    const Days from = std::max<Days>(piece.from, earliest_finish(id));
    const Days to = std::min<Days>(piece.to, latest_finish(id));
    if (from > to) continue;
    const double at_from = piece.at_from + piece.slope * static_cast<double>(from - piece.from);
    gain.pieces.push_back(
        {.from = from, .to = to, .at_from = -scaled(at_from), .slope = -scaled(piece.slope)});
  }
  model_.tasks.push_back(std::move(made));
  if (!gain.pieces.empty()) gains_.push_back(std::move(gain));
}

/// Levels that fit the bare capacities, less those beside which another takes no more and brings no
/// less.
std::vector<int> PlanModel::useful_levels(Index id, std::size_t phase) const {
  const auto& modes = problem_.tasks[id].modes[phase];
  std::vector<int> useful;
  for (std::size_t level = 0; level < modes.size(); ++level) {
    if (!network_.fits(id, phase, level)) continue;
    if (kept_ && !kept_->tasks[id].levels[phase][level]) continue;
    bool is_beaten = false;
    for (std::size_t other = 0; other < modes.size() && !is_beaten; ++other) {
      if (other == level || modes[other].value < modes[level].value ||
          !takes_no_more(modes[other], modes[level])) {
        continue;
      }
      const bool is_twin =
          modes[other].value == modes[level].value && takes_no_more(modes[level], modes[other]);
      is_beaten = !is_twin || other < level;
    }
    if (!is_beaten) useful.push_back(static_cast<int>(level));
  }
  return useful;
}

void PlanModel::add_standing(Index id) {
  const PlanProblem::Task& task = problem_.tasks[id];
  Entry& entry = entries_[id];
  entry.phases.resize(problem_.phases.size());
  for (std::size_t p = 0; p < problem_.phases.size(); ++p) {
    if (!network_.is_open(id, p)) continue;
    InPhase& here = entry.phases[p];
    here.levels = useful_levels(id, p);
    if (here.levels.empty()) continue;
    const PlanProblem::Phase& phase = problem_.phases[p];
    solver::Task made;
    made.name = fmt::format("task {} in phase {}", id, p);
    made.is_optional = !kept_ || kept_->tasks[id].may_be_off[p];
    made.release = phase.start;
    made.deadline = phase.end;
    const auto index = static_cast<SolverIndex>(model_.tasks.size());
    solver::Cost gain{.moment = {.task = index, .point = Point::Start},
                      .pieces = {},
                      .if_absent = 0,
                      .by_mode = {}};
    bool has_gain = false;
    for (const int level : here.levels) {
      const PlanProblem::Mode& mode = task.modes[p][static_cast<std::size_t>(level)];
      made.modes.push_back({.duration = phase.end - phase.start, .uses = {}, .spends = {}});
      take(mode.needs, made.modes.back());
      gain.by_mode.push_back(-scaled(mode.value));
      has_gain = has_gain || gain.by_mode.back() != 0;
    }
    here.on = index;
    model_.tasks.push_back(std::move(made));
    if (has_gain) gains_.push_back(std::move(gain));
  }
  if (!may_be_absent(id)) add_clause(is_done(id));
}

Days PlanModel::earliest_finish(Index id) const {
  return network_.earliest_start(id) + problem_.tasks[id].duration;
}

Days PlanModel::latest_finish(Index id) const {
  return network_.latest_start(id) + problem_.tasks[id].duration;
}

/// Facts of which one is true just when the task is done.
std::vector<Fact> PlanModel::is_done(Index id) const {
  const Entry& entry = entries_[id];
  std::vector<Fact> facts;
  if (entry.discrete) facts.push_back(is(*entry.discrete));
  for (const InPhase& here : entry.phases) {
    if (here.on) facts.push_back(is(*here.on));
  }
  return facts;
}

void PlanModel::add_clause(std::vector<Fact> facts) {
  model_.groups.push_back({.facts = std::move(facts), .at_least = 1});
}

/// Where `condition` holds, `on` is done.
void PlanModel::add_requirements(Fact condition, Index on) {
  condition.is_true = !condition.is_true;
  std::vector<Fact> facts{condition};
  for (const Fact& fact : is_done(on)) facts.push_back(fact);
  add_clause(std::move(facts));
}

/// `task` is done only if `on` is.
void PlanModel::add_presence(Index task, Index on) {
  for (const Fact& fact : is_done(task)) add_requirements(fact, on);
}

PlanModel::SolverIndex PlanModel::add_mark(std::string name, Days day) {
  solver::Task mark;
  mark.name = std::move(name);
  mark.is_optional = true;
  mark.release = day;
  mark.deadline = day;
  mark.modes.push_back({.duration = 0, .uses = {}, .spends = {}});
  model_.tasks.push_back(std::move(mark));
  return static_cast<SolverIndex>(model_.tasks.size() - 1);
}

/// Marks for the first phase in which a standing task is on: just one, if it is done.
void PlanModel::add_firsts(Index id) {
  Entry& entry = entries_[id];
  std::vector<Fact> marks;
  for (std::size_t p = 0; p < entry.phases.size(); ++p) {
    InPhase& here = entry.phases[p];
    if (!here.on) continue;
    if (here.first) return;  // made before
    here.first =
        add_mark(fmt::format("task {} begins in phase {}", id, p), problem_.phases[p].start);
    model_.implies(is(*here.first), is(*here.on));
    for (std::size_t q = 0; q < p; ++q) {
      if (entry.phases[q].on) model_.exclude(is(*here.first), is(*entry.phases[q].on));
    }
    marks.push_back(is(*here.first));
    // On here: begun here or before.
    std::vector<Fact> facts{is_not(*here.on)};
    facts.insert(facts.end(), marks.begin(), marks.end());
    add_clause(std::move(facts));
  }
}

void PlanModel::add_after(const PlanProblem::After& link) {
  const Entry& later = entries_[link.task];
  const Entry& earlier = entries_[link.on];
  add_presence(link.task, link.on);
  if (later.discrete && earlier.discrete) {
    model_.after(*later.discrete, *earlier.discrete, link.lag);
    return;
  }
  if (earlier.discrete) {
    for (std::size_t p = 0; p < later.phases.size(); ++p) {
      if (!later.phases[p].on) continue;
      if (latest_finish(link.on) + link.lag <= problem_.phases[p].start) continue;
      model_.after(*later.phases[p].on, *earlier.discrete, link.lag);
    }
    return;
  }
  if (later.discrete) {
    add_firsts(link.on);
    for (std::size_t q = 0; q < earlier.phases.size(); ++q) {
      if (!earlier.phases[q].first) continue;
      const Days length = problem_.phases[q].end - problem_.phases[q].start;
      model_.after(*later.discrete, *earlier.phases[q].first, length + link.lag);
    }
    return;
  }
  for (std::size_t p = 0; p < later.phases.size(); ++p) {
    if (!later.phases[p].on) continue;
    std::vector<Fact> facts{is_not(*later.phases[p].on)};
    for (std::size_t q = 0; q < earlier.phases.size(); ++q) {
      if (earlier.phases[q].on && problem_.phases[q].end + link.lag <= problem_.phases[p].start) {
        facts.push_back(is(*earlier.phases[q].on));
      }
    }
    add_clause(std::move(facts));
  }
}

void PlanModel::add_together(const PlanProblem::Together& link) {
  add_presence(link.a, link.b);
  add_presence(link.b, link.a);
  if (!link.within) return;
  for (const Index id : {link.a, link.b}) {
    if (problem_.tasks[id].is_standing) add_firsts(id);
  }
  const auto starts = [&](Index id) {
    std::vector<SolverIndex> tasks;
    if (entries_[id].discrete) tasks.push_back(*entries_[id].discrete);
    for (const InPhase& here : entries_[id].phases) {
      if (here.first) tasks.push_back(*here.first);
    }
    return tasks;
  };
  for (const SolverIndex a : starts(link.a)) {
    for (const SolverIndex b : starts(link.b)) {
      const solver::Moment start_a{.task = a, .point = Point::Start};
      const solver::Moment start_b{.task = b, .point = Point::Start};
      model_.lags.push_back({.from = start_a, .to = start_b, .at_least = -*link.within});
      model_.lags.push_back({.from = start_b, .to = start_a, .at_least = -*link.within});
    }
  }
}

void PlanModel::add_links() {
  for (const PlanProblem::After& link : problem_.after) {
    if (entries_[link.task].is_in) add_after(link);
  }
  for (const PlanProblem::Requires& link : problem_.required) {
    if (entries_[link.task].is_in) add_presence(link.task, link.on);
  }
  for (const PlanProblem::Together& link : problem_.together) {
    if (entries_[link.a].is_in) add_together(link);
  }
  for (const PlanProblem::InsteadOf& link : problem_.instead_of) {
    for (const Fact& a : is_done(link.a)) {
      for (const Fact& b : is_done(link.b)) model_.exclude(a, b);
    }
  }
}

void PlanModel::add_must(Index id) {
  const PlanProblem::Task& task = problem_.tasks[id];
  Entry& entry = entries_[id];
  const auto whole = static_cast<solver::Value>(problem_.phases.size());
  const auto owe = [&](solver::Cost cost) { shortfalls_.push_back(std::move(cost)); };
  if (must_ != MustWork::Most) {
    if (!entry.is_in || is_done(id).empty()) {
      add_clause({});  // cannot be done: no schedule
      return;
    }
    if (!task.is_standing) return;  // not optional
    add_clause(is_done(id));
  } else {
    if (!entry.is_in) return;  // left out in every plan: the same in all, nothing to choose
    if (!task.is_standing) {
      owe({.moment = {.task = *entry.discrete}, .pieces = {}, .if_absent = whole, .by_mode = {}});
      return;
    }
    entry.absent = add_mark(fmt::format("task {} is left out", id), 0);
    std::vector<Fact> facts = is_done(id);
    for (const Fact& fact : facts) model_.exclude(is(*entry.absent), fact);
    facts.push_back(is(*entry.absent));
    add_clause(std::move(facts));
    owe({.moment = {.task = *entry.absent}, .pieces = {}, .if_absent = 0, .by_mode = {whole}});
  }
  for (std::size_t p = 0; p < problem_.phases.size(); ++p) {
    const PlanProblem::Phase& phase = problem_.phases[p];
    if (phase.start >= task.release && phase.end <= task.deadline) add_due_phase(id, p);
  }
}

/// On in this phase, or short of it, or left out altogether, or a predecessor is not finished in
/// time.
void PlanModel::add_due_phase(Index id, std::size_t phase) {
  Entry& entry = entries_[id];
  InPhase& here = entry.phases[phase];
  const Days start = problem_.phases[phase].start;
  std::vector<Fact> facts;
  if (here.on) facts.push_back(is(*here.on));
  if (entry.absent) facts.push_back(is(*entry.absent));
  for (const auto& [on, lag] : network_.before(id)) {
    const Entry& earlier = entries_[on];
    if (earlier.discrete) {
      if (earliest_finish(on) + lag > start) return;   // never due
      if (latest_finish(on) + lag <= start) continue;  // always in time
      const Days in_time = start - lag;                // the latest finish that is
      const SolverIndex mark =
          add_mark(fmt::format("task {} is late for phase {} of {}", on, phase, id), in_time + 1);
      model_.lags.push_back({.from = {.task = mark, .point = Point::Start},
                             .to = {.task = *earlier.discrete, .point = Point::End},
                             .at_least = 0});
      model_.implies(is(mark), is(*earlier.discrete));
      late_.push_back({.mark = mark, .on = on, .latest_in_time = in_time});
      facts.push_back(is(mark));
      continue;
    }
    NeverInTime never{.mark = 0, .on = on, .phases = {}};
    for (std::size_t q = 0; q < earlier.phases.size(); ++q) {
      if (earlier.phases[q].on && problem_.phases[q].end + lag <= start) never.phases.push_back(q);
    }
    if (never.phases.empty()) return;  // never due
    never.mark = add_mark(fmt::format("task {} is too late for phase {} of {}", on, phase, id), 0);
    for (const std::size_t q : never.phases) {
      model_.exclude(is(never.mark), is(*earlier.phases[q].on));
    }
    facts.push_back(is(never.mark));
    never_in_time_.push_back(std::move(never));
  }
  if (must_ == MustWork::Most) {
    here.short_of = add_mark(fmt::format("task {} is short of phase {}", id, phase), 0);
    facts.push_back(is(*here.short_of));
    shortfalls_.push_back(
        {.moment = {.task = *here.short_of}, .pieces = {}, .if_absent = 0, .by_mode = {1}});
  }
  add_clause(std::move(facts));
}

PlanAssignment PlanModel::plan_of(const solver::Schedule& schedule) const {
  CHECK(schedule.size() == model_.tasks.size());
  PlanAssignment plan;
  plan.tasks.resize(entries_.size());
  for (Index id = 0; id < entries_.size(); ++id) {
    const Entry& entry = entries_[id];
    PlanAssignment::Choice& choice = plan.tasks[id];
    if (problem_.tasks[id].is_standing) choice.levels.assign(problem_.phases.size(), -1);
    if (entry.discrete && schedule[*entry.discrete].is_done()) {
      choice.included = true;
      choice.start = static_cast<Days>(schedule[*entry.discrete].start);
    }
    for (std::size_t p = 0; p < entry.phases.size(); ++p) {
      const InPhase& here = entry.phases[p];
      if (!here.on || !schedule[*here.on].is_done()) continue;
      choice.included = true;
      choice.levels[p] = here.levels[static_cast<std::size_t>(schedule[*here.on].mode)];
    }
  }
  return plan;
}

solver::Schedule PlanModel::schedule_of(const PlanAssignment& plan) const {
  CHECK(plan.tasks.size() == entries_.size());
  solver::Schedule schedule(model_.tasks.size());
  const auto put = [&](SolverIndex task, Days start) {
    schedule[task] = {.mode = 0, .start = start};
  };
  const auto put_mark = [&](SolverIndex mark) {
    schedule[mark] = {.mode = 0, .start = model_.tasks[mark].release};
  };
  for (Index id = 0; id < entries_.size(); ++id) {
    const Entry& entry = entries_[id];
    const PlanAssignment::Choice& choice = plan.tasks[id];
    if (entry.absent && !choice.included) put_mark(*entry.absent);
    if (entry.discrete && choice.included) put(*entry.discrete, choice.start);
    const auto first = first_on(choice);
    for (std::size_t p = 0; p < entry.phases.size(); ++p) {
      const InPhase& here = entry.phases[p];
      if (here.on && choice.levels[p] >= 0) {
        const auto& modes = problem_.tasks[id].modes[p];
        const auto kept = static_cast<std::size_t>(choice.levels[p]);
        // The level itself, or the one that beats it.
        for (std::size_t mode = 0; mode < here.levels.size(); ++mode) {
          const auto level = static_cast<std::size_t>(here.levels[mode]);
          const bool is_no_worse =
              modes[level].value >= modes[kept].value && takes_no_more(modes[level], modes[kept]);
          if (level != kept && !is_no_worse) continue;
          schedule[*here.on] = {.mode = static_cast<int>(mode), .start = problem_.phases[p].start};
          if (level == kept) break;
        }
      }
      if (here.first && first == p) put_mark(*here.first);
    }
  }
  for (const Late& late : late_) {
    const PlanAssignment::Choice& on = plan.tasks[late.on];
    if (on.included && on.start + problem_.tasks[late.on].duration > late.latest_in_time) {
      put_mark(late.mark);
    }
  }
  for (const NeverInTime& never : never_in_time_) {
    const bool is_never = std::ranges::all_of(
        never.phases, [&](std::size_t q) { return plan.tasks[never.on].levels[q] < 0; });
    if (is_never) put_mark(never.mark);
  }
  // Due and off, for no reason that a link gives.
  for (std::size_t id = 0; id < entries_.size(); ++id) {
    const Entry& entry = entries_[id];
    if (!entry.absent || !plan.tasks[id].included) continue;
    Days due_on = problem_.tasks[id].release;
    for (const auto& [on, lag] : network_.before(static_cast<Index>(id))) {
      const PlanAssignment::Choice& before = plan.tasks[on];
      if (!before.included) continue;
      const auto first = first_on(before);
      const Days finish =
          first ? problem_.phases[*first].end : before.start + problem_.tasks[on].duration;
      due_on = std::max(due_on, finish + lag);
    }
    for (std::size_t p = 0; p < entry.phases.size(); ++p) {
      const InPhase& here = entry.phases[p];
      if (here.short_of && plan.tasks[id].levels[p] < 0 && problem_.phases[p].start >= due_on) {
        put_mark(*here.short_of);
      }
    }
  }
  return schedule;
}

}  // namespace penholder
