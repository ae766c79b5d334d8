#include "stress/sampler.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "base/check.h"
#include "base/text.h"

namespace penholder {
namespace {

constexpr double kDaysAYear = 365.0;
constexpr int kMostStrikes =
    64;  // of one shock in one replication: bounds what an absurd rate can cost
constexpr double kFifthScore = -0.8416212335729143;  // standard normal quantile of 1/5
constexpr Bounds kWithinCalendar{-100000.0, 100000.0};

double clamp_to(double value, double least, double most) {
  return std::min(std::max(value, least), most);
}

/// As penholder::at_score, on bare numbers.
double at_score(double low, double likely, double high, double z, double least, double most) {
  constexpr double kNinetiethPercentile = 1.2815515655446004;
  const double spread = z < 0.0 ? likely - low : high - likely;
  return clamp_to(likely + spread * z / kNinetiethPercentile, least, most);
}

std::string days_in_words(double days) {
  if (std::abs(days) >= 28.0) return fmt::format("{} weeks", format_number(days / 7.0, 0));
  const std::string number = format_number(days, 0);
  return number + (number == "1" ? " day" : " days");
}

std::string share_in_words(double share) { return format_number(100.0 * share, 0) + " %"; }

std::string plain_number(double value) {
  return std::abs(value) >= 1000.0 ? format_thousands(std::llround(value))
                                   : format_number(value, std::abs(value) < 10.0 ? 2 : 0);
}

}  // namespace

/// Walks a design once and lays out its numbers.
class SamplerBuilder {
 public:
  SamplerBuilder(Sampler& sampler, const Case& base, const Case& design, const Leaves& leaves)
      : s_(sampler), base_(base), c_(design), leaves_(leaves) {
    s_.horizon_ = c_.horizon.length();
    s_.certain_.push_back(0.0);  // slot 0: what is not there
    add_strengths();
    add_tasks();
    add_links();
    add_assets();
    add_dates();
    add_benchmarks();
    add_shocks();
  }

 private:
  using Words = std::string (*)(double);
  struct About {
    std::string id;
    std::string title;
    std::string unit;       // put behind the number when there is no `words`
    Words words = nullptr;  // how the number is said
  };

  Slot constant(double value) {
    s_.certain_.push_back(value);
    return static_cast<Slot>(s_.certain_.size() - 1);
  }

  std::uint32_t add_input(Input input) {
    s_.inputs_.push_back(std::move(input));
    return static_cast<std::uint32_t>(s_.inputs_.size() - 1);
  }

  static std::string label(const About& about, double value) {
    if (about.words != nullptr) return about.words(value);
    return plain_number(value) + (about.unit.empty() ? "" : " " + about.unit);
  }

  // A slot that holds `estimate`, drawn anew in each replication when it is uncertain.
  Slot number(const Estimate& estimate, Bounds bounds, const About& about) {
    const Slot slot = constant(clamp_to(estimate.likely, bounds.least, bounds.most));
    if (estimate.is_certain() || estimate.is_unknown()) return slot;
    const auto [known, is_new] =
        draw_of_.emplace(about.id, static_cast<std::uint32_t>(s_.draws_.size()));
    if (is_new) {
      const auto fifth = [&](double z) {
        return label(about, at_score(estimate.low, estimate.likely, estimate.high, z, bounds.least,
                                     bounds.most));
      };
      const std::uint32_t input = add_input({.id = about.id,
                                             .title = about.title,
                                             .basis = estimate.basis,
                                             .span = estimate.span,
                                             .kind = Input::Kind::Number,
                                             .low_label = "≤ " + fifth(kFifthScore),
                                             .high_label = "≥ " + fifth(-kFifthScore)});
      s_.draws_.push_back({.key = stable_key(about.id), .input = input});
    }
    s_.writers_.push_back({.slot = slot,
                           .draw = known->second,
                           .low = estimate.low,
                           .likely = estimate.likely,
                           .high = estimate.high,
                           .least = bounds.least,
                           .most = bounds.most});
    return slot;
  }

