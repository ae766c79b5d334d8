// The UN's own files: not part of this project. PENHOLDER_SHARED names the folder that holds
// corpus/; without it these tests are skipped.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/parallel.h"
#include "io/files.h"
#include "resolution/read_resolution.h"

namespace penholder {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> corpus_files(const char* folder) {
  std::vector<fs::path> files;
  const char* shared = std::getenv("PENHOLDER_SHARED");
  if (shared == nullptr || !fs::is_directory(fs::path(shared) / "corpus" / folder)) return files;
  for (const auto& entry : fs::directory_iterator(fs::path(shared) / "corpus" / folder)) {
    files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

std::vector<ResolutionRead> read_all(const std::vector<fs::path>& files, unsigned threads) {
  std::vector<ResolutionRead> reads(files.size());
  parallel_blocks(files.size(), 16, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const auto bytes = read_file(files[i], kResolutionBytesMost);
      if (bytes) reads[i] = read_resolution(*bytes, FileId{static_cast<std::uint32_t>(i)});
    }
  });
  return reads;
}

TEST(Corpus, FindsTheOperativeParagraphsOfAllEnglishResolutionsInSequence) {
  const auto files = corpus_files("scres");
  if (files.empty()) GTEST_SKIP() << "PENHOLDER_SHARED is not set";
  const auto start = std::chrono::steady_clock::now();
  const auto reads = read_all(files, 2);
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::size_t found = 0;
  std::size_t expected = 0;
  std::size_t unnumbered = 0;
  for (std::size_t i = 0; i < reads.size(); ++i) {
    EXPECT_TRUE(reads[i].usable) << files[i];
    // Two resolutions only adopt a declaration: all their words are annexed.
    EXPECT_FALSE(reads[i].resolution.operative.empty() && reads[i].resolution.annexes.empty())
        << files[i];
    std::size_t last = 0;
    for (const Paragraph& paragraph : reads[i].resolution.operative) {
      if (paragraph.locator.starts_with('u')) ++unnumbered;
      const auto number = static_cast<std::size_t>(std::atoi(paragraph.locator.c_str()));
      if (number == last + 1) ++found;
      last = std::max(last, number);
    }
    expected += last;
    std::size_t missing = 0;
    for (const Diagnostic& diagnostic : reads[i].diagnostics.found()) {
      if (diagnostic.kind->id == "missing-paragraph") ++missing;
    }
    const bool has_gap = last > reads[i].resolution.operative.size();
    EXPECT_TRUE(!has_gap || missing > 0) << files[i] << ": a gap without a diagnostic";
  }
  std::printf("%zu files, %zu of %zu numbered paragraphs in sequence, %zu unnumbered, %.2f s\n",
              files.size(), found, expected, unnumbered, seconds);
  EXPECT_GE(static_cast<double>(found), 0.995 * static_cast<double>(expected));
}

TEST(Corpus, ReadsStatementsThatAreNotWellFormed) {
  const auto files = corpus_files("prst");
  if (files.empty()) GTEST_SKIP() << "PENHOLDER_SHARED is not set";
  for (const ResolutionRead& read : read_all(files, 2)) {
    EXPECT_TRUE(read.usable);
    EXPECT_FALSE(read.resolution.operative.empty());
  }
}

TEST(Corpus, AlignsEnglishAndFrenchByNumber) {
  const auto english = corpus_files("scres");
  const auto french = corpus_files("scres-fr");
  if (english.empty() || french.empty()) GTEST_SKIP() << "PENHOLDER_SHARED is not set";
  const auto locators = [](const Resolution& resolution) {
    std::vector<std::string> all;
    walk(resolution.operative,
         [&](const Paragraph& paragraph, int) { all.push_back(paragraph.locator); });
    return all;
  };
  std::map<int, std::vector<std::string>> by_number;
  for (const ResolutionRead& read : read_all(english, 2)) {
    by_number[read.resolution.number] = locators(read.resolution);
  }
  for (const ResolutionRead& read : read_all(french, 2)) {
    EXPECT_EQ(locators(read.resolution), by_number[read.resolution.number])
        << read.resolution.symbol;
  }
}

}  // namespace
}  // namespace penholder
