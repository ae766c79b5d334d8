#include "compare/compare.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "base/check.h"
#include "compare/courses.h"
#include "compare/crux.h"
#include "compare/regions.h"
#include "rank/rank.h"
#include "stress/choice.h"
#include "stress/statistics.h"
#include "stress/stress.h"

namespace penholder {
namespace {

constexpr std::size_t kBlock = 250;           // replications
constexpr std::size_t kMostCourses = 20'000;  // kept for regions and cruxes: bounds the memory
constexpr std::size_t kMostDraws = 1'000;     // weight vectors a view on the map of preferences
constexpr std::size_t kAllDraws = 2'500;      // ... of all weights
constexpr std::size_t kWeightGroups = 8;      // in which the draws of a weight are put
constexpr std::size_t kFewGroups = 4;         // ... of each of two weights
constexpr std::size_t kPaired = 6;            // of the questions worth most, asked two by two
constexpr double kClearErrors = 2.0;          // a lead of so many standard errors is one
constexpr double kCruxErrors = 3.0;   // many inputs are tried, so a crux must stand out more
constexpr double kLeastCrux = 0.005;  // points of 100: less is nothing to a reader

// One design with its plans and what became of them.
struct DesignRun {
  const Case* design = nullptr;
  std::unique_ptr<Sampler> sampler;
  std::vector<Plan> plans;    // by view: the one that carries the design out
  std::vector<double> bound;  // by view: what no plan passes
  std::unique_ptr<Replay> replay;
  // By view: values of all draws.
  std::vector<std::vector<float>> value;
  std::vector<std::size_t> all_met;  // by view
  std::vector<float> input;          // replications x inputs, row-major
};

class Matrix {
 public:
  Matrix(const Dossier& dossier, const std::vector<ViewWeights>& views, const Planner& planner,
         const CompareSettings& settings, Progress* progress)
      : dossier_(dossier),
        views_(views),
        planner_(planner),
        settings_(settings),
        progress_(progress),
        leaves_(dossier.base) {
    CHECK(!views.empty());
    for (const ViewWeights& view : views) {
      CHECK(!view.draws.empty() && view.mean.size() == leaves_.size());
    }
    designs_.resize(1 + dossier.designs.size());
    designs_[0].design = &dossier.base;
    for (const OptionId option : dossier.designs.ids()) {
      designs_[option.value + 1].design = &dossier.designs[option];
    }
    for (const ViewWeights& view : views) {
      Weights mean(leaves_.size(), 0.0);
      for (const Weights& draw : view.draws) {
        for (const LeafId leaf : mean.ids()) {
          mean[leaf] += draw[leaf] / static_cast<double>(view.draws.size());
        }
      }
      mean_weights_.push_back(std::move(mean));
    }
    make_plans();
    simulate();
  }

  [[nodiscard]] Comparison comparison() const {
    Comparison c;
    c.case_id = dossier_.base.id;
    c.seed = settings_.seed;
    c.replications = settings_.replications;
    for (const ViewWeights& view : views_) {
      if (view.view) c.views.push_back(*view.view);
    }
    for (std::size_t d = 0; d < designs_.size(); ++d) c.designs.push_back(make_row(d));
    for (std::size_t v = 0; v < views_.size(); ++v) fill_view(v, c);
    for (DesignRow& row : c.designs) {
      for (const Cell& cell : row.cells) {
        row.worst_view_regret = std::max(row.worst_view_regret, cell.mean_regret);
      }
    }
    c.least_regret = static_cast<std::size_t>(
        std::ranges::min_element(c.designs, {}, &DesignRow::worst_view_regret) - c.designs.begin());
    if (designs_.size() > 1) {
      find_regions(c);
      find_turns(c);
      find_cruxes(c);
    }
    return c;
  }

