// Published instances: not part of this project. PENHOLDER_SHARED names the folder that holds
// psplib/ and weighted/; without it these tests are skipped.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "instance/read_instance.h"
#include "io/files.h"

namespace penholder::instance {
namespace {

namespace fs = std::filesystem;

struct Set {
  const char* folder;
  std::size_t files;
  Format format;
};
const std::vector<Set> kSets = {
    {"psplib/j30", 480, Format::Psplib},
    {"psplib/j60", 240, Format::Psplib},
    {"psplib/j120", 120, Format::Psplib},
    {"psplib/mrcpsp", 106, Format::Psplib},
    {"psplib/rcpsp-max/j10", 135, Format::ProGenMax},
    {"psplib/rcpsp-max/j20", 135, Format::ProGenMax},
    {"psplib/rcpsp-max/ubo10", 45, Format::ProGenMax},
    {"weighted/selection", 4, Format::Selection},
    {"weighted/wet", 4, Format::WeightedDue},
};

class Published : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* shared = std::getenv("PENHOLDER_SHARED");
    if (shared == nullptr || !fs::is_directory(fs::path(shared) / "psplib")) {
      GTEST_SKIP() << "PENHOLDER_SHARED is not set";
    }
    root_ = shared;
  }

  [[nodiscard]] InstanceRead read(const fs::path& name) const {
    const auto bytes = read_file(root_ / name, kInstanceBytesMost);
    EXPECT_TRUE(bytes) << name;
    return bytes ? read_instance(*bytes, FileId{0}, name.string()) : InstanceRead{};
  }

  [[nodiscard]] std::vector<fs::path> files_of(const char* folder) const {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(root_ / folder)) files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
  }

  fs::path root_;
};

TEST_F(Published, FilesAreReadWithoutARemarkWhateverTheirName) {
  for (const Set& set : kSets) {
    const auto files = files_of(set.folder);
    EXPECT_EQ(files.size(), set.files) << set.folder;
    for (const fs::path& file : files) {
      const InstanceRead got = read(file);
      EXPECT_TRUE(got.usable) << file;
      EXPECT_TRUE(got.diagnostics.found().empty())
          << file << ": " << got.diagnostics.found()[0].message;
      EXPECT_EQ(got.format, set.format) << file;
      const auto bytes = read_file(file, kInstanceBytesMost);
      ASSERT_TRUE(bytes);
      EXPECT_EQ(read_instance(*bytes, FileId{0}).model, got.model) << file;
    }
  }
}

TEST_F(Published, SetsHaveTheSizeThatTheirNameSays) {
  const std::vector<std::pair<const char*, std::size_t>> sizes = {{"psplib/j30", 32},
                                                                  {"psplib/j60", 62},
                                                                  {"psplib/j120", 122},
                                                                  {"psplib/mrcpsp", 12},
                                                                  {"psplib/rcpsp-max/j10", 12},
                                                                  {"psplib/rcpsp-max/j20", 22},
                                                                  {"psplib/rcpsp-max/ubo10", 12}};
  for (const auto& [folder, tasks] : sizes) {
    for (const fs::path& file : files_of(folder)) {
      const solver::Model model = read(file).model;
      ASSERT_EQ(model.tasks.size(), tasks) << file;
      EXPECT_EQ(model.tasks.front().modes[0].duration, 0) << file;
      EXPECT_EQ(model.tasks.back().modes[0].duration, 0) << file;
      const bool is_multi_mode = std::string(folder) == "psplib/mrcpsp";
      EXPECT_EQ(model.budgets.size(), is_multi_mode ? 2U : 0U) << file;
      for (std::size_t i = 1; i + 1 < tasks; ++i) {
        EXPECT_EQ(model.tasks[i].modes.size(), is_multi_mode ? 3U : 1U) << file;
      }
    }
  }
}

TEST_F(Published, SomeFilesSayWhatTheyAreKnownToSay) {
  const solver::Model first = read("psplib/j30/j301_1.sm").model;
  EXPECT_EQ(first.lags.size(), 48U);
  EXPECT_EQ(first.resources.size(), 4U);
  EXPECT_EQ(first.resources[2].steps[0].capacity, 4);
  EXPECT_EQ(first.tasks[2].modes[0].uses[0].amount, 10);
  EXPECT_EQ(first.tasks[31].deadline, 158);  // the horizon that the file itself states

  const solver::Model modes = read("psplib/mrcpsp/j1010_1.mm").model;
  EXPECT_EQ(modes.budgets[0].total, 42);
  EXPECT_EQ(modes.budgets[1].total, 17);
  EXPECT_EQ(modes.tasks[11].deadline, 77);
  EXPECT_EQ(modes.tasks[1].modes[0].spends.size(), 1U);

  const solver::Model lags = read("psplib/rcpsp-max/j10/PSP1.SCH").model;
  EXPECT_EQ(lags.resources.size(), 5U);
  EXPECT_EQ(lags.lags.size(), 22U);
  EXPECT_EQ(std::ranges::count_if(lags.lags, [](const auto& lag) { return lag.at_least < 0; }), 2);

  const solver::Model choice = read("weighted/selection/j301-h22.dzn").model;
  EXPECT_EQ(choice.tasks.size(), 32U);
  EXPECT_EQ(choice.groups.size(), 48U);
  EXPECT_EQ(choice.tasks[5].deadline, 22);

  const InstanceRead dates = read("weighted/wet/j30_1_3-wet.dzn");
  EXPECT_EQ(dates.model.tasks.size(), 32U);
  EXPECT_EQ(dates.model.resources[3].steps[0].capacity, 12);
  // The makespan schedule that the file gives in a remark; its cost was worked out by hand.
  solver::Schedule schedule;
  for (const solver::Time start : {0,  0,  0,  0, 10, 1,  1,  5,  5,  17, 13, 5,  16, 10, 6,  28,
                                   21, 10, 13, 1, 20, 36, 13, 23, 38, 42, 27, 28, 45, 45, 36, 47}) {
    schedule.push_back({.mode = 0, .start = start});
  }
  EXPECT_EQ(solver::cost_of(dates.model, dates.model.objectives[0], schedule), 394);
}

/// The horizon must not cost a proof of infeasibility: ProGen's is the sum of longest durations.
TEST_F(Published, HorizonsAreNeverBeyondTheOneStated) {
  for (const char* folder : {"psplib/j30", "psplib/j60", "psplib/j120", "psplib/mrcpsp"}) {
    for (const fs::path& file : files_of(folder)) {
      const auto bytes = read_file(file, kInstanceBytesMost);
      ASSERT_TRUE(bytes);
      const std::size_t at = bytes->find("horizon");
      const std::size_t colon = bytes->find(':', at);
      EXPECT_LE(read(file).model.tasks[0].deadline, std::stoll(bytes->substr(colon + 1))) << file;
    }
  }
}

}  // namespace
}  // namespace penholder::instance
