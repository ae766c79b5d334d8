#include "solver/relaxed_rows.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/check.h"

namespace penholder::solver {

namespace {

/// Amounts beyond this are divided first, so that prices times amounts cannot
/// overflow.
constexpr Value kLargestAmount = 1 << 15;

/// Divisor for the amounts of one row or resource: their greatest common
/// divisor, or more where amounts are large. sum a_i <= c implies sum
/// floor(a_i/q) <= floor(c/q), for a_i >= 0.
Value divisor_of(std::span<const Value> amounts) {
  Value common = 0;
  Value largest = 0;
  for (const Value amount : amounts) {
    common = std::gcd(common, amount);
    largest = std::max(largest, amount);
  }
  if (common == 0) return 1;
  return largest / common <= kLargestAmount ? common : largest / kLargestAmount + 1;
}

}  // namespace

RelaxedRows::RelaxedRows(const Model& model, const PresenceGraph& presence,
                         const TimeNetwork& network, std::span<const std::vector<Index>> cliques)
    : network_(network),
      profile_uses_(network.mode_ranges.size()),
      row_uses_(network.mode_ranges.size()),
      range_of_candidate_(network.candidates.size()) {
  point_cell_.reserve(network.points.size());
  for (const Time point : network.points) point_cell_.push_back(network.cell_at(point));
  for (std::size_t r = 0; r < network.mode_ranges.size(); ++r) {
    for (std::size_t c = network.mode_ranges[r].first; c < network.mode_ranges[r].end; ++c) {
      range_of_candidate_[c] = r;
    }
  }
  std::uint32_t source = 0;
  for (Index resource = 0; resource < model.resources.size(); ++resource) {
    add_resource(model, resource);
    ++source;
  }
  for (const auto& clique : cliques) add_clique(model, clique, source++);
  add_budgets(model, source);
  add_groups(model, presence, source + static_cast<std::uint32_t>(model.budgets.size()));
  measure_exposures();
}

void RelaxedRows::measure_exposures() {
  exposures_.assign(size(), 0.0);
  for (std::size_t row = 0; row < size(); ++row) {
    exposures_[row] = std::abs(static_cast<double>(limits_[row]));
  }
  std::vector<double> amounts(profiles_.size(), 0.0);
  for (std::size_t r = 0; r < network_.mode_ranges.size(); ++r) {
    for (const RowUse& use : row_uses_[r]) {
      exposures_[use.row] += 2.0 * std::abs(static_cast<double>(use.amount));
    }
    for (const ModeUse& use : profile_uses_[r]) {
      amounts[use.profile] += static_cast<double>(use.amount);
    }
  }
  for (std::size_t p = 0; p < profiles_.size(); ++p) {
    for (std::size_t cell = 0; cell < profiles_[p].row_of_cell.size(); ++cell) {
      const std::int32_t row = profiles_[p].row_of_cell[cell];
      if (row < 0) continue;
      exposures_[static_cast<std::size_t>(row)] +=
          4.0 * amounts[p] *
          static_cast<double>(network_.borders[cell + 1] - network_.borders[cell]);
    }
  }
}

std::int32_t RelaxedRows::add_row(const Key& key, Value limit, Value size) {
  keys_.push_back(key);
  limits_.push_back(limit);
  sizes_.push_back(std::max<Value>({1, limit, size}));
  return static_cast<std::int32_t>(limits_.size() - 1);
}

void RelaxedRows::add_resource(const Model& model, Index resource) {
  std::vector<Value> amount_of(network_.mode_ranges.size(), 0);
  for (std::size_t r = 0; r < network_.mode_ranges.size(); ++r) {
    const auto& range = network_.mode_ranges[r];
    const Mode& mode = model.tasks[range.task].modes[static_cast<std::size_t>(range.mode)];
    if (mode.duration == 0) continue;
    for (const Use& use : mode.uses) {
      if (use.resource == resource) amount_of[r] += use.amount;
    }
  }
  add_profile(model, std::move(amount_of), model.resources[resource].steps, resource);
}

/// At most one of a clique runs at a time.
void RelaxedRows::add_clique(const Model& model, std::span<const Index> clique,
                             std::uint32_t source) {
  std::vector<Value> amount_of(network_.mode_ranges.size(), 0);
  for (const Index task : clique) {
    const auto& part = network_.parts[task];
    for (std::size_t r = part.first_mode; r < part.end_mode; ++r) amount_of[r] = 1;
  }
  const std::vector<Resource::Step> steps{{.from = -kFarthest, .capacity = 1}};
  add_profile(model, std::move(amount_of), steps, source);
}

void RelaxedRows::add_profile(const Model& model, std::vector<Value> amount_of,
                              std::span<const Resource::Step> steps, std::uint32_t source) {
  const Value divisor = divisor_of(amount_of);
  for (Value& amount : amount_of) amount /= divisor;

  // How much could be asked for in each cell at most.
  std::vector<Value> demand(network_.priced_cells + 1, 0);
  for (const auto& part : network_.parts) {
    Value amount = 0;
    Time longest = 0;
    for (std::size_t r = part.first_mode; r < part.end_mode; ++r) {
      const auto& range = network_.mode_ranges[r];
      amount = std::max(amount, amount_of[r]);
      longest = std::max(
          longest, model.tasks[range.task].modes[static_cast<std::size_t>(range.mode)].duration);
    }
    if (amount == 0 || part.cell_count() == 0) continue;
    const Time begin = network_.task_cells[part.first_cell].first;
    const Time end = network_.task_cells[part.end_cell - 1].last + longest;
    for (std::size_t cell = network_.cell_at(begin);
         cell < network_.priced_cells && network_.borders[cell] < end; ++cell) {
      demand[cell] +=
          amount * std::min(longest, network_.borders[cell + 1] - network_.borders[cell]);
    }
  }

  Profile profile;
  profile.row_of_cell.assign(network_.priced_cells, -1);
  bool is_needed = false;
  std::size_t step = 0;
  for (std::size_t cell = 0; cell < network_.priced_cells; ++cell) {
    const Time from = network_.borders[cell];
    const Time to = network_.borders[cell + 1];
    // Units of the divisor that there are over the cell; cut where more could
    // never be used, which also keeps the sum small.
    Value available = 0;
    while (step + 1 < steps.size() && steps[step + 1].from <= from) ++step;
    for (std::size_t s = step; s < steps.size() && steps[s].from < to; ++s) {
      const Time begin = std::max(from, steps[s].from);
      const Time end = s + 1 < steps.size() ? std::min(to, steps[s + 1].from) : to;
      if (begin >= end) continue;
      available += std::min(steps[s].capacity / divisor, demand[cell]) * (end - begin);
    }
    if (demand[cell] <= available) continue;
    profile.row_of_cell[cell] = add_row({.source = source, .from = from, .to = to}, available, 0);
    is_needed = true;
  }
  if (!is_needed) return;
  for (std::size_t r = 0; r < amount_of.size(); ++r) {
    if (amount_of[r] == 0) continue;
    profile.users.push_back({.range = r, .amount = amount_of[r]});
    profile_uses_[r].push_back(
        {.profile = static_cast<std::uint32_t>(profiles_.size()), .amount = amount_of[r]});
  }
  profiles_.push_back(std::move(profile));
}

void RelaxedRows::add_budgets(const Model& model, std::uint32_t source) {
  for (Index budget = 0; budget < model.budgets.size(); ++budget) {
    std::vector<Value> amount_of(network_.mode_ranges.size(), 0);
    for (std::size_t r = 0; r < network_.mode_ranges.size(); ++r) {
      const auto& range = network_.mode_ranges[r];
      for (const Spend& spend :
           model.tasks[range.task].modes[static_cast<std::size_t>(range.mode)].spends) {
        if (spend.budget == budget) amount_of[r] += spend.amount;
      }
    }
    const Value divisor = divisor_of(amount_of);
    Value demand = 0;
    for (const auto& part : network_.parts) {
      Value most = 0;
      for (std::size_t r = part.first_mode; r < part.end_mode; ++r) {
        most = std::max(most, amount_of[r] / divisor);
      }
      demand += most;
    }
    const Value limit = model.budgets[budget].total / divisor;
    if (demand <= limit) continue;
    const std::int32_t row = add_row({.source = source + budget}, limit, 0);
    for (std::size_t r = 0; r < amount_of.size(); ++r) {
      if (amount_of[r] / divisor == 0) continue;
      row_uses_[r].push_back(
          {.row = static_cast<std::uint32_t>(row), .amount = amount_of[r] / divisor});
    }
  }
}

void RelaxedRows::add_groups(const Model& model, const PresenceGraph& presence,
                             std::uint32_t source) {
  for (std::size_t g = 0; g < model.groups.size(); ++g) {
    if (presence.covers_group(g)) continue;
    const Group& group = model.groups[g];
    const auto size = static_cast<Value>(group.facts.size());
    const auto add = [&](Value sign, Value limit) {
      Value turned = 0;  // a fact "is not done" counts 1 - [done]
      for (const Fact& fact : group.facts) turned += fact.is_true ? 0 : 1;
      const std::int32_t row =
          add_row({.source = source + static_cast<std::uint32_t>(2 * g) + (sign > 0 ? 0U : 1U)},
                  limit - sign * turned, size);
      for (const Fact& fact : group.facts) {
        const auto& part = network_.parts[fact.task];
        for (std::size_t r = part.first_mode; r < part.end_mode; ++r) {
          if (fact.mode != kAnyMode && fact.mode != network_.mode_ranges[r].mode) continue;
          row_uses_[r].push_back(
              {.row = static_cast<std::uint32_t>(row), .amount = fact.is_true ? sign : -sign});
        }
      }
    };
    if (group.at_most < size) add(1, std::max<Value>(group.at_most, -1));
    if (group.at_least > 0) add(-1, -std::min(group.at_least, size + 1));
  }
}

void RelaxedRows::add_prices(std::span<const Value> price, std::vector<Value>& priced) const {
  const auto& candidates = network_.candidates;
  priced.resize(candidates.size());
  for (std::size_t c = 0; c < candidates.size(); ++c) priced[c] = candidates[c].cost;
  for (std::size_t r = 0; r < network_.mode_ranges.size(); ++r) {
    Value sum = 0;
    for (const RowUse& use : row_uses_[r]) sum += price[use.row] * use.amount;
    if (sum == 0) continue;
    const auto& range = network_.mode_ranges[r];
    for (std::size_t c = range.first; c < range.end; ++c) priced[c] += sum;
  }
  integral_.resize(network_.points.size());
  for (std::uint32_t p = 0; p < profiles_.size(); ++p) {
    const auto& row_of_cell = profiles_[p].row_of_cell;
    Value before = 0;  // up to the border of the cell
    std::size_t cell = 0;
    const auto rate = [&](std::size_t at) {
      return at < row_of_cell.size() && row_of_cell[at] >= 0
                 ? price[static_cast<std::size_t>(row_of_cell[at])]
                 : 0;
    };
    for (std::size_t i = 0; i < integral_.size(); ++i) {
      for (; cell < point_cell_[i]; ++cell) {
        before += rate(cell) * (network_.borders[cell + 1] - network_.borders[cell]);
      }
      integral_[i] = before + rate(cell) * (network_.points[i] - network_.borders[cell]);
    }
    if (integral_.empty() || integral_.back() == 0) continue;
    for (const auto& [r, amount] : profiles_[p].users) {
      const auto& range = network_.mode_ranges[r];
      for (std::size_t c = range.first; c < range.end; ++c) {
        priced[c] += amount * (integral_[static_cast<std::size_t>(candidates[c].end_point)] -
                               integral_[static_cast<std::size_t>(candidates[c].begin_point)]);
      }
    }
  }
}

std::vector<double> RelaxedRows::translated(std::span<const double> price,
                                            const RelaxedRows& other) const {
  CHECK(price.size() == size());
  std::vector<double> translation(other.size(), 0.0);
  // Keys ascend by source, and by time within it, in both.
  std::size_t row = 0;
  for (std::size_t i = 0; i < other.size(); ++i) {
    const Key& key = other.keys_[i];
    while (row < size() && (keys_[row].source < key.source ||
                            (keys_[row].source == key.source && keys_[row].to <= key.from))) {
      ++row;
    }
    if (row < size() && keys_[row].source == key.source && keys_[row].from <= key.from) {
      translation[i] = price[row];
    }
  }
  return translation;
}

void RelaxedRows::count_use(std::span<const RelaxedPlace> places, std::vector<Value>& use) const {
  use.assign(size(), 0);
  for (const RelaxedPlace& place : places) {
    if (!place.is_done) continue;
    const std::size_t r = range_of_candidate_[place.candidate];
    for (const RowUse& row : row_uses_[r]) use[row.row] += row.amount;
    if (profile_uses_[r].empty()) continue;
    const auto& candidate = network_.candidates[place.candidate];
    const Time begin = network_.points[static_cast<std::size_t>(candidate.begin_point)];
    const Time end = network_.points[static_cast<std::size_t>(candidate.end_point)];
    for (std::size_t cell = point_cell_[static_cast<std::size_t>(candidate.begin_point)];
         cell < network_.priced_cells && network_.borders[cell] < end; ++cell) {
      const Time overlap =
          std::min(end, network_.borders[cell + 1]) - std::max(begin, network_.borders[cell]);
      for (const ModeUse& mode_use : profile_uses_[r]) {
        const std::int32_t row = profiles_[mode_use.profile].row_of_cell[cell];
        if (row >= 0) use[static_cast<std::size_t>(row)] += mode_use.amount * overlap;
      }
    }
  }
}

}  // namespace penholder::solver