  Slot number_or(const std::optional<Estimate>& estimate, double otherwise, Bounds bounds,
                 const About& about) {
    if (!estimate || estimate->is_unknown()) return constant(otherwise);
    return number(*estimate, bounds, about);
  }

  Slot chance(const Estimate& estimate, const About& about) {
    if (estimate.is_unknown()) return constant(kUnknownChance);
    return number(estimate, kShare, about);
  }

  // Days after the likely date.
  Sampler::DateSlots date(const DateEstimate& estimate, std::string id, std::string title) {
    const Estimate offset{.low = static_cast<double>(estimate.low - estimate.likely),
                          .likely = 0.0,
                          .high = static_cast<double>(estimate.high - estimate.likely),
                          .basis = estimate.basis,
                          .span = estimate.span};
    const std::size_t inputs = s_.inputs_.size();
    const Slot slot = estimate.is_certain()
                          ? Slot{0}
                          : number(offset, kWithinCalendar,
                                   {.id = std::move(id), .title = std::move(title), .unit = {}});
    if (s_.inputs_.size() > inputs) {
      s_.inputs_.back().low_label =
          "by " + to_long_string(penholder::at_score(estimate, kFifthScore));
      s_.inputs_.back().high_label =
          "from " + to_long_string(penholder::at_score(estimate, -kFifthScore)) + " on";
    }
    return {.offset = slot, .likely = estimate.likely - c_.horizon.start};
  }

  // A yes or no with the chance in `slot`.
  Sampler::ChanceDraw event(Slot slot, const Estimate& estimate, const std::string& id,
                            std::string title, std::string no, std::string yes) {
    const double likely = s_.certain_[slot];
    const bool is_open = (likely > 0.0 && likely < 1.0) || !estimate.is_certain();
    std::int32_t input = -1;
    if (is_open) {
      input = static_cast<std::int32_t>(add_input({.id = id,
                                                   .title = std::move(title),
                                                   .basis = estimate.basis,
                                                   .span = estimate.span,
                                                   .kind = Input::Kind::Event,
                                                   .low_label = std::move(no),
                                                   .high_label = std::move(yes)}));
    }
    return {.key = stable_key(id), .input = input, .chance = slot};
  }

  // Strengths of one case, in the order of its tasks; `begins` gets the first of each task.
  std::vector<Sampler::Strength> strengths_of(const Case& c, std::vector<std::uint32_t>* begins) {
    std::vector<Sampler::Strength> result;
    for (const Task& task : c.tasks) {
      if (begins != nullptr) begins->push_back(static_cast<std::uint32_t>(result.size()));
      for (const Serves& serves : task.serves) {
        const Objective& objective = c.objectives[serves.objective];
        const auto leaf = leaf_named_.find(objective.id);
        if (leaf == leaf_named_.end()) continue;
        const bool is_measured = serves.performance.has_value();
        const Estimate& e = is_measured ? serves.performance->amount : serves.strength;
        const std::string id = "strength/" + task.id + "/" + objective.id;
        const std::string measured_by =
            is_measured ? c.measures[serves.performance->measure].id : std::string{};
        // An entry that both cases share is one number.
        const auto [known, is_new] = strength_slots_.emplace(
            std::make_pair(id + "#" + measured_by, std::array<double, 3>{e.low, e.likely, e.high}),
            Slot{0});
        if (is_new && is_measured) {
          const Measure& measure = c.measures[serves.performance->measure];
          known->second =
              number(e, kAnyAmount,
                     {.id = id,
                      .title = fmt::format("how far “{}” moves “{}”", task.title, objective.title),
                      .unit = measure.unit});
          s_.certain_[known->second] = value_at(measure, s_.certain_[known->second]);
          const bool is_drawn = !e.is_certain() && !e.is_unknown();
          if (is_drawn) s_.values_.push_back({.slot = known->second, .measure = measure});
        } else if (is_new) {
          known->second = number(
              e, kShare,
              {.id = id,
               .title = fmt::format("how strongly “{}” serves “{}”", task.title, objective.title),
               .unit = "on the scale"});
        }
        result.push_back({.leaf = leaf->second, .slot = known->second});
      }
    }
    if (begins != nullptr) begins->push_back(static_cast<std::uint32_t>(result.size()));
    return result;
  }

