#include "solver/conflict_cliques.h"

#include <algorithm>

namespace penholder::solver {

Value least_need(const Task& task, Index resource) {
  Value least = kLargest;
  for (const Mode& mode : task.modes) {
    Value amount = 0;
    for (const Use& use : mode.uses) {
      if (use.resource == resource) amount = std::min(kLargest, amount + use.amount);
    }
    least = std::min(least, mode.duration > 0 ? amount : 0);
  }
  return least;
}

namespace {

class Conflicts {
 public:
  Conflicts(const Model& model, std::span<const StartWindow> windows)
      : size_(model.tasks.size()), is_conflict_(size_ * size_, 0), is_covered_(size_ * size_, 0) {
    for (Index resource = 0; resource < model.resources.size(); ++resource) {
      Value capacity = 0;
      for (const auto& step : model.resources[resource].steps) {
        capacity = std::max(capacity, step.capacity);
      }
      std::vector<Value> need(size_, 0);
      for (Index task = 0; task < size_; ++task) {
        if (!windows[task].is_excluded) need[task] = least_need(model.tasks[task], resource);
      }
      for (Index a = 0; a < size_; ++a) {
        if (need[a] == 0) continue;
        for (Index b = 0; b < size_; ++b) {
          // Amounts are at most 2^60: no overflow.
          if (a != b && need[b] > 0 && need[a] + need[b] > capacity) {
            is_conflict_[a * size_ + b] = 1;
          }
        }
      }
    }
  }

  std::vector<std::vector<Index>> cliques() {
    std::vector<std::vector<Index>> found;
    for (Index a = 0; a < size_; ++a) {
      for (Index b = a + 1; b < size_; ++b) {
        if (!conflict(a, b) || is_covered_[a * size_ + b] != 0) continue;
        found.push_back(grow(a, b));
        for (const Index i : found.back()) {
          for (const Index j : found.back()) is_covered_[i * size_ + j] = 1;
        }
      }
    }
    return found;
  }

 private:
  [[nodiscard]] bool conflict(Index a, Index b) const { return is_conflict_[a * size_ + b] != 0; }

  /// Takes the candidate that keeps most others in reach and covers most new pairs.
  std::vector<Index> grow(Index a, Index b) const {
    std::vector<Index> clique{a, b};
    std::vector<Index> candidates;
    for (Index task = 0; task < size_; ++task) {
      if (conflict(task, a) && conflict(task, b)) candidates.push_back(task);
    }
    while (!candidates.empty()) {
      Index best = candidates.front();
      std::size_t best_score = 0;
      for (const Index task : candidates) {
        std::size_t score = 1;
        for (const Index other : candidates) score += conflict(task, other) ? 1 : 0;
        for (const Index other : clique) score += is_covered_[task * size_ + other] == 0 ? 3 : 0;
        if (score > best_score) {
          best = task;
          best_score = score;
        }
      }
      clique.push_back(best);
      std::erase_if(candidates, [&](Index task) { return !conflict(task, best); });
    }
    return clique;
  }

  std::size_t size_;
  std::vector<char> is_conflict_, is_covered_;  ///< matrices
};

}  // namespace

std::vector<std::vector<Index>> conflict_cliques(const Model& model,
                                                 std::span<const StartWindow> windows,
                                                 std::size_t most_tasks) {
  if (model.tasks.size() > most_tasks) return {};
  return Conflicts(model, windows).cliques();
}

}  // namespace penholder::solver
