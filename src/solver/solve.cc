#include "solver/solve.h"

#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <new>
#include <utility>

#include "solver/audit.h"
#include "solver/check_schedule.h"
#include "solver/closure_bound.h"
#include "solver/compile.h"
#include "solver/core_guided.h"
#include "solver/improve.h"
#include "solver/root_bound.h"
#include "solver/search.h"

namespace penholder::solver {
namespace {

/// 1, 1, 2, 1, 1, 2, 4, ... (Luby, Sinclair & Zuckerman 1993).
std::uint64_t luby(std::uint64_t i) {
  std::uint64_t size = 1;
  std::uint64_t power = 1;
  while (size < i + 1) {
    size = 2 * size + 1;
    power *= 2;
  }
  while (size - 1 != i) {
    size = (size - 1) / 2;
    power /= 2;
    i %= size;
  }
  return power;
}

/// One objective after the other, each on a program of its own.
class Solver {
 public:
  Solver(const Model& model, const Settings& settings) : model_(model), settings_(settings) {}

  Outcome solve() {
    const std::size_t levels = std::max<std::size_t>(model_.objectives.size(), 1);
    for (const Schedule& warm : settings_.warm_starts) offer(warm);
    has_start_ = best_.has_value();
    for (level_ = 0; level_ < levels; ++level_) {
      Verdict verdict = Verdict::Open;
      try {
        verdict = solve_level();
      } catch (const std::bad_alloc&) {  // the allocator's way to say no; what is known stays
        is_out_of_memory_ = true;
      }
      finish_statistics();
      if (verdict == Verdict::Refuted && !best_) return Infeasible{core_};
      if (verdict == Verdict::Refuted) continue;  // proven: nothing better at this level
      const Stop stop = is_out_of_memory_ ? Stop::Memory : is_asked_ ? Stop::Asked : Stop::Work;
      // Doing nothing may be allowed, and is more than no answer.
      if (!best_) offer(Schedule(model_.tasks.size()));
      if (!best_) return Unknown{.bound = bound_, .stop = stop};
      return Feasible{
          .schedule = *best_, .costs = costs_, .level = level_, .bound = bound_, .stop = stop};
    }
    return Optimal{.schedule = *best_, .costs = costs_};
  }

 private:
  enum class Verdict : std::uint8_t { Refuted, Open };

  /// A schedule from anywhere: taken when it keeps all rules and is better.
  bool offer(const Schedule& schedule) {
    const ScheduleCheck check = check_schedule(model_, schedule);
    if (!check.is_valid()) return false;
    for (const Assumption& assumption : settings_.assumptions) {
      if (!keeps(schedule[assumption.task], assumption)) return false;
    }
    if (best_ && !std::ranges::lexicographical_compare(check.costs, costs_)) return false;
    best_ = schedule;
    costs_ = check.costs;
    return true;
  }

  static bool keeps(const Placement& placement, const Assumption& assumption) {
    using enum Assumption::Kind;
    switch (assumption.kind) {
      case Done:
        return placement.is_done();
      case LeftOut:
        return !placement.is_done();
      case InMode:
        return placement.mode == static_cast<int>(assumption.value);
      case StartAtLeast:
        return !placement.is_done() || placement.start >= assumption.value;
      case StartAtMost:
        return !placement.is_done() || placement.start <= assumption.value;
    }
    return true;
  }

  void report() {
    if (!settings_.on_progress) return;
    State state;
    state.level = level_;
    state.bound = bound_;
    if (best_) {
      state.schedule = &*best_;
      state.cost = costs_.empty() ? 0 : costs_[std::min(level_, costs_.size() - 1)];
    }
    settings_.on_progress(state);
  }

  [[nodiscard]] Time latest_date() const {
    Time latest = 0;
    for (const Assumption& assumption : settings_.assumptions) {
      using enum Assumption::Kind;
      if (assumption.kind != StartAtLeast && assumption.kind != StartAtMost) continue;
      latest = std::max(latest, std::min(assumption.value, kFarthest - 1) + 1);
    }
    return latest;
  }