 private:
  void make_plans() {
    for (DesignRun& run : designs_) run.plans.resize(views_.size());
    const std::size_t count = designs_.size() * views_.size();
    std::atomic<std::size_t> done{0};
    parallel_blocks(count, 1, settings_.threads, [&](std::size_t begin, std::size_t) {
      DesignRun& run = designs_[begin / views_.size()];
      const ViewWeights& view = views_[begin % views_.size()];
      Plan& plan = run.plans[begin % views_.size()];
      plan = planner_(*run.design, view.mean, view.view);
      plan.weights = view.mean;
      if (progress_ != nullptr) progress_->report("planning", ++done, count);
    });
    for (DesignRun& run : designs_) {
      run.sampler = std::make_unique<Sampler>(dossier_.base, *run.design, leaves_);
      for (const Plan& plan : run.plans) run.bound.push_back(plan.upper_bound);
    }
    if (settings_.pilot_replications > 0) choose_plans();
  }

  // Two rounds: the plans made for one design compete among themselves in a short run, then the
  // winners of all designs against each other. Every design chooses among the same plans, so that
  // none gains by having been searched luckily.
  void choose_plans() {
    std::vector<std::vector<Weights>> weights;
    for (const ViewWeights& view : views_) weights.push_back(view.draws);
    std::vector<std::vector<Plan>> made;  // by design; the loop below replaces what a design holds
    for (const DesignRun& run : designs_) made.push_back(run.plans);
    parallel_blocks(designs_.size(), 1, settings_.threads, [&](std::size_t d, std::size_t) {
      DesignRun& run = designs_[d];
      const auto best_of = [&](const std::vector<Plan>& pool, std::size_t replications) {
        std::vector<const Plan*> candidates;
        for (const Plan& plan : pool) candidates.push_back(&plan);
        return most_robust(*run.design, candidates, *run.sampler, weights,
                           {.replications = replications, .seed = settings_.seed, .threads = 1});
      };
      std::vector<Plan> finalists;
      for (std::size_t lender = 0; lender < designs_.size(); ++lender) {
        std::vector<Plan> pool;
        for (std::size_t v = 0; v < views_.size(); ++v) {
          if (lender == d) {
            pool.push_back(made[d][v]);
          } else if (auto carried = carry_over(made[lender][v], *designs_[lender].design,
                                               *run.design, made[d][v])) {
            pool.push_back(std::move(*carried));
          }
        }
        if (pool.empty()) continue;
        const std::vector<std::size_t> winners = best_of(pool, first_round());
        for (std::size_t p = 0; p < pool.size(); ++p) {
          if (std::ranges::find(winners, p) != winners.end()) {
            finalists.push_back(std::move(pool[p]));
          }
        }
      }
      const std::vector<std::size_t> best = best_of(finalists, settings_.pilot_replications);
      for (std::size_t v = 0; v < views_.size(); ++v) run.plans[v] = finalists[best[v]];
    });
  }

  // A quarter of the pilot: enough to tell a fragile plan from a sound one.
  [[nodiscard]] std::size_t first_round() const {
    return std::max<std::size_t>(1, settings_.pilot_replications / 4);
  }

