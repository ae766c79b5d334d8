#pragma once
// Makes a failing model small: what can be left out or made simpler while the failure stays, is.

#include <cstdint>
#include <functional>

#include "solver/model.h"

namespace penholder::oracle {

/// A model on which `fails` holds and from which no single step of shrinking leads to another:
/// dropping a task, resource, budget, lag, group, objective, cost, mode, piece, step, stretch,
/// fact, use or spend; making a task mandatory; a number to 0, to half, or one nearer to 0.
///
///   model   fails(model) holds (checked)
///   fails   asked of sound models only
///   most    calls of `fails`
///   source  Zeller & Hildebrandt 2002, "Simplifying and isolating failure-inducing input", IEEE
///   TSE
///           28(2), with the structure of the model in place of lines
solver::Model shrink_model(solver::Model model,
                           const std::function<bool(const solver::Model&)>& fails,
                           std::uint64_t most = 5'000);

}  // namespace penholder::oracle
