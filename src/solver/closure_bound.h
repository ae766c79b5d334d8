#pragma once
// Lower bound on a weighted objective: the best prices for resources, budgets
// and groups under which the rest of the model is a minimum closure over time
// (closure_relaxation.h). In the limit the bound is the value of the
// time-indexed linear relaxation with disaggregated lags, which for selection
// and weighted earliness and tardiness is far above what propagation sees.
//
//   ClosureBound closure(model, 0);
//   while (closure.run(10'000'000, incumbent_cost, {})) use(closure.bound());
//   post(closure.cuts());
//
// Prices are improved by the volume algorithm, a subgradient method that steps
// along the average of the relaxed solutions; the average also hints at where
// tasks belong. Sources: Moehring, Schulz, Stork & Uetz 2003; Barahona & Anbil
// 2000, "The volume algorithm: producing primal solutions with a subgradient
// method". Optional tasks, modes, cells of time and the cuts are ours.
//
// What is relaxed, besides resources, budgets and groups: a lag between two
// tasks of which neither implies the other is left out, as is the makespan of
// tasks that may be left out; modes are free to be the cheapest at each start,
// and lags take the most favourable mode of either end.

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "solver/closure_cut.h"
#include "solver/model.h"
#include "solver/start_windows.h"

namespace penholder::solver {

class ClosureRelaxation;

class ClosureBound {
 public:
  struct Settings {
    /// Arcs of the unrolled network at most; beyond, cells of time get longer.
    /// Memory is about 150 bytes an arc.
    std::size_t most_arcs = 2'000'000;
    /// Arcs of the first network, with longer cells, whose prices the next finer one starts from.
    std::size_t fewest_arcs = 4'000;
    /// What the search already knows of starts and presence; one a task, or
    /// empty.
    std::span<const StartWindow> windows;
  };

  /// Where a task stands in the average relaxed solution.
  struct Hint {
    double presence = 0;  ///< 0 .. 1
    double start = 0;     ///< mean over the solutions in which it is done
  };

  static constexpr Value kNoIncumbent = std::numeric_limits<Value>::max();

  /// `model` must be sound (defects_of); it is copied as far as needed.
  ///
  ///   cost   O(network): see Settings::most_arcs
  ClosureBound(const Model& model, std::size_t objective, const Settings& settings);
  ClosureBound(const Model& model, std::size_t objective);
  ~ClosureBound();
  ClosureBound(ClosureBound&&) noexcept;
  ClosureBound& operator=(ClosureBound&&) noexcept;

  /// Whether there is a network small enough. Otherwise bound() is the trivial
  /// one.
  [[nodiscard]] bool is_applicable() const { return relaxation_ != nullptr; }
  /// Windows, lags and implications alone leave no schedule.
  [[nodiscard]] bool is_infeasible() const { return is_infeasible_; }

  /// Starts from the prices of another bound: same tasks, resources, budgets and groups, other
  /// costs. Goes to the finest network at once. Any prices are valid; near ones save most of the
  /// work.
  void start_from(const ClosureBound& other);

  /// Improves the prices until `work` steps (about 100 million a second) are
  /// spent.
  ///
  ///   incumbent    cost of the best schedule known, or kNoIncumbent
  ///   should_stop  asked after each subproblem; may be empty
  ///   returns      whether more work may still help: false once the bound
  ///   reaches the incumbent or
  ///                steps have become too small to matter
  bool run(std::uint64_t work, Value incumbent, const std::function<bool()>& should_stop);

  /// No schedule costs less. The greatest value there is when is_infeasible().
  [[nodiscard]] Value bound() const { return bound_; }
  /// Valid inequalities from the best prices found, best first; few.
  [[nodiscard]] const std::vector<ClosureCut>& cuts() const { return cuts_; }
  [[nodiscard]] std::vector<Hint> hints() const;
  [[nodiscard]] std::uint64_t work() const;
  [[nodiscard]] std::uint64_t iterations() const { return iterations_; }

 private:
  Value evaluate(std::span<const double> price);
  bool refine();
  void raise_bound();
  void use_prices(std::vector<double> prices);
  void step(double target);
  void remember();
  void keep_cut();
  [[nodiscard]] double length_of_direction() const;

  std::unique_ptr<Model> model_;  ///< with a task for the makespan, where that has a weight
  std::size_t objective_ = 0;
  std::vector<StartWindow> windows_;
  std::vector<std::vector<Index>> cliques_;
  std::vector<Time> cell_lengths_;  ///< of the finer networks to come, the next one last
  std::uint64_t work_before_ = 0;   ///< of coarser networks
  std::size_t task_count_ = 0;
  std::unique_ptr<ClosureRelaxation> relaxation_;
  bool is_infeasible_ = false;
  Value unit_ = 1;  ///< every cost is a multiple
  Value scale_ = 1;
  Value bound_ = 0;
  std::vector<ClosureCut> cuts_;

  std::vector<double> center_;  ///< prices of the best value
  std::vector<double> trial_;
  std::vector<double> mean_use_;
  std::vector<Value> price_;  ///< as evaluated
  Value center_value_ = 0;    ///< scaled
  Value cut_value_ = 0;       ///< scaled value of the best cut
  std::vector<double> presence_,
      start_;  ///< running means; start times presence
  double step_factor_ = 1;
  double mean_share_ = 1;  ///< of the newest solution in the averages
  int misses_ = 0;
  std::uint64_t iterations_ = 0;
};

}  // namespace penholder::solver