  void simulate() {
    const std::size_t n = settings_.replications;
    for (DesignRun& run : designs_) {
      std::vector<const Plan*> plans;
      for (const Plan& plan : run.plans) plans.push_back(&plan);
      run.replay = std::make_unique<Replay>(*run.design, plans, *run.sampler, leaves_.size());
      run.value.assign(views_.size(), std::vector<float>(n));
      run.all_met.assign(views_.size(), 0);
      run.input.resize(n * run.sampler->inputs().size());
    }
    courses_ = {.designs = designs_.size(),
                .views = views_.size(),
                .leaves = leaves_.size(),
                .courses = std::min(n, kMostCourses),
                .attained = {}};
    courses_.attained.resize(courses_.designs * courses_.views * courses_.courses *
                             courses_.leaves);
    const std::size_t blocks = (n + kBlock - 1) / kBlock;
    std::mutex mutex;
    std::atomic<std::size_t> done{0};
    parallel_blocks(
        blocks * designs_.size(), 1, settings_.threads, [&](std::size_t i, std::size_t) {
          DesignRun& run = designs_[i / blocks];
          const std::size_t begin = i % blocks * kBlock;
          const std::size_t end = std::min(n, begin + kBlock);
          std::vector<std::size_t> all_met(views_.size());
          run.replay->run(
              settings_.seed, begin, end,
              [&](std::size_t r, const std::vector<double>& attained,
                  const std::vector<std::uint8_t>& is_all, const std::vector<float>& input) {
                for (std::size_t v = 0; v < views_.size(); ++v) {
                  run.value[v][r] = value_in(v, r, attained.data() + v * leaves_.size());
                  all_met[v] += is_all[v];
                  if (r >= courses_.courses) continue;
                  float* kept = courses_.at(i / blocks, v, r);
                  for (std::size_t leaf = 0; leaf < leaves_.size(); ++leaf) {
                    kept[leaf] = static_cast<float>(attained[v * leaves_.size() + leaf]);
                  }
                }
                std::ranges::copy(
                    input, run.input.begin() + static_cast<std::ptrdiff_t>(r * input.size()));
              });
          const std::lock_guard lock(mutex);
          for (std::size_t v = 0; v < views_.size(); ++v) run.all_met[v] += all_met[v];
          if (progress_ != nullptr)
            progress_->report("simulating", done += end - begin, n * designs_.size());
        });
  }

  // Value under the weights of draw r.
  [[nodiscard]] float value_in(std::size_t view, std::size_t r, const double* attained) const {
    const Weights& w = weights_in(view, r);
    double value = 0.0;
    for (const LeafId leaf : w.ids()) value += w[leaf] * attained[leaf.value];
    return static_cast<float>(100.0 * value);
  }

  [[nodiscard]] const Weights& weights_in(std::size_t view, std::size_t r) const {
    return views_[view].draws[r % views_[view].draws.size()];
  }

  [[nodiscard]] std::string title_of(std::size_t design) const {
    if (design == 0) return "The mandate as it stands";
    return dossier_.base.options[OptionId{static_cast<std::uint32_t>(design - 1)}].title;
  }

  [[nodiscard]] DesignRow make_row(std::size_t design) const {
    DesignRow row;
    row.title = title_of(design);
    if (design > 0) {
      row.option = OptionId{static_cast<std::uint32_t>(design - 1)};
      row.group = dossier_.base.options[*row.option].group;
      const std::size_t view = reference();
      const auto in_plan = [&](std::size_t d) {
        std::vector<std::pair<std::string, std::string>> tasks;  // id, title
        const Case& c = *designs_[d].design;
        for (const TaskId id : c.tasks.ids()) {
          if (designs_[d].plans[view].tasks[id].included) {
            tasks.emplace_back(c.tasks[id].id, c.tasks[id].title);
          }
        }
        return tasks;
      };
      const auto here = in_plan(design);
      const auto there = in_plan(0);
      const auto titles_only_in = [](const auto& some, const auto& others) {
        std::vector<std::string> titles;
        for (const auto& [id, title] : some) {
          const bool is_shared = std::ranges::any_of(
              others, [&id = id](const auto& other) { return other.first == id; });
          if (!is_shared) titles.push_back(title);
        }
        return titles;
      };
      row.tasks_gained = titles_only_in(here, there);
      row.tasks_lost = titles_only_in(there, here);
    }
    row.cells.resize(views_.size());
    return row;
  }

  // The view whose plan the rows speak of.
  [[nodiscard]] std::size_t reference() const {
    for (std::size_t v = 0; v < views_.size(); ++v) {
      if (views_[v].view && views_[v].view == dossier_.base.reference_view) return v;
    }
    return 0;
  }

