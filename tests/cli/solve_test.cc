// `penholder solve` in process: what it says, its exit codes, its limits, Ctrl-C.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <stdlib.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "base/random.h"
#include "cli/interrupt.h"
#include "cli/ran.h"
#include "cli/solve_show.h"
#include "support/golden.h"

namespace penholder {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string fixture(const std::string& name) {
  return std::string(PENHOLDER_SOURCE_DIR) + "/tests/golden/instance/" + name;
}

/// A directory of its own for every test, gone afterwards.
class Solve : public ::testing::Test {
 protected:
  Solve() {
    std::string name = (fs::temp_directory_path() / "penholder-solve-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) directory_ = name;
  }
  ~Solve() override { fs::remove_all(directory_); }

  [[nodiscard]] std::string file(const std::string& name, const std::string& text) const {
    const std::string path = (directory_ / name).string();
    std::ofstream(path) << text;
    return path;
  }

  fs::path directory_;
};

TEST_F(Solve, EachFormatToItsBest) {
  const std::vector<std::pair<std::string, std::string>> best = {
      {"road.sm", "makespan 8: proven"},   {"bridge.mm", "makespan 5: proven"},
      {"house.rcp", "makespan 9: proven"}, {"dam.sch", "makespan 6: proven"},
      {"choice.dzn", "value 39: proven"},  {"dates.dzn", "earliness and tardiness 9: proven"},
      {"road.sm.expect", "cost 8: proven"}};
  std::vector<std::string> words = {"solve"};
  for (const auto& [name, answer] : best) words.push_back(fixture(name));
  const Ran ran = run_words(words);
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.err, "");
  for (const auto& [name, answer] : best) EXPECT_THAT(ran.out, HasSubstr(answer)) << name;
}

TEST_F(Solve, AsJsonWithTheSchedule) {
  const Ran ran = run_words({"solve", fixture("road.sm"), fixture("choice.dzn"), "--json"});
  ASSERT_EQ(ran.code, 0);
  const auto json = nlohmann::json::parse(ran.out);
  ASSERT_EQ(json.at("instances").size(), 2U);
  const auto& road = json.at("instances")[0];
  EXPECT_EQ(road.at("outcome"), "optimal");
  EXPECT_EQ(road.at("costs"), nlohmann::json({8}));
  EXPECT_EQ(road.at("gap"), 0.0);
  ASSERT_EQ(road.at("schedule").size(), 6U);
  EXPECT_EQ(road.at("schedule")[5].at("end"), 8);
  const auto& choice = json.at("instances")[1];
  EXPECT_EQ(choice.at("objective").at("sense"), "maximise");
  EXPECT_EQ(choice.at("costs"), nlohmann::json({39}));
  EXPECT_EQ(choice.at("bound"), 39);
}

TEST_F(Solve, SameSeedAndWorkLimitGiveTheSameBytes) {
  const std::vector<std::string> words = {
      "solve", fixture("bridge.mm"), "--work", "100000", "--seed", "7", "--json"};
  EXPECT_EQ(run_words(words).out, run_words(words).out);
}

TEST_F(Solve, OneIsForNoSchedule) {
  // Job 2 asks for more than there is.
  const std::string path = file("x.rcp", "3 1\n2\n0 0 1 2\n4 3 1 3\n0 0 0\n");
  const Ran ran = run_words({"solve", path});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, HasSubstr("no schedule exists: proven"));
  const auto json = nlohmann::json::parse(run_words({"solve", path, "--json"}).out);
  EXPECT_EQ(json.at("instances")[0].at("outcome"), "infeasible");
  EXPECT_FALSE(json.at("instances")[0].contains("schedule"));
}

TEST_F(Solve, ThreeIsForAFileThatCannotBeReadAndTheOthersAreSolved) {
  const std::string damaged = file("x.rcp", "3 1\n2\n0 0 1 2\n4 x 1 3\n0 0 0\n");
  const Ran ran = run_words({"solve", damaged, (directory_ / "none.sm").string(),
                             directory_.string(), fixture("road.sm")});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("x.rcp:4:3: error[instance-not-a-number]"),
                             HasSubstr("No such file"), HasSubstr(directory_.string())));
  EXPECT_THAT(ran.out, HasSubstr("makespan 8"));
}

