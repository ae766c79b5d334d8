#include "solver/closure_relaxation.h"

#include <algorithm>
#include <limits>

#include "base/check.h"

namespace penholder::solver {

namespace {

void add_step(ClosureCut::Table& table, Time from, Value cost) {
  if (!table.steps.empty() && table.steps.back().cost == cost) return;
  table.steps.push_back({.from = from, .cost = cost});
}

}  // namespace

ClosureRelaxation::ClosureRelaxation(const Model& model, const Objective& objective,
                                     const PresenceGraph& presence,
                                     std::span<const StartWindow> windows, Time cell_length,
                                     Value scale, std::span<const std::vector<Index>> cliques)
    : network_(build_time_network(model, objective, presence, windows, cell_length, scale)),
      rows_(model, presence, network_, cliques),
      closure_(network_.node_count, network_.arcs),
      cell_cost_(network_.task_cells.size()),
      weight_(network_.node_count),
      places_(model.tasks.size()) {}

Value ClosureRelaxation::solve(std::span<const Value> price) {
  CHECK(price.size() == rows_.size());
  rows_.add_prices(price, priced_);
  constant_ = 0;
  for (std::size_t row = 0; row < price.size(); ++row) {
    constant_ -= price[row] * rows_.limits()[row];
  }
  weigh();
  closure_.solve(weight_);
  place();
  rows_.count_use(places_, use_);
  own_work_ += priced_.size() * 4 + weight_.size() * 2 + price.size() * 2;
  return constant_ + closure_.weight();
}

/// A task that starts in cell k has the nodes k, k+1, ... in the set: their
/// weights add up to the cost of k less that of absence.
void ClosureRelaxation::weigh() {
  std::ranges::fill(cell_cost_, std::numeric_limits<Value>::max());
  for (const auto& part : network_.parts) {
    if (part.is_excluded) {
      constant_ += part.cost_absent;
      continue;
    }
    Value* cost = &cell_cost_[part.first_cell];
    for (std::size_t r = part.first_mode; r < part.end_mode; ++r) {
      const auto& range = network_.mode_ranges[r];
      for (std::size_t c = range.first; c < range.end; ++c) {
        Value& least = cost[network_.candidates[c].cell];
        least = std::min(least, priced_[c]);
      }
    }
    if (part.is_free) {
      constant_ += least_cost(part);
      continue;
    }
    const std::size_t last = part.cell_count() - 1;
    Value* weight = weight_.data() + part.first_node;
    for (std::size_t k = 0; k < last; ++k) weight[k] = cost[k] - cost[k + 1];
    if (part.is_required) {
      constant_ += cost[last];
    } else {
      weight[last] = cost[last] - part.cost_absent;
      constant_ += part.cost_absent;
    }
  }
}

Value ClosureRelaxation::least_cost(const TimeNetwork::TaskPart& part) const {
  const auto begin = cell_cost_.begin() + static_cast<std::ptrdiff_t>(part.first_cell);
  const Value least =
      *std::min_element(begin, begin + static_cast<std::ptrdiff_t>(part.cell_count()));
  return part.is_required ? least : std::min(least, part.cost_absent);
}

/// The first cell of a task whose node the closure holds; for a free task the cheapest; cell_count
/// when it is left out.
std::size_t ClosureRelaxation::cell_of(const TimeNetwork::TaskPart& part) const {
  if (part.is_free) {
    const Value least = least_cost(part);
    if (!part.is_required && part.cost_absent == least) return part.cell_count();
    std::size_t k = 0;
    while (cell_cost_[part.first_cell + k] != least) ++k;
    return k;
  }
  // The set holds a tail of the chain.
  std::size_t low = 0;
  std::size_t high = part.node_count();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (closure_.contains(part.first_node + static_cast<MinClosure::Node>(middle))) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

void ClosureRelaxation::place() {
  for (std::size_t task = 0; task < places_.size(); ++task) {
    const auto& part = network_.parts[task];
    RelaxedPlace& place = places_[task];
    place = {};
    if (part.is_excluded) continue;
    const std::size_t k = cell_of(part);
    if (k == part.cell_count()) continue;
    place.is_done = true;
    place.cell = k;
    const Value cost = cell_cost_[part.first_cell + k];
    for (std::size_t r = part.first_mode; r < part.end_mode; ++r) {
      const auto& range = network_.mode_ranges[r];
      const auto begin = network_.candidates.begin() + static_cast<std::ptrdiff_t>(range.first);
      const auto end = network_.candidates.begin() + static_cast<std::ptrdiff_t>(range.end);
      auto it = std::lower_bound(
          begin, end, static_cast<std::int32_t>(k),
          [](const auto& candidate, std::int32_t cell) { return candidate.cell < cell; });
      for (; it != end && it->cell == static_cast<std::int32_t>(k); ++it) {
        const auto c = static_cast<std::size_t>(it - network_.candidates.begin());
        if (priced_[c] == cost) {
          place.candidate = c;
          break;
        }
      }
    }
  }
}

Time ClosureRelaxation::start_of(std::size_t task) const {
  return network_.task_cells[network_.parts[task].first_cell + places_[task].cell].first;
}

/// With the closure's flow, the weight of a closed set is
///   - sum excess(v) y(v) + sum flow(u -> v) (y(v) - y(u)).
/// A positive excess is a cost of not having v, a deficit one of having it, and
/// the flow into v along the task's chain one of starting exactly there; flow
/// along lags times their slack is dropped, being no less than 0.
ClosureCut ClosureRelaxation::cut() const {
  ClosureCut cut;
  cut.scale = network_.scale;
  cut.constant = constant_;
  cut.tables.resize(network_.parts.size());
  for (std::size_t task = 0; task < network_.parts.size(); ++task) {
    const auto& part = network_.parts[task];
    if (part.is_excluded) continue;
    ClosureCut::Table& table = cut.tables[task];
    if (part.is_free) {
      const Value least = least_cost(part);
      for (std::size_t k = 0; k < part.cell_count(); ++k) {
        add_step(table, network_.task_cells[part.first_cell + k].first,
                 cell_cost_[part.first_cell + k] - least);
      }
      if (!part.is_required) table.if_absent = part.cost_absent - least;
      continue;
    }
    const std::size_t nodes = part.node_count();
    Value having = 0;  // of all nodes from k on
    for (std::size_t k = 0; k < nodes; ++k) {
      const Value excess = closure_.excess(part.first_node + static_cast<MinClosure::Node>(k));
      having += std::max<Value>(0, -excess);
    }
    Value missing = 0;  // of all nodes before k
    for (std::size_t k = 0; k < part.cell_count(); ++k) {
      Value cost = missing + having;
      if (k > 0 && k < nodes) cost += closure_.flow(part.first_chain_arc + k - 1);
      add_step(table, network_.task_cells[part.first_cell + k].first, cost);
      if (k == nodes) break;
      const Value excess = closure_.excess(part.first_node + static_cast<MinClosure::Node>(k));
      missing += std::max<Value>(0, excess);
      having -= std::max<Value>(0, -excess);
    }
    table.if_absent = missing;
    cut.constant -= missing;
  }
  return cut;
}

}  // namespace penholder::solver
