#include "stress/execution.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace penholder {
namespace {

constexpr double kTolerance = Policy::kAmountTolerance;
constexpr double kWorkTolerance = 1e-9;  // days of work that count as none
constexpr double kBudgetPeriod = 30.0;   // days for which a standing task's budget need is stated

}  // namespace

Executor::Executor(const Policy& policy, std::size_t leaves) : p_(policy), leaves_(leaves) {
  const std::size_t jobs = p_.jobs.size();
  const std::size_t posts = p_.posts.size();
  const std::size_t assets = p_.is_budget.size();
  status_.resize(jobs);
  release_.resize(jobs);
  linked_.resize(jobs);
  pending_.resize(jobs);
  remaining_.resize(jobs);
  pace_.resize(jobs);
  since_.resize(jobs);
  done_at_.resize(jobs);
  paused_until_.resize(jobs);
  start_.resize(jobs);
  finish_.resize(jobs);
  queued_.resize(jobs);
  is_funded_.resize(jobs);
  critical_.resize(jobs);
  open_areas_.resize(jobs);
  ready_.resize(posts);
  post_pending_.resize(posts);
  funded_.resize(posts);
  open_.resize(posts);
  fraction_.resize(posts);
  lost_.resize(posts * p_.phase_start.size());
  base_capacity_.resize(assets);
  kept_.resize(assets);
  capacity_.resize(assets);
  used_.resize(assets);
  posts_need_.resize(assets);
  is_active_.resize(posts);
  std::size_t calls = 0;
  for (const auto& posts_of_asset : p_.served) calls += posts_of_asset.size();
  asked_.resize(calls);
  is_reserved_.resize(assets);
  closed_.resize(p_.jobs_in_area.size());
}

void Executor::run(const Realisation& r, std::optional<ShockId> spared, Execution& out) {
  prepare(r, spared);
  for (today_ = 0;;) {
    completed_today_.clear();
    for (std::uint32_t job = 0; job < p_.jobs.size(); ++job) {
      if (status_[job] == Status::Running && done_at_[job] <= today_) complete(r, job);
    }
    if (today_ >= p_.horizon) break;

    while (next_capacity_ < p_.capacity_steps.size() &&
           p_.capacity_steps[next_capacity_].day <= today_) {
      const Policy::CapacityStep& step = p_.capacity_steps[next_capacity_++];
      base_capacity_[step.asset] = r.number[step.amount];
      capacity_[step.asset] = base_capacity_[step.asset] * kept_[step.asset];
    }
    while (next_dynamic_ < events_.size() && events_[next_dynamic_].day <= today_) {
      apply(r, events_[next_dynamic_++]);
    }
    serve_running(r);
    while (start_ready(r)) {
      // A task without duration is over at once and may let others start.
      for (std::uint32_t job = 0; job < p_.jobs.size(); ++job) {
        if (status_[job] == Status::Running && done_at_[job] <= today_) complete(r, job);
      }
      serve_running(r);
    }
    bool has_changed = today_ == 0;
    while (phase_ + 1 < p_.phase_start.size() && p_.phase_start[phase_ + 1] <= today_) {
      ++phase_;
      has_changed = true;
    }
    for (const std::uint32_t post : p_.linked_posts) {
      has_changed |= post_pending_[post] == 0 && ready_[post] == today_;
    }
    if (has_changed) call_posts(r);
    const Days next = next_event();
    keep_posts(next);
    today_ = next;
  }
  mark_unfinished();
  settle(out);
  judge_benchmarks(r, spared, out);
  for (std::uint32_t job = 0; job < p_.jobs.size(); ++job) {
    out.critical[p_.jobs[job].task] = critical_[job];
  }
  earn(r, out);
}

