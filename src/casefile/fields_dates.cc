// Dates: plain, uncertain, stretches of time, milestones.

#include "casefile/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "casefile/kind_table.h"
#include "casefile/wording.h"

namespace penholder {

std::optional<Date> Fields::date_of(const Node& node, std::string_view key) {
  if (!node.is_scalar()) {
    report_shape(node, key, "a date", "such as `2021-05-20`");
    return std::nullopt;
  }
  if (const auto date = parse_date(node.text)) return date;
  const std::string& text = node.text;
  const bool has_form =
      text.size() == 10 && text[4] == '-' && text[7] == '-' &&
      std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; }) == 8;
  if (has_form) {
    const auto first = parse_date(text.substr(0, 8) + "01");
    std::string remedy = "check the month";
    if (first) {
      Date last = *first + 27;
      while ((last + 1).month() == first->month()) last = last + 1;
      remedy = fmt::format("that month ends on {}", to_string(last));
    }
    report(kind_of("impossible-date"), node.span,
           fmt::format("{} is not in the calendar", quoted(text)), remedy);
    return std::nullopt;
  }
  report(kind_of("malformed-date"), node.span, fmt::format("{} is not a date", quoted(text)),
         "write year-month-day, such as `2021-05-20`");
  return std::nullopt;
}

void Fields::read(std::string_view key, Date& into) {
  if (const Node* node = at(key)) {
    if (const auto date = date_of(*node, key)) into = *date;
  }
}

void Fields::read(std::string_view key, std::optional<Date>& into) {
  if (const Node* node = at(key)) {
    if (const auto date = date_of(*node, key)) into = date;
  }
}

void Fields::read(std::string_view key, std::optional<DateRange>& into) {
  one(key, [&](Fields& range) {
    std::optional<Date> start;
    std::optional<Date> end;
    range.read("start", start);
    range.read("end", end);
    if (!start || !end) return;
    if (*end <= *start) {
      range.report(kind_of("empty-range"), range.at("end")->span,
                   fmt::format("this ends on {}, not after its start on {}", to_string(*end),
                               to_string(*start)),
                   "`end` is the first day that does not belong to it",
                   {{.span = range.at("start")->span, .text = "start"}});
      return;
    }
    into = DateRange{*start, *end};
  });
}

void Fields::read(std::string_view key, DateRange& into) {
  std::optional<DateRange> range;
  read(key, range);
  if (range) into = *range;
}

void Fields::read(std::string_view key, DateRef& into) {
  const Node* node = scalar(key);
  if (node == nullptr) return;
  const bool looks_like_date = !node->text.empty() && node->text.front() >= '0' &&
                               node->text.front() <= '9' &&
                               node->text.find_first_not_of("0123456789-/. ") == std::string::npos;
  if (looks_like_date) {
    if (const auto date = date_of(*node, key)) into = *date;
  } else if (const auto found = context_.resolve(node->text, node->span, "milestone")) {
    into = MilestoneId{found->position};
  }
}

void Fields::read(std::string_view key, DateEstimate& into, const std::vector<Citation>& cites) {
  const Node* node = at(key);
  if (node == nullptr) return;
  into.span = node->span;
  if (node->is_scalar()) {
    const auto date = date_of(*node, key);
    if (!date) return;
    into.low = into.likely = into.high = *date;
    into.basis = {.kind = Basis::Kind::Cited, .cites = cites, .reason = {}};
    if (cites.empty()) {
      report(kind_of("missing-basis"), node->span,
             fmt::format("`{}` does not say what it rests on", key),
             fmt::format("add `cites` to this {}, or write `{{low: .., likely: {}, high: .., "
                         "judgement: reason}}`",
                         row_of(entity_).name, node->text));
    }
    return;
  }
  Fields fields(context_, *node, Entity::UncertainDate);
  if (!node->is_mapping()) return;
  into.basis = fields.read_basis();
  const bool has_range = fields.has("low") || fields.has("likely") || fields.has("high");
  if (into.basis.kind == Basis::Kind::Unknown) {
    if (fields.has("value") || has_range) {
      fields.report(kind_of("two-bases"), fields.key_span("unknown"),
                    "this date is given and `unknown` at the same time",
                    "remove `unknown` and say what the date rests on, or remove the date");
    } else {
      fields.report(kind_of("number-unknown"), fields.key_span("unknown"),
                    fmt::format("a date is missing: {}", into.basis.reason));
    }
    return;
  }
  if (fields.has("value") == has_range) {
    if (context_.is_complete()) {
      fields.report(kind_of("choose-one"), fields.span(),
                    "an uncertain date has either `value`, or `low`, `likely` and `high`",
                    "keep one form");
    }
    return;
  }
  if (!has_range) {
    if (const auto date = fields.date_of(*fields.at("value"), "value")) {
      into.low = into.likely = into.high = *date;
      if (into.basis.kind == Basis::Kind::Judgement) {
        fields.report(
            kind_of("judgement-without-range"), fields.at("value")->span,
            fmt::format("{} is a judgement without a range", quoted(fields.at("value")->text)),
            "give `low`, `likely` and `high`, the 10th, 50th and 90th percentile");
      }
    }
    return;
  }
  constexpr std::array<std::string_view, 3> kKeys = {"low", "likely", "high"};
  std::array<std::optional<Date>, 3> dates;
  for (std::size_t i = 0; i < 3; ++i) {
    const Node* part = fields.at(kKeys[i]);
    if (part != nullptr) {
      dates[i] = fields.date_of(*part, kKeys[i]);
    } else if (context_.is_complete()) {
      fields.report(kind_of("missing-key"), fields.span(),
                    fmt::format("this range has no `{}`", kKeys[i]),
                    "give `low`, `likely` and `high`, the 10th, 50th and 90th percentile");
    }
  }
  if (!dates[0] || !dates[1] || !dates[2]) {
    for (const auto& date : dates) {
      if (date) into.low = into.likely = into.high = *date;
    }
    return;
  }
  if (*dates[0] > *dates[1] || *dates[1] > *dates[2]) {
    const std::size_t wrong = *dates[0] > *dates[1] ? 0 : 2;
    fields.report(kind_of("percentile-order"), fields.at(kKeys[wrong])->span,
                  wrong == 0 ? "`low` is later than `likely`" : "`high` is earlier than `likely`",
                  "low <= likely <= high", {{.span = fields.at("likely")->span, .text = "likely"}});
    std::ranges::sort(dates);
  }
  into.low = *dates[0];
  into.likely = *dates[1];
  into.high = *dates[2];
}

}  // namespace penholder
