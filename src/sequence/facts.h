#pragma once
// What a case says that keeps plans from being better or earlier, one fact at a time: each can be
// quoted, has a basis and a place in the case, and can be taken away to see what it does
// (easing.h).
//
// Phases and the levels of standing tasks are not among them: they are how a plan is described, not
// what limits it.

#include <string>
#include <vector>

#include "mandate/case.h"

namespace penholder {

struct CaseFact {
  enum class Kind : std::uint8_t {
    Capacity,  ///< one step of an asset's capacity: `asset`, `item`
    Areas,     ///< an asset serves certain areas only: `asset`
    Need,      ///< what a task takes of an asset: `task`, `item`
    Duration,  ///< how long a discrete task takes: `task`
    Link,      ///< `link`
    Must,      ///< a task may not be left out: `task`
    Horizon    ///< planning ends with the horizon
  } kind = Kind::Horizon;
  AssetId asset{};
  TaskId task{};
  LinkId link{};
  std::size_t item = 0;  ///< index into Asset::capacity or Task::needs
  friend bool operator==(const CaseFact&, const CaseFact&) = default;
};

/// Every fact of `design` that can limit a plan, in the order: dates and links, must-work,
/// capacities, durations, needs. Without those that say nothing (an unknown capacity, a need of 0).
std::vector<CaseFact> facts_of(const Case& design);

/// The fact as a sentence without its full stop: "“Civilian advisers”: 10 advisers".
std::string words_of(const Case& design, const CaseFact& fact);

/// On what the fact rests: citations, or the judgement's reason.
const Basis& basis_of(const Case& design, const CaseFact& fact);

/// Further citations of the entity that the fact belongs to; may be empty.
const std::vector<Citation>& cites_of(const Case& design, const CaseFact& fact);

/// Where the case says it.
Span span_of(const Case& design, const CaseFact& fact);

/// "20 advisers": an amount of an asset, in its unit.
std::string amount_in_words(const Asset& asset, double amount);

/// "S/RES/2531 (2020), 28.a.iii" of each citation, joined; "judgement: ..." for a judgement;
/// "unknown" else. Citations of the basis first, then those of the entity.
std::string basis_in_words(const Case& design, const CaseFact& fact);

}  // namespace penholder
