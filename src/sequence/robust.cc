#include "sequence/robust.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/check.h"
#include "sequence/build_problem.h"
#include "sequence/explain.h"
#include "sequence/forced_plan.h"
#include "sequence/many_plans.h"
#include "sequence/matrix_game.h"

namespace penholder {
namespace {

constexpr double kLeastPoints = 0.05;  // a smaller change is not worth a word
constexpr double kClosed = 1e-4;       // points between bound and game: no mixture can add
constexpr std::size_t kIdleRounds = 3;
constexpr double kClearErrors = 2.0;     // a displacement of fewer standard errors is chance
constexpr std::size_t kLeastPlans = 5;   // with a task, and without: of fewer nothing is concluded
constexpr double kLeastDisplaced = 0.1;  // share of plans

using Attained = IdVector<LeafId, double>;

double error_of(double share, std::size_t count) {
  return count == 0 ? 0.0 : std::sqrt(share * (1.0 - share) / static_cast<double>(count));
}

// A plan that was found, with what it attains: worth 100 * weights . attained under any weights.
struct PoolPlan {
  PlanAssignment assignment;
  Attained attained;
  RobustCandidate::Origin origin = RobustCandidate::Origin::Drawn;
  std::optional<ViewId> view;
};

// One weight vector and what is known of its best plan.
struct Vector {
  std::size_t view = 0;
  const Weights* weights = nullptr;
  double bound = 0.0;  // no plan is worth more
  double best = 0.0;   // the most that a plan found is worth
};

class Room {
 public:
  Room(const Case& base, const Case& design, std::span<const ViewVectors> views,
       const Plan& reference, const RobustSettings& settings, Progress* progress)
      : base_(base),
        design_(design),
        views_(views),
        reference_(reference),
        settings_(settings),
        progress_(progress),
        leaves_(base),
        shares_(base, design, leaves_),
        reference_problem_(build_problem(base, design, reference.weights)) {
    CHECK(!views.empty() && reference.tasks.size() == design.tasks.size());
    for (const ViewVectors& view : views) {
      CHECK(!view.draws.empty() && view.mean.size() == leaves_.size());
    }
  }

  RobustPlan make() {
    result_.case_id = design_.id;
    result_.seed = settings_.sequence.seed;
    for (const ViewVectors& view : views_) result_.views.push_back(view.view);
    plan_for_vectors();
    if (vectors_.empty()) return std::move(result_);
    plan_for_views();
    value_vectors();
    seek_mixtures();
    weigh();
    find_borderline();
    return std::move(result_);
  }

 private:
  [[nodiscard]] bool is_stopped() const {
    return settings_.sequence.should_stop && settings_.sequence.should_stop();
  }

  // -- plans -------------------------------------------------------------------------------------

  void plan_for_vectors() {
    std::vector<Vector> asked;
    std::vector<Weights> weights;  // the views in turn, so that a start of the list is fair to all
    for (std::size_t k = 0, added = 1; added > 0; ++k) {
      added = 0;
      for (std::size_t v = 0; v < views_.size(); ++v) {
        if (k >= views_[v].draws.size()) continue;
        asked.push_back({.view = v, .weights = &views_[v].draws[k]});
        weights.push_back(views_[v].draws[k]);
        ++added;
      }
    }
    sampled_ = plan_many(base_, design_, weights, settings_.sequence, progress_);
    result_.core = core_index_of(sampled_, design_.tasks.size());
    least_shortfall_ = shortfall_of(reference_problem_, assignment_of(design_, reference_));
    for (const auto& plan : sampled_) {
      if (plan) least_shortfall_ = std::min(least_shortfall_, plan->shortfall);
    }
    for (std::size_t i = 0; i < sampled_.size(); ++i) {
      if (!sampled_[i]) continue;
      asked[i].bound = sampled_[i]->bound;
      vectors_.push_back(asked[i]);
      if (sampled_[i]->shortfall == least_shortfall_) {
        add(sampled_[i]->assignment, RobustCandidate::Origin::Drawn);
      }
    }
    sampled_by_view_.resize(views_.size());
    for (std::size_t i = 0; i < sampled_.size(); ++i) {
      if (sampled_[i]) sampled_by_view_[asked[i].view].push_back(i);
    }
    for (const auto& own : sampled_by_view_) result_.vectors.push_back(own.size());
    // A view of which no vector was reached has no say: what is shown then is a part of the room.
    if (std::ranges::any_of(sampled_by_view_, [](const auto& own) { return own.empty(); })) {
      vectors_.clear();
    }
  }

