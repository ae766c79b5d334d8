#pragma once
// How much any plan could be worth: Lagrangian relaxation of the capacities.
//
// The horizon is cut into buckets (a week or so, cut again where a capacity changes or a phase
// begins). Instead of keeping to an asset's capacity, every task pays a price for what it uses in
// each bucket, and the capacity itself is paid for:
//
//     L(price) = sum over assets k, buckets b of  price_kb * capacity_kb
//              + sum over tasks of  the best (value - price of what is used) that the task could
//              have by itself
//
// Why it is a bound. Take any plan that keeps links and capacities, worth v. In each bucket it uses
// at most the capacity times the bucket's length, so with prices >= 0 its bill is at most the first
// sum. Each of its tasks earns less its bill at most what that task alone could best have. Adding
// up, v <= L(price), for ANY prices >= 0; the search for good prices can only make the bound
// better, never wrong.
//
// What stays of the links: windows (network.h), and presence: the tasks of a component tied by
// after, requires, together and instead-of are chosen together, by listing the subsets that the
// links allow (components that would grow above kLargestComponent lose the link that makes them so,
// which only weakens the bound).
//
// Striking out. If a plan worth `floor` is known, an option (a task left out, a start, a level in a
// phase) whose forced choice gives L <= floor + kMargin occurs in no plan worth more than that. It
// is struck out, and the next prices are sought for what remains. The bound then reads max(floor +
// kMargin, L): still true of every plan.
//
// Sources: Fisher 1981, Management Science 27(1) (Lagrangian relaxation); Christofides,
// Alvarez-Valdes & Tamarit 1987, EJOR 29(3), and Moehring et al. 2003, Management Science 49(3)
// (for scheduling under resource constraints); Camerini, Fratta & Maffioli 1975 (deflected
// subgradients).

#include <string>
#include <vector>

#include "sequence/network.h"

namespace penholder {

/// What the good prices say about single choices: guidance for the search.
struct Guide {
  /// Discrete: the price of the task's needs at its best start, and its value there.
  std::vector<double> task_price;
  std::vector<double> task_value;
  /// Standing: [task][phase][level].
  std::vector<std::vector<std::vector<double>>> mode_price;
};

/// What striking out has left: every plan worth more than the floor is made of this.
struct KeptChoices {
  struct Task {
    bool may_be_absent = true;
    bool may_be_present = true;
    Network::Range starts{.first = 0, .last = 0};  ///< discrete: all kept starts lie in it
    std::vector<std::vector<bool>> levels;         ///< standing: [phase][level]
    std::vector<bool> may_be_off;                  ///< standing: [phase]
  };
  std::vector<Task> tasks;
};

class Relaxation {
 public:
  /// Points by which struck-out options may pass the floor; below Plan::kProofTolerance.
  static constexpr double kMargin = 2e-7;
  static constexpr std::size_t kLargestComponent = 9;

  /// `with_musts`: bound only plans that do all must-work (allowed when such a plan is known).
  Relaxation(const PlanProblem& problem, const Network& network, bool with_musts);

  /// Seeks better prices, from the best so far.
  ///
  ///   target      a value that some plan is known to reach
  ///   iterations  each costs O(tasks * buckets * needs)
  void tighten(double target, std::size_t iterations);

  /// Strikes out what cannot beat `floor`, the value of a known plan. Returns whether anything was
  /// struck out.
  bool strike_out(double floor);

  /// Most that any plan can be worth (with strike_out: that is worth more than the floor; -infinity
  /// when there is none).
  [[nodiscard]] double bound() const { return best_; }
  /// True when the bound is best with all prices at zero: no asset binds.
  [[nodiscard]] bool is_unpriced() const;

  [[nodiscard]] Guide guide();

  [[nodiscard]] KeptChoices kept() const;

 private:
  struct Start {
    Days day;
    double value;
    std::uint32_t start_bucket, start_offset, end_bucket, end_offset;
    bool is_kept = true;
    bool is_linked = false;  // further starts lie between this one and the next
  };
  struct Option {                         // per task
    std::vector<Start> starts;            // discrete
    std::vector<std::vector<bool>> kept;  // standing: [phase][level]
    std::vector<bool> may_be_off;         // standing: [phase]
    bool may_be_absent = true;
    bool may_be_present = true;
    // At the current prices:
    double present = 0.0;
    std::size_t best_start = 0;
    std::vector<int> best_level;
    std::vector<double> best_in_phase;
  };
  struct Component {
    std::vector<Index> tasks;
    std::vector<std::uint32_t> subsets;  // bit i: tasks[i] is done
  };

  void cut_buckets();
  void list_options(bool with_musts);
  void list_components();
  void list_subsets(Component& component);
  double price(const std::vector<PlanProblem::Need>& needs, const Start& start) const;
  double price(const std::vector<PlanProblem::Need>& needs, std::size_t phase) const;
  void weigh(Index task);
  void weigh_all();
  double best_subset(const Component& component, std::uint32_t with, std::uint32_t without,
                     std::uint32_t* chosen) const;
  double evaluate();
  void add_use(const std::vector<PlanProblem::Need>& needs, Days start, Days end);
  void collect_gradient();

  const PlanProblem* problem_;
  const Network* network_;
  std::vector<Days> buckets_;  // borders; the last is the horizon
  std::vector<std::size_t>
      phase_bucket_;             // by phase, the bucket that it begins with; one more at the end
  std::vector<bool> is_priced_;  // by asset: could bind at all
  std::vector<double> unit_;     // by asset: amount that counts as 1
  std::vector<std::vector<double>> capacity_;  // [asset][bucket], unit-days; budgets: [asset][0]
  std::vector<std::vector<double>> price_;     // as capacity_; per unit-day
  std::vector<std::vector<double>> best_price_;
  std::vector<std::vector<double>>
      paid_until_;  // [asset][border]: sum of price over days before it
  std::vector<std::vector<double>> gradient_;
  std::vector<std::vector<double>> direction_;
  std::vector<double> phase_use_;  // assets x phases, units: scratch
  std::vector<Option> options_;
  std::vector<Component> components_;
  std::vector<std::size_t> component_of_;
  std::vector<std::uint32_t> chosen_;  // by component
  double best_ = 0.0;
  double price_limit_ = 0.0;
};

}  // namespace penholder
