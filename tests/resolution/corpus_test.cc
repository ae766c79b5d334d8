// The UN's own files: not part of this project. PENHOLDER_SHARED names the folder that holds
// corpus/; without it these tests are skipped.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <map>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "base/parallel.h"
#include "io/files.h"
#include "resolution/kinds.h"
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
  if (files.empty()) GTEST_SKIP() << "SKIPPED: PENHOLDER_SHARED is not set";
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

/// How often each letter and digit occurs; what else there is (marks, accents) is left out.
class LetterCount {
 public:
  void add(std::string_view text) {
    for (const char c : text) {
      if (std::isalnum(static_cast<unsigned char>(c)) != 0) ++counts_[static_cast<std::size_t>(c)];
    }
  }
  [[nodiscard]] std::size_t total() const {
    return std::accumulate(counts_.begin(), counts_.end(), std::size_t{0});
  }
  bool operator==(const LetterCount&) const = default;

 private:
  std::array<std::size_t, 128> counts_{};
};

/// The letters between the tags of preamble and bodies, by a scan that knows nothing of the format
/// but the names of these two, and of the formula `The Security Council,`.
LetterCount letters_in_file(std::string_view bytes) {
  LetterCount count;
  int inside = 0;
  int formula = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t open = std::min(bytes.find('<', at), bytes.size());
    if (inside > 0 && formula == 0) {
      std::string text(bytes.substr(at, open - at));
      for (const char* entity : {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"}) {
        for (std::size_t i; (i = text.find(entity)) != std::string::npos;) {
          text.erase(i, std::strlen(entity));
        }
      }
      count.add(text);
    }
    const std::size_t close = std::min(bytes.find('>', open), bytes.size());
    const std::string_view tag = bytes.substr(open, close - open);
    const int step = tag.starts_with("</") ? -1 : tag.ends_with('/') ? 0 : 1;
    const std::string_view name = tag.substr(std::min<std::size_t>(step < 0 ? 2 : 1, tag.size()));
    if (name.starts_with("preamble") || name.starts_with("mainBody")) inside += step;
    if (name.starts_with("formula")) formula += step;
    at = close + 1;
  }
  return count;
}

LetterCount letters_in(const Resolution& resolution) {
  LetterCount count;
  const auto add_headings = [&](const std::vector<Heading>& headings) {
    for (const Heading& heading : headings) count.add(heading.text);
  };
  const auto add_paragraphs = [&](const std::vector<Paragraph>& paragraphs) {
    walk(paragraphs, [&](const Paragraph& paragraph, int) {
      count.add(paragraph.label);
      count.add(paragraph.title);
      count.add(paragraph.text);
      count.add(paragraph.tail);
    });
  };
  for (const Recital& recital : resolution.preamble) count.add(recital.text);
  add_headings(resolution.preamble_headings);
  add_headings(resolution.headings);
  add_paragraphs(resolution.operative);
  for (const Annex& annex : resolution.annexes) {
    count.add(annex.title);
    add_headings(annex.headings);
    add_paragraphs(annex.paragraphs);
  }
  for (const Footnote& footnote : resolution.footnotes) count.add(footnote.text);
  return count;
}

TEST(Corpus, LosesNoLetterAndAddsNone) {
  std::size_t letters = 0;
  for (const char* folder : {"scres", "scres-fr", "prst"}) {
    const auto files = corpus_files(folder);
    if (files.empty()) GTEST_SKIP() << "SKIPPED: PENHOLDER_SHARED is not set";
    for (const fs::path& path : files) {
      const auto bytes = read_file(path, kResolutionBytesMost);
      ASSERT_TRUE(bytes);
      const ResolutionRead read = read_resolution(*bytes, FileId{0});
      // Statements that are not well-formed may lose words; each has its diagnostic.
      const bool broken = std::ranges::any_of(
          read.diagnostics.found(),
          [](const Diagnostic& found) { return found.kind == &resolution_kinds::kBrokenXml; });
      if (broken) continue;
      const LetterCount wanted = letters_in_file(*bytes);
      letters += wanted.total();
      EXPECT_EQ(letters_in(read.resolution), wanted) << path;
    }
  }
  std::printf("%zu letters and digits, each kept\n", letters);
}

TEST(Corpus, ReadsStatementsThatAreNotWellFormed) {
  const auto files = corpus_files("prst");
  if (files.empty()) GTEST_SKIP() << "SKIPPED: PENHOLDER_SHARED is not set";
  for (const ResolutionRead& read : read_all(files, 2)) {
    EXPECT_TRUE(read.usable);
    EXPECT_FALSE(read.resolution.operative.empty());
  }
}