void Executor::prepare(const Realisation& r, std::optional<ShockId> spared) {
  next_dynamic_ = next_capacity_ = phase_ = closed_count_ = 0;
  losses_.clear();
  for (std::size_t a = 0; a < p_.is_budget.size(); ++a) {
    base_capacity_[a] = capacity_[a] = r.number[p_.capacity_at_start[a]];
    kept_[a] = 1.0;
  }
  std::ranges::fill(closed_, 0);
  std::ranges::fill(lost_, 0.0);
  std::ranges::fill(open_, 1.0);

  for (std::uint32_t job = 0; job < p_.jobs.size(); ++job) {
    const Policy::Job& plan = p_.jobs[job];
    status_[job] = Status::Waiting;
    release_[job] = plan.start;
    linked_[job] = gates_open(r, plan.gates);
    pending_[job] = plan.before.end - plan.before.begin;
    const Days planned = plan.finish - plan.start;
    const auto slip = static_cast<Days>(std::lround(r.number[plan.duration] - plan.likely));
    remaining_[job] = static_cast<double>(std::max(planned + slip, planned > 0 ? 1 : 0));
    pace_[job] = 0.0;
    since_[job] = done_at_[job] = start_[job] = finish_[job] = kNever;
    paused_until_[job] = 0;
    queued_[job] = critical_[job] = 0;
    open_areas_[job] = plan.areas.end - plan.areas.begin;
  }
  for (std::uint32_t post = 0; post < p_.posts.size(); ++post) {
    ready_[post] = gates_open(r, p_.posts[post].gates);
    post_pending_[post] = p_.posts[post].before_count;
  }
  fund(r, spared);

  events_.clear();
  for (const Strike& strike : r.strikes) {
    if (spared == strike.shock) continue;
    const auto& effects = p_.effects[strike.shock.value];
    for (std::uint32_t k = 0; k < effects.size(); ++k) {
      const Effect::Kind kind = effects[k].kind;
      if (kind == Effect::Kind::UndoBenchmark) continue;
      Event event{.day = strike.day, .shock = strike.shock.value, .effect = k, .is_end = false};
      if (kind == Effect::Kind::Delay) {
        events_.push_back(event);
        continue;
      }
      const Days lasting = r.days(effects[k].slots.lasting);
      if (lasting <= 0) continue;
      events_.push_back(event);
      event.day += lasting;
      event.is_end = true;
      events_.push_back(event);
    }
  }
  std::sort(events_.begin(), events_.end(), [](const Event& a, const Event& b) {
    if (a.day != b.day) return a.day < b.day;
    if (a.is_end != b.is_end) return a.is_end;
    return a.shock != b.shock ? a.shock < b.shock : a.effect < b.effect;
  });
}

/// Money is committed in the plan's order before anything starts: a discrete task gets its whole
/// need or waits for good; standing tasks share the rest as they share other assets.
void Executor::fund(const Realisation& r, std::optional<ShockId> spared) {
  std::ranges::fill(is_funded_, std::uint8_t{1});
  std::ranges::fill(funded_, 1.0);
  is_any_unfunded_ = false;
  bool any = false;
  for (std::size_t a = 0; a < p_.is_budget.size(); ++a) {
    if (p_.is_budget[a] == 0) continue;
    any = true;
    double left = base_capacity_[a];
    for (const Strike& strike : r.strikes) {
      if (spared == strike.shock) continue;
      for (const Policy::EffectPlan& effect : p_.effects[strike.shock.value]) {
        for (const std::uint32_t asset : effect.assets) {
          if (asset != a) continue;
          const Days end = std::min(p_.horizon, strike.day + r.days(effect.slots.lasting));
          left -= base_capacity_[a] * r.number[effect.slots.share] *
                  static_cast<double>(end - strike.day) / static_cast<double>(p_.horizon);
        }
      }
    }
    used_[a] = std::max(left, 0.0);  // what is left of the budget, while it is dealt out
  }
  if (!any) return;
  for (std::uint32_t job = 0; job < p_.jobs.size(); ++job) {
    const Policy::Range needs = p_.jobs[job].budgets;
    for (std::uint32_t n = needs.begin; n < needs.end; ++n) {
      if (r.number[p_.needs[n].amount] > used_[p_.needs[n].asset] + kTolerance) is_funded_[job] = 0;
    }
    if (is_funded_[job] == 0) continue;
    for (std::uint32_t n = needs.begin; n < needs.end; ++n) {
      used_[p_.needs[n].asset] -= r.number[p_.needs[n].amount];
    }
  }
  for (std::size_t a = 0; a < p_.is_budget.size(); ++a) {
    if (p_.is_budget[a] == 0) continue;
    double left = std::max(used_[a], 0.0);
    for (const Policy::PostNeed& need : p_.served[a]) {
      double periods = 0.0;
      for (std::size_t phase = 0; phase < p_.phase_start.size(); ++phase) {
        periods += p_.levels[need.post * p_.phase_start.size() + phase].effort *
                   static_cast<double>(p_.phase_length[phase]) / kBudgetPeriod;
      }
      const double asked = r.number[need.amount] * periods;
      if (asked > left + kTolerance) {
        funded_[need.post] = std::min(funded_[need.post], left / asked);
        is_any_unfunded_ = true;
        left = 0.0;
      } else {
        left = std::max(left - asked, 0.0);
      }
    }
  }
}

