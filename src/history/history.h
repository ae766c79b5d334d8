#pragma once
// The life of a mandate: how long each resolution on it was, how many tasks it gave, and each task
// from the resolution that first gave it to the one that dropped it. Plain data.
//
// A task is followed from mandate to mandate by the redline between the two. What a redline cannot
// see is a task that was away for some time: a new task is held against those that ended before.

#include <optional>
#include <string>
#include <vector>

#include "redline/redline.h"
#include "resolution/resolution.h"

namespace penholder {

/// A task of which so much remains after an absence is the same task again.
inline constexpr double kReturnSimilarity = 0.6;

/// What a mandate did to a task.
enum class TaskStep : std::uint8_t {
  First,  ///< it stands in the first of the mandates that has tasks: nothing is known before
  Kept,   ///< word for word, or editorial
  Reworded,
  Added,
  Split,     ///< its words come from another paragraph of the mandate before
  Detailed,  ///< it was an item's whole before, or a whole's item
  Returned   ///< it had ended before
};

std::string_view to_string(TaskStep step);

/// A task in one mandate.
struct TaskStanding {
  std::string locator;
  TaskList list = TaskList::None;
  TaskStep step = TaskStep::First;
  bool is_moved = false;      ///< to another paragraph or another place among its siblings
  bool changes_list = false;  ///< from priority to other or the like
  std::string text;
  std::vector<std::string> from;  ///< Split, Detailed: locators in the mandate before
  std::optional<RedlineRow> row;  ///< Kept, Reworded: what changed since the mandate before
};

/// How a task ended.
struct TaskEnd {
  bool is_merged = false;
  bool is_detailed = false;       ///< its items are tasks now, or it became part of one
  std::vector<std::string> into;  ///< locators in the mandate that dropped it
};

struct TaskLine {
  std::string name;   ///< first words of its latest text
  std::string under;  ///< title of its group in its latest mandate; may be empty
  std::vector<std::optional<TaskStanding>> standings;  ///< one for each mandate
  std::optional<TaskEnd> end;  ///< nothing: it stands in the last mandate that has tasks
  std::size_t first = 0;       ///< index of a mandate
  std::size_t last = 0;
};

struct MandateStep {
  TextMeasure measure;
  ChangeTally operative;  ///< against the mandate before; zero for the first
  std::size_t words_cut = 0;
  std::size_t words_put = 0;
  std::size_t tasks_new = 0;  ///< added, split, detailed or returned; 0 for the first with tasks
  std::size_t tasks_gone = 0;
  std::size_t tasks_reworded = 0;
};

struct History {
  std::string mission;
  std::vector<MandateStep> mandates;  ///< by date, then number
  /// Those of the last mandate in its order, then those that ended, the latest end first.
  std::vector<TaskLine> tasks;
  std::vector<std::string> remarks;
};

/// Cost: a redline for each pair of neighbours, and O(new tasks x ended tasks) similarities.
History make_history(std::vector<Resolution> mandates);

}  // namespace penholder
