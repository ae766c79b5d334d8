// What is written reads back to the same case.

#include "casefile/writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "base/random.h"
#include "casefile/same_case.h"
#include "casefile/texts.h"
#include "support/golden.h"

namespace penholder {
namespace {

using testing::differences;
using ::testing::IsEmpty;
using testing::texts_of;

void expect_round_trip(const Case& c) {
  const SourceTexts texts = texts_of({write_case(c)});
  const Reading back = read_case(texts);
  ASSERT_TRUE(back.usable) << render_text(texts, back.diagnostics.sorted(), false);
  EXPECT_THAT(differences(c, back.dossier.base), IsEmpty());
  EXPECT_EQ(write_case(back.dossier.base), write_case(c));
}

Dossier minusma() {
  SourceTexts texts;
  for (const std::string_view name :
       {"actors", "areas", "assets", "benchmarks", "calendar", "case", "links", "objectives",
        "options", "scale", "shocks", "sources", "tasks", "views"}) {
    const std::string path = "cases/minusma-2021/" + std::string(name) + ".yaml";
    texts.add({.name = path, .text = testing::read_source_file(path)});
  }
  return read_case(texts).dossier;
}

TEST(WriteCase, TheCasesOfTheRepositoryReadBackEqual) {
  const Reading harbour =
      read_case(texts_of({testing::read_source_file("cases/tutorial/harbour.yaml")}));
  expect_round_trip(harbour.dossier.base);
  const Dossier dossier = minusma();
  expect_round_trip(dossier.base);
  for (const Case& design : dossier.designs) expect_round_trip(design);
}

TEST(WriteCase, MeasuresAndStatementsOfEveryFormReadBackEqual) {
  const Reading reading = read_case(texts_of(
      {std::string(testing::kHead) +
       "measures:\n"
       "- {id: away, title: Days away, unit: days, anchors: [{at: -3.25, value: 1, meaning: none}, "
       "{at: 1e-3, value: 0.5}, {at: 40, value: 0}], judgement: x}\n"
       "- {id: plain, title: Plain, anchors: [{at: 0, value: 0}, {at: 1, value: 1}], judgement: "
       "x}\n"
       "objectives:\n- {id: peace, title: Peace}\n- {id: calm, title: Calm}\n"
       "tasks:\n"
       "- {id: t, title: T, kind: standing, serves: [{objective: peace, measure: away, "
       "performance: {low: -5 days, likely: 0 days, high: 25 days, judgement: y}}, {objective: "
       "calm, "
       "measure: plain, performance: {unknown: later}}]}\n"
       "- {id: u, title: U, kind: standing}\n"
       "views:\n- id: v\n  title: V\n  held-by: one\n  says:\n"
       "  - {swing: [{objective: calm, points: 33}, {objective: peace, points: 100}], judgement: "
       "x}\n"
       "  - {prefer: [calm, peace], held-by: all, judgement: x}\n"
       "  - {task-value: {task: t, low: 10 %, high: 0.7}, judgement: x}\n"
       "  - {task-ratio: {more: t, less: u, low: 0.1, high: 3}, held-by: text, judgement: x}\n"}));
  ASSERT_TRUE(reading.usable);
  ASSERT_EQ(reading.dossier.base.views.raw().front().statements.size(), 4U);
  expect_round_trip(reading.dossier.base);
}

TEST(WriteCase, TheComparisonSeesWhatDiffers) {
  const Dossier dossier = minusma();
  Case other = dossier.base;
  other.tasks.raw().back().serves.back().strength.high += 0.001;
  other.views.raw().front().statements.front().basis.reason += "!";
  EXPECT_EQ(differences(dossier.base, other).size(), 2U);
}

TEST(WriteCase, WhatIsUnknownReadsBackAsUnknown) {
  Case c = minusma().base;
  Serves& serves = c.tasks.raw().front().serves.front();
  serves.strength = {.low = 0.1,
                     .likely = 0.5,
                     .high = 0.9,
                     .basis = {.kind = Basis::Kind::Unknown, .cites = {}, .reason = "not judged"},
                     .span = {}};
  serves.level = {};
  DateEstimate& date = c.milestones.raw().front().date;
  date.low = date.likely = date.high = c.horizon.end;
  date.basis = {.kind = Basis::Kind::Unknown, .cites = {}, .reason = "no calendar is out"};
  Estimate& amount = c.tasks.raw().front().needs.front().amount;
  amount.low = amount.likely = amount.high = 0.0;
  amount.basis = {.kind = Basis::Kind::Unknown, .cites = {}, .reason = "no staffing table"};
  expect_round_trip(c);
}

TEST(WriteCase, AwkwardTextsAndNumbersReadBackEqual) {
  constexpr std::uint64_t kSeed = 2531;
  const Dossier dossier = minusma();
  constexpr std::string_view kPieces[] = {
      "a",  ": ", " #", "\"", "\\",   "'", "\n",  "\t", "- ",  "[", "}", "%",   "&x", "*y",
      "!z", "é",  "平", "~",  "null", " ", "|\n", ">",  "---", "@", "`", "0x1", "yes"};
  for (std::uint64_t round = 0; round < 40; ++round) {
    Case c = dossier.base;
    Rng rng(kSeed, round);
    const auto text = [&] {
      std::string result;
      const std::uint32_t length = 1 + rng.below(12);
      for (std::uint32_t i = 0; i < length; ++i) result += kPieces[rng.below(std::size(kPieces))];
      return result;
    };
    const auto spread = [&](std::optional<Estimate>& e, double most) {
      if (!e) return;
      e->low = rng.uniform() * most / 3;
      e->likely = e->low + rng.uniform() * most / 3;
      e->high = e->likely + rng.uniform() * most / 3;
      e->basis.kind = Basis::Kind::Judgement;
      e->basis.cites.clear();
      e->basis.reason = text();
    };
    c.title = text();
    c.summary = text();
    for (std::string& gap : c.gaps) gap = text();
    for (Area& area : c.areas) {
      area.title = text();
      spread(area.need, 1.0);
    }
    for (Task& task : c.tasks) {
      task.title = text();
      spread(task.duration, 30'000.0);
      for (Need& need : task.needs) {
        std::optional<Estimate> amount = need.amount;
        spread(amount, 1e9);
        need.amount = *amount;
      }
    }
    for (Shock& shock : c.shocks) spread(shock.rate, 50.0);
    for (View& view : c.views) {
      for (Statement& statement : view.statements) statement.text = text();
    }
    expect_round_trip(c);
    if (HasFailure()) FAIL() << "seed " << kSeed << ", round " << round;
  }
}

}  // namespace
}  // namespace penholder