  // The named plans: reference, mean of the views, each view's own.
  void plan_for_views() {
    named_.assign(views_.size() + 2, 0);
    named_[0] = add(assignment_of(design_, reference_), RobustCandidate::Origin::Reference);
    std::vector<Weights> asked{mean_of_views()};
    for (const ViewVectors& view : views_) asked.push_back(view.mean);
    std::vector<PlanOutcome> outcomes(asked.size());
    parallel_blocks(asked.size(), 1, settings_.sequence.threads,
                    [&](std::size_t i, std::size_t) { outcomes[i] = best_for(asked[i], 1); });
    for (std::size_t i = 0; i < asked.size(); ++i) {
      named_[i + 1] =
          outcomes[i].shortfall == least_shortfall_
              ? add(std::move(outcomes[i].assignment),
                    i == 0 ? RobustCandidate::Origin::Mean : RobustCandidate::Origin::View,
                    i == 0 ? std::nullopt : views_[i - 1].view)
              : named_[0];
    }
  }

  PlanProblem own_problem(const Weights& weights) const {
    return build_problem(base_, design_, weights);
  }

  PlanOutcome best_for(const Weights& weights, unsigned threads) const {
    return solve(own_problem(weights),
                 {.seed = settings_.sequence.seed,
                  // As plan_many: good starts are at hand.
                  .work = settings_.sequence.work / (settings_.sequence.proof_work > 0 ? 2 : 12),
                  .threads = threads,
                  .proof_work = settings_.sequence.proof_work,
                  .wants_tight_bound = settings_.sequence.proof_work > 0,
                  .should_stop = settings_.sequence.should_stop},
                 best_at_hand(weights));
  }

  // The plans that are worth most under `weights` so far.
  std::vector<PlanAssignment> best_at_hand(const Weights& weights) const {
    constexpr std::size_t kStarts = 4;
    std::vector<std::size_t> order(pool_.size());
    std::iota(order.begin(), order.end(), 0);
    std::vector<double> value;
    value.reserve(pool_.size());
    for (const PoolPlan& plan : pool_) value.push_back(value_of(plan.attained, weights));
    const std::size_t count = std::min(kStarts, order.size());
    std::ranges::partial_sort(order, order.begin() + static_cast<std::ptrdiff_t>(count),
                              [&](std::size_t a, std::size_t b) {
                                return value[a] != value[b] ? value[a] > value[b] : a < b;
                              });
    std::vector<PlanAssignment> starts;
    starts.reserve(count);
    for (std::size_t i = 0; i < count; ++i) starts.push_back(pool_[order[i]].assignment);
    return starts;
  }

  // Its place in the pool; a plan that is there already keeps its place and its first origin.
  std::size_t add(PlanAssignment assignment, RobustCandidate::Origin origin,
                  std::optional<ViewId> view = std::nullopt) {
    for (std::size_t i = 0; i < pool_.size(); ++i) {
      if (pool_[i].assignment == assignment) return i;
    }
    PlanOutcome outcome;
    outcome.assignment = assignment;
    outcome.value = value_of(reference_problem_, assignment);
    const Plan plan = to_plan(base_, design_, reference_.weights, reference_problem_, outcome);
    IdVector<TaskId, double> credit;
    for (const PlannedTask& task : plan.tasks) credit.push_back(task.credit);
    pool_.push_back({.assignment = std::move(assignment),
                     .attained = attainment(shares_, leaves_, credit),
                     .origin = origin,
                     .view = view});
    return pool_.size() - 1;
  }

