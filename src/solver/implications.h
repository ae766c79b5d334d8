#pragma once
// Which task's being done implies which other's: from groups of two facts, and closed under
// chaining. What is always done is implied by everything.

#include <cstdint>
#include <vector>

#include "solver/model.h"

namespace penholder::solver {

class Implications {
 public:
  /// Cost O(tasks * implications) time, O(tasks^2 / 8) bytes; beyond 4,000 tasks chains are not
  /// followed (then implies() only misses what it might have found).
  explicit Implications(const Model& model);

  /// If `a` is done, so is `b`.
  [[nodiscard]] bool implies(Index a, Index b) const;

 private:
  std::vector<std::uint8_t> is_mandatory_;
  std::vector<std::vector<Index>> follows_;          // by task: directly implied
  std::vector<std::vector<std::uint64_t>> closure_;  // by task: bits of all implied
};

}  // namespace penholder::solver
