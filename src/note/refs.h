#pragma once
// How the note's text points at what it rests on: citations to the list of sources, the case's
// numbers to the table of numbers, computed figures to the paragraph that says how they were
// computed. Made once per note.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "note/html.h"
#include "note/note.h"
#include "note/numbers.h"

namespace penholder {

/// The stage that computed a figure; each has its paragraph under "How this was computed".
enum class Stage : std::uint8_t { Rank, Sequence, Stress, Compare };

class Refs {
 public:
  explicit Refs(const NoteInputs& inputs);

  [[nodiscard]] const NoteInputs& in() const { return inputs_; }
  [[nodiscard]] const Case& base() const { return inputs_.dossier.base; }
  [[nodiscard]] const NumberTable& numbers() const { return numbers_; }

  /// "resolution 2531 (2020), paras. 19; 20": links to the list of sources; empty for no citation.
  [[nodiscard]] Html citations(const std::vector<Citation>& cites) const;

  /// The same in brackets behind a statement, with a leading space; empty for no citation.
  [[nodiscard]] Html cited_in_brackets(const std::vector<Citation>& cites) const;

  /// What a number rests on, in full: its citations, or the mark of judgement with its reason.
  [[nodiscard]] Html basis(const Basis& basis) const;

  /// The sign and the word alone: "◇ judgement"; empty for a cited number.
  [[nodiscard]] static Html mark(const Basis& basis);

  /// A number of the case in running text: `shown`, linked to its row in the table of numbers,
  /// marked when it is a judgement. Just `shown` when the case has no such number.
  [[nodiscard]] Html number(std::string_view key, const Html& shown) const;

  /// `what` linked to the number that stands at `span`, else to the one with this key; no mark.
  [[nodiscard]] Html linked(std::string_view key, const Span& span, const Html& what) const;

  /// The same, marked by `basis`.
  [[nodiscard]] Html driver(std::string_view key, const Span& span, const Basis& basis,
                            const Html& what) const;

  /// A computed figure, linked to how its stage computed it.
  [[nodiscard]] static Html figure(Stage stage, const Html& shown);

  /// Links to the entries of the note.
  [[nodiscard]] Html task(TaskId id) const;
  [[nodiscard]] Html benchmark(BenchmarkId id) const;
  [[nodiscard]] Html view(ViewId id) const;
  /// The view of the comparison's `column`-th cells; equal weights where the case has no view.
  [[nodiscard]] Html compared_view(std::size_t column) const;
  /// The option that stands `index`-th among the designs (0 is the mandate as it stands, not
  /// linked).
  [[nodiscard]] Html design(std::size_t index) const;

 private:
  const NoteInputs& inputs_;
  NumberTable numbers_;
};

/// Anchors; by position, never by a user's id (a view's id may be as telling as a name).
std::string task_anchor(TaskId id);
std::string benchmark_anchor(BenchmarkId id);
std::string view_anchor(ViewId id);
std::string option_anchor(OptionId id);
std::string source_anchor(SourceId id);
std::string number_anchor(std::size_t position);
/// "N12": how print refers to a row of the table of numbers.
std::string number_label(std::size_t position);

}  // namespace penholder