TEST_F(Solve, NamesThatAreNoTextHurtNeitherTerminalNorJson) {
  const std::string path = file("\xFFx.model", "model 1\ntask \"\xC3( \x1b[2J\"\n  mode 5\n");
  const Ran shown = run_words({"solve", path});
  EXPECT_EQ(shown.code, 0) << shown.err;
  EXPECT_THAT(shown.out, AllOf(Not(HasSubstr("\x1b")), HasSubstr("nothing to minimise")));
  const Ran ran = run_words({"solve", path, "--json"});
  EXPECT_EQ(nlohmann::json::parse(ran.out).at("instances")[0].at("schedule")[0].at("end"), 5);
}

TEST_F(Solve, WarnsUnlessQuiet) {
  const std::string path = file("x.rcp", "1 0\n5 0\n7");
  EXPECT_THAT(run_words({"solve", path}).err, HasSubstr("instance-trailing-text"));
  const Ran quiet = run_words({"solve", path, "--quiet"});
  EXPECT_EQ(quiet.code, 0);
  EXPECT_THAT(quiet.err, IsEmpty());
  EXPECT_THAT(quiet.out, HasSubstr("makespan 5"));
}

TEST_F(Solve, TwoIsForAWrongCommandLine) {
  for (const std::vector<std::string>& words : {std::vector<std::string>{"solve"},
                                                {"solve", "x", "--seconds", "0"},
                                                {"solve", "x", "--work", "-1"},
                                                {"solve", "x", "--seconds", "soon"}}) {
    EXPECT_EQ(run_words(words).code, 2) << ::testing::PrintToString(words);
  }
}

/// Two hundred jobs of random length, requests and due dates: no proof within seconds.
std::string hard_instance() {
  constexpr std::uint32_t kTasks = 200;
  Rng rng(5);
  std::string d;
  std::string rr;
  std::string suc;
  std::string deadline;
  for (std::uint32_t i = 0; i < kTasks; ++i) {
    const char* comma = i == 0 ? "" : ",";
    d += comma + std::to_string(1 + rng.below(9));
    rr += comma + std::to_string(1 + rng.below(6));
    suc += std::string(comma) + "{}";
    deadline += comma + std::to_string(rng.below(300)) + "," + std::to_string(1 + rng.below(5)) +
                "," + std::to_string(1 + rng.below(5));
  }
  return "n_tasks=200;n_res=1;t_max=600;rc=[10];d=[" + d + "];rr=array2d(1..1,1..200,[" + rr +
         "]);suc=[" + suc + "];deadline=array2d(1..200,1..3,[" + deadline + "]);";
}

TEST_F(Solve, StopsAtItsLimitsAndSaysAtWhich) {
  const std::string path = file("hard.dzn", hard_instance());
  const auto begun = std::chrono::steady_clock::now();
  const Ran timed = run_words({"solve", path, "--seconds", "0.2"});
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(20));
  EXPECT_THAT(timed.out, HasSubstr("ended by the limit of 0.2 s"));
  const std::vector<std::string> words = {"solve", path, "--work", "50000", "--json"};
  const Ran worked = run_words(words);
  const auto json = nlohmann::json::parse(worked.out);
  EXPECT_EQ(json.at("instances")[0].at("stopped_by"), "the limit of 50000 steps of work");
  EXPECT_EQ(worked.out, run_words(words).out);
}

TEST_F(Solve, CtrlCGivesTheBestSoFarAndLeavesTheRest) {
  const std::string path = file("hard.dzn", hard_instance());
  struct sigaction before = {};
  ::sigaction(SIGINT, nullptr, &before);
  std::thread user([] {
    // Not before the command has taken the signal, or it would end the test.
    struct sigaction now = {};
    do {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      ::sigaction(SIGINT, nullptr, &now);
    } while (now.sa_handler == SIG_DFL);
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    ::kill(::getpid(), SIGINT);
  });
  const auto begun = std::chrono::steady_clock::now();
  const Ran ran = run_words({"solve", path, fixture("road.sm"), "--seconds", "600"});
  user.join();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(60));
  EXPECT_EQ(ran.code, 1);  // the second file was not looked at
  EXPECT_THAT(ran.out, AllOf(HasSubstr("ended by an interrupt"), Not(HasSubstr("road.sm"))));
  EXPECT_THAT(ran.err, HasSubstr("not looked at: " + fixture("road.sm")));
  struct sigaction after = {};
  ::sigaction(SIGINT, nullptr, &after);
  EXPECT_EQ(after.sa_handler, before.sa_handler);
}

