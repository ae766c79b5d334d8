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

}  // namespace penholder
