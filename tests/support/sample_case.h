#pragma once
// A small fictional case built in C++, so that tests of the analysis need no reader: the mission to
// Sylvania, four leaf objectives under two priorities and one cross-cutting objective, eight tasks,
// four assets, one option.

#include "mandate/case.h"

namespace penholder {

/// The case and its option carried out. Every kind of link, credit rule, asset and shock effect
/// occurs in it.
Dossier sample_dossier();

/// `value` for certain, cited to the first source of the sample.
Estimate cited(double value);

/// A judged number.
Estimate judged(double low, double likely, double high);

}  // namespace penholder
