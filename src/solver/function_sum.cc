#include "solver/function_sum.h"

#include <algorithm>
#include <utility>

namespace penholder::solver {

FunctionSum::FunctionSum(std::vector<SumTerm> terms, std::vector<CostTable> tables, Value limit,
                         const char* name)
    : terms_(std::move(terms)),
      tables_(std::move(tables)),
      limit_(limit),
      name_(name),
      caches_(terms_.size()) {
  for (std::size_t k = 0; k < terms_.size(); ++k) {
    Value least = std::numeric_limits<Value>::max();
    for (const SumOption& option : terms_[k].options) {
      Value cost = option.constant;
      if (option.table >= 0) {
        const CostTable& table = tables_[static_cast<std::size_t>(option.table)];
        cost += table.least();
      }
      least = std::min(least, cost);
    }
    caches_[k].root_least = least;
    const auto& options = terms_[k].options;
    const bool is_plain =
        options.size() == 1 && is_always(options[0].when) && options[0].table >= 0;
    plain_.push_back(is_plain ? options[0].x : kNoVar);
  }
}

std::vector<Side> FunctionSum::wakes() const {
  std::vector<Side> sides;
  for (const SumTerm& term : terms_) {
    for (const SumOption& option : term.options) {
      if (!is_always(option.when)) sides.push_back(opposite(option.when.side));
      if (option.table >= 0) {
        sides.push_back(lower_side(option.x));
        sides.push_back(upper_side(option.x));
      }
    }
  }
  std::ranges::sort(sides);
  sides.erase(std::unique(sides.begin(), sides.end()), sides.end());
  return sides;
}

Value FunctionSum::option_least(const Domains& domains, const SumOption& option) const {
  if (option.table < 0) return option.constant;
  const CostTable& table = tables_[static_cast<std::size_t>(option.table)];
  const Tick low = domains.low(option.x);
  return option.constant + table.least(low, std::max(low, domains.high(option.x)));
}

/// The dearer end of the option's window.
Value FunctionSum::option_at_ends(const Domains& domains, const SumOption& option) const {
  if (option.table < 0) return option.constant;
  const CostTable& table = tables_[static_cast<std::size_t>(option.table)];
  const Tick low = domains.low(option.x);
  const Tick high = std::max(low, domains.high(option.x));
  return option.constant + std::max(table.at(low), table.at(high));
}

/// Looks at a term anew: what it costs at least, and how much more at the ends of what is open.
void FunctionSum::refresh(const Domains& domains, std::size_t k) {
  const SumTerm& term = terms_[k];
  Cache& cache = caches_[k];
  Value least = std::numeric_limits<Value>::max();
  Value most = std::numeric_limits<Value>::min();
  cache.failing = 0;
  for (std::size_t o = 0; o < term.options.size(); ++o) {
    const SumOption& option = term.options[o];
    if (option.table >= 0) {
      cache.low = domains.low(option.x);
      cache.high = domains.high(option.x);
    }
    if (domains.fails(option.when)) {
      cache.failing |= std::uint64_t{1} << (o % 64);
      continue;
    }
    least = std::min(least, option_least(domains, option));
    most = std::max(most, option_at_ends(domains, option));
  }
  // Every option fails: another rule is about to say so.
  if (least == std::numeric_limits<Value>::max()) least = most = cache.root_least;
  cache.least = least;
  cache.rise = most - least;
  cache.is_known = term.options.size() <= 64;
}

bool FunctionSum::is_fresh(const Domains& domains, std::size_t k) const {
  const Cache& cache = caches_[k];
  if (!cache.is_known) return false;
  if (const Var x = plain_[k]; x != kNoVar) {
    return cache.low == domains.low(x) && cache.high == domains.high(x);
  }
  std::uint64_t failing = 0;
  const auto& options = terms_[k].options;
  for (std::size_t o = 0; o < options.size(); ++o) {
    if (domains.fails(options[o].when)) failing |= std::uint64_t{1} << o;
    if (options[o].table < 0) continue;
    if (cache.low != domains.low(options[o].x) || cache.high != domains.high(options[o].x)) {
      return false;
    }
  }
  return cache.failing == failing;
}

Value FunctionSum::least(const Domains& domains) {
  Value sum = 0;
  for (std::size_t k = 0; k < terms_.size(); ++k) {
    if (!is_fresh(domains, k)) refresh(domains, k);
    sum += caches_[k].least;
  }
  return sum;
}

void FunctionSum::explain_term(const Domains& domains, std::size_t k, Value at_least_cost) {
  for (const SumOption& option : terms_[k].options) {
    const CostTable* table =
        option.table >= 0 ? &tables_[static_cast<std::size_t>(option.table)] : nullptr;
    const Value cheapest = option.constant + (table != nullptr ? table->least() : 0);
    if (cheapest >= at_least_cost) continue;
    if (domains.fails(option.when)) {
      because_.push_back(negation(option.when));
      continue;
    }
    DCHECK(table != nullptr);
    // The window keeps the function up; each end is loosened as far as it does.
    const Value below = at_least_cost - option.constant - 1;
    const Tick low = domains.low(option.x);
    const Tick high = domains.high(option.x);
    const Tick loose_low =
        low > table->low() ? table->last_within(table->low(), low - 1, below) + 1 : table->low();
    const Tick loose_high = high < table->high()
                                ? table->first_within(high + 1, table->high(), below) - 1
                                : table->high();
    if (loose_low > table->low()) because_.push_back(at_least(option.x, loose_low));
    if (loose_high < table->high()) because_.push_back(at_most(option.x, loose_high));
  }
}

void FunctionSum::explain_others(const Domains& domains, std::size_t except, Value sum) {
  Value others = total_;
  if (except < terms_.size()) others -= caches_[except].least;
  Value spare = others - sum;
  DCHECK(spare >= 0);
  for (std::size_t k = 0; k < terms_.size(); ++k) {
    if (k == except) continue;
    const Value rise = caches_[k].least - caches_[k].root_least;
    if (rise <= 0) continue;
    if (rise <= spare) {
      spare -= rise;
      continue;
    }
    explain_term(domains, k, caches_[k].least - spare);
    spare = 0;
  }
}

bool FunctionSum::prune_term(Engine& engine, std::size_t k, Value slack) {
  Domains& domains = engine.domains();
  const Value allowed = slack + caches_[k].least;  // what this term may cost
  for (const SumOption& option : terms_[k].options) {
    if (domains.fails(option.when)) continue;
    const CostTable* table =
        option.table >= 0 ? &tables_[static_cast<std::size_t>(option.table)] : nullptr;
    const Value cost = option_least(domains, option);
    if (cost > allowed) {
      if (is_always(option.when)) continue;  // the only option; the sum itself conflicts
      because_.clear();
      if (table != nullptr) {
        const Value below = allowed - option.constant;
        const Tick low = domains.low(option.x);
        const Tick high = domains.high(option.x);
        if (low > table->low()) {
          const Tick loose = table->last_within(table->low(), low - 1, below) + 1;
          if (loose > table->low()) because_.push_back(at_least(option.x, loose));
        }
        if (high < table->high()) {
          const Tick loose = table->first_within(high + 1, table->high(), below) - 1;
          if (loose < table->high()) because_.push_back(at_most(option.x, loose));
        }
      }
      explain_others(domains, k, limit_ - allowed);
      if (!domains.make_true(negation(option.when), because_)) return false;
      continue;
    }
    if (table == nullptr) continue;
    // May the variable be bounded? Yes when it belongs to the option, or the option holds.
    const bool is_own = domains.presence(option.x) == option.when;
    if (!is_own && !domains.holds(option.when)) continue;
    const Value below = allowed - option.constant;
    const Tick low = domains.low(option.x);
    const Tick high = domains.high(option.x);
    if (low > high) continue;
    const Tick first = table->first_within(low, high, below);
    if (first > low) {
      because_.clear();
      if (!is_own) because_.push_back(option.when);
      if (low > table->low()) {
        const Tick loose = table->last_within(table->low(), low - 1, below) + 1;
        if (loose > table->low()) because_.push_back(at_least(option.x, loose));
      }
      explain_others(domains, k, limit_ - allowed);
      if (!domains.make_true(at_least(option.x, first), because_)) return false;
      if (domains.fails(option.when)) continue;
    }
    const Tick last = table->last_within(low, high, below);
    if (last < high) {
      because_.clear();
      if (!is_own) because_.push_back(option.when);
      if (high < table->high()) {
        const Tick loose = table->first_within(high + 1, table->high(), below) - 1;
        if (loose < table->high()) because_.push_back(at_most(option.x, loose));
      }
      explain_others(domains, k, limit_ - allowed);
      if (!domains.make_true(at_most(option.x, last), because_)) return false;
    }
  }
  return true;
}

bool FunctionSum::propagate(Engine& engine) {
  if (limit_ >= kNoLimit) return true;
  Domains& domains = engine.domains();
  total_ = least(domains);
  engine.add_work(terms_.size() / 8);
  if (total_ > limit_) {
    because_.clear();
    explain_others(domains, terms_.size(), limit_ + 1);
    return domains.fail(because_);
  }
  const Value slack = limit_ - total_;
  for (std::size_t k = 0; k < terms_.size(); ++k) {
    if (caches_[k].rise <= slack) continue;
    const Position before = domains.size();
    if (!prune_term(engine, k, slack)) return false;
    if (domains.size() != before) engine.add_work(terms_.size() / 8);
  }
  return true;
}

}  // namespace penholder::solver