  void add_strengths() {
    for (const LeafId leaf : leaves_.ids()) leaf_named_.emplace(leaves_.id(leaf), leaf);
    s_.base_strengths = strengths_of(base_, nullptr);
    s_.strengths = strengths_of(c_, &s_.strength_begin);
  }

  void add_tasks() {
    s_.task.resize(c_.tasks.size());
    for (const TaskId id : c_.tasks.ids()) {
      const Task& task = c_.tasks[id];
      s_.task[id].duration = number_or(task.duration, 0.0, kNonNegative,
                                       {.id = "duration/" + task.id,
                                        .title = fmt::format("how long “{}” takes", task.title),
                                        .unit = {},
                                        .words = days_in_words});
      std::vector<Slot> slots;
      for (const Need& need : task.needs) {
        const Asset& asset = c_.assets[need.asset];
        slots.push_back(number(
            need.amount, kNonNegative,
            {.id = "need/" + task.id + "/" + asset.id,
             .title = fmt::format("{} that “{}” takes", lower_first(asset.title), task.title),
             .unit = asset.unit}));
      }
      s_.task[id].need = slots.empty() ? 0 : slots.front();
      for (std::size_t k = 0; k < slots.size(); ++k) CHECK(slots[k] == slots.front() + k);
    }
  }

  void add_links() {
    s_.lag.resize(c_.links.size());
    for (const LinkId id : c_.links.ids()) {
      const Link& link = c_.links[id];
      s_.lag[id] =
          number_or(link.lag, 0.0, kNonNegative,
                    {.id = "lag/" + link.id,
                     .title = fmt::format("the wait before “{}”", c_.tasks[link.task].title),
                     .unit = {},
                     .words = days_in_words});
    }
  }

  void add_assets() {
    s_.capacity.resize(c_.assets.size());
    for (const AssetId id : c_.assets.ids()) {
      const Asset& asset = c_.assets[id];
      // One score for all steps of an asset: an estimate that is too hopeful now is so later too.
      const About about{.id = "capacity/" + asset.id, .title = asset.title, .unit = asset.unit};
      if (asset.capacity.empty()) s_.capacity[id] = constant(kUnstatedCapacity);
      for (std::size_t k = 0; k < asset.capacity.size(); ++k) {
        const Estimate& amount = asset.capacity[k].amount;
        const Slot slot =
            amount.is_unknown() ? constant(kUnstatedCapacity) : number(amount, kNonNegative, about);
        if (k == 0) s_.capacity[id] = slot;
        CHECK(slot == s_.capacity[id] + k);
      }
    }
  }

  void add_dates() {
    for (const Milestone& milestone : c_.milestones) {
      s_.milestones_.push_back(
          date(milestone.date, "date/" + milestone.id, "date of: " + milestone.title));
    }
    for (const Condition& condition : c_.conditions) {
      const Slot odds = chance(condition.probability, {.id = "condition-odds/" + condition.id,
                                                       .title = "chance of: " + condition.title,
                                                       .unit = {},
                                                       .words = share_in_words});
      s_.conditions_.push_back(event(odds, condition.probability, "condition/" + condition.id,
                                     condition.title, "does not come true", "comes true"));
      s_.condition_dates_.push_back(
          date(condition.date, "condition-date/" + condition.id, "date of: " + condition.title));
    }
  }

  void add_benchmarks() {
    for (const Benchmark& benchmark : c_.benchmarks) {
      const Slot odds = chance(benchmark.feasibility,
                               {.id = "benchmark-odds/" + benchmark.id,
                                .title = "chance that the party does its part: " + benchmark.title,
                                .unit = {},
                                .words = share_in_words});
      s_.benchmarks_.push_back(event(odds, benchmark.feasibility, "benchmark/" + benchmark.id,
                                     "the party's part in: " + benchmark.title, "is not done",
                                     "is done"));
      s_.benchmark_lag.push_back(
          number_or(benchmark.lag, 0.0, kNonNegative,
                    {.id = "benchmark-lag/" + benchmark.id,
                     .title = "how long the party takes for: " + benchmark.title,
                     .unit = {},
                     .words = days_in_words}));
    }
  }

