#include "casefile/anchors.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "casefile/kind_table.h"

namespace penholder {
namespace {

using Anchor = Measure::Anchor;

void report(const Measure& measure, const Anchor& anchor, const Anchor& before,
            std::string_view what, std::string remedy, Diagnostics& diagnostics,
            std::string_view label = "the anchor before") {
  diagnostics.add(kind_of("measure-anchors"), anchor.span,
                  fmt::format("measure `{}`: {}", measure.id, what), std::move(remedy),
                  {{.span = before.span, .text = std::string(label)}});
}

}  // namespace

void order_anchors(Measure& measure, bool is_whole, Diagnostics& diagnostics) {
  auto& anchors = measure.anchors;
  if (anchors.size() < 2) {
    if (is_whole) {
      diagnostics.add(kind_of("measure-anchors"), measure.span,
                      fmt::format("measure `{}` has fewer than two anchors", measure.id),
                      "say what counts nothing and what counts in full");
    }
    anchors = {{.at = 0.0, .value = 0.0, .meaning = {}, .span = measure.span},
               {.at = 1.0, .value = 1.0, .meaning = {}, .span = measure.span}};
    return;
  }
  bool is_sound = true;
  for (std::size_t i = 1; i < anchors.size(); ++i) {
    if (anchors[i].at > anchors[i - 1].at) continue;
    report(measure, anchors[i], anchors[i - 1],
           fmt::format("{} does not lie above {}", format_number(anchors[i].at, 3),
                       format_number(anchors[i - 1].at, 3)),
           "list the anchors by rising amount, each amount once", diagnostics);
    is_sound = false;
  }
  const double whole_way = anchors.back().value - anchors.front().value;
  if (whole_way == 0.0) {
    report(measure, anchors.back(), anchors.front(), "the first and the last anchor count the same",
           "let one count more than the other", diagnostics, "the first anchor");
    is_sound = false;
  }
  for (std::size_t i = 1; i < anchors.size() && whole_way != 0.0; ++i) {
    const double step = anchors[i].value - anchors[i - 1].value;
    if (step == 0.0 || (step > 0.0) == (whole_way > 0.0)) continue;
    report(measure, anchors[i], anchors[i - 1],
           fmt::format("the value turns: {} counts {} than {}, but the scale as a whole {}",
                       format_number(anchors[i].at, 3), step > 0.0 ? "more" : "less",
                       format_number(anchors[i - 1].at, 3), whole_way > 0.0 ? "rises" : "falls"),
           "let the values rise all the way, or fall all the way; for a best amount in the middle, "
           "measure the distance from it",
           diagnostics);
    is_sound = false;
  }
  if (is_sound) return;
  // Something monotone to go on with: the outermost amounts and values, straight between them.
  const auto by_amount = std::ranges::minmax(anchors, {}, &Anchor::at);
  Anchor first = by_amount.min;
  Anchor last = by_amount.max;
  first.value = whole_way < 0.0 ? 1.0 : 0.0;
  last.value = 1.0 - first.value;
  if (first.at >= last.at) last.at = first.at + 1.0;
  anchors = {first, last};
}

void read_against_anchors(const Measure& measure, Estimate& amount, Span place,
                          Diagnostics& diagnostics) {
  const Anchor& first = measure.anchors.front();
  const Anchor& last = measure.anchors.back();
  if (amount.is_unknown()) {
    amount.low = first.at;
    amount.likely = first.at + (last.at - first.at) / 2.0;
    amount.high = last.at;
    return;
  }
  const bool is_below = amount.low < first.at;
  const bool is_above = amount.high > last.at;
  if (!is_below && !is_above) return;
  const Anchor& passed = is_below ? first : last;
  diagnostics.add(
      kind_of("outside-anchors"), place,
      fmt::format("{} lies {} the {} anchor of measure `{}`, {}, and counts no {}",
                  format_number(is_below ? amount.low : amount.high, 3),
                  is_below ? "below" : "above", is_below ? "first" : "last", measure.id,
                  format_number(passed.at, 3),
                  is_below == measure.is_falling() ? "more than that" : "less than that"),
      "check the amount and its unit, or set the anchor further out for all tasks",
      {{.span = passed.span, .text = "the anchor"}});
}

}  // namespace penholder
