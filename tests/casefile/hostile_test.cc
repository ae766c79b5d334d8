// Texts made to exhaust time or memory: each is answered at once. The limits are generous against a
// busy machine; the measured times stand in docs/benchmarks.md.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "casefile/promises.h"
#include "casefile/texts.h"

namespace penholder {
namespace {

using ::testing::Contains;
using testing::kinds_of;
using testing::texts_of;

std::string repeated(std::string_view text, std::size_t count) {
  std::string result;
  result.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) result += text;
  return result;
}

Reading read_in_time(std::string text, double seconds = 5.0) {
  const SourceTexts texts = texts_of({std::move(text)});
  const auto start = std::chrono::steady_clock::now();
  Reading reading = read_case(texts);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  EXPECT_LT(taken.count(), seconds);
  EXPECT_EQ(testing::broken_promise(texts, reading), "");
  EXPECT_FALSE(reading.usable);
  return reading;
}

TEST(HostileText, AHundredMegabytesAreRefusedUnread) {
  EXPECT_THAT(kinds_of(read_in_time(repeated("# a line of a text\n", 5'600'000), 1.0)),
              Contains("file-too-large"));
}

TEST(HostileText, DeepNestingIsRefusedAtOnce) {
  for (const std::string_view open : {"[", "{a: ", "- "}) {
    EXPECT_THAT(kinds_of(read_in_time(repeated(open, 10'000))), Contains("too-deep")) << open;
  }
  std::string stairs;
  for (std::size_t i = 0; i < 2'000; ++i) stairs += std::string(i, ' ') + "a:\n";
  EXPECT_THAT(kinds_of(read_in_time(stairs)), Contains("too-deep"));
}

TEST(HostileText, AliasBombsDoNotExpand) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int j = 0; j < 9; ++j) bomb += before + (j < 8 ? ", " : "]\n");
  }
  EXPECT_THAT(kinds_of(read_in_time(bomb)), Contains("alias"));
}

TEST(HostileText, CrowdsAreRefused) {
  EXPECT_THAT(kinds_of(read_in_time("[" + repeated("a,", 4'000'000) + "a]")),
              Contains("too-crowded"));
  EXPECT_THAT(kinds_of(read_in_time("tasks:\n" + repeated("- a\n", 600'000))),
              Contains("too-many-problems"));
  std::string keys;
  for (int i = 0; i < 100'000; ++i) keys += "k" + std::to_string(i) + ": 1\n";
  EXPECT_THAT(kinds_of(read_in_time(keys)), Contains("too-crowded"));
  std::string tasks = "tasks:\n";
  for (int i = 0; i < 60'000; ++i) tasks += "- {id: t" + std::to_string(i) + "}\n";
  EXPECT_THAT(kinds_of(read_in_time(tasks)), Contains("too-crowded"));
}

TEST(HostileText, HalfAMillionMistakesAreCut) {
  const Reading reading = read_in_time("tasks:\n" + repeated("- a\n", 490'000));
  EXPECT_EQ(reading.diagnostics.found().size(), 2'001U);
}

TEST(HostileText, ManyUnknownNamesDoNotMakeReadingQuadratic) {
  std::string text = std::string(testing::kHead) + "actors:\n";
  for (int i = 0; i < 4'000; ++i) {
    text += "- {id: actor-" + std::to_string(i) + ", title: a, kind: other}\n";
  }
  text += "tasks:\n";
  for (int i = 0; i < 4'000; ++i) {
    text += "- {id: t" + std::to_string(i) + ", partners: [actro-" + std::to_string(i) + "]}\n";
  }
  EXPECT_THAT(kinds_of(read_in_time(text)), Contains("unknown-reference"));
}

TEST(HostileText, LongCirclesAreReportedShortly) {
  std::string text = std::string(testing::kHead) + "objectives:\n";
  for (int i = 0; i < 1'000; ++i) {
    text += "- {id: o" + std::to_string(i) + ", title: o, parent: o" +
            std::to_string((i + 1) % 1'000) + "}\n";
  }
  EXPECT_THAT(kinds_of(read_in_time(text)), Contains("parent-cycle"));
}

TEST(HostileText, BytesThatAreNoTextAreNamed) {
  const auto kinds = kinds_of(read_in_time(std::string("penholder: 1\xff\n\x01\0", 16)));
  EXPECT_THAT(kinds, Contains("invalid-utf8"));
  EXPECT_THAT(kinds, Contains("control-character"));
}

}  // namespace
}  // namespace penholder
