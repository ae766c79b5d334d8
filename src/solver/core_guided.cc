#include "solver/core_guided.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace penholder::solver {

CoreGuided::CoreGuided(Program& program, Search& search) : program_(program), search_(search) {
  CHECK(program.sum != nullptr);
  for (const SumTerm& term : program.sum->terms()) add_term(term, program.sum->tables());
  for (const Quantity& each : quantities_) stratum_ = std::max(stratum_, each.weight);
}

/// A valley over a variable that is always there becomes two quantities, a choice of two constants
/// one. Of other terms only the least counts.
void CoreGuided::add_term(const SumTerm& term, const std::vector<CostTable>& tables) {
  const Domains& domains = program_.engine.domains();
  const std::vector<SumOption>& options = term.options;
  const bool is_constant = std::ranges::all_of(options, [](const auto& o) { return o.table < 0; });
  if (options.size() == 1 && is_always(options[0].when)) {
    constant_ += options[0].constant;
    if (is_constant) return;
    add_valley(tables[static_cast<std::size_t>(options[0].table)], options[0].x);
    return;
  }
  if (options.size() == 2 && is_constant) {
    const bool is_first_dearer = options[0].constant > options[1].constant;
    const SumOption& dear = options[is_first_dearer ? 0 : 1];
    const SumOption& cheap = options[is_first_dearer ? 1 : 0];
    constant_ += cheap.constant;
    if (dear.constant == cheap.constant || is_always(dear.when)) {
      constant_ += is_always(dear.when) ? dear.constant - cheap.constant : 0;
      return;
    }
    const Literal l = dear.when;
    quantities_.push_back(
        {.ladder = {.side = l.side, .first = l.bound, .last = l.bound, .steps = {}},
         .weight = dear.constant - cheap.constant});
    return;
  }
  Value least = std::numeric_limits<Value>::max();
  for (const SumOption& option : options) {
    if (domains.fails(option.when)) continue;
    const Value function =
        option.table < 0 ? 0 : tables[static_cast<std::size_t>(option.table)].least();
    least = std::min(least, option.constant + function);
  }
  if (least != std::numeric_limits<Value>::max()) constant_ += least;
  is_whole_ = false;
}

void CoreGuided::add_valley(const CostTable& table, Var x) {
  const Tick low = program_.engine.domains().low(x);
  const Tick high = program_.engine.domains().high(x);
  const Value least = table.least(low, high);
  constant_ += least;
  if (high - low > kLongestWindow) {
    is_whole_ = false;
    return;
  }
  const Tick bottom = table.first_within(low, high, least);
  const Tick last_bottom = table.last_within(low, high, least);
  for (const Tick step : {1, -1}) {
    // Upwards from the bottom, then downwards; what falls again counts from where it stays up.
    const Tick from = step > 0 ? last_bottom : bottom;
    const Tick to = step > 0 ? high : low;
    std::vector<Value> rising;  // at from, from + step, ..., to: the least from there on
    for (Tick t = to;; t -= step) {
      rising.push_back(rising.empty() ? table.at(t) : std::min(rising.back(), table.at(t)));
      if (rising.back() != table.at(t)) is_whole_ = false;
      if (t == from) break;
    }
    std::ranges::reverse(rising);
    Value unit = 0;
    Value levels = 0;
    for (std::size_t k = 1; k < rising.size(); ++k) {
      unit = std::gcd(unit, rising[k] - rising[k - 1]);
    }
    if (unit > 0) levels = (rising.back() - rising.front()) / unit;
    if (levels == 0) continue;
    if (!has_room_for(static_cast<std::size_t>(levels))) {
      is_whole_ = false;
      continue;
    }
    Quantity quantity;
    quantity.ladder.side = step > 0 ? lower_side(x) : upper_side(x);
    quantity.weight = unit;
    for (std::size_t k = 1; k < rising.size(); ++k) {
      const Tick at = from + step * static_cast<Tick>(k);
      const auto rise = static_cast<std::size_t>((rising[k] - rising[k - 1]) / unit);
      quantity.ladder.steps.insert(quantity.ladder.steps.end(), rise, step * at);
    }
    quantities_.push_back(std::move(quantity));
  }
}