  /// Assumptions as literals; false when one is plainly false (core_ names it).
  bool assume(Program& program, std::vector<Literal>& literals) {
    for (std::size_t k = 0; k < settings_.assumptions.size(); ++k) {
      const Assumption& assumption = settings_.assumptions[k];
      const TaskVars& vars = program.tasks[assumption.task];
      Literal l = kAlways;
      using enum Assumption::Kind;
      switch (assumption.kind) {
        case Done:
          l = vars.presence;
          break;
        case LeftOut:
          if (is_always(vars.presence)) {
            core_ = {k};
            return false;
          }
          l = negation(vars.presence);
          break;
        case InMode:
          if (assumption.value < 0 ||
              static_cast<std::size_t>(assumption.value) >= vars.modes.size()) {
            core_ = {k};
            return false;
          }
          l = vars.modes[static_cast<std::size_t>(assumption.value)].presence;
          break;
        case StartAtLeast:
          l = start_at_least(program, assumption.task, assumption.value);
          break;
        case StartAtMost:
          l = start_at_most(program, assumption.task, assumption.value);
          break;
      }
      literals.push_back(l);
    }
    return true;
  }

  void raise_bound(Value bound) {
    if (bound <= bound_) return;
    bound_ = bound;
    report();
  }

  Verdict solve_level() {
    std::vector<HeldLevel> held;
    held.reserve(level_);
    for (std::size_t k = 0; k < level_; ++k) held.push_back({.objective = k, .at_most = costs_[k]});
    const std::unique_ptr<Program> program = compile(model_, level_, held, latest_date());
    bound_ = std::numeric_limits<Value>::min();
#ifdef PENHOLDER_AUDIT
    Audit audit(model_, level_, held, latest_date(), *program, settings_.audit);
    program->engine.auditor = &audit;
#endif
    if (program->is_contradictory) return Verdict::Refuted;
    std::vector<Literal> assumptions;
    if (!assume(*program, assumptions)) return Verdict::Refuted;
    Search search(*program, settings_.seed);
    search.set_assumptions(std::move(assumptions));
    const Verdict verdict = search_level(*program, search);
    statistics_.conflicts += program->engine.conflicts();
    statistics_.decisions += program->engine.decisions();
    statistics_.work += program->engine.work();
    return verdict;
  }

  /// A slice of heuristic search for better schedules, of about `slice` steps.
  void improve(std::uint64_t slice) {
    if (improver_ == nullptr || !improver_->can_go_on()) return;
    if (best_) improver_->offer(*best_);
    statistics_.work += slice;
    if (improver_->run(slice, settings_.should_stop) && offer(*improver_->best())) report();
  }

  /// Prices on what is scarce: raises the bound, and posts what they say of each start as a rule.
  /// False: nothing better is left.
  bool relax(Program& program, std::uint64_t slice) {
    if (!closure_ || is_closure_done_) return true;
    const Value before = closure_->bound();
    const Value incumbent = best_ ? costs_[level_] : ClosureBound::kNoIncumbent;
    is_closure_done_ = !closure_->run(slice * kClosureSteps, incumbent, settings_.should_stop);
    statistics_.work += slice;
    if (closure_->bound() <= before && !cuts_.empty()) return true;
    raise_bound(closure_->bound());
    if (best_ && bound_ >= costs_[level_]) return false;
    if (closure_->cuts().empty()) return true;
    const ClosureCut& cut = closure_->cuts().front();
    if (cuts_.size() == kMostCuts) {
      cuts_.front().rule->retire();
      cuts_.erase(cuts_.begin());
    }
    cuts_.push_back({.rule = add_cut(program, cut), .scale = cut.scale, .constant = cut.constant});
    if (best_) limit_cut(program, cuts_.back());
    return true;
  }

  struct PostedCut {
    FunctionSum* rule = nullptr;
    Value scale = 1;
    Value constant = 0;
  };
  void limit_cut(Program& program, const PostedCut& cut) {
    const Value limit = cut.scale * (costs_[level_] - 1) - cut.constant;
    if (limit >= cut.rule->limit()) return;
    cut.rule->set_limit(limit);
    program.engine.wake(*cut.rule);
  }

  /// What costs more than a small problem: made when search alone has not settled it at once.
  /// False: nothing better is left.
  bool prepare(Program& program) {
    if (settings_.improves && level_ == 0 && !model_.objectives.empty() &&
        settings_.assumptions.empty()) {
      improver_ = std::make_unique<Improver>(model_, settings_.seed);
      if (!has_start_) improve(kFirstSlice);
    }
    if (best_ && (!tighten(program) || !program.engine.propagate())) return false;
    if (program.sum == nullptr || program.slot_sum != nullptr) return true;
    const std::vector<StartWindow> windows = windows_of(program);
    ClosureBound::Settings how;
    how.windows = windows;
    closure_.emplace(model_, level_, how);
    if (closure_->is_infeasible()) return false;
    if (!closure_->is_applicable()) closure_.reset();
    return relax(program, kFirstSlice);
  }

