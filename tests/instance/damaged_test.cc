// Damaged files: each fault has its kind, its line and its words; nothing crashes, hangs or swells.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "base/random.h"
#include "instance/kinds.h"
#include "instance/model_text.h"
#include "instance/read_instance.h"
#include "support/golden.h"

namespace penholder::instance {
namespace {

using ::testing::HasSubstr;

const std::vector<std::string> kNames = {"road.sm", "bridge.mm",  "house.rcp",
                                         "dam.sch", "choice.dzn", "dates.dzn"};

std::string text_of(const std::string& name) {
  return testing::read_golden_input("instance/" + name);
}

struct Damage {
  const char* name;
  const char* from;  ///< replaced once; must occur
  const char* to;
  const DiagnosticKind* kind;
  int line;
  const char* message;
};

const std::vector<Damage> kDamages = {
    {"road.sm", "   2        1          1           4", "   2        1          1           7",
     &kinds::kOutOfRange, 20, "`7` cannot be a successor: it must lie in 1 to 6"},
    {"road.sm", "   2        1          1           4", "   2        1          1           0",
     &kinds::kOutOfRange, 20, "`0` cannot be a successor"},
    {"road.sm", "   3        1          2           4   5",
     "   3        1          3           4   5", &kinds::kWrongCount, 21,
     "the line ends before a successor"},
    {"road.sm", "   3        1          2           4   5",
     "   3        1          1           4   5", &kinds::kWrongCount, 21,
     "the line has more than the 1 successors that it announces"},
    {"road.sm", "   3        1          2           4   5\n", "", &kinds::kUnexpected, 21,
     "job 4 where job 3 was expected"},
    {"road.sm", "   4        1          1           6", "   4        1          x           6",
     &kinds::kNotANumber, 22, "`x` is not the number of successors: no whole number"},
    {"road.sm", "   6        1          0\n", "", &kinds::kNotANumber, 25,
     "`REQUESTS/DURATIONS` is not a job's number"},
    {"road.sm", "  3      1     4       1    1", "  3      1     4.5     1    1",
     &kinds::kNotANumber, 31, "`4.5` is not a duration"},
    {"road.sm", "  3      1     4       1    1", "  3      1    -4       1    1",
     &kinds::kOutOfRange, 31, "`-4` cannot be a duration"},
    {"road.sm", "  3      1     4       1    1", "  3      1     4       1", &kinds::kWrongCount,
     31, "the line ends before a request"},
    {"road.sm", "  3      1     4       1    1", "  3      1     4       1    1    1",
     &kinds::kWrongCount, 31, "the line has more than 2 requests"},
    {"road.sm", "  3      1     4       1    1", "  3      2     4       1    1",
     &kinds::kOutOfRange, 31, "`2` cannot be a mode's number"},
    {"road.sm", "  3      1     4       1    1", "  3      1     2147483648   1    1",
     &kinds::kOutOfRange, 31, "`2147483648` cannot be a duration: it must lie in 0 to 268435456"},
    {"road.sm", "  3      1     4       1    1", "  3      1     4  9223372036854775808    1",
     &kinds::kOutOfRange, 31, "`9223372036854775808` cannot be a request"},
    {"road.sm", "  3      1     4       1    1", "  3      1     268435456       1    1",
     &kinds::kOutOfRange, 40, "the durations of all jobs add up to more than 268435456"},
    {"road.sm", "    3    3\n", "    3\n", &kinds::kWrongCount, 38,
     "the line ends before a capacity"},
    {"road.sm", "    3    3\n", "    3    3    3\n", &kinds::kWrongCount, 38,
     "the line has more than 2 availabilities"},
    {"road.sm", "RESOURCEAVAILABILITIES", "AVAILABILITIES", &kinds::kUnexpected, 36,
     "`RESOURCEAVAILABILITIES:` was expected"},
    {"road.sm", "PRECEDENCE RELATIONS", "ORDER", &kinds::kUnexpected, 26,
     "`PRECEDENCE RELATIONS:` has to come first"},
    {"road.sm", "jobs (incl. supersource/sink ):  6\n", "\n", &kinds::kUnexpected, 17,
     "`jobs (incl. supersource/sink ):` is missing"},
    {"road.sm", "sink ):  6", "sink ):  7", &kinds::kNotANumber, 26,
     "`REQUESTS/DURATIONS` is not a job's number"},
    {"road.sm", "sink ):  6", "sink ):  5", &kinds::kOutOfRange, 22, "`6` cannot be a successor"},
    {"road.sm", "sink ):  6", "sink ):  4000000000", &kinds::kOutOfRange, 6,
     "it must lie in 0 to 100000"},
    {"road.sm", "projects                      :  1", "projects                      :  2",
     &kinds::kUnsupported, 5, "only a single project is read"},
    {"bridge.mm", "doubly constrained        :  0", "doubly constrained        :  1",
     &kinds::kUnsupported, 11, "doubly constrained resources are not read"},
    {"bridge.mm", "   2        2          1", "   2        0          1", &kinds::kOutOfRange, 20,
     "`0` cannot be the number of modes"},
    {"bridge.mm", "         2     5       1    0    2\n", "", &kinds::kOutOfRange, 29,
     "`3` cannot be a mode's number: it must lie in 1 to 2"},
    {"bridge.mm", "         2     3       2    1    1\n", "", &kinds::kUnexpected, 31,
     "mode 3 where mode 2 of job 3 was expected"},
    {"house.rcp", "5 2", "5 x", &kinds::kNotANumber, 1, "`x` is not the number of resources"},
    {"house.rcp", "5 2", "6 2", &kinds::kTruncated, 9,
     "the text ends before the duration of job 6 of 6"},
    {"house.rcp", "5 2", "4 2", &kinds::kOutOfRange, 7, "`5` cannot be a successor of job 4 of 4"},
    {"house.rcp", "4 1\n", "", &kinds::kOutOfRange, 4, "`0` cannot be a successor of job 2 of 5"},
    {"dam.sch", "3\t1\t0\t0", "3\t1\t0\t1", &kinds::kUnsupported, 1,
     "doubly constrained resources are not read"},
    {"dam.sch", "2\t1\t2\t3", "2\t2\t2\t3", &kinds::kUnsupported, 4,
     "several modes with lags are not read"},
    {"dam.sch", "[-7]", "[-7", &kinds::kUnexpected, 5, "the line ends where `]` was expected"},
    {"dam.sch", "[-7]", "-7", &kinds::kUnexpected, 5, "`-7` where `[` was expected"},
    {"dam.sch", "[-7]", "[-7 2]", &kinds::kUnexpected, 5, "`2` where `]` was expected"},
    {"dam.sch", "[-7]", "", &kinds::kUnexpected, 5, "the line ends where `[` was expected"},
    {"dam.sch", "[-7]", "[-2147483648]", &kinds::kOutOfRange, 5, "`-2147483648` cannot be a lag"},
    {"dam.sch", "[-7]", "[-7]\t[1]", &kinds::kWrongCount, 5, "more than the 2 successors"},
    {"dam.sch", "\t3\t[4]", "\t5\t[4]", &kinds::kOutOfRange, 3, "`5` cannot be a successor"},
    {"dam.sch", "3\t1\t2\t2\n", "", &kinds::kUnexpected, 10,
     "activity 4 where activity 3 was expected"},
    {"dam.sch", "0\t0\n3\n", "0\t0\n", &kinds::kTruncated, 12,
     "the text ends before the capacities"},
    {"choice.dzn", "n=5;", "n=5", &kinds::kUnexpected, 2, "`R` where `;` was expected"},
    {"choice.dzn", "n=5;", "n=6;", &kinds::kWrongCount, 3, "`rr` is 6 by 2 but holds 10 numbers"},
    {"choice.dzn", "n=5;", "n=-5;", &kinds::kWrongCount, 3, "`rr` is 0 by 2 but holds 10 numbers"},
    {"choice.dzn", "n=5;", "n=9223372036854775807;", &kinds::kOutOfRange, 3, "cannot be an index"},
    {"choice.dzn", "n=5;", "n=99999999999999999999;", &kinds::kOutOfRange, 2,
     "has too many digits"},
    {"choice.dzn", "n=5;", "n=5;n=5;", &kinds::kUnexpected, 2, "`n` is given twice"},
    {"choice.dzn", "n=5;", "n=5.5;", &kinds::kMissingName, 3, "`n` is not given as a whole number"},
    {"choice.dzn", "H=9;", "", &kinds::kMissingName, 1, "`H` is not given"},
    {"choice.dzn", "H=9;", "H=[9];", &kinds::kUnexpected, 2, "`H` is not a whole number"},
    {"choice.dzn", "cap=[3, 2]", "cap=[3, two]", &kinds::kUnexpected, 2, "`cap` is not an array"},
    {"choice.dzn", "cap=[3, 2]", "cap=[3, -2]", &kinds::kOutOfRange, 2, "-2 cannot stand in `cap`"},
    {"choice.dzn", "cap=[3, 2]", "cap=[3]", &kinds::kWrongCount, 2, "`cap` has 1 numbers, not 2"},
    {"choice.dzn", "d=[0, 4, 5", "d=[0, 4 5", &kinds::kUnexpected, 2, "`5` where `]` was expected"},
    {"choice.dzn", "12, 7, 20", "1152921504606846976, 7, 1152921504606846976", &kinds::kOutOfRange,
     1, "more than 2^60"},
    {"choice.dzn", "3, 5, 4, 5]", "3, 5, 4, 6]", &kinds::kOutOfRange, 4, "6 cannot stand in `P`"},
    {"choice.dzn", "3, 5, 4, 5]", "3, 5, 4]", &kinds::kWrongCount, 4, "`P` is 5 by 2 but holds 9"},
    {"choice.dzn", "1..5,1..2", "1..5,1..3", &kinds::kWrongCount, 4, "`P` is 5 by 3"},
    {"choice.dzn", "array2d(1..5", "array2d(1..", &kinds::kUnexpected, 4, "`,` where a bound"},
    {"choice.dzn", "4, 5]);\n", "4, 5]", &kinds::kTruncated, 4, "the text ends before `)`"},
    {"choice.dzn", "% Five", "/* Five", &kinds::kTruncated, 1, "this comment is not closed"},
    {"choice.dzn", "n=5;", "n=5;x=\"a\n\";", &kinds::kUnexpected, 2, "`\"` where"},
    {"dates.dzn", "4..4", "4..5", &kinds::kOutOfRange, 15, "5 cannot stand in `suc`"},
    {"dates.dzn", "4..4", "1..2000000000", &kinds::kOutOfRange, 15,
     "more numbers than any instance"},
    {"dates.dzn", "  {4},\n", "", &kinds::kWrongCount, 12, "`suc` has 3 sets, not 4"},
    {"dates.dzn", "{2, 3}", "{2, 3", &kinds::kUnexpected, 14,
     "`{` where a number or `}` was expected"},
    {"dates.dzn", "| 5, 0, 4", "| 5, 0", &kinds::kWrongCount, 22,
     "row 3 of `deadline` has 2 numbers"},
    {"dates.dzn", "| 5, 0, 4", "| 5, 0, -4", &kinds::kOutOfRange, 20, "row 3 of `deadline`"},
    {"dates.dzn", "t_max = 12", "t_max = 4611686018427387904", &kinds::kOutOfRange, 18, "`t_max`"},
    {"dates.dzn", "deadline =", "due =", &kinds::kMissingName, 1, "`deadline` is not given"},
};

TEST(Damaged, EachFaultHasItsKindItsLineAndItsWords) {
  for (const Damage& damage : kDamages) {
    SCOPED_TRACE(std::string(damage.name) + ": `" + damage.from + "` -> `" + damage.to + '`');
    std::string text = text_of(damage.name);
    const std::size_t at = text.find(damage.from);
    ASSERT_NE(at, std::string::npos);
    text.replace(at, std::string(damage.from).size(), damage.to);
    SourceTexts texts;
    const FileId file = texts.add({.name = damage.name, .text = text});
    const InstanceRead got = read_instance(text, file, damage.name);
    EXPECT_FALSE(got.usable);
    EXPECT_TRUE(got.model.tasks.empty());
    ASSERT_EQ(got.diagnostics.found().size(), 1U);
    const Diagnostic& found = got.diagnostics.found()[0];
    EXPECT_EQ(found.kind->id, damage.kind->id);
    EXPECT_EQ(texts.place(found.span.file, found.span.begin).line, damage.line);
    EXPECT_THAT(found.message, HasSubstr(damage.message));
  }
}

/// One fault whatever is asked, so that tests of few words can say what they expect.
std::string only_kind(const std::string& text, const std::string& name = {}) {
  const InstanceRead got = read_instance(text, FileId{0}, name);
  EXPECT_EQ(got.usable, !got.diagnostics.has_errors());
  return got.diagnostics.found().size() == 1 ? std::string(got.diagnostics.found()[0].kind->id)
                                             : "none or several";
}

TEST(Damaged, WhatIsNoInstanceAtAllIsRefused) {
  for (const std::string name : {"", "x.sm", "x.rcp", "x.sch", "x.dzn", "x.model"}) {
    EXPECT_EQ(only_kind("", name), kinds::kEmpty.id) << name;
    EXPECT_EQ(only_kind(" \n\t\r\n", name), kinds::kEmpty.id) << name;
    EXPECT_EQ(only_kind(std::string("\x7F"
                                    "ELF\0\0\1\2",
                                    8),
                        name),
              kinds::kUnknownFormat.id);
    EXPECT_EQ(only_kind(text_of("road.sm") + '\0', name), kinds::kUnknownFormat.id) << name;
    EXPECT_EQ(only_kind(std::string(kInstanceBytesMost + 1, '1'), name), kinds::kTooLarge.id);
  }
  EXPECT_EQ(only_kind("Dear reader,\nthis is a letter."), kinds::kUnknownFormat.id);
  EXPECT_EQ(only_kind("x = 1;"), kinds::kUnknownFormat.id);
}

TEST(Damaged, TextBehindTheEndIsOnlyAWarning) {
  for (const std::string name : {"road.sm", "bridge.mm", "house.rcp", "dam.sch"}) {
    const InstanceRead got = read_instance(text_of(name) + "\n1 2 3\n", FileId{0}, name);
    EXPECT_TRUE(got.usable) << name;
    EXPECT_EQ(got.model, read_instance(text_of(name), FileId{0}, name).model) << name;
    ASSERT_EQ(got.diagnostics.found().size(), 1U) << name;
    EXPECT_EQ(got.diagnostics.found()[0].kind, &kinds::kTrailing) << name;
  }
}

TEST(Damaged, EveryKindComesAboutAndIsOnThePage) {
  std::set<std::string_view> seen = {kinds::kEmpty.id, kinds::kTooLarge.id,
                                     kinds::kUnknownFormat.id,
                                     kinds::kTrailing.id};  // by the two tests above
  for (const Damage& damage : kDamages) seen.insert(damage.kind->id);
  const std::string page = testing::read_source_file("docs/formats/instances.md");
  for (const DiagnosticKind* kind : kinds::all()) {
    EXPECT_TRUE(seen.contains(kind->id)) << kind->id;
    EXPECT_THAT(page, HasSubstr("`" + std::string(kind->id) + "`"));
  }
  EXPECT_EQ(seen.size(), kinds::all().size());
}

/// What the fuzz target asks, too.
void expect_promises(const std::string& text, const std::string& name) {
  const InstanceRead got = read_instance(text, FileId{0}, name);
  ASSERT_EQ(got.usable, !got.diagnostics.has_errors());
  for (const Diagnostic& diagnostic : got.diagnostics.found()) {
    ASSERT_LE(diagnostic.span.begin, diagnostic.span.end);
    ASSERT_LE(diagnostic.span.end, text.size());
  }
  if (got.usable) {
    ASSERT_TRUE(solver::defects_of(got.model).empty());
  } else {
    ASSERT_TRUE(got.model.tasks.empty());
  }
}

TEST(Damaged, EveryBeginningOfAFileIsRefusedOrTheWholeInstance) {
  for (const std::string& name : kNames) {
    const std::string text = text_of(name);
    const solver::Model whole = read_instance(text, FileId{0}, name).model;
    std::size_t usable = 0;
    for (std::size_t size = 0; size < text.size(); ++size) {
      const std::string part = text.substr(0, size);
      expect_promises(part, name);
      const InstanceRead got = read_instance(part, FileId{0}, name);
      if (!got.usable) continue;
      ++usable;
      // What may be missing: the rule or the line break at the end, the last semicolon.
      EXPECT_EQ(got.model, whole) << name << " cut to " << size;
    }
    EXPECT_LT(usable, 80U) << name;
  }
}

TEST(Damaged, RandomEditsBreakNoPromise) {
  const std::vector<std::string> words = {"-1",  "0",    "4294967296", "9223372036854775807",
                                          "1e9", "\n",   "[",          "]",
                                          ":",   "*",    "{",          "}",
                                          "..",  "|",    ";",          "=",
                                          " ",   "\"",   "/*",         "%",
                                          "n",   "\xFF", "array2d(",   "-9223372036854775808"};
  Rng rng(20260301);
  const auto pick = [&](std::size_t bound) { return rng.below(static_cast<std::uint32_t>(bound)); };
  for (int round = 0; round < 20'000; ++round) {
    const std::string& name = kNames[pick(kNames.size())];
    std::string text = text_of(name);
    const std::size_t edits = 1 + pick(4);
    for (std::size_t e = 0; e < edits; ++e) {
      const std::size_t at = pick(text.size());
      const std::size_t size = std::min<std::size_t>(pick(6), text.size() - at);
      text.replace(at, size, words[pick(words.size())]);
    }
    expect_promises(text, pick(2) == 0 ? name : "");
    if (HasFatalFailure()) FAIL() << "round " << round << ":\n" << text;
  }
}

/// Peak memory of this process in MiB.
long peak_mebibytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

TEST(Damaged, CountsAreNotBelievedBeforeTheTextBearsThemOut) {
  const long before = peak_mebibytes();
  std::string text = text_of("road.sm");
  text.replace(text.find("sink ):  6"), 10, "sink ):  100000");
  EXPECT_EQ(only_kind(text), kinds::kNotANumber.id);
  EXPECT_EQ(only_kind("100000 10000\n1 2 3"), kinds::kTruncated.id);
  EXPECT_EQ(only_kind("99998 10000 10000 0\n0 1 99999 [0]"), kinds::kNotANumber.id);
  EXPECT_EQ(only_kind("n=100000;R=10000;H=1;cap=[];d=[];val=[];rr=array2d(1..n,1..R,[]);P=[];"),
            kinds::kWrongCount.id);
  EXPECT_LT(peak_mebibytes() - before, 16);
}

TEST(Damaged, TheLargestFilesStayFarBelowOneGigabyte) {
  const long before = peak_mebibytes();
  // Every two bytes one more lag, the most a text can make of itself.
  std::string text = "3 0\n0 4000000";
  while (text.size() + 20 < kInstanceBytesMost) text += " 2";
  EXPECT_EQ(only_kind(text, "x.rcp"), kinds::kOutOfRange.id);  // more successors than jobs
  text = "2 0\n";
  text.reserve(kInstanceBytesMost);
  std::string pairs = "n=2;R=0;H=9;cap=[];d=[1,1];val=[1,1];rr=[];P=array2d(1..2000000,1..2,[1,2";
  for (int p = 1; p < 2'000'000; ++p) pairs += ",1,2";
  pairs += "]);";
  ASSERT_LT(pairs.size(), kInstanceBytesMost);
  const InstanceRead got = read_instance(pairs, FileId{0});
  EXPECT_TRUE(got.usable);
  EXPECT_EQ(got.model.lags.size(), 2'000'000U);
  EXPECT_LT(peak_mebibytes() - before, 1000);
}

}  // namespace
}  // namespace penholder::instance
