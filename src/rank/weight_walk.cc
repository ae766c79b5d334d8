#include "rank/weight_walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/check.h"
#include "polytope/line_density.h"

namespace penholder {
namespace {

using polytope::FormPower;
using polytope::Matrix;

/// An inner node (or the whole) as the walk sees it: its children by the leaves below them.
struct Branch {
  std::vector<std::size_t> leaves;
  std::vector<std::vector<std::size_t>> children;
};

std::vector<Branch> branches_of(const Case& base, const Leaves& leaves) {
  const auto below = leaves.below(base);
  std::vector<Branch> branches;
  std::vector<std::optional<ObjectiveId>> open{std::nullopt};
  for (std::size_t next = 0; next < open.size(); ++next) {
    const auto children = children_of(base, open[next]);
    if (children.empty()) continue;
    Branch branch;
    for (const ObjectiveId child : children) {
      std::vector<std::size_t> of_child;
      for (const LeafId leaf : below[child]) of_child.push_back(leaf.value);
      branch.leaves.insert(branch.leaves.end(), of_child.begin(), of_child.end());
      branch.children.push_back(std::move(of_child));
      open.emplace_back(child);
    }
    branches.push_back(std::move(branch));
  }
  return branches;
}

bool all_zero(std::span<const std::size_t> leaves, std::span<const char> is_zero) {
  return std::ranges::all_of(leaves, [&](std::size_t leaf) { return is_zero[leaf] != 0; });
}

/// What the statements leave, and what the target needs to know of it.
struct Survey {
  polytope::Polytope set;
  polytope::Shape shape;
  std::vector<char> is_zero;            // by leaf: weighs nothing anywhere in the set
  std::vector<StatementRow> equations;  // independent of each other
};

/// The rows that hold as equations everywhere, as many as are independent, the first first.
std::vector<StatementRow> equations_of(std::span<const StatementRow> rows, std::size_t leaves,
                                       const polytope::Shape& shape,
                                       std::span<const char> is_zero) {
  Matrix known{std::vector<double>(leaves, 1.0)};
  for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
    if (is_zero[leaf] == 0) continue;
    std::vector<double> unit(leaves, 0.0);
    unit[leaf] = 1.0;
    known.push_back(std::move(unit));
  }
  std::size_t rank = polytope::orthonormal_rows(known).size();
  std::vector<StatementRow> equations;
  std::size_t inequality = leaves;  // the first ones say that weights are not negative
  for (const StatementRow& row : rows) {
    const bool is_tight =
        row.is_equal || std::ranges::binary_search(shape.always_tight, inequality);
    if (!row.is_equal) ++inequality;
    if (!is_tight) continue;
    known.push_back(row.row);
    const std::size_t with = polytope::orthonormal_rows(known).size();
    if (with == rank) {
      known.pop_back();
      continue;
    }
    rank = with;
    equations.push_back(row);
    for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
      if (is_zero[leaf] == 0) continue;
      equations.back().row[leaf] = 0.0;
      if (!equations.back().reference.empty()) equations.back().reference[leaf] = 0.0;
    }
  }
  return equations;
}

std::vector<FormPower> density_of(const Case& base, const Leaves& leaves, const Survey& survey) {
  std::vector<FormPower> density;
  const auto add = [&](std::vector<double> form, double power) {
    for (FormPower& known : density) {
      if (known.form != form) continue;
      known.power += power;
      return;
    }
    density.push_back({.form = std::move(form), .power = power});
  };
  std::vector<double> whole(leaves.size(), 1.0);
  for (std::size_t leaf = 0; leaf < leaves.size(); ++leaf) {
    if (survey.is_zero[leaf] != 0) whole[leaf] = 0.0;
  }
  for (const Branch& branch : branches_of(base, leaves)) {
    if (all_zero(branch.leaves, survey.is_zero)) continue;
    const auto living = std::ranges::count_if(
        branch.children, [&](const auto& child) { return !all_zero(child, survey.is_zero); });
    std::vector<double> form(leaves.size(), 0.0);
    for (const std::size_t leaf : branch.leaves) form[leaf] = whole[leaf];
    add(std::move(form), 1.0 - static_cast<double>(living));
  }
  for (const StatementRow& equation : survey.equations) {
    const bool counts = std::ranges::any_of(equation.reference, [](double x) { return x != 0.0; });
    if (counts) add(equation.reference, 1.0);
  }
  std::erase_if(density, [&](const FormPower& factor) {
    return factor.power == 0.0 || factor.form == whole;  // the whole is 1 everywhere
  });
  return density;
}

}  // namespace

