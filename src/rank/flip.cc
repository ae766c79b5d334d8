#include "rank/flip.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/check.h"
#include "polytope/lp.h"
#include "rank/view_rows.h"

namespace penholder {
namespace {

/// Entries of a case that serve leaves, with their likely strengths.
struct Entry {
  TaskId task;
  LeafId leaf;
  double strength = 0.0;
};

std::vector<Entry> entries_of(const Case& base, const Leaves& leaves) {
  IdVector<ObjectiveId, std::optional<LeafId>> leaf_of(base.objectives.size());
  for (const LeafId leaf : leaves.ids()) leaf_of[leaves.objective(leaf)] = leaf;
  std::vector<Entry> entries;
  for (const TaskId task : base.tasks.ids()) {
    for (const Serves& serves : base.tasks[task].serves) {
      const auto leaf = leaf_of[serves.objective];
      if (!leaf) continue;  // an inner objective: a finding of the reader
      entries.push_back(
          {.task = task, .leaf = *leaf, .strength = at_score(serves.strength, 0.0, kShare)});
    }
  }
  return entries;
}

/// What the lead of `above` over `below` on one leaf looks like as one strength x varies:
/// weight * (rest_of_lead + sign * x) / (rest_of_sum + x), and 0 where nobody serves the leaf.
struct OnLeaf {
  double weight = 0.0;
  double rest_of_lead = 0.0;
  double rest_of_sum = 0.0;
  double sign = 1.0;
  [[nodiscard]] double lead(double x) const {
    const double sum = rest_of_sum + x;
    return sum > 0.0 ? weight * (rest_of_lead + sign * x) / sum : 0.0;
  }
};

/// Where, between its strength now and the end of the scale in the helpful direction, the lead
/// falls to -kAhead.
std::optional<double> crossing(const OnLeaf& on_leaf, double now, double lead_elsewhere) {
  const double end = on_leaf.sign > 0.0 ? 0.0 : 1.0;
  const double goal = -kAhead - lead_elsewhere;
  if (on_leaf.lead(end) > goal) return std::nullopt;
  if (on_leaf.rest_of_sum <= 0.0) {
    // Alone on its leaf: any strength but 0 gives it all. Only 0 itself makes a difference.
    return on_leaf.sign > 0.0 ? 0.0 : now > 0.0 ? std::optional<double>{} : std::optional{kAhead};
  }
  const double slope = on_leaf.weight * on_leaf.sign - goal;
  if (slope == 0.0) return end;
  const double x = (goal * on_leaf.rest_of_sum - on_leaf.weight * on_leaf.rest_of_lead) / slope;
  return std::clamp(x, std::min(now, end), std::max(now, end));
}

}  // namespace

std::optional<WeightFlip> weight_flip(const polytope::Polytope& weights, const Weights& central,
                                      std::span<const double> above,
                                      std::span<const double> below) {
  const std::size_t n = central.size();
  CHECK(weights.dimension == n && above.size() == n && below.size() == n);
  // Columns: the weights, then how much each rises above its central value. Both sum to the same as
  // what falls, so the sum of rises is the share that moves.
  polytope::LpProblem problem{.objective = std::vector<double>(2 * n, 0.0),
                              .lower = std::vector<double>(2 * n, 0.0),
                              .upper = std::vector<double>(2 * n, 1.0),
                              .rows = {}};
  std::fill(problem.objective.begin() + static_cast<std::ptrdiff_t>(n), problem.objective.end(),
            1.0);
  const auto add = [&](std::vector<double> row, double lower, double upper) {
    row.resize(2 * n, 0.0);
    problem.rows.push_back({.coefficients = std::move(row), .lower = lower, .upper = upper});
  };
  for (const polytope::Plane& plane : weights.at_least) {
    add(plane.normal, plane.bound, polytope::kInfinity);
  }
  for (const polytope::Plane& plane : weights.equal) add(plane.normal, plane.bound, plane.bound);
  for (std::size_t j = 0; j < n; ++j) {
    std::vector<double> row(2 * n, 0.0);
    row[j] = -1.0;
    row[n + j] = 1.0;
    add(std::move(row), -central.raw()[j], polytope::kInfinity);
  }
  std::vector<double> lead(n);
  for (std::size_t j = 0; j < n; ++j) lead[j] = below[j] - above[j];
  add(std::move(lead), kAhead, polytope::kInfinity);

  const polytope::LpOutcome outcome = polytope::solve_lp(problem);
  const auto* optimal = std::get_if<polytope::LpOptimal>(&outcome);
  if (optimal == nullptr) return std::nullopt;
  WeightFlip flip{.moved = std::clamp(optimal->value, 0.0, 1.0), .weights = Weights(n, 0.0)};
  std::copy_n(optimal->x.begin(), n, flip.weights.begin());
  return flip;
}

std::optional<ScoreFlip> score_flip(const Case& base, const Leaves& leaves, const Weights& central,
                                    TaskId above, TaskId below) {
  const std::vector<Entry> entries = entries_of(base, leaves);
  Weights sum(leaves.size(), 0.0);
  Weights difference(leaves.size(), 0.0);
  for (const Entry& entry : entries) {
    sum[entry.leaf] += entry.strength;
    if (entry.task == above) difference[entry.leaf] += entry.strength;
    if (entry.task == below) difference[entry.leaf] -= entry.strength;
  }
  double lead = 0.0;
  for (const LeafId leaf : leaves.ids()) {
    if (sum[leaf] > 0.0) lead += central[leaf] * difference[leaf] / sum[leaf];
  }
  std::optional<ScoreFlip> best;
  double least = std::numeric_limits<double>::infinity();
  for (const Entry& entry : entries) {
    if (entry.task != above && entry.task != below) continue;
    const double sign = entry.task == above ? 1.0 : -1.0;
    OnLeaf on_leaf{.weight = central[entry.leaf],
                   .rest_of_lead = difference[entry.leaf] - sign * entry.strength,
                   .rest_of_sum = std::max(0.0, sum[entry.leaf] - entry.strength),
                   .sign = sign};
    if (on_leaf.rest_of_sum < 1e-12) on_leaf.rest_of_sum = 0.0;  // what rounding left of nothing
    const auto to = crossing(on_leaf, entry.strength, lead - on_leaf.lead(entry.strength));
    if (!to || std::fabs(*to - entry.strength) >= least) continue;
    least = std::fabs(*to - entry.strength);
    best = ScoreFlip{.task = entry.task, .leaf = entry.leaf, .from = entry.strength, .to = *to};
  }
  return best;
}

std::vector<PairFlip> flips_of_first(const Case& base, const Leaves& leaves,
                                     const polytope::Polytope& allowed, const Weights& central,
                                     std::span<const std::vector<double>> forms) {
  std::vector<double> values;
  for (const auto& form : forms) values.push_back(polytope::dot(form, central.raw()));
  std::vector<std::size_t> order(forms.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    // Sums of many parts: what agrees to a billionth is the same.
    return std::llround(values[a] * 1e9) > std::llround(values[b] * 1e9);
  });
  const polytope::Polytope everything = weights_meeting({}, leaves.size());
  std::vector<PairFlip> flips;
  for (std::size_t i = 1; i < order.size(); ++i) {
    const TaskId above{static_cast<std::uint32_t>(order[0])};
    const TaskId below{static_cast<std::uint32_t>(order[i])};
    flips.push_back(
        {.above = above,
         .below = below,
         .lead = 100.0 * (values[order[0]] - values[order[i]]),
         .anywhere = weight_flip(everything, central, forms[above.value], forms[below.value]),
         .within = weight_flip(allowed, central, forms[above.value], forms[below.value]),
         .score = score_flip(base, leaves, central, above, below)});
  }
  return flips;
}

namespace {

template <class Size>
const PairFlip* least(std::span<const PairFlip> flips, const Size& size) {
  const PairFlip* best = nullptr;
  double smallest = std::numeric_limits<double>::infinity();
  for (const PairFlip& flip : flips) {
    const std::optional<double> here = size(flip);
    if (!here || *here >= smallest) continue;
    smallest = *here;
    best = &flip;
  }
  return best;
}

}  // namespace

const PairFlip* least_weight_flip(std::span<const PairFlip> flips, bool within) {
  return least(flips, [&](const PairFlip& flip) {
    const auto& change = within ? flip.within : flip.anywhere;
    return change ? std::optional(change->moved) : std::nullopt;
  });
}

const PairFlip* least_score_flip(std::span<const PairFlip> flips) {
  return least(flips, [](const PairFlip& flip) {
    return flip.score ? std::optional(std::fabs(flip.score->to - flip.score->from)) : std::nullopt;
  });
}

}  // namespace penholder
