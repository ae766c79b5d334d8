#pragma once
// The register of a mandate: one row for each leaf of the operative part, with what can be read off
// its words by rule, and *unknown* where the rules cannot tell. Every row cites its paragraph.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "register/actors.h"
#include "register/mentions.h"
#include "register/task_class.h"
#include "register/verbs.h"
#include "resolution/resolution.h"

namespace penholder {

/// Where a leaf stands among the tasks of a mission.
enum class TaskList : std::uint8_t {
  None,      ///< no task of the mission: a duty of others, a remark
  Mandate,   ///< a task of a mandate that does not tell tiers apart
  Priority,  ///< among the priority tasks
  Other      ///< among the other, additional or secondary tasks
};

std::string_view to_string(TaskList list);

/// Longer than what stands over any item of the corpus (1,105 bytes). Every row has a copy, so a
/// hostile text could otherwise grow a thousandfold.
inline constexpr std::size_t kUnderBytesMost = 2'000;

struct RegisterRow {
  std::string locator;  ///< `28.a.iii.2`
  std::string heading;  ///< the section it stands in
  /// Titles and texts of the items above, outermost first; each cut at kUnderBytesMost.
  std::vector<std::string> under;
  std::string title;  ///< its own title, if any
  std::string text;   ///< its words
  TaskList list = TaskList::None;
  Verb verb;  ///< its own, else that of the paragraph it stands in; lemma empty: unknown
  AddresseeMention addressee;
  std::string supported;  ///< whom to support; empty: nobody named
  std::vector<std::string> places;
  std::vector<DateMention> dates;
  std::vector<Quantity> quantities;
  std::vector<Deadline> deadlines;
  bool reports = false;  ///< a duty to report to the Council
  std::vector<Reference> references;
  std::vector<Classified> classes;  ///< tasks only; empty: unknown
  Span span;
};

struct Register {
  std::string symbol;
  std::optional<Date> date;
  std::string mission;   ///< `MINUSMA`; empty: none found
  std::string language;  ///< of the text, `eng`; empty: unknown. The rules read English
  std::vector<RegisterRow> rows;

  [[nodiscard]] std::size_t count(TaskList list) const;
};

struct RegisterOptions {
  std::vector<std::string> gazetteer;  ///< names of places to look for
};

/// Cost: O(words x rules).
Register make_register(const Resolution& resolution, const RegisterOptions& options = {});

/// Which list the items below an operative paragraph belong to, by its words and heading.
///
///   mission  its short name; empty: only what says outright that tasks follow is found
TaskList task_list_of(const Paragraph& paragraph, std::string_view heading,
                      std::string_view mission = {});

}  // namespace penholder
