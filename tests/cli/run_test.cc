#include "cli/ran.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "support/golden.h"

namespace penholder {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string tutorial_case() { return std::string(PENHOLDER_SOURCE_DIR) + "/cases/tutorial"; }

/// A directory of its own for every test, gone afterwards.
class RunTest : public ::testing::Test {
 protected:
  RunTest() {
    std::string name = (fs::temp_directory_path() / "penholder-run-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) directory_ = name;
  }
  ~RunTest() override { fs::remove_all(directory_); }

  fs::path directory_;
};

const std::vector<std::string> kCommands = {
    "check", "rank", "sequence", "stress", "compare", "note",  "solve", "schema",
    "new",   "why",  "register", "cite",   "redline", "table", "lens",  "history"};

TEST(Help, EveryCommandHasAnExampleAndTheExitCodes) {
  for (const std::string& command : kCommands) {
    const Ran ran = run_words({command, "--help"});
    EXPECT_EQ(ran.code, 0) << command;
    EXPECT_THAT(ran.out, AllOf(HasSubstr("Example:\n  penholder " + command),
                               HasSubstr("Exit status: 0 done")));
    EXPECT_EQ(ran.err, "");
  }
}

TEST(Help, NamesEveryCommand) {
  const Ran ran = run_words({"--help"});
  EXPECT_EQ(ran.code, 0);
  for (const std::string& command : kCommands) EXPECT_THAT(ran.out, HasSubstr(command));
}

TEST(Usage, IsRefusedWithTwo) {
  const std::vector<std::vector<std::string>> wrong = {
      {},
      {"prioritise"},
      {"rank"},
      {"rank", tutorial_case(), "--samples", "-5"},
      {"rank", tutorial_case(), "--samples", "many"},
      {"rank", tutorial_case(), "--threads", "0"},
      {"rank", tutorial_case(), "--at-least", "everybody"},
      {"check", tutorial_case(), "--format", "pdf"},
      {"stress", tutorial_case(), "--replications", "99999999999"},
      {"sequence", tutorial_case(), "--view", "nobody"},
      {"why", tutorial_case()},
      {"why", tutorial_case(), "--task", "talks", "--done", "talks"},
      {"why", tutorial_case(), "--task", "talk"},
      {"why", tutorial_case(), "--done", "talks", "--by", "soon"},
      {"why", tutorial_case(), "--by", "2031-09-01"},
      {"sequence", tutorial_case(), "--option", "nothing"},
  };
  for (const auto& words : wrong) {
    const Ran ran = run_words(words);
    EXPECT_EQ(ran.code, 2) << ::testing::PrintToString(words);
    EXPECT_EQ(ran.out, "");
    EXPECT_NE(ran.err, "") << ::testing::PrintToString(words);
  }
}

TEST_F(RunTest, RefusesWhatItCannotReadWithThree) {
  for (const std::string command : {"check", "rank", "sequence", "stress", "compare", "note"}) {
    const Ran ran = run_words({command, (directory_ / "none").string()});
    EXPECT_EQ(ran.code, 3) << command;
    EXPECT_THAT(ran.err, HasSubstr("No such file")) << command;
  }
}

TEST_F(RunTest, ChecksABrokenCaseButAnalysesItNot) {
  const std::string path = (directory_ / "broken.yaml").string();
  std::ofstream(path) << "penholder: 1\ncase: {id: x, titel: y}\n";
  const Ran check = run_words({"check", path});
  EXPECT_EQ(check.code, 1);
  EXPECT_THAT(check.out, AllOf(HasSubstr("titel"), HasSubstr("did you mean")));
  for (const std::string command : {"rank", "sequence", "stress", "compare", "note"}) {
    const Ran ran = run_words({command, path});
    EXPECT_EQ(ran.code, 3) << command;
    EXPECT_EQ(ran.out, "") << command;
    EXPECT_THAT(ran.err, HasSubstr("error")) << command;
  }
}

TEST_F(RunTest, ReportsAsJsonAndSarif) {
  const std::string path = (directory_ / "broken.yaml").string();
  std::ofstream(path) << "penholder: 1\ncase: {id: x, titel: y}\n";
  const auto json = nlohmann::json::parse(run_words({"check", path, "--json"}).out);
  EXPECT_GT(json.at("diagnostics").size(), 0U);
  const auto sarif = nlohmann::json::parse(run_words({"check", path, "--format", "sarif"}).out);
  EXPECT_EQ(sarif.at("version"), "2.1.0");
}

TEST_F(RunTest, NewCaseHasOnlyItsToDos) {
  const std::string path = (directory_ / "my-mission").string();
  const Ran made = run_words({"new", path, "--title", "The \"mission\" in my \\ country"});
  ASSERT_EQ(made.code, 0) << made.err;
  const Ran check = run_words({"check", path});
  EXPECT_THAT(check.out,
              AllOf(HasSubstr("to-do"), Not(HasSubstr("error[")), Not(HasSubstr("warning["))));
  EXPECT_EQ(check.code, 0) << check.out;
  const Ran as_json = run_words({"new", path + "-2", "--json"});
  EXPECT_EQ(nlohmann::json::parse(as_json.out).at("case"), "my-mission-2");
  const Ran again = run_words({"new", path});
  EXPECT_EQ(again.code, 3);
  EXPECT_THAT(again.err, HasSubstr("File exists"));
}

TEST_F(RunTest, NewCaseGoesThroughEveryStage) {
  const std::string path = (directory_ / "my-mission").string();
  ASSERT_EQ(run_words({"new", path}).code, 0);
  for (const std::string command : {"rank", "sequence", "stress", "compare"}) {
    const Ran ran = run_words({command, path, "--json"});
    EXPECT_EQ(ran.code, 0) << command << ran.err;
    EXPECT_TRUE(nlohmann::json::accept(ran.out)) << command;
  }
}

TEST(Run, GivesTheSameBytesForASeedAtAnyNumberOfThreads) {
  for (const std::string command : {"rank", "sequence", "stress", "compare"}) {
    const std::vector<std::string> words = {command, tutorial_case(), "--json", "--seed", "5"};
    auto with_threads = [&](const std::string& threads) {
      auto all = words;
      all.insert(all.end(), {"--threads", threads});
      return run_words(all);
    };
    const Ran one = with_threads("1");
    EXPECT_EQ(one.code, 0) << command << one.err;
    EXPECT_EQ(one.out, with_threads("2").out) << command;
    EXPECT_EQ(one.out, with_threads("5").out) << command;
    EXPECT_TRUE(nlohmann::json::accept(one.out)) << command;
  }
}

TEST(Run, RanksFromARungOfTheLadder) {
  const Ran all = run_words({"rank", tutorial_case(), "--json"});
  const Ran ran = run_words({"rank", tutorial_case(), "--at-least", "all", "--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto json = nlohmann::json::parse(ran.out);
  EXPECT_EQ(json["at_least"], "participants in general");
  EXPECT_LT(json["views"].size(), nlohmann::json::parse(all.out)["views"].size());
  EXPECT_THAT(run_words({"rank", tutorial_case(), "--at-least", "all"}).out,
              HasSubstr("Only statements held by participants in general count"));
}

TEST(Run, UsesColourOnlyWhenAsked) {
  for (const std::string command : {"check", "rank", "sequence", "stress", "compare"}) {
    EXPECT_THAT(run_words({command, tutorial_case()}).out, Not(HasSubstr("\x1b["))) << command;
  }
}

TEST_F(RunTest, WritesTheNoteAndASummary) {
  const std::string path = (directory_ / "briefing.html").string();
  const std::vector<std::string> words = {"note", tutorial_case(),  "--output",
                                          path,   "--replications", "2000"};
  const Ran ran = run_words(words);
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr(path));
  std::ostringstream page;
  page << std::ifstream(path).rdbuf();
  EXPECT_THAT(page.str(), StartsWith("<!DOCTYPE html>"));
  EXPECT_THAT(page.str(), HasSubstr("</html>"));

  auto single = words;
  single.insert(single.end(), {"--threads", "1"});
  ASSERT_EQ(run_words(single).code, 0);
  std::ostringstream again;
  again << std::ifstream(path).rdbuf();
  EXPECT_EQ(page.str(), again.str());
}

TEST_F(RunTest, KeepsTheOldNoteWhenItCannotWriteTheNewOne) {
  const Ran ran = run_words({"note", tutorial_case(), "--replications", "200", "--output",
                             (directory_ / "no" / "such" / "place.html").string()});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, HasSubstr("cannot write"));
}

TEST_F(RunTest, RefusesAMapThatIsNone) {
  const std::string path = (directory_ / "map.geojson").string();
  std::ofstream(path) << "{\"type\": \"Feature";
  const Ran ran = run_words(
      {"note", tutorial_case(), "--map", path, "--output", (directory_ / "x.html").string()});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, HasSubstr("map.geojson"));
  EXPECT_FALSE(fs::exists(directory_ / "x.html"));
}

/// A folder with one document, our fictional resolution, under a name that says nothing.
fs::path corpus_in(const fs::path& directory) {
  const fs::path corpus = directory / "documents";
  fs::create_directories(corpus / "2030");
  fs::copy_file(fs::path(PENHOLDER_SOURCE_DIR) / "tests/golden/resolution/sylvania-1.xml",
                corpus / "2030" / "N3012345.xml");
  return corpus;
}

std::string cite_golden(const std::string& name) {
  return std::string(PENHOLDER_SOURCE_DIR) + "/tests/golden/cite/" + name;
}

TEST_F(RunTest, CitesACaseAgainstAFolderWhateverItsFilesAreCalled) {
  const std::string corpus = corpus_in(directory_).string();
  const Ran clean = run_words({"cite", cite_golden("more/clean.yaml"), "--corpus", corpus});
  EXPECT_EQ(clean.code, 0) << clean.out << clean.err;
  EXPECT_THAT(clean.out, HasSubstr("8 found in 1 document"));
  const Ran wrong = run_words({"cite", cite_golden("more/several.yaml"), "--corpus", corpus});
  EXPECT_EQ(wrong.code, 1);
  const auto json = nlohmann::json::parse(
      run_words({"cite", cite_golden("more/several.yaml"), "--corpus", corpus, "--json"}).out);
  EXPECT_EQ(json["checked"]["missing"], 6);
  EXPECT_EQ(json["counts"]["warning"], 10);
  const auto sarif = nlohmann::json::parse(
      run_words({"cite", cite_golden("more/several.yaml"), "--corpus", corpus, "--format", "sarif"})
          .out);
  EXPECT_EQ(sarif.at("version"), "2.1.0");
  const Ran with_text =
      run_words({"cite", "--corpus", corpus, "--text", "press=" + cite_golden("note.txt"),
                 cite_golden("more/clean.yaml")});
  EXPECT_EQ(with_text.code, 0) << with_text.err;  // a text has no pages: `p2` is not checked
  EXPECT_THAT(with_text.out, HasSubstr("1 not checked"));
  for (const char* option : {"press", "press=", "=x", "nobody=x", "press=/no/such/file"}) {
    const Ran ran =
        run_words({"cite", cite_golden("more/clean.yaml"), "--corpus", corpus, "--text", option});
    EXPECT_EQ(ran.code, 3) << option;
    EXPECT_NE(ran.err, "") << option;
  }
  const Ran check = run_words({"check", cite_golden("more/several.yaml"), "--corpus", corpus});
  EXPECT_EQ(check.code, 1);
  EXPECT_THAT(check.out, HasSubstr("citation-no-paragraph"));
}

TEST_F(RunTest, CitesATextInProse) {
  const std::string corpus = corpus_in(directory_).string();
  const Ran ran = run_words({"cite", cite_golden("note.txt"), "--corpus", corpus, "--all"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("it was adopted on 12 March 2030"), HasSubstr("7.a.iv")));
  const Ran of_xml = run_words(
      {"cite", (fs::path(corpus) / "2030" / "N3012345.xml").string(), "--corpus", corpus});
  EXPECT_THAT(of_xml.out, HasSubstr("resolution 8900 is not among the documents at hand"));
}

TEST_F(RunTest, RefusesWhatIsNoTextOrNoFolderOfDocuments) {
  const std::string corpus = corpus_in(directory_).string();
  const auto refused = [&](const std::string& name, const std::string& bytes) {
    const std::string path = (directory_ / name).string();
    std::ofstream(path) << bytes;
    const Ran ran = run_words({"cite", path, "--corpus", corpus});
    EXPECT_EQ(ran.code, 3) << name;
    EXPECT_EQ(ran.out, "") << name;
    EXPECT_NE(ran.err, "") << name;
  };
  refused("empty.txt", "  \n");
  refused("page.html", "<!DOCTYPE html><html><body>resolution 9001</body></html>");
  refused("binary.txt", std::string("a\0b", 3));
  refused("broken.yaml", "penholder: 1\ncase: {id: x, titel: y}\n");
  EXPECT_EQ(run_words({"cite", cite_golden("note.txt"), "--corpus", "/no/such/folder"}).code, 3);
  fs::create_directories(directory_ / "nothing");
  const Ran none =
      run_words({"cite", cite_golden("note.txt"), "--corpus", (directory_ / "nothing").string()});
  EXPECT_EQ(none.code, 3);
  EXPECT_THAT(none.err, HasSubstr("holds no document"));
  EXPECT_EQ(run_words({"cite", cite_golden("note.txt")}).code, 2);
}

TEST_F(RunTest, DraftsACaseFromAResolution) {
  const std::string corpus = corpus_in(directory_).string();
  const std::string text = (fs::path(corpus) / "2030" / "N3012345.xml").string();
  const std::string made = (directory_ / "Sylvania 2030").string();
  const Ran ran = run_words({"new", text, "-o", made, "--title", "The mission in Sylvania"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("9 tasks (6 on the priority list)"), HasSubstr("check")));
  const Ran check = run_words({"check", made, "--corpus", corpus});
  EXPECT_EQ(check.code, 0) << check.out;
  EXPECT_THAT(check.out,
              AllOf(HasSubstr("to-do"), Not(HasSubstr("error[")), Not(HasSubstr("warning["))));
  const Ran cite = run_words({"cite", made, "--corpus", corpus});
  EXPECT_EQ(cite.code, 0) << cite.out;
  const Ran rank = run_words({"rank", made});
  EXPECT_EQ(rank.code, 3);
  EXPECT_THAT(rank.err, HasSubstr("9 strengths are unknown"));
  // Never over what is there, and the same bytes again elsewhere.
  const Ran again = run_words({"new", text, "-o", made});
  EXPECT_EQ(again.code, 3);
  EXPECT_THAT(again.err, HasSubstr("File exists"));
  const auto json = nlohmann::json::parse(
      run_words({"new", text, "-o", (directory_ / "b").string(), "--json"}).out);
  EXPECT_EQ(json["case"], "b");
  EXPECT_EQ(json["tasks"], 9);
  EXPECT_EQ(json["files"].size(), 9U);
}

TEST_F(RunTest, ADraftWithAScaleAndStrengthsGoesThroughTheStages) {
  const std::string text = (corpus_in(directory_) / "2030" / "N3012345.xml").string();
  const fs::path made = directory_ / "draft";
  ASSERT_EQ(run_words({"new", text, "-o", made.string()}).code, 0);
  // What its comments tell the user to do: take the marks of the scale away, judge the strengths.
  const auto edit = [&](const char* name, const std::string& from, const std::string& to) {
    std::ostringstream old;
    old << std::ifstream(made / name).rdbuf();
    std::string all = old.str();
    for (std::size_t at = all.find(from); at != std::string::npos;
         at = all.find(from, at + to.size())) {
      all.replace(at, from.size(), to);
    }
    std::ofstream(made / name) << all;
  };
  edit("objectives.yaml", "# scale:", "scale:");
  edit("objectives.yaml", "#   - {id:", "  - {id:");
  edit("tasks.yaml", "unknown: \"how strongly\"",
       "strength: [helpful, important, decisive], judgement: a first look");
  for (const std::string command : {"rank", "sequence", "stress"}) {
    const Ran ran = run_words({command, made.string(), "--json"});
    EXPECT_EQ(ran.code, 0) << command << ran.err;
    EXPECT_THAT(ran.err, HasSubstr("where a number is unknown")) << command;
  }
}

TEST_F(RunTest, DraftsNothingFromWhatIsNoMandate) {
  const auto refused = [&](const std::string& name, const std::string& bytes, int code) {
    const std::string path = (directory_ / name).string();
    std::ofstream(path) << bytes;
    const std::string made = (directory_ / (name + "-case")).string();
    const Ran ran = run_words({"new", path, "-o", made});
    EXPECT_EQ(ran.code, code) << name;
    EXPECT_EQ(ran.out, "") << name;
    EXPECT_NE(ran.err, "") << name;
    EXPECT_FALSE(fs::exists(made)) << name;
  };
  refused("empty.xml", "", 3);
  refused("page.xml", "<!DOCTYPE html><html><body><p>1. Decides</p></body></html>", 3);
  refused("sanctions.txt",
          "S/RES/9003 (2031)\n\nAdopted by the Security Council at its 1st meeting, on 4 March "
          "2031\n\n1. Decides that all States shall freeze the funds listed;\n\n2. Decides to "
          "remain seized of the matter.\n",
          1);
  refused("statement.txt", "S/PRST/2031/4\n\nThe Security Council welcomes the agreement.\n", 1);
  refused("no-date.txt", "S/RES/9003 (2031)\n\n1. Decides to remain seized.\n", 1);
  EXPECT_EQ(
      run_words({"new", (directory_ / "none.xml").string(), "-o", (directory_ / "x").string()})
          .code,
      3);
  EXPECT_EQ(run_words({"new", "x", "--corpus", "y"}).code, 2);
}

TEST_F(RunTest, ListsTheStrengthsThatAreUnknownAndStops) {
  const std::string path = (directory_ / "open.yaml").string();
  std::ofstream(path) << penholder::testing::read_golden_input(
      "casefile/more/unknown-numbers.yaml");
  const Ran check = run_words({"check", path});
  EXPECT_THAT(check.out, AllOf(HasSubstr("a strength is missing: the room has not judged it"),
                               HasSubstr("a date is missing"), Not(HasSubstr("error["))));
  for (const std::string command : {"rank", "sequence", "stress", "compare", "note", "why"}) {
    std::vector<std::string> words = {command, path};
    if (command == "why") words.insert(words.end(), {"--task", "talks"});
    const Ran ran = run_words(words);
    EXPECT_EQ(ran.code, 3) << command;
    EXPECT_EQ(ran.out, "") << command;
    EXPECT_THAT(ran.err, HasSubstr("how strongly `talks` serves `peace`")) << command;
  }
}

TEST(Schema, IsAJsonSchema) {
  const auto schema = nlohmann::json::parse(run_words({"schema"}).out);
  EXPECT_EQ(schema.at("$schema"), "https://json-schema.org/draft/2020-12/schema");
}

TEST(Why, ADemandThatCannotBeMetIsAFindingWithItsFactsAndLines) {
  const Ran ran = run_words(
      {"why", tutorial_case(), "--done", "reopen-the-ferry", "--by", "2031-09-01", "--quiet"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("No. No plan does this"), HasSubstr("takes 112 days"),
                             HasSubstr("harbour.yaml:"), HasSubstr("16 September 2031")));
  const auto json =
      nlohmann::json::parse(run_words({"why", tutorial_case(), "--done", "reopen-the-ferry", "--by",
                                       "2031-09-01", "-q", "--json"})
                                .out);
  EXPECT_EQ(json["answer"], "impossible");
  EXPECT_EQ(json["conflict"]["minimal"], true);
  for (const auto& fact : json["conflict"]["facts"]) EXPECT_TRUE(fact.contains("line")) << fact;
  EXPECT_FALSE(json["remedies"].empty());
}

TEST(Why, ADemandThatCanBeMetHasAPrice) {
  const Ran ran = run_words({"why", tutorial_case(), "--must", "talks,train-coast-guard", "-q"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, HasSubstr("Yes. There is a plan for it"));
}

TEST(Why, ATaskIsExplained) {
  const Ran ran = run_words({"why", tutorial_case(), "--task", "train-coast-guard", "-q"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("so late?"), HasSubstr("at the earliest"),
                             HasSubstr("What no plan gets round")));
}

TEST(Why, AnUnknownTaskIsRefusedWithTheNearestName) {
  const Ran ran = run_words({"why", tutorial_case(), "--task", "talk", "-q"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("did you mean `talks`?"));
}

}  // namespace
}  // namespace penholder
