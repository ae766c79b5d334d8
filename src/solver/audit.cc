#include "solver/audit.h"

#ifdef PENHOLDER_AUDIT

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "solver/check_schedule.h"
#include "solver/engine.h"

namespace penholder::solver {
namespace {

/// Where to look first for the constraint behind a rule; nothing for a rule that is not known.
std::optional<Constraint> constraint_behind(const Propagator* rule) {
  if (rule == nullptr) return Constraint::Box;
  constexpr std::array<std::pair<std::string_view, Constraint>, 11> kRules{{
      {"time-table", Constraint::Resource},
      {"energy", Constraint::Energy},
      {"group", Constraint::Group},
      {"budget", Constraint::Budget},
      {"objective", Constraint::Objective},
      {"objective by slots", Constraint::Objective},
      {"closure cut", Constraint::Cut},
      {"counted sum", Constraint::Count},
      {"alternatives", Constraint::Box},
      {"holes", Constraint::Calendar},
      {"slot bound", Constraint::Slot},
  }};
  for (const auto& [name, constraint] : kRules) {
    if (name == rule->name()) return constraint;
  }
  return std::nullopt;
}

std::string name_of_rule(const Propagator* rule) {
  return rule == nullptr ? "arcs and nogoods" : rule->name();
}

}  // namespace

Audit::Audit(const Model& model, std::size_t level, std::vector<HeldLevel> held, Time latest_date,
             const Program& program, AuditOrder* order)
    : model_(model),
      level_(level),
      held_(std::move(held)),
      latest_date_(latest_date),
      program_(program),
      order_(order),
      report_(order != nullptr ? order->report : own_report_),
      step_limit_(order != nullptr ? order->step_limit : kUsualSteps),
      vocabulary_(vocabulary_of(program)),
      rules_(model, vocabulary_),
      root_box_(model, vocabulary_) {
  catch_up(program.engine);
  if (order == nullptr) return;
  for (const Schedule& schedule : order->witnesses) {
    ScheduleCheck check = check_schedule(model, schedule);
    if (!check.is_valid()) continue;
    // What lies beyond the horizon is no schedule of the program.
    bool is_within = true;
    for (Side side = 0; side < root_.size(); ++side) {
      const Literal fact{.side = side, .bound = root_[side]};
      if (vocabulary_.of(var_of(side)).kind == Meaning::Kind::Other) continue;
      if (!holds_in(model, vocabulary_, schedule, fact)) is_within = false;
    }
    if (is_within) witnesses_.push_back({.schedule = schedule, .costs = std::move(check.costs)});
  }
}

/// Variables that were added since.
void Audit::catch_up(const Engine& engine) {
  const Domains& domains = engine.domains();
  const std::size_t sides = 2 * domains.variables();
  if (root_.size() == sides) return;
  for (auto side = static_cast<Side>(root_.size()); side < sides; ++side) {
    // As it was when the variable was made; what came later is on the trail.
    Tick first = domains.bound(side);
    for (Position at = domains.last(side); at != kNoChange; at = domains.change(at).previous) {
      first = domains.change(at).before;
    }
    root_.push_back(first);
  }
  vocabulary_ = vocabulary_of(program_);
  root_box_ = Box(model_, vocabulary_);
  for (Side side = 0; side < sides; ++side) root_box_.assume({.side = side, .bound = root_[side]});
}

Limits Audit::limits() const {
  Limits limits;
  for (const HeldLevel& held : held_) {
    limits.costs.push_back({.objective = held.objective, .at_most = held.at_most});
  }
  if (program_.sum != nullptr && program_.sum->limit() < FunctionSum::kNoLimit) {
    limits.costs.push_back({.objective = level_, .at_most = program_.sum->limit()});
  }
  for (const AuditedCut& cut : program_.cuts) {
    if (cut.rule->limit() < FunctionSum::kNoLimit) {
      limits.cuts.push_back({.cut = cut.cut.get(), .at_most = cut.rule->limit()});
    }
  }
  for (const PostedSum& posted : program_.counted) {
    if (posted.total == kNoVar && posted.rule->limit() >= FunctionSum::kNoLimit) continue;
    limits.counts.push_back(
        {.sum = &posted.sum, .total = posted.total, .at_most = posted.rule->limit()});
  }
  return limits;
}

bool Audit::has_steps() const { return report_.steps < step_limit_; }

void Audit::fault(const std::string& what, std::span<const Literal> because,
                  const Literal* conclusion) {
  std::string text = what + ":";
  for (const Literal l : because) text += " " + to_text(vocabulary_, l) + ";";
  text += conclusion != nullptr ? " hence " + to_text(vocabulary_, *conclusion) : " cannot be";
  if (order_ == nullptr) internal::check_failed("audit: " + text, __FILE__, __LINE__);
  constexpr std::size_t kMost = 20;
  if (report_.faults.size() < kMost) report_.faults.push_back(std::move(text));
}

void Audit::concluded(const Engine& engine, const Propagator* rule) {
  catch_up(engine);
  const Domains& domains = engine.domains();
  for (; next_ < domains.size(); ++next_) judge_change(engine, next_, rule);
}

void Audit::judge_change(const Engine& engine, Position at, const Propagator* rule) {
  const Domains& domains = engine.domains();
  const Change& change = domains.change(at);
  const Literal conclusion{.side = change.side, .bound = change.after};
  ++report_.conclusions;
  const std::string what = name_of_rule(rule);
  if (change.before >= change.after) fault(what + ": nothing new", {}, &conclusion);

  const bool is_root = change.level == 0;
  if (!is_root && change.reason.kind == Reason::Kind::None) {
    // A decision: the first of its level, and no rule's.
    const bool is_first = at == 0 || domains.change(at - 1).level < change.level;
    if (!is_first || rule != nullptr) fault(what + ": no reason", {}, &conclusion);
    return;
  }
  std::vector<Literal> because;
  is_asking_ = true;
  engine.explain(at, conclusion, because);
  is_asking_ = false;
  judge_structure(engine, at, because, what, &conclusion);

  const auto unit = std::ranges::find(units_, conclusion);
  const bool is_unit = is_root && unit != units_.end();
  // Who asks for something cheaper limits the makespan from outside.
  const bool is_limit = is_root && rule == nullptr && change.reason.kind == Reason::Kind::None &&
                        program_.makespan != kNoVar && change.side == upper_side(program_.makespan);
  if (is_unit) {
    units_.erase(unit);
  } else if (change.reason.kind == Reason::Kind::Nogood) {
    // It says what the nogood says; so the nogood is what is to be judged.
    const auto nogood = engine.nogoods().literals(change.reason.ref);
    const auto concluding = std::ranges::find(nogood, negation(conclusion));
    if (concluding == nogood.end() || because.size() + 1 != nogood.size()) {
      fault("nogood: concludes what it does not say", because, &conclusion);
    }
    judge_nogood_used(nogood);
  } else if (is_root && !is_limit && rule == nullptr && change.reason.kind == Reason::Kind::None) {
    judge_given(conclusion);
  } else if (!is_limit) {
    judge_meaning(rule, because, &conclusion);
  }
  if (is_root) {
    root_[change.side] = std::max(root_[change.side], change.after);
    root_box_.assume(conclusion);
  }
}

void Audit::judge_structure(const Engine& engine, Position at, std::span<const Literal> because,
                            const std::string& what, const Literal* conclusion) {
  const Domains& domains = engine.domains();
  for (std::size_t k = 0; k < because.size(); ++k) {
    const Literal l = because[k];
    if (is_always(l)) continue;
    if (var_of(l.side) >= domains.variables() || !domains.holds(l)) {
      fault(what + ": a reason that does not hold, " + to_text(vocabulary_, l), because,
            conclusion);
      return;
    }
    // Nothing has happened to it since, or it was a fact of the root: no need to look how long ago.
    const Position last = domains.last(l.side);
    const bool is_old = last == kNoChange || last < at || (at >= next_ && root_[l.side] >= l.bound);
    const Position made = is_old ? kNoChange : domains.made_true_at(l);
    if (made != kNoChange && made >= at) {
      fault(what + ": a reason that came later, " + to_text(vocabulary_, l), because, conclusion);
      return;
    }
    for (std::size_t j = 0; j < k; ++j) {
      const bool is_crossed = because[j].side == opposite(l.side) && because[j].bound + l.bound > 0;
      if (is_crossed && is_always(domains.presence(var_of(l.side)))) {
        fault(what + ": reasons that contradict each other", because, conclusion);
        return;
      }
    }
  }
}

/// A fact that was put at the root from outside: some constraint shows it, or, where it came of a
/// core, its contrary is refuted like a learned nogood.
void Audit::judge_given(Literal fact) {
  ask_witnesses("given", {}, &fact);
  if (!has_steps()) {
    ++report_.passed_over;
    return;
  }
  Constraint shown = Constraint::Box;
  const RuleJudge::Verdict verdict = ask_rules({}, &fact, Constraint::Box, shown);
  if (verdict == RuleJudge::Verdict::Implied) {
    ++report_.shown_by[static_cast<std::size_t>(shown)];
    return;
  }
  ++report_.nogoods;
  const std::array<Literal, 1> contrary{negation(fact)};
  judge_refutable("given", contrary);
}

void Audit::judge_refutable(const std::string& what, std::span<const Literal> nogood) {
  switch (refute(nogood)) {
    case NogoodJudge::Verdict::Propagated:
      ++report_.refuted_by_propagation;
      break;
    case NogoodJudge::Verdict::Searched:
      ++report_.refuted_by_search;
      break;
    case NogoodJudge::Verdict::False:
      fault(what + ": a schedule keeps all of it", nogood, nullptr);
      break;
    case NogoodJudge::Verdict::GaveUp:
      ++report_.nogoods_not_judged;
      break;
  }
}

RuleJudge::Verdict Audit::ask_rules(std::span<const Literal> because, const Literal* conclusion,
                                    Constraint likely, Constraint& shown) {
  const std::uint64_t before = rules_.steps();
  const RuleJudge::Verdict verdict =
      rules_.judge(root_box_, because, conclusion, limits(), likely, &shown);
  report_.steps += rules_.steps() - before;
  return verdict;
}

void Audit::judge_meaning(const Propagator* rule, std::span<const Literal> because,
                          const Literal* conclusion) {
  const std::string what = name_of_rule(rule);
  ask_witnesses(what, because, conclusion);
  if (!has_steps()) {
    ++report_.passed_over;
    return;
  }
  const std::optional<Constraint> likely = constraint_behind(rule);
  Constraint shown = Constraint::Box;
  const RuleJudge::Verdict verdict =
      ask_rules(because, conclusion, likely.value_or(Constraint::Box), shown);
  if (verdict == RuleJudge::Verdict::NotShown && rule == nullptr && conclusion != nullptr &&
      is_presence_of_learned(because, *conclusion)) {
    return;
  }
  switch (verdict) {
    case RuleJudge::Verdict::Implied:
      ++report_.shown_by[static_cast<std::size_t>(shown)];
      break;
    case RuleJudge::Verdict::GaveUp:
      ++report_.claims_not_judged;
      break;
    case RuleJudge::Verdict::NotShown:
      if (likely) {
        fault(what + ": no constraint shows it", because, conclusion);
      } else {
        ++report_.claims_not_judged;
      }
      break;
  }
}

void Audit::failed(const Engine& engine, const Propagator* rule) {
  concluded(engine, rule);
  ++report_.conflicts;
  const Domains& domains = engine.domains();
  const std::vector<Literal>& conflict = domains.conflict();
  const std::string what = name_of_rule(rule) + ", conflict";
  judge_structure(engine, domains.size(), conflict, what, nullptr);
  if (const Position at = domains.crossing(); at != kNoChange) {
    // Two bounds that cross need no proof; why the second came about does, as weak as it is used.
    const Literal crossing = domains.crossing_literal(at);
    std::vector<Literal> because;
    is_asking_ = true;
    engine.explain(at, crossing, because);
    is_asking_ = false;
    judge_structure(engine, at, because, what, &crossing);
    if (domains.change(at).reason.kind == Reason::Kind::Arc) {
      judge_meaning(rule, because, &crossing);
    }
    return;
  }
  if (rule == nullptr) {
    judge_nogood_used(conflict);
  } else {
    judge_meaning(rule, conflict, nullptr);
  }
}

void Audit::explained(const Engine& engine, Position at, Literal l,
                      std::span<const Literal> because) {
  if (is_asking_) return;
  ++report_.explanations;
  const Change& change = engine.domains().change(at);
  if (l.side != change.side || l.bound <= change.before || l.bound > change.after) {
    fault("explanation: of something else", because, &l);
  }
  judge_structure(engine, at, because, "explanation", &l);
  // The others say the same of the weaker literal as of the change, which was judged.
  const bool is_weaker = l.bound < change.after && change.reason.kind == Reason::Kind::Arc;
  if (is_weaker || change.reason.kind == Reason::Kind::Crossing) {
    judge_meaning(nullptr, because, &l);
  }
}

Audit::Key Audit::key_of(std::span<const Literal> nogood) {
  Key key;
  for (const Literal l : nogood) key.emplace_back(l.side, l.bound);
  std::ranges::sort(key);
  return key;
}

/// The nogood learned last says "absent or bound" of something optional; with the rest of it goes
/// that this is present.
bool Audit::is_presence_of_learned(std::span<const Literal> because, Literal conclusion) const {
  if (learned_.empty()) return false;
  const std::span<const Literal> last = learned_.back();
  return std::ranges::equal(because, last.subspan(1)) &&
         program_.engine.domains().presence(var_of(last[0].side)) == conclusion;
}

/// But for what holds at the root.
bool Audit::is_learned(std::span<const Literal> nogood) const {
  return std::ranges::any_of(learned_, [&](const std::vector<Literal>& each) {
    return std::ranges::all_of(each, [&](Literal l) {
      return root_[l.side] >= l.bound || std::ranges::find(nogood, l) != nogood.end();
    });
  });
}

/// Given, or learned and perhaps shortened since by what holds at the root.
void Audit::judge_nogood_used(std::span<const Literal> nogood) {
  if (!known_.insert(key_of(nogood)).second) return;
  ask_witnesses("nogood", nogood, nullptr);
  if (!has_steps()) {
    ++report_.passed_over;
    return;
  }
  Constraint shown = Constraint::Box;
  const RuleJudge::Verdict verdict = ask_rules(nogood, nullptr, Constraint::Group, shown);
  if (verdict == RuleJudge::Verdict::Implied) {
    ++report_.shown_by[static_cast<std::size_t>(shown)];
  } else if (!is_learned(nogood)) {
    fault("nogood: no constraint shows it, and it was not learned", nogood, nullptr);
  }
}

void Audit::ask_witnesses(const std::string& what, std::span<const Literal> because,
                          const Literal* conclusion) {
  const auto is_wanted = [&](const Witness& witness) {
    for (const HeldLevel& held : held_) {
      if (witness.costs[held.objective] > held.at_most) return false;
    }
    if (program_.sum != nullptr) return witness.costs[level_] <= program_.sum->limit();
    return program_.makespan == kNoVar || holds_in(model_, vocabulary_, witness.schedule,
                                                   {.side = upper_side(program_.makespan),
                                                    .bound = root_[upper_side(program_.makespan)]});
  };
  const auto holds = [&](const Witness& witness, Literal l) {
    return holds_in(model_, vocabulary_, witness.schedule, l);
  };
  for (const Witness& witness : witnesses_) {
    if (!std::ranges::all_of(because, [&](Literal l) { return holds(witness, l); })) continue;
    if (conclusion != nullptr && holds(witness, *conclusion)) continue;
    if (!is_wanted(witness)) continue;
    fault(what + ": a schedule says otherwise", because, conclusion);
    return;
  }
}

NogoodJudge::Verdict Audit::refute(std::span<const Literal> nogood) {
  if (nogoods_ == nullptr) {
    nogoods_ = std::make_unique<NogoodJudge>(model_, level_, held_, latest_date_);
  }
  const std::uint64_t before = nogoods_->steps();
  nogoods_->follow(program_);
  for (std::size_t k = 0; k < program_.cuts.size(); ++k) {
    if (k == copied_cuts_.size()) copied_cuts_.push_back(nogoods_->post(*program_.cuts[k].cut));
    nogoods_->set_limit(*copied_cuts_[k], program_.cuts[k].rule->limit());
  }
  for (Side side = 0; side < root_.size(); ++side) {
    nogoods_->hold({.side = side, .bound = root_[side]});
  }
  const NogoodJudge::Verdict verdict = nogoods_->judge(nogood);
  report_.steps += nogoods_->steps() - before;
  return verdict;
}

void Audit::learned(const Engine& engine, std::span<const Literal> nogood) {
  ++report_.nogoods;
  const Domains& domains = engine.domains();
  judge_structure(engine, domains.size(), nogood, "learned", nullptr);
  ask_witnesses("learned", nogood, nullptr);
  if (!has_steps()) {
    ++report_.passed_over;
  } else {
    judge_refutable("learned", nogood);
  }
  known_.insert(key_of(nogood));
  learned_.emplace_back(nogood.begin(), nogood.end());
  if (nogoods_ != nullptr) nogoods_->add(nogood);
  if (nogood.size() == 1) {
    units_.push_back(negation(nogood[0]));
    const Literal presence = domains.presence(var_of(nogood[0].side));
    if (!is_always(presence)) units_.push_back(presence);
  }
}

}  // namespace penholder::solver

#endif