  /// Cores raise the bound, and rewrite the objective, which prunes: a turn about as long as what
  /// was done since the last one, shorter and shorter while nothing comes of it. False: nothing
  /// better is left.
  bool chase_cores(Program& program, Search& search) {
    Engine& engine = program.engine;
    if (!cores_) cores_.emplace(program, search);
    if (!cores_->is_applicable() || engine.work() <= cored_until_) return true;
    const auto since = static_cast<double>(engine.work() - cored_until_);
    const auto slice = static_cast<std::uint64_t>(core_share_ * since);
    if (slice < kLeastSlice) return true;
    const Value bound_before = cores_->bound();
    bool is_better = false;
    const CoreGuided::End end = cores_->run(
        slice,
        [&] {
          const bool is_taken = offer(schedule_from(program));
          CHECK(is_taken);
          is_better = true;
          search.set_hint(*best_);
          report();
          search.back_to_root();
          return tighten(program) && engine.propagate();
        },
        settings_.should_stop);
    cored_until_ = engine.work();
    if (end == CoreGuided::End::Refuted) return false;
    raise_bound(cores_->bound());
    if (best_ && bound_ >= costs_[level_]) return false;
    const Value gained = cores_->bound() - bound_before;
    const bool has_paid =
        is_better || (best_ && gained * kCoreTurns >= costs_[level_] - cores_->bound());
    if (has_paid) {
      core_share_ = std::min(kFullCoreShare, 2 * core_share_);
    } else if (cores_->bound() < bound_) {  // prices say more
      core_share_ = std::max(kLeastCoreShare, core_share_ * kFade);
    }
    cores_->post();
    if (best_) cores_->limit(costs_[level_] - 1);
    return engine.propagate();
  }

  Verdict search_level(Program& program, Search& search) {
    Engine& engine = program.engine;
    bool is_prepared = false;
    cuts_.clear();
    closure_.reset();
    is_closure_done_ = false;
    cores_.reset();
    cored_until_ = 0;
    core_share_ = kFirstCoreShare;
    std::uint64_t relaxed_until = 0;
    // Of heuristic search, to one of search for a proof. Who brings a schedule has searched
    // already.
    double share = has_start_ ? kLeastShare : kFullShare;
    std::uint64_t credit = 0;
    std::uint64_t improved_until = 0;
    std::size_t store = 4000;
    if (best_) search.set_hint(*best_);
    for (std::uint64_t restart = 0;; ++restart) {
      search.back_to_root();
      if (best_ && !tighten(program)) return Verdict::Refuted;
      if (!engine.propagate()) return Verdict::Refuted;
      if (restart == 0 && !raise_makespan(program)) return Verdict::Refuted;
      raise_bound(least_cost(program));
      if (best_ && program.has_objective && bound_ >= costs_[level_]) return Verdict::Refuted;
      if (!is_prepared && (restart >= 3 || engine.work() >= kQuickWork)) {
        is_prepared = true;
        if (!prepare(program)) return Verdict::Refuted;
        if (best_) search.set_hint(*best_);
      }
      if (engine.nogoods().learned() > store ||
          engine.nogoods().stored_literals() > kMostLiterals) {
        search.reduce();
        store += store / 20;
      }
      if (engine.work() > improved_until) {
        credit +=
            static_cast<std::uint64_t>(share * static_cast<double>(engine.work() - improved_until));
        improved_until = engine.work();
      }
      if (credit >= kLeastSlice) {
        const bool had = best_.has_value();
        const Value before = had ? costs_[level_] : 0;
        improve(credit);
        credit = 0;
        share = std::max(least_share(program), share * kFade);
        if (best_ && (!had || costs_[level_] < before)) {
          share = std::max(share, kFullShare);
          search.set_hint(*best_);
          if (!tighten(program) || !engine.propagate()) return Verdict::Refuted;
        }
      }
      if (engine.work() > relaxed_until) {
        if (!relax(program, (engine.work() - relaxed_until) / 2)) return Verdict::Refuted;
        relaxed_until = engine.work();
      }
      if (closure_ && settings_.assumptions.empty() && !chase_cores(program, search)) {
        return Verdict::Refuted;
      }
      const std::uint64_t spent = statistics_.work + engine.work();
      if (spent >= settings_.work_limit) return Verdict::Open;
      const Search::Limits limits{.conflicts = 100 * luby(restart),
                                  .work = settings_.work_limit - statistics_.work};
      const auto style = restart == 0 ? Search::Style::EarlyFirst : Search::Style::Activity;
      // Raises the bound where it can; elsewhere it only costs.
      const bool from_below = best_ && restart % kFromBelow == kFromBelow - 1;
      const Search::End end = search.run(limits, style, from_below, settings_.should_stop);
      ++statistics_.restarts;
      switch (end) {
        case Search::End::Complete: {
          const bool is_better = offer(schedule_from(program));
          CHECK(is_better);
          search.set_hint(*best_);
          report();
          if (!program.has_objective) return Verdict::Refuted;  // any schedule will do
          break;
        }
        case Search::End::Refuted:
          return Verdict::Refuted;
        case Search::End::AssumptionsRefuted:
          core_ = search.core();
          return Verdict::Refuted;
        case Search::End::Stopped:
          is_asked_ = true;
          return Verdict::Open;
        case Search::End::Budget:
          break;
      }
    }
  }

