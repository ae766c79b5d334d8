#pragma once
// What would have to change for a demand to be met: the smallest changes that are enough, cheapest
// first. Each has been tried: with it a plan meets the demand, with a little less none does.

#include "sequence/conflict.h"

namespace penholder {

/// One change, or two or three that only help together.
struct Remedy {
  struct Part {
    Easing easing{};  ///< of a fact of the case; unused for a change of the demand itself
    bool is_of_demand = false;
    TaskId task{};  ///< is_of_demand: whose date, or which task is given up
    std::optional<Date>
        by;  ///< is_of_demand: the date that can be met; nothing: the task is given up
    /// The change as a share of the number changed (1: the whole of it, or a fact dropped). Days
    /// count as a share of the horizon. For ranking only.
    double share = 1.0;
    /// The change stays within the range that the case itself gives for the number.
    bool is_within_range = false;
  };
  std::vector<Part> parts;
  /// Checked: a plan meets the demand with it, and none with any part a step smaller.
  bool is_least = false;

  [[nodiscard]] double share() const;
};

struct RemedySettings {
  std::uint64_t work = kQuestionWork;  ///< for each question
  std::size_t most = 8;                ///< remedies to return
  std::size_t most_parts = 2;          ///< changes in one remedy
  std::size_t questions = 600;         ///< to ask at most
};

/// Remedies by rising share. Amounts are sought in hundredths of a unit and whole days, by halving;
/// what is asked of the plan (a later date, a task less) is among the changes.
///
///   conflict   of the demand (answer_demand); the first changes are sought among its facts
///   returns    empty when no change of up to `most_parts` facts is enough
std::vector<Remedy> find_remedies(const Subject& subject, const Demand& demand,
                                  const Conflict& conflict, const RemedySettings& settings = {});

}  // namespace penholder
