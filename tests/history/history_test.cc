#include "history/history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "history/history_render.h"
#include "io/files.h"
#include "resolution/read_resolution.h"
#include "support/golden.h"

namespace penholder {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Resolution fixture(const char* name) {
  return read_resolution(testing::read_golden_input(name), FileId{0}).resolution;
}

// A mandate of a fictional mission with these priority tasks.
Resolution mandate(int number, const std::vector<std::string>& tasks) {
  std::string text = "Resolution " + std::to_string(number) + " (" + std::to_string(number - 7000) +
                     ")\n\nAdopted by the Security Council at its 1st meeting, on 1 March " +
                     std::to_string(number - 7000) + "\n\nThe Security Council,\n\n";
  text += "1. Decides to extend the mandate of UNMIX until 1 March " +
          std::to_string(number - 6999) + ";\n\n";
  if (!tasks.empty()) {
    text += "2. Decides that the mandate of UNMIX shall include the following priority tasks:\n\n";
    for (std::size_t i = 0; i < tasks.size(); ++i) {
      text += "(" + std::string(1, static_cast<char>('a' + i)) + ") " + tasks[i] + ";\n\n";
    }
  }
  return read_resolution(text, FileId{0}).resolution;
}

const std::string kGuard = "To protect civilians under threat of violence in the lowlands";
const std::string kMines = "To clear the mines laid along the roads of the northern valleys";
const std::string kVote = "To assist the authorities in holding elections in all districts";

// `P=` and the like of a task over the mandates.
std::string life(const TaskLine& task) {
  std::string shown;
  for (const auto& standing : task.standings) {
    shown += standing ? std::string(to_string(standing->step)) : "-";
    shown += ' ';
  }
  return shown + (task.end ? "end" : "stands");
}

std::vector<std::string> lives(const History& history) {
  std::vector<std::string> all;
  for (const TaskLine& task : history.tasks) {
    all.push_back(task.name.substr(0, task.name.find(' ', 3)) + ": " + life(task));
  }
  return all;
}

TEST(HistoryGolden, ShowsTheFixturesInEachForm) {
  const History history =
      make_history({fixture("resolution/sylvania-1.xml"), fixture("redline/sylvania-2.xml")});
  testing::expect_golden("history/sylvania.txt.expect", history_text(history, 80, false));
  testing::expect_golden("history/sylvania-wide.txt.expect", history_text(history, 120, true));
  testing::expect_golden("history/sylvania.json.expect", history_json(history));
  testing::expect_golden("history/sylvania.csv.expect", history_csv(history));
  testing::expect_golden("history/sylvania.html.expect", history_html(history, "test"));
}

TEST(History, FollowsATaskFromFirstToLast) {
  const History history = make_history({mandate(9040, {kGuard, kMines}),
                                        mandate(9041, {kMines, kGuard + " and everywhere else"}),
                                        mandate(9042, {kGuard + " and everywhere else"})});
  EXPECT_EQ(history.mission, "UNMIX");
  EXPECT_THAT(lives(history), ::testing::ElementsAre("To protect: first reworded kept stands",
                                                     "To clear: first kept - end"));
  EXPECT_EQ(history.mandates[2].tasks_gone, 1u);
  EXPECT_EQ(end_of(history.tasks[1], history), "dropped in S/RES/9042 (2042)");
  EXPECT_EQ(span_of(history.tasks[1], history), "S/RES/9040 (2040) to S/RES/9041 (2041)");
}

TEST(History, KnowsATaskThatReturns) {
  const History history =
      make_history({mandate(9040, {kGuard, kMines}), mandate(9041, {kGuard}),
                    mandate(9042, {kGuard, kVote, kMines + " and in the lowlands"})});
  EXPECT_THAT(lives(history), ::testing::ElementsAre("To protect: first kept kept stands",
                                                     "To assist: - - added stands",
                                                     "To clear: first - returned stands"));
}

TEST(History, GoesOnThroughAMandateWithoutAList) {
  const History history = make_history(
      {mandate(9040, {kGuard, kMines}), mandate(9041, {}), mandate(9042, {kGuard, kMines})});
  EXPECT_THAT(lives(history), ::testing::ElementsAre("To protect: first - kept stands",
                                                     "To clear: first - kept stands"));
  ASSERT_FALSE(history.remarks.empty());
  EXPECT_THAT(history.remarks[0], HasSubstr("no list of tasks"));
}

TEST(History, PutsTheMandatesInOrderAndTakesEachOnce) {
  const History history =
      make_history({mandate(9042, {kGuard}), mandate(9040, {kGuard}), mandate(9042, {kGuard})});
  ASSERT_EQ(history.mandates.size(), 2u);
  EXPECT_EQ(history.mandates[0].measure.symbol, "S/RES/9040 (2040)");
  EXPECT_EQ(history.remarks.size(), 2u);
}

TEST(History, OfNothingIsNothing) {
  const History history = make_history({});
  EXPECT_THAT(history.tasks, IsEmpty());
  EXPECT_THAT(history_text(history, 80, false), HasSubstr("No list of tasks"));
  EXPECT_TRUE(nlohmann::json::parse(history_json(history)).is_object());
  EXPECT_THAT(history_html(make_history({Resolution{}}), "test"), HasSubstr("</html>"));
}

TEST(HistoryCsv, DisarmsFormulas) {
  History history = make_history({mandate(9040, {kGuard})});
  history.tasks[0].standings[0]->text = "=HYPERLINK(\"x\")";
  EXPECT_THAT(history_csv(history), HasSubstr("\"'=HYPERLINK(\"\"x\"\")\""));
}

TEST(HistoryPage, LoadsNothingAndEscapes) {
  const History history = make_history({mandate(9040, {"To <b>guard</b> all & sundry"})});
  const std::string page = history_html(history, "test");
  EXPECT_THAT(page, Not(HasSubstr("<b>")));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("http")));
}

