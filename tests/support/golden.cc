#include "support/golden.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace penholder::testing {
namespace {

namespace fs = std::filesystem;

fs::path golden_path(std::string_view name) {
  return fs::path(PENHOLDER_SOURCE_DIR) / "tests" / "golden" / name;
}

std::string read_or_fail(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    ADD_FAILURE() << "cannot read " << path;
    return {};
  }
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_text(const fs::path& path, std::string_view text) {
  fs::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  if (!out) ADD_FAILURE() << "cannot write " << path;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    lines.push_back(text.substr(0, end + 1));
    text.remove_prefix(end + 1);
  }
  return lines;
}

// A line as shown in a diff: its end is made visible when it is not a plain newline.
std::string shown(char mark, std::string_view line) {
  if (line.ends_with('\n')) return fmt::format("{}{}", mark, line);
  return fmt::format("{}{}\n\\ no newline at the end\n", mark, line);
}

}  // namespace

std::string read_golden_input(std::string_view name) { return read_or_fail(golden_path(name)); }

std::string read_source_file(std::string_view path) {
  return read_or_fail(fs::path(PENHOLDER_SOURCE_DIR) / path);
}

std::vector<std::string> golden_inputs(std::string_view folder, std::string_view suffix) {
  std::vector<std::string> names;
  const fs::path root = golden_path("");
  std::error_code absent;
  for (const auto& entry : fs::directory_iterator(golden_path(folder), absent)) {
    std::string name = fs::relative(entry.path(), root).generic_string();
    if (entry.is_regular_file() && name.ends_with(suffix)) names.push_back(std::move(name));
  }
  std::ranges::sort(names);
  return names;
}

void expect_golden(std::string_view name, std::string_view actual) {
  const fs::path path = golden_path(name);
  const fs::path changed =
      fs::path(PENHOLDER_BINARY_DIR) / "golden" / fmt::format("{}-changed", name);
  const char* update = std::getenv("UPDATE_GOLDEN");
  if (update != nullptr && std::string_view(update) == "1") {
    write_text(path, actual);
    return;
  }
  if (!fs::exists(path)) {
    write_text(changed, actual);
    ADD_FAILURE() << "no golden tests/golden/" << name << "; the new text is in " << changed
                  << "; run again with UPDATE_GOLDEN=1 to accept it";
    return;
  }
  const std::string expected = read_or_fail(path);
  std::error_code ignored;
  if (expected == actual) {
    fs::remove(changed, ignored);
    return;
  }
  write_text(changed, actual);
  ADD_FAILURE() << "tests/golden/" << name << " differs; the new text is in " << changed
                << "; run again with UPDATE_GOLDEN=1 to accept it\n"
                << first_difference(expected, actual);
}

std::string first_difference(std::string_view expected, std::string_view actual, int line_max) {
  if (expected == actual) return {};
  const std::vector<std::string_view> want = lines_of(expected);
  const std::vector<std::string_view> got = lines_of(actual);
  std::size_t head = 0;
  while (head < want.size() && head < got.size() && want[head] == got[head]) ++head;
  std::size_t tail = 0;
  while (tail < want.size() - head && tail < got.size() - head &&
         want[want.size() - 1 - tail] == got[got.size() - 1 - tail]) {
    ++tail;
  }
  // One hunk from the first to the last differing line: enough to see what happened.
  const std::size_t from = head >= 2 ? head - 2 : 0;
  std::string text = fmt::format("@@ line {} @@\n", from + 1);
  int left = line_max;
  const auto show = [&](char mark, const std::vector<std::string_view>& lines, std::size_t begin,
                        std::size_t end, int budget) {
    for (std::size_t i = begin; i < end && budget > 0; ++i, --budget, --left) {
      text += shown(mark, lines[i]);
    }
  };
  show(' ', want, from, head, left);
  show('-', want, head, want.size() - tail, left / 2);
  show('+', got, head, got.size() - tail, left);
  show(' ', want, want.size() - tail, std::min(want.size(), want.size() - tail + 2), left);
  return text;
}

}  // namespace penholder::testing
