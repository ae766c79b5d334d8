#pragma once
// Schedules for any cost and any lags: ruin and recreate on a schedule of fixed starts. A step
// lifts a few tasks that are near each other, and puts them back one by one, each at the start that
// costs least among those that the others, through all chains of lags, and the resources leave it.
//
// Sources: Shaw 1998 (large neighbourhoods, relatedness); Schrimpf et al. 2000 (ruin and recreate);
// Joslin & Clements 1999, "Squeaky wheel optimization" (what failed comes first next time);
// windows by the distance matrix as in Bartusch, Moehring & Radermacher 1988.

#include <cstdint>
#include <vector>

#include "base/random.h"
#include "solver/assembly.h"
#include "solver/heuristic.h"

namespace penholder::solver {

class InsertionSearch final : public Heuristic {
 public:
  /// Models with more tasks are not treated: the matrix of distances would be too large.
  static constexpr std::uint32_t kMostTasks = 1000;

  /// All outlive the search.
  ///
  ///   cost   O(tasks^3) for the distances, at kMostTasks about a second
  InsertionSearch(const Model& model, const FlatModel& flat, const FlatCost& cost,
                  std::uint64_t seed);

  bool run(std::uint64_t work, const std::function<bool()>& should_stop,
           const OnBetter& on_better) override;
  void offer(std::span<const Placement> schedule) override;

 private:
  /// A task as it stood before a step.
  struct Former {
    std::uint32_t task = 0;
    std::uint32_t mode = 0;
    ShortTime start = 0;
  };

  bool measure_distances();
  bool place(std::uint32_t task);
  bool best_start(std::uint32_t task, ShortTime& start, Value& change);
  [[nodiscard]] Value least_cost(std::uint32_t task) const;
  bool start_anew();
  void choose_ruin();
  void spread_ruin();
  bool recreate();
  void order_queue();
  void restore();
  void remember_best();

  const FlatModel& flat_;
  const FlatCost& cost_;
  Assembly assembly_;
  Scheduler& scheduler_;  ///< of the assembly
  Rng rng_;
  bool is_possible_ = true;
  bool is_packing_ = false;  ///< starts are as early as can be, whatever they cost

  std::vector<ShortTime> distance_;  ///< [from * tasks + to]: start to start, at least
  std::vector<ShortTime> reverse_;   ///< [to * tasks + from]: the same
  std::vector<ShortTime> first_;     ///< of a task: no start is earlier, whatever else is done
  std::vector<ShortTime> last_;

  bool has_schedule_ = false;
  Value now_cost_ = 0;
  Value best_cost_ = 0;
  Schedule best_;
  std::uint64_t cycle_ = 0;
  std::uint64_t cycle_done_ = 0;
  std::uint64_t failures_ = 0;
  std::uint64_t spent_ = 0;  ///< work so far
  std::size_t kept_ = 0;     ///< tasks placed that a step does not touch

  std::vector<std::uint32_t> ruin_;
  std::vector<std::uint32_t> queue_;
  std::vector<Former> former_;
  std::vector<std::uint8_t> is_ruined_;
  std::vector<double> key_;
  std::vector<double> pain_;  ///< of a task: how often it found no place
};

}  // namespace penholder::solver
