#pragma once
// Every number of a case in one list, each with its basis: what the note's table of numbers shows
// and what its figures link to. Reads the case only; knows nothing of HTML.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mandate/case.h"

namespace penholder {

/// One number, worded.
struct NumberEntry {
  std::string key;  ///< `duration/elections`, `capacity/helicopters/2030-02-01`: unique in one case
  std::string group;   ///< heading it stands under: "Durations"
  std::string what;    ///< whose number: "Support the elections"
  std::string value;   ///< with range and unit: "8 to 20 weeks, likely 12"
  std::string was;     ///< for a number that an option changes: the base case's value; else empty
  std::string entity;  ///< "task", "asset", ...: the kind of what it belongs to
  std::string entity_id;
  Basis basis;
  Span span;
  std::optional<OptionId> option;  ///< the option that adds or changes it; nothing: the base case
};

/// How many numbers rest on what.
struct BasisCount {
  std::size_t cited = 0;
  std::size_t judgement = 0;
  std::size_t unknown = 0;
  [[nodiscard]] std::size_t total() const { return cited + judgement + unknown; }
};

class NumberTable {
 public:
  /// The base case's numbers in the order of the case's kinds, then what each option adds or
  /// changes.
  explicit NumberTable(const Dossier& dossier);

  [[nodiscard]] const std::vector<NumberEntry>& entries() const { return entries_; }

  /// Position of the base case's number with this key, or of the first whose key lies below it
  /// (`shock/strike` finds `shock/strike/rate`).
  [[nodiscard]] std::optional<std::size_t> find(std::string_view key) const;

  /// Position of the number that stands at this place of the case; nothing for an unknown span.
  [[nodiscard]] std::optional<std::size_t> find(const Span& span) const;

  /// Over the base case's numbers.
  [[nodiscard]] const BasisCount& count() const { return count_; }

 private:
  std::vector<NumberEntry> entries_;
  std::map<std::string, std::size_t, std::less<>> by_key_;  // base case only
  std::map<Span, std::size_t> by_span_;
  BasisCount count_;
};

/// All numbers of one case (base or design).
std::vector<NumberEntry> numbers_of(const Case& c);

/// What a statement of a view says, in words made from its objectives and tasks.
std::string statement_words(const Case& c, const Statement& statement);

}  // namespace penholder
