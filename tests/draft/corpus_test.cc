// Drafts of the UN's own texts: not part of this project. PENHOLDER_SHARED names the folder that
// holds corpus/; without it these tests are skipped.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/diagnostic_render.h"
#include "casefile/reader.h"
#include "cite/cite.h"
#include "draft/draft.h"
#include "io/files.h"
#include "lint/lint.h"
#include "resolution/read_resolution.h"

namespace penholder {
namespace {

namespace fs = std::filesystem;

/// All usable resolutions of the English corpus, by number; empty when it is not at hand.
const std::map<int, Resolution>& corpus() {
  static const std::map<int, Resolution> all = [] {
    std::map<int, Resolution> read;
    const char* shared = std::getenv("PENHOLDER_SHARED");
    const fs::path folder = shared == nullptr ? fs::path() : fs::path(shared) / "corpus" / "scres";
    if (shared == nullptr || !fs::is_directory(folder)) return read;
    for (const auto& entry : fs::directory_iterator(folder)) {
      const auto bytes = read_file(entry.path(), kResolutionBytesMost);
      if (!bytes) continue;
      ResolutionRead one = read_resolution(*bytes, FileId{0});
      if (one.usable) read.emplace(one.resolution.number, std::move(one.resolution));
    }
    return read;
  }();
  return all;
}

/// What is wrong with a draft, to-dos apart.
std::string findings_of(const Draft& draft, const Resolution& resolution) {
  SourceTexts texts;
  for (const DraftFile& file : draft.files) texts.add({.name = file.name, .text = file.text});
  const Reading reading = read_case(texts);
  Diagnostics found = reading.diagnostics;
  found.append(lint(reading.dossier));
  Library library;
  library.add(resolution, texts);
  found.append(cite_case(reading.dossier, library, texts).diagnostics);
  std::vector<Diagnostic> shown;
  for (Diagnostic& one : found.sorted()) {
    if (one.kind->severity != Severity::ToDo) shown.push_back(std::move(one));
  }
  return shown.empty() ? std::string() : render_text(texts, shown, false);
}

Draft draft_of(const Resolution& resolution) {
  return draft_case(resolution, {.id = "draft", .title = {}, .known = {}});
}

struct Shape {
  std::vector<std::optional<int>> tiers;  // of the objectives with one
  std::size_t leaves = 0;
  std::size_t tasks = 0;
  std::size_t priority_tasks = 0;
  bool has_order = false;
};

Shape shape_of(const DraftOutline& outline) {
  Shape shape;
  for (std::size_t i = 0; i < outline.objectives.size(); ++i) {
    if (outline.objectives[i].tier) shape.tiers.push_back(outline.objectives[i].tier);
    const bool is_inner = std::ranges::any_of(
        outline.objectives, [&](const DraftObjective& o) { return o.parent == i; });
    if (!is_inner) ++shape.leaves;
  }
  shape.tasks = outline.tasks.size();
  shape.priority_tasks =
      static_cast<std::size_t>(std::ranges::count(outline.tasks, true, &DraftTask::is_priority));
  shape.has_order = !outline.order.empty();
  return shape;
}

TEST(DraftCorpus, HandlesNoneOneAndTwoTiers) {
  if (corpus().empty()) GTEST_SKIP() << "SKIPPED: PENHOLDER_SHARED is not set";
  using Tiers = std::vector<std::optional<int>>;
  const auto shape = [&](int number) { return shape_of(draft_of(corpus().at(number)).outline); };
  // Two ranked priorities in a sentence.
  for (const int number : {2531, 2584}) {
    EXPECT_EQ(shape(number).tiers, (Tiers{1, 2})) << number;
    EXPECT_TRUE(shape(number).has_order) << number;
  }
  EXPECT_EQ(shape(2531).priority_tasks, 24U);
  EXPECT_EQ(shape(2531).tasks, 27U);
  EXPECT_EQ(shape(2584).priority_tasks, 22U);
  EXPECT_EQ(shape(2584).tasks, 26U);
  // A list of two, of which a later paragraph puts one first.
  EXPECT_EQ(shape(2556).tiers, (Tiers{1, 2}));
  EXPECT_TRUE(shape(2556).has_order);
  EXPECT_EQ(shape(2556).leaves, 2U);
  // One strategic objective; priority and other tasks.
  EXPECT_EQ(shape(2552).tiers, (Tiers{1}));
  EXPECT_EQ(shape(2552).priority_tasks, 19U);
  EXPECT_EQ(shape(2552).tasks, 46U);
  // No strategic priorities: a vision over four groups of tasks.
  EXPECT_EQ(shape(2567).tiers, Tiers{});
  EXPECT_EQ(shape(2567).leaves, 4U);
  // Four objectives with their tasks under them, unranked; then also six areas to prioritise.
  for (const int number : {2524, 2579}) {
    EXPECT_EQ(shape(number).tiers, (Tiers{1, 1, 1, 1})) << number;
    EXPECT_FALSE(shape(number).has_order) << number;
  }
  EXPECT_EQ(shape(2579).priority_tasks, 6U);
}

TEST(DraftCorpus, EveryDraftPassesCheckAndCiteWithItsToDos) {
  if (corpus().empty()) GTEST_SKIP() << "SKIPPED: PENHOLDER_SHARED is not set";
  std::size_t drafts = 0;
  std::size_t refused = 0;
  std::size_t tasks = 0;
  for (const auto& [number, resolution] : corpus()) {
    const Draft draft = draft_of(resolution);
    if (!draft.refusal.empty()) {
      ++refused;
      EXPECT_TRUE(draft.files.empty()) << number;
      continue;
    }
    ++drafts;
    tasks += draft.outline.tasks.size();
    EXPECT_EQ(findings_of(draft, resolution), "") << resolution.symbol;
  }
  std::printf("%zu drafts with %zu tasks; %zu texts without a list of tasks\n", drafts, tasks,
              refused);
  EXPECT_GT(drafts, 100U);
}

}  // namespace
}  // namespace penholder
