#pragma once
// Lower bounds on a weighted objective from cores: assume that all that costs stays at its least;
// what refutes that names a few quantities that cannot all do so. Their sum becomes a quantity of
// its own, one level up, which takes over as much of their weight as the lightest has; and so on.
// The objective is thereby rewritten, and what is left of it also prunes a search for better
// schedules: whatever weighs more than what the bound leaves to the incumbent is fixed.
//
// Sources: Andres, Kaufmann, Matheis & Schaub 2012 (OLL: a core is replaced by its count); Gange,
// Berg, Demirovic & Stuckey 2020, "Core-guided and core-boosted search for CP" (quantities of many
// levels as wholes); Ansotegui, Bonet, Gabas & Levy 2012 (heavy ones first); Ignatiev, Morgado &
// Marques-Silva 2019 (cores exhausted: a new sum is raised alone as long as that is easy).

#include <cstdint>
#include <functional>
#include <vector>

#include "solver/compile.h"
#include "solver/counted_sum.h"
#include "solver/search.h"

namespace penholder::solver {

class CoreGuided {
 public:
  enum class End : std::uint8_t {
    Refuted,  ///< nothing better is left
    Budget,
    Stopped
  };
  /// A better schedule stands in the domains. It is to be taken, the search to be brought back to
  /// the root and the program to be limited to what is better still. False: nothing is.
  using OnComplete = std::function<bool()>;

  /// Both outlive it. The program has an objective that is a sum. At the root.
  CoreGuided(Program& program, Search& search);

  /// Whether there is anything to assume.
  [[nodiscard]] bool is_applicable() const { return !quantities_.empty(); }

  /// Works on, from the root and back to it, until `work` steps of the engine are spent. Uses the
  /// assumptions of the search and leaves it without any.
  End run(std::uint64_t work, const OnComplete& on_complete,
          const std::function<bool()>& should_stop);

  /// No better schedule than the program is limited to costs less. Cost O(quantities).
  [[nodiscard]] Value bound() const;
  /// Posts the objective as it is now written, when it has changed enough. At the root.
  void post();
  /// Holds what was posted to what costs at most this. At the root.
  void limit(Value cost);

 private:
  /// Costs `weight` a level.
  struct Quantity {
    Ladder ladder;
    Value weight = 0;
  };
  struct Core {
    std::vector<std::size_t> quantities;
    std::vector<Value> levels;  ///< where they were assumed to stay
  };
  enum class Answer : std::uint8_t { Core, Complete, Refuted, Budget, Stopped };

  void add_term(const SumTerm& term, const std::vector<CostTable>& tables);
  void add_valley(const CostTable& table, Var x);
  Answer ask(const std::vector<std::size_t>& assumed, std::uint64_t conflicts);
  [[nodiscard]] bool back_to_fixed_point();
  [[nodiscard]] bool use_core();
  [[nodiscard]] bool raise(const Quantity& quantity);
  Answer exhaust(std::size_t quantity);
  bool lower_stratum();
  [[nodiscard]] bool has_room_for(std::size_t values);
  [[nodiscard]] std::size_t size_of(const CountedSum& sum) const;
  [[nodiscard]] Value level_of(const Quantity& quantity) const {
    return quantity.ladder.level_at(program_.engine.domains().bound(quantity.ladder.side));
  }

  static constexpr Tick kLongestWindow = 1 << 14;
  static constexpr Value kHighestSum = 1 << 20;
  static constexpr std::uint64_t kConflicts = 100;  ///< of an attempt, times 1 .. kAttempts
  static constexpr std::uint64_t kAttempts = 20;
  static constexpr std::uint64_t kPatience = 500;    ///< conflicts without a core at a stratum
  static constexpr std::uint64_t kExhaustion = 100;  ///< conflicts for a new sum alone

  Program& program_;
  Search& search_;
  bool is_whole_ = true;  ///< the quantities are all of the objective
  Value constant_ = 0;    ///< of the objective beside them
  std::vector<Quantity> quantities_;
  Value stratum_ = 0;  ///< lighter quantities are left free for now
  Core core_;
  std::size_t values_ = 0;  ///< that are kept
  std::uint64_t rewritings_ = 0;
  std::uint64_t posted_rewritings_ = 0;
  FunctionSum* posted_ = nullptr;
  Value posted_constant_ = 0;

  std::uint64_t end_ = 0;  ///< of this run
  const OnComplete* on_complete_ = nullptr;
  const std::function<bool()>* should_stop_ = nullptr;
  std::uint64_t attempts_ = 0;
  std::uint64_t stuck_ = 0;  ///< conflicts since the last core
};

}  // namespace penholder::solver