Days Executor::gates_open(const Realisation& r, Policy::Range gates) const {
  Days open = 0;
  for (std::uint32_t g = gates.begin; g < gates.end; ++g) {
    const Policy::Gate& gate = p_.gates[g];
    const Days day =
        gate.is_condition ? r.condition[ConditionId{gate.id}] : r.milestone[MilestoneId{gate.id}];
    if (day >= kNever) return kNever;
    open = std::max(open, day + r.days(gate.lag));
  }
  return open;
}

void Executor::apply(const Realisation& r, const Event& event) {
  const Policy::EffectPlan& effect = p_.effects[event.shock][event.effect];
  switch (effect.kind) {
    case Effect::Kind::Delay: {
      const Days by = r.days(effect.slots.by);
      for (const std::uint32_t job : effect.jobs) {
        if (status_[job] == Status::Waiting) {
          release_[job] = std::max(release_[job], today_) + by;
        } else if (status_[job] == Status::Running) {
          paused_until_[job] = std::max(paused_until_[job], today_) + by;
        }
      }
      break;
    }
    case Effect::Kind::LoseCapacity: {
      // The losses that hold now, multiplied anew: when all are over, capacity is exactly what it
      // was.
      const auto is_same = [&](std::uint32_t i) {
        return events_[i].shock == event.shock && events_[i].effect == event.effect;
      };
      if (event.is_end) {
        const auto found = std::ranges::find_if(losses_, is_same);
        if (found != losses_.end()) losses_.erase(found);
      } else {
        losses_.push_back(static_cast<std::uint32_t>(&event - events_.data()));
      }
      for (const std::uint32_t asset : effect.assets) {
        kept_[asset] = 1.0;
        for (const std::uint32_t i : losses_) {
          const Policy::EffectPlan& loss = p_.effects[events_[i].shock][events_[i].effect];
          if (std::ranges::find(loss.assets, asset) != loss.assets.end()) {
            kept_[asset] *= 1.0 - r.number[loss.slots.share];
          }
        }
        capacity_[asset] = base_capacity_[asset] * kept_[asset];
      }
      break;
    }
    case Effect::Kind::CloseArea:
      for (const std::uint32_t area : effect.areas) close_area(area, event.is_end ? -1 : 1);
      break;
    case Effect::Kind::UndoBenchmark:
      break;
  }
}

void Executor::close_area(std::uint32_t area, int by) {
  const bool was_closed = closed_[area] > 0;
  closed_[area] += by;
  const bool is_closed = closed_[area] > 0;
  if (was_closed == is_closed) return;
  is_closed ? ++closed_count_ : --closed_count_;
  for (const std::uint32_t job : p_.jobs_in_area[area]) {
    is_closed ? --open_areas_[job] : ++open_areas_[job];
  }
  for (const std::uint32_t post : p_.posts_in_area[area]) {
    open_[post] = 1.0;
    for (std::uint32_t i = p_.posts[post].areas.begin; i < p_.posts[post].areas.end; ++i) {
      if (closed_[p_.areas[i].area] > 0) open_[post] -= p_.areas[i].share;
    }
    open_[post] = std::max(open_[post], 0.0);
  }
}