  Weights mean_of_views() const {
    Weights mean(leaves_.size(), 0.0);
    for (const ViewVectors& view : views_) {
      for (const LeafId leaf : mean.ids()) {
        mean[leaf] += view.mean[leaf] / static_cast<double>(views_.size());
      }
    }
    return mean;
  }

  // -- regret ------------------------------------------------------------------------------------

  // Once a plan is in the pool, every vector knows it: that mends plans that a limited search
  // missed.
  void value_vectors() {
    mean_drawn_.assign(views_.size(), Weights(leaves_.size(), 0.0));
    best_.assign(views_.size(), 0.0);
    for (Vector& vector : vectors_) {
      vector.best = 0.0;
      for (const PoolPlan& plan : pool_) {
        vector.best = std::max(vector.best, value_of(plan.attained, *vector.weights));
      }
      vector.bound = std::max(vector.bound, vector.best);
      const double part = 1.0 / static_cast<double>(sampled_by_view_[vector.view].size());
      best_[vector.view] += part * vector.best;
      for (const LeafId leaf : leaves_.ids()) {
        mean_drawn_[vector.view][leaf] += part * (*vector.weights)[leaf];
      }
    }
  }

  // Mean regret of a plan under a view's vectors: linear in the weights, so one product.
  [[nodiscard]] double mean_regret(std::size_t view, const PoolPlan& plan) const {
    return std::max(0.0, best_[view] - value_of(plan.attained, mean_drawn_[view]));
  }
  [[nodiscard]] double worst_regret(const PoolPlan& plan) const {
    double worst = 0.0;
    for (std::size_t v = 0; v < views_.size(); ++v) worst = std::max(worst, mean_regret(v, plan));
    return worst;
  }
  [[nodiscard]] double sum_of_regrets(const PoolPlan& plan) const {
    double sum = 0.0;
    for (std::size_t v = 0; v < views_.size(); ++v) sum += mean_regret(v, plan);
    return sum;
  }

  // Of the plans whose worst view regrets hardly more than the least, that with the least regret
  // over all views; the first of equals.
  [[nodiscard]] std::size_t best_in_pool(double tie) const {
    double least = std::numeric_limits<double>::infinity();
    for (const PoolPlan& plan : pool_) least = std::min(least, worst_regret(plan));
    std::size_t best = pool_.size();
    for (std::size_t i = 0; i < pool_.size(); ++i) {
      if (worst_regret(pool_[i]) > least + std::max(tie, Plan::kProofTolerance)) continue;
      if (best == pool_.size() ||
          sum_of_regrets(pool_[i]) < sum_of_regrets(pool_[best]) - Plan::kProofTolerance) {
        best = i;
      }
    }
    return best;
  }

