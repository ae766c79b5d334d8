#pragma once
// What is wrong with a user's text, as a value: a kind, a place, words, further places, a remedy.
// How it is shown (terminal, JSON, SARIF) is decided elsewhere (diagnostic_render.h).
//
// Every kind is one row of a table (casefile and lint each own one); a kind without a golden file
// and a documented page fails a house test. Wording: what was seen, the rule where it is not
// obvious, then the remedy; lower case, no full stop, backticks round the user's own text.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_text.h"

namespace penholder {

/// Error: the case cannot be used as written. Warning: it can, but is probably not what was meant.
/// ToDo: a number or text left open on purpose (`unknown`).
enum class Severity : std::uint8_t { Error, Warning, ToDo };

std::string_view to_string(Severity severity);

/// One row of the table of kinds. `id` is stable and kebab-case: users suppress and scripts match
/// by it.
struct DiagnosticKind {
  std::string_view id;
  Severity severity = Severity::Error;
  std::string_view summary;  ///< one line: what this kind reports
  std::string_view help;     ///< why it matters and how to mend it, for the page of the kind
};

/// A second place that explains the first, such as "first defined here".
struct Label {
  Span span;
  std::string text;
};

struct Diagnostic {
  const DiagnosticKind* kind = nullptr;  ///< never null; points into a static table
  Span span;                             ///< unknown when the fault is an absence in the whole case
  std::string message;
  std::vector<Label> labels;
  std::string remedy;  ///< empty when the message says it all
};

/// Receives diagnostics in the order in which they are found; `sorted` gives the order in which
/// they are shown.
class Diagnostics {
 public:
  void add(Diagnostic diagnostic) { items_.push_back(std::move(diagnostic)); }
  void add(const DiagnosticKind& kind, Span span, std::string message, std::string remedy = {},
           std::vector<Label> labels = {});

  /// Takes over all of `others`.
  void append(Diagnostics others);

  /// By place, then kind id, then message; exact repeats are dropped. Places without a file come
  /// last.
  [[nodiscard]] std::vector<Diagnostic> sorted() const;

  [[nodiscard]] const std::vector<Diagnostic>& found() const { return items_; }
  [[nodiscard]] std::size_t count(Severity severity) const;
  [[nodiscard]] bool has_errors() const { return count(Severity::Error) > 0; }

 private:
  std::vector<Diagnostic> items_;
};

}  // namespace penholder
