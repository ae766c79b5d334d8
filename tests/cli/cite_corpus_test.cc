// Citations of real texts, held against the UN's own files: not part of this project.
// PENHOLDER_SHARED names the folder that holds corpus/ and source/; without it these tests are
// skipped.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "cli/corpus.h"
#include "cli/run.h"

namespace penholder {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

std::string shared(const char* name) {
  const char* folder = std::getenv("PENHOLDER_SHARED");
  return folder == nullptr ? std::string() : (fs::path(folder) / name).string();
}

struct Ran {
  int code = 0;
  std::string out;
};
Ran run_words(const std::vector<std::string>& words) {
  std::ostringstream out;
  std::ostringstream err;
  Edge edge{.out = out, .err = err, .cores = 2};
  const int code = run(words, edge);
  return {.code = code, .out = out.str()};
}

TEST(CiteCorpus, CatchesTheTwoWrongDatesOfTheMeetingNoteAndNothingElse) {
  const std::string note = shared("source/ipi-meeting-note-minusma-2021-06.txt");
  if (note.empty() || !fs::exists(note)) GTEST_SKIP() << "SKIPPED: PENHOLDER_SHARED is not set";
  const Ran ran = run_words({"cite", note, "--corpus", shared("corpus/scres"), "--json"});
  EXPECT_EQ(ran.code, 1);
  const Json json = Json::parse(ran.out);
  ASSERT_EQ(json["diagnostics"].size(), 2U) << ran.out;
  for (const Json& finding : json["diagnostics"]) {
    EXPECT_EQ(finding["id"], "citation-date-wrong");
    EXPECT_EQ(finding["excerpt"], "June 20, 2020");
    EXPECT_NE(finding["message"].get<std::string>().find("29 June 2020"), std::string::npos);
  }
  // Its paragraphs of resolutions: 2531, 3, 14, 19, 30, 64; 2391, 13 (a) to (d).
  std::vector<std::string> found;
  for (const Json& citation : json["citations"]) {
    if (citation["status"] == "found" && citation["locator"] != "") {
      found.push_back(citation["document"].get<std::string>() + " " +
                      citation["locator"].get<std::string>());
    }
  }
  EXPECT_THAT(found,
              ::testing::UnorderedElementsAre(
                  "S/RES/2531 (2020) 19", "S/RES/2531 (2020) 30", "S/RES/2391 (2017) 13.a",
                  "S/RES/2391 (2017) 13.b", "S/RES/2391 (2017) 13.c", "S/RES/2391 (2017) 13.d",
                  "S/RES/2531 (2020) 64", "S/RES/2531 (2020) 3", "S/RES/2531 (2020) 14"));
}

TEST(CiteCorpus, FindsEveryCitationOfTheMinusmaCaseInItsDocuments) {
  const std::string corpus = shared("corpus/scres");
  if (corpus.empty() || !fs::exists(corpus)) GTEST_SKIP() << "SKIPPED: PENHOLDER_SHARED is not set";
  const Ran ran = run_words({"cite", std::string(PENHOLDER_SOURCE_DIR) + "/cases/minusma-2021",
                             "--corpus", corpus, "--json"});
  EXPECT_EQ(ran.code, 0) << ran.out;
  const Json json = Json::parse(ran.out);
  EXPECT_EQ(json["checked"]["missing"], 0);
  EXPECT_GT(json["checked"]["found"], 100);
}

TEST(CiteCorpus, FindsADocumentUnderWhateverNameAndTakesNoStrayForIt) {
  const std::string corpus = shared("corpus/scres");
  if (corpus.empty() || !fs::exists(corpus)) GTEST_SKIP() << "SKIPPED: PENHOLDER_SHARED is not set";
  auto folder = CorpusFolder::open(corpus);
  ASSERT_TRUE(folder);
  for (const int number : {2531, 2584, 2556, 1285, 1912}) {
    const auto found = folder->find(number);
    ASSERT_TRUE(found) << number;
    EXPECT_EQ(found->number, number);
  }
  EXPECT_LT(folder->files_opened(), 20U);  // names lead there; the folder has more than a thousand
  EXPECT_FALSE(folder->find(9001));
  EXPECT_GE(folder->files_opened(), folder->files());  // what no name hints at is looked for in all
}

}  // namespace
}  // namespace penholder
