// Random edits of a good case: reading always comes back, keeps its promises, and its diagnostics
// sort and show.

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "casefile/promises.h"
#include "casefile/texts.h"
#include "support/golden.h"

namespace penholder {
namespace {

using testing::broken_promise;
using testing::texts_of;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    lines.push_back(text.substr(0, end + 1));
    text.remove_prefix(end + 1);
  }
  return lines;
}

/// One to six edits: lines dropped, doubled, swapped or indented; bytes changed; words put in.
std::string edited(std::string_view text, Rng& rng) {
  constexpr std::string_view kWords[] = {"-1 weeks",   ".nan",
                                         "2021-02-30", "[",
                                         "}",          ": ",
                                         "unknown-id", "%",
                                         "\t",         " #",
                                         "\"",         "'",
                                         "~",          "*a",
                                         "&a ",        "\xc3",
                                         "1e999",      "---\n",
                                         "[[[[",       "judgement: x",
                                         "\x07",       "parent: peace",
                                         "- ",         "unknown: x"};
  std::string result(text);
  const std::uint32_t edits = 1 + rng.below(6);
  for (std::uint32_t i = 0; i < edits; ++i) {
    const auto at = rng.below(static_cast<std::uint32_t>(result.size()));
    switch (rng.below(6)) {
      case 0:
        result.erase(at, 1 + rng.below(20));
        break;
      case 1:
        result.insert(at, kWords[rng.below(std::size(kWords))]);
        break;
      case 2:
        result[at] = static_cast<char>(rng.below(256));
        break;
      default: {
        auto lines = lines_of(result);
        const auto a = rng.below(static_cast<std::uint32_t>(lines.size()));
        const auto b = rng.below(static_cast<std::uint32_t>(lines.size()));
        std::string indented = "  " + std::string(lines[a]);
        switch (rng.below(4)) {
          case 0:
            lines.erase(lines.begin() + a);
            break;
          case 1:
            lines.insert(lines.begin() + a, lines[b]);
            break;
          case 2:
            std::swap(lines[a], lines[b]);
            break;
          default:
            lines[a] = indented;
            break;
        }
        std::string joined;
        for (const auto line : lines) joined += line;
        result = std::move(joined);
      }
    }
    if (result.empty()) result = "x";
  }
  return result;
}

TEST(RandomEdits, NeverBreakAPromise) {
  constexpr std::uint64_t kSeed = 20210629;
  const std::string good = testing::read_source_file("cases/tutorial/harbour.yaml");
  ASSERT_FALSE(good.empty());
  for (std::uint64_t round = 0; round < 1'500; ++round) {
    Rng rng(kSeed, round);
    const std::string text = edited(good, rng);
    const SourceTexts texts = texts_of({text});
    const Reading reading = read_case(texts);
    ASSERT_EQ(broken_promise(texts, reading), "") << "seed " << kSeed << ", round " << round;
    const auto sorted = reading.diagnostics.sorted();
    for (std::size_t i = 1; i < sorted.size(); ++i) {
      ASSERT_LE(sorted[i - 1].span, sorted[i].span) << "round " << round;
    }
    const std::string shown = render_text(texts, sorted, false);
    for (const char c : shown) {
      ASSERT_TRUE(static_cast<unsigned char>(c) >= 0x20U || c == '\n') << "round " << round;
    }
  }
}

TEST(RandomEdits, SplittingACaseIntoFilesChangesNothing) {
  const std::string good = testing::read_source_file("cases/tutorial/harbour.yaml");
  const Reading whole = read_case(texts_of({good}));
  ASSERT_TRUE(whole.usable);
  // Top-level keys begin at column 1: cut before each.
  std::vector<std::string> parts(1);
  for (const std::string_view line : lines_of(good)) {
    const bool is_key = line.front() >= 'a' && line.front() <= 'z';
    if (is_key && parts.size() < 20) parts.emplace_back();
    parts.back() += line;
  }
  ASSERT_GT(parts.size(), 5U);
  const Reading split = read_case(texts_of(parts));
  EXPECT_TRUE(split.usable);
  ASSERT_EQ(split.dossier.base.tasks.size(), whole.dossier.base.tasks.size());
  for (const TaskId id : whole.dossier.base.tasks.ids()) {
    EXPECT_EQ(split.dossier.base.tasks[id].id, whole.dossier.base.tasks[id].id);
    EXPECT_EQ(split.dossier.base.tasks[id].needs.size(), whole.dossier.base.tasks[id].needs.size());
  }
}

}  // namespace
}  // namespace penholder