  void add_shocks() {
    for (const Shock& shock : c_.shocks) {
      Sampler::ShockDraw draw;
      draw.is_rate = shock.rate.has_value();
      const std::optional<Estimate>& odds = draw.is_rate ? shock.rate : shock.probability;
      const About about{.id = "shock-odds/" + shock.id,
                        .title = (draw.is_rate ? "rate of: " : "chance of: ") + shock.title,
                        .unit = draw.is_rate ? "a year" : "",
                        .words = draw.is_rate ? nullptr : share_in_words};
      // A shock whose chance nobody states does not strike; `check` lists it.
      draw.chance = number_or(odds, 0.0, draw.is_rate ? kNonNegative : kShare, about);
      const DateRange window = shock.window.value_or(c_.horizon);
      draw.start = window.start - c_.horizon.start;
      draw.end = window.end - c_.horizon.start;
      draw.key = stable_key("shock/" + shock.id);
      draw.input = -1;
      const bool can_strike = odds && !odds->is_unknown() && odds->high > 0.0 &&
                              draw.start < draw.end && draw.start < s_.horizon_ && draw.end > 0;
      if (can_strike) {
        draw.input = static_cast<std::int32_t>(add_input({.id = "shock/" + shock.id,
                                                          .title = shock.title,
                                                          .basis = odds->basis,
                                                          .span = odds->span,
                                                          .kind = Input::Kind::Event,
                                                          .low_label = "does not strike",
                                                          .high_label = "strikes"}));
      }
      s_.effect.push_back({});
      for (std::size_t k = 0; k < shock.effects.size(); ++k) {
        add_effect(shock, k, draw, s_.effect.raw().back());
      }
      s_.shocks_.push_back(std::move(draw));
    }
  }

  void add_effect(const Shock& shock, std::size_t k, Sampler::ShockDraw& draw,
                  std::vector<Sampler::EffectSlots>& slots) {
    const Effect& effect = shock.effects[k];
    const std::string id = fmt::format("effect/{}/{}/", shock.id, k + 1);
    const About by{.id = id + "by",
                   .title = "delay caused by: " + shock.title,
                   .unit = {},
                   .words = days_in_words};
    const About lasting{.id = id + "lasting",
                        .title = "how long it lasts: " + shock.title,
                        .unit = {},
                        .words = days_in_words};
    const About share{.id = id + "share",
                      .title = (effect.kind == Effect::Kind::UndoBenchmark
                                    ? "chance that a benchmark is undone by: "
                                    : "share of capacity lost by: ") +
                               shock.title,
                      .unit = {},
                      .words = share_in_words};
    const double whole = static_cast<double>(s_.horizon_);
    slots.push_back({.by = number_or(effect.by, 0.0, kNonNegative, by),
                     .lasting = number_or(effect.lasting, whole, kNonNegative, lasting),
                     .share = number_or(effect.share, 1.0, kShare, share)});
    if (effect.kind != Effect::Kind::UndoBenchmark) return;
    for (const BenchmarkId benchmark : effect.benchmarks) {
      draw.undoes.push_back(
          {.benchmark = benchmark,
           .share = slots.back().share,
           .key = stable_key("undo/" + shock.id + "/" + c_.benchmarks[benchmark].id)});
    }
  }

  static std::string lower_first(std::string text) {
    // Words such as "UN police" keep their capitals.
    if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a' && text[1] <= 'z') {
      text[0] = static_cast<char>(text[0] - 'A' + 'a');
    }
    return text;
  }

  Sampler& s_;
  const Case& base_;
  const Case& c_;
  const Leaves& leaves_;
  std::map<std::string, LeafId> leaf_named_;
  std::map<std::string, std::uint32_t> draw_of_;
  std::map<std::pair<std::string, std::array<double, 3>>, Slot> strength_slots_;
};

Sampler::Sampler(const Case& base, const Case& design, const Leaves& leaves) {
  SamplerBuilder(*this, base, design, leaves);
}

