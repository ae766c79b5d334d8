#pragma once
// The door of the room: the text of a scheduling problem in, a model and everything that is wrong
// with the text out. Which format it is, the content says; the file's name only breaks a tie.

#include <cstddef>
#include <string_view>

#include "base/diagnostic.h"
#include "base/source_text.h"
#include "solver/model.h"

namespace penholder::instance {

/// Far above every published instance (the largest has 0.1 MB).
inline constexpr std::size_t kInstanceBytesMost = std::size_t{8} << 20;
inline constexpr std::size_t kTasksMost = 100'000;

enum class Format : std::uint8_t {
  Unknown,
  Psplib,       ///< `.sm`, `.mm`: one or several modes
  Patterson,    ///< `.rcp`
  ProGenMax,    ///< `.sch`: minimum and maximum lags
  Selection,    ///< `.dzn` with val and H
  WeightedDue,  ///< `.dzn` with deadline and t_max: weighted earliness and tardiness
  ModelText,    ///< our own: any model (model_text.h)
};
std::string_view to_string(Format format);

/// What the objective of the model counts, and how it reads in the format's own terms.
struct Measure {
  std::string_view name = "makespan";  ///< "cost" for a model of our own
  /// The format maximises; the model's cost is the value with its sign turned round.
  bool is_maximised = false;
};

struct InstanceRead {
  Format format = Format::Unknown;
  Measure measure;
  solver::Model model;
  Diagnostics diagnostics;
  /// The model is whole, and solver::defects_of has nothing to say about it; else a diagnostic of
  /// severity Error says why not. Reading stops at the first error (our own format: goes on).
  bool usable = false;
};

/// Reads an instance. Never fails otherwise than by a diagnostic, whatever the bytes.
///
///   bytes      any; more than kInstanceBytesMost are refused unread
///   file       how spans refer to the bytes
///   file_name  its ending breaks the tie between formats that are numbers only; may be empty
///   cost       linear in the bytes; memory at most about 100 times the bytes (a two-byte successor
///              is a lag and, where tasks are optional, a group). A count in the text is not
///              believed before the text bears it out
InstanceRead read_instance(std::string_view bytes, FileId file, std::string_view file_name = {});

}  // namespace penholder::instance
