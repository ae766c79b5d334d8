#include "rank/view_rows.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/check.h"
#include "polytope/conflict.h"

namespace penholder {
namespace {

class Rows {
 public:
  Rows(const Case& base, const Leaves& leaves) : leaves_(leaves), below_(leaves.below(base)) {}

  /// low <= part . w / (whole . w) <= high
  void add_between(const std::vector<double>& part, const std::vector<double>& whole, double low,
                   double high, std::size_t statement) {
    StatementRow said{.row = difference(part, low, whole),
                      .is_equal = low == high,
                      .reference = whole,
                      .needs_reference = true,
                      .is_order = false,
                      .statement = statement};
    scale(said.row);
    // Kept even when it says nothing (low = 0): it carries the need of the reference.
    rows.push_back(said);
    if (low == high || !std::isfinite(high)) return;
    said.row = difference(part, high, whole);
    for (double& x : said.row) x = -x;
    scale(said.row);
    rows.push_back(std::move(said));
  }

  /// A bound of a million times as much would drown all else in a linear program.
  static void scale(std::vector<double>& row) {
    double largest = 0.0;
    for (const double x : row) largest = std::max(largest, std::fabs(x));
    if (largest <= 0.0) return;
    for (double& x : row) x /= largest;
  }

  [[nodiscard]] static std::vector<double> difference(std::vector<double> plus, double factor,
                                                      const std::vector<double>& minus) {
    for (std::size_t i = 0; i < plus.size(); ++i) plus[i] -= factor * minus[i];
    return plus;
  }

  /// A task's value as a share of the mandate's.
  [[nodiscard]] std::vector<double> value_of(TaskId task, const Shares& shares) const {
    std::vector<double> value(leaves_.size(), 0.0);
    for (const LeafShare& share : shares.of(task)) value[share.leaf.value] += share.share;
    return value;
  }

  [[nodiscard]] std::vector<double> sum_of(ObjectiveId objective) const {
    std::vector<double> sum(leaves_.size(), 0.0);
    for (const LeafId leaf : below_[objective]) sum[leaf.value] = 1.0;
    return sum;
  }

  std::vector<StatementRow> rows;

 private:
  const Leaves& leaves_;
  IdVector<ObjectiveId, std::vector<LeafId>> below_;
};

bool says_something(const std::vector<double>& row) {
  return std::ranges::any_of(row, [](double x) { return std::fabs(x) > 1e-12; });
}

}  // namespace

std::vector<StatementRow> rows_of(const Case& base, const Leaves& leaves,
                                  std::span<const Statement> statements) {
  Rows rows(base, leaves);
  const Shares shares(base, base, leaves);
  for (std::size_t s = 0; s < statements.size(); ++s) {
    const auto& says = statements[s].says;
    if (const auto* prefer = std::get_if<PreferObjectives>(&says)) {
      for (std::size_t i = 1; i < prefer->order.size(); ++i) {
        const std::vector<double> lesser = rows.sum_of(prefer->order[i]);
        rows.rows.push_back({.row = rows.difference(rows.sum_of(prefer->order[i - 1]), 1.0, lesser),
                             .is_equal = false,
                             .reference = lesser,
                             .needs_reference = false,
                             .is_order = true,
                             .statement = s});
      }
    } else if (const auto* tasks = std::get_if<PreferTasks>(&says)) {
      for (std::size_t i = 1; i < tasks->order.size(); ++i) {
        rows.rows.push_back({.row = rows.difference(rows.value_of(tasks->order[i - 1], shares), 1.0,
                                                    rows.value_of(tasks->order[i], shares)),
                             .is_equal = false,
                             .reference = {},
                             .needs_reference = false,
                             .is_order = true,
                             .statement = s});
      }
    } else if (const auto* task = std::get_if<TaskValueBetween>(&says)) {
      rows.add_between(rows.value_of(task->task, shares), std::vector<double>(leaves.size(), 1.0),
                       task->low, task->high, s);
    } else if (const auto* pair = std::get_if<TaskRatioBetween>(&says)) {
      rows.add_between(rows.value_of(pair->more, shares), rows.value_of(pair->less, shares),
                       pair->low, pair->high, s);
    } else if (const auto* share = std::get_if<ShareBetween>(&says)) {
      rows.add_between(rows.sum_of(share->objective), rows.sum_of(share->of), share->low,
                       share->high, s);
    } else if (const auto* ratio = std::get_if<RatioBetween>(&says)) {
      rows.add_between(rows.sum_of(ratio->more), rows.sum_of(ratio->less), ratio->low, ratio->high,
                       s);
    }
  }
  return std::move(rows.rows);
}

polytope::Polytope weights_meeting(std::span<const StatementRow> rows, std::size_t leaves) {
  polytope::Polytope set{.dimension = leaves, .at_least = {}, .equal = {}};
  set.equal.push_back({.normal = std::vector<double>(leaves, 1.0), .bound = 1.0});
  for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
    std::vector<double> unit(leaves, 0.0);
    unit[leaf] = 1.0;
    set.at_least.push_back({.normal = std::move(unit), .bound = 0.0});
  }
  for (const StatementRow& row : rows) {
    CHECK(row.row.size() == leaves);
    (row.is_equal ? set.equal : set.at_least).push_back({.normal = row.row, .bound = 0.0});
  }
  return set;
}

