#pragma once
// Task classes after a published coding scheme: PEMA, 41 tasks x monitor, assist, secure.
//
// Source: Di Salvatore, Lundgren, Oksamytna & Smidt 2022, "Introducing the Peacekeeping Mandates
// (PEMA) Dataset", Journal of Conflict Resolution 66(4-5), 924-951, doi 10.1177/00220027211068897;
// data: Harvard Dataverse, doi 10.7910/DVN/OT14Z9. The 41 keys and the suffixes _Monitor, _Assist,
// _Security are those by which a public visualisation of the data file reads its columns; the
// codebook itself was not at hand. The rules that assign a key to a text are ours, not the
// authors': their coding was by hand. See docs/methods/register.md for what the rules get right.

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "register/words.h"

namespace penholder {

struct TaskClass {
  std::string_view key;    ///< `CivProtect`
  std::string_view title;  ///< `Civilian Protection`
};

/// The 41 classes, in the scheme's order.
std::span<const TaskClass> task_classes();

enum class Modality : std::uint8_t { Unknown, Monitor, Assist, Secure };

/// `monitor`, `assist`, `secure`, `unknown`.
std::string_view to_string(Modality modality);

struct Classified {
  const TaskClass* task = nullptr;
  Modality modality = Modality::Unknown;
};

/// The classes that the rules can tell, the one with most evidence first; empty = unknown.
///
///   group  titles above the item: `Protection of civilians`; count less than its own first words
///   lead   what the item completes: `To assist the Government in:`; tells the modality when its
///          own words do not
std::vector<Classified> classify_task(const Words& group, const Words& words,
                                      const Words& lead = {});

}  // namespace penholder