// The UN's own files: not part of this project.
TEST(HistoryCorpus, FollowsTheMandateForMaliFrom2013To2021) {
  const char* shared = std::getenv("PENHOLDER_SHARED");
  if (shared == nullptr || !fs::is_directory(fs::path(shared) / "corpus" / "scres")) {
    GTEST_SKIP() << "SKIPPED: PENHOLDER_SHARED is not set";
  }
  std::vector<Resolution> mandates;
  const std::vector<int> numbers = {2100, 2164, 2227, 2295, 2364, 2423, 2480, 2531, 2584};
  for (const auto& entry : fs::directory_iterator(fs::path(shared) / "corpus" / "scres")) {
    const std::string name = entry.path().filename().string();
    for (const int number : numbers) {
      if (name.find(std::to_string(number)) == std::string::npos) continue;
      const auto bytes = read_file(entry.path(), kResolutionBytesMost);
      if (!bytes) continue;
      Resolution resolution = read_resolution(*bytes, FileId{0}).resolution;
      if (resolution.number == number) mandates.push_back(std::move(resolution));
    }
  }
  ASSERT_EQ(mandates.size(), numbers.size());
  const History history = make_history(std::move(mandates));
  std::vector<std::size_t> paragraphs;
  for (const MandateStep& m : history.mandates) paragraphs.push_back(m.measure.paragraphs);
  EXPECT_EQ(paragraphs, (std::vector<std::size_t>{35, 34, 37, 47, 49, 72, 66, 65, 63}));
  // A mechanical count with labels gives 3,529, 6,498 and 7,120: ours leaves labels out.
  EXPECT_NEAR(static_cast<double>(history.mandates[0].measure.operative_words), 3529, 0.03 * 3529);
  EXPECT_NEAR(static_cast<double>(history.mandates[5].measure.operative_words), 6498, 0.03 * 6498);
  EXPECT_NEAR(static_cast<double>(history.mandates[8].measure.operative_words), 7120, 0.03 * 7120);
  EXPECT_EQ(history.mandates[7].measure.priority_tasks, 24u);
  EXPECT_EQ(history.mandates[8].measure.priority_tasks, 22u);
  // Mines: given in 2013, left out in 2480 and 2531, back in 2584.
  bool found = false;
  for (const TaskLine& task : history.tasks) {
    if (!task.standings[8] || task.standings[8]->locator != "31.c") continue;
    found = true;
    EXPECT_EQ(task.first, 0u);
    EXPECT_EQ(task.standings[8]->step, TaskStep::Returned);
  }
  EXPECT_TRUE(found);
}

}  // namespace
}  // namespace penholder
