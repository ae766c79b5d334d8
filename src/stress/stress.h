#pragma once
// What happens to a plan when durations slip and shocks strike: Monte Carlo over everything
// uncertain in the case.
//
//   const Outlook outlook = stress(dossier.base, dossier.base, plan, {.replications = 100'000,
//   .threads = 2});
//
// Knows the case, the plan and the value; knows nothing of how the plan was made. Rules:
// docs/methods/stress.md.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/parallel.h"
#include "sequence/plan.h"
#include "stress/execution.h"
#include "stress/outlook.h"

namespace penholder {

struct StressSettings {
  std::size_t replications = 100'000;
  std::uint64_t seed = 1;
  unsigned threads = 1;  ///< never changes the result
  /// Each shock is taken out again in so many of the replications, the first ones; at most
  /// `replications`.
  std::size_t shock_replications = 20'000;
};

/// Simulates `plan`, a plan of `design`, on the scale of `base` (both may be the same case).
///
///   progress  "simulating", in replications; may be null
///   cost      replications * (uncertain inputs + events of the plan), plus one more execution for
///   every shock that
///             strikes in the first `shock_replications`; memory 4 bytes a replication
///   result    the same bytes for the same input and settings at any number of threads
Outlook stress(const Case& base, const Case& design, const Plan& plan,
               const StressSettings& settings, Progress* progress = nullptr);

/// One replication of several plans of the same design: for stage `compare`.
///
///   attained  plans x leaves, row-major: part of each leaf objective that each plan realises
///   is_all    by plan: 1 when every benchmark is met by its date
///   input     by position in `inputs()` of the design's sampler, as Realisation::input
class Replay {
 public:
  /// `plans` are plans of `design`. All arguments must outlive it, as must the sampler.
  Replay(const Case& design, const std::vector<const Plan*>& plans, const Sampler& sampler,
         std::size_t leaves);

  /// Replications [begin, end) of `seed`, each handed to `take(replication, attained, is_all,
  /// input)`. Thread-safe.
  template <class Take>
  void run(std::uint64_t seed, std::size_t begin, std::size_t end, Take&& take) const {
    Realisation realisation;
    sampler_.prepare(realisation);
    std::vector<Executor> executors;
    executors.reserve(policies_.size());
    for (const Policy& policy : policies_) executors.emplace_back(policy, leaves_);
    Execution execution;
    std::vector<double> attained(policies_.size() * leaves_);
    std::vector<std::uint8_t> is_all(policies_.size());
    for (std::size_t replication = begin; replication < end; ++replication) {
      sampler_.draw(seed, replication, realisation);
      for (std::size_t p = 0; p < executors.size(); ++p) {
        if (same_as_[p] < p) {
          const std::size_t twin = same_as_[p];
          std::copy_n(attained.begin() + static_cast<std::ptrdiff_t>(twin * leaves_), leaves_,
                      attained.begin() + static_cast<std::ptrdiff_t>(p * leaves_));
          is_all[p] = is_all[twin];
          continue;
        }
        executors[p].run(realisation, std::nullopt, execution);
        for (std::size_t leaf = 0; leaf < leaves_; ++leaf) {
          attained[p * leaves_ + leaf] = execution.attained.raw()[leaf];
        }
        is_all[p] = execution.benchmarks_met == execution.met.size() ? 1 : 0;
      }
      take(replication, attained, is_all, realisation.input);
    }
  }

 private:
  const Sampler& sampler_;
  std::size_t leaves_;
  std::vector<Policy> policies_;
  std::vector<std::size_t> same_as_;  // first plan that leads to the same courses of events
};

}  // namespace penholder
