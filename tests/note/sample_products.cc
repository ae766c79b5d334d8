#include "note/sample_products.h"

#include <utility>

namespace penholder {
namespace {

/// Task t stands at rank (t + shift) for sure; values fall by rank.
ViewRanking ranked(const Case& c, std::optional<ViewId> view, std::uint32_t shift) {
  const auto tasks = static_cast<std::uint32_t>(c.tasks.size());
  const Leaves leaves(c);
  ViewRanking ranking;
  ranking.view = view;
  ranking.samples = 1000;
  ranking.acceptance = 0.4;
  ranking.mean_weights = leaves.equal_weights(c);
  ranking.weight_low = IdVector<LeafId, double>(leaves.size(), 0.05);
  ranking.weight_high = IdVector<LeafId, double>(leaves.size(), 0.6);
  ranking.rows = IdVector<TaskId, ViewRanking::Row>(tasks);
  ranking.by_mean_rank.resize(tasks);
  for (const TaskId task : c.tasks.ids()) {
    const std::uint32_t rank = (task.value + shift) % tasks;
    ViewRanking::Row& row = ranking.rows[task];
    row.mean_value = 24.0 - 2.5 * rank;
    row.low_value = row.mean_value - 2.0;
    row.high_value = row.mean_value + 3.0;
    row.mean_rank = rank + 1.2;
    row.rank_acceptability.assign(tasks, 0.0);
    row.rank_acceptability[rank] = 0.8;
    row.rank_acceptability[(rank + 1) % tasks] = 0.2;
    ranking.by_mean_rank[rank] = task;
  }
  ranking.pairwise.assign(tasks * tasks, 0.0);
  for (const TaskId a : c.tasks.ids()) {
    for (const TaskId b : c.tasks.ids()) {
      const bool is_above = ranking.rows[a].mean_rank < ranking.rows[b].mean_rank;
      ranking.pairwise[a.value * tasks + b.value] = a == b ? 0.0 : is_above ? 0.93 : 0.07;
    }
  }
  ranking.standard_error = 0.012;
  if (shift < 2) ranking.winner = ranking.by_mean_rank[0];
  return ranking;
}

Ranking ranking_of(const Case& c) {
  Ranking ranking;
  ranking.case_id = c.id;
  ranking.seed = 7;
  ranking.samples_asked = 1000;
  ranking.winner_margin = 0.1;
  for (const ViewId view : c.views.ids()) ranking.views.push_back(ranked(c, view, view.value));
  ranking.all = ranked(c, std::nullopt, 1);
  if (!ranking.views.empty()) ranking.reference = 0;
  ranking.shared = {{.above = TaskId{1}, .below = TaskId{5}},
                    {.above = TaskId{1}, .below = TaskId{6}},
                    {.above = TaskId{2}, .below = TaskId{6}}};
  if (ranking.views.size() > 2) {
    ranking.contested = {{.a = TaskId{7}, .b = TaskId{0}, .view_for = 1, .view_against = 0},
                         {.a = TaskId{6}, .b = TaskId{2}, .view_for = 2, .view_against = 0}};
  }
  return ranking;
}

Plan plan_of(const Case& c) {
  const Leaves leaves(c);
  Plan plan;
  plan.case_id = c.id;
  plan.seed = 7;
  if (!c.views.empty()) plan.view = ViewId{0};
  plan.weights = leaves.equal_weights(c);
  plan.tasks = IdVector<TaskId, PlannedTask>(c.tasks.size());
  for (const TaskId task : c.tasks.ids()) {
    PlannedTask& planned = plan.tasks[task];
    planned.full_value = 20.0 - 2.0 * task.value;
    planned.included = task.value != 7 && task.value != 4;
    if (!planned.included) {
      planned.held_back_by = "the trust fund is spent";
      continue;
    }
    if (c.tasks[task].is_standing()) {
      planned.levels = task.value == 0 ? std::vector<int>{1, 1, 1} : std::vector<int>{0, 1, 1};
      planned.credit = 0.8;
      planned.held_back_by = task.value == 0 ? "" : "helicopters until 1 August 2030";
    } else {
      planned.start = static_cast<Days>(20 * task.value);
      planned.finish = planned.start + 110;
      planned.credit = 0.6;
      planned.held_back_by = "its own duration";
      plan.order.push_back(task);
    }
    planned.value = planned.full_value * planned.credit;
    plan.value += planned.value;
  }
  plan.upper_bound = plan.value + 3.2;
  plan.bound_source = "every asset on its own, with fractions of tasks";
  for (const AssetId asset : c.assets.ids()) {
    AssetUse use{.asset = asset, .steps = {}};
    if (c.assets[asset].kind == Asset::Kind::Budget) {
      use.steps = {{.from = 0, .used = 900, .capacity = 1000}};
    } else {
      use.steps = {{.from = 0, .used = 4, .capacity = 4}, {.from = 181, .used = 4, .capacity = 6}};
    }
    plan.use.push_back(std::move(use));
  }
  return plan;
}

Outlook outlook_of(const Case& c) {
  Outlook outlook;
  outlook.case_id = c.id;
  outlook.seed = 7;
  outlook.replications = 20000;
  outlook.planned_value = 61.3;
  outlook.value = {.mean = 54.2, .standard_error = 0.06};
  outlook.value_spread = {.p5 = 41, .p10 = 44.4, .p50 = 55, .p90 = 63.2, .p95 = 66};
  outlook.leaf_attainment =
      IdVector<LeafId, Measured>(Leaves(c).size(), {.mean = 0.56, .standard_error = 0.001});
  outlook.all_benchmarks = {.mean = 0.18, .standard_error = 0.003};
  outlook.benchmarks_met = {0.3, 0.52, 0.18};
  for (const BenchmarkId id : c.benchmarks.ids()) {
    BenchmarkOutlook benchmark{.benchmark = id, .met = {}, .met_in_horizon = 0.0, .curve = {}};
    benchmark.met = {.mean = id.value == 0 ? 0.62 : 0.31, .standard_error = 0.0034};
    benchmark.met_in_horizon = benchmark.met.mean + 0.05;
    for (Days day = 0; day <= 360; day += 30) {
      benchmark.curve.day.push_back(day);
      benchmark.curve.probability.push_back(benchmark.met_in_horizon * day / 360.0);
    }
    outlook.benchmarks.push_back(std::move(benchmark));
  }
  for (const TaskId task : c.tasks.ids()) {
    TaskOutlook row{};
    row.task = task;
    row.done = 0.9 - 0.05 * task.value;
    row.on_plan = 0.5;
    row.finish = {.p5 = 100, .p10 = 110, .p50 = 150, .p90 = 220, .p95 = 240};
    row.mean_credit = 0.5;
    row.criticality = 0.1 * task.value;
    outlook.tasks.push_back(row);
  }
  for (const ShockId shock : c.shocks.ids()) {
    outlook.shocks.push_back(
        {.shock = shock,
         .strikes = 0.2 + 0.2 * shock.value,
         .value_lost = {.mean = 2.4 - 0.9 * shock.value, .standard_error = 0.05},
         .value_when_struck = 50,
         .value_when_spared = 56,
         .all_benchmarks_lost = 0.04});
  }
  const auto driver = [&](std::string id, std::string title, const Basis& basis, double share) {
    outlook.drivers.push_back({.id = std::move(id),
                               .title = std::move(title),
                               .basis = basis,
                               .span = {},
                               .value_low = 54 + 8 * share,
                               .value_high = 54 - 12 * share,
                               .low_label = "14 weeks or less",
                               .high_label = "22 weeks or more",
                               .variance_share = share});
  };
  if (c.tasks.size() > 3 && c.tasks[TaskId{3}].duration) {
    driver("duration/" + c.tasks[TaskId{3}].id, c.tasks[TaskId{3}].title + ": duration",
           c.tasks[TaskId{3}].duration->basis, 0.41);
  }
  for (const Condition& condition : c.conditions) {
    driver("condition/" + condition.id, condition.title, condition.probability.basis, 0.22);
  }
  outlook.explained = 0.78;
  outlook.judgement_share = 0.91;
  outlook.bin_width = 2.0;
  outlook.value_bins.assign(50, 0.0);
  for (std::size_t i = 20; i < 34; ++i) outlook.value_bins[i] = 1.0 / 14.0;
  return outlook;
}

Comparison comparison_of(const Case& c) {
  Comparison comparison;
  comparison.case_id = c.id;
  comparison.seed = 7;
  comparison.replications = 4000;
  for (const ViewId view : c.views.ids()) comparison.views.push_back(view);
  const auto row = [&](std::optional<OptionId> option, std::string title, double gain) {
    DesignRow design;
    design.option = option;
    design.title = std::move(title);
    for (const ViewId view : c.views.ids()) {
      Cell cell;
      cell.planned_value = 60 + gain;
      cell.upper_bound = 66 + gain;
      cell.value = {.mean = 54 + gain + view.value, .standard_error = 0.1};
      cell.spread = {.p5 = 40, .p10 = 43, .p50 = 54, .p90 = 63, .p95 = 66};
      cell.chance_best = option ? 0.7 : 0.3;
      cell.mean_regret = option ? 0.2 : gain + 1.1;
      cell.worst_regret = 3.0;
      cell.gain = {.mean = option ? gain - view.value : 0.0, .standard_error = option ? 0.12 : 0.0};
      cell.all_benchmarks = {.mean = 0.18, .standard_error = 0.006};
      design.cells.push_back(cell);
    }
    design.worst_view_regret = option ? 0.4 : 1.1;
    comparison.designs.push_back(std::move(design));
  };
  row(std::nullopt, "The mandate as it stands", 0.0);
  for (const OptionId option : c.options.ids()) row(option, c.options[option].title, 2.1);
  comparison.least_regret = comparison.designs.size() - 1;
  comparison.best_by_view.assign(comparison.views.size(), comparison.least_regret);
  if (!comparison.best_by_view.empty()) comparison.best_by_view.back() = std::nullopt;
  if (comparison.designs.size() > 1) {
    comparison.designs[1].tasks_gained = {"Set up an archive"};
    comparison.designs[1].tasks_lost = {"Support redeployment to the north"};
    for (const Condition& condition : c.conditions) {
      comparison.cruxes.push_back({.id = "condition/" + condition.id,
                                   .title = condition.title,
                                   .basis = condition.probability.basis,
                                   .span = {},
                                   .value_of_settling = 0.7,
                                   .low_prefers = comparison.designs[0].title,
                                   .high_prefers = comparison.designs[1].title,
                                   .standard_error = 0.04});
    }
    comparison.room_best = 1;
    comparison.room_second = 0;
    comparison.room_lead = {.mean = 2.1, .standard_error = 0.1};
    comparison.turns = {{.leaf = LeafId{1}, .shift = 0.23, .design = 0}};
    comparison.questions = 61;
    comparison.value_of_view = {.mean = 0.3, .standard_error = 0.05};
    comparison.value_of_weights = {.mean = 0.5, .standard_error = 0.05};
    comparison.value_of_all = {.mean = 1.4, .standard_error = 0.06};
    const Leaves leaves(c);
    for (std::size_t d = 0; d < comparison.designs.size(); ++d) {
      Preference preference;
      preference.of_all = {.mean = d == 1 ? 0.8 : d == 0 ? 0.2 : 0.0, .standard_error = 0.01};
      for (std::size_t v = 0; v < comparison.views.size(); ++v) {
        preference.by_view.push_back(
            {.mean = (d == 0) == (v == 0) && d < 2 ? 0.9 : 0.1, .standard_error = 0.01});
      }
      preference.standing = d < 2 ? Preference::Standing::SomeViews : Preference::Standing::Nowhere;
      if (d < 2) {
        for (const LeafId leaf : leaves.ids()) {
          preference.weight.push_back(
              {.p10 = 0.02, .p50 = 0.1 + 0.05 * static_cast<double>(leaf.value), .p90 = 0.4});
        }
      }
      comparison.preferences.push_back(preference);
    }
    for (std::size_t leaf = 0; leaf < leaves.size(); ++leaf) {
      comparison.all_weights.push_back({.p10 = 0.02, .p50 = 0.2, .p90 = 0.5});
    }
  }
  return comparison;
}

/// What the robust plan adds to the core index: one borderline task that the second view wants, and
/// a recommended plan that swaps two tasks.
void add_room(RobustPlan& robust, const Case& c, const Plan& plan) {
  robust.case_id = c.id;
  for (const ViewId view : c.views.ids()) robust.views.push_back(view);
  if (robust.views.empty()) robust.views.push_back(std::nullopt);
  robust.vectors.assign(robust.views.size(), 20);
  if (c.tasks.size() < 6) return;
  BorderlineTask task;
  task.task = TaskId{4};
  task.share = robust.core.share[TaskId{4}];
  task.standard_error = 0.06;
  task.share_by_view.assign(robust.views.size(), 0.1);
  if (robust.views.size() > 1) task.share_by_view[1] = 0.95;
  task.is_in_reference = plan.tasks[TaskId{4}].included;
  BorderlineTask::Turned turned;
  turned.loss = 0.8;
  turned.least_loss = 0.6;
  turned.changes = {{.kind = PlanChange::Kind::Enters, .task = TaskId{4}, .points = 1.9},
                    {.kind = PlanChange::Kind::Leaves, .task = TaskId{5}, .points = -2.7}};
  task.turned = turned;
  robust.borderline.push_back(task);
  for (int i = 0; i < 2; ++i) {
    RobustCandidate candidate;
    candidate.origin =
        i == 0 ? RobustCandidate::Origin::Reference : RobustCandidate::Origin::Mixture;
    for (std::size_t v = 0; v < robust.views.size(); ++v) {
      const double low = (i == 0 ? 0.4 : 0.7) + (i == 0 ? 1.1 : 0.3) * static_cast<double>(v);
      candidate.by_view.push_back(
          {.low = low, .high = low, .standard_error = 0.1, .most = 2.0 * low});
    }
    candidate.worst_view = robust.views.size() - 1;
    candidate.overall = candidate.by_view.front();
    robust.candidates.push_back(candidate);
  }
  robust.weighed = 17;
  robust.recommended = 1;
  robust.plan = plan;
  robust.worst_regret_bound = 0.9;
  robust.changes = {{.kind = PlanChange::Kind::Enters, .task = TaskId{4}, .points = 1.9},
                    {.kind = PlanChange::Kind::Loses, .task = TaskId{1}, .points = -0.6}};
}

}  // namespace

SampleProducts sample_products(Dossier dossier) {
  SampleProducts products;
  const Case& c = dossier.base;
  products.ranking = ranking_of(c);
  products.plan = plan_of(c);
  products.robust.core.plans = 60;
  products.robust.core.share = IdVector<TaskId, double>(c.tasks.size(), 1.0);
  products.robust.core.coreness = IdVector<TaskId, Coreness>(c.tasks.size(), Coreness::Core);
  if (c.tasks.size() > 7) {
    products.robust.core.share[TaskId{4}] = 0.35;
    products.robust.core.coreness[TaskId{4}] = Coreness::Borderline;
    products.robust.core.share[TaskId{7}] = 0.0;
    products.robust.core.coreness[TaskId{7}] = Coreness::Out;
  }
  add_room(products.robust, c, products.plan);
  if (!c.assets.empty() && !c.assets[AssetId{0}].capacity.empty()) {
    products.bindings.push_back(
        {.easing = {.fact = {.kind = CaseFact::Kind::Capacity, .asset = AssetId{0}}, .by = 0.4},
         .gain = 2.34});
  }
  if (!c.links.empty()) {
    products.bindings.push_back(
        {.easing = {.fact = {.kind = CaseFact::Kind::Link, .link = LinkId{0}}, .by = std::nullopt},
         .gain = 1.2});
  }
  if (!c.tasks.empty()) {
    products.bindings.push_back(
        {.easing = {.fact = {.kind = CaseFact::Kind::Must, .task = TaskId{0}}, .by = std::nullopt},
         .gain = 0.3});
  }
  products.outlook = outlook_of(c);
  products.comparison = comparison_of(c);
  products.dossier = std::move(dossier);
  return products;
}

SampleProducts no_products(Dossier dossier) {
  SampleProducts products;
  products.dossier = std::move(dossier);
  return products;
}

}  // namespace penholder
