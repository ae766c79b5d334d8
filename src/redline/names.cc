// The words by which JSON and pages call the enumerators of a redline.

#include "redline/redline.h"

namespace penholder {

std::string_view to_string(PieceKind kind) {
  switch (kind) {
    case PieceKind::Same:
      return "same";
    case PieceKind::Cut:
      return "cut";
    case PieceKind::Put:
      return "added";
  }
  return "same";
}

std::string_view to_string(Cause cause) {
  switch (cause) {
    case Cause::Wording:
      return "wording";
    case Cause::Typography:
      return "typography";
    case Cause::Renumbered:
      return "consequential";
    case Cause::Date:
      return "date";
    case Cause::Figure:
      return "figure";
    case Cause::Document:
      return "document";
  }
  return "wording";
}

std::string_view to_string(RowChange change) {
  switch (change) {
    case RowChange::Unchanged:
      return "unchanged";
    case RowChange::Editorial:
      return "editorial";
    case RowChange::Changed:
      return "changed";
    case RowChange::Added:
      return "added";
    case RowChange::Dropped:
      return "dropped";
    case RowChange::NotCompared:
      return "not compared";
  }
  return "changed";
}

std::string_view to_string(TaskChangeKind kind) {
  switch (kind) {
    case TaskChangeKind::Kept:
      return "kept";
    case TaskChangeKind::Reworded:
      return "reworded";
    case TaskChangeKind::Added:
      return "added";
    case TaskChangeKind::Split:
      return "split";
    case TaskChangeKind::Dropped:
      return "dropped";
    case TaskChangeKind::Merged:
      return "merged";
    case TaskChangeKind::Detailed:
      return "detailed";
  }
  return "kept";
}

}  // namespace penholder
