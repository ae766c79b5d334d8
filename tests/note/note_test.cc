#include "note/note.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "note/numbers.h"
#include "note/phrase.h"
#include "note/sample_products.h"
#include "note/wellformed.h"
#include "support/golden.h"
#include "support/sample_case.h"

namespace penholder {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string sample_note() { return write_note(sample_products(sample_dossier()).inputs()); }

/// What a reader reads: the text without tags, styles and figures, a line for each block.
std::string text_of(std::string html) {
  const auto cut = [&](const std::string& from, const std::string& to) {
    for (std::size_t at = html.find(from); at != std::string::npos; at = html.find(from, at)) {
      html.erase(at, html.find(to, at) + to.size() - at);
    }
  };
  cut("<style", "</style>");
  cut("<figure", "</figure>");  // pictures have goldens of their own
  std::string text;
  for (std::size_t i = 0; i < html.size(); ++i) {
    if (html[i] != '<') {
      text += html[i];
      continue;
    }
    const std::size_t end = html.find('>', i);
    const std::string tag = html.substr(i + 1, end - i - 1);
    for (const std::string_view block : {"/p", "/li", "/h1", "/h2", "/h3", "/tr", "/dt", "/dd",
                                         "/caption", "/figcaption", "/summary", "/title"}) {
      if (tag == block) text += '\n';
    }
    if (tag == "/td" || tag == "/th") text += " | ";
    i = end;
  }
  return text;
}

TEST(Note, IsWellFormedAndEveryLinkFindsItsPlace) {
  EXPECT_THAT(testing::html_faults(sample_note()), IsEmpty());
}

TEST(Note, SaysTheSampleInWords) {
  testing::expect_golden("note/sample.expect", text_of(sample_note()));
}

TEST(Note, IsTheSameForTheSameInputs) { EXPECT_EQ(sample_note(), sample_note()); }

TEST(Note, LetsNothingLoadOrRun) {
  const std::string note = sample_note();
  EXPECT_THAT(note, HasSubstr("default-src &#39;none&#39;"));
  EXPECT_THAT(note, Not(HasSubstr("<script")));
  EXPECT_THAT(note, Not(HasSubstr(" src=")));
  EXPECT_THAT(note, Not(HasSubstr("url(http")));
  EXPECT_THAT(note, Not(HasSubstr("@import")));
}

/// Every text of the case set to `text`.
Dossier with_texts(const std::string& text) {
  Dossier dossier = sample_dossier();
  const auto spoil = [&](Case& c) {
    c.title = c.summary = c.question = text;
    for (auto& item : c.context) item.text = text;
    c.gaps = {text};
    for (auto& level : c.scale) level.title = level.meaning = level.basis.reason = text;
    for (auto& source : c.sources) source.symbol = source.title = source.note = text;
    for (auto& area : c.areas) area.title = area.pcode = text;
    for (auto& actor : c.actors) {
      actor.title = text;
      for (auto& limit : actor.may_not) limit.text = text;
    }
    for (auto& objective : c.objectives) objective.title = text;
    for (auto& task : c.tasks) task.title = task.force = text;
    for (auto& asset : c.assets) asset.title = asset.unit = text;
    for (auto& condition : c.conditions) condition.title = text;
    for (auto& milestone : c.milestones) milestone.title = text;
    for (auto& benchmark : c.benchmarks) benchmark.title = benchmark.indicator = text;
    for (auto& shock : c.shocks) shock.title = text;
    for (auto& view : c.views) {
      view.title = text;
      for (auto& statement : view.statements) statement.text = statement.basis.reason = text;
    }
    for (auto& option : c.options) {
      option.title = option.summary = option.group = text;
      for (auto& change : option.changes) change.title = change.field = text;
    }
  };
  spoil(dossier.base);
  for (Case& design : dossier.designs) spoil(design);
  return dossier;
}

TEST(Note, SurvivesHostileTextEverywhere) {
  for (const std::string& hostile :
       {std::string("</style></svg><script>alert(1)</script>"), std::string("\" onload=\"x"),
        std::string("&#x3c;img src=x onerror=y>"), std::string("]]><!--"), std::string(1, '\0'),
        std::string(20000, 'W'), std::string()}) {
    SampleProducts products = sample_products(with_texts(hostile));
    products.plan.bound_source = hostile;
    for (auto& task : products.plan.tasks) task.held_back_by = hostile;
    for (auto& crux : products.comparison.cruxes) crux.low_prefers = crux.title = hostile;
    for (auto& driver : products.outlook.drivers) driver.title = driver.low_label = hostile;
    const std::string note = write_note(products.inputs());
    EXPECT_THAT(testing::html_faults(note), IsEmpty()) << hostile.substr(0, 40);
    EXPECT_THAT(note, Not(HasSubstr("<script")));
    EXPECT_THAT(note, Not(HasSubstr("<img")));
  }
}

TEST(Note, SaysWhatBindsMostCostlyFirstWithItsBasis) {
  const SampleProducts products = sample_products(sample_dossier());
  const std::string text = text_of(write_note(products.inputs()));
  const std::size_t begin = text.find("What holds the plan back, most costly first");
  ASSERT_NE(begin, std::string::npos);
  const std::string part = text.substr(begin, 1200);
  EXPECT_THAT(part, HasSubstr("0.4 "));
  EXPECT_LT(part.find("2.3"), part.find("1.2"));
  EXPECT_LT(part.find("1.2"), part.find("if it might be left out"));
  EXPECT_THAT(part, HasSubstr("Without this link: "));
  SampleProducts none = sample_products(sample_dossier());
  none.bindings.clear();
  EXPECT_THAT(text_of(write_note(none.inputs())), Not(HasSubstr("What binds")));
}

/// The text of one section.
std::string section_of(const std::string& note, const std::string& id) {
  const std::size_t begin = note.find("<section id=\"" + id + "\"");
  if (begin == std::string::npos) return {};
  return text_of(note.substr(begin, note.find("</section>", begin) - begin));
}

TEST(Note, ShowsTheChairWhatIsSharedContestedAndDecisive) {
  const std::string chair = section_of(sample_note(), "chair");
  for (const char* column : {"Shared", "What every view holds.", "Contested", "Decisive"}) {
    EXPECT_THAT(chair, HasSubstr(column));
  }
  EXPECT_THAT(chair, HasSubstr("are in the best plan whatever the weights"));
  EXPECT_THAT(chair, HasSubstr("One plan costs no view more than 1.3 points of 100 on average; "
                               "most it costs “One army first”"));
  EXPECT_THAT(chair, HasSubstr("in under “Civilians first”; out under"));
  EXPECT_THAT(chair, HasSubstr("Design “Two more helicopters”: preferred by “Civilians first”"));
  EXPECT_THAT(chair, HasSubstr("worth 0.70 ±0.04 points to settle"));
  EXPECT_THAT(chair, HasSubstr("No question at all can be worth more than 1.4 ±0.1 points"));
  EXPECT_THAT(chair, HasSubstr("23 % of all weight moved to"));
  EXPECT_THAT(chair, Not(HasSubstr("participant"))) << "views by title, never by who holds them";
}

TEST(Note, ShowsOnePlanForTheRoomAndWhatItCostsEachView) {
  const std::string sequence = section_of(sample_note(), "sequence");
  EXPECT_THAT(sequence, HasSubstr("Of 17 different plans that were found"));
  EXPECT_THAT(sequence, HasSubstr("1.3 points on average (“One army first”)"));
  EXPECT_THAT(sequence, HasSubstr("No plan can bring the former below 0.9 points"));
  EXPECT_THAT(sequence, HasSubstr("it costs at most 0.8 points, pushes out"));
  SampleProducts none = sample_products(sample_dossier());
  none.robust.recommended = std::nullopt;
  EXPECT_THAT(text_of(write_note(none.inputs())), Not(HasSubstr("One plan for the whole room")));
}

TEST(Note, SaysWhichWeightsPreferWhichDesign) {
  const std::string options = section_of(sample_note(), "options");
  EXPECT_THAT(options,
              HasSubstr("Contested: “Two more helicopters”, best for 80 % of all weights"));
  EXPECT_THAT(sample_note(), HasSubstr("id=\"figure-weight-ranges\""));
  EXPECT_THAT(sample_note(), Not(HasSubstr("id=\"figure-weight-map\""))) << "four leaves";
}

TEST(Note, SaysWhatIsProvenHowFirmTheFirstPlaceIsAndHowFarViewsAgree) {
  SampleProducts products = sample_products(sample_dossier());
  const std::size_t tasks = products.dossier.base.tasks.size();
  ASSERT_GE(tasks, 3U);
  Ranking& ranking = products.ranking;
  ranking.dissent = Dissent{.w = 0.75, .tau = {}, .ranges = {}};
  TaskRelation holds{.tasks = tasks, .holds = std::vector<char>(tasks * tasks, 0)};
  for (std::size_t t = 0; t < tasks; ++t) holds.holds[t * tasks + t] = 1;
  holds.holds[0 * tasks + 1] = 1;                               // one way round
  holds.holds[1 * tasks + 2] = holds.holds[2 * tasks + 1] = 1;  // level
  ranking.robustness.group.necessary_for_all = holds;
  ViewRobustness view;
  view.first = TaskId{0};
  view.flips = {{.above = TaskId{0},
                 .below = TaskId{1},
                 .lead = 3.0,
                 .anywhere = WeightFlip{.moved = 0.27, .weights = {}},
                 .within = std::nullopt,
                 .score = ScoreFlip{.task = TaskId{1}, .leaf = LeafId{0}, .from = 0.3, .to = 0.55}},
                {.above = TaskId{0},
                 .below = TaskId{2},
                 .lead = 4.0,
                 .anywhere = WeightFlip{.moved = 0.4, .weights = {}},
                 .within = std::nullopt,
                 .score = std::nullopt}};
  ranking.robustness.views.assign(ranking.views.size(), view);
  const std::string html = write_note(products.inputs());
  EXPECT_THAT(testing::html_faults(html), IsEmpty());
  const std::string text = text_of(html);
  EXPECT_THAT(text, HasSubstr("Kendall’s W of 0.75"));
  EXPECT_THAT(text, HasSubstr(fmt::format("1 of {} pairs stand one way round (or level)",
                                          tasks * (tasks - 1) / 2)));
  const auto& titles = products.dossier.base.tasks;
  EXPECT_THAT(text, HasSubstr(fmt::format("of the weight would have to move for “{}” to come first",
                                          titles[TaskId{1}].title)));
  EXPECT_THAT(text, HasSubstr("0.55 instead of 0.3"));
  ranking.shared.clear();
  EXPECT_THAT(text_of(write_note(products.inputs())),
              HasSubstr(fmt::format("On the order of 1 of {} pairs of tasks every view agrees "
                                    "whatever its weights",
                                    tasks * (tasks - 1) / 2)));
  for (auto& each : ranking.robustness.views) {
    each.flips.resize(1);
    each.flips.front().anywhere.reset();
    each.flips.front().score.reset();
  }
  EXPECT_THAT(text_of(write_note(products.inputs())),
              HasSubstr("no weights at all would put another task first; no single judged"));
}

TEST(Note, CopesWithAnEmptyCase) {
  Dossier dossier;
  dossier.base.title = "Nothing yet";
  dossier.base.as_of = Date(2030, 1, 1);
  dossier.base.horizon = {Date(2030, 1, 1), Date(2030, 1, 2)};
  const std::string note = write_note(no_products(dossier).inputs());
  EXPECT_THAT(testing::html_faults(note), IsEmpty());
  EXPECT_THAT(note, HasSubstr("No plan was made"));
  EXPECT_THAT(note, HasSubstr("too little to compute anything"));
  EXPECT_THAT(note, HasSubstr("The case holds no tasks"));
}

TEST(Note, CopesWithAnyPartMissing) {
  const auto check = [](const SampleProducts& products, const std::string& says) {
    const std::string note = write_note(products.inputs());
    EXPECT_THAT(testing::html_faults(note), IsEmpty()) << says;
    EXPECT_THAT(text_of(note), HasSubstr(says));
  };
  check(no_products(sample_dossier()), "The tasks were not ranked.");

  SampleProducts products = sample_products(sample_dossier());
  products.outlook = {};
  check(products, "The plan was not simulated.");

  products = sample_products(sample_dossier());
  products.comparison = {};
  check(products, "It was not compared.");

  Dossier dossier = sample_dossier();
  dossier.base.options = {};
  dossier.designs = {};
  check(sample_products(dossier), "no other design of the mandate");

  dossier = sample_dossier();
  dossier.base.benchmarks = {};
  for (auto& shock : dossier.base.shocks) shock.effects.clear();
  dossier.designs = {};
  dossier.base.options = {};
  check(sample_products(dossier), "The case has no benchmarks.");

  dossier = sample_dossier();
  dossier.base.views = {};
  dossier.base.reference_view = std::nullopt;
  check(sample_products(dossier), "The case records no views");

  dossier = sample_dossier();
  dossier.base.areas = {};
  for (auto& task : dossier.base.tasks) task.areas = task.counted_over = {};
  for (auto& asset : dossier.base.assets) asset.areas = {};
  for (auto& shock : dossier.base.shocks) shock.effects.clear();
  check(sample_products(dossier), "The case names no areas.");
}

/// Visits every number of a case by way of its own fields, apart from how the note collects them.
template <class Visit>
void each_estimate(Case& c, Visit visit) {
  for (auto& area : c.areas) {
    if (area.need) visit(*area.need);
  }
  for (auto& task : c.tasks) {
    for (auto& serves : task.serves) visit(serves.strength);
    for (auto& need : task.needs) visit(need.amount);
    if (task.duration) visit(*task.duration);
  }
  for (auto& link : c.links) {
    if (link.lag) visit(*link.lag);
    if (link.within) visit(*link.within);
  }
  for (auto& asset : c.assets) {
    for (auto& step : asset.capacity) visit(step.amount);
  }
  for (auto& condition : c.conditions) visit(condition.probability);
  for (auto& benchmark : c.benchmarks) {
    if (benchmark.baseline) visit(*benchmark.baseline);
    if (benchmark.target) visit(*benchmark.target);
    if (benchmark.lag) visit(*benchmark.lag);
    visit(benchmark.feasibility);
  }
  for (auto& shock : c.shocks) {
    if (shock.rate) visit(*shock.rate);
    if (shock.probability) visit(*shock.probability);
    for (auto& effect : shock.effects) {
      if (effect.by) visit(*effect.by);
      if (effect.share) visit(*effect.share);
      if (effect.lasting) visit(*effect.lasting);
    }
  }
}

TEST(Note, ShowsEveryEstimateOfTheCaseWithItsBasis) {
  Dossier dossier = sample_dossier();
  dossier.base.benchmarks[BenchmarkId{0}].baseline = judged(1, 2, 3);
  dossier.base.benchmarks[BenchmarkId{0}].target = judged(4, 5, 6);
  int count = 0;
  each_estimate(dossier.base, [&](Estimate& estimate) {
    estimate.basis = {.kind = Basis::Kind::Judgement,
                      .cites = {},
                      .reason = fmt::format("reason-{}-ends", ++count)};
  });
  dossier.designs = {};
  dossier.base.options = {};
  ASSERT_GT(count, 40);
  const std::string text = text_of(write_note(sample_products(dossier).inputs()));
  const std::string table = text.substr(text.find("All numbers and their basis"));
  for (int i = 1; i <= count; ++i) {
    const std::string reason = fmt::format("judgement: reason-{}-ends", i);
    const std::size_t at = table.find(reason);
    EXPECT_NE(at, std::string::npos) << reason;
  }
}

TEST(Note, ShowsWhatAnOptionChangesBesideWhatItWas) {
  const std::string text = text_of(sample_note());
  EXPECT_THAT(text, HasSubstr("Added or changed by the option “Two more helicopters”"));
  EXPECT_THAT(text, HasSubstr("4 to 6 aircraft, likely 6 in place of 3 to 4 aircraft, likely 4"));
}

TEST(Note, NeverLetsOutWhatOnlyTheFileKnows) {
  // A view's or a statement's id and the spans of the case may be telling; only titles and texts
  // are shown.
  SampleProducts products = sample_products(sample_dossier());
  std::uint32_t k = 0;
  for (View& view : products.dossier.base.views) {
    view.id = fmt::format("canary-{}", ++k);
    view.span = {.file = FileId{3}, .begin = 77777, .end = 88888};
  }
  const std::string note = write_note(products.inputs());
  EXPECT_THAT(note, Not(HasSubstr("canary")));
  EXPECT_THAT(note, Not(HasSubstr("77777")));
}

TEST(Note, NamesTheLadderAndNoPerson) {
  const std::string text = text_of(sample_note());
  EXPECT_THAT(text, HasSubstr("held by some participants"));
  EXPECT_THAT(text, HasSubstr("held by one participant"));
  EXPECT_THAT(text, HasSubstr("Most participants argue for it."));
}

TEST(Note, ComparesUnderEqualWeightsWhereThereIsNoView) {
  Dossier dossier = sample_dossier();
  dossier.base.views = {};
  dossier.base.reference_view = std::nullopt;
  SampleProducts products = sample_products(dossier);
  for (DesignRow& design : products.comparison.designs) {
    Cell cell;
    cell.gain = {.mean = design.option ? 1.5 : 0.0, .standard_error = 0.1};
    design.cells = {cell};
  }
  const std::string note = write_note(products.inputs());
  EXPECT_THAT(testing::html_faults(note), IsEmpty());
  EXPECT_THAT(text_of(note), HasSubstr("The one alternative design is on average worth more than "
                                       "the mandate as it stands: “Two more helicopters”"));
  EXPECT_THAT(text_of(note), HasSubstr("it is on average worth more (+1.5 points)"));
}

TEST(Note, SaysWhereThereIsNoClearWinner) {
  SampleProducts products = sample_products(sample_dossier());
  for (ViewRanking& view : products.ranking.views) view.winner = std::nullopt;
  EXPECT_THAT(text_of(write_note(products.inputs())), HasSubstr("There is no clear winner"));
}

TEST(Note, SaysWhenThePlanIsProvenBest) {
  SampleProducts products = sample_products(sample_dossier());
  products.plan.upper_bound = products.plan.value;
  EXPECT_THAT(text_of(write_note(products.inputs())),
              HasSubstr("it is proven that no plan with these means is worth more"));
}

TEST(NumberTable, FindsNumbersByKeyByStemAndByPlace) {
  Dossier dossier = sample_dossier();
  const Span place{.file = FileId{0}, .begin = 5, .end = 9};
  dossier.base.tasks[TaskId{1}].duration->span = place;
  const NumberTable numbers(dossier);
  const auto by_key = numbers.find("duration/decentralise");
  ASSERT_TRUE(by_key.has_value());
  EXPECT_EQ(numbers.entries()[*by_key].value, "2 to 5 months, likely 3");
  EXPECT_EQ(numbers.find(place), by_key);
  EXPECT_EQ(numbers.find("shock/strike"), numbers.find("shock/strike/rate"));
  EXPECT_FALSE(numbers.find("duration/nothing").has_value());
  EXPECT_FALSE(numbers.find(Span{}).has_value());
}

TEST(NumberTable, CountsTheBaseCaseOnly) {
  Dossier dossier = sample_dossier();
  const std::size_t with_option = NumberTable(dossier).count().total();
  EXPECT_EQ(with_option, numbers_of(dossier.base).size());
  EXPECT_GT(NumberTable(dossier).entries().size(), with_option);
}

}  // namespace
}  // namespace penholder
