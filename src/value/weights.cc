#include "value/weights.h"

#include <map>

#include "base/check.h"

namespace penholder {
namespace {

using StrengthKey = std::pair<std::string, std::string>;  // task id, objective id

void spread_equally(const Case& base, std::optional<ObjectiveId> node, double weight,
                    const std::map<std::uint32_t, LeafId>& leaf_of, Weights& weights) {
  const auto children = children_of(base, node);
  if (children.empty() && node) {
    weights[leaf_of.at(node->value)] = weight;
    return;
  }
  for (const ObjectiveId child : children) {
    spread_equally(base, child, weight / static_cast<double>(children.size()), leaf_of, weights);
  }
}

}  // namespace

Leaves::Leaves(const Case& base) {
  for (const ObjectiveId leaf : leaf_objectives(base)) {
    objectives_.push_back(leaf);
    names_.push_back(base.objectives[leaf].id);
    titles_.push_back(base.objectives[leaf].title);
  }
}

IdVector<ObjectiveId, std::vector<LeafId>> Leaves::below(const Case& c) const {
  IdVector<ObjectiveId, std::vector<LeafId>> result(c.objectives.size());
  for (const LeafId leaf : ids()) {
    std::optional<ObjectiveId> at = find_by_id(c.objectives, names_[leaf]);
    for (std::size_t steps = 0; at && steps <= c.objectives.size(); ++steps) {
      result[*at].push_back(leaf);
      at = c.objectives[*at].parent;
    }
  }
  return result;
}

Weights Leaves::equal_weights(const Case& base) const {
  std::map<std::uint32_t, LeafId> leaf_of;
  for (const LeafId leaf : ids()) leaf_of.emplace(objectives_[leaf].value, leaf);
  Weights weights(size(), 0.0);
  spread_equally(base, std::nullopt, 1.0, leaf_of, weights);
  return weights;
}

std::vector<StrengthInput> strength_inputs(const Case& c) {
  std::vector<StrengthInput> inputs;
  for (const TaskId task : c.tasks.ids()) {
    for (std::size_t entry = 0; entry < c.tasks[task].serves.size(); ++entry) {
      inputs.push_back({.task = task, .entry = entry});
    }
  }
  return inputs;
}

Shares::Shares(const Case& base, const Case& design, const Leaves& leaves)
    : Shares(base, design, leaves, {}) {}

Shares::Shares(const Case& base, const Case& design, const Leaves& leaves,
               std::span<const double> scores)
    : shares_(design.tasks.size()) {
  const auto inputs = strength_inputs(base);
  CHECK(scores.empty() || scores.size() == inputs.size());
  std::map<std::string, LeafId, std::less<>> leaf_named;
  for (const LeafId leaf : leaves.ids()) leaf_named.emplace(leaves.id(leaf), leaf);

  Weights total(leaves.size(), 0.0);
  std::map<StrengthKey, double> score_of;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const Task& task = base.tasks[inputs[i].task];
    const Serves& serves = task.serves[inputs[i].entry];
    const std::string& objective = base.objectives[serves.objective].id;
    const auto leaf = leaf_named.find(objective);
    if (leaf == leaf_named.end()) continue;  // serves an inner objective: a finding of the reader
    const double score = scores.empty() ? 0.0 : scores[i];
    total[leaf->second] += strength_at(base, serves, score);
    score_of.emplace(StrengthKey{task.id, objective}, score);
  }
  for (const TaskId id : design.tasks.ids()) {
    const Task& task = design.tasks[id];
    for (const Serves& serves : task.serves) {
      const std::string& objective = design.objectives[serves.objective].id;
      const auto leaf = leaf_named.find(objective);
      if (leaf == leaf_named.end() || total[leaf->second] <= 0.0) continue;
      const auto score = score_of.find({task.id, objective});
      const double strength =
          strength_at(design, serves, score == score_of.end() ? 0.0 : score->second);
      shares_[id].push_back({.leaf = leaf->second, .share = strength / total[leaf->second]});
    }
  }
}

double Shares::full_value(TaskId task, const Weights& weights) const {
  double value = 0.0;
  for (const LeafShare& share : shares_[task]) value += weights[share.leaf] * share.share;
  return 100.0 * value;
}

IdVector<LeafId, double> attainment(const Shares& shares, const Leaves& leaves,
                                    const IdVector<TaskId, double>& credit) {
  CHECK(shares.tasks() == credit.size());
  IdVector<LeafId, double> result(leaves.size(), 0.0);
  for (const TaskId task : credit.ids()) {
    for (const LeafShare& share : shares.of(task)) result[share.leaf] += share.share * credit[task];
  }
  return result;
}

double value_of(const IdVector<LeafId, double>& attainment, const Weights& weights) {
  CHECK(attainment.size() == weights.size());
  double value = 0.0;
  for (const LeafId leaf : weights.ids()) value += weights[leaf] * attainment[leaf];
  return 100.0 * value;
}

}  // namespace penholder
