#include "sequence/remedies.h"

#include <algorithm>
#include <cmath>

namespace penholder {
namespace {

using Kind = CaseFact::Kind;
using Part = Remedy::Part;

/// Steps in which an amount is sought: hundredths of a unit, or days.
constexpr double kStepsPerUnit = 100.0;

class RemedyFinder {
 public:
  RemedyFinder(const Subject& subject, const Demand& demand, const RemedySettings& settings)
      : subject_(subject), demand_(demand), settings_(settings) {}

  std::vector<Remedy> run(const Conflict& conflict) {
    std::vector<std::vector<Part>> open;  // changes that are not enough by themselves
    for (const Part& part : candidates(conflict)) try_parts({part}, open);
    for (std::size_t parts = 2; parts <= settings_.most_parts && !is_done(); ++parts) {
      std::vector<std::vector<Part>> next;
      for (const auto& base : open) {
        if (is_done()) break;
        const auto more = conflict_beside(base);
        if (!more) continue;
        for (const Part& part : candidates(*more)) {
          std::vector<Part> together = base;
          together.push_back(part);
          if (!is_new(together)) continue;
          try_parts(together, next);
        }
      }
      open = std::move(next);
    }
    std::ranges::stable_sort(found_, {}, &Remedy::share);
    if (found_.size() > settings_.most) found_.resize(settings_.most);
    return found_;
  }

 private:
  [[nodiscard]] const Case& design() const { return subject_.design; }
  [[nodiscard]] bool is_done() const { return asked_ >= settings_.questions; }

  /// The facts of a conflict as changes, one for each asset, and changes of the demand.
  [[nodiscard]] std::vector<Part> candidates(const Conflict& conflict) const {
    std::vector<Part> parts;
    const auto add = [&](Part part) {
      const bool is_twin =
          std::ranges::any_of(parts, [&](const Part& other) { return same_change(other, part); });
      if (!is_twin) parts.push_back(part);
    };
    for (const CaseFact& fact : conflict.facts) {
      const Part part = of_fact(fact);
      const bool is_number = fact.kind == Kind::Need || fact.kind == Kind::Duration;
      if (!is_number || most_steps(part) > 0) add(part);
    }
    for (const Demand::Item& item : demand_.items) {
      if (item.by) add(of_demand(item.task, item.by));
      if (demand_.items.size() > 1) {
        add(of_demand(item.task, std::nullopt));
      }
    }
    return parts;
  }

  static Part of_fact(const CaseFact& fact) {
    Part part;
    part.easing.fact = fact;
    return part;
  }
  static Part of_demand(TaskId task, std::optional<Date> by) {
    Part part;
    part.is_of_demand = true;
    part.task = task;
    part.by = by;
    return part;
  }

  static bool same_change(const Part& a, const Part& b) {
    if (a.is_of_demand != b.is_of_demand) return false;
    if (a.is_of_demand) return a.task == b.task && a.by.has_value() == b.by.has_value();
    if (a.easing.fact.kind != b.easing.fact.kind) return false;
    // More of an asset is more at every step.
    if (a.easing.fact.kind == Kind::Capacity) return a.easing.fact.asset == b.easing.fact.asset;
    return a.easing.fact == b.easing.fact;
  }

  static bool holds_all(const std::vector<Part>& parts, const std::vector<Part>& of) {
    return std::ranges::all_of(of, [&](const Part& wanted) {
      return std::ranges::any_of(parts, [&](const Part& p) { return same_change(p, wanted); });
    });
  }

  /// Holds no remedy that was found, nor two parts that are one.
  [[nodiscard]] bool is_new(const std::vector<Part>& parts) const {
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
      if (same_change(parts[i], parts.back())) return false;
    }
    const auto is_known = [&](const std::vector<Part>& other) { return holds_all(parts, other); };
    return std::ranges::none_of(found_, [&](const Remedy& r) { return is_known(r.parts); }) &&
           std::ranges::none_of(tried_, [&](const auto& other) {
             return other.size() == parts.size() && is_known(other);
           });
  }