std::variant<WeightWalk, std::string> WeightWalk::make(const Case& base, const Leaves& leaves,
                                                       std::span<const Statement> statements,
                                                       std::uint64_t seed, unsigned threads) {
  if (leaves.size() > kMostWalkLeaves) {
    return fmt::format("more than {} objectives to weigh, and hardly any weights meet them",
                       kMostWalkLeaves);
  }
  if (count_rows(statements) > kMostRowNumbers / leaves.size()) {
    return std::string("there are too many of them");
  }
  const std::vector<StatementRow> rows = rows_of(base, leaves, statements);
  Survey survey{.set = weights_meeting(rows, leaves.size()),
                .shape = {},
                .is_zero = std::vector<char>(leaves.size(), 0),
                .equations = {}};
  const polytope::ShapeOutcome outcome = polytope::shape_of(survey.set);
  if (const auto* undecided = std::get_if<polytope::Undecided>(&outcome)) return undecided->why;
  const auto* shape = std::get_if<polytope::Shape>(&outcome);
  if (shape == nullptr) return std::string("no weights meet its statements");
  survey.shape = *shape;
  for (const std::size_t i : shape->always_tight) {
    if (i < leaves.size()) survey.is_zero[i] = 1;
  }
  survey.equations = equations_of(rows, leaves.size(), *shape, survey.is_zero);

  const std::vector<FormPower> density = density_of(base, leaves, survey);
  WeightWalk walk(polytope::Walker(survey.set, survey.shape, density));
  walk.find_groups(base, leaves, survey.is_zero, survey.equations);
  std::vector<std::vector<double>> starts;
  for (std::size_t c = 0; c < polytope::kChains; ++c) {
    Rng rng(seed ^ 0xC2B2AE3D27D4EB4FULL, c);
    starts.push_back(walk.walker_.start(rng));
    for (double& weight : starts.back()) weight = std::max(weight, 0.0);
  }
  walk.settled_ = polytope::settle(
      std::move(starts), walk.dimension(),
      [&](Rng& rng, std::span<double> weights) { walk.step(rng, weights); }, seed, threads);
  return walk;
}

void WeightWalk::find_groups(const Case& base, const Leaves& leaves, std::span<const char> is_zero,
                             std::span<const StatementRow> equations) {
  std::vector<char> is_placed(equations.size(), 0);
  for (const Branch& branch : branches_of(base, leaves)) {
    if (all_zero(branch.leaves, is_zero)) continue;
    Group group;
    const std::size_t k = branch.children.size();
    Matrix fixed{std::vector<double>(k, 1.0)};
    for (std::size_t i = 0; i < k; ++i) {
      if (!all_zero(branch.children[i], is_zero)) continue;
      std::vector<double> unit(k, 0.0);
      unit[i] = 1.0;
      fixed.push_back(std::move(unit));
    }
    for (std::size_t e = 0; e < equations.size(); ++e) {
      if (is_placed[e] != 0) continue;
      // An equation is this node's own when it weighs the leaves below each child alike and no
      // others.
      std::vector<double> rebuilt(leaves.size(), 0.0);
      std::vector<double> local(k, 0.0);
      for (std::size_t i = 0; i < k; ++i) {
        for (const std::size_t leaf : branch.children[i]) {
          if (is_zero[leaf] == 0) local[i] = equations[e].row[leaf];
        }
        for (const std::size_t leaf : branch.children[i]) {
          if (is_zero[leaf] == 0) rebuilt[leaf] = local[i];
        }
      }
      if (rebuilt != equations[e].row) continue;
      is_placed[e] = 1;
      fixed.push_back(std::move(local));
      if (!equations[e].reference.empty()) group.references.push_back(equations[e].reference);
    }
    group.moves = polytope::complement(fixed, k);
    group.children = branch.children;
    if (!group.moves.empty()) groups_.push_back(std::move(group));
  }
  // With an equation between nodes, moving one alone would break it; and a single node moves as
  // well by the steps across.
  if (std::ranges::find(is_placed, 0) != is_placed.end() || groups_.size() < 2) groups_.clear();
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    pick_.insert(pick_.end(), groups_[g].moves.size(), g);
  }
}

