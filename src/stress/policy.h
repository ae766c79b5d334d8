#pragma once
// A plan read as a policy: its set of tasks, its order, its levels and its earliest starts, laid
// out flat for the executor. What the policy does in each situation is in execution.h; the rules in
// words: docs/methods/stress.md.

#include <cstdint>
#include <vector>

#include "sequence/plan.h"
#include "stress/sampler.h"
#include "value/credit.h"

namespace penholder {

/// Immutable once built; safe to share between threads. `sampler` must outlive it, as must the
/// design.
struct Policy {
  /// `plan` is a plan of `design`; `sampler` was built for `design`.
  Policy(const Case& design, const Plan& plan, const Sampler& sampler);

  /// Amounts nearer than this count as equal: the planner counts in ten-thousandths of a unit.
  static constexpr double kAmountTolerance = 1e-3;

  struct Need {
    std::uint32_t asset;
    Slot amount;
  };
  /// A link from a task that must be finished first.
  struct Before {
    std::uint32_t job;  ///< predecessor
    Slot lag;
  };
  /// A condition or milestone that must have come. (Fixed dates hold by the planned starts.)
  struct Gate {
    bool is_condition;
    std::uint32_t id;
    Slot lag;
  };
  struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  /// A discrete task of the plan; jobs stand in the plan's order.
  struct Job {
    TaskId task;
    Days start;     ///< planned
    Days finish;    ///< planned
    double likely;  ///< the case's likely duration in the slot, 0 when the slot is constant
    Slot duration;
    Range needs;    ///< renewable, in `needs`
    Range budgets;  ///< in `needs`
    Range before;
    Range gates;
    Range behind;  ///< jobs that wait for this one, in `behind`
    Range areas;   ///< in `areas`
    CompletionCredit credit;
  };
  /// A standing task of the plan.
  struct Post {
    TaskId task;
    Range needs;
    Range budgets;
    std::uint32_t before_count = 0;  ///< jobs that must be finished first
    Range gates;
    Range areas;  ///< in `areas`; with `weight` what each counts for
    double cover;
  };
  struct Level {
    bool is_on = false;
    double effort = 0.0;
    double effect = 0.0;
  };
  /// Corner of a standing task's effort-effect line, off and every level.
  struct Corner {
    double effort;
    double effect;
  };
  struct AreaShare {
    std::uint32_t area;
    double share;  ///< of the task's cover
  };
  struct CapacityStep {
    Days day;
    std::uint32_t asset;
    Slot amount;
  };
  struct Waiting {
    std::uint32_t entity;  ///< job, or jobs.size() + post
    Slot lag;
  };
  struct PostNeed {
    std::uint32_t post;
    Slot amount;
  };
  struct EffectPlan {
    Effect::Kind kind;
    std::vector<std::uint32_t> jobs;      ///< Delay
    std::vector<BenchmarkId> benchmarks;  ///< Delay
    std::vector<std::uint32_t> assets;    ///< LoseCapacity
    std::vector<std::uint32_t> areas;     ///< CloseArea: with all areas inside them
    Sampler::EffectSlots slots;
  };
  struct BenchmarkPlan {
    std::vector<std::uint32_t> jobs;  ///< must all be finished
    bool is_deliverable = true;       ///< false: a task that delivers it is not in the plan
    /// Posts that deliver: finished at the end of their first phase.
    std::vector<std::uint32_t> posts;
    std::vector<ConditionId> needs;
    Slot lag = 0;
    Days due = 0;
    Days planned = 0;  ///< day of delivery when the tasks end as planned
  };
  /// `task` earns nothing unless `on` is finished.
  struct Coupling {
    TaskId task;
    TaskId on;
  };
  struct Due {
    TaskId task;
    Days day;  ///< last day by which it is to be finished
  };

  const Case* design;
  const Sampler* sampler;
  Weights weights;
  Days horizon = 0;
  std::vector<Job> jobs;
  std::vector<Post> posts;
  std::vector<Level> levels;                 ///< posts x phases, row-major
  std::vector<std::uint32_t> linked_posts;   ///< posts with gates or jobs before them
  std::vector<std::vector<Corner>> corners;  ///< by post
  std::vector<Days> phase_start;
  std::vector<Days> phase_length;
  std::vector<Need> needs;
  std::vector<Before> before;
  std::vector<Gate> gates;
  std::vector<Waiting> behind;
  std::vector<AreaShare> areas;
  std::vector<CapacityStep> capacity_steps;  ///< renewable, later than day 0, by day
  std::vector<Slot> capacity_at_start;       ///< by asset
  std::vector<std::uint8_t> is_budget;       ///< by asset
  /// Posts that need an asset, first served first: musts, then by value per unit of the asset.
  std::vector<std::vector<PostNeed>> served;
  std::vector<std::vector<EffectPlan>> effects;  ///< by shock, by effect
  std::vector<BenchmarkPlan> benchmarks;
  std::vector<Coupling> couplings;
  std::vector<Due> dues;
  std::vector<std::vector<std::uint32_t>> jobs_in_area;   ///< by area
  std::vector<std::vector<std::uint32_t>> posts_in_area;  ///< by area
  std::vector<std::int32_t> job_of;                       ///< by task; -1 when it is none
  std::vector<std::int32_t> post_of;                      ///< by task; -1 when it is none

  /// Effect of post `post` at `effort`: along the straight lines between its levels.
  [[nodiscard]] double effect_at(std::size_t post, double effort) const;
};

}  // namespace penholder
