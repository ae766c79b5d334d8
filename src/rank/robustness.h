#pragma once
// What holds whatever the weights, and how little would have to change for it not to hold: the
// parts of the product `Ranking` that need no sampling. Plain data; made by necessity.h and flip.h.

#include <cstddef>
#include <optional>
#include <vector>

#include "mandate/case.h"
#include "value/weights.h"

namespace penholder {

/// A relation between tasks: tasks x tasks, row-major.
struct TaskRelation {
  std::size_t tasks = 0;
  std::vector<char> holds;
  [[nodiscard]] bool operator()(TaskId a, TaskId b) const {
    return holds[a.value * tasks + b.value] != 0;
  }
};

/// Preferences under one set of weights, at likely strengths. Both relations are reflexive;
/// `necessary` is transitive, and whatever is necessary is possible.
struct Necessity {
  TaskRelation necessary;  ///< worth at least as much under all weights of the set
  TaskRelation possible;   ///< worth at least as much under some
  /// Pairs that a linear program could not decide: counted as possible and not necessary.
  std::size_t undecided = 0;
};

/// The same over several views: who agrees.
struct GroupNecessity {
  TaskRelation necessary_for_all;   ///< necessary in every view
  TaskRelation necessary_for_some;  ///< necessary in at least one
  TaskRelation possible_for_all;    ///< possible in every view
  TaskRelation possible_for_some;   ///< possible in at least one
};

/// Other weights under which a rival is ahead, as near to the central ones as can be.
struct WeightFlip {
  double moved = 0.0;  ///< share of the weight that goes to other leaves: half the sum of changes
  Weights weights;     ///< one such vector; there may be others as near
};

/// Another strength of one task for one leaf under which a rival is ahead.
struct ScoreFlip {
  TaskId task;  ///< one of the pair
  LeafId leaf;
  double from = 0.0;  ///< likely strength as judged, 0..1
  double to = 0.0;    ///< where the two are level, 0..1
};

/// What would put `below` ahead of `above`. Nothing means that it cannot be done.
struct PairFlip {
  TaskId above;
  TaskId below;
  double lead = 0.0;                   ///< of `above` at the central weights, of 100
  std::optional<WeightFlip> anywhere;  ///< over all weights
  std::optional<WeightFlip> within;    ///< over those that the view's statements allow
  std::optional<ScoreFlip> score;      ///< one strength, all else as it is
};

struct ViewRobustness {
  std::optional<ViewId> view;  ///< nothing: all weights
  Necessity necessity;
  /// The task that is worth most at the view's central weights and likely strengths (the first of
  /// equals), against every other; empty with fewer than two tasks.
  std::optional<TaskId> first;
  std::vector<PairFlip> flips;  ///< by falling value of the rival
};

struct Robustness {
  std::vector<ViewRobustness> views;  ///< as Ranking::views; one for all weights when there is none
  GroupNecessity group;
};

}  // namespace penholder
