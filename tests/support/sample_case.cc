#include "support/sample_case.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/check.h"

namespace penholder {
namespace {

std::vector<Citation> cite(std::string locator) {
  return {{.source = SourceId{0}, .locator = std::move(locator), .span = {}}};
}

Basis judgement(std::string reason) {
  return {.kind = Basis::Kind::Judgement, .cites = {}, .reason = std::move(reason)};
}

template <class IdType, class Entity>
IdType named(const IdVector<IdType, Entity>& entities, std::string_view id) {
  const auto found = find_by_id(entities, id);
  CHECK(found.has_value());
  return *found;
}

Serves serves(const Case& c, std::string_view objective, double low, double likely, double high) {
  return {.objective = named(c.objectives, objective),
          .strength = judged(low, likely, high),
          .level = {"some", "some", "strong"},
          .span = {}};
}

Need need(const Case& c, std::string_view asset, Estimate amount) {
  return {.asset = named(c.assets, asset), .amount = std::move(amount), .span = {}};
}

void add_setting(Case& c) {
  c.id = "sylvania";
  c.title = "A fictional mission in Sylvania";
  c.as_of = Date(2030, 1, 15);
  c.horizon = {Date(2030, 2, 1), Date(2031, 2, 1)};
  c.phases = {{.id = "before-vote",
               .title = "Before the vote",
               .range = {Date(2030, 2, 1), Date(2030, 6, 1)},
               .span = {}},
              {.id = "vote",
               .title = "The vote",
               .range = {Date(2030, 6, 1), Date(2030, 10, 1)},
               .span = {}},
              {.id = "after-vote",
               .title = "After the vote",
               .range = {Date(2030, 10, 1), Date(2031, 2, 1)},
               .span = {}}};
  c.summary = "Everything in this case is invented.";
  c.question = "What comes first when the means do not reach?";
  c.tolerance_levels = 1;
  c.tolerance_basis = judgement("two desk officers differed by at most one level");
  c.context = {{.text = "The parties signed an agreement.", .cites = cite("1"), .span = {}}};
  c.gaps = {"The annex of the agreement was not at hand."};
  c.scale = {{.id = "some",
              .title = "Some",
              .value = 0.3,
              .meaning = "helps",
              .basis = judgement("anchor"),
              .span = {}},
             {.id = "strong",
              .title = "Strong",
              .value = 0.7,
              .meaning = "needed",
              .basis = judgement("anchor"),
              .span = {}},
             {.id = "decisive",
              .title = "Decisive",
              .value = 1.0,
              .meaning = "cannot be reached without it",
              .basis = judgement("anchor"),
              .span = {}}};
  c.sources = {{.id = "s-res-9001",
                .symbol = "S/RES/9001 (2029)",
                .title = "The situation in Sylvania",
                .date = Date(2029, 12, 18),
                .kind = Source::Kind::Resolution,
                .held = Source::Held::Full,
                .note = "fictional",
                .span = {},
                .symbol_at = {},
                .date_at = {}}};
  c.areas = {{.id = "north",
              .title = "North",
              .pcode = "SY01",
              .parent = std::nullopt,
              .at = Area::Point{17.5, -1.0},
              .need = judged(0.5, 0.6, 0.7),
              .cites = {},
              .span = {}},
             {.id = "south",
              .title = "South",
              .pcode = "SY02",
              .parent = std::nullopt,
              .at = Area::Point{13.0, -6.0},
              .need = judged(0.2, 0.4, 0.5),
              .cites = {},
              .span = {}}};
  c.actors = {{.id = "mission",
               .title = "The mission",
               .kind = Actor::Kind::Mission,
               .may_not = {{.what = "counter-terrorism",
                            .text = "the mission does not fight terrorist groups",
                            .cites = cite("9"),
                            .span = {}}},
               .cites = cite("5"),
               .span = {}},
              {.id = "government",
               .title = "The Government",
               .kind = Actor::Kind::HostState,
               .may_not = {},
               .cites = {},
               .span = {}}};
  c.mission = ActorId{0};
}

void add_objectives(Case& c) {
  const auto add = [&](std::string id, std::string title, std::optional<std::string> parent,
                       std::optional<int> tier) {
    std::optional<ObjectiveId> above;
    if (parent) above = named(c.objectives, *parent);
    c.objectives.push_back({.id = std::move(id),
                            .title = std::move(title),
                            .parent = above,
                            .tier = tier,
                            .window = std::nullopt,
                            .cites = cite("5"),
                            .span = {}});
  };
  add("peace", "A lasting peace", std::nullopt, std::nullopt);
  add("agreement", "The agreement is carried out", "peace", 1);
  add("reform", "Institutions are reformed", "agreement", std::nullopt);
  add("security-reform", "One army serves all", "agreement", std::nullopt);
  add("north-stable", "The north is stable", "peace", 2);
  add("civilians", "Civilians are safe", "north-stable", std::nullopt);
  add("rights", "Rights are protected", "peace", std::nullopt);
  c.priority_rule = {
      .kind = PriorityRule::Kind::Order,
      .order = {named(c.objectives, "agreement"), named(c.objectives, "north-stable")},
      .text = "the agreement comes first",
      .cites = cite("6"),
      .span = {}};
}

void add_assets(Case& c) {
  c.assets = {{.id = "helicopters",
               .title = "Helicopters",
               .kind = Asset::Kind::Renewable,
               .unit = "aircraft",
               .areas = {},
               .capacity = {{.from = Date(2030, 2, 1), .amount = judged(3, 4, 4)},
                            {.from = Date(2030, 8, 1), .amount = judged(4, 6, 7)}},
               .cites = {},
               .span = {}},
              {.id = "advisers",
               .title = "Advisers",
               .kind = Asset::Kind::Renewable,
               .unit = "advisers",
               .areas = {},
               .capacity = {{.from = Date(2030, 2, 1), .amount = cited(10)}},
               .cites = cite("7"),
               .span = {}},
              {.id = "patrols",
               .title = "Patrol companies",
               .kind = Asset::Kind::Renewable,
               .unit = "companies",
               .areas = {AreaId{0}},
               .capacity = {{.from = Date(2030, 2, 1), .amount = judged(4, 5, 6)}},
               .cites = {},
               .span = {}},
              {.id = "fund",
               .title = "Trust fund",
               .kind = Asset::Kind::Budget,
               .unit = "thousand dollars",
               .areas = {},
               .capacity = {{.from = Date(2030, 2, 1), .amount = judged(800, 1000, 1100)}},
               .cites = {},
               .span = {}}};
}

Task make_task(std::string id, std::string title, std::string locator) {
  Task task;
  task.id = std::move(id);
  task.title = std::move(title);
  task.cites = cite(std::move(locator));
  task.force = "decides";
  task.leads = {ActorId{0}};
  return task;
}

void add_tasks(Case& c) {
  const auto standing = [&](Task task, std::vector<Serves> what, std::vector<Need> needs) {
    task.kind = Task::Kind::Standing;
    task.serves = std::move(what);
    task.needs = std::move(needs);
    task.levels = {{.id = "basic",
                    .title = "Basic",
                    .effort = 0.4,
                    .effect = 0.6,
                    .basis = judgement("half the posts reach most of the people"),
                    .span = {}},
                   {.id = "full",
                    .title = "Full",
                    .effort = 1.0,
                    .effect = 1.0,
                    .basis = judgement("by definition"),
                    .span = {}}};
    c.tasks.push_back(std::move(task));
  };
  const auto discrete = [&](Task task, std::vector<Serves> what, Estimate duration,
                            std::vector<Need> needs) {
    task.kind = Task::Kind::Discrete;
    task.serves = std::move(what);
    task.duration = std::move(duration);
    task.needs = std::move(needs);
    c.tasks.push_back(std::move(task));
  };

  standing(make_task("good-offices", "Use good offices with the parties", "8.a.i"),
           {serves(c, "reform", 0.5, 0.7, 1.0), serves(c, "security-reform", 0.2, 0.3, 0.7)},
           {need(c, "advisers", judged(2, 3, 4))});
  discrete(make_task("decentralise", "Support the law on decentralisation", "8.a.ii"),
           {serves(c, "reform", 0.3, 0.7, 0.9)}, judged(60, 90, 150),
           {need(c, "advisers", judged(3, 4, 5)), need(c, "fund", judged(150, 200, 300))});
  discrete(make_task("elections", "Support the elections", "8.a.iii"),
           {serves(c, "reform", 0.7, 1.0, 1.0)}, judged(90, 120, 160),
           {need(c, "advisers", cited(4)), need(c, "helicopters", cited(2)),
            need(c, "fund", cited(400))});
  discrete(make_task("merge-units", "Support the merging of units", "8.b.i"),
           {serves(c, "security-reform", 0.7, 1.0, 1.0)}, judged(100, 140, 240),
           {need(c, "helicopters", judged(1, 2, 3)), need(c, "fund", cited(300))});
  discrete(make_task("redeploy", "Support redeployment to the north", "8.b.ii"),
           {serves(c, "security-reform", 0.3, 0.7, 0.9), serves(c, "civilians", 0.1, 0.3, 0.5)},
           judged(60, 80, 120), {need(c, "helicopters", cited(2)), need(c, "patrols", cited(2))});
  standing(make_task("protect", "Protect civilians in the north", "8.c.i"),
           {serves(c, "civilians", 0.7, 1.0, 1.0)},
           {need(c, "helicopters", judged(2, 3, 4)), need(c, "patrols", judged(3, 4, 5))});
  standing(make_task("monitor-rights", "Monitor human rights", "8.d"),
           {serves(c, "rights", 0.7, 1.0, 1.0)}, {need(c, "advisers", cited(3))});
  discrete(make_task("archive", "Set up an archive", "9.a"), {serves(c, "rights", 0.1, 0.3, 0.3)},
           judged(30, 40, 60), {need(c, "advisers", cited(1)), need(c, "fund", cited(200))});

  auto& tasks = c.tasks;
  tasks[named(tasks, "good-offices")].must = true;
  tasks[named(tasks, "protect")].areas = {AreaId{0}};
  tasks[named(tasks, "protect")].counted_over = {AreaId{0}, AreaId{1}};
  tasks[named(tasks, "redeploy")].areas = {AreaId{0}};
  tasks[named(tasks, "archive")].list = Task::List::Other;
  tasks[named(tasks, "archive")].force = "authorizes";
  tasks[named(tasks, "archive")].credit = {
      .kind = CreditRule::Kind::Constant, .by = std::nullopt, .is_default = false};
}

void add_events(Case& c) {
  c.milestones = {{.id = "vote",
                   .title = "Election day",
                   .kind = Milestone::Kind::Vote,
                   .date = {.low = Date(2030, 9, 1),
                            .likely = Date(2030, 9, 15),
                            .high = Date(2030, 11, 15),
                            .basis = judgement("two earlier votes slipped"),
                            .span = {}},
                   .cites = cite("3"),
                   .span = {}},
                  {.id = "mandate-end",
                   .title = "End of the mandate",
                   .kind = Milestone::Kind::Mandate,
                   .date = {.low = Date(2031, 1, 31),
                            .likely = Date(2031, 1, 31),
                            .high = Date(2031, 1, 31),
                            .basis = {.kind = Basis::Kind::Cited, .cites = cite("4"), .reason = ""},
                            .span = {}},
                   .cites = cite("4"),
                   .span = {}}};
  c.conditions = {{.id = "law",
                   .title = "The electoral law is adopted",
                   .holder = ActorId{1},
                   .probability = judged(0.6, 0.8, 0.9),
                   .date = {.low = Date(2030, 3, 1),
                            .likely = Date(2030, 4, 1),
                            .high = Date(2030, 6, 1),
                            .basis = judgement("announced for spring"),
                            .span = {}},
                   .cites = {},
                   .span = {}}};
  c.tasks[named(c.tasks, "elections")].credit = {
      .kind = CreditRule::Kind::Step, .by = MilestoneId{0}, .is_default = true};

  const auto link = [&](std::string id, Link::Kind kind, std::string_view task, LinkTarget on) {
    Link made;
    made.id = std::move(id);
    made.kind = kind;
    made.task = named(c.tasks, task);
    made.on = on;
    made.basis = judgement("as practice elsewhere suggests");
    return made;
  };
  const auto task = [&](std::string_view id) { return LinkTarget{named(c.tasks, id)}; };
  Link after =
      link("elections-after-decentralise", Link::Kind::After, "elections", task("decentralise"));
  after.lag = judged(0, 14, 30);
  c.links.push_back(std::move(after));
  c.links.push_back(
      link("elections-after-law", Link::Kind::After, "elections", LinkTarget{ConditionId{0}}));
  Link not_before = link("redeploy-not-before", Link::Kind::NotBefore, "redeploy", LinkTarget{});
  not_before.date = Date(2030, 4, 1);
  c.links.push_back(std::move(not_before));
  c.links.push_back(
      link("elections-due", Link::Kind::Due, "elections", LinkTarget{MilestoneId{0}}));
  Link together =
      link("pillars-together", Link::Kind::Together, "merge-units", task("decentralise"));
  together.within = cited(42);
  c.links.push_back(std::move(together));
  c.links.push_back(
      link("redeploy-requires-merge", Link::Kind::Requires, "redeploy", task("merge-units")));
  c.links.push_back(
      link("archive-or-redeploy", Link::Kind::InsteadOf, "archive", task("redeploy")));

  const auto benchmark = [&](std::string id, std::string title, DateRef due, std::vector<TaskId> by,
                             Estimate feasibility) {
    Benchmark made;
    made.id = std::move(id);
    made.title = std::move(title);
    made.indicator = "held or not";
    made.due = due;
    made.on = ActorId{1};
    made.delivered_by = std::move(by);
    made.feasibility = std::move(feasibility);
    made.cites = cite("3");
    return made;
  };
  c.benchmarks.push_back(benchmark("vote-held", "The vote is held", DateRef{Date(2030, 12, 1)},
                                   {named(c.tasks, "elections")}, judged(0.5, 0.7, 0.9)));
  c.benchmarks[BenchmarkId{0}].needs = {ConditionId{0}};
  c.benchmarks[BenchmarkId{0}].lag = judged(0, 10, 30);
  c.benchmarks.push_back(benchmark(
      "units-merged", "Two battalions are merged", DateRef{MilestoneId{1}},
      {named(c.tasks, "merge-units"), named(c.tasks, "good-offices")}, judged(0.3, 0.5, 0.7)));

  const auto effect = [](Effect::Kind kind) {
    Effect made;
    made.kind = kind;
    return made;
  };
  Shock strike{.id = "strike",
               .title = "A general strike",
               .rate = judged(0.5, 1.0, 2.0),
               .probability = std::nullopt,
               .window = std::nullopt,
               .effects = {},
               .cites = cite("2"),
               .span = {}};
  strike.effects.push_back(effect(Effect::Kind::Delay));
  strike.effects.back().objectives = {named(c.objectives, "reform")};
  strike.effects.back().by = judged(10, 20, 45);
  c.shocks.push_back(std::move(strike));
  Shock withdrawal{.id = "withdrawal",
                   .title = "A contingent is withdrawn",
                   .rate = std::nullopt,
                   .probability = judged(0.1, 0.2, 0.4),
                   .window = DateRange{Date(2030, 5, 1), Date(2030, 9, 1)},
                   .effects = {},
                   .cites = {},
                   .span = {}};
  withdrawal.effects.push_back(effect(Effect::Kind::LoseCapacity));
  withdrawal.effects.back().assets = {named(c.assets, "helicopters"), named(c.assets, "patrols")};
  withdrawal.effects.back().share = judged(0.2, 0.4, 0.6);
  withdrawal.effects.back().lasting = judged(60, 90, 180);
  c.shocks.push_back(std::move(withdrawal));
  Shock attacks{.id = "attacks",
                .title = "Attacks close the north",
                .rate = judged(0.3, 0.6, 1.2),
                .probability = std::nullopt,
                .window = std::nullopt,
                .effects = {},
                .cites = {},
                .span = {}};
  attacks.effects.push_back(effect(Effect::Kind::CloseArea));
  attacks.effects.back().areas = {AreaId{0}};
  attacks.effects.back().lasting = judged(14, 30, 60);
  attacks.effects.push_back(effect(Effect::Kind::UndoBenchmark));
  attacks.effects.back().benchmarks = {BenchmarkId{1}};
  attacks.effects.back().share = judged(0.1, 0.2, 0.4);
  c.shocks.push_back(std::move(attacks));
}

void add_views(Case& c) {
  const auto objective = [&](std::string_view id) { return named(c.objectives, id); };
  const auto statement = [](auto says) {
    Statement made;
    made.says = std::move(says);
    made.basis = judgement("our reading");
    return made;
  };
  c.views = {
      {.id = "as-mandated",
       .title = "As the mandate has it",
       .held_by = Support::Text,
       .statements = {statement(
           PreferObjectives{{objective("agreement"), objective("north-stable")}})},
       .cites = cite("6"),
       .span = {}},
      {.id = "civilians-first",
       .title = "Civilians first",
       .held_by = Support::Some,
       .statements = {statement(PreferObjectives{{objective("civilians"), objective("agreement")}}),
                      statement(ShareBetween{objective("rights"), objective("peace"), 0.1, 0.4})},
       .cites = {},
       .span = {}},
      {.id = "army-first",
       .title = "One army first",
       .held_by = Support::One,
       .statements =
           {statement(RatioBetween{objective("security-reform"), objective("reform"), 1.5, 3.0}),
            statement(PreferTasks{{named(c.tasks, "merge-units"), named(c.tasks, "archive")}})},
       .cites = {},
       .span = {}}};
  c.reference_view = ViewId{0};
  c.options = {{.id = "more-helicopters",
                .title = "Two more helicopters",
                .summary = "The Council asks for two more helicopters.",
                .group = "",
                .held_by = Support::Most,
                .changes = {{.kind = Change::Kind::Set,
                             .entity = "asset",
                             .id = "helicopters",
                             .field = "capacity",
                             .title = "Helicopters",
                             .basis = judgement("one unit has been offered"),
                             .span = {}}},
                .cites = {},
                .span = {}}};
}

}  // namespace

Estimate cited(double value) {
  return {.low = value,
          .likely = value,
          .high = value,
          .basis = {.kind = Basis::Kind::Cited, .cites = cite("7"), .reason = ""},
          .span = {}};
}

Estimate judged(double low, double likely, double high) {
  return {
      .low = low, .likely = likely, .high = high, .basis = judgement("a round guess"), .span = {}};
}

Dossier sample_dossier() {
  Dossier dossier;
  Case& base = dossier.base;
  add_setting(base);
  add_objectives(base);
  add_assets(base);
  add_tasks(base);
  add_events(base);
  add_views(base);

  Case design = base;
  for (Asset::Step& step : design.assets[named(design.assets, "helicopters")].capacity) {
    step.amount = judged(step.amount.low + 1, step.amount.likely + 2, step.amount.high + 2);
  }
  dossier.designs.push_back(std::move(design));
  return dossier;
}

}  // namespace penholder
