#pragma once
// Which of several texts another is about, by the words that they share.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace penholder {

/// The words by which a text is known: in small letters, cut to their first five (`stabilisation`
/// and `stabilization`, `centre` and `central` are one), without those that any mandate has
/// (support, implementation, mission, ...). Sorted, each once.
std::vector<std::string> key_words(std::string_view text);

struct Likeness {
  std::size_t index = 0;            ///< among the texts compared with
  std::vector<std::string> shared;  ///< words of `text` as written, for a remark
};

/// The one of `others` that is most like `text`: key words shared, each counting the less the more
/// of `others` have it, over the geometric mean of the numbers of key words. Nothing when none
/// reaches `least`, or two reach the same.
///
///   names   key words of the country's name, which tell nothing apart
///   cost    O(words of all texts)
std::optional<Likeness> most_alike(std::string_view text, const std::vector<std::string>& others,
                                   const std::vector<std::string>& names, double least);

}  // namespace penholder
