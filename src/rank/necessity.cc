#include "rank/necessity.h"

#include <algorithm>

#include "base/check.h"
#include "polytope/lp.h"

namespace penholder {
namespace {

TaskRelation relation(std::size_t tasks, bool holds) {
  return {.tasks = tasks, .holds = std::vector<char>(tasks * tasks, holds ? 1 : 0)};
}

/// The weights as bounds and rows.
polytope::LpProblem problem_over(const polytope::Polytope& weights) {
  polytope::LpProblem problem{.objective = {},
                              .lower = std::vector<double>(weights.dimension, -polytope::kInfinity),
                              .upper = std::vector<double>(weights.dimension, polytope::kInfinity),
                              .rows = {}};
  for (const polytope::Plane& plane : weights.at_least) {
    problem.rows.push_back(
        {.coefficients = plane.normal, .lower = plane.bound, .upper = polytope::kInfinity});
  }
  for (const polytope::Plane& plane : weights.equal) {
    problem.rows.push_back(
        {.coefficients = plane.normal, .lower = plane.bound, .upper = plane.bound});
  }
  return problem;
}

/// Values of all tasks at weights that were met on the way.
using Witnesses = std::vector<std::vector<double>>;

/// Ties within kTie could add up along a chain: whatever follows, holds.
void close(TaskRelation& relation) {
  const std::size_t n = relation.tasks;
  for (std::size_t k = 0; k < n; ++k) {
    for (std::size_t i = 0; i < n; ++i) {
      if (relation.holds[i * n + k] == 0) continue;
      for (std::size_t j = 0; j < n; ++j) {
        if (relation.holds[k * n + j] != 0) relation.holds[i * n + j] = 1;
      }
    }
  }
}

}  // namespace

std::vector<std::vector<double>> value_forms(const Case& base, const Leaves& leaves) {
  const Shares shares(base, base, leaves);
  std::vector<std::vector<double>> forms;
  for (const TaskId task : base.tasks.ids()) {
    forms.emplace_back(leaves.size(), 0.0);
    for (const LeafShare& share : shares.of(task)) forms.back()[share.leaf.value] += share.share;
  }
  return forms;
}

Necessity necessity_of(const polytope::Polytope& weights,
                       std::span<const std::vector<double>> forms) {
  const std::size_t tasks = forms.size();
  Necessity result{
      .necessary = relation(tasks, false), .possible = relation(tasks, false), .undecided = 0};
  polytope::LpSolver solver(problem_over(weights));
  Witnesses witnesses;
  std::vector<double> difference(weights.dimension);
  for (std::size_t a = 0; a < tasks; ++a) {
    for (std::size_t b = 0; b < tasks; ++b) {
      char& necessary = result.necessary.holds[a * tasks + b];
      char& possible_back = result.possible.holds[b * tasks + a];
      if (a == b) {
        necessary = possible_back = 1;
        continue;
      }
      // Weights under which b is ahead of a settle both questions.
      if (std::ranges::any_of(witnesses, [&](const auto& v) { return v[a] < v[b] - kTie; })) {
        possible_back = 1;
        continue;
      }
      for (std::size_t j = 0; j < difference.size(); ++j) difference[j] = forms[a][j] - forms[b][j];
      const polytope::LpOutcome outcome = solver.minimise(difference);
      const auto* optimal = std::get_if<polytope::LpOptimal>(&outcome);
      if (optimal == nullptr) {
        ++result.undecided;
        possible_back = 1;
        continue;
      }
      necessary = optimal->value >= -kTie ? 1 : 0;
      possible_back = optimal->value <= kTie ? 1 : 0;
      std::vector<double> values;
      for (const auto& form : forms) values.push_back(polytope::dot(form, optimal->x));
      witnesses.push_back(std::move(values));
    }
  }
  close(result.necessary);
  for (std::size_t i = 0; i < tasks * tasks; ++i) {
    if (result.necessary.holds[i] != 0) result.possible.holds[i] = 1;
  }
  return result;
}

GroupNecessity group_necessity(std::span<const Necessity> views, std::size_t tasks) {
  const bool any = !views.empty();
  GroupNecessity group{.necessary_for_all = relation(tasks, any),
                       .necessary_for_some = relation(tasks, false),
                       .possible_for_all = relation(tasks, any),
                       .possible_for_some = relation(tasks, false)};
  for (const Necessity& view : views) {
    CHECK(view.necessary.tasks == tasks);
    for (std::size_t i = 0; i < tasks * tasks; ++i) {
      const bool is_necessary = view.necessary.holds[i] != 0;
      const bool is_possible = view.possible.holds[i] != 0;
      if (!is_necessary) group.necessary_for_all.holds[i] = 0;
      if (is_necessary) group.necessary_for_some.holds[i] = 1;
      if (!is_possible) group.possible_for_all.holds[i] = 0;
      if (is_possible) group.possible_for_some.holds[i] = 1;
    }
  }
  return group;
}

}  // namespace penholder
