#pragma once
// What holds a plan back: which means, links, dates and duties of the case would add most to it if
// they were a little less strict, or gone. Each is tried by planning anew from the plan at hand.

#include "sequence/easing.h"
#include "sequence/plan.h"
#include "sequence/sequence.h"

namespace penholder {

struct Binding {
  Easing easing;      ///< what was tried
  double gain = 0.0;  ///< points that a plan was found to gain by it, at least
};

/// More of each asset that the plan uses up somewhere (a tenth), each link dropped, each must-task
/// free to be left out; those that gain a twentieth of a point or more, most first.
///
///   plan     of `subject.design` under `subject.weights`; every trial starts from it, so that a
///            gain is real though it may be larger still
///   cost     a short search for each fact that is tried, `settings.threads` side by side
std::vector<Binding> find_bindings(const Subject& subject, const Plan& plan,
                                   const SequenceSettings& settings, Progress* progress = nullptr);

}  // namespace penholder
