// Reads folders of resolutions and says how much of them was understood: files refused and why,
// the share of operative paragraphs that are in sequence or named as missing, what was doubtful,
// and how long it took.
//
//   corpus_report ../shared/corpus/scres ../shared/corpus/prst --threads 2 --words words.jsonl
//
// --words writes, a file a line, the operative paragraphs and every word that the reader kept, so
// that another program can look for words that it lost. Ends with 1 when a paragraph is missing
// without a diagnostic.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "base/parallel.h"
#include "io/files.h"
#include "resolution/kinds.h"
#include "resolution/read_resolution.h"

namespace penholder {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::vector<std::string> folders;
  unsigned threads = 2;
  std::string words;
  bool verbose = false;
};

/// What one file gave.
struct FileReport {
  std::string refused;       // the diagnostic's message; empty: usable
  std::size_t expected = 0;  // the last paragraph's number
  std::size_t found = 0;     // numbers found
  std::size_t named = 0;     // numbers not found, each named by a diagnostic
  std::size_t unnumbered = 0;
  std::size_t leaves = 0;
  std::size_t bytes = 0;
  std::map<std::string, std::size_t> kinds;
  std::vector<std::string> remarks;
  std::string words_json;
};

std::string all_words(const Resolution& resolution) {
  std::string text;
  const auto add = [&](std::string_view piece) {
    if (piece.empty()) return;
    text += piece;
    text += ' ';
  };
  for (const Heading& heading : resolution.headings) add(heading.text);
  const auto add_list = [&](const std::vector<Paragraph>& paragraphs) {
    walk(paragraphs, [&](const Paragraph& paragraph, int) {
      add(paragraph.label);
      add(paragraph.title);
      add(paragraph.text);
      add(paragraph.tail);
    });
  };
  add_list(resolution.operative);
  for (const Annex& annex : resolution.annexes) {
    add(annex.title);
    for (const Heading& heading : annex.headings) add(heading.text);
    add_list(annex.paragraphs);
  }
  for (const Footnote& footnote : resolution.footnotes) add(footnote.text);
  for (const Recital& recital : resolution.preamble) add(recital.text);
  for (const Heading& heading : resolution.preamble_headings) add(heading.text);
  return text;
}

FileReport report_on(const fs::path& path, bool with_words) {
  FileReport report;
  const auto bytes = read_file(path, kResolutionBytesMost);
  if (!bytes) {
    report.refused = bytes.error().message;
    return report;
  }
  report.bytes = bytes->size();
  const ResolutionRead read = read_resolution(*bytes, FileId{0});
  std::size_t named = 0;
  for (const Diagnostic& diagnostic : read.diagnostics.found()) {
    ++report.kinds[std::string(diagnostic.kind->id)];
    report.remarks.push_back(fmt::format("{}: {}", diagnostic.kind->id, diagnostic.message));
    if (diagnostic.kind == &resolution_kinds::kMissingNumber) ++named;
    if (!read.usable && report.refused.empty()) {
      report.refused = fmt::format("{}: {}", diagnostic.kind->id, diagnostic.message);
    }
  }
  std::set<std::size_t> numbers;
  for (const Paragraph& paragraph : read.resolution.operative) {
    std::size_t number = 0;
    const char* end = paragraph.locator.data() + paragraph.locator.size();
    const auto [stop, error] = std::from_chars(paragraph.locator.data(), end, number);
    if (error != std::errc()) {
      ++report.unnumbered;
    } else if (stop == end) {  // `3-2` is a second paragraph 3
      numbers.insert(number);
    }
  }
  walk(read.resolution.operative,
       [&](const Paragraph& paragraph, int) { report.leaves += paragraph.is_leaf() ? 1 : 0; });
  report.found = numbers.size();
  report.expected = numbers.empty() ? 0 : *numbers.rbegin();
  // A gap is a run of numbers; its diagnostic names all of them.
  std::size_t gaps = 0;
  for (std::size_t n = 1; n <= report.expected; ++n) {
    if (!numbers.contains(n) && (n == 1 || numbers.contains(n - 1))) ++gaps;
  }
  if (named >= gaps) report.named = report.expected - report.found;
  if (with_words) {
    nlohmann::json paragraphs = nlohmann::json::array();
    walk(read.resolution.operative, [&](const Paragraph& paragraph, int) {
      paragraphs.push_back({{"at", paragraph.locator},
                            {"leaf", paragraph.is_leaf()},
                            {"title", paragraph.title},
                            {"text", paragraph.text}});
    });
    const nlohmann::json line = {{"file", path.filename().string()},
                                 {"symbol", read.resolution.symbol},
                                 {"paragraphs", std::move(paragraphs)},
                                 {"words", all_words(read.resolution)}};
    report.words_json = line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }
  return report;
}

