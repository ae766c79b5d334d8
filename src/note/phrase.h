#pragma once
// Figures as a careful reader would say them: rounded to what the sample supports, never more
// precise than that. Plain text out; knows nothing of HTML.

#include <string>
#include <string_view>

#include "base/date.h"
#include "mandate/events.h"
#include "stress/outlook.h"

namespace penholder {

/// A chance in natural frequencies: "about 3 in 10", "about 1 in 20", "fewer than 1 in 100", "more
/// than 99 in 100", "none of the runs" never: a simulation cannot show that something is
/// impossible. `p` in 0..1.
std::string chance_words(double p);

/// A chance with its 95 % interval, rounded so that the interval shows: "31 % (30–32 %)"; "under 1
/// %" and "over 99 %" at the ends.
std::string percent_words(const Measured& chance);

/// A share in whole per cent: "31 %", "under 1 %", "over 99 %"; exactly 0 and 1 are "0 %" and "100
/// %".
std::string percent_words(double share);

/// A number on the scale of 100 points, whole: "62". Between -0.5 and 0.5 but not 0: "under 1".
std::string points_words(double points);

/// A difference of values with its 95 % interval: "+2.3 (+1.9 to +2.7)"; decimals as the error
/// supports (0 or 1). Within the interval of zero: "no clear difference (-0.3 to +0.4)".
std::string gain_words(const Measured& gain);

/// "0.12 ±0.02": a gain with its standard error, as many decimals as that supports (1 or 2); "under
/// 0.05" below that.
std::string worth_words(double points, double standard_error);

/// "+0.4 to +0.9", "−0.5": gains with their sign, one decimal; one number when both round to the
/// same.
std::string signed_range_words(double low, double high);

/// True when 0 lies outside the 95 % interval.
bool is_clear(const Measured& gain);

/// "48 to 71", whole points; one number when both round to the same.
std::string points_range_words(double low, double high);

/// A count as prose has it: "no", "one" ... "ten", then numerals with thousands commas.
std::string count_words(std::size_t count);

/// "one task", "three tasks", "no tasks".
std::string count_words(std::size_t count, std::string_view singular, std::string_view plural);

/// "First letter up" for the start of a sentence (ASCII only).
std::string sentence_start(std::string text);

/// Days in the largest unit of the case format that fits without a remainder: "12 weeks", "3
/// months", "1 day".
std::string days_words(double days);

/// An uncertain number in its unit: "8 to 20 weeks, likely 12"; certain: "12 weeks". `unit` may be
/// empty.
std::string estimate_words(const Estimate& estimate, std::string_view unit);

/// The same for a stretch of days, in one unit that fits all three percentiles.
std::string days_estimate_words(const Estimate& estimate);

/// The same for a share or probability of 0..1, in per cent.
std::string share_estimate_words(const Estimate& estimate);

/// "1 March to 1 June 2030, likely 1 April 2030", or the date when it is certain.
std::string date_estimate_words(const DateEstimate& estimate);

/// "early", "mid" or "late" in a month: what a simulated date supports. "late October 2021".
std::string about_date_words(Date date);

/// "1 July 2021 to 30 June 2022": a half-open range shown with its last day.
std::string range_words(DateRange range);

/// A number with as many decimals as its size needs, thousands set off: "13,289", "0.35", "2.5".
std::string number_words(double value);

/// "participants" phrases: the ladder's words with the verb in its right number ("one participant
/// holds", "most participants hold", "the text of the mandate holds").
std::string held_words(Support support, std::string_view verb_one, std::string_view verb_many);

}  // namespace penholder
