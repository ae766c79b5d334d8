#pragma once
// SMAA-2 as the papers define it, one draw after the other, with the value model's own
// `full_value`: what the fast counting of rank/smaa.h must agree with. Slow on purpose.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "mandate/case.h"
#include "value/weights.h"

namespace penholder::testing {

struct OracleView {
  IdVector<TaskId, std::vector<double>> rank_acceptability;
  IdVector<TaskId, double> mean_value;
  IdVector<TaskId, double> mean_rank;
  IdVector<TaskId, Weights> central_weights;  ///< zeros when never first
  std::vector<double> pairwise;
};

/// `scores[s]` has one score per strength input of the case (see Shares), for draw s.
inline OracleView smaa_by_definition(const Case& c, const Leaves& leaves,
                                     const std::vector<Weights>& weights,
                                     const std::vector<std::vector<double>>& scores) {
  const std::size_t n = c.tasks.size();
  const auto draws = static_cast<double>(weights.size());
  OracleView result;
  result.rank_acceptability.assign(n, std::vector<double>(n, 0.0));
  result.mean_value.assign(n, 0.0);
  result.mean_rank.assign(n, 0.0);
  result.central_weights.assign(n, Weights(leaves.size(), 0.0));
  result.pairwise.assign(n * n, 0.0);
  IdVector<TaskId, double> first(n, 0.0);
  for (std::size_t s = 0; s < weights.size(); ++s) {
    const Shares shares(c, c, leaves, scores[s]);
    IdVector<TaskId, double> value(n, 0.0);
    for (const TaskId t : c.tasks.ids()) {
      value[t] = std::round(shares.full_value(t, weights[s]) * 0x1.0p30) * 0x1.0p-30;
      result.mean_value[t] += value[t] / draws;
    }
    for (const TaskId t : c.tasks.ids()) {
      std::size_t above = 0;
      std::size_t equal = 0;
      for (const TaskId u : c.tasks.ids()) {
        above += value[u] > value[t] ? 1 : 0;
        equal += value[u] == value[t] ? 1 : 0;
        if (value[t] > value[u]) result.pairwise[t.value * n + u.value] += 1.0 / draws;
      }
      const double part = 1.0 / static_cast<double>(equal);
      for (std::size_t r = above; r < above + equal; ++r) {
        result.rank_acceptability[t][r] += part / draws;
        result.mean_rank[t] += part * static_cast<double>(r + 1) / draws;
      }
      if (above > 0) continue;
      first[t] += part;
      for (const LeafId leaf : leaves.ids()) {
        result.central_weights[t][leaf] += part * weights[s][leaf];
      }
    }
  }
  for (const TaskId t : c.tasks.ids()) {
    for (double& weight : result.central_weights[t]) weight /= std::max(first[t], 1e-300);
  }
  return result;
}

}  // namespace penholder::testing