/// Steps and tables are kept as they are, one value each: in all no more than this.
bool CoreGuided::has_room_for(std::size_t values) {
  constexpr std::size_t kMostValues = std::size_t{1} << 24;  // 128 MiB
  if (values > kMostValues - values_) return false;
  values_ += values;
  return true;
}

/// Values in the table of a sum of these: one a moment of each variable, and one a level of theirs.
std::size_t CoreGuided::size_of(const CountedSum& sum) const {
  const Domains& domains = program_.engine.domains();
  Value size = sum.has_total ? Value{sum.most} - sum.least + 1 : 0;
  for (const CountedSum::Part& part : sum.parts) {
    const Var x = var_of(part.ladder.side);
    size += Value{domains.high(x)} - domains.low(x) + 1;
    size += static_cast<Value>(part.ladder.steps.size());
  }
  return static_cast<std::size_t>(size);
}

Value CoreGuided::bound() const {
  Value sum = constant_;
  for (const Quantity& each : quantities_) sum += each.weight * level_of(each);
  return sum;
}

void CoreGuided::post() {
  // Each rule that was posted stays awake: so a new one only after a good deal of news.
  constexpr std::uint64_t kLeastNews = 4;
  if (rewritings_ < posted_rewritings_ + std::max(kLeastNews, posted_rewritings_ / 4)) return;
  posted_rewritings_ = rewritings_;
  CountedSum sum;
  for (const Quantity& each : quantities_) {
    if (each.weight > 0) sum.parts.push_back({.ladder = each.ladder, .weight = each.weight});
  }
  if (!has_room_for(size_of(sum))) return;
  if (posted_ != nullptr) posted_->retire();
  posted_ = add_counted_sum(program_, std::move(sum)).rule;
  posted_constant_ = constant_;
}

void CoreGuided::limit(Value cost) {
  if (posted_ == nullptr || cost - posted_constant_ >= posted_->limit()) return;
  posted_->set_limit(cost - posted_constant_);
  program_.engine.wake(*posted_);
}

bool CoreGuided::back_to_fixed_point() {
  search_.back_to_root();
  return program_.engine.propagate();
}

/// Can these stay where they are?
CoreGuided::Answer CoreGuided::ask(const std::vector<std::size_t>& assumed,
                                   std::uint64_t conflicts) {
  if (!back_to_fixed_point()) return Answer::Refuted;
  std::vector<Literal> literals;
  Core asked;
  for (const std::size_t k : assumed) {
    const Quantity& quantity = quantities_[k];
    const Value level = level_of(quantity);
    if (level >= quantity.ladder.levels()) continue;
    literals.push_back(negation(quantity.ladder.reached(level + 1)));
    asked.quantities.push_back(k);
    asked.levels.push_back(level);
  }
  search_.set_assumptions(std::move(literals));
  const Search::End end = search_.run({.conflicts = conflicts, .work = end_},
                                      Search::Style::Activity, false, *should_stop_);
  search_.set_assumptions({});
  switch (end) {
    case Search::End::Complete:
      return (*on_complete_)() ? Answer::Complete : Answer::Refuted;
    case Search::End::Refuted:
      return Answer::Refuted;
    case Search::End::AssumptionsRefuted:
      core_ = {};
      for (const std::size_t k : search_.core()) {
        core_.quantities.push_back(asked.quantities[k]);
        core_.levels.push_back(asked.levels[k]);
      }
      if (core_.quantities.empty() || !back_to_fixed_point()) return Answer::Refuted;
      return Answer::Core;
    case Search::End::Stopped:
      search_.back_to_root();
      return Answer::Stopped;
    case Search::End::Budget:
      break;
  }
  search_.back_to_root();
  return Answer::Budget;
}

bool CoreGuided::raise(const Quantity& quantity) {
  ++rewritings_;
  return program_.engine.domains().make_true(quantity.ladder.reached(level_of(quantity) + 1),
                                             Reason{}) &&
         program_.engine.propagate();
}