  void fill_view(std::size_t view, Comparison& c) const {
    const std::size_t n = settings_.replications;
    std::vector<float> best(n);
    for (std::size_t r = 0; r < n; ++r) {
      best[r] = designs_[0].value[view][r];
      for (const DesignRun& run : designs_) best[r] = std::max(best[r], run.value[view][r]);
    }
    const std::vector<float>& base = designs_[0].value[view];
    for (std::size_t d = 0; d < designs_.size(); ++d) {
      const std::vector<float>& value = designs_[d].value[view];
      Cell& cell = c.designs[d].cells[view];
      const DesignRun& run = designs_[d];
      cell.planned_value =
          value_if_likely(*run.design, run.plans[view], *run.sampler, views_[view].mean);
      cell.upper_bound = std::max(run.bound[view], cell.planned_value);
      Moments mean(cell.planned_value);
      Moments gain;
      Moments regret;
      std::size_t wins = 0;
      std::vector<float> regrets(n);
      for (std::size_t r = 0; r < n; ++r) {
        const auto here = static_cast<double>(value[r]);
        mean.add(here);
        gain.add(here - static_cast<double>(base[r]));
        regrets[r] = best[r] - value[r];
        regret.add(static_cast<double>(regrets[r]));
        wins += value[r] == best[r] ? 1 : 0;
      }
      cell.value = mean.measured();
      cell.gain = gain.measured();
      cell.mean_regret = regret.mean();
      cell.worst_regret = spread_of(regrets).p95;
      cell.chance_best = n == 0 ? 0.0 : static_cast<double>(wins) / static_cast<double>(n);
      cell.all_benchmarks = measured_share(designs_[d].all_met[view], n);
      std::vector<float> copy = value;
      cell.spread = spread_of(copy);
    }
    c.best_by_view.push_back(clear_best(view, c));
  }

  // The best design in mean when it leads each other one by more than chance.
  [[nodiscard]] std::optional<std::size_t> clear_best(std::size_t view, const Comparison& c) const {
    std::size_t best = 0;
    for (std::size_t d = 1; d < designs_.size(); ++d) {
      if (c.designs[d].cells[view].value.mean > c.designs[best].cells[view].value.mean) best = d;
    }
    for (std::size_t d = 0; d < designs_.size(); ++d) {
      if (d == best) continue;
      Moments lead;
      for (std::size_t r = 0; r < settings_.replications; ++r) {
        lead.add(static_cast<double>(designs_[best].value[view][r]) -
                 static_cast<double>(designs_[d].value[view][r]));
      }
      const Measured by = lead.measured();
      if (by.mean <= kClearErrors * by.standard_error) return std::nullopt;
    }
    return best;
  }

  // -- the space of weights ----------------------------------------------------------------------

  void find_regions(Comparison& c) const {
    std::vector<std::vector<Weights>> views;
    for (const ViewWeights& view : views_) {
      const std::size_t count = std::min(kMostDraws, view.draws.size());
      views.emplace_back(view.draws.begin(),
                         view.draws.begin() + static_cast<std::ptrdiff_t>(count));
    }
    // A case without views allows all weights.
    Case open = dossier_.base;
    open.views = {};
    open.reference_view = std::nullopt;
    const std::vector<Weights> all =
        draw_weights(open, Leaves(open), std::nullopt, kAllDraws, settings_.seed);
    const RegionInput input{.base = dossier_.base,
                            .leaves = leaves_,
                            .courses = courses_,
                            .views = views,
                            .all = all,
                            .threads = settings_.threads};
    c.preferences = find_preferences(input);
    c.all_weights = weight_ranges(all, leaves_.size());
    c.weight_map = make_weight_map(input);
  }

