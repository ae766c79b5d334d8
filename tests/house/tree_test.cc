// The rules applied to the whole source tree.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "house/rules.h"
#include "support/golden.h"

namespace penholder::house {
namespace {

namespace fs = std::filesystem;

// All files of the tree but what git ignores: build trees, node_modules, tools' caches.
std::vector<File> read_tree() {
  static constexpr std::array<std::string_view, 4> kSkipped = {".git", ".cache", "build",
                                                               "node_modules"};
  const fs::path root = PENHOLDER_SOURCE_DIR;
  std::vector<File> files;
  for (auto at = fs::recursive_directory_iterator(root); at != fs::end(at); ++at) {
    const std::string name = at->path().filename().string();
    if (std::ranges::find(kSkipped, name) != kSkipped.end()) {  // .git is a file in a worktree
      if (at->is_directory()) at.disable_recursion_pending();
      continue;
    }
    if (!at->is_regular_file()) continue;
    std::ifstream in(at->path(), std::ios::binary);
    files.push_back({fs::relative(at->path(), root).generic_string(),
                     {std::istreambuf_iterator<char>(in), {}}});
  }
  std::ranges::sort(files, {}, &File::path);
  return files;
}

class Tree : public ::testing::Test {
 protected:
  static const std::vector<File>& files() {
    static const std::vector<File> kFiles = read_tree();
    return kFiles;
  }

  static bool is_code(const File& file) {
    const auto in = [&](std::string_view folder) { return file.path.starts_with(folder); };
    return (in("src/") || in("tests/") || in("bench/") || in("docs/examples/")) &&
           (file.path.ends_with(".h") || file.path.ends_with(".cc"));
  }

  template <class Rule>
  static void expect_all(Rule rule) {
    int seen = 0;
    for (const File& file : files()) {
      if (!is_code(file)) continue;
      ++seen;
      for (const std::string& complaint : rule(file)) ADD_FAILURE() << complaint;
    }
    EXPECT_GT(seen, 10) << "the tree was not found";
  }
};

TEST_F(Tree, IncludesPointDownOnly) {
  Complaints complaints;
  const Rooms rooms =
      read_rooms({"src/rooms.txt", testing::read_source_file("src/rooms.txt")}, complaints);
  for (const std::string& complaint : complaints) ADD_FAILURE() << complaint;
  expect_all([&](const File& file) { return include_direction(file, rooms); });
}

TEST_F(Tree, HasNoCircleOfIncludes) {
  for (const std::string& circle : include_circles(files())) ADD_FAILURE() << circle;
}

TEST_F(Tree, HasNoLineOverAHundredCharacters) { expect_all(line_length); }

TEST_F(Tree, HasNoLeftoverMarks) { expect_all(leftovers); }

TEST_F(Tree, TouchesFilesAndClocksAtTheEdgeOnly) { expect_all(purity); }

TEST_F(Tree, StartsEveryHeaderWithPragmaOnce) { expect_all(pragma_once); }

TEST_F(Tree, NamesNoPlaceOnTheMachineThatWroteIt) {
  for (const File& file : files()) {
    for (const std::string& complaint : machine_paths(file)) ADD_FAILURE() << complaint;
  }
}

TEST_F(Tree, MapsEveryRoomInItsReadme) {
  std::map<std::string, std::vector<std::string>> names_of;
  for (const File& file : files()) {
    if (!file.path.starts_with("src/") || !is_code(file)) continue;
    const fs::path path = file.path;
    names_of[path.parent_path().generic_string()].push_back(path.filename().string());
  }
  ASSERT_FALSE(names_of.empty());
  for (const auto& [folder, names] : names_of) {
    const std::string path = folder + "/README.md";
    const auto readme = std::ranges::find(files(), path, &File::path);
    if (readme == files().end()) {
      ADD_FAILURE() << "no " << path;
      continue;
    }
    for (const std::string& complaint : readme_names(*readme, names)) ADD_FAILURE() << complaint;
  }
}

// The first word of each line of packages.txt is a Debian package: docs/dependencies.md says why.
TEST_F(Tree, GivesEveryDependencyItsReason) {
  std::vector<std::string> names;
  const std::string packages = testing::read_source_file("packages.txt");
  for (std::size_t at = 0; at < packages.size();) {
    const std::size_t end = std::min(packages.find('\n', at), packages.size());
    const std::string line = packages.substr(at, end - at);
    at = end + 1;
    if (!line.empty() && line[0] != '#') names.push_back(line.substr(0, line.find(' ')));
  }
  for (const char* package : {"world-atlas", "topojson-client", "playwright-core", "axe-core"}) {
    names.emplace_back(package);
  }
  const File docs{"docs/dependencies.md", testing::read_source_file("docs/dependencies.md")};
  for (const std::string& complaint : readme_names(docs, names)) ADD_FAILURE() << complaint;
}

// npm's lock file must not tie the project to one registry.
TEST_F(Tree, KeepsRegistriesOutOfTheLockFile) {
  const std::string lock = testing::read_source_file("web/package-lock.json");
  EXPECT_EQ(lock.find("\"resolved\""), std::string::npos);
  EXPECT_NE(lock.find("\"integrity\""), std::string::npos);
}

}  // namespace
}  // namespace penholder::house
