#include "rank/ranking_text.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "flat_case.h"
#include "rank/rank.h"
#include "rank/ranking_json.h"
#include "support/golden.h"
#include "support/sample_case.h"

namespace penholder {
namespace {

using testing::expect_golden;

TEST(RankingText, OfTheSampleCaseReadsAsAPage) {
  const Case c = sample_dossier().base;
  const Ranking ranking = rank(c, {.samples = 4000, .seed = 1});
  expect_golden("rank/sample.txt.expect", render_text(ranking, c, 90, false));
  expect_golden("rank/sample.json.expect", to_json(ranking, c).dump(2) + "\n");
}

TEST(RankingText, NamesTheViewsThatCouldNotBeUsed) {
  Case c = testing::flat_case(3, {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
  c.as_of = Date(2030, 1, 1);
  c.views.push_back(testing::view_of(
      "torn", {testing::says(PreferObjectives{{testing::o(1), testing::o(2)}}),
               testing::says(PreferObjectives{{testing::o(2), testing::o(3), testing::o(1)}})}));
  const std::string text = render_text(rank(c, {.samples = 500}), c, 80, false);
  expect_golden("rank/empty-view.txt.expect", text);
}

TEST(RankingText, KeepsToTheWidthAndStripsControlCharacters) {
  Case c = sample_dossier().base;
  c.tasks.raw()[0].title = "Unterstützung \x1b[31mfür die Wahlen – " + std::string(200, 'x');
  const Ranking ranking = rank(c, {.samples = 300});
  const std::string text = render_text(ranking, c, 60, false);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_NE(render_text(ranking, c, 60, true).find("\x1b[1m"), std::string::npos);
}

TEST(RankingText, OfACaseWithoutTasksSaysSo) {
  const Case c = testing::flat_case(2, {});
  const std::string text = render_text(rank(c, {.samples = 10}), c, 80, false);
  EXPECT_NE(text.find("nothing to rank"), std::string::npos);
}

}  // namespace
}  // namespace penholder