  // The room as a whole: who leads, and how far weights would have to move for another to lead.
  void find_turns(Comparison& c) const {
    const std::size_t n = courses_.courses;
    if (n == 0) return;
    const auto views = static_cast<double>(views_.size());
    std::vector<double> worth(designs_.size(), 0.0);
    std::vector<std::vector<double>> of_leaf(designs_.size(),
                                             std::vector<double>(leaves_.size(), 0.0));
    for (std::size_t d = 0; d < designs_.size(); ++d) {
      for (std::size_t v = 0; v < views_.size(); ++v) {
        const std::vector<double> attained = courses_.mean(d, v);
        worth[d] += value_of(attained, mean_weights_[v]) / views;
        for (const LeafId leaf : leaves_.ids()) {
          of_leaf[d][leaf.value] += 100.0 * attained[leaf.value] / views;
        }
      }
    }
    std::vector<std::size_t> order(designs_.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [&](std::size_t d) { return worth[d]; });
    const std::size_t best = order[0];
    c.room_best = best;
    c.room_second = order[1];
    Moments lead;
    for (std::size_t r = 0; r < n; ++r) {
      double by = 0.0;
      for (std::size_t v = 0; v < views_.size(); ++v) {
        const float* here = courses_.at(best, v, r);
        const float* there = courses_.at(c.room_second, v, r);
        for (const LeafId leaf : leaves_.ids()) {
          by += 100.0 * mean_weights_[v][leaf] *
                static_cast<double>(here[leaf.value] - there[leaf.value]) / views;
        }
      }
      lead.add(by);
    }
    c.room_lead = lead.measured();
    for (const LeafId leaf : leaves_.ids()) {
      Turn turn{.leaf = leaf, .shift = 1.0, .design = best};
      for (std::size_t d = 0; d < designs_.size(); ++d) {
        // Moving the share t of all weight to the leaf leaves (1 - t) lead - t rate.
        const double rate = of_leaf[d][leaf.value] - of_leaf[best][leaf.value];
        const double ahead = worth[best] - worth[d];
        if (d == best || rate <= 0.0) continue;
        const double shift = ahead / (ahead + rate);
        if (shift < turn.shift) turn = {.leaf = leaf, .shift = shift, .design = d};
      }
      if (turn.design != best) c.turns.push_back(turn);
    }
    std::ranges::stable_sort(c.turns, {}, &Turn::shift);

    Moments all;
    for (std::size_t r = 0; r < settings_.replications; ++r) {
      double regret = 0.0;
      for (std::size_t v = 0; v < views_.size(); ++v) {
        float most = designs_[best].value[v][r];
        for (const DesignRun& run : designs_) most = std::max(most, run.value[v][r]);
        regret += static_cast<double>(most - designs_[best].value[v][r]) / views;
      }
      all.add(regret);
    }
    c.value_of_all = all.measured();
  }

  // -- cruxes ------------------------------------------------------------------------------------

  // One question that may be worth settling: what would be known of the weights and of events.
  struct Question {
    Crux crux;
    WeightGroups groups;  // empty `of`: nothing of the weights
    WeightGroups few;     // the same with fewer groups, for pairs
    std::optional<Known> known;
    std::vector<float> place;  // of an input, by course
    bool is_event = false;
    Settling settled;
  };

  [[nodiscard]] Crux weight_crux(ObjectiveId id) const {
    const Objective& objective = dossier_.base.objectives[id];
    Crux crux;
    crux.id = "weight/" + objective.id;
    crux.title = fmt::format("how much “{}” weighs", objective.title);
    crux.basis = {.kind = Basis::Kind::Judgement,
                  .cites = {},
                  .reason = "what weighs how much is what the views judge differently"};
    crux.span = objective.span;
    crux.kind = Crux::Kind::Weight;
    return crux;
  }

