#pragma once
// Which tasks to do and when, for costs that never fall with a later start (values of tasks done,
// tardiness, makespan with alternatives): simulated annealing on lists. A list is built as a serial
// schedule in which an optional task that finds no place in time, or costs more than it is worth
// with all that it needs, stays out. A step takes some tasks from the list, puts others in and
// shakes the order; whatever is out is tried again at the end, the most valuable per use of
// resources first, with some luck.
//
// Sources: Schrimpf et al. 2000 (ruin and recreate); Bouleimen & Lecocq 2003, EJOR 149(2)
// (annealing on lists).

#include <cstdint>
#include <vector>

#include "base/random.h"
#include "solver/assembly.h"
#include "solver/heuristic.h"
#include "solver/justify.h"

namespace penholder::solver {

class ListSearch final : public Heuristic {
 public:
  /// All outlive the search; the lags have no circle.
  ListSearch(const Model& model, const FlatModel& flat, const FlatCost& cost, std::uint64_t seed);

  bool run(std::uint64_t work, const std::function<bool()>& should_stop,
           const OnBetter& on_better) override;
  void offer(std::span<const Placement> schedule) override;

 private:
  struct Choice {
    std::vector<std::uint32_t> list;   ///< tasks done, by start
    std::vector<std::uint32_t> modes;  ///< of a task
    std::vector<ShortTime> starts;     ///< of a task
    Value cost = 0;
  };

  bool build();
  void rank_leftovers();
  void shake();
  void drop_some();
  void start_anew();
  void keep(Choice& choice);

  const FlatModel& flat_;
  const FlatCost& cost_;
  Assembly assembly_;
  Scheduler& scheduler_;  ///< of the assembly
  Justifier justifier_;
  Rng rng_;
  std::vector<double> worth_;  ///< of a task: gain per share of resources
  bool has_modes_ = false;

  Choice now_;
  Choice best_;
  bool has_choice_ = false;
  double heat_ = 0;
  std::uint64_t cycle_ = 0;  ///< steps of one cooling
  std::uint64_t cycle_done_ = 0;
  std::uint64_t failures_ = 0;

  // Scratch of one step.
  std::vector<std::uint32_t> list_;
  std::vector<std::uint32_t> leftover_;
  std::vector<std::uint32_t> modes_;
  std::vector<std::uint8_t> is_listed_;
  std::vector<std::uint8_t> is_dropped_;
  std::vector<double> key_;
};

}  // namespace penholder::solver
