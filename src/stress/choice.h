#pragma once
// Which of several plans holds best when things go wrong: plans are made on likely values, and the
// best of them on paper may be the most fragile one. Plans of one design are tried on a pilot run
// that nothing else uses.
//
// Source: selection of the best system by its sample mean on common random numbers, Nelson &
// Matejcik 1995, Management Science 41(12).

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sequence/plan.h"
#include "stress/sampler.h"

namespace penholder {

struct ChoiceSettings {
  std::size_t replications = 400;
  std::uint64_t seed =
      1;  ///< the pilot's draws are other ones than those of `stress` with the same seed
  unsigned threads = 1;  ///< never changes the result
};

/// For each view (its weights, used in turn over the replications) the candidate with the largest
/// mean value; the first of equals.
///
///   candidates  plans of `design`, at least one (checked)
///   views       each with at least one weight vector (checked)
///   cost        replications * distinct candidates executions
std::vector<std::size_t> most_robust(const Case& design, const std::vector<const Plan*>& candidates,
                                     const Sampler& sampler,
                                     std::span<const std::vector<Weights>> views,
                                     const ChoiceSettings& settings);

/// `plan`, made for the design `from`, as a plan of `to`: tasks that both have, matched by id, keep
/// their start, level and place in the order; a task that `from` lacks, or that `to` demands
/// (`must`) and `plan` leaves out, stands as in `needed`, a plan of `to`. Tasks that need a partner
/// that is not in it are left out; fixed dates of `to` are kept. Nothing when a must-task that
/// `needed` includes is left out so. Means are not looked at: an execution queues for them.
std::optional<Plan> carry_over(const Plan& plan, const Case& from, const Case& to,
                               const Plan& needed);

/// Value of `plan` under `weights` when everything turns out as is most likely and nothing strikes,
/// 0..100: the plan's own value when its means suffice.
double value_if_likely(const Case& design, const Plan& plan, const Sampler& sampler,
                       const Weights& weights);

}  // namespace penholder
