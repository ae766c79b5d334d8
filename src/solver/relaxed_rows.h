#pragma once
// The rows of a scheduling model that its time network does not hold, each with
// a price for breaking it: resources in each cell of time, budgets, and groups
// that are no implication. All are "use <= limit" with whole numbers and prices
// >= 0, so that any prices give a lower bound in exact arithmetic: cost >= cost
// + sum of price * (use - limit) for every schedule. Source: Christofides,
// Alvarez-Valdes & Tamarit 1987 for resources; Fisher 2004 for the principle.

#include <span>
#include <vector>

#include "solver/model.h"
#include "solver/start_windows.h"
#include "solver/time_network.h"

namespace penholder::solver {

/// Where a task stands in the relaxed solution; cell counted within the task.
struct RelaxedPlace {
  bool is_done = false;
  std::size_t cell = 0;
  std::size_t candidate = 0;
};

class RelaxedRows {
 public:
  /// `cliques`: tasks of which at most one runs at a time (conflict_cliques.h).
  RelaxedRows(const Model& model, const PresenceGraph& presence, const TimeNetwork& network,
              std::span<const std::vector<Index>> cliques);

  [[nodiscard]] std::size_t size() const { return limits_.size(); }
  /// Right-hand side of a row; negative for "at least" groups.
  [[nodiscard]] std::span<const Value> limits() const { return limits_; }
  /// Most that a row's use can be, or its limit if that is more, at least 1:
  /// what it is measured by.
  [[nodiscard]] std::span<const Value> sizes() const { return sizes_; }

  /// By how much a price of one can change sums of costs at most; prices times
  /// exposures must add up to less than 2^59 for all arithmetic to be safe.
  [[nodiscard]] std::span<const double> exposures() const { return exposures_; }

  /// Cost of each candidate with what it uses at the prices.
  ///
  ///   price   one a row, >= 0
  ///   priced  one a candidate of the network
  ///   cost    O(candidates * uses)
  void add_prices(std::span<const Value> price, std::vector<Value>& priced) const;

  /// Prices of these rows as prices of the rows of the same model on a finer network.
  [[nodiscard]] std::vector<double> translated(std::span<const double> price,
                                               const RelaxedRows& other) const;

  /// Use of each row by a relaxed solution.
  ///
  ///   use   one a row, overwritten
  ///   cost  O(rows + cells in which tasks run)
  void count_use(std::span<const RelaxedPlace> places, std::vector<Value>& use) const;

 private:
  /// A resource, or a rule derived from one, with its row in each cell.
  struct User {
    std::size_t range = 0;  ///< of modes
    Value amount = 0;
  };
  struct Profile {
    std::vector<User> users;
    std::vector<std::int32_t> row_of_cell;  ///< -1: it cannot be short there
  };
  struct ModeUse {
    std::uint32_t profile = 0;
    Value amount = 0;
  };
  struct RowUse {
    std::uint32_t row = 0;
    Value amount = 0;
  };

  /// What a row stands for, in words that rows of other cells share.
  struct Key {
    std::uint32_t source = 0;  ///< number of the rule
    Time from = 0, to = 1;     ///< cell of time, where it is for one
  };

  void add_resource(const Model& model, Index resource);
  void add_clique(const Model& model, std::span<const Index> clique, std::uint32_t source);
  void add_profile(const Model& model, std::vector<Value> amount_of,
                   std::span<const Resource::Step> steps, std::uint32_t source);
  void add_budgets(const Model& model, std::uint32_t source);
  void add_groups(const Model& model, const PresenceGraph& presence, std::uint32_t source);
  void measure_exposures();
  std::int32_t add_row(const Key& key, Value limit, Value size);

  const TimeNetwork& network_;
  std::vector<Value> limits_, sizes_;
  std::vector<double> exposures_;
  std::vector<Key> keys_;
  std::vector<Profile> profiles_;
  std::vector<std::vector<ModeUse>> profile_uses_;  ///< of a mode range
  std::vector<std::vector<RowUse>> row_uses_;       ///< of a mode range
  std::vector<std::size_t> point_cell_;             ///< cell of the grid of each point
  std::vector<std::size_t> range_of_candidate_;
  mutable std::vector<Value> integral_;  ///< price from the first border up to each point
};

}  // namespace penholder::solver
