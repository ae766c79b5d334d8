// A case to a table and back: the same strengths, the same weights, the same value.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "casefile/reader.h"
#include "exchange/case_import.h"
#include "exchange/case_table.h"
#include "exchange/case_yaml.h"
#include "exchange/import_json.h"
#include "exchange/kinds.h"
#include "lens/draw_cells.h"
#include "lens/methods.h"
#include "rank/rank.h"
#include "support/golden.h"
#include "support/sample_case.h"
#include "table/read_table.h"
#include "table/write_csv.h"
#include "table/write_xmcda.h"

namespace penholder {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

Reading read_text(std::string text) {
  SourceTexts texts;
  texts.add({.name = "case.yaml", .text = std::move(text)});
  return read_case(texts);
}

std::string harbour() { return testing::read_source_file("cases/tutorial/harbour.yaml"); }

Case harbour_case() {
  Reading reading = read_text(harbour());
  EXPECT_TRUE(reading.usable);
  return std::move(reading.dossier.base);
}

PerformanceTable table_for(const Case& c) {
  const Leaves leaves(c);
  return table_of(c, c, reference_weights(c, leaves, c.reference_view, 1));
}

PerformanceTable read_back(const std::string& text) {
  TableRead read = read_table(text, FileId{0});
  EXPECT_TRUE(read.usable);
  EXPECT_THAT(read.diagnostics.found(), IsEmpty());
  return std::move(read.table);
}

std::vector<std::string> kinds_of(const CaseImport& import) {
  std::vector<std::string> ids;
  for (const Diagnostic& d : import.diagnostics.found()) ids.emplace_back(d.kind->id);
  return ids;
}

TEST(CaseTable, HasTheValueOfTheHouseAtLikelyStrengths) {
  for (const Case& c : {sample_dossier().base, harbour_case()}) {
    const Leaves leaves(c);
    const Weights weights = reference_weights(c, leaves, std::nullopt, 3);
    const PerformanceTable table = table_of(c, c, weights);
    std::vector<double> flat;
    for (const double w : weights) flat.push_back(w);
    const auto values = additive_values(table.criteria, central_cells(table), flat);
    const Shares shares(c, c, leaves);
    for (const TaskId task : c.tasks.ids()) {
      EXPECT_NEAR(values[task.value], shares.full_value(task, weights), 1e-9);
    }
  }
}

TEST(CaseTable, ShowsTheTasksOfADesignOnTheScaleOfTheBase) {
  const Dossier dossier = sample_dossier();
  const Leaves leaves(dossier.base);
  const Weights weights = leaves.equal_weights(dossier.base);
  for (const Case& design : dossier.designs) {
    const PerformanceTable table = table_of(dossier.base, design, weights);
    EXPECT_EQ(table.alternatives.size(), design.tasks.size());
    const PerformanceTable base = table_of(dossier.base, dossier.base, weights);
    for (std::size_t c = 0; c < table.criteria.size(); ++c) {
      EXPECT_EQ(table.criteria[c].scale, base.criteria[c].scale);
    }
  }
}

TEST(Exchange, ATableOfTheCaseChangesNothingThroughEitherFormat) {
  for (const Case& c : {sample_dossier().base, harbour_case()}) {
    const PerformanceTable table = table_for(c);
    for (const std::string& text : {write_csv(table), write_xmcda(table)}) {
      const PerformanceTable again = read_back(text);
      EXPECT_TRUE(is_same(again, table));
      const CaseImport import = import_table(c, again);
      EXPECT_TRUE(import.usable);
      EXPECT_THAT(import.tasks, IsEmpty());
      EXPECT_THAT(import.diagnostics.found(), IsEmpty());
      ASSERT_TRUE(import.weights);
    }
  }
}

/// The text of a case with each task's `serves` replaced by what the YAML gives for it, and the
/// view added: what a user does by hand.
std::string patched(std::string text, const std::string& yaml) {
  std::size_t at = 0;
  while ((at = yaml.find("  - id: ", at)) != std::string::npos && at < yaml.find("views:")) {
    const std::size_t end = yaml.find('\n', at);
    const std::string id = yaml.substr(at + 8, end - at - 8);
    std::string block;
    std::size_t line = end + 1;
    while (line < yaml.size() && yaml.compare(line, 4, "    ") == 0) {
      const std::size_t stop = yaml.find('\n', line);
      block += yaml.substr(line, stop + 1 - line);
      line = stop + 1;
    }
    const std::size_t task = text.find("  - id: " + id + "\n", text.find("\ntasks:"));
    EXPECT_NE(task, std::string::npos) << id;
    const std::size_t serves = text.find("    serves:\n", task);
    std::size_t behind = serves + std::string("    serves:\n").size();
    while (text.compare(behind, 8, "      - ") == 0) behind = text.find('\n', behind) + 1;
    text.replace(serves, behind - serves, block);
    at = end;
  }
  const std::string mark = "\nviews:\n";
  const std::size_t views = yaml.find("views:\n");
  if (views != std::string::npos) {
    const std::size_t place = text.find(mark);
    EXPECT_NE(place, std::string::npos);
    text.insert(place + mark.size(), yaml.substr(views + 7));
  }
  return text;
}

TEST(Exchange, TheYamlPutIntoTheCaseGivesTheStrengthsAndWeightsOfTheTable) {
  const Case before = harbour_case();
  PerformanceTable table = table_for(before);
  const auto cell = [&](std::string_view task, std::string_view objective) -> Performance& {
    std::size_t a = 0;
    std::size_t c = 0;
    while (table.alternatives[a].id != task) ++a;
    while (table.criteria[c].id != objective) ++c;
    return table.cells[a * table.criteria.size() + c];
  };
  cell("talks", "truce-holds") = Percentiles{0.6, 0.6, 1.0};             // changed
  cell("talks", "council-elected") = Exact{0};                           // no longer served
  cell("reopen-the-ferry", "truce-holds") = Percentiles{0.2, 0.2, 0.6};  // new
  const std::vector<double> weights = {5, 2, 1, 2};
  for (std::size_t c = 0; c < 4; ++c) table.criteria[c].weight = weights[c];

  for (const std::string& text : {write_csv(table), write_xmcda(table)}) {
    const CaseImport import = import_table(before, read_back(text));
    ASSERT_TRUE(import.usable);
    EXPECT_THAT(kinds_of(import), IsEmpty());
    ASSERT_EQ(import.tasks.size(), 2U);
    const std::string yaml = yaml_of(import, before, "strengths.csv");
    testing::expect_golden("exchange/harbour.yaml.expect", yaml);
    testing::expect_golden("exchange/harbour.json.expect", to_json(import, before).dump(2) + "\n");

    Reading reading = read_text(patched(harbour(), yaml));
    ASSERT_TRUE(reading.usable);
    const Case& after = reading.dossier.base;
    const auto view = find_by_id(after.views, "from-table");
    ASSERT_TRUE(view);
    const Leaves leaves(after);
    const Weights given = reference_weights(after, leaves, *view, 1, 100);
    const PerformanceTable again = table_of(after, after, given);
    EXPECT_EQ(again.cells, table.cells);
    for (std::size_t c = 0; c < 4; ++c)
      EXPECT_NEAR(*again.criteria[c].weight, weights[c] / 10, 1e-6);
    const CaseImport settled = import_table(after, read_back(text));
    EXPECT_THAT(settled.tasks, IsEmpty()) << "nothing differs any more";
  }
}

TEST(Exchange, WhatDoesNotFitTheCaseIsSaid) {
  const Case c = harbour_case();
  const auto import_of = [&](std::string_view csv) {
    TableRead read = read_table(csv, FileId{0});
    EXPECT_TRUE(read.usable);
    return import_table(c, read.table);
  };
  const std::string head =
      "id,truce-holds,strait-open,council-elected,coast-guard-works\n"
      "#direction,max,max,max,max\n";
  const std::string rest =
      "patrol-the-strait,0.6..1..1,0,0,0\ntalks,0.2..0.6..0.6,0,0.2..0.6..0.6,0\n"
      "clear-the-mines,0,1,0,0\nreopen-the-ferry,0,0.6..0.6..1,0,0\n"
      "register-voters,0,0,0.6..1..1,0\n";
  const std::string guard = "train-coast-guard,0.2..0.2..0.6,0,0,1\n";
  EXPECT_THAT(kinds_of(import_of(head + rest + guard)), IsEmpty());

  EXPECT_THAT(kinds_of(import_of(head + rest)), ::testing::ElementsAre("import-absent"));
  const CaseImport slip = import_of(head + rest + guard + "talk,0,0,0,0\n");
  EXPECT_THAT(kinds_of(slip), ::testing::ElementsAre("import-unknown-task"));
  EXPECT_FALSE(slip.usable);
  EXPECT_THAT(slip.diagnostics.found()[0].remedy, HasSubstr("`talks`"));
  EXPECT_THAT(kinds_of(import_of("id,truce\n#direction,max\ntalks,1\n")),
              ::testing::Contains("import-unknown-objective"));
  EXPECT_THAT(kinds_of(import_of(head + rest + "train-coast-guard,\"normal(0.5, 1)\",0,0,1\n")),
              ::testing::ElementsAre("import-not-a-strength"));
  EXPECT_THAT(kinds_of(import_of(head + rest + "train-coast-guard,0,0,0,1.5\n")),
              ::testing::ElementsAre("import-not-a-strength"));
  const CaseImport between = import_of(head + rest + "train-coast-guard,0.2..0.45..0.6,0,0,1\n");
  EXPECT_THAT(kinds_of(between), ::testing::ElementsAre("import-not-a-level"));
  ASSERT_EQ(between.tasks.size(), 1U);
  EXPECT_EQ(between.tasks[0].serves[1].level,
            (std::array<std::string, 3>{"little", "much", "much"}));
  EXPECT_FALSE(between.weights) << "the table has none";
  const std::string page = testing::read_source_file("docs/formats/tables.md");
  for (const DiagnosticKind* kind : exchange_kinds::all()) {
    EXPECT_THAT(page, HasSubstr("`" + std::string(kind->id) + "`"));
  }
}

}  // namespace
}  // namespace penholder
