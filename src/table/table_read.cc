#include "table/table_read.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "table/cell_text.h"
#include "table/kinds.h"

namespace penholder {

bool TableBuilder::report(const DiagnosticKind& kind, Span span, std::string message,
                          std::string remedy) {
  if (is_full()) return true;
  diagnostics_.add(kind, span, std::move(message), std::move(remedy));
  if (++faults_ == kFaultsMost) {
    diagnostics_.add(table_kinds::kTooManyFaults, span,
                     fmt::format("more than {} faults; the rest is not looked at", kFaultsMost));
  }
  return is_full();
}

std::optional<std::size_t> TableBuilder::add_name(const char* what, Names& names, std::size_t most,
                                                  const std::string& id, Span span) {
  if (id.empty()) {
    report(table_kinds::kMissingCell, span, fmt::format("this {} has no name", what),
           "give it an id, such as `a1`");
    return std::nullopt;
  }
  if (names.size() >= most) {
    report(table_kinds::kTooLarge, span, fmt::format("more than {} of them are a {}", most, what));
    return std::nullopt;
  }
  const std::size_t place = names.size();
  if (!names.emplace(id, place).second) {
    report(table_kinds::kDuplicate, span, fmt::format("{} names an earlier {}", quoted(id), what),
           "give each an id of its own; titles may repeat");
    return std::nullopt;
  }
  return place;
}

std::optional<std::size_t> TableBuilder::add_criterion(std::string id, Span span) {
  const auto place = add_name("criterion", criteria_, kCriteriaMost, id, span);
  if (!place) return std::nullopt;
  table_.criteria.push_back({.id = std::move(id),
                             .title = {},
                             .unit = {},
                             .direction = Direction::Max,
                             .scale = {},
                             .preference = {},
                             .weight = {},
                             .order = {},
                             .span = span});
  stated_.emplace_back();
  return place;
}

std::optional<std::size_t> TableBuilder::add_alternative(std::string id, Span span) {
  const auto place = add_name("alternative", alternatives_, kAlternativesMost, id, span);
  if (!place) return std::nullopt;
  table_.alternatives.push_back({.id = std::move(id), .title = {}, .span = span});
  return place;
}

std::optional<std::size_t> TableBuilder::criterion(std::string_view id) const {
  const auto found = criteria_.find(id);
  return found == criteria_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::size_t> TableBuilder::alternative(std::string_view id) const {
  const auto found = alternatives_.find(id);
  return found == alternatives_.end() ? std::nullopt : std::optional(found->second);
}

void TableBuilder::set_cell(std::size_t alternative, std::size_t criterion, Performance performance,
                            Span span) {
  const bool is_new = cells_.emplace(place(alternative, criterion), performance).second;
  if (is_new) return;
  report(
      table_kinds::kDuplicate, span,
      fmt::format("{} has a second performance on {}", quoted(table_.alternatives[alternative].id),
                  quoted(table_.criteria[criterion].id)),
      "leave one");
}

void TableBuilder::spoil_cell(std::size_t alternative, std::size_t criterion) {
  spoilt_.insert(place(alternative, criterion));
}

void TableBuilder::finish_scale(std::size_t c) {
  Criterion& criterion = table_.criteria[c];
  const Stated& stated = stated_[c];
  const Span span = stated.scale_span.is_known() ? stated.scale_span : criterion.span;
  const std::string name = quoted(criterion.id);
  if (stated.is_spoilt) return;
  if (stated.worst.has_value() != stated.best.has_value()) {
    report(table_kinds::kScale, span, fmt::format("{} has only one anchor", name),
           "give both the worst and the best");
    return;
  }
  if (stated.worst) {
    if (stated.has_scale) {
      report(table_kinds::kScale, span, fmt::format("{} has two scales", name),
             "give either points, or the worst and the best");
      return;
    }
    if (std::abs(*stated.best - *stated.worst) < kScaleStepLeast) {
      report(table_kinds::kScale, span, fmt::format("the anchors of {} are the same", name),
             "the best differs from the worst");
      return;
    }
    criterion.scale = linear_scale(*stated.worst, *stated.best);
  }
  const std::vector<ScalePoint>& points = criterion.scale;
  if (points.empty()) {
    if (stated.has_scale) {
      report(table_kinds::kScale, span, fmt::format("the scale of {} has no points", name));
    }
  } else if (points.size() < 2) {
    report(table_kinds::kScale, span, fmt::format("the scale of {} has one point", name),
           "two points make a line");
    return;
  }
  bool rises = true;
  bool falls = true;
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (points[i].at - points[i - 1].at < kScaleStepLeast) {
      report(table_kinds::kScale, span,
             fmt::format("the points of {} do not rise: {} comes behind {}", name, points[i].at,
                         points[i - 1].at));
      return;
    }
    rises = rises && points[i].value >= points[i - 1].value;
    falls = falls && points[i].value <= points[i - 1].value;
  }
  if (points.size() >= 2 && rises == falls) {
    report(table_kinds::kScale, span,
           fmt::format("the values of {} {}", name, rises ? "are all the same" : "go up and down"),
           "they rise throughout (`max`) or fall throughout (`min`)");
    return;
  }
  if (points.size() >= 2) {
    const Direction implied = rises ? Direction::Max : Direction::Min;
    if (stated.direction && *stated.direction != implied) {
      report(table_kinds::kScale, span,
             fmt::format("{} is `{}`, but its scale is best at the {} end", name,
                         *stated.direction == Direction::Max ? "max" : "min",
                         rises ? "upper" : "lower"),
             "turn the direction or the scale round");
      return;
    }
    criterion.direction = implied;
    return;
  }
  if (stated.direction) {
    criterion.direction = *stated.direction;
    return;
  }
  report(table_kinds::kNoDirection, criterion.span,
         fmt::format("{} does not say which way is better", name),
         "it is read as `max`; say `max` or `min`");
}

void TableBuilder::finish_weights(Span span) {
  std::size_t weighted = 0;
  double sum = 0.0;
  bool has_order = false;
  for (const Criterion& criterion : table_.criteria) {
    if (criterion.weight) {
      ++weighted;
      sum += *criterion.weight;
    }
    has_order = has_order || criterion.order.has_value();
  }
  if (weighted == 0) return;
  if (weighted < table_.criteria.size()) {
    for (const Criterion& criterion : table_.criteria) {
      if (criterion.weight) continue;
      if (report(table_kinds::kWeights, span,
                 fmt::format("{} has no weight, others have", quoted(criterion.id)),
                 "give every criterion a weight (0 counts as one), or none")) {
        return;
      }
    }
    return;
  }
  if (!(sum > 0.0)) {
    report(table_kinds::kWeights, span, "all weights are 0",
           "give at least one criterion a weight above 0");
  }
  if (has_order) {
    report(table_kinds::kTwoWeights, span, "weights and an order of weights are both given",
           "the weights are used; `--weights order` takes the order");
  }
}

void TableBuilder::finish_cells() {
  const std::size_t columns = table_.criteria.size();
  table_.cells.assign(table_.alternatives.size() * columns, Exact{});
  for (std::size_t a = 0; a < table_.alternatives.size(); ++a) {
    for (std::size_t c = 0; c < columns; ++c) {
      if (const auto cell = cells_.find(place(a, c)); cell != cells_.end()) {
        table_.cells[a * columns + c] = cell->second;
      } else if (!spoilt_.contains(place(a, c)) &&
                 report(
                     table_kinds::kMissingCell, table_.alternatives[a].span,
                     fmt::format("{} has no performance on {}", quoted(table_.alternatives[a].id),
                                 quoted(table_.criteria[c].id)),
                     "write a number, or a range such as `0.2..0.5..0.9` where it is "
                     "uncertain")) {
        return;
      }
    }
  }
}

PerformanceTable TableBuilder::finish(Span weights_span) {
  const Span start{.file = file_, .begin = 0, .end = 0};
  if (table_.criteria.empty() && !diagnostics_.has_errors()) {
    report(table_kinds::kNoCriteria, start, "the table has no criteria");
  } else if (table_.alternatives.empty() && !diagnostics_.has_errors()) {
    report(table_kinds::kNoAlternatives, start, "the table has no alternatives");
  }
  if (table_.criteria.size() * table_.alternatives.size() > kCellsMost) {
    report(table_kinds::kTooLarge, start,
           fmt::format("{} alternatives by {} criteria are more than {} cells",
                       table_.alternatives.size(), table_.criteria.size(), kCellsMost));
    return {};
  }
  for (std::size_t c = 0; c < table_.criteria.size() && !is_full(); ++c) finish_scale(c);
  finish_weights(weights_span);
  finish_cells();
  if (diagnostics_.has_errors()) return {};
  return std::move(table_);
}

}  // namespace penholder
