// Every kind of diagnostic has a broken case (tests/golden/casefile/<id>.yaml) that shows it, and a
// page made from it.
//
// In a golden, a line `# === file` splits the text into the files of a directory. A first line `#
// === pad to 17 MB` or
// `# === repeat the last line N times` is carried out before reading, so that large texts stay
// small on disk.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "base/diagnostic_render.h"
#include "casefile/kinds.h"
#include "casefile/reader.h"
#include "support/golden.h"
#include "support/kind_pages.h"

namespace penholder {
namespace {

using testing::expect_golden;
using testing::golden_inputs;
using testing::read_golden_input;
using testing::read_source_file;

constexpr std::string_view kSplit = "# === file\n";
constexpr std::string_view kPad = "# === pad to 17 MB\n";
constexpr std::string_view kRepeat = "# === repeat the last line ";

SourceTexts texts_of_golden(const std::string& name, std::string text) {
  if (text.starts_with(kPad)) text.resize(17U << 20U, ' ');
  if (text.starts_with(kRepeat)) {
    const int count = std::atoi(text.c_str() + kRepeat.size());
    const std::string line = text.substr(text.rfind('\n', text.size() - 2) + 1);
    for (int i = 0; i < count; ++i) text += line;
  }
  SourceTexts texts;
  std::string_view rest = text;
  for (int part = 1;; ++part) {
    const std::size_t at = rest.find(kSplit);
    texts.add({.name = part == 1 ? name + ".yaml" : fmt::format("{}-{}.yaml", name, part),
               .text = std::string(rest.substr(0, at))});
    if (at == std::string_view::npos) return texts;
    rest.remove_prefix(at + kSplit.size());
  }
}

/// A very long text as its first and last lines.
std::string cut(const std::string& text) {
  constexpr std::ptrdiff_t kMostLines = 200;
  if (std::ranges::count(text, '\n') <= kMostLines) return text;
  std::size_t head = 0;
  for (int i = 0; i < 8; ++i) head = text.find('\n', head) + 1;
  std::size_t tail = text.size() - 1;
  for (int i = 0; i < 4; ++i) tail = text.rfind('\n', tail - 1);
  return text.substr(0, head) + "(...)\n" + text.substr(tail + 1);
}

std::string shown(const std::string& name, const std::string& golden) {
  const SourceTexts texts = texts_of_golden(name, read_golden_input(golden));
  return cut(render_text(texts, read_case(texts).diagnostics.sorted(), false));
}

/// Text of a golden as a page can hold it: control characters and stray bytes as `?`.
std::string printable(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool is_latin =
        byte >= 0x80U &&
        (i + 1 == text.size() || static_cast<unsigned char>(text[i + 1]) < 0x80U) &&
        (i == 0 || static_cast<unsigned char>(text[i - 1]) < 0x80U);
    result += (byte < 0x20U && byte != '\n') || byte == 0x7FU || is_latin ? '?' : text[i];
  }
  return result;
}

std::string page_of(const DiagnosticKind& kind) {
  const std::string name(kind.id);
  const std::string yaml = read_golden_input(fmt::format("casefile/{}.yaml", name));
  return fmt::format(
      "# {}\n\n{}: {}.\n\n{}\n\n## Example\n\n```yaml\n{}```\n\n`penholder check` says:\n\n"
      "```text\n{}```\n\n[All diagnostics](README.md) · [The case format](../formats/case.md)\n",
      name, to_string(kind.severity), kind.summary, kind.help, printable(yaml),
      shown(name, fmt::format("casefile/{}.yaml", name)));
}

/// Compares a file of the source tree outside tests/golden, or rewrites it.
void expect_page(const std::string& path, const std::string& actual) {
  expect_golden("../../" + path, actual);
}

TEST(BrokenCases, SayWhatTheGoldensSay) {
  const auto inputs = golden_inputs("casefile", ".yaml");
  ASSERT_GE(inputs.size(), 20U);
  for (const std::string& input : inputs) {
    const std::filesystem::path path(input);
    const std::string expect = (path.parent_path() / path.stem()).generic_string() + ".expect";
    expect_golden(expect, shown(path.stem().string(), input));
  }
  const auto more = golden_inputs("casefile/more", ".yaml");
  ASSERT_FALSE(more.empty());
  for (const std::string& input : more) {
    const std::filesystem::path path(input);
    expect_golden((path.parent_path() / path.stem()).generic_string() + ".expect",
                  shown(path.stem().string(), input));
  }
}

TEST(BrokenCases, ThereIsOneForEachKindAndItShowsThatKind) {
  for (const DiagnosticKind& kind : casefile_kinds()) {
    const std::string name(kind.id);
    const SourceTexts texts =
        texts_of_golden(name, read_golden_input(fmt::format("casefile/{}.yaml", name)));
    const Reading reading = read_case(texts);
    const auto& found = reading.diagnostics.found();
    EXPECT_TRUE(std::ranges::any_of(found, [&](const Diagnostic& d) { return d.kind == &kind; }))
        << name;
  }
}

TEST(BrokenCases, FollowTheWordingOfTheHouse) {
  for (const std::string& input : golden_inputs("casefile", ".yaml")) {
    const std::string name = std::filesystem::path(input).stem().string();
    const SourceTexts texts = texts_of_golden(name, read_golden_input(input));
    const Reading reading = read_case(texts);
    for (const Diagnostic& d : reading.diagnostics.found()) {
      EXPECT_FALSE(d.message.ends_with('.')) << d.message;
      EXPECT_FALSE(d.remedy.ends_with('.')) << d.remedy;
      EXPECT_FALSE(d.message.front() >= 'A' && d.message.front() <= 'Z') << d.message;
      if (d.kind->severity == Severity::Error) {
        EXPECT_FALSE(d.remedy.empty()) << name << ": " << d.message;
      }
    }
  }
}

TEST(DiagnosticPages, ThereIsOneForEachKind) {
  for (const DiagnosticKind& kind : casefile_kinds()) {
    expect_page(fmt::format("docs/diagnostics/{}.md", kind.id), page_of(kind));
  }
}

TEST(DiagnosticPages, TheCatalogueListsThemAll) {
  // The catalogue belongs to all who own kinds: only the part between these marks is made here.
  const std::string page = testing::catalogue_with("casefile", casefile_kinds());
  ASSERT_FALSE(page.empty()) << "the catalogue lacks its marks";
  expect_page("docs/diagnostics/README.md", page);
}

}  // namespace
}  // namespace penholder