int run(const Options& options) {
  bool silent_loss = false;
  std::ofstream words;
  if (!options.words.empty()) words.open(options.words);
  for (const std::string& folder : options.folders) {
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) files.push_back(entry.path());
    if (error) {
      fmt::print(stderr, "{}: {}\n", folder, error.message());
      return 3;
    }
    std::ranges::sort(files);
    std::vector<FileReport> reports(files.size());
    const auto start = std::chrono::steady_clock::now();
    parallel_blocks(files.size(), 8, options.threads, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        reports[i] = report_on(files[i], words.is_open());
      }
    });
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();

    FileReport sum;
    std::size_t refused = 0;
    std::map<std::string, std::size_t> files_with;
    for (std::size_t i = 0; i < files.size(); ++i) {
      const FileReport& one = reports[i];
      sum.expected += one.expected;
      sum.found += one.found;
      sum.named += one.named;
      sum.unnumbered += one.unnumbered;
      sum.leaves += one.leaves;
      sum.bytes += one.bytes;
      for (const auto& [kind, count] : one.kinds) {
        sum.kinds[kind] += count;
        ++files_with[kind];
      }
      const std::string name = files[i].filename().string();
      if (!one.refused.empty()) {
        ++refused;
        fmt::print("  refused {}: {}\n", name, one.refused);
      }
      if (one.found + one.named < one.expected) {
        silent_loss = true;
        fmt::print("  LOST {}: {} of {}\n", name, one.expected - one.found, one.expected);
      }
      if (options.verbose) {
        for (const std::string& remark : one.remarks) fmt::print("  {}: {}\n", name, remark);
      }
      if (words.is_open()) words << one.words_json << '\n';
    }
    fmt::print("{}: {} files, {:.1f} MB, {} refused, {:.2f} s on {} threads\n", folder,
               files.size(), static_cast<double>(sum.bytes) / 1e6, refused, seconds,
               options.threads);
    const double expected = std::max<double>(1.0, static_cast<double>(sum.expected));
    fmt::print(
        "  {} numbered paragraphs: {} in sequence ({:.3f} %), {} missing but named, {} lost "
        "silently; {} unnumbered; {} leaves\n",
        sum.expected, sum.found, 100.0 * static_cast<double>(sum.found) / expected, sum.named,
        sum.expected - sum.found - sum.named, sum.unnumbered, sum.leaves);
    for (const auto& [kind, count] : sum.kinds) {
      fmt::print("  {:<26} {:>5} in {} files\n", kind, count, files_with[kind]);
    }
  }
  return silent_loss ? 1 : 0;
}

}  // namespace
}  // namespace penholder

int main(int argc, char** argv) {
  penholder::Options options;
  CLI::App app("How much of a folder of resolutions is understood.", "corpus_report");
  app.add_option("folders", options.folders, "folders of AKN4UN XML or text files")->required();
  app.add_option("--threads", options.threads, "threads")->check(CLI::Range(1U, 256U));
  app.add_option("--words", options.words, "write every word kept, a file a line, as JSON");
  app.add_flag("--verbose", options.verbose, "show every diagnostic");
  CLI11_PARSE(app, argc, argv);
  return penholder::run(options);
}