  [[nodiscard]] std::vector<Question> questions(const Questions& asker) const {
    std::vector<Question> result;
    std::set<std::string> is_seen;
    for (const DesignRun& run : designs_) {
      const std::vector<Input>& inputs = run.sampler->inputs();
      for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (!is_seen.insert(inputs[i].id).second) continue;
        Question question;
        question.crux.id = inputs[i].id;
        question.crux.title = inputs[i].title;
        question.crux.basis = inputs[i].basis;
        question.crux.span = inputs[i].span;
        question.is_event = inputs[i].kind == Input::Kind::Event;
        for (std::size_t r = 0; r < courses_.courses; ++r) {
          question.place.push_back(run.input[r * inputs.size() + i]);
        }
        question.known =
            question.is_event ? Known::event(question.place) : Known::number(question.place);
        result.push_back(std::move(question));
      }
    }
    // Leaves, and inner objectives but the ones that hold all the weight.
    const auto below = leaves_.below(dossier_.base);
    for (const ObjectiveId id : dossier_.base.objectives.ids()) {
      if (below[id].empty() || below[id].size() == leaves_.size()) continue;
      const std::vector<ObjectiveId> children = children_of(dossier_.base, id);
      if (children.size() == 1) continue;  // its child is the same question
      Question question;
      question.crux = weight_crux(id);
      question.groups = asker.by_weight(below[id], kWeightGroups);
      if (question.groups.count < 2) continue;
      question.few = asker.by_weight(below[id], kFewGroups);
      result.push_back(std::move(question));
    }
    if (views_.size() > 1) {
      Question question;
      question.crux.id = "view";
      question.crux.title = "which view of the room is to hold";
      question.crux.basis = {.kind = Basis::Kind::Judgement,
                             .cites = {},
                             .reason = "the views judge differently what weighs how much"};
      question.crux.kind = Crux::Kind::View;
      question.groups = asker.by_view();
      question.few = question.groups;
      result.push_back(std::move(question));
    }
    return result;
  }

  static bool is_clear(const Measured& gain) {
    return gain.mean >= kLeastCrux && gain.mean > kCruxErrors * gain.standard_error;
  }

  void answer(const Questions& asker, Question& question) const {
    question.settled =
        question.known ? asker.about_inputs(*question.known) : asker.about_weights(question.groups);
    Crux& crux = question.crux;
    crux.value_of_settling = question.settled.gain.mean;
    crux.standard_error = question.settled.gain.standard_error;
    if (!is_clear(question.settled.gain)) return;  // what it prefers is not asked
    if (question.known) {
      std::vector<std::uint8_t> low, high;
      for (const float place : question.place) {
        low.push_back(place < (question.is_event ? 0.5F : 1.0F / 3.0F) ? 1 : 0);
        high.push_back(place >= (question.is_event ? 0.5F : 2.0F / 3.0F) ? 1 : 0);
      }
      crux.low_prefers = title_of(asker.best_where(low));
      crux.high_prefers = title_of(asker.best_where(high));
    } else if (crux.kind == Crux::Kind::View) {
      crux.by_view = question.settled.best_in_group;
    } else {
      crux.low_prefers = title_of(question.settled.best_in_group.front());
      crux.high_prefers = title_of(question.settled.best_in_group.back());
    }
  }

  // Two questions at once: worth a line where it is worth clearly more than both one by one.
  [[nodiscard]] std::optional<Crux> pair_of(const Questions& asker, const Question& a,
                                            const Question& b) const {
    Settling both;
    if (a.known && b.known) {
      both = asker.about_inputs(Known::both(*a.known, *b.known));
    } else if (a.known || b.known) {
      both = a.known ? asker.about(b.few, *a.known) : asker.about(a.few, *b.known);
    } else {
      both = asker.about_weights(Questions::combined(a.few, b.few));
    }
    const double alone = std::max(0.0, a.settled.gain.mean) + std::max(0.0, b.settled.gain.mean);
    if (!is_clear(both.gain)) return std::nullopt;
    if (both.gain.mean - alone <= kCruxErrors * both.gain.standard_error) return std::nullopt;
    Crux crux;
    crux.id = a.crux.id + "+" + b.crux.id;
    crux.title = a.crux.title + ", together with " + b.crux.title;
    crux.basis = a.crux.basis.kind == Basis::Kind::Cited ? b.crux.basis : a.crux.basis;
    crux.span = a.crux.span;
    crux.value_of_settling = both.gain.mean;
    crux.standard_error = both.gain.standard_error;
    crux.kind = Crux::Kind::Pair;
    return crux;
  }

