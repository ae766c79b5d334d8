// `penholder table` and `penholder lens`, run in process.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "base/columns.h"
#include "cli/ran.h"

namespace penholder {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

std::string source(const std::string& path) {
  return std::string(PENHOLDER_SOURCE_DIR) + "/" + path;
}

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class TableRun : public ::testing::Test {
 protected:
  TableRun() {
    std::string name = (fs::temp_directory_path() / "penholder-table-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) directory_ = name;
  }
  ~TableRun() override { fs::remove_all(directory_); }
  [[nodiscard]] std::string file(const std::string& name, const std::string& text = {}) const {
    const std::string path = (directory_ / name).string();
    if (!text.empty()) std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  fs::path directory_;
};

TEST_F(TableRun, RanksTheExampleOfTheHelpByAllLenses) {
  for (const int width : {80, 120}) {
    const Ran ran = run_words(
        {"table", source("docs/examples/boats.csv"), "--weights", "speed>range~price"}, width);
    EXPECT_EQ(ran.code, 0);
    EXPECT_EQ(ran.err, "");
    EXPECT_THAT(ran.out, AllOf(HasSubstr("boats.csv: 3 alternatives"),
                               HasSubstr("What survives the method"), HasSubstr("SMAA-2")));
    std::istringstream lines(ran.out);
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(columns_of(line), static_cast<std::size_t>(width)) << line;
    }
  }
}

TEST_F(TableRun, JsonHasEveryLensAndTakesTheOptions) {
  const std::string table = file("t.csv",
                                 "id,a,b,c,d\n#direction,max,max,max,max\n"
                                 "#weight,0.4,0.3,0.1,0.2\nx,8,7,2,1\ny,5,3,7,5\n"
                                 "z,7,5,6,4\nu,9,9,7,3\nv,11,10,3,7\nw,6,9,5,4\n");
  const Ran ran = run_words({"table", table, "--json", "--method", "promethee,topsis",
                             "--preference", "linear q=1 p=2", "--norm", "minmax"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto json = nlohmann::json::parse(ran.out);
  ASSERT_EQ(json["lenses"].size(), 2U);
  const std::vector<double> expected = {-0.26, -0.52, -0.22, 0.36, 0.70, -0.06};
  for (std::size_t a = 0; a < 6; ++a) {
    EXPECT_NEAR(json["lenses"][0]["alternatives"][a]["score"].get<double>(), expected[a], 0.005);
  }
  EXPECT_EQ(json["survives"]["first_under_every_lens"], "v");
}

TEST_F(TableRun, ConvertsBothWaysAndNeverOntoTheInput) {
  const std::string xml = file("boats.xml");
  const std::string csv = file("boats.csv");
  EXPECT_EQ(run_words({"table", source("docs/examples/boats.csv"), "--to", xml}).code, 0);
  EXPECT_THAT(text_of(xml), HasSubstr("XMCDA-3.1.1"));
  const Ran back = run_words({"table", xml, "--to", csv, "--json"});
  EXPECT_EQ(back.code, 0);
  EXPECT_EQ(nlohmann::json::parse(back.out)["alternatives"], 3);
  EXPECT_EQ(run_words({"table", csv, "--json"}).out,
            run_words({"table", source("docs/examples/boats.csv"), "--json"}).out);

  const std::string before = text_of(csv);
  const Ran onto = run_words({"table", csv, "--to", csv});
  EXPECT_EQ(onto.code, 2);
  EXPECT_THAT(onto.err, HasSubstr("is the file that was read"));
  EXPECT_EQ(text_of(csv), before);
  EXPECT_EQ(run_words({"table", csv, "--to", file("boats.doc")}).code, 2);
  EXPECT_EQ(run_words({"table", csv, "--to", file("none/boats.csv")}).code, 3);
}

TEST_F(TableRun, TakesXmcdaInParts) {
  const std::string whole = file("whole.xml");
  ASSERT_EQ(run_words({"table", source("docs/examples/boats.csv"), "--to", whole}).code, 0);
  const std::string text = text_of(whole);
  const std::size_t cut = text.find("  <criteriaValues");
  const std::string root =
      text.substr(text.find("<xmcda"), text.find("  <alternatives>") - text.find("<xmcda"));
  const std::string one = file("one.xml", text.substr(0, cut) + "</xmcda:XMCDA>\n");
  const std::string two = file("two.xml", root + text.substr(cut));
  EXPECT_EQ(run_words({"table", one, two, "--json"}).out,
            run_words({"table", whole, "--json"}).out);
  EXPECT_EQ(run_words({"table", one, two, "--to", two}).code, 2);
  const Ran mixed = run_words({"table", whole, source("docs/examples/boats.csv")});
  EXPECT_EQ(mixed.code, 3);
  EXPECT_THAT(mixed.err, HasSubstr("boats.csv"));
}

TEST_F(TableRun, RefusalsSayWhatAndWhere) {
  EXPECT_EQ(run_words({"table", file("absent.csv")}).code, 3);
  const Ran broken = run_words({"table", file("b.csv", "id,a\n#direction,max\nx,much\n")});
  EXPECT_EQ(broken.code, 3);
  EXPECT_THAT(broken.err, HasSubstr("b.csv:3:3: error[table-not-a-performance]"));
  EXPECT_EQ(broken.out, "");
  const std::string good = file("g.csv", "id,a,b\nx,1,2\n");
  const Ran warned = run_words({"table", good});
  EXPECT_EQ(warned.code, 0);
  EXPECT_THAT(warned.err, HasSubstr("table-no-direction"));
  EXPECT_EQ(run_words({"table", good, "-q"}).err, "");
  const Ran slip = run_words({"table", good, "-q", "--weights", "c>a"});
  EXPECT_EQ(slip.code, 2);
  EXPECT_THAT(slip.err, HasSubstr("no criterion `c`"));
  EXPECT_EQ(run_words({"table", good, "-q", "--preference", "linear"}).code, 2);
  EXPECT_EQ(run_words({"table", good, "--method", "electre"}).code, 2);
}

TEST_F(TableRun, LensLooksAtACaseAndSendsItsNumbersOutAndBack) {
  const std::string harbour = source("cases/tutorial");
  const Ran text = run_words({"lens", harbour, "-q", "--samples", "2000"});
  EXPECT_EQ(text.code, 0) << text.err;
  EXPECT_THAT(text.out, AllOf(HasSubstr("As mandated"), HasSubstr("What survives the method")));
  const Ran json = run_words({"lens", harbour, "-q", "--json", "--samples", "2000", "--view",
                              "vote-first", "--option", "two-more-boats"});
  ASSERT_EQ(json.code, 0) << json.err;
  const auto parsed = nlohmann::json::parse(json.out);
  EXPECT_EQ(parsed["view"], "vote-first");
  EXPECT_EQ(parsed["weights"]["kind"], "drawn");
  EXPECT_EQ(run_words({"lens", harbour, "-q", "--json", "--samples", "2000", "--view", "vote-first",
                       "--option", "two-more-boats", "--threads", "1"})
                .out,
            json.out);

  for (const std::string name : {"s.csv", "s.xml"}) {
    const std::string path = file(name);
    EXPECT_EQ(run_words({"lens", harbour, "-q", "--export", path}).code, 0);
    const Ran back = run_words({"lens", harbour, "-q", "--import", path});
    EXPECT_EQ(back.code, 0) << back.err;
    EXPECT_THAT(back.out, AllOf(HasSubstr("# No strength differs."), HasSubstr("id: from-table")));
    EXPECT_EQ(run_words({"table", path, "--json", "--samples", "500"}).code, 0);
  }
  EXPECT_EQ(
      run_words({"lens", harbour, "-q", "--import", file("t.csv", "id,a\n#direction,max\nx,1\n")})
          .code,
      3);
  EXPECT_EQ(run_words({"lens", harbour, "--view", "none"}).code, 2);
  EXPECT_EQ(run_words({"lens", harbour, "--import", "a", "--export", "b"}).code, 2);
}

}  // namespace
}  // namespace penholder
