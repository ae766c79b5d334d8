#include "base/diagnostic.h"

#include <gtest/gtest.h>

namespace penholder {
namespace {

constexpr DiagnosticKind kFault{
    .id = "fault", .severity = Severity::Error, .summary = "", .help = ""};
constexpr DiagnosticKind kHint{
    .id = "hint", .severity = Severity::Warning, .summary = "", .help = ""};

Span at(std::uint32_t file, std::uint32_t begin) { return {FileId{file}, begin, begin + 1}; }

TEST(Diagnostics, AreShownByPlaceAndOnce) {
  Diagnostics found;
  found.add(kHint, Span{}, "no place");
  found.add(kFault, at(1, 5), "second file");
  found.add(kHint, at(0, 9), "late");
  found.add(kFault, at(0, 2), "early");
  found.add(kFault, at(0, 2), "early");
  const auto sorted = found.sorted();
  ASSERT_EQ(sorted.size(), 4U);
  EXPECT_EQ(sorted[0].message, "early");
  EXPECT_EQ(sorted[1].message, "late");
  EXPECT_EQ(sorted[2].message, "second file");
  EXPECT_EQ(sorted[3].message, "no place");
}

TEST(Diagnostics, CountBySeverity) {
  Diagnostics found;
  EXPECT_FALSE(found.has_errors());
  found.add(kHint, at(0, 1), "a");
  EXPECT_FALSE(found.has_errors());
  Diagnostics more;
  more.add(kFault, at(0, 1), "b");
  found.append(std::move(more));
  EXPECT_TRUE(found.has_errors());
  EXPECT_EQ(found.count(Severity::Warning), 1U);
}

}  // namespace
}  // namespace penholder