void Executor::complete(const Realisation& r, std::uint32_t job) {
  const Policy::Job& plan = p_.jobs[job];
  status_[job] = Status::Done;
  finish_[job] = today_;
  completed_today_.push_back(job);
  for (std::uint32_t i = plan.behind.begin; i < plan.behind.end; ++i) {
    const Policy::Waiting& waiting = p_.behind[i];
    const Days from = today_ + r.days(waiting.lag);
    if (waiting.entity < p_.jobs.size()) {
      linked_[waiting.entity] = std::max(linked_[waiting.entity], from);
      --pending_[waiting.entity];
    } else {
      const std::size_t post = waiting.entity - p_.jobs.size();
      ready_[post] = std::max(ready_[post], from);
      --post_pending_[post];
    }
  }
}

/// Deals today's capacity out among the running tasks and sets their pace.
void Executor::serve_running(const Realisation& r) {
  std::ranges::fill(used_, 0.0);
  for (std::uint32_t job = 0; job < p_.jobs.size(); ++job) {
    if (status_[job] != Status::Running) continue;
    const Policy::Job& plan = p_.jobs[job];
    double pace = 1.0;
    for (std::uint32_t n = plan.needs.begin; n < plan.needs.end; ++n) {
      const double need = r.number[p_.needs[n].amount];
      const std::uint32_t asset = p_.needs[n].asset;
      const double left = capacity_[asset] - used_[asset];
      if (need > left + kTolerance) {
        pace = std::min(pace, std::max(left, 0.0) / need);
        used_[asset] += std::max(left, 0.0);
      } else {
        used_[asset] += need;
      }
    }
    const bool is_closed = plan.areas.end > plan.areas.begin && open_areas_[job] == 0;
    if (is_closed || paused_until_[job] > today_) pace = 0.0;
    if (pace == pace_[job]) continue;
    remaining_[job] -= pace_[job] * static_cast<double>(today_ - since_[job]);
    pace_[job] = pace;
    since_[job] = today_;
    if (pace <= 0.0) {
      done_at_[job] = kNever;
    } else {
      const double days = std::ceil(remaining_[job] / pace - kWorkTolerance);
      done_at_[job] =
          today_ + static_cast<Days>(std::min(days, static_cast<double>(p_.horizon) + 1));
    }
  }
}

/// Starts what can start today; true when something started that is already over.
bool Executor::start_ready(const Realisation& r) {
  bool is_any_over = false;
  std::ranges::fill(is_reserved_, std::uint8_t{0});
  for (std::uint32_t job = 0; job < p_.jobs.size(); ++job) {
    if (status_[job] != Status::Waiting || pending_[job] > 0 || is_funded_[job] == 0) continue;
    if (release_[job] > today_ || linked_[job] > today_) continue;
    const Policy::Job& plan = p_.jobs[job];
    if (plan.areas.end > plan.areas.begin && open_areas_[job] == 0) continue;
    bool fits = true;
    for (std::uint32_t n = plan.needs.begin; n < plan.needs.end; ++n) {
      const double need = r.number[p_.needs[n].amount];
      if (need <= 0.0) continue;
      const std::uint32_t asset = p_.needs[n].asset;
      // More than there is at all is never free: then it makes do with the whole, and goes slower.
      const double asked = std::min(need, capacity_[asset]);
      if (is_reserved_[asset] != 0 || capacity_[asset] <= 0.0 ||
          asked > capacity_[asset] - used_[asset] + kTolerance) {
        fits = false;
      }
    }
    if (fits) {
      begin(r, job);
      is_any_over |= done_at_[job] <= today_;
    } else {
      queued_[job] = 1;
      for (std::uint32_t n = plan.needs.begin; n < plan.needs.end; ++n) {
        if (r.number[p_.needs[n].amount] > 0.0) is_reserved_[p_.needs[n].asset] = 1;
      }
    }
  }
  return is_any_over;
}