TEST_F(Solve, CtrlCGivesTheBestPlanOfACaseSoFar) {
  std::thread user([] {
    struct sigaction now = {};
    do {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      ::sigaction(SIGINT, nullptr, &now);
    } while (now.sa_handler == SIG_DFL);
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    ::kill(::getpid(), SIGINT);
  });
  const std::string path = std::string(PENHOLDER_SOURCE_DIR) + "/cases/minusma-2021";
  const auto begun = std::chrono::steady_clock::now();
  const Ran ran = run_words({"sequence", path, "--quiet", "--vectors", "10000"});
  user.join();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(100));
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, HasSubstr("What happens when"));
  EXPECT_THAT(ran.err, HasSubstr("interrupted; this is the best so far"));
}

TEST(Interrupt, NotesTheFirstSignalOnly) {
  EXPECT_FALSE(InterruptGuard::is_asked());
  {
    const InterruptGuard guard;
    EXPECT_FALSE(InterruptGuard::is_asked());
    ::raise(SIGINT);
    EXPECT_TRUE(InterruptGuard::is_asked());
    struct sigaction now = {};
    ::sigaction(SIGINT, nullptr, &now);
    EXPECT_EQ(now.sa_handler, SIG_DFL);
  }
  const InterruptGuard again;
  EXPECT_FALSE(InterruptGuard::is_asked());
}

/// Every kind of outcome in words, on one small model with two modes, an option and two objectives.
TEST(SolvedText, SaysEachOutcome) {
  solver::Model model;
  model.add_resource("crane", 1);
  model.add_task("load \x1b[31mred", 5, {{.resource = 0, .amount = 1}});
  model.tasks[0].modes.push_back({.duration = 3, .uses = {}, .spends = {}});
  model.add_optional_task("paint", 2);
  model.add_task("sail", 3);
  model.minimise_makespan();
  model.minimise_makespan();
  const solver::Schedule schedule = {{.mode = 1, .start = 0}, {}, {.mode = 0, .start = 3}};
  Solved solved{.name = "ship.model",
                .format = instance::Format::ModelText,
                .measure = {.name = "cost"},
                .model = &model,
                .outcome = solver::Unknown{},
                .statistics = {.conflicts = 1234, .work = 5'000'000},
                .stopped_by = {}};
  std::string text;
  const auto show = [&](solver::Outcome outcome, std::string_view stopped_by, std::size_t rows) {
    solved.outcome = std::move(outcome);
    solved.stopped_by = stopped_by;
    text += solved_text(solved, rows) + "----\n" + solved_json(solved).dump(1) + "\n====\n";
  };
  const solver::Value none = std::numeric_limits<solver::Value>::min();
  show(solver::Optimal{.schedule = schedule, .costs = {6, 6}}, "", 0);
  show(solver::Feasible{.schedule = schedule, .costs = {6, 6}, .level = 1, .bound = 4},
       "the limit of 10 s", 1);
  show(solver::Feasible{.schedule = schedule, .costs = {6, 6}, .level = 0, .bound = none},
       "the limit of memory", 12);
  show(solver::Infeasible{}, "", 12);
  show(solver::Unknown{.bound = 3}, "the limit of 10 s", 12);
  show(solver::Unknown{.bound = none}, "the limit of 10 s", 12);
  show(solver::Rejected{.defects = {"task 0: has no mode"}}, "", 12);
  solved.measure = {.name = "value", .is_maximised = true};
  show(solver::Feasible{.schedule = schedule, .costs = {-6, -6}, .level = 0, .bound = -9},
       "an interrupt from outside", 12);
  testing::expect_golden("cli/solved.expect", text);
}

}  // namespace
}  // namespace penholder