void WeightWalk::step_within(const Group& group, Rng& rng, std::span<double> weights) const {
  // On the stack: this runs millions of times.
  std::array<double, kMostWalkLeaves> room_direction;
  std::array<double, kMostWalkLeaves> room_child;
  std::array<double, kMostWalkLeaves> room_local;
  std::array<polytope::LinePower, kMostWalkLeaves> room_factors;
  const std::size_t k = group.children.size();
  const std::span<double> direction = std::span(room_direction).first(weights.size());
  const std::span<double> of_child = std::span(room_child).first(k);
  const std::span<double> local = std::span(room_local).first(k);

  double whole = 0.0;
  for (std::size_t i = 0; i < k; ++i) {
    of_child[i] = 0.0;
    for (const std::size_t leaf : group.children[i]) of_child[i] += weights[leaf];
    whole += of_child[i];
  }
  std::ranges::fill(local, 0.0);
  for (const auto& move : group.moves) {
    const double length = rng.normal();
    for (std::size_t i = 0; i < k; ++i) local[i] += length * move[i];
  }
  std::ranges::fill(direction, 0.0);
  for (std::size_t i = 0; i < k; ++i) {
    if (!(of_child[i] > 0.0)) continue;
    const double rate = local[i] * whole / of_child[i];
    for (const std::size_t leaf : group.children[i]) direction[leaf] = weights[leaf] * rate;
  }
  const polytope::Chord reach = walker_.chord(weights, direction);
  if (!(reach.high > reach.low) || reach.high > 1e200 || reach.low < -1e200) return;
  std::size_t factors = 0;
  for (const auto& reference : group.references) {
    room_factors[factors++] = {.at = std::max(polytope::dot(reference, weights), 1e-300),
                               .slope = polytope::dot(reference, direction),
                               .power = 1.0};
  }
  const double t =
      polytope::draw_on_line(rng, reach.low, reach.high, std::span(room_factors).first(factors));
  for (std::size_t leaf = 0; leaf < weights.size(); ++leaf) weights[leaf] += t * direction[leaf];
}

void WeightWalk::step(Rng& rng, std::span<double> weights) const {
  if (!pick_.empty() && (rng.next() >> 63) != 0) {
    const auto dimensions = static_cast<std::uint32_t>(pick_.size());
    step_within(groups_[pick_[rng.below(dimensions)]], rng, weights);
  } else {
    walker_.step(rng, weights);
  }
  walker_.straighten(weights);
  for (double& weight : weights) weight = std::max(weight, 0.0);
}

polytope::WalkRows WeightWalk::draw(std::size_t count, std::uint64_t seed, unsigned threads) const {
  polytope::WalkRows drawn = polytope::draw_rows(
      settled_, [&](Rng& rng, std::span<double> weights) { step(rng, weights); }, count, seed,
      threads);
  // Rounding over many steps: the sum is made 1 again.
  const std::size_t leaves = settled_.states.front().size();
  for (std::size_t begin = 0; begin < drawn.rows.size(); begin += leaves) {
    const auto row = std::span(drawn.rows).subspan(begin, leaves);
    double sum = 0.0;
    for (const double weight : row) sum += weight;
    for (double& weight : row) weight /= sum;
  }
  return drawn;
}

}  // namespace penholder