  void seek_mixtures() {
    std::size_t idle = 0;
    for (std::size_t round = 0; round < settings_.rounds && idle < kIdleRounds; ++round) {
      if (is_stopped()) return;
      std::vector<double> payoff;
      for (std::size_t v = 0; v < views_.size(); ++v) {
        for (const PoolPlan& plan : pool_) payoff.push_back(mean_regret(v, plan));
      }
      const MatrixGame game = solve_matrix_game(payoff, views_.size(), pool_.size());
      std::vector<double> mix = game.row_mix;
      // When the bound has met the game, mixtures alone bring nothing more; a single plan may still
      // be better for lying nearer to the view that the best one serves worst.
      const bool is_closed = game.value - result_.worst_regret_bound <= kClosed;
      if (is_closed || round % 2 == 1) {
        const std::size_t worst = worst_view_of(pool_[best_in_pool(0.0)]);
        const double toward = 1.0 / static_cast<double>(2 + idle);
        for (std::size_t v = 0; v < mix.size(); ++v) {
          mix[v] = (1.0 - toward) * mix[v] + (v == worst ? toward : 0.0);
        }
      }
      Weights mixed(leaves_.size(), 0.0);
      double best = 0.0;
      for (std::size_t v = 0; v < views_.size(); ++v) {
        best += mix[v] * best_[v];
        for (const LeafId leaf : leaves_.ids()) mixed[leaf] += mix[v] * mean_drawn_[v][leaf];
      }
      PlanOutcome outcome = best_for(mixed, settings_.sequence.threads);
      // Every plan's regrets, mixed so, sum to `best` less its value; the worst is no smaller.
      result_.worst_regret_bound = std::max(result_.worst_regret_bound, best - outcome.bound);
      const double before = worst_regret(pool_[best_in_pool(0.0)]);
      if (outcome.shortfall == least_shortfall_) {
        add(std::move(outcome.assignment), RobustCandidate::Origin::Mixture);
        value_vectors();
      }
      const bool is_better =
          worst_regret(pool_[best_in_pool(0.0)]) < before - Plan::kProofTolerance;
      idle = is_better || !is_closed ? 0 : idle + 1;
      if (progress_) progress_->report("weighing plans", round + 1, settings_.rounds);
    }
  }

  [[nodiscard]] std::size_t worst_view_of(const PoolPlan& plan) const {
    std::size_t worst = 0;
    for (std::size_t v = 1; v < views_.size(); ++v) {
      if (mean_regret(v, plan) > mean_regret(worst, plan)) worst = v;
    }
    return worst;
  }

  RobustCandidate candidate(const PoolPlan& plan) const {
    RobustCandidate made;
    made.origin = plan.origin;
    made.view = plan.view;
    made.by_view.resize(views_.size());
    std::vector<double> squares(views_.size(), 0.0);
    for (const Vector& vector : vectors_) {
      Regret& regret = made.by_view[vector.view];
      const double value = value_of(plan.attained, *vector.weights);
      const double here = std::max(0.0, vector.best - value);
      regret.low += here;
      regret.high += std::max(here, vector.bound - value);
      regret.most = std::max(regret.most, here);
      squares[vector.view] += here * here;
    }
    for (std::size_t v = 0; v < views_.size(); ++v) {
      Regret& regret = made.by_view[v];
      const auto n = static_cast<double>(sampled_by_view_[v].size());
      regret.low /= n;
      regret.high /= n;
      if (n > 1) {
        const double variance = std::max(0.0, squares[v] / n - regret.low * regret.low);
        regret.standard_error = std::sqrt(variance / (n - 1.0));
      }
      const auto views = static_cast<double>(views_.size());
      made.overall.low += regret.low / views;
      made.overall.high += regret.high / views;
      made.overall.most = std::max(made.overall.most, regret.most);
      made.overall.standard_error += regret.standard_error * regret.standard_error;
      if (regret.low > made.by_view[made.worst_view].low) made.worst_view = v;
    }
    made.overall.standard_error =
        std::sqrt(made.overall.standard_error) / static_cast<double>(views_.size());
    return made;
  }

