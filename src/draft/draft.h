#pragma once
// From a resolution to a case to start from: objectives, tasks with their paragraphs, actors,
// areas, dates, ceilings. No number is invented: what the text does not state is left `unknown`,
// which `penholder check` lists as work to do. How each part is read: docs/methods/drafting.md.

#include <optional>
#include <string>
#include <vector>

#include "draft/outline.h"
#include "resolution/resolution.h"

namespace penholder {

struct DraftRequest {
  std::string id;     ///< of the case; kebab-case
  std::string title;  ///< empty: from the mission and the symbol
  /// What a corpus knows of other resolutions that the text refers to; those become sources. The
  /// rest is listed in a comment.
  std::vector<DraftReference> known;
};

/// A file of the case directory.
struct DraftFile {
  std::string name;
  std::string text;
};

struct Draft {
  DraftOutline outline;
  std::vector<DraftFile> files;
  /// Why there is no draft, as a sentence without a full stop; empty when there is one. Then there
  /// are no files.
  std::string refusal;
};

/// Symbols of other resolutions that the text refers to, for whoever can look them up.
std::vector<std::string> referenced_resolutions(const Resolution& resolution);

/// Refuses a text without symbol or date, and one that gives no mission tasks.
///
///   cost   linear in the words, but for a comparison of each group of tasks with each priority
Draft draft_case(const Resolution& resolution, const DraftRequest& request);

}  // namespace penholder
