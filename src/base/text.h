#pragma once
// Small services on words: which known name was probably meant, numbers as people read them.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace penholder {

/// Edits (insert, delete, replace, swap of neighbours) that turn `a` into `b`. Cost O(|a| |b|);
/// both are cut to 64 bytes first, so hostile input stays cheap.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to `word` if it is near enough to be a slip (at most a third of the word's
/// length, and at least 1); the first of equals. For "did you mean".
std::optional<std::string_view> nearest(std::string_view word,
                                        std::span<const std::string_view> candidates);

/// True for `[a-z0-9]+(-[a-z0-9]+)*`.
bool is_kebab_case(std::string_view text);

/// A number with at most `decimals` decimals, no trailing zeros, a minus sign where it belongs and
/// never "-0".
std::string format_number(double value, int decimals = 1);

/// 13289 -> "13,289".
std::string format_thousands(long long value);

/// Joins as English does: "a", "a and b", "a, b and c".
std::string join_words(std::span<const std::string> words, std::string_view conjunction = "and");

}  // namespace penholder