void Sampler::prepare(Realisation& r) const {
  r.number = certain_;
  r.input.assign(inputs_.size(), 0.0F);
  r.place.assign(draws_.size(), 0.5);
  r.score.assign(draws_.size(), 0.0);
  r.milestone.assign(milestones_.size(), 0);
  for (const MilestoneId id : milestones_.ids()) r.milestone[id] = milestones_[id].likely;
  r.condition.assign(conditions_.size(), 0);
  for (const ConditionId id : conditions_.ids()) r.condition[id] = condition_dates_[id].likely;
  r.played.assign(benchmarks_.size(), 1);
  r.strikes.clear();
  r.undoings.clear();
}

void Sampler::draw(std::uint64_t seed, std::uint64_t replication, Realisation& r) const {
  DCHECK(r.number.size() == certain_.size());
  const Draws draws(seed, replication);

  for (std::size_t i = 0; i < draws_.size(); ++i) {
    r.place[i] = draws.uniform(draws_[i].key);
    r.input[draws_[i].input] = static_cast<float>(r.place[i]);
  }
  normal_quantiles(r.place, r.score);
  for (const Writer& w : writers_) {
    r.number[w.slot] = at_score(w.low, w.likely, w.high, r.score[w.draw], w.least, w.most);
  }
  for (const Valued& v : values_) r.number[v.slot] = value_at(v.measure, r.number[v.slot]);

  const auto happens = [&](const ChanceDraw& chance) {
    const bool yes = draws.uniform(chance.key) < r.number[chance.chance];
    if (chance.input >= 0) r.input[static_cast<std::size_t>(chance.input)] = yes ? 1.0F : 0.0F;
    return yes;
  };
  const auto day = [&](const DateSlots& date) {
    return date.likely + static_cast<Days>(std::lround(r.number[date.offset]));
  };
  for (const MilestoneId id : milestones_.ids()) r.milestone[id] = day(milestones_[id]);
  for (const ConditionId id : conditions_.ids()) {
    r.condition[id] = happens(conditions_[id]) ? day(condition_dates_[id]) : kNever;
  }
  for (const BenchmarkId id : benchmarks_.ids()) r.played[id] = happens(benchmarks_[id]) ? 1 : 0;

  r.strikes.clear();
  r.undoings.clear();
  for (const ShockId id : shocks_.ids()) {
    const ShockDraw& shock = shocks_[id];
    if (shock.input < 0) continue;
    std::uint64_t ordinal = 0;
    const auto strike = [&](double when) {
      const auto on = static_cast<Days>(std::floor(when));
      if (on < 0 || on >= horizon_) return;
      r.strikes.push_back({.shock = id, .day = on});
      for (const UndoEffect& undo : shock.undoes) {
        if (draws.uniform(undo.key + Draws::mix(ordinal)) < r.number[undo.share]) {
          r.undoings.push_back({.shock = id, .benchmark = undo.benchmark, .day = on});
        }
      }
    };
    const std::size_t before = r.strikes.size();
    const auto length = static_cast<double>(shock.end - shock.start);
    if (shock.is_rate) {
      // Poisson arrivals: exponential gaps, each from a draw of its own.
      const double a_day = r.number[shock.chance] / kDaysAYear;
      double at = 0.0;
      for (int n = 0; n < kMostStrikes && a_day > 0.0; ++n) {
        ordinal = static_cast<std::uint64_t>(n) + 1;
        at -= std::log(draws.uniform(shock.key + Draws::mix(ordinal))) / a_day;
        if (at >= length) break;
        strike(static_cast<double>(shock.start) + at);
      }
    } else if (draws.uniform(shock.key) < r.number[shock.chance]) {
      ordinal = 1;
      strike(static_cast<double>(shock.start) +
             length * draws.uniform(shock.key + Draws::mix(ordinal)));
    }
    r.input[static_cast<std::size_t>(shock.input)] = r.strikes.size() > before ? 1.0F : 0.0F;
  }
  const auto earlier = [](const auto& a, const auto& b) {
    return a.day != b.day ? a.day < b.day : a.shock < b.shock;
  };
  std::sort(r.strikes.begin(), r.strikes.end(), earlier);
  std::sort(r.undoings.begin(), r.undoings.end(), earlier);
}

}  // namespace penholder
