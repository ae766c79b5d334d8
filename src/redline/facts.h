#pragma once
// What the changes inside one text mean: strength, addressee, figures, dates. English only: the
// rules are those of the register.

#include <optional>
#include <string>
#include <vector>

#include "redline/text_tree.h"
#include "register/verbs.h"

namespace penholder {

/// One verb of the Council, or one of `shall`, `should`, `may`, for another.
struct StrengthChange {
  std::string from;        ///< `encourages`; empty: there was none
  std::string to;          ///< `requests`; empty: there is none now
  std::string from_lemma;  ///< without adverbs: `requests` of `further requests`
  std::string to_lemma;
  int direction = 0;  ///< 1 raised, -1 lowered, 0 neither (another verb of the same force)
  bool is_modal = false;
  std::uint32_t at = 0;  ///< of an operative verb that came or went: its byte in the text
  /// The verb came from, or went to, this paragraph of the other text, with its sentence: neither
  /// raised nor lowered. Empty: none.
  std::string elsewhere;
};

/// A figure, a date, a deadline; empty on one side if it came or went.
struct ValueChange {
  std::string from;
  std::string to;
};

struct Facts {
  std::vector<StrengthChange> strength;
  std::optional<ValueChange> addressee;  ///< kinds, as the register names them
  std::vector<ValueChange> figures;
  std::vector<ValueChange> dates;
  std::vector<ValueChange> deadlines;
  [[nodiscard]] bool empty() const {
    return strength.empty() && !addressee && figures.empty() && dates.empty() && deadlines.empty();
  }
};

/// Cost: O(words of both x rules).
Facts compare_facts(const TextNode& from, const TextNode& to, std::string_view from_mission,
                    std::string_view to_mission);

}  // namespace penholder
