#pragma once
// What happens to the plan when durations slip and shocks strike: the product of stage `stress`.
// Plain data; made by stress/stress.h.

#include <cstdint>
#include <string>
#include <vector>

#include "mandate/case.h"
#include "value/weights.h"

namespace penholder {

/// A mean with its Monte Carlo standard error.
struct Measured {
  double mean = 0.0;
  double standard_error = 0.0;
};

/// Percentiles of what was simulated.
struct Spread {
  double p5 = 0.0;
  double p10 = 0.0;
  double p50 = 0.0;
  double p90 = 0.0;
  double p95 = 0.0;
};

/// Share of replications in which something has happened by the end of each step of the horizon.
struct Curve {
  std::vector<Days> day;            ///< ascending, from the start of the horizon
  std::vector<double> probability;  ///< non-decreasing, 0..1
};

/// One uncertain number of the case that drives the result.
struct Driver {
  std::string id;  ///< stable: `duration/elections`, `condition/electoral-law`, `shock/strike`, ...
  std::string title;  ///< in words
  Basis basis;
  Span span;               ///< where the number stands in the case
  double value_low = 0.0;  ///< mean value of the plan when the input lies in its lowest fifth
  double value_high =
      0.0;  ///< ... in its highest fifth (yes/no inputs: when it does not / does happen)
  std::string low_label;  ///< what the lowest fifth is, in the input's unit ("<= 9 weeks"; "does
                          ///< not strike")
  std::string high_label;
  double variance_share =
      0.0;  ///< first-order share of the value's variance, 0..1 (correlation ratio)
};

/// One discrete task, as it was executed.
struct TaskOutlook {
  TaskId task;
  double done = 0.0;     ///< share of replications in which it is complete within the horizon
  double on_plan = 0.0;  ///< ... not later than the plan says
  Spread finish;  ///< days from the start of the horizon, over replications in which it is complete
  double mean_credit = 0.0;  ///< also for standing tasks
  /// Share of replications in which its lateness delays another task or a benchmark.
  double criticality = 0.0;
  /// Share of replications in which it misses a date that a `due` link sets.
  double due_missed = 0.0;
};

struct BenchmarkOutlook {
  BenchmarkId benchmark;
  Measured met;  ///< by its due date
  double met_in_horizon = 0.0;
  Curve curve;
};

/// The value with one shock switched off against the same draws with it.
struct ShockOutlook {
  ShockId shock;
  double strikes = 0.0;  ///< share of replications in which it strikes at least once
  Measured value_lost;   ///< mean value without the shock minus mean value with it, same draws
  double value_when_struck = 0.0;  ///< mean value over replications in which it strikes
  double value_when_spared = 0.0;
  double all_benchmarks_lost = 0.0;  ///< fall of the probability of all benchmarks together
};

struct Outlook {
  std::string case_id;
  std::uint64_t seed = 0;
  std::size_t replications = 0;
  double planned_value = 0.0;  ///< the plan's own value, nothing going wrong
  Measured value;
  Spread value_spread;
  IdVector<LeafId, Measured> leaf_attainment;  ///< 0..1 a leaf objective
  Measured all_benchmarks;                     ///< every benchmark met by its date
  std::vector<double>
      benchmarks_met;  ///< [k] = share of replications with exactly k benchmarks met by their date
  std::vector<BenchmarkOutlook> benchmarks;  ///< in the order of the case
  std::vector<TaskOutlook> tasks;            ///< in the order of the case
  std::vector<ShockOutlook> shocks;          ///< in the order of the case
  std::vector<Driver> drivers;               ///< by falling variance share
  /// Of the variance that single inputs explain: the part explained by inputs that rest on
  /// judgement. Chance itself (whether a shock with a given rate strikes) counts with the basis of
  /// its rate.
  double judgement_share = 0.0;
  double explained = 0.0;  ///< sum of first-order shares; the rest is interaction
  /// Histogram of the value: `value_bins[i]` is the share of replications in [i, i+1) * bin_width.
  std::vector<double> value_bins;
  double bin_width = 2.0;
};

}  // namespace penholder