  /// All that a part can give, in steps; 0 when it can only be dropped.
  [[nodiscard]] long most_steps(const Part& part) const {
    if (part.is_of_demand) {
      if (!part.by) return 0;
      return std::max<long>(1, design().horizon.end - *part.by);
    }
    const CaseFact& fact = part.easing.fact;
    if (!has_amount(design(), fact)) return 0;
    switch (fact.kind) {
      case Kind::Capacity: {
        // All tasks at once, at full level.
        double sum = 1.0;
        for (const Task& task : design().tasks) {
          for (const Need& need : task.needs) {
            if (need.asset != fact.asset || need.amount.is_unknown()) continue;
            const bool is_monthly =
                task.is_standing() && design().assets[fact.asset].kind == Asset::Kind::Budget;
            sum += need.amount.likely * (is_monthly ? design().horizon.length() / 30.0 + 1.0 : 1.0);
          }
        }
        return std::lround(std::min(1e12, std::ceil(sum)) * kStepsPerUnit);
      }
      case Kind::Need:  // something is left of it: else nothing would be done
        return std::lround(std::ceil(design().tasks[fact.task].needs[fact.item].amount.likely *
                                     kStepsPerUnit)) -
               1;
      case Kind::Duration:
        return std::lround(std::ceil(design().tasks[fact.task].duration->likely)) - 1;
      case Kind::Horizon:
      case Kind::Link:
        return design().horizon.length() * 2L;
      case Kind::Areas:
      case Kind::Must:
        break;
    }
    return 0;
  }

  /// The part given so many steps.
  [[nodiscard]] Part with_steps(Part part, long steps) const {
    if (part.is_of_demand) {
      if (part.by) part.by = *part.by + static_cast<Days>(steps);
      return part;
    }
    const Kind kind = part.easing.fact.kind;
    const bool is_amount = kind == Kind::Capacity || kind == Kind::Need;
    part.easing.by = static_cast<double>(steps) / (is_amount ? kStepsPerUnit : 1.0);
    return part;
  }

  [[nodiscard]] Possibility ask(const std::vector<Part>& parts) {
    ++asked_;
    Demand demand = demand_;
    std::vector<Easing> easings;
    for (const Part& part : parts) {
      if (!part.is_of_demand) {
        easings.push_back(part.easing);
        continue;
      }
      for (std::size_t i = 0; i < demand.items.size(); ++i) {
        if (demand.items[i].task != part.task) continue;
        if (part.by) {
          demand.items[i].by = part.by;
        } else {
          demand.items.erase(demand.items.begin() + static_cast<std::ptrdiff_t>(i));
          break;
        }
      }
    }
    return can_be_done(eased_problem(subject_, demand, easings), settings_.work);
  }

  /// Given in full: dates as late, amounts as large as they can get.
  [[nodiscard]] Part in_full(const Part& part) const {
    const long most = most_steps(part);
    return most > 0 ? with_steps(part, most) : part;
  }

  void try_parts(const std::vector<Part>& parts, std::vector<std::vector<Part>>& open) {
    if (is_done()) return;
    tried_.push_back(parts);
    std::vector<Part> full;
    for (const Part& part : parts) full.push_back(in_full(part));
    if (!ask(full).is_yes()) {
      open.push_back(parts);
      return;
    }
    Remedy remedy{.parts = full, .is_least = true};
    for (std::size_t i = 0; i < parts.size(); ++i) {
      long most = most_steps(parts[i]);
      if (most == 0) continue;
      // Least number of steps that is enough, the parts before it at their least.
      long least = 1;
      while (least < most) {
        const long middle = least + (most - least) / 2;
        remedy.parts[i] = with_steps(parts[i], middle);
        if (ask(remedy.parts).is_yes()) {
          most = middle;
        } else {
          least = middle + 1;
        }
      }
      remedy.parts[i] = with_steps(parts[i], most);
    }
    if (!ask(remedy.parts).is_yes()) return;  // only when the work did not suffice
    for (std::size_t i = 0; i < parts.size(); ++i) {
      std::vector<Part> less = remedy.parts;
      const long steps = steps_of(parts[i], remedy.parts[i]);
      if (steps > 1) {
        less[i] = with_steps(parts[i], steps - 1);
      } else {
        less.erase(less.begin() + static_cast<std::ptrdiff_t>(i));
      }
      if (!ask(less).is_no()) remedy.is_least = false;
    }
    for (std::size_t i = 0; i < parts.size(); ++i) measure(parts[i], remedy.parts[i]);
    found_.push_back(std::move(remedy));
  }

