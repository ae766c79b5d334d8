#pragma once
// A case in which only statements held widely enough bind: what the room looks like from a rung of
// its own ladder of support.
//
// Leaving a statement out only widens what a view allows. So every order of two tasks that a view
// keeps at a rung it keeps with all its statements, too: what is shared at a rung is shared a
// fortiori by the views that still speak. Statements of different views are never bound together
// into one: each of two statements may be held by most without anybody holding both, and most
// participants' statements taken together may even contradict each other (the discursive dilemma;
// List & Pettit 2002, Economics and Philosophy 18(1)).

#include <vector>

#include "mandate/case.h"

namespace penholder {

/// How widely a statement of `view` is held: as it says, else as its view.
Support support_of(const View& view, const Statement& statement);

/// A case seen from a rung.
struct AtRung {
  Case c;  ///< the same case, each view with the statements that count
  std::vector<ViewId>
      silent;  ///< views that had statements and keep none; a view of the text never
  /// Views that are left with the same statements as an earlier one: from this rung they are one
  /// view, which must not be heard twice.
  struct Twin {
    ViewId view;
    ViewId same_as;
  };
  std::vector<Twin> twins;
};

/// Keeps in every view the statements held at least as widely as `rung`. Ids stay what they are.
///
///   cost  O(views^2 * statements^2), views and statements being few
AtRung at_rung(const Case& base, Support rung);

}  // namespace penholder
