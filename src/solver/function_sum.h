#pragma once
// sum of terms <= limit, where a term is a choice between options and an option may cost a function
// of a variable: budgets, groups, objectives and cuts from relaxations are all of this one kind.
//
// It is the linear rule of lazy clause generation (explanations with slack given away greedily, as
// in Feydt & Stuckey 2009) with functions in the place of coefficients.

#include <vector>

#include "solver/cost_table.h"
#include "solver/engine.h"

namespace penholder::solver {

/// Exactly one option of a term holds in every solution.
struct SumOption {
  Literal when = kAlways;
  Value constant = 0;
  int table = -1;  ///< position in FunctionSum's tables; -1: no function
  /// The table's variable: its bounds must be those of something that is present when `when` is.
  Var x = kNoVar;
};
struct SumTerm {
  std::vector<SumOption> options;
};

class FunctionSum final : public Propagator {
 public:
  static constexpr Value kNoLimit = std::numeric_limits<Value>::max() / 2;

  FunctionSum(std::vector<SumTerm> terms, std::vector<CostTable> tables, Value limit,
              const char* name);

  /// May only fall, and only at the root; the caller wakes the propagator.
  void set_limit(Value limit) { limit_ = limit; }
  [[nodiscard]] Value limit() const { return limit_; }
  /// Says nothing any more, and gives its memory back; at the root.
  void retire() {
    limit_ = kNoLimit;
    terms_ = {};
    tables_ = {};
    caches_ = {};
    plain_ = {};
  }
  [[nodiscard]] const std::vector<SumTerm>& terms() const { return terms_; }
  [[nodiscard]] const std::vector<CostTable>& tables() const { return tables_; }
  /// What the terms add up to at least, as the domains stand. Cost O(terms).
  [[nodiscard]] Value least(const Domains& domains);

  /// Cost O(terms), most of it a look at whether a term has changed; plus O(terms) for each
  /// conclusion.
  bool propagate(Engine& engine) override;
  const char* name() const override { return name_; }
  [[nodiscard]] std::vector<Side> wakes() const;

 private:
  struct Cache {
    std::uint64_t failing = 0;
    Tick low = 1;
    Tick high = 0;
    Value least = 0;
    Value rise = 0;  ///< of what is open, at its ends, above the least
    Value root_least = 0;
    bool is_known = false;
  };
  [[nodiscard]] Value option_least(const Domains& domains, const SumOption& option) const;
  [[nodiscard]] Value option_at_ends(const Domains& domains, const SumOption& option) const;
  [[nodiscard]] bool is_fresh(const Domains& domains, std::size_t k) const;
  void refresh(const Domains& domains, std::size_t k);
  void explain_term(const Domains& domains, std::size_t k, Value at_least);
  /// Literals that hold the terms other than `except` to at least `sum` together.
  void explain_others(const Domains& domains, std::size_t except, Value sum);
  [[nodiscard]] bool prune_term(Engine& engine, std::size_t k, Value slack);

  std::vector<SumTerm> terms_;
  std::vector<CostTable> tables_;
  Value limit_ = 0;
  const char* name_;
  std::vector<Cache> caches_;
  std::vector<Var> plain_;  ///< of a term that is a function of one variable and no choice
  Value total_ = 0;
  std::vector<Literal> because_;
};

}  // namespace penholder::solver