  [[nodiscard]] static long steps_of(const Part& before, const Part& now) {
    if (now.is_of_demand) return now.by ? *now.by - *before.by : 0;
    if (!now.easing.by) return 0;
    const Kind kind = now.easing.fact.kind;
    const bool is_amount = kind == Kind::Capacity || kind == Kind::Need;
    return std::lround(*now.easing.by * (is_amount ? kStepsPerUnit : 1.0));
  }

  /// Says how large the change is.
  void measure(const Part& before, Part& part) const {
    const auto length = static_cast<double>(design().horizon.length());
    if (part.is_of_demand) {
      part.share = part.by ? (*part.by - *before.by) / length : 1.0;
      return;
    }
    if (!part.easing.by) return;
    const CaseFact& fact = part.easing.fact;
    const double by = *part.easing.by;
    const auto share_of = [&](double whole) { return whole > 0.0 ? by / whole : 1.0; };
    switch (fact.kind) {
      case Kind::Capacity: {
        const Estimate& amount = design().assets[fact.asset].capacity[fact.item].amount;
        part.share = share_of(amount.likely);
        part.is_within_range = amount.likely + by <= amount.high;
        return;
      }
      case Kind::Need: {
        const Estimate& amount = design().tasks[fact.task].needs[fact.item].amount;
        part.share = share_of(amount.likely);
        part.is_within_range = amount.likely - by >= amount.low;
        return;
      }
      case Kind::Duration: {
        const Estimate& duration = *design().tasks[fact.task].duration;
        part.share = by / length;
        part.is_within_range = duration.likely - by >= duration.low;
        return;
      }
      default:
        part.share = by / length;
    }
  }

  /// What still rules the demand out when these parts are given in full.
  [[nodiscard]] std::optional<Conflict> conflict_beside(const std::vector<Part>& parts) {
    Demand demand = demand_;
    std::vector<Easing> easings;
    for (const Part& part : parts) {
      const Part full = in_full(part);
      if (!full.is_of_demand) {
        easings.push_back({.fact = full.easing.fact, .by = full.easing.by});
        continue;
      }
      for (std::size_t i = 0; i < demand.items.size(); ++i) {
        if (demand.items[i].task != full.task) continue;
        if (full.by) {
          demand.items[i].by = full.by;
        } else {
          demand.items.erase(demand.items.begin() + static_cast<std::ptrdiff_t>(i));
          break;
        }
      }
    }
    const DemandAnswer answer =
        answer_demand(subject_, demand, {.work = settings_.work, .eased = std::move(easings)});
    const auto* conflict = std::get_if<Conflict>(&answer);
    if (conflict == nullptr) return std::nullopt;
    asked_ += conflict->questions;
    return *conflict;
  }

  const Subject& subject_;
  const Demand& demand_;
  const RemedySettings& settings_;
  std::vector<Remedy> found_;
  std::vector<std::vector<Part>> tried_;
  std::size_t asked_ = 0;
};

}  // namespace

double Remedy::share() const {
  double sum = 0.0;
  for (const Part& part : parts) sum += part.share;
  return sum;
}

std::vector<Remedy> find_remedies(const Subject& subject, const Demand& demand,
                                  const Conflict& conflict, const RemedySettings& settings) {
  return RemedyFinder(subject, demand, settings).run(conflict);
}

}  // namespace penholder
