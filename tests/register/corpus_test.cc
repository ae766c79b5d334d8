// The register of the UN's own files: not part of this project. PENHOLDER_SHARED names the folder
// that holds corpus/; without it these tests are skipped.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

#include "io/files.h"
#include "register/register.h"
#include "resolution/read_resolution.h"

namespace penholder {
namespace {

namespace fs = std::filesystem;

/// The English text of a resolution, found by its number: file names follow no pattern.
std::optional<Resolution> resolution_of(int number) {
  const char* shared = std::getenv("PENHOLDER_SHARED");
  if (shared == nullptr) return std::nullopt;
  const fs::path folder = fs::path(shared) / "corpus" / "scres";
  if (!fs::is_directory(folder)) return std::nullopt;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const auto bytes = read_file(entry.path(), kResolutionBytesMost);
    if (!bytes || bytes->find(std::to_string(number)) == std::string::npos) continue;
    Resolution resolution = read_resolution(*bytes, FileId{0}).resolution;
    if (resolution.number == number) return resolution;
  }
  return std::nullopt;
}

struct Counted {
  int number;
  std::size_t priority;
  std::size_t other;
};

TEST(RegisterOfTheCorpus, CountsTheTasksThatWereCountedByHand) {
  for (const Counted& counted : {Counted{2531, 24, 3}, Counted{2584, 22, 4}}) {
    const auto resolution = resolution_of(counted.number);
    if (!resolution) GTEST_SKIP() << "SKIPPED: PENHOLDER_SHARED is not set";
    const Register reg = make_register(*resolution);
    EXPECT_EQ(reg.mission, "MINUSMA");
    EXPECT_EQ(reg.count(TaskList::Priority), counted.priority) << counted.number;
    EXPECT_EQ(reg.count(TaskList::Other), counted.other) << counted.number;
    EXPECT_EQ(reg.count(TaskList::Mandate), 0u) << counted.number;
  }
}

// Mandates of every shape: no tier, one, two; lists that do not call themselves tasks. The numbers
// of paragraphs that hold tasks were read off the texts.
TEST(RegisterOfTheCorpus, FindsTheParagraphsThatHoldTasks) {
  struct Case {
    int number;
    const char* mission;
    std::string paragraphs;
  };
  const Case cases[] = {
      {2100, "MINUSMA", "16 mandate"},
      {2423, "MINUSMA", "38 priority, 39 other"},
      {2480, "MINUSMA", "28 priority, 29 other"},
      {2524, "UNITAMS", "2 mandate"},
      {2552, "MINUSCA", "31 priority, 32 other, 33 other"},
      {2556, "MONUSCO", "29 priority"},
      {2567, "UNMISS", "3 mandate"},
      {2579, "UNITAMS", "3 mandate, 4 priority"},
  };
  for (const Case& one : cases) {
    const auto resolution = resolution_of(one.number);
    if (!resolution) GTEST_SKIP() << "SKIPPED: PENHOLDER_SHARED is not set";
    const Register reg = make_register(*resolution);
    EXPECT_EQ(reg.mission, one.mission);
    std::string found;
    std::string last;
    for (const RegisterRow& row : reg.rows) {
      if (row.list == TaskList::None) continue;
      const std::string at =
          row.locator.substr(0, row.locator.find('.')) + ' ' + std::string(to_string(row.list));
      if (at != last) found += (found.empty() ? "" : ", ") + at;
      last = at;
    }
    EXPECT_EQ(found, one.paragraphs) << one.number;
  }
}

}  // namespace
}  // namespace penholder