/// The words of a resolution as they come when a PDF is copied: lines of 90 letters, perhaps a
/// blank line between paragraphs, the furniture of the page after every 40 lines.
class Paste {
 public:
  Paste(const Resolution& resolution, bool with_blank_lines)
      : symbol_(resolution.symbol), with_blank_lines_(with_blank_lines) {
    line(symbol_);
    line("");
    if (resolution.date) {
      line(fmt::format("Adopted by the Security Council at its 8000th meeting, on {}",
                       to_long_string(*resolution.date)));
    }
    line("");
    paragraph("The Security Council,");
    for (const Recital& recital : resolution.preamble) paragraph(recital.text);
    std::size_t next = 0;
    for (std::size_t i = 0; i < resolution.operative.size(); ++i) {
      for (; next < resolution.headings.size() && resolution.headings[next].before <= i; ++next) {
        paragraph(resolution.headings[next].text);
      }
      item(resolution.operative[i]);
    }
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void item(const Paragraph& one) {
    const std::string label = one.label.empty() ? std::string() : one.label + ' ';
    if (one.title.empty()) {
      paragraph(label + one.text);
    } else {
      paragraph(label + one.title);
      if (!one.text.empty()) paragraph(one.text);
    }
    for (const Paragraph& child : one.children) item(child);
    if (!one.tail.empty()) paragraph(one.tail);
  }

  void paragraph(std::string_view words) {
    std::string current;
    for (std::size_t at = 0; at < words.size();) {
      const std::size_t end = std::min(words.find(' ', at), words.size());
      if (!current.empty() && current.size() + 1 + (end - at) > 90) {
        line(current);
        current.clear();
      }
      if (!current.empty()) current += ' ';
      current += words.substr(at, end - at);
      at = end + 1;
    }
    line(current);
    if (with_blank_lines_) line("");
  }

  void line(std::string_view words) {
    text_ += fmt::format("{}\n", words);
    if (++lines_ % 40 == 0) text_ += fmt::format("{}/17 20-08609\n\f{}\n", lines_ / 40, symbol_);
  }

  std::string symbol_;
  bool with_blank_lines_;
  std::string text_;
  int lines_ = 0;
};

std::vector<std::string> locators_of(const Resolution& resolution) {
  std::vector<std::string> all;
  walk(resolution.operative,
       [&](const Paragraph& paragraph, int) { all.push_back(paragraph.locator); });
  return all;
}

struct Alike {
  std::size_t resolutions = 0;
  std::size_t alike = 0;  // the same tree of locators
  std::size_t items = 0;
  std::size_t found = 0;
};

Alike compare_with_pasted(const std::vector<fs::path>& files, bool with_blank_lines) {
  Alike sum;
  for (const fs::path& path : files) {
    const auto bytes = read_file(path, kResolutionBytesMost);
    if (!bytes) continue;
    const Resolution xml = read_resolution(*bytes, FileId{0}).resolution;
    // Unnumbered paragraphs cannot be told from the preamble without the file's marks.
    if (xml.operative.empty() || xml.operative[0].locator != "1") continue;
    const Paste paste(xml, with_blank_lines);
    const Resolution pasted = read_resolution(paste.text(), FileId{0}).resolution;
    EXPECT_EQ(pasted.symbol, xml.symbol) << path;
    EXPECT_EQ(pasted.date, xml.date) << path;
    const auto wanted = locators_of(xml);
    ++sum.resolutions;
    sum.alike += locators_of(pasted) == wanted ? 1U : 0U;
    sum.items += wanted.size();
    for (const std::string& locator : wanted) {
      sum.found += find_paragraph(pasted, locator) != nullptr ? 1U : 0U;
    }
  }
  std::printf(
      "%s blank lines: %zu of %zu resolutions alike; %zu of %zu paragraphs and items found\n",
      with_blank_lines ? "with" : "without", sum.alike, sum.resolutions, sum.found, sum.items);
  return sum;
}

TEST(Corpus, ReadsPastedTextAsItReadsTheXml) {
  const auto files = corpus_files("scres");
  if (files.empty()) GTEST_SKIP() << "SKIPPED: PENHOLDER_SHARED is not set";
  const auto share = [](std::size_t part, std::size_t whole) {
    return static_cast<double>(part) / static_cast<double>(whole);
  };
  const Alike with = compare_with_pasted(files, true);
  EXPECT_GE(share(with.alike, with.resolutions), 0.985);
  EXPECT_GE(share(with.found, with.items), 0.997);
  const Alike without = compare_with_pasted(files, false);
  EXPECT_GE(share(without.alike, without.resolutions), 0.91);
  EXPECT_GE(share(without.found, without.items), 0.99);
}

TEST(Corpus, AlignsEnglishAndFrenchByNumber) {
  const auto english = corpus_files("scres");
  const auto french = corpus_files("scres-fr");
  if (english.empty() || french.empty()) GTEST_SKIP() << "SKIPPED: PENHOLDER_SHARED is not set";
  std::map<int, std::vector<std::string>> by_number;
  for (const ResolutionRead& read : read_all(english, 2)) {
    by_number[read.resolution.number] = locators_of(read.resolution);
  }
  for (const ResolutionRead& read : read_all(french, 2)) {
    EXPECT_EQ(locators_of(read.resolution), by_number[read.resolution.number])
        << read.resolution.symbol;
  }
}

}  // namespace
}  // namespace penholder
