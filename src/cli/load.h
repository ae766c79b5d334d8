#pragma once
// From a path to a usable case, with everything said to the user that there is to say.

#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "base/source_text.h"
#include "cli/edge.h"
#include "cli/options.h"
#include "mandate/case.h"

namespace penholder {

/// A case as read, with its lint.
struct LoadedCase {
  SourceTexts texts;
  Dossier dossier;
  Diagnostics diagnostics;  ///< of the reader and the lint together
  bool usable = false;
};

/// Reads and lints. Nothing when a file cannot be read: the reason is then already on `edge.err`.
std::optional<LoadedCase> load_case(const std::string& path, Edge& edge);

/// As load_case, for the commands that analyse: shows the errors and warnings on `edge.err` (a line
/// with their number for warnings unless there are errors), and gives nothing when the case has
/// errors.
std::optional<LoadedCase> load_usable_case(const CaseOptions& options, Edge& edge);

/// As load_usable_case, for the commands that work with what tasks are worth: when strengths are
/// `unknown`, lists them on `edge.err` and gives nothing. Of other numbers that are unknown it says
/// on `edge.err` what stands in for them.
std::optional<LoadedCase> load_judged_case(const CaseOptions& options, Edge& edge);

/// Whether to write ANSI colours: `--color`, then NO_COLOR, then whether the stream is a terminal.
bool wants_color(const std::string& asked, bool is_terminal, const Edge& edge);

/// `--threads`, or one a core.
unsigned thread_count(const CaseOptions& options, const Edge& edge);

/// The view asked for by id; the case's reference view, else its first view, when `id` is empty.
/// Nothing, with a word on `edge.err`, when there is no such view.
struct ViewChoice {
  std::optional<ViewId> view;  ///< nothing: the case has no views
};
std::optional<ViewChoice> choose_view(const Case& c, const std::string& id, Edge& edge);

/// The design asked for by option id; the base case when `id` is empty. Null, with a word on
/// `edge.err`, when there is no such option.
const Case* choose_design(const Dossier& dossier, const std::string& id, Edge& edge);

/// The task of a design by its id. Nothing, with a word on `edge.err`, when there is no such task.
std::optional<TaskId> choose_task(const Case& design, const std::string& id, Edge& edge);

}  // namespace penholder