std::optional<std::vector<std::size_t>> conflicting_statements(
    const Case& base, const Leaves& leaves, std::span<const Statement> statements) {
  using polytope::Demand;
  const std::size_t n = leaves.size();
  if (n == 0 || statements.empty()) return std::nullopt;
  if (count_rows(statements) > kMostRowNumbers / n) return std::nullopt;
  const std::vector<StatementRow> rows = rows_of(base, leaves, statements);
  // Everything said is homogeneous, so weights may sum to less than 1: then the program always has
  // an answer (all zero), and its multipliers prove how far from zero it can get.
  const polytope::LpProblem box{.objective = {},
                                .lower = std::vector<double>(n, 0.0),
                                .upper = std::vector<double>(n, 1.0),
                                .rows = {}};
  const auto can_meet = [&](const polytope::Subset& some) {
    const std::vector<double> ones(n, 1.0);
    std::vector<Demand> demands{
        {.row = {.coefficients = ones, .lower = -polytope::kInfinity, .upper = 1.0},
         .is_strict = false},
        {.row = {.coefficients = ones, .lower = 0.0, .upper = polytope::kInfinity},
         .is_strict = true}};
    std::size_t at = 0;
    for (const StatementRow& row : rows) {
      while (at < some.size() && some[at] < row.statement) ++at;
      if (at == some.size()) break;
      if (some[at] != row.statement) continue;
      demands.push_back({.row = {.coefficients = row.row,
                                 .lower = 0.0,
                                 .upper = row.is_equal ? 0.0 : polytope::kInfinity},
                         .is_strict = row.is_order && says_something(row.row)});
      if (row.needs_reference) {
        demands.push_back(
            {.row = {.coefficients = row.reference, .lower = 0.0, .upper = polytope::kInfinity},
             .is_strict = true});
      }
    }
    const polytope::Margin found = polytope::margin(box, demands);
    // Only a proof counts against the statements.
    return !found.is_known || found.proven_at_most > polytope::kNoMargin;
  };
  // A program of 200 numbers takes a tenth of a millisecond: some seconds in all, whatever the
  // size.
  constexpr std::size_t kMostNumbers = 4'000'000;
  const std::size_t most_subsets =
      std::min<std::size_t>(20'000, kMostNumbers / (1 + rows.size() * n));
  return polytope::minimal_conflict(statements.size(), can_meet, most_subsets);
}

std::size_t count_rows(std::span<const Statement> statements) {
  std::size_t rows = 0;
  for (const Statement& statement : statements) {
    std::size_t order = 2;
    if (const auto* prefer = std::get_if<PreferObjectives>(&statement.says)) {
      order = prefer->order.size();
    } else if (const auto* tasks = std::get_if<PreferTasks>(&statement.says)) {
      order = tasks->order.size();
    }
    rows += std::max<std::size_t>(order, 2);
  }
  return rows;
}

}  // namespace penholder