  void weigh() {
    result_.weighed = pool_.size();
    for (std::size_t i = 0; i < named_.size(); ++i) {
      RobustCandidate made = candidate(pool_[named_[i]]);
      made.origin = i == 0   ? RobustCandidate::Origin::Reference
                    : i == 1 ? RobustCandidate::Origin::Mean
                             : RobustCandidate::Origin::View;
      made.view = i < 2 ? std::nullopt : views_[i - 2].view;
      result_.candidates.push_back(std::move(made));
    }
    const std::size_t best = best_in_pool(settings_.tie);
    const PoolPlan& chosen = pool_[best];
    result_.recommended = result_.candidates.size();
    result_.candidates.push_back(candidate(chosen));
    // Where it is one of the named plans, that says most.
    for (std::size_t i = named_.size(); i-- > 0;) {
      if (named_[i] != best) continue;
      result_.candidates.back().origin = result_.candidates[i].origin;
      result_.candidates.back().view = result_.candidates[i].view;
    }

    PlanOutcome outcome;
    outcome.assignment = chosen.assignment;
    outcome.value = value_of(reference_problem_, chosen.assignment);
    outcome.bound = std::max(reference_.upper_bound, outcome.value);
    outcome.bound_source = reference_.bound_source;
    outcome.is_shortfall_least = reference_.is_unmet_least;
    outcome.shortfall = least_shortfall_;
    result_.plan = to_plan(base_, design_, reference_.weights, reference_problem_, outcome);
    result_.plan.seed = settings_.sequence.seed;
    result_.plan.view = reference_.view;
    explain(design_, reference_problem_, chosen.assignment, result_.plan);
    result_.changes = changes_between(reference_, result_.plan);
  }

  // -- borderline --------------------------------------------------------------------------------

  void find_borderline() {
    std::vector<BorderlineTask>& all = result_.borderline;
    for (const TaskId id : design_.tasks.ids()) {
      if (result_.core.coreness[id] != Coreness::Borderline) continue;
      BorderlineTask task;
      task.task = id;
      task.share = result_.core.share[id];
      task.standard_error = share_error(result_.core, id);
      task.is_in_reference = reference_.tasks[id].included;
      for (const auto& own : sampled_by_view_) {
        const auto in = std::ranges::count_if(own, [&](std::size_t i) { return is_in(i, id); });
        task.share_by_view.push_back(static_cast<double>(in) / static_cast<double>(own.size()));
      }
      find_displaced(task);
      all.push_back(std::move(task));
    }
    std::ranges::stable_sort(all, {},
                             [](const BorderlineTask& task) { return std::abs(task.share - 0.5); });
    if (!settings_.wants_turned || is_stopped()) return;
    std::atomic<std::size_t> done{0};
    parallel_blocks(all.size(), 1, settings_.sequence.threads, [&](std::size_t i, std::size_t) {
      turn(all[i]);
      if (progress_) progress_->report("asking what is displaced", ++done, all.size());
    });
  }

  [[nodiscard]] bool is_in(std::size_t vector, TaskId task) const {
    return sampled_[vector]->assignment.tasks[task.value].included;
  }

  void find_displaced(BorderlineTask& task) const {
    std::size_t with = 0;
    IdVector<TaskId, std::size_t> beside(design_.tasks.size(), 0);
    IdVector<TaskId, std::size_t> instead(design_.tasks.size(), 0);
    for (const auto& own : sampled_by_view_) {
      for (const std::size_t i : own) {
        const bool has_it = is_in(i, task.task);
        with += has_it ? 1 : 0;
        for (const TaskId id : beside.ids()) {
          if (is_in(i, id)) ++(has_it ? beside : instead)[id];
        }
      }
    }
    const std::size_t without = result_.core.plans - with;
    if (with < kLeastPlans || without < kLeastPlans) return;
    for (const TaskId id : beside.ids()) {
      if (id == task.task) continue;
      const BorderlineTask::Displaced found{
          .task = id,
          .share_with = static_cast<double>(beside[id]) / static_cast<double>(with),
          .share_without = static_cast<double>(instead[id]) / static_cast<double>(without)};
      const double fall = found.share_without - found.share_with;
      // Of the difference of two shares, each drawn towards a half by one plan in and one out, so
      // that few plans prove nothing.
      const auto drawn = [](std::size_t in, std::size_t of) {
        const double share = (static_cast<double>(in) + 1.0) / (static_cast<double>(of) + 2.0);
        return share * (1.0 - share) / (static_cast<double>(of) + 2.0);
      };
      const double error = std::sqrt(drawn(beside[id], with) + drawn(instead[id], without));
      if (fall >= kLeastDisplaced && fall > kClearErrors * error) task.displaced.push_back(found);
    }
    std::ranges::stable_sort(
        task.displaced, std::ranges::greater{},
        [](const BorderlineTask::Displaced& each) { return each.share_without - each.share_with; });
  }

