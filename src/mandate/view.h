#pragma once
// The room's judgements about weights, and the alternative designs of the mandate. Never a name.

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "mandate/events.h"

namespace penholder {

using ViewId = Id<struct ViewTag>;
using OptionId = Id<struct OptionTag>;

/// How widely something is held, on the meeting notes' own ladder. `Text` is the mandate's own
/// wording.
enum class Support : std::uint8_t { One, Some, Others, Several, Most, All, Text };

/// "one participant", "most participants", "the text of the mandate".
std::string_view to_phrase(Support support);

/// The same for tables, labels and structured output, which show no count below five and point at
/// nobody: a single voice and some share "one or some participants".
std::string_view to_label(Support support);

/// Whether what is held by `held` counts when only statements held at least as widely as `rung` do.
/// The rungs rise from one over some and others (which stand side by side), several and most to
/// all. The mandate's own wording is no rung: it counts at every one, and as a rung it lets nothing
/// else count.
bool is_held_at_least(Support held, Support rung);

/// Objectives by falling weight, best first. An inner objective weighs as much as its leaves
/// together.
struct PreferObjectives {
  std::vector<ObjectiveId> order;
  bool operator==(const PreferObjectives&) const = default;
};

/// Tasks by falling priority, best first.
struct PreferTasks {
  std::vector<TaskId> order;
  bool operator==(const PreferTasks&) const = default;
};

/// `objective` has between `low` and `high` of the weight of `of`.
struct ShareBetween {
  ObjectiveId objective;
  ObjectiveId of;
  double low = 0.0;
  double high = 1.0;
  bool operator==(const ShareBetween&) const = default;
};

/// `more` weighs between `low` and `high` times as much as `less`. Swing weights are read into
/// these: each objective against the one with 100 points.
struct RatioBetween {
  ObjectiveId more;
  ObjectiveId less;
  double low = 1.0;
  double high = 1.0;
  bool operator==(const RatioBetween&) const = default;
};

/// `task`, fully done, is worth between `low` and `high` of the mandate's full value (0..1), at
/// likely strengths.
struct TaskValueBetween {
  TaskId task;
  double low = 0.0;
  double high = 1.0;
  bool operator==(const TaskValueBetween&) const = default;
};

/// `more`, fully done, is worth between `low` and `high` times as much as `less`, at likely
/// strengths.
struct TaskRatioBetween {
  TaskId more;
  TaskId less;
  double low = 1.0;
  double high = 1.0;
  bool operator==(const TaskRatioBetween&) const = default;
};

struct Statement {
  std::variant<PreferObjectives, PreferTasks, ShareBetween, RatioBetween, TaskValueBetween,
               TaskRatioBetween>
      says;
  /// How widely this statement is held, where that differs from its view.
  std::optional<Support> held_by = {};
  std::string text;
  Basis basis;
  Span span;
};

/// One perspective of the room: all weights that agree with its statements.
struct View {
  std::string id;
  std::string title;
  Support held_by = Support::Some;
  std::vector<Statement> statements;
  std::vector<Citation> cites;
  Span span;
};

/// One line of an option's patch, for showing; the patched case itself stands in
/// `Dossier::designs`.
struct Change {
  enum class Kind : std::uint8_t { Add, Set, Drop } kind = Kind::Set;
  std::string entity;  ///< task, asset, link, ...
  std::string id;
  std::string field;  ///< for Set; empty otherwise
  std::string title;  ///< of the entity touched
  std::optional<Basis> basis;
  Span span;
};

/// An alternative design of the mandate. Options of one group exclude one another.
struct Option {
  std::string id;
  std::string title;
  std::string summary;
  std::string group;  ///< may be empty
  std::optional<Support> held_by;
  std::vector<Change> changes;
  std::vector<Citation> cites;
  Span span;
};

}  // namespace penholder
