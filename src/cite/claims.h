#pragma once
// What a case says on the strength of a citation: numbers, dates and sentences, each with the
// places that it is cited to.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cite/figures.h"
#include "mandate/case.h"

namespace penholder {

/// A number whose basis is a citation. A certain one has one value, an uncertain one three.
struct CitedNumber {
  std::vector<double> values;
  NumberKind kind = NumberKind::Amount;
  std::string unit;  ///< for messages; may be empty
  const std::vector<Citation>* cites = nullptr;
  Span span;
};

/// A date whose basis is a citation, likewise.
struct CitedDate {
  std::vector<Date> values;
  const std::vector<Citation>* cites = nullptr;
  Span span;
};

/// A sentence or title with citations beside it; only those that may hold quotation marks.
struct CitedText {
  std::string_view text;
  const std::vector<Citation>* cites = nullptr;
  Span span;
};

struct ClaimVisitor {
  std::function<void(const CitedNumber&)> number;
  std::function<void(const CitedDate&)> date;
  std::function<void(const CitedText&)> text;
};

/// All claims of a case with at least one citation, in the order of its parts. Not among them: the
/// values of the scale and the tolerance, which the authors choose; dates of benchmarks, phases and
/// steps of capacity, which are often the case's own planning.
void for_each_claim(const Case& c, const ClaimVisitor& visit);

}  // namespace penholder
