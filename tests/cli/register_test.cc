// `penholder register`: forms, filters, standard input, what it says of files that are no
// resolution, exit codes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "cli/run.h"
#include "support/golden.h"

namespace penholder {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

struct Ran {
  int code;
  std::string out;
  std::string err;
};

std::string fixture(const std::string& name) {
  return std::string(PENHOLDER_SOURCE_DIR) + "/tests/golden/resolution/" + name;
}

class RegisterTest : public ::testing::Test {
 protected:
  RegisterTest() {
    std::string name = (fs::temp_directory_path() / "penholder-register-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) directory_ = name;
  }
  ~RegisterTest() override { fs::remove_all(directory_); }

  static Ran run_register(std::vector<std::string> words, const std::string& input = {}) {
    words.insert(words.begin(), "register");
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    Edge edge{.out = out, .err = err, .cores = 2, .in = &in};
    const int code = run(words, edge);
    return {.code = code, .out = out.str(), .err = err.str()};
  }

  [[nodiscard]] std::string path(const std::string& name) const {
    return (directory_ / name).string();
  }
  [[nodiscard]] std::string put(const std::string& name, const std::string& bytes) const {
    std::ofstream(path(name), std::ios::binary) << bytes;
    return path(name);
  }
  static std::string bytes_of(const std::string& file) {
    std::ostringstream bytes;
    bytes << std::ifstream(file, std::ios::binary).rdbuf();
    return bytes.str();
  }

  fs::path directory_;
};

TEST_F(RegisterTest, ListsTheTasksOfAResolution) {
  const Ran ran = run_register({fixture("sylvania-1.xml")});
  EXPECT_EQ(ran.code, 1);  // one of its numbers stands inside the text
  EXPECT_THAT(ran.err, HasSubstr("warning[number-in-text]"));
  EXPECT_THAT(ran.out, StartsWith("S/RES/9001 (2030) of 12 March 2030, UNMIS-S: "));
  EXPECT_THAT(ran.out, Not(HasSubstr("\n  9 ")));
}

TEST_F(RegisterTest, ShowsAllParagraphsOrOneList) {
  EXPECT_THAT(run_register({fixture("sylvania-1.xml"), "--all"}).out, HasSubstr("\n  9 "));
  const Ran other = run_register({fixture("sylvania-1.xml"), "--list", "other", "--json"});
  const auto json = nlohmann::json::parse(other.out);
  ASSERT_EQ(json["registers"][0]["rows"].size(), 3u);
  for (const auto& row : json["registers"][0]["rows"]) EXPECT_EQ(row["list"], "other");
}

TEST_F(RegisterTest, TakesTheFormFromTheEndingOfTheOutput) {
  for (const std::string ending : {"txt", "json", "csv", "xlsx", "html"}) {
    const std::string output = path("tasks." + ending);
    const Ran ran = run_register({fixture("sylvania-1.xml"), "-o", output});
    EXPECT_EQ(ran.code, 1) << ran.err;
    EXPECT_THAT(ran.out, HasSubstr("9 rows of 1 resolution\n"));
    const std::string start = bytes_of(output).substr(0, 2);
    const std::string wanted = ending == "txt"    ? "S/"
                               : ending == "json" ? "{\n"
                               : ending == "csv"  ? "re"
                               : ending == "xlsx" ? "PK"
                                                  : "<!";
    EXPECT_EQ(start, wanted) << ending;
  }
  const Ran ran = run_register({fixture("sylvania-1.xml"), "-o", path("tasks.pdf")});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("use .txt, .json, .csv, .xlsx or .html"));
}

TEST_F(RegisterTest, WritesTheSameWorkbookAgain) {
  const std::string file = fixture("sylvania-1.xml");
  run_register({file, file, "--xlsx", path("a.xlsx")});
  run_register({file, file, "--xlsx", path("b")});
  EXPECT_EQ(bytes_of(path("a.xlsx")), bytes_of(path("b")));
  EXPECT_THAT(bytes_of(path("b")), StartsWith("PK"));
}

TEST_F(RegisterTest, ReadsPastedTextFromStandardInput) {
  const Ran ran = run_register({"-", "--all"},
                               "S/RES/9003 (2031)\nAdopted by the Security Council on 5 June "
                               "2031\n\n1. Urges the parties to talk;\n\n2. Decides to remain "
                               "seized of the matter.\n");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("S/RES/9003 (2031) of 5 June 2031"),
                             HasSubstr("urges [calls upon] -> parties")));
  EXPECT_EQ(run_register({"-", "-"}).code, 2);
}