void Executor::begin(const Realisation& r, std::uint32_t job) {
  const Policy::Job& plan = p_.jobs[job];
  status_[job] = Status::Running;
  start_[job] = since_[job] = today_;
  double pace = 1.0;
  for (std::uint32_t n = plan.needs.begin; n < plan.needs.end; ++n) {
    const double need = r.number[p_.needs[n].amount];
    const std::uint32_t asset = p_.needs[n].asset;
    const double left = capacity_[asset] - used_[asset];
    if (need > left + kTolerance) {
      pace = std::min(pace, std::max(left, 0.0) / need);
      used_[asset] += std::max(left, 0.0);
    } else {
      used_[asset] += need;
    }
  }
  pace_[job] = pace;
  if (pace > 0.0) {
    const double days = std::ceil(remaining_[job] / pace - kWorkTolerance);
    done_at_[job] = today_ + static_cast<Days>(std::min(days, static_cast<double>(p_.horizon) + 1));
  }

  if (today_ <= plan.start) return;
  // Late: whose lateness is it?
  for (std::uint32_t i = plan.before.begin; i < plan.before.end; ++i) {
    const std::uint32_t first = p_.before[i].job;
    const bool is_binding = finish_[first] + r.days(p_.before[i].lag) >= today_;
    if (is_binding && finish_[first] > p_.jobs[first].finish) critical_[first] = 1;
  }
  if (queued_[job] == 0) return;
  for (const std::uint32_t other : completed_today_) {
    if (finish_[other] <= p_.jobs[other].finish) continue;
    for (std::uint32_t n = plan.needs.begin; n < plan.needs.end; ++n) {
      const Policy::Range theirs = p_.jobs[other].needs;
      for (std::uint32_t m = theirs.begin; m < theirs.end; ++m) {
        if (p_.needs[n].asset == p_.needs[m].asset) critical_[other] = 1;
      }
    }
  }
}

/// What the standing tasks that are on ask for, from today until the phase or their number changes.
void Executor::call_posts(const Realisation& r) {
  const std::size_t phases = p_.phase_start.size();
  is_any_absent_ = false;
  for (std::uint32_t post = 0; post < p_.posts.size(); ++post) {
    const bool is_on = p_.levels[post * phases + phase_].is_on;
    is_active_[post] = is_on && post_pending_[post] == 0 && ready_[post] <= today_ ? 1 : 0;
    is_any_absent_ |= is_on && is_active_[post] == 0;
  }
  std::size_t slot = 0;
  for (std::size_t a = 0; a < p_.served.size(); ++a) {
    double sum = 0.0;
    for (const Policy::PostNeed& need : p_.served[a]) {
      const double effort = p_.levels[need.post * phases + phase_].effort;
      const double asked = is_active_[need.post] != 0 ? r.number[need.amount] * effort : 0.0;
      asked_[slot++] = asked;
      sum += asked;
    }
    posts_need_[a] = p_.is_budget[a] != 0 ? 0.0 : sum;
  }
}

