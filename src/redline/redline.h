#pragma once
// The product: what changed between two resolutions, text by text and word by word, and what that
// means for the tasks. Plain data; shown by redline_render.h.

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "redline/facts.h"
#include "redline/text_tree.h"
#include "register/register.h"
#include "resolution/resolution.h"

namespace penholder {

enum class PieceKind : std::uint8_t { Same, Cut, Put };

/// Why a piece was struck or put in, where a rule can tell.
enum class Cause : std::uint8_t {
  Wording,     ///< anything else
  Typography,  ///< punctuation, capitals
  Renumbered,  ///< the number of a paragraph, which follows from the renumbering: consequential
  Date,
  Figure,
  Document  ///< the number of a resolution, the symbol of a document
};

std::string_view to_string(PieceKind kind);
std::string_view to_string(Cause cause);

/// A stretch of a text. The ranges of Same and Cut cover the old text without gap or overlap, in
/// order; those of Same and Put the new one. A range takes the space behind its last word along.
struct TextPiece {
  PieceKind kind = PieceKind::Same;
  TextRange from;  ///< bytes of the old text; empty for Put
  TextRange to;    ///< bytes of the new text; empty for Cut
  Cause cause = Cause::Wording;
  std::string elsewhere;  ///< locator in the other text of a paragraph where these words now stand
                          ///< (Cut), or stood (Put); empty: nowhere
};

enum class RowChange : std::uint8_t {
  Unchanged,  ///< word for word
  Editorial,  ///< only punctuation, capitals and renumbered cross-references
  Changed,
  Added,
  Dropped,
  NotCompared  ///< texts in different languages
};

std::string_view to_string(RowChange change);

/// How much of a text without a partner stands in a text of the other resolution.
struct WordShare {
  std::string locator;
  double share = 0.0;  ///< of its own words, in (0, 1]
};

struct RowSide {
  std::string locator;
  std::string label;
  std::string heading;
  std::string text;  ///< title, a line break, own words, as in TextNode
  std::uint32_t title_end = 0;
  Span span;  ///< in the source
};

struct RedlineRow {
  TextPart part = TextPart::Operative;
  int depth = 0;
  std::optional<RowSide> from;  ///< nothing: added
  std::optional<RowSide> to;    ///< nothing: dropped
  RowChange change = RowChange::Unchanged;
  RowChange with_items = RowChange::Unchanged;  ///< of the text and all below it
  bool is_moved = false;       ///< to another place among its siblings, or to another paragraph
  bool is_renumbered = false;  ///< another label, at the same place
  double similarity = 0.0;     ///< of own words, 2 LCS / (n + m); 0 without a partner
  std::vector<TextPiece> pieces;
  std::vector<WordShare> split_from;   ///< added: its words come from there
  std::vector<WordShare> merged_into;  ///< dropped: its words went there
  std::vector<std::string> takes_in;   ///< locators of dropped texts whose words went here
  std::vector<std::string> gives_to;   ///< locators of added texts whose words come from here
  Facts facts;
  bool is_coarse = false;  ///< more is marked than need be: the text is too long
};

enum class TaskChangeKind : std::uint8_t {
  Kept,  ///< word for word, or editorial
  Reworded,
  Added,
  Split,  ///< new, but its words come from another paragraph
  Dropped,
  Merged,   ///< gone, but its words stand in another paragraph
  Detailed  ///< now has items below it, or had
};

std::string_view to_string(TaskChangeKind kind);

struct TaskChange {
  TaskChangeKind kind = TaskChangeKind::Kept;
  std::string from;  ///< locator; empty: none
  std::string to;
  TaskList from_list = TaskList::None;
  TaskList to_list = TaskList::None;
  std::string text;   ///< its words, of the new text where there is one
  std::string under;  ///< title of the group: `Protection of civilians`
  bool is_moved = false;
  std::vector<std::string> elsewhere;  ///< Split, Merged, Detailed: locators in the other text
  /// From priority to other or back. That a mandate begins or ceases to tell tiers apart is no
  /// change of the task.
  [[nodiscard]] bool changes_list() const {
    const auto is_tier = [](TaskList list) {
      return list == TaskList::Priority || list == TaskList::Other;
    };
    return !from.empty() && !to.empty() && from_list != to_list && is_tier(from_list) &&
           is_tier(to_list);
  }
};

/// How long one of the two is, and how many tasks it gives.
struct TextMeasure {
  std::string symbol;
  std::optional<Date> date;
  std::string mission;
  std::string language;
  std::size_t recitals = 0;
  std::size_t paragraphs = 0;  ///< numbered operative paragraphs
  std::size_t items = 0;       ///< below them
  std::size_t preamble_words = 0;
  std::size_t operative_words = 0;
  std::size_t annex_words = 0;
  std::size_t priority_tasks = 0;
  std::size_t other_tasks = 0;
  std::size_t untiered_tasks = 0;
  [[nodiscard]] std::size_t tasks() const { return priority_tasks + other_tasks + untiered_tasks; }
};

/// Of rows of one kind: recitals, operative paragraphs with their items taken whole, or tasks.
struct ChangeTally {
  std::size_t unchanged = 0;
  std::size_t editorial = 0;
  std::size_t changed = 0;
  std::size_t added = 0;
  std::size_t dropped = 0;
  std::size_t moved = 0;       ///< also counted above
  std::size_t renumbered = 0;  ///< also counted above
  std::size_t split = 0;       ///< of `added`
  std::size_t merged = 0;      ///< of `dropped`
};

struct Redline {
  TextMeasure from;
  TextMeasure to;
  std::vector<RedlineRow> rows;  ///< in the order of the new text, dropped ones where they stood
  std::vector<TaskChange> tasks;
  ChangeTally preamble;
  ChangeTally operative;  ///< an operative paragraph with all below it counts once
  std::vector<std::string> new_headings;
  std::vector<std::string> dropped_headings;
  std::vector<std::string> remarks;  ///< what the reader must know: languages, limits met
  std::size_t words_cut = 0;         ///< of preamble, operative part and annexes
  std::size_t words_put = 0;
};

/// Cost: see align.h and diff.h; a mandate of 7,000 words against the next takes some 15 ms.
Redline make_redline(const Resolution& from, const Resolution& to);

}  // namespace penholder
