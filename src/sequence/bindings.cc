#include "sequence/bindings.h"

#include <algorithm>
#include <atomic>

#include "sequence/build_problem.h"

namespace penholder {
namespace {

using Kind = CaseFact::Kind;

constexpr double kMoreOfAnAsset = 0.1;  // of its likely capacity
constexpr double kUsedUp = 0.95;        // of the capacity: less does not bind, needs being lumps
constexpr double kLeastGain = 0.05;     // points
constexpr std::size_t kWorkShare = 6;

/// The fact to ease, for an asset that the plan uses up at some time.
std::optional<Easing> more_of(const Case& c, const AssetUse& use) {
  const Asset& asset = c.assets[use.asset];
  for (std::size_t i = 0; i < asset.capacity.size(); ++i) {
    const Estimate& amount = asset.capacity[i].amount;
    if (amount.is_unknown() || amount.likely <= 0.0) continue;
    const bool is_used_up = std::ranges::any_of(use.steps, [](const AssetUse::Step& step) {
      return step.capacity > 0.0 && step.used >= kUsedUp * step.capacity;
    });
    if (!is_used_up) return std::nullopt;
    return Easing{.fact = {.kind = Kind::Capacity, .asset = use.asset, .item = i},
                  .by = kMoreOfAnAsset * amount.likely};
  }
  return std::nullopt;
}

std::vector<Easing> candidates(const Case& c, const Plan& plan) {
  std::vector<Easing> easings;
  for (const AssetUse& use : plan.use) {
    if (auto easing = more_of(c, use)) easings.push_back(*easing);
  }
  for (const CaseFact& fact : facts_of(c)) {
    if (fact.kind == Kind::Link || fact.kind == Kind::Must) {
      easings.push_back({.fact = fact, .by = std::nullopt});
    }
  }
  return easings;
}

}  // namespace

std::vector<Binding> find_bindings(const Subject& subject, const Plan& plan,
                                   const SequenceSettings& settings, Progress* progress) {
  const std::vector<Easing> easings = candidates(subject.design, plan);
  const PlanAssignment start = assignment_of(subject.design, plan);
  std::vector<Binding> tried(easings.size());
  std::atomic<std::size_t> done{0};
  parallel_blocks(easings.size(), 1, settings.threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const PlanProblem problem = eased_problem(subject, {}, std::span(&easings[i], 1));
      const PlanOutcome outcome = solve(problem,
                                        {.seed = settings.seed,
                                         .work = settings.work / kWorkShare,
                                         .threads = 1,
                                         .proof_work = 0,
                                         .wants_tight_bound = false},
                                        {start});
      tried[i] = {.easing = easings[i], .gain = outcome.value - plan.value};
      if (progress) progress->report("asking what binds", ++done, easings.size());
    }
  });
  std::erase_if(tried, [](const Binding& binding) { return binding.gain < kLeastGain; });
  std::ranges::stable_sort(tried, std::greater{}, &Binding::gain);
  return tried;
}

}  // namespace penholder