/// Books what the standing tasks lose from today until `until`, within one phase.
void Executor::keep_posts(Days until) {
  bool is_short = is_any_absent_ || is_any_unfunded_ || closed_count_ > 0;
  fraction_ = funded_;
  std::size_t slot = 0;
  for (std::size_t a = 0; a < p_.served.size(); slot += p_.served[a++].size()) {
    double left = std::max(capacity_[a] - used_[a], 0.0);
    if (posts_need_[a] <= left + kTolerance) continue;
    is_short = true;
    for (std::size_t k = 0; k < p_.served[a].size(); ++k) {
      const double asked = asked_[slot + k];
      if (asked > left) {
        const std::uint32_t post = p_.served[a][k].post;
        fraction_[post] = std::min(fraction_[post], left / asked);
        left = 0.0;
      } else {
        left -= asked;
      }
    }
  }
  if (!is_short) return;
  const auto days = static_cast<double>(until - today_);
  const std::size_t phases = p_.phase_start.size();
  for (std::uint32_t post = 0; post < p_.posts.size(); ++post) {
    const Policy::Level& level = p_.levels[post * phases + phase_];
    if (!level.is_on) continue;
    if (is_active_[post] == 0) {
      lost_[post * phases + phase_] += level.effect * days;
    } else if (fraction_[post] < 1.0 || open_[post] < 1.0) {
      const double effect =
          fraction_[post] < 1.0 ? p_.effect_at(post, level.effort * fraction_[post]) : level.effect;
      lost_[post * phases + phase_] += (level.effect - effect * open_[post]) * days;
    }
  }
}

Days Executor::next_event() const {
  Days next = p_.horizon;
  const auto consider = [&](Days day) {
    if (day > today_ && day < next) next = day;
  };
  if (next_capacity_ < p_.capacity_steps.size()) consider(p_.capacity_steps[next_capacity_].day);
  if (next_dynamic_ < events_.size()) consider(events_[next_dynamic_].day);
  if (phase_ + 1 < p_.phase_start.size()) consider(p_.phase_start[phase_ + 1]);
  for (std::uint32_t job = 0; job < p_.jobs.size(); ++job) {
    if (status_[job] == Status::Running) {
      consider(done_at_[job]);
      consider(paused_until_[job]);
    } else if (status_[job] == Status::Waiting && pending_[job] == 0) {
      consider(std::max(release_[job], linked_[job]));
    }
  }
  for (const std::uint32_t post : p_.linked_posts) {
    if (post_pending_[post] == 0) consider(ready_[post]);
  }
  return next;
}

/// At the end of the horizon: unfinished tasks that are late and that somebody still waits for.
void Executor::mark_unfinished() {
  for (std::uint32_t job = 0; job < p_.jobs.size(); ++job) {
    if (status_[job] != Status::Waiting) continue;
    const Policy::Job& plan = p_.jobs[job];
    for (std::uint32_t i = plan.before.begin; i < plan.before.end; ++i) {
      if (finish_[p_.before[i].job] >= kNever) critical_[p_.before[i].job] = 1;
    }
    if (queued_[job] == 0) continue;
    for (std::uint32_t other = 0; other < p_.jobs.size(); ++other) {
      if (status_[other] != Status::Running || p_.jobs[other].finish >= p_.horizon) continue;
      for (std::uint32_t n = plan.needs.begin; n < plan.needs.end; ++n) {
        const Policy::Range theirs = p_.jobs[other].needs;
        for (std::uint32_t m = theirs.begin; m < theirs.end; ++m) {
          if (p_.needs[n].asset == p_.needs[m].asset) critical_[other] = 1;
        }
      }
    }
  }
}

/// Dates and credits of the tasks.
void Executor::settle(Execution& out) const {
  const std::size_t tasks = p_.job_of.size();
  out.start.assign(tasks, kNever);
  out.finish.assign(tasks, kNever);
  out.credit.assign(tasks, 0.0);
  out.critical.assign(tasks, 0);
  for (std::uint32_t job = 0; job < p_.jobs.size(); ++job) {
    const Policy::Job& plan = p_.jobs[job];
    out.start[plan.task] = start_[job];
    out.finish[plan.task] = finish_[job];
    if (finish_[job] < kNever) out.credit[plan.task] = plan.credit.at(finish_[job]);
  }
  const std::size_t phases = p_.phase_start.size();
  for (std::uint32_t post = 0; post < p_.posts.size(); ++post) {
    double sum = 0.0;
    for (std::size_t phase = 0; phase < phases; ++phase) {
      const std::size_t i = post * phases + phase;
      // As standing_credit, less what was lost.
      sum += p_.levels[i].effect * static_cast<double>(p_.phase_length[phase]) - lost_[i];
    }
    out.credit[p_.posts[post].task] =
        p_.posts[post].cover * std::max(sum, 0.0) / static_cast<double>(p_.horizon);
  }
  for (const Policy::Coupling& coupling : p_.couplings) {
    if (out.finish[coupling.on] >= kNever) out.credit[coupling.task] = 0.0;
  }
}