  // All views together, each with the same weight: what the room as a whole would gain.
  void find_cruxes(Comparison& c) const {
    if (courses_.courses < 2) return;
    std::vector<std::vector<Weights>> draws;
    for (const ViewWeights& view : views_) draws.push_back(view.draws);
    const Questions asker(courses_, draws);
    std::vector<Question> all = questions(asker);
    parallel_blocks(all.size(), 1, settings_.threads,
                    [&](std::size_t i, std::size_t) { answer(asker, all[i]); });
    c.questions = all.size();
    c.value_of_weights = asker.about_all_weights().gain;
    for (const Question& question : all) {
      if (question.crux.kind == Crux::Kind::View) c.value_of_view = question.settled.gain;
      if (is_clear(question.settled.gain)) c.cruxes.push_back(question.crux);
    }
    std::vector<const Question*> promising;
    for (const Question& question : all) {
      if (question.settled.gain.mean > 0.0 || question.crux.kind == Crux::Kind::View) {
        promising.push_back(&question);
      }
    }
    std::ranges::stable_sort(promising, std::ranges::greater{},
                             [](const Question* q) { return q->settled.gain.mean; });
    if (promising.size() > kPaired) promising.resize(kPaired);
    std::vector<std::pair<const Question*, const Question*>> pairs;
    for (std::size_t i = 0; i < promising.size(); ++i) {
      for (std::size_t j = i + 1; j < promising.size(); ++j) {
        pairs.emplace_back(promising[i], promising[j]);
      }
    }
    std::vector<std::optional<Crux>> found(pairs.size());
    parallel_blocks(pairs.size(), 1, settings_.threads, [&](std::size_t i, std::size_t) {
      found[i] = pair_of(asker, *pairs[i].first, *pairs[i].second);
    });
    c.questions += pairs.size();
    for (std::optional<Crux>& crux : found) {
      if (crux) c.cruxes.push_back(std::move(*crux));
    }
    std::ranges::stable_sort(c.cruxes, std::ranges::greater{}, &Crux::value_of_settling);
  }

  const Dossier& dossier_;
  const std::vector<ViewWeights>& views_;
  const Planner& planner_;
  const CompareSettings& settings_;
  Progress* progress_;
  Leaves leaves_;
  std::vector<DesignRun> designs_;
  Courses courses_;
  std::vector<Weights> mean_weights_;  // by view, of its draws
};

}  // namespace

Comparison compare_designs(const Dossier& dossier, const std::vector<ViewWeights>& views,
                           const Planner& planner, const CompareSettings& settings,
                           Progress* progress) {
  return Matrix(dossier, views, planner, settings, progress).comparison();
}

Comparison compare(const Dossier& dossier, const CompareSettings& settings, Progress* progress) {
  const Case& base = dossier.base;
  const Leaves leaves(base);
  const std::size_t count = std::max<std::size_t>(settings.weight_draws, 1);
  std::vector<ViewWeights> drawn(base.views.size());
  CHECK(settings.means.empty() || settings.means.size() == base.views.size());
  parallel_blocks(drawn.size(), 1, settings.threads, [&](std::size_t begin, std::size_t) {
    const ViewId view{static_cast<std::uint32_t>(begin)};
    drawn[begin] = {.view = view,
                    .mean = settings.means.empty()
                                ? reference_weights(base, leaves, view, settings.seed)
                                : settings.means[begin],
                    .draws = draw_weights(base, leaves, view, count, settings.seed)};
  });
  std::vector<ViewWeights> views;
  for (ViewWeights& view : drawn) {
    if (!view.draws.empty()) views.push_back(std::move(view));
  }
  if (views.empty()) {
    const Weights equal = leaves.equal_weights(base);
    views.push_back({.view = std::nullopt, .mean = equal, .draws = {equal}});
  }
  // The plans themselves are made side by side.
  const SequenceSettings sequencing{.seed = settings.seed,
                                    .work = settings.plan_work,
                                    .proof_work = 0,  // ninety plans and more: the search alone
                                    .threads = 1,
                                    .wants_tight_bound = false};
  const Planner planner = [&](const Case& design, const Weights& weights,
                              std::optional<ViewId> view) {
    return sequence(base, design, weights, view, sequencing);
  };
  return compare_designs(dossier, views, planner, settings, progress);
}

}  // namespace penholder
