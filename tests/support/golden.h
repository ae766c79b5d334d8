#pragma once
// Golden files: text in, text out, compared byte by byte.
//
//   TEST(CheckGolden, ExplainsAMissingUnit) {
//     expect_golden("check/missing-unit.expect",
//     render(check(read_golden_input("check/missing-unit.yaml"))));
//   }
//
// With UPDATE_GOLDEN=1 in the environment the files are rewritten instead: look at `git diff`.
// On a mismatch the test prints the first lines that differ and leaves the new text in
// <build>/golden/<name>-changed.

#include <string>
#include <string_view>
#include <vector>

namespace penholder::testing {

/// Text of the file `name` under tests/golden/. A missing file fails the running test and gives "".
std::string read_golden_input(std::string_view name);

/// Text of any file of the source tree, by its path from the root (`cases/minusma-2021/…`).
/// A missing file fails the running test and gives "".
std::string read_source_file(std::string_view path);

/// Names (relative to tests/golden/) of the files of `folder` that end in `suffix`, sorted.
/// An absent folder gives an empty list: check that it is not empty where a test depends on it.
std::vector<std::string> golden_inputs(std::string_view folder, std::string_view suffix);

/// Fails the running test (non-fatally) unless tests/golden/<name> holds exactly `actual`.
void expect_golden(std::string_view name, std::string_view actual);

/// The first lines that differ, in the manner of a unified diff: two lines of context, `-` for
/// what was expected, `+` for what came, at most `line_max` lines. Empty when the texts are equal.
std::string first_difference(std::string_view expected, std::string_view actual, int line_max = 24);

}  // namespace penholder::testing
