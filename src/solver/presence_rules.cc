#include "solver/presence_rules.h"

#include <algorithm>

namespace penholder::solver {

PresenceRules::PresenceRules(const Model& model, const FlatModel& flat) : model_(model) {
  for (const Group& group : model.groups) add(group);
  for (const FlatModel::Link& link : flat.links) {
    if (flat.is_optional[link.from] == 0 && flat.is_acyclic)
      pairs_.emplace_back(link.to, link.from);
  }
  std::ranges::sort(pairs_);
  pairs_.erase(std::ranges::unique(pairs_).begin(), pairs_.end());
  needs_begin_.assign(flat.task_count + 1, 0);
  for (const auto& [task, need] : pairs_) {
    ++needs_begin_[task + 1];
    needs_.push_back(need);
  }
  caps_begin_.assign(flat.task_count + 1, 0);
  for (const Count& cap : caps_) {
    for (const std::uint32_t task : tasks_of(cap)) ++caps_begin_[task + 1];
  }
  for (std::uint32_t i = 0; i < flat.task_count; ++i) {
    needs_begin_[i + 1] += needs_begin_[i];
    caps_begin_[i + 1] += caps_begin_[i];
  }
  caps_of_.resize(caps_begin_.back());
  std::vector<std::uint32_t> next(caps_begin_.begin(), caps_begin_.end() - 1);
  for (std::uint32_t c = 0; c < caps_.size(); ++c) {
    for (const std::uint32_t task : tasks_of(caps_[c])) caps_of_[next[task]++] = c;
  }
}

void PresenceRules::add(const Group& group) {
  const auto size = static_cast<Value>(group.facts.size());
  if (group.at_least <= 0 && group.at_most >= size) return;
  const auto is_whole = [&](const Fact& fact) {
    return fact.mode == kAnyMode || model_.tasks[fact.task].modes.size() == 1;
  };
  const auto true_ones = std::ranges::count(group.facts, true, &Fact::is_true);
  if (!std::ranges::all_of(group.facts, is_whole) || group.at_least > size || group.at_most < 0) {
    others_.push_back(group);
    return;
  }
  if (true_ones == size || true_ones == 0) {
    // Of facts that are all negated: at least k false ones are at most size - k true ones.
    const bool is_plain = true_ones == size;
    const Value least = is_plain ? group.at_least : size - group.at_most;
    const Value most = is_plain ? group.at_most : size - group.at_least;
    Count count{.begin = static_cast<std::uint32_t>(sets_.size())};
    for (const Fact& fact : group.facts) sets_.push_back(fact.task);
    count.end = static_cast<std::uint32_t>(sets_.size());
    if (most < size) {
      count.limit = most;
      caps_.push_back(count);
    }
    if (least > 0) {
      count.limit = least;
      wants_.push_back(count);
    }
    return;
  }
  if (size != 2 || group.facts[0].task == group.facts[1].task) {
    others_.push_back(group);
    return;
  }
  const Fact& yes = group.facts[group.facts[0].is_true ? 0 : 1];
  const Fact& no = group.facts[group.facts[0].is_true ? 1 : 0];
  if (group.at_least >= 2 || group.at_most <= 0) {
    others_.push_back(group);
    return;
  }
  if (group.at_least == 1) pairs_.emplace_back(no.task, yes.task);
  if (group.at_most == 1) pairs_.emplace_back(yes.task, no.task);
}

}  // namespace penholder::solver
