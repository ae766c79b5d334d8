#pragma once
// Short titles and stable ids out of the long sentences of a resolution.

#include <set>
#include <string>
#include <string_view>

namespace penholder {

/// The gist of an item in its own words, as an imperative or a noun: `Protect civilians under
/// threat of physical violence`. Clauses that say how, with whom or without prejudice to what are
/// left out; the rest is cut at a clause, at most `most` bytes, never inside a word.
std::string short_title(std::string_view text, std::size_t most = 116);

/// Control characters and line breaks of any kind as single blanks; what YAML or a terminal would
/// not take is left out.
std::string one_line(std::string_view text);

/// Kebab-case ids, unique among all that one maker has given.
class IdMaker {
 public:
  /// From the first content words of a title; `otherwise` when it has none. When the id is taken,
  /// `locator` is added, then a number.
  std::string make(std::string_view title, std::string_view locator, std::string_view otherwise);

 private:
  std::set<std::string> taken_;
};

/// Letters and digits of ASCII, everything else as a hyphen: `Gao, Mopti` -> `gao-mopti`. Letters
/// with accents lose them. Empty when nothing is left.
std::string kebab(std::string_view text);

}  // namespace penholder
