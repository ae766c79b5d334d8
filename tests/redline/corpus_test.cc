// The UN's own files: not part of this project. PENHOLDER_SHARED names the folder that holds
// corpus/; without it these tests are skipped.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>

#include "io/files.h"
#include "redline/redline.h"
#include "redline/similarity.h"
#include "redline/text_tree.h"
#include "resolution/read_resolution.h"

namespace penholder {
namespace {

namespace fs = std::filesystem;

std::map<int, Resolution> resolutions(const std::vector<std::string>& numbers) {
  std::map<int, Resolution> found;
  const char* shared = std::getenv("PENHOLDER_SHARED");
  if (shared == nullptr || !fs::is_directory(fs::path(shared) / "corpus" / "scres")) return found;
  for (const auto& entry : fs::directory_iterator(fs::path(shared) / "corpus" / "scres")) {
    const std::string name = entry.path().filename().string();
    for (const std::string& number : numbers) {
      if (name.find(number) == std::string::npos) continue;
      const auto bytes = read_file(entry.path(), kResolutionBytesMost);
      if (!bytes) continue;
      Resolution resolution = read_resolution(*bytes, FileId{0}).resolution;
      if (std::to_string(resolution.number) == number) {
        found.emplace(resolution.number, std::move(resolution));
      }
    }
  }
  return found;
}

// Counted without the redline's own alignment: each paragraph of 2584 against each of 2531.
TEST(RedlineCorpus, Finds2584AsNearTo2531AsItIs) {
  const auto all = resolutions({"2531", "2584"});
  if (all.size() < 2) GTEST_SKIP() << "PENHOLDER_SHARED is not set";
  TokenVocabulary vocabulary;
  const TextTree from = make_text_tree(all.at(2531), vocabulary);
  const TextTree to = make_text_tree(all.at(2584), vocabulary);
  std::size_t equal = 0;
  std::size_t near = 0;
  std::string far;
  for (const int b : to.operative) {
    double best = 0.0;
    bool same = false;
    for (const int a : from.operative) {
      const TextNode& x = from.nodes[static_cast<std::size_t>(a)];
      const TextNode& y = to.nodes[static_cast<std::size_t>(b)];
      best = std::max(best, similarity(x.words, y.words));
      same = same || x.whole == y.whole;
    }
    if (same) ++equal;
    if (best >= 0.9) ++near;
    if (best < 0.5) far += to.nodes[static_cast<std::size_t>(b)].locator + ' ';
  }
  EXPECT_EQ(to.operative.size(), 63u);
  EXPECT_EQ(equal, 26u);
  EXPECT_EQ(near, 33u);
  EXPECT_EQ(far, "1 2 4 14 19 39 45 ");

  const Redline redline = make_redline(all.at(2531), all.at(2584));
  EXPECT_EQ(redline.operative.unchanged, equal);
  EXPECT_EQ(redline.from.priority_tasks + redline.from.other_tasks, 27u);
  EXPECT_EQ(redline.to.priority_tasks + redline.to.other_tasks, 26u);
  for (const RedlineRow& row : redline.rows) {
    if (!row.to) continue;
    const auto became = [&](std::string_view locator, std::string_view was) {
      if (row.to->locator == locator) {
        EXPECT_TRUE(row.from && row.from->locator == was) << locator;
      }
    };
    became("30", "28");
    became("30.a.vi", "28.d.iii");  // elections, out of the abolished (d)
    became("30.d", "28.e");
    became("30.e", "28.f");
    if (row.to->locator == "30.a.i") {
      EXPECT_EQ(row.takes_in, std::vector<std::string>{"28.d.i"});
    }
  }
}

// Whatever the pair, equal paragraphs are found equal and both texts are covered.
TEST(RedlineCorpus, FindsEveryEqualParagraphOfEveryRenewal) {
  const auto all =
      resolutions({"2100", "2164", "2227", "2295", "2364", "2423", "2480", "2531", "2584", "2409",
                   "2463", "2502", "2556", "2459", "2514", "2567", "2448", "2499", "2552"});
  if (all.empty()) GTEST_SKIP() << "PENHOLDER_SHARED is not set";
  for (const auto& [from, to] : std::vector<std::pair<int, int>>{{2100, 2164},
                                                                 {2164, 2227},
                                                                 {2227, 2295},
                                                                 {2295, 2364},
                                                                 {2364, 2423},
                                                                 {2423, 2480},
                                                                 {2480, 2531},
                                                                 {2409, 2463},
                                                                 {2463, 2502},
                                                                 {2502, 2556},
                                                                 {2459, 2514},
                                                                 {2514, 2567},
                                                                 {2448, 2499},
                                                                 {2499, 2552}}) {
    if (!all.contains(from) || !all.contains(to)) continue;
    TokenVocabulary vocabulary;
    const TextTree a = make_text_tree(all.at(from), vocabulary);
    const TextTree b = make_text_tree(all.at(to), vocabulary);
    std::multimap<std::vector<std::uint32_t>, int> olds;
    for (const int i : a.operative) olds.emplace(a.nodes[static_cast<std::size_t>(i)].whole, i);
    std::size_t equal = 0;
    for (const int j : b.operative) {
      const auto at = olds.find(b.nodes[static_cast<std::size_t>(j)].whole);
      if (at == olds.end()) continue;
      ++equal;
      olds.erase(at);
    }
    const Redline redline = make_redline(all.at(from), all.at(to));
    EXPECT_EQ(redline.operative.unchanged, equal) << from << " to " << to;
    std::printf("%d to %d: %zu of %zu paragraphs word for word\n", from, to, equal,
                b.operative.size());
  }
}

}  // namespace
}  // namespace penholder
