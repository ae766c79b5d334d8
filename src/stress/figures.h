#pragma once
// Simulated figures as people should see them: no digit that the sample does not carry, chances in
// plain words.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "mandate/citation.h"
#include "stress/outlook.h"

namespace penholder {

/// Decimals that a figure with this standard error carries: the last one is about as large as the
/// error. 0 to 4; an error of 0 gives 4.
int decimals_for(double standard_error);

/// Rounded half away from zero; never -0.
double rounded(double value, int decimals);

/// Decimals of a share seen in `replications` replications: 3 from 10,000 on, else 2.
int share_decimals(std::size_t replications);

/// {mean, standard_error}, both rounded to what the sample carries.
nlohmann::ordered_json to_json(const Measured& measured);

/// {p5, p10, p50, p90, p95}.
nlohmann::ordered_json to_json(const Spread& spread, int decimals);

/// "cited", "judgement" or "unknown".
const char* to_word(Basis::Kind kind);

/// "about 3 in 10", "about 1 in 3", "fewer than 1 in 100", "never", "always": a share of runs, as
/// near as a reader can use it.
std::string chance_in_words(double share);

/// A figure with the decimals that its error carries, at most `decimals_max`: "57.8".
std::string figure_in_words(const Measured& measured, int decimals_max = 1);

}  // namespace penholder
