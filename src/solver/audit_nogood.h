#pragma once
// Judges learned nogoods from scratch: on a fresh copy of the program, with the nogoods learned
// before, all its literals are assumed and everything is propagated; that must fail (reverse unit
// propagation; Goldberg & Novikov 2003). The earlier nogoods are gone through one by one, without
// watches. What propagation alone does not refute is searched to the end while that is short.

#include <memory>
#include <span>
#include <vector>

#include "solver/audit_box.h"
#include "solver/audit_rule.h"
#include "solver/compile.h"

namespace penholder::solver {

class NogoodJudge {
 public:
  enum class Verdict : std::uint8_t {
    Propagated,  ///< refuted by propagation
    Searched,    ///< refuted by trying everything
    False,       ///< a schedule keeps all rules and limits, and all literals
    GaveUp
  };

  /// Compiles the model once more, as `compile` is given it. The model must outlive the judge.
  NogoodJudge(const Model& model, std::size_t level, const std::vector<HeldLevel>& held,
              Time latest_date);

  /// Asks for the same starts, counts the same sums, and holds the same limits as the program that
  /// is watched.
  void follow(const Program& watched);
  /// Posts an inequality; the limit of its rule on the copy is to be set by the caller.
  FunctionSum* post(const ClosureCut& cut) { return add_cut(*copy_, cut); }
  void set_limit(FunctionSum& rule, Value limit);
  /// A fact of the root that was judged elsewhere.
  void hold(Literal fact);
  /// A nogood that may be used from now on.
  void add(std::span<const Literal> nogood);

  /// Cost of propagation to a fixed point and O(literals added so far) for each of its rounds.
  Verdict judge(std::span<const Literal> nogood);

  [[nodiscard]] std::uint64_t steps() const {
    return steps_ + rules_.steps() + copy_->engine.work();
  }

 private:
  [[nodiscard]] bool reach_fixed_point();
  /// What the slots cost, exactly: the rule under audit stops short of it, elsewhere each time.
  [[nodiscard]] bool reach_fixed_point_with_slots();
  [[nodiscard]] bool refutes_by_search(std::span<const Literal> nogood);
  [[nodiscard]] bool is_counterexample(std::span<const Literal> nogood) const;

  const Model& model_;
  std::size_t level_;
  std::vector<HeldLevel> held_;
  std::unique_ptr<Program> copy_;
  Vocabulary vocabulary_;
  RuleJudge rules_;
  std::vector<Literal> literals_;
  std::vector<std::size_t> ends_;      // of each nogood, in literals_
  bool is_refuted_ = false;            // at the root already
  std::vector<FunctionSum*> counted_;  // rules of the copy
  std::uint64_t steps_ = 0;
  std::uint64_t nodes_ = 0;
  bool has_given_up_ = false;
  bool has_counterexample_ = false;
};

}  // namespace penholder::solver
