#pragma once
// A solver::Model as text, one line a thing, and back: for instances that no published format
// holds, and for failures that become regressions. The format: docs/formats/model.md.
//
// Writing and reading give the same model again, byte for byte in its names, whatever else is in
// it; whether a solver should be given it is another question (solver::defects_of).

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "instance/model_places.h"
#include "solver/model.h"

namespace penholder::instance {

/// The only kind of complaint: a line that is not of the format.
extern const DiagnosticKind kDamagedModelText;

/// Longest text that is read, in bytes; the model of a longer one could take more than 1 GB.
inline constexpr std::size_t kModelTextBytesMax = std::size_t{16} << 20;

/// The model in `text`; nothing when a line is damaged, and then each damaged line has its
/// diagnostic (up to 100 of them).
///
///   file     to which the spans of the diagnostics belong
///   errors   unknown or missing words, names that are not (yet) there or are there twice, numbers
///            that are none or leave 64 bits, a text above kModelTextBytesMax
///   places   when given: filled with the line of each thing of the model
///   cost     O(bytes log names); memory under 50 times the text
std::optional<solver::Model> read_model_text(std::string_view text, FileId file,
                                             Diagnostics& diagnostics,
                                             ModelPlaces* places = nullptr);

/// The text of a model. Things are named by their names where these tell them apart, else by
/// position (`@3`).
///
///   model   every index in it exists (checked)
std::string write_model_text(const solver::Model& model);

}  // namespace penholder::instance