  /// Of the makespan: proofs that do not come soon seldom come at all; better schedules do, and
  /// some meet the bound. So heuristic search then gets as much as the search for a proof. A sum's
  /// bound goes on rising, by cores and prices, and finds schedules on its way.
  [[nodiscard]] static double least_share(const Program& program) {
    const bool is_late = program.sum == nullptr && program.engine.work() >= kSoon;
    return is_late ? kLateShare : kLeastShare;
  }

  /// Only better ones from now on.
  bool tighten(Program& program) {
    if (!program.has_objective) return false;
    for (const PostedCut& cut : cuts_) limit_cut(program, cut);
    if (cores_) cores_->limit(costs_[level_] - 1);
    return limit_cost(program, costs_[level_] - 1);
  }

  void finish_statistics() {
    if (settings_.statistics != nullptr) *settings_.statistics = statistics_;
  }

  static constexpr std::uint64_t kFromBelow = 8;
  static constexpr std::uint64_t kQuickWork = 100'000;
  static constexpr std::uint64_t kFirstSlice = 50'000;
  static constexpr std::uint64_t kClosureSteps = 4;  // of the closure's, to one of ours
  static constexpr std::size_t kMostCuts = 4;
  static constexpr std::uint64_t kLeastSlice = 50'000;
  static constexpr double kFullShare = 0.1;
  static constexpr double kLeastShare = 0.01;
  static constexpr double kFade = 0.85;
  static constexpr std::uint64_t kSoon = 50'000'000;  // steps
  static constexpr double kLateShare = 1;
  static constexpr double kFullCoreShare = 4;  // of search by cores, to one of other search
  static constexpr double kFirstCoreShare = 2;
  static constexpr double kLeastCoreShare = 0.05;
  static constexpr Value kCoreTurns = 100;  // as good as these would close the gap: goes on
  static constexpr std::size_t kMostLiterals = 40'000'000;

  const Model& model_;
  const Settings& settings_;
  std::size_t level_ = 0;
  std::optional<Schedule> best_;
  std::vector<Value> costs_;
  bool has_start_ = false;  // from the caller
  Value bound_ = std::numeric_limits<Value>::min();
  std::vector<std::size_t> core_;
  bool is_asked_ = false;
  bool is_out_of_memory_ = false;
  Statistics statistics_;
  std::unique_ptr<Improver> improver_;
  std::optional<ClosureBound> closure_;
  bool is_closure_done_ = false;
  std::vector<PostedCut> cuts_;
  std::optional<CoreGuided> cores_;
  std::uint64_t cored_until_ = 0;
  double core_share_ = kFirstCoreShare;
};

}  // namespace

Outcome solve(const Model& model, const Settings& settings) {
  std::vector<std::string> defects = defects_of(model);
  for (std::size_t k = 0; k < settings.assumptions.size(); ++k) {
    if (settings.assumptions[k].task < model.tasks.size()) continue;
    defects.push_back(
        fmt::format("assumption {}: there is no task {}", k, settings.assumptions[k].task));
  }
  if (!defects.empty()) return Rejected{std::move(defects)};
  return Solver(model, settings).solve();
}

const Schedule* schedule_of(const Outcome& outcome) {
  if (const auto* optimal = std::get_if<Optimal>(&outcome)) return &optimal->schedule;
  if (const auto* feasible = std::get_if<Feasible>(&outcome)) return &feasible->schedule;
  return nullptr;
}

}  // namespace penholder::solver
