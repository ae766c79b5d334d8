// `redline` and `history` as a user runs them, on our own fixtures.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "cli/ran.h"

namespace penholder {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string golden(const std::string& name) {
  return std::string(PENHOLDER_SOURCE_DIR) + "/tests/golden/" + name;
}

const std::string kOld = golden("resolution/sylvania-1.xml");
const std::string kNew = golden("redline/sylvania-2.xml");

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A folder of resolutions whose names do not tell which is which.
class ResolutionsTest : public ::testing::Test {
 protected:
  ResolutionsTest() {
    std::string name = (fs::temp_directory_path() / "penholder-redline-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) directory_ = name;
    fs::copy_file(kOld, directory_ / "9002-of-old.xml");
    fs::copy_file(kNew, directory_ / "unnamed.xml");
    std::ofstream(directory_ / "9001.txt") << "no resolution at all";
    std::ofstream(directory_ / "broken.xml") << "<akomaNtoso 9002";
  }
  ~ResolutionsTest() override { fs::remove_all(directory_); }

  fs::path directory_;
};

TEST(RedlineCommand, ShowsTheSummaryFirst) {
  const Ran ran = run_words({"redline", kOld, kNew, "-q"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, StartsWith("S/RES/9001 (2030)"));
  EXPECT_THAT(ran.out, HasSubstr("[-Urges-]{+Encourages+}"));
  EXPECT_EQ(ran.err, "");
  const Ran summary = run_words({"redline", kOld, kNew, "-q", "--summary"});
  EXPECT_THAT(ran.out, StartsWith(summary.out));
  EXPECT_THAT(summary.out, Not(HasSubstr("{+")));
  EXPECT_THAT(run_words({"redline", kOld, kNew, "-q", "--full", "--color", "always"}).out,
              HasSubstr("\x1b["));
}

TEST(RedlineCommand, GivesJson) {
  const Ran ran = run_words({"redline", kOld, kNew, "-q", "--json"});
  const auto json = nlohmann::json::parse(ran.out);
  EXPECT_EQ(json["from"]["symbol"], "S/RES/9001 (2030)");
  EXPECT_EQ(json["operative"]["split"], 1);
}

TEST(RedlineCommand, TellsWhatIsDoubtfulInATextUnlessQuiet) {
  EXPECT_THAT(run_words({"redline", kOld, kNew}).err, HasSubstr("number-in-text"));
}

TEST(RedlineCommand, RefusesWhatItCannotDo) {
  EXPECT_EQ(run_words({"redline", kOld}).code, 2);
  EXPECT_EQ(run_words({"redline", kOld, kNew, "-o", "redline.pdf"}).code, 2);
  EXPECT_EQ(run_words({"redline", kOld, kNew, "--json", "-o", "redline.html"}).code, 2);
  EXPECT_EQ(run_words({"redline", kOld, "missing.xml"}).code, 3);
  const Ran symbol = run_words({"redline", kOld, "S/RES/9002"});
  EXPECT_EQ(symbol.code, 3);
  EXPECT_THAT(symbol.err, HasSubstr("--corpus"));
}

TEST_F(ResolutionsTest, AreFoundByTheirOwnSymbol) {
  const std::string corpus = directory_.string();
  const Ran ran = run_words({"redline", "S/RES/9001 (2030)", "9002", "--corpus", corpus, "-q"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, run_words({"redline", kOld, kNew, "-q"}).out);
  const Ran missing = run_words({"redline", "9001", "9003", "--corpus", corpus, "-q"});
  EXPECT_EQ(missing.code, 3);
  EXPECT_THAT(missing.err, HasSubstr("9003"));
  EXPECT_EQ(run_words({"redline", "9001", "9002", "--corpus", corpus + "/none"}).code, 3);
  // The year counts where it is given.
  EXPECT_EQ(run_words({"redline", "9001", "S/RES/9002 (2099)", "--corpus", corpus, "-q"}).code, 3);
}

TEST_F(ResolutionsTest, BecomePagesByTheEndingOfTheOutput) {
  const fs::path page = directory_ / "redline.html";
  const Ran ran = run_words({"redline", kOld, kNew, "-q", "-o", page.string()});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, HasSubstr("Redline: "));
  EXPECT_THAT(read(page), StartsWith("<!doctype html>"));
  const fs::path life = directory_ / "life.HTML";
  EXPECT_EQ(run_words({"history", kOld, kNew, "-q", "-o", life.string()}).code, 0);
  EXPECT_THAT(read(life), HasSubstr("<svg"));
  const fs::path table = directory_ / "life.csv";
  EXPECT_EQ(run_words({"history", kOld, kNew, "-q", "-o", table.string()}).code, 0);
  EXPECT_THAT(read(table), StartsWith("task,group,first,last,end,"));
  EXPECT_EQ(run_words({"redline", kOld, kNew, "-q", "-o", "/no/such/folder/r.html"}).code, 3);
}

TEST(HistoryCommand, ShowsTheSketchAndTheTasks) {
  const Ran ran = run_words({"history", kNew, kOld, "-q"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, StartsWith("UNMIS-S: 2 resolutions, S/RES/9001 (2030) to"));
  EXPECT_THAT(ran.out, HasSubstr("in the order of their dates"));
  const auto json = nlohmann::json::parse(run_words({"history", kOld, kNew, "--json", "-q"}).out);
  EXPECT_EQ(json["mandates"].size(), 2u);
  EXPECT_EQ(run_words({"history", kOld, kNew, "--json", "--csv"}).code, 2);
  EXPECT_EQ(run_words({"history", kOld, "-o", "life.xlsx"}).code, 2);
}

}  // namespace
}  // namespace penholder
