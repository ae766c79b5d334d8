#pragma once
// The auditor of the preset `audit`: every conclusion of an engine, every explanation, conflict and
// learned nogood is judged as it comes.
//
//   structure  all that a reason names holds, and stood on the trail before; an explanation of a
//              weaker literal keeps to that, too
//   meaning    reasons and one constraint of the model imply the conclusion (audit_rule.h)
//   learning   what is learned is refuted from scratch (audit_nogood.h)
//   witnesses  no conclusion contradicts a schedule that is known to be good
//
// A fault aborts, unless a report was asked for. What could not be judged is counted.

#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "solver/audit_nogood.h"
#include "solver/audit_rule.h"
#include "solver/auditor.h"
#include "solver/compile.h"

namespace penholder::solver {

struct AuditReport {
  std::uint64_t conclusions = 0;              ///< seen; each was judged for its structure
  std::uint64_t conflicts = 0;                ///< seen
  std::uint64_t explanations = 0;             ///< seen while learning
  std::uint64_t nogoods = 0;                  ///< learned, or found as cores
  std::uint64_t shown_by[kConstraints] = {};  ///< claims, by the constraint that shows them
  std::uint64_t refuted_by_propagation = 0;   ///< nogoods
  std::uint64_t refuted_by_search = 0;        ///< nogoods
  /// Meaning not judged: a rule that the audit does not know, or too much to enumerate.
  std::uint64_t claims_not_judged = 0;
  std::uint64_t nogoods_not_judged = 0;
  /// Meaning not judged because the steps had run out.
  std::uint64_t passed_over = 0;
  std::uint64_t steps = 0;          ///< spent
  std::vector<std::string> faults;  ///< the first of them
};

/// What a caller of `solve` may ask of the audit.
struct AuditOrder {
  /// Judging meaning ends here; structure is judged always.
  std::uint64_t step_limit = std::numeric_limits<std::uint64_t>::max();
  /// Schedules that keep all rules; those that do not are passed over.
  std::vector<Schedule> witnesses;
  AuditReport report;
};

class Audit final : public Auditor {
 public:
  /// Of solve() when nothing else is asked: a second or so a level.
  static constexpr std::uint64_t kUsualSteps = 30'000'000;

  /// For a program that compile() has just made of these. All must outlive the audit. `order`:
  /// nullptr, and a fault aborts.
  Audit(const Model& model, std::size_t level, std::vector<HeldLevel> held, Time latest_date,
        const Program& program, AuditOrder* order);

  void concluded(const Engine& engine, const Propagator* rule) override;
  void failed(const Engine& engine, const Propagator* rule) override;
  void explained(const Engine& engine, Position at, Literal l,
                 std::span<const Literal> because) override;
  void learned(const Engine& engine, std::span<const Literal> nogood) override;
  void went_back(Position size) override { next_ = std::min(next_, size); }

 private:
  struct Witness {
    Schedule schedule;
    std::vector<Value> costs;
  };
  using Key = std::vector<std::pair<Side, Tick>>;

  void catch_up(const Engine& engine);
  [[nodiscard]] Limits limits() const;
  [[nodiscard]] bool has_steps() const;
  void fault(const std::string& what, std::span<const Literal> because, const Literal* conclusion);
  void judge_change(const Engine& engine, Position at, const Propagator* rule);
  void judge_structure(const Engine& engine, Position at, std::span<const Literal> because,
                       const std::string& what, const Literal* conclusion);
  /// Does one constraint show it? Counts the steps.
  RuleJudge::Verdict ask_rules(std::span<const Literal> because, const Literal* conclusion,
                               Constraint likely, Constraint& shown);
  void judge_meaning(const Propagator* rule, std::span<const Literal> because,
                     const Literal* conclusion);
  void judge_given(Literal fact);
  void judge_refutable(const std::string& what, std::span<const Literal> nogood);
  void judge_nogood_used(std::span<const Literal> nogood);
  void ask_witnesses(const std::string& what, std::span<const Literal> because,
                     const Literal* conclusion);
  [[nodiscard]] NogoodJudge::Verdict refute(std::span<const Literal> nogood);
  [[nodiscard]] bool is_presence_of_learned(std::span<const Literal> because,
                                            Literal conclusion) const;
  [[nodiscard]] bool is_learned(std::span<const Literal> nogood) const;
  [[nodiscard]] static Key key_of(std::span<const Literal> nogood);

  const Model& model_;
  std::size_t level_;
  std::vector<HeldLevel> held_;
  Time latest_date_;
  const Program& program_;
  AuditOrder* order_;
  AuditReport own_report_;
  AuditReport& report_;
  std::uint64_t step_limit_;

  Vocabulary vocabulary_;
  RuleJudge rules_;
  std::vector<Tick> root_;  // by side: what holds at the root
  Box root_box_;
  std::unique_ptr<NogoodJudge> nogoods_;
  std::vector<FunctionSum*> copied_cuts_;
  std::set<Key> known_;  // nogoods that were judged
  std::vector<std::vector<Literal>> learned_;
  std::vector<Literal> units_;  // learned, and not yet on the trail
  std::vector<Witness> witnesses_;
  Position next_ = 0;  // changes before it were judged
  bool is_asking_ = false;
};

}  // namespace penholder::solver
