#include "chart/sample_products.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "support/sample_case.h"

namespace penholder {
namespace {

// A fixed pattern in [0, 1) without a generator: fractional parts of multiples of the golden ratio.
double pattern(std::size_t i) {
  const double x = static_cast<double>(i + 1) * 0.6180339887498949;
  return x - std::floor(x);
}

constexpr std::array<const char*, 27> kTitles = {
    "Support the Government in carrying out the peace agreement",
    "Support the constitutional review and the referendum",
    "Support free and fair elections, with logistics and security",
    "Support decentralisation and the return of State services",
    "Support disarmament, demobilisation and reintegration",
    "Support the merging of former combatants into the defence forces",
    "Support the redeployment of the reconstituted defence and security forces in the north",
    "Support measures of justice and reconciliation, among them the truth commission",
    "Use good offices with the parties and the monitoring committee",
    "Facilitate a political strategy against violence in the centre",
    "Support the return of State presence in the centre",
    "Protect civilians under threat of physical violence",
    "Take active steps to anticipate and deter threats in the centre",
    "Strengthen community engagement and early warning",
    "Mitigate the risk to civilians before and during operations",
    "Monitor, document and report on violations of human rights",
    "Support the fight against impunity with mobile court teams",
    "Support accountability of the defence forces",
    "Create a secure environment for humanitarian assistance",
    "Coordinate with the joint force of the region and give it support",
    "Share intelligence and plans between the security presences",
    "Protect United Nations personnel, installations and equipment",
    "Clear mines and destroy explosive remnants",
    "Support projects that bring quick effects to communities",
    "Assist the authorities in removing and destroying weapons",
    "Support cultural heritage",
    "Cooperate with the panel of experts"};

constexpr std::array<const char*, 6> kViews = {
    "The mandate as it stands",           "Protection of civilians first", "Political track first",
    "Accountability and the rule of law", "The centre before the north",   "A short list of tasks"};

constexpr std::array<const char*, 7> kOptions = {
    "Transition support inside the first priority",
    "Transition support as a stand-alone third priority",
    "The proposed benchmarks taken up in full",
    "The proposed benchmarks taken up in part",
    "More aircraft and early-warning technology",
    "Protection extended to the south",
    "A stand-alone support office for the joint force"};

struct Place {
  const char* title;
  double lat, lon, need;
};
constexpr std::array<Place, 11> kPlaces = {{{"Mopti", 14.49, -4.19, 0.24},
                                            {"Gao", 16.27, -0.04, 0.17},
                                            {"Tombouctou", 16.77, -3.0, 0.13},
                                            {"Kidal", 18.44, 1.41, 0.09},
                                            {"M\u00e9naka", 15.92, 2.4, 0.12},
                                            {"S\u00e9gou", 13.43, -6.22, 0.08},
                                            {"Bandiagara", 14.35, -3.61, 0.07},
                                            {"Bamako", 12.64, -8.0, 0.03},
                                            {"Kayes", 14.45, -11.44, 0.02},
                                            {"Sikasso", 11.32, -5.67, 0.03},
                                            {"Taoud\u00e9nit", 22.68, -3.98, 0.02}}};

constexpr std::array<const char*, 8> kBenchmarks = {
    "A referendum on the constitution is held",
    "Presidential and legislative elections are held without a change of the calendar",
    "Three reconstituted battalions are deployed and operational in the north",
    "The northern development zone is working",
    "Women hold at least thirty per cent of the seats in the monitoring bodies",
    "Civil administrators are back at their posts in the centre",
    "Disarmament of three thousand combatants",
    "Trials are opened in the gravest cases of violence against civilians"};

struct Node {
  const char* title;
  int day;  // of the horizon
  int slip;
  Milestone::Kind kind;
};
constexpr std::array<Node, 10> kNodes = {
    {{"Mandate renewed", 0, 0, Milestone::Kind::Mandate},
     {"Report of the Secretary-General", 90, 0, Milestone::Kind::Report},
     {"Constitutional referendum", 122, 40, Milestone::Kind::Vote},
     {"Regional elections", 178, 50, Milestone::Kind::Vote},
     {"Report of the Secretary-General", 184, 0, Milestone::Kind::Report},
     {"Presidential and legislative elections", 241, 60, Milestone::Kind::Vote},
     {"End of the political transition", 270, 30, Milestone::Kind::Other},
     {"Report of the Secretary-General", 274, 0, Milestone::Kind::Report},
     {"Second round", 255, 60, Milestone::Kind::Vote},
     {"End of the mandate", 364, 0, Milestone::Kind::Mandate}}};

}  // namespace

Case large_case(std::size_t task_count) {
  Case c = sample_dossier().base;
  const Case small = c;
  c.tasks = {};
  for (std::size_t i = 0; i < task_count; ++i) {
    const auto model = TaskId{static_cast<std::uint32_t>(i % small.tasks.size())};
    Task task = small.tasks[model];
    task.id = fmt::format("task-{}", i + 1);
    task.title = kTitles[i % kTitles.size()];
    if (i >= kTitles.size()) task.title += fmt::format(" ({})", i + 1);
    c.tasks.push_back(std::move(task));
  }
  c.milestones = {};
  for (std::size_t i = 0; i < kNodes.size(); ++i) {
    const Node& node = kNodes[i];
    const Date date = c.horizon.start + node.day;
    c.milestones.push_back({.id = fmt::format("milestone-{}", i + 1),
                            .title = node.title,
                            .kind = node.kind,
                            .date = {.low = date - node.slip / 4,
                                     .likely = date,
                                     .high = date + node.slip,
                                     .basis = {},
                                     .span = {}},
                            .cites = {},
                            .span = {}});
  }
  const Benchmark benchmark = small.benchmarks[BenchmarkId{0}];
  c.benchmarks = {};
  for (std::size_t i = 0; i < kBenchmarks.size(); ++i) {
    Benchmark next = benchmark;
    next.id = fmt::format("benchmark-{}", i + 1);
    next.title = kBenchmarks[i];
    next.due = c.horizon.start + static_cast<Days>(120 + 30 * i);
    c.benchmarks.push_back(std::move(next));
  }
  c.views = {};
  for (std::size_t i = 0; i < kViews.size(); ++i) {
    c.views.push_back({.id = fmt::format("view-{}", i + 1),
                       .title = kViews[i],
                       .held_by = Support::Some,
                       .statements = {},
                       .cites = {},
                       .span = {}});
  }
  c.options = {};
  for (std::size_t i = 0; i < kOptions.size(); ++i) {
    Option option;
    option.id = fmt::format("option-{}", i + 1);
    option.title = kOptions[i];
    if (i < 2) option.group = "transition";
    if (i == 2 || i == 3) option.group = "benchmarks";
    c.options.push_back(std::move(option));
  }
  c.areas = {};
  for (const Place& place : kPlaces) {
    c.areas.push_back({.id = fmt::format("area-{}", c.areas.size() + 1),
                       .title = place.title,
                       .pcode = "",
                       .parent = std::nullopt,
                       .at = Area::Point{place.lat, place.lon},
                       .need = judged(place.need / 2, place.need, place.need * 1.5),
                       .cites = {},
                       .span = {}});
  }
  return c;
}

Ranking sample_ranking(const Case& c) {
  const std::size_t n = c.tasks.size();
  Ranking ranking;
  ranking.case_id = c.id;
  ranking.samples_asked = 10000;
  for (const ViewId view : c.views.ids()) {
    ViewRanking made;
    made.view = view;
    made.samples = 10000;
    made.rows.resize(n);
    std::vector<double> spread(n);
    for (std::size_t i = 0; i < n; ++i) {
      auto& row = made.rows[TaskId{static_cast<std::uint32_t>(i)}];
      row.mean_value = 9.0 * std::pow(pattern(i + view.value), 1.6) + 0.2;
      row.low_value = row.mean_value * (0.45 + 0.3 * pattern(i + 7));
      row.high_value = row.mean_value * (1.2 + 0.5 * pattern(i + 13));
      made.by_mean_rank.push_back(TaskId{static_cast<std::uint32_t>(i)});
    }
    std::ranges::stable_sort(made.by_mean_rank, std::ranges::greater{},
                             [&](TaskId t) { return made.rows[t].mean_value; });
    for (std::size_t place = 0; place < n; ++place) {
      auto& row = made.rows[made.by_mean_rank[place]];
      const double width = 0.8 + 2.5 * pattern(place + 3);
      double sum = 0;
      for (std::size_t r = 0; r < n; ++r) {
        const double d = (static_cast<double>(r) - static_cast<double>(place)) / width;
        row.rank_acceptability.push_back(std::exp(-d * d));
        sum += row.rank_acceptability.back();
      }
      for (std::size_t r = 0; r < n; ++r) {
        row.rank_acceptability[r] /= sum;
        row.mean_rank += row.rank_acceptability[r] * static_cast<double>(r + 1);
      }
    }
    if (n > 0 && view.value == 0) made.winner = made.by_mean_rank.front();
    ranking.views.push_back(std::move(made));
  }
  if (!ranking.views.empty()) {
    ranking.all = ranking.views.back();
    ranking.all.view.reset();
    ranking.reference = 0;
  }
  return ranking;
}

Plan sample_plan(const Case& c) {
  Plan plan;
  plan.case_id = c.id;
  if (!c.views.empty()) plan.view = ViewId{0};
  plan.tasks.resize(c.tasks.size());
  const Days horizon = std::max<Days>(1, c.horizon.length());
  for (const TaskId id : c.tasks.ids()) {
    const Task& task = c.tasks[id];
    PlannedTask& planned = plan.tasks[id];
    const std::size_t i = id.value;
    planned.included = i % 6 != 5 || c.tasks.size() < 6;
    planned.full_value = 4;
    if (!planned.included) {
      planned.held_back_by =
          "helicopters are all in use until the vote, and the fund is spent by then";
      if (i % 4 == 1) plan.unmet.push_back({id, "no helicopter is free before its due date"});
      continue;
    }
    planned.credit = 0.3 + 0.6 * pattern(i);
    planned.value = planned.credit * planned.full_value;
    if (task.is_standing()) {
      for (std::size_t p = 0; p < c.phases.size(); ++p) {
        planned.levels.push_back(static_cast<int>((i + p) % 3) - 1);
      }
    } else {
      planned.start = static_cast<Days>(pattern(i) * 0.7 * horizon);
      planned.finish =
          std::min(horizon, planned.start + static_cast<Days>(20 + 100 * pattern(i + 5)));
      plan.order.push_back(id);
    }
  }
  for (const AssetId asset : c.assets.ids()) {
    const double most = c.assets[asset].capacity.front().amount.likely;
    AssetUse use{.asset = asset, .steps = {}};
    if (c.assets[asset].kind == Asset::Kind::Budget) {
      use.steps = {{0, most * 0.92, most}};
    } else {
      for (int k = 0; k < 8; ++k) {
        const double capacity = k < 4 ? most : most * 1.5;
        const double share = 0.4 + 0.6 * pattern(static_cast<std::size_t>(k) + 3 * asset.value);
        const bool over = asset.value == 0 && k == 2;
        use.steps.push_back(
            {horizon * k / 8, over ? capacity * 1.25 : std::floor(capacity * share), capacity});
      }
    }
    plan.use.push_back(std::move(use));
  }
  plan.value = 61.4;
  plan.upper_bound = 66;
  return plan;
}

Outlook sample_outlook(const Case& c) {
  Outlook outlook;
  outlook.case_id = c.id;
  outlook.replications = 10000;
  outlook.planned_value = 61.4;
  outlook.value = {52.1, 0.08};
  outlook.value_spread = {41.2, 44.0, 52.4, 59.1, 60.3};
  outlook.all_benchmarks = {0.08, 0.003};
  const Days horizon = std::max<Days>(1, c.horizon.length());
  for (const BenchmarkId id : c.benchmarks.ids()) {
    const double top = 0.25 + 0.7 * pattern(id.value);
    const double middle = 0.3 + 0.4 * pattern(id.value + 4);
    BenchmarkOutlook b{.benchmark = id, .met = {}, .met_in_horizon = top, .curve = {}};
    const Days due = resolve(c, c.benchmarks[id].due) - c.horizon.start;
    for (Days day = 0; day <= horizon; day += 7) {
      const double t = static_cast<double>(day) / horizon;
      const double p = top / (1 + std::exp(-(t - middle) * 14));
      b.curve.day.push_back(day);
      b.curve.probability.push_back(p);
      if (day <= due) b.met = {p, 0.005};
    }
    outlook.benchmarks.push_back(std::move(b));
  }
  for (const ShockId id : c.shocks.ids()) {
    const double lost = 0.6 + 3.2 * pattern(id.value);
    outlook.shocks.push_back({.shock = id,
                              .strikes = 0.15 + 0.5 * pattern(id.value + 2),
                              .value_lost = {lost, 0.06},
                              .value_when_struck = 52.1 - lost * 2.1,
                              .value_when_spared = 52.1 + lost * 0.6,
                              .all_benchmarks_lost = 0.01 + 0.03 * pattern(id.value)});
  }
  constexpr std::array<const char*, 9> kDrivers = {
      "How long the support of the elections takes",
      "Whether the electoral law is adopted",
      "Whether a coup strikes",
      "How strongly good offices serve the reform of institutions",
      "Helicopters on offer from August on",
      "How long the merging of units takes",
      "When election day comes",
      "Share of posts that the Government fills once support is there",
      "Need for protection in the north, relative to the south"};
  double share = 0.31;
  for (std::size_t i = 0; i < kDrivers.size(); ++i) {
    const double swing = 11 * share / 0.31 * (i % 3 == 1 ? 1 : -1);
    Driver driver;
    driver.id = fmt::format("driver-{}", i + 1);
    driver.title = kDrivers[i];
    driver.basis.kind = i % 4 == 1 ? Basis::Kind::Cited : Basis::Kind::Judgement;
    driver.value_low = 52.1 - swing * 0.55;
    driver.value_high = 52.1 + swing * 0.45;
    driver.low_label = i % 3 == 1 ? "is not adopted" : "at most 9 weeks";
    driver.high_label = i % 3 == 1 ? "is adopted" : "16 weeks or more";
    driver.variance_share = share;
    share *= 0.66;
    outlook.drivers.push_back(std::move(driver));
  }
  outlook.judgement_share = 0.74;
  outlook.explained = 0.86;
  for (int i = 0; i < 50; ++i) {
    const double d = (i * 2.0 + 1 - 53) / 5.8;
    const double bin = std::exp(-d * d / 2) * 0.138;
    outlook.value_bins.push_back(bin < 1e-3 ? 0 : bin);
  }
  return outlook;
}

namespace {

// The triangle in strips, the first design below: what regions look like is tests/compare's matter.
void add_weights(Comparison& comparison, const Case& c) {
  const auto designs = static_cast<double>(comparison.designs.size());
  const Leaves leaves(c);
  for (const LeafId leaf : leaves.ids()) {
    const double p = pattern(leaf.value);
    comparison.all_weights.push_back({.p10 = 0.01, .p50 = 0.08 + 0.1 * p, .p90 = 0.2 + 0.2 * p});
  }
  WeightMap map;
  map.corners = {leaves.objective(LeafId{0}), leaves.objective(LeafId{1}),
                 leaves.objective(LeafId{2})};
  map.has_leaves_at_corners = leaves.size() == 3;
  for (std::size_t d = 0; d < comparison.designs.size(); ++d) {
    const double low = static_cast<double>(d) / designs;
    const double high = static_cast<double>(d + 1) / designs;
    map.parts.push_back(
        {.design = d,
         .outline = {
             {low, 1 - low, 0}, {low, 0, 1 - low}, {high, 0, 1 - high}, {high, 1 - high, 0}}});
    if (d > 0) map.borders.push_back({.from = {low, 1 - low, 0}, .to = {low, 0, 1 - low}});
    Preference preference;
    const double share = (1 - low) * (1 - low) - (1 - high) * (1 - high);
    preference.of_all = {share, 0.01};
    for (std::size_t v = 0; v < comparison.views.size(); ++v) {
      preference.by_view.push_back({v == d ? 0.7 : 0.3 * pattern(d + v), 0.02});
    }
    preference.standing = Preference::Standing::SomeViews;
    for (const LeafId leaf : leaves.ids()) {
      const double by = 0.5 + pattern(d * 7 + leaf.value);
      Preference::Range range = comparison.all_weights[leaf];
      range = {.p10 = range.p10 * by, .p50 = range.p50 * by, .p90 = range.p90 * by};
      preference.weight.push_back(range);
    }
    comparison.preferences.push_back(std::move(preference));
  }
  for (std::size_t v = 0; v < comparison.views.size(); ++v) {
    const double a = 0.15 + 0.5 * pattern(3 * v);
    const double b = (1 - a) * (0.2 + 0.6 * pattern(5 * v + 1));
    WeightMap::Cloud cloud{.mean = {a, b, 1 - a - b}, .draws = {}};
    for (std::size_t i = 0; i < 12; ++i) {
      const double da = 0.1 * (pattern(i + v) - 0.5);
      const double db = 0.1 * (pattern(2 * i + v) - 0.5);
      cloud.draws.push_back({a + da, b + db, 1 - a - b - da - db});
    }
    map.views.push_back(std::move(cloud));
  }
  comparison.weight_map = std::move(map);
}

}  // namespace

Comparison sample_comparison(const Case& c) {
  Comparison comparison;
  comparison.case_id = c.id;
  comparison.replications = 4000;
  for (const ViewId view : c.views.ids()) comparison.views.push_back(view);
  const auto add = [&](std::optional<OptionId> option) {
    DesignRow row;
    row.option = option;
    row.title = option ? c.options[*option].title : "The mandate as it stands";
    row.group = option ? c.options[*option].group : "";
    const std::size_t d = option ? option->value + 1 : 0;
    for (std::size_t v = 0; v < comparison.views.size(); ++v) {
      Cell cell;
      const double base = 49 + 6 * pattern(v);
      const double gain = option ? 7 * (pattern(d * 5 + v) - 0.35) : 0;
      cell.value = {base + gain, 0.12};
      cell.gain = {gain, 0.2};
      row.cells.push_back(cell);
    }
    row.worst_view_regret = 0.6 + 4 * pattern(d);
    comparison.designs.push_back(std::move(row));
  };
  add(std::nullopt);
  for (const OptionId option : c.options.ids()) add(option);
  for (std::size_t v = 0; v < comparison.views.size(); ++v) {
    std::size_t best = 0;
    for (std::size_t d = 0; d < comparison.designs.size(); ++d) {
      if (comparison.designs[d].cells[v].value.mean >
          comparison.designs[best].cells[v].value.mean) {
        best = d;
      }
    }
    comparison.best_by_view.push_back(v == 3 ? std::nullopt : std::optional(best));
  }
  for (std::size_t d = 0; d < comparison.designs.size(); ++d) {
    if (comparison.designs[d].worst_view_regret <
        comparison.designs[comparison.least_regret].worst_view_regret) {
      comparison.least_regret = d;
    }
  }
  add_weights(comparison, c);
  return comparison;
}

}  // namespace penholder