/// Rewrites the objective by the core. False: nothing is left.
bool CoreGuided::use_core() {
  Value weight = std::numeric_limits<Value>::max();
  Value least = 0;
  Value most = 0;
  for (std::size_t j = 0; j < core_.quantities.size(); ++j) {
    const Quantity& quantity = quantities_[core_.quantities[j]];
    const Value level = level_of(quantity);
    // Something learned at the root on the way has raised one of them: the core says nothing new.
    if (level > core_.levels[j]) return true;
    weight = std::min(weight, quantity.weight);
    least += level;
    most += quantity.ladder.levels();
  }
  if (core_.quantities.size() == 1) return raise(quantities_[core_.quantities[0]]);
  CountedSum sum;
  for (const std::size_t k : core_.quantities) {
    sum.parts.push_back({.ladder = quantities_[k].ladder});
    quantities_[k].weight -= weight;
  }
  sum.has_total = true;
  sum.least = static_cast<Tick>(least);
  sum.most = static_cast<Tick>(std::min(most, kHighestSum));
  if (most > kHighestSum || !has_room_for(size_of(sum))) {
    // Too long to count on: what is known of it goes to the constant.
    constant_ += weight * (least + 1);
    is_whole_ = false;
    return true;
  }
  const Var total = add_counted_sum(program_, std::move(sum)).total;
  search_.grow();
  quantities_.push_back({.ladder = {.side = lower_side(total),
                                    .first = 1,
                                    .last = static_cast<Tick>(most),
                                    .steps = {}},
                         .weight = weight});
  return raise(quantities_.back());
}

/// Raises a new sum alone as far as that is easy. Core: it was, as far as it went.
CoreGuided::Answer CoreGuided::exhaust(std::size_t quantity) {
  while (level_of(quantities_[quantity]) < quantities_[quantity].ladder.levels()) {
    const Answer answer = ask({quantity}, kExhaustion);
    if (answer == Answer::Refuted || answer == Answer::Stopped) return answer;
    if (answer != Answer::Core) break;
    if (!use_core()) return Answer::Refuted;
  }
  return Answer::Core;
}

/// To the next lighter quantities; false when there are none.
bool CoreGuided::lower_stratum() {
  Value next = 0;
  for (const Quantity& each : quantities_) {
    if (each.weight < stratum_ && level_of(each) < each.ladder.levels()) {
      next = std::max(next, each.weight);
    }
  }
  if (next == 0) return false;
  stratum_ = next;
  return true;
}

CoreGuided::End CoreGuided::run(std::uint64_t work, const OnComplete& on_complete,
                                const std::function<bool()>& should_stop) {
  const Engine& engine = program_.engine;
  end_ = engine.work() + work;
  on_complete_ = &on_complete;
  should_stop_ = &should_stop;
  if (!back_to_fixed_point()) return End::Refuted;
  while (engine.work() < end_) {
    std::vector<std::size_t> assumed;
    for (std::size_t k = 0; k < quantities_.size(); ++k) {
      if (quantities_[k].weight >= stratum_) assumed.push_back(k);
    }
    const std::uint64_t conflicts = kConflicts * (1 + attempts_++ % kAttempts);
    switch (ask(assumed, conflicts)) {
      case Answer::Refuted:
        return End::Refuted;
      case Answer::Stopped:
        return End::Stopped;
      case Answer::Complete:
        stuck_ = 0;
        if (!lower_stratum() && is_whole_) return End::Refuted;  // it costs no more than the bound
        break;
      case Answer::Budget:
        // With more of it assumed a core is easier to find.
        stuck_ += conflicts;
        if (stuck_ >= kPatience && lower_stratum()) stuck_ = 0;
        break;
      case Answer::Core: {
        stuck_ = 0;
        const std::size_t before = quantities_.size();
        const std::size_t single = core_.quantities[0];
        const bool is_single = core_.quantities.size() == 1;
        if (!use_core()) return End::Refuted;
        if (quantities_.size() == before && !is_single) break;
        const Answer answer = exhaust(is_single ? single : quantities_.size() - 1);
        if (answer == Answer::Refuted) return End::Refuted;
        if (answer == Answer::Stopped) return End::Stopped;
        break;
      }
    }
  }
  return End::Budget;
}

}  // namespace penholder::solver
