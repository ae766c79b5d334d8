#include "mandate/view.h"

namespace penholder {

std::string_view to_phrase(Support support) {
  switch (support) {
    case Support::One:
      return "one participant";
    case Support::Some:
      return "some participants";
    case Support::Others:
      return "other participants";
    case Support::Several:
      return "several participants";
    case Support::Most:
      return "most participants";
    case Support::All:
      return "participants in general";
    case Support::Text:
      return "the text of the mandate";
  }
  return "some participants";
}

std::string_view to_label(Support support) {
  // A label of its own for one voice would point at it; so one and some share theirs.
  const bool is_low = support == Support::One || support == Support::Some;
  return is_low ? "one or some participants" : to_phrase(support);
}

bool is_held_at_least(Support held, Support rung) {
  const auto height = [](Support support) {
    switch (support) {
      case Support::One:
        return 0;
      case Support::Some:
      case Support::Others:
        return 1;
      case Support::Several:
        return 2;
      case Support::Most:
        return 3;
      case Support::All:
        return 4;
      case Support::Text:
        return 5;
    }
    return 0;
  };
  return height(held) >= height(rung);
}

}  // namespace penholder
