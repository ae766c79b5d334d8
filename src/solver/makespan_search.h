#pragma once
// Short schedules of models in which all tasks are to be done, as early as possible altogether: a
// genetic algorithm on lists of tasks. A child takes a stretch of its mother's list in the order of
// its father, is built as a serial schedule and justified to both sides.
//
// Sources: Hartmann 1998 (lists, two-point crossover), 2001 (modes); Valls, Ballestin & Quintanilla
// 2008, "A hybrid genetic algorithm for the RCPSP", EJOR 185(2) (justification of each child);
// Mahfoud 1995 (crowding: a child takes the place of the parent that it beats).

#include <cstdint>
#include <functional>
#include <vector>

#include "base/random.h"
#include "solver/heuristic.h"
#include "solver/justify.h"

namespace penholder::solver {

class MakespanSearch final : public Heuristic {
 public:
  /// `flat` outlives the search; all its tasks must be done, its lags have no circle, and none lets
  /// a task start before one that leads to it.
  MakespanSearch(const FlatModel& flat, std::uint64_t seed);

  bool run(std::uint64_t work, const std::function<bool()>& should_stop,
           const OnBetter& on_better) override;
  void offer(std::span<const Placement> schedule) override;
  [[nodiscard]] ShortTime best() const { return best_; }

 private:
  struct Person {
    ShortTime makespan = 0;
    std::vector<std::uint32_t> list;   ///< by start
    std::vector<std::uint32_t> modes;  ///< of a task
  };

  void sample_list();
  void sample_modes();
  bool repair_budgets();
  void cross(const Person& mother, const Person& father);
  void mutate();
  bool build();
  void settle(Person& place);
  void renew();

  const FlatModel& flat_;
  Scheduler scheduler_;
  Justifier justifier_;
  Rng rng_;
  std::vector<Person> people_;
  std::vector<ShortTime> tail_;  ///< longest way from the start of a task to the end of all
  ShortTime best_ = INT32_MAX;
  ShortTime bound_ = 0;  ///< longest path: no makespan is shorter
  std::uint64_t since_better_ = 0;
  std::uint64_t patience_ = 0;  ///< children a person that bring nothing better, in a row
  std::size_t filled_ = 0;
  std::uint64_t children_ = 0;
  std::uint64_t failures_ = 0;
  bool has_modes_ = false;
  // Scratch of one child.
  std::vector<std::uint32_t> list_;
  std::vector<std::uint32_t> modes_;
  std::vector<std::uint8_t> is_taken_;
  std::vector<std::uint32_t> open_;
  std::vector<std::uint32_t> waiting_;
  std::vector<std::uint32_t> position_;
  std::vector<Value> spent_;  ///< of a budget, in units of 2^shift_
  /// 0 unless sums could overflow; rounding is to the safe side.
  std::vector<int> shift_;
};

}  // namespace penholder::solver
