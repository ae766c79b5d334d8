#pragma once
// How widely a view is held, as structured output may say it.

#include <string_view>

#include "mandate/view.h"

namespace penholder {

/// As to_phrase, but a single participant and some are one class: a table or a file that can be
/// sorted and joined shall not point at one person. Prose may say "one participant".
inline std::string_view structured_support_label(Support support) {
  return support == Support::One || support == Support::Some ? "one or some participants"
                                                             : to_phrase(support);
}

}  // namespace penholder