  void turn(BorderlineTask& task) const {
    const Subject subject{.base = base_, .design = design_, .weights = reference_.weights};
    SequenceSettings own = settings_.sequence;
    own.threads = 1;
    own.work /= own.proof_work > 0 ? 2 : 12;
    own.wants_tight_bound = own.proof_work > 0;
    // The best of the plans at hand that take the other choice are good starts.
    std::vector<const PoolPlan*> other;
    for (const PoolPlan& plan : pool_) {
      if (plan.assignment.tasks[task.task.value].included != task.is_in_reference) {
        other.push_back(&plan);
      }
    }
    std::ranges::stable_sort(other, std::ranges::greater{}, [&](const PoolPlan* plan) {
      return value_of(plan->attained, reference_.weights);
    });
    if (other.size() > 3) other.resize(3);
    std::vector<PlanAssignment> warm;
    warm.reserve(other.size());
    for (const PoolPlan* plan : other) warm.push_back(plan->assignment);

    const Demand demand{.items = {{.task = task.task, .by = std::nullopt}}};
    const std::optional<ForcedPlan> found =
        task.is_in_reference
            ? best_plan_without(subject, task.task, reference_, std::move(warm), own)
            : best_plan_with(subject, demand, reference_, std::move(warm), own);
    if (!found) return;
    BorderlineTask::Turned turned;
    turned.loss = std::max(0.0, found->loss);
    turned.least_loss = std::clamp(reference_.value - found->plan.upper_bound, 0.0, turned.loss);
    turned.changes = changes_between(reference_, found->plan);
    std::ranges::stable_partition(
        turned.changes, [&](const PlanChange& change) { return change.task == task.task; });
    task.turned = std::move(turned);
  }

  const Case& base_;
  const Case& design_;
  std::span<const ViewVectors> views_;
  const Plan& reference_;
  const RobustSettings& settings_;
  Progress* progress_;
  Leaves leaves_;
  Shares shares_;
  PlanProblem reference_problem_;
  RobustPlan result_;

  std::vector<std::optional<VectorPlan>> sampled_;         // by vector asked for
  std::vector<std::vector<std::size_t>> sampled_by_view_;  // those that were reached
  std::vector<Vector> vectors_;                            // those that were reached
  std::size_t least_shortfall_ = 0;
  std::vector<PoolPlan> pool_;
  std::vector<std::size_t> named_;  // reference, mean, views; places in the pool
  std::vector<Weights> mean_drawn_;
  std::vector<double> best_;  // by view: mean over its vectors of the best value found
};

}  // namespace

RobustPlan robust_plan(const Case& base, const Case& design, std::span<const ViewVectors> views,
                       const Plan& reference, const RobustSettings& settings, Progress* progress) {
  return Room(base, design, views, reference, settings, progress).make();
}

std::vector<PlanChange> changes_between(const Plan& from, const Plan& to) {
  std::vector<PlanChange> changes;
  for (const TaskId id : from.tasks.ids()) {
    const double points = to.tasks[id].value - from.tasks[id].value;
    const bool was = from.tasks[id].included;
    const bool is = to.tasks[id].included;
    if (was == is && std::abs(points) < kLeastPoints) continue;
    using Kind = PlanChange::Kind;
    const Kind kind =
        was != is ? (is ? Kind::Enters : Kind::Leaves) : (points > 0.0 ? Kind::Gains : Kind::Loses);
    changes.push_back({.kind = kind, .task = id, .points = points});
  }
  std::ranges::stable_sort(changes, std::ranges::greater{},
                           [](const PlanChange& change) { return std::abs(change.points); });
  return changes;
}

double share_error(const CoreIndex& index, TaskId task) {
  return error_of(index.share[task], index.plans);
}

}  // namespace penholder
