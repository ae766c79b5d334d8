#pragma once
// One Lagrangian subproblem: a scheduling model with its resources, budgets and
// groups at given prices, solved exactly as a minimum closure of its time
// network. Everything is whole numbers, so the value is a proven bound and the
// reduced costs a valid cut. Source: Moehring, Schulz, Stork & Uetz 2003,
// section 3.

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "solver/closure_cut.h"
#include "solver/min_closure.h"
#include "solver/model.h"
#include "solver/relaxed_rows.h"
#include "solver/start_windows.h"
#include "solver/time_network.h"

namespace penholder::solver {

class ClosureRelaxation {
 public:
  /// `model` must outlive it and have no makespan in the objective; for `scale`
  /// and `windows` see build_time_network.
  ClosureRelaxation(const Model& model, const Objective& objective, const PresenceGraph& presence,
                    std::span<const StartWindow> windows, Time cell_length, Value scale,
                    std::span<const std::vector<Index>> cliques);
  ClosureRelaxation(const ClosureRelaxation&) = delete;
  ClosureRelaxation& operator=(const ClosureRelaxation&) = delete;

  /// Least cost at these prices, scaled: no schedule costs less.
  ///
  ///   price  one a row, >= 0; see RelaxedRows::exposures
  ///   cost   one MinClosure::solve, and O(candidates * uses)
  Value solve(std::span<const Value> price);

  /// Of the last solve.
  [[nodiscard]] std::span<const RelaxedPlace> places() const { return places_; }
  [[nodiscard]] std::span<const Value> use() const { return use_; }
  [[nodiscard]] ClosureCut cut() const;
  /// Earliest start that the relaxed place of a task stands for.
  [[nodiscard]] Time start_of(std::size_t task) const;

  [[nodiscard]] const RelaxedRows& rows() const { return rows_; }
  [[nodiscard]] const TimeNetwork& network() const { return network_; }
  /// Steps so far: nodes, arcs and candidates looked at.
  [[nodiscard]] std::uint64_t work() const { return own_work_ + closure_.work(); }

 private:
  void weigh();
  void place();
  [[nodiscard]] Value least_cost(const TimeNetwork::TaskPart& part) const;
  [[nodiscard]] std::size_t cell_of(const TimeNetwork::TaskPart& part) const;

  TimeNetwork network_;
  RelaxedRows rows_;
  MinClosure closure_;
  std::vector<Value> priced_;     ///< of a candidate
  std::vector<Value> cell_cost_;  ///< of a task's cell
  std::vector<Value> weight_;     ///< of a node
  std::vector<RelaxedPlace> places_;
  std::vector<Value> use_;
  Value constant_ = 0;  ///< of the closure problem, with the limits at their prices
  std::uint64_t own_work_ = 0;
};

}  // namespace penholder::solver