void Executor::judge_benchmarks(const Realisation& r, std::optional<ShockId> spared,
                                Execution& out) {
  out.met.assign(p_.benchmarks.size(), kNever);
  out.benchmarks_met = 0;
  for (std::uint32_t b = 0; b < p_.benchmarks.size(); ++b) {
    const Policy::BenchmarkPlan& plan = p_.benchmarks[b];
    if (!plan.is_deliverable) continue;
    Days delivered = 0;
    for (const std::uint32_t job : plan.jobs) delivered = std::max(delivered, finish_[job]);
    for (const std::uint32_t post : plan.posts)
      delivered = std::max(delivered, post_delivery(post));
    if (delivered > plan.planned) {
      for (const std::uint32_t job : plan.jobs) {
        if (finish_[job] == delivered && finish_[job] > p_.jobs[job].finish) critical_[job] = 1;
      }
    }
    for (const ConditionId condition : plan.needs) {
      delivered = std::max(delivered, r.condition[condition]);
    }
    if (delivered >= kNever || r.played[BenchmarkId{b}] == 0) continue;
    Days met = delivered + r.days(plan.lag);
    for (const Strike& strike : r.strikes) {
      if (spared == strike.shock || strike.day >= met) continue;
      for (const Policy::EffectPlan& effect : p_.effects[strike.shock.value]) {
        if (effect.kind != Effect::Kind::Delay) continue;
        for (const BenchmarkId hit : effect.benchmarks) {
          if (hit.value == b) met += r.days(effect.slots.by);
        }
      }
    }
    for (const Undoing& undoing : r.undoings) {
      if (spared != undoing.shock && undoing.benchmark.value == b && undoing.day >= met) {
        met = kNever;
      }
    }
    out.met[BenchmarkId{b}] = met;
    if (met <= plan.due) ++out.benchmarks_met;
  }
}

/// A standing task delivers at the end of the first phase in which it was on for some time.
Days Executor::post_delivery(std::uint32_t post) const {
  if (post_pending_[post] > 0) return kNever;
  for (std::size_t phase = 0; phase < p_.phase_start.size(); ++phase) {
    const Days end = p_.phase_start[phase] + p_.phase_length[phase];
    if (p_.levels[post * p_.phase_start.size() + phase].is_on && ready_[post] < end) return end;
  }
  return kNever;
}

/// Leaf attainment and value with the drawn strengths, in the order of summation of
/// value/weights.h.
void Executor::earn(const Realisation& r, Execution& out) const {
  const Sampler& s = *p_.sampler;
  std::vector<double>& total = out.total;
  total.assign(leaves_, 0.0);
  for (const Sampler::Strength& entry : s.base_strengths) {
    total[entry.leaf.value] += r.number[entry.slot];
  }
  out.attained.assign(leaves_, 0.0);
  for (std::uint32_t task = 0; task + 1 < s.strength_begin.size(); ++task) {
    const double credit = out.credit[TaskId{task}];
    if (credit <= 0.0) continue;
    for (std::uint32_t i = s.strength_begin[task]; i < s.strength_begin[task + 1]; ++i) {
      const Sampler::Strength& entry = s.strengths[i];
      if (total[entry.leaf.value] > 0.0) {
        out.attained[entry.leaf] += r.number[entry.slot] / total[entry.leaf.value] * credit;
      }
    }
  }
  double value = 0.0;
  for (const LeafId leaf : p_.weights.ids()) value += p_.weights[leaf] * out.attained[leaf];
  out.value = 100.0 * value;
}

}  // namespace penholder