TEST_F(RegisterTest, SaysWhetherCitedParagraphsOfOtherResolutionsExist) {
  fs::create_directory(directory_ / "corpus");
  fs::copy_file(fixture("sylvania-1.xml"), directory_ / "corpus" / "S_RES_9001.xml");
  const std::string file = put("later.txt",
                               "S/RES/9003 (2031)\nAdopted by the Security Council on 5 June "
                               "2031\n\n1. Recalls paragraphs 3 and 99 of resolution 9001 (2030) "
                               "and paragraph 1 of resolution 8900 (2029);\n");
  const Ran ran = run_register({file, "--all", "--corpus", path("corpus")});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("no list of tasks; 1 row\n"));
  EXPECT_THAT(run_register({file, "--all", "--csv", "--corpus", path("corpus")}).out,
              HasSubstr("paragraph 3; S/RES/9001 (2030) paragraph 99 (?);"));
  const Ran json = run_register({file, "--all", "--json", "--corpus", path("corpus")});
  const auto references = nlohmann::json::parse(json.out)["registers"][0]["rows"][0]["references"];
  ASSERT_EQ(references.size(), 3u);
  EXPECT_EQ(references[0]["resolved"], true);
  EXPECT_EQ(references[1]["resolved"], false);
  EXPECT_FALSE(references[2].contains("resolved"));  // not in the folder
  EXPECT_EQ(run_register({file, "--corpus", path("nowhere")}).code, 3);
}

TEST_F(RegisterTest, GoesOnBehindAFileThatCannotBeRead) {
  const Ran ran = run_register({path("none.xml"), fixture("sylvania-1.xml")});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, HasSubstr("No such file"));
  EXPECT_THAT(ran.out, HasSubstr("S/RES/9001 (2030)"));
}

TEST_F(RegisterTest, SaysWhatIsDoubtfulAndEndsWithOne) {
  const Ran ran = run_register({fixture("broken.xml")});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("warning["));
  const Ran quiet = run_register({fixture("broken.xml"), "--quiet"});
  EXPECT_EQ(quiet.code, 1);
  EXPECT_EQ(quiet.err, "");
}

TEST_F(RegisterTest, SaysThatTheRulesReadEnglish) {
  const Ran ran = run_register({fixture("apercu.xml"), "--all"});
  EXPECT_THAT(ran.err, HasSubstr("in English only"));
  EXPECT_THAT(ran.out, HasSubstr("2.a.ii"));
}

TEST_F(RegisterTest, RefusesWhatIsNoResolutionWithARemedy) {
  struct Bad {
    std::string bytes;
    std::string kind;
    std::string remedy;
  };
  const std::string utf16("\xFF\xFE<\0h\0t\0m\0l\0>\0<\0/\0h\0t\0m\0l\0>\0", 28);
  const std::vector<Bad> all = {
      {"", "empty-document", "download the document again"},
      {"<html><body>Resolution 2531</body></html>", "not-a-resolution", "download the XML file"},
      {"<!DOCTYPE html>\n<html></html>", "not-a-resolution", "download the XML file"},
      {"<rss version='2.0'><channel/></rss>", "not-a-resolution", "take the AKN4UN XML file"},
      {"<akomaNtoso><statement/></akomaNtoso>", "not-a-resolution", "take the AKN4UN XML file"},
      {"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><akomaNtoso>&x;</akomaNtoso>",
       "xml-doctype", "take the file as the UN publishes it"},
      {"<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><akomaNtoso>&b;</akomaNtoso>",
       "xml-doctype", "take the file as the UN publishes it"},
      {std::string("\x7F"
                   "ELF\x02\x01\x01\0\0\0",
                   10),
       "not-text", "give the XML file"},
      {"%PDF-1.7\n\xE2\xE3\xCF\xD3\n", "not-text", "give the XML file"},
      {std::string("PK\x03\x04\x14\0\0\0", 8), "not-text", "give the XML file"},
      {"\x01\x02\x03", "not-text", "give the XML file"},
      {utf16, "not-a-resolution", "download the XML file"},
      {"R\xE9solution 2531 (2020)\n1. D\xE9"
       "cide",
       "not-utf-8", "save it as UTF-8"},
  };
  for (const Bad& bad : all) {
    const Ran ran = run_register({put("bad", bad.bytes)});
    EXPECT_EQ(ran.code, 3) << bad.bytes;
    EXPECT_EQ(ran.out, "");
    EXPECT_THAT(ran.err, AllOf(HasSubstr("error[" + bad.kind + "]"), HasSubstr(bad.remedy)));
  }
}

TEST_F(RegisterTest, RefusesHalfAGigabyteUnread) {
  const std::string big = put("big.xml", "<akomaNtoso>");
  fs::resize_file(big, std::uintmax_t{500} << 20);  // sparse: takes no room
  const Ran ran = run_register({big});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("524288000 bytes"), HasSubstr("one resolution")));
}

TEST_F(RegisterTest, RefusesFormsThatExcludeEachOther) {
  EXPECT_EQ(run_register({fixture("sylvania-1.xml"), "--json", "--csv"}).code, 2);
  EXPECT_EQ(run_register({fixture("sylvania-1.xml"), "--list", "third"}).code, 2);
  EXPECT_EQ(run_register({}).code, 2);
}

}  // namespace
}  // namespace penholder
