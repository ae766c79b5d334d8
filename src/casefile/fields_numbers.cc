// Numbers, their units and what they rest on.

#include "casefile/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "casefile/kind_table.h"
#include "casefile/number.h"
#include "casefile/wording.h"

namespace penholder {
namespace {

constexpr double kMostDays = 36'500.0;
constexpr double kMostAmount = 1e12;

}  // namespace

void Fields::read(std::string_view key, int& into, int least, int most) {
  const Node* node = scalar(key);
  if (node == nullptr) return;
  const char* end = node->text.data() + node->text.size();
  int value = 0;
  const auto [stop, error] = std::from_chars(node->text.data(), end, value);
  if (stop != end || error == std::errc::invalid_argument) {
    report(kind_of("malformed-number"), node->span,
           fmt::format("`{}` takes a whole number; this is {}", key, quoted(node->text)),
           fmt::format("write a number from {} to {}", least, most));
    return;
  }
  if (error != std::errc{} || value < least || value > most) {
    report(kind_of("out-of-range"), node->span,
           fmt::format("{} is outside {} to {}", quoted(node->text), least, most),
           fmt::format("write a number from {} to {}", least, most));
    return;
  }
  into = value;
}

std::optional<double> Fields::number_of(const Node& node, std::string_view key, Unit unit,
                                        const NamedUnit* named) {
  if (!node.is_scalar()) {
    report_shape(node, key, "a number", "a single number with its unit, such as `12 weeks`");
    return std::nullopt;
  }
  NumberFault fault = NumberFault::None;
  const auto quantity = parse_quantity(node.text, fault);
  if (!quantity) {
    switch (fault) {
      case NumberFault::NotFinite:
        report(kind_of("not-finite"), node.span,
               fmt::format("{} is not a finite number", quoted(node.text)),
               "write a number, or `{unknown: what is missing}`");
        break;
      case NumberFault::Separator:
        report(kind_of("malformed-number"), node.span,
               fmt::format("{} has a separator between digits", quoted(node.text)),
               "write thousands without separator and decimals with a point, such as `13289` or "
               "`0.35`");
        break;
      default:
        report(kind_of("malformed-number"), node.span,
               fmt::format("{} does not begin with a number", quoted(node.text)),
               "write digits, then the unit, such as `12 weeks`");
    }
    return std::nullopt;
  }
  double value = quantity->value;
  const std::string_view found = quantity->unit;
  // A range repeats its unit: a wrong one is reported at the first of the three.
  const bool is_repeat = !found.empty() && found == refused_unit_;
  const auto refuse_unit = [&](std::string_view remedy) {
    if (is_repeat) return;
    refused_unit_ = found;
    report(kind_of("unknown-unit"), node.span,
           fmt::format("{} is not a unit that fits here", quoted(found)), std::string(remedy));
  };
  const auto demand_unit = [&](std::string_view example) {
    report(kind_of("missing-unit"), node.span, fmt::format("{} has no unit", quoted(node.text)),
           fmt::format("write the unit after the number, such as `{} {}`", node.text, example));
  };
  double least = 0.0;
  double most = kMostAmount;
  std::string_view limits = "zero or more";
  switch (unit) {
    case Unit::None:
      if (!found.empty()) {
        refuse_unit("write the number alone");
        return std::nullopt;
      }
      limits = "0 to 1e12";
      break;
    case Unit::Duration: {
      const auto days = days_in(found);
      if (!days && found.empty() && value == 0.0) break;
      if (!days) {
        if (found.empty()) {
          demand_unit("weeks");
        } else {
          constexpr std::array<std::string_view, 4> kTimes = {"days", "weeks", "months", "years"};
          const auto meant = context_.suggest(found, kTimes);
          refuse_unit(meant ? fmt::format("did you mean `{}`?", *meant)
                            : std::string("durations are in days, weeks, months or years"));
        }
        return std::nullopt;
      }
      value *= *days;
      most = kMostDays;
      limits = "0 days to 100 years";
      break;
    }
    case Unit::Share:
      if (found == "%") {
        value /= 100.0;
      } else if (!found.empty()) {
        refuse_unit("shares are in %, such as `35 %`, or plain, such as `0.35`");
        return std::nullopt;
      }
      most = 1.0;
      limits = "0 to 1 (0 % to 100 %)";
      break;
    case Unit::PerYear: {
      std::string_view time = found;
      for (const std::string_view prefix : {"per ", "/", "a "}) {
        if (time.starts_with(prefix)) {
          time.remove_prefix(prefix.size());
          break;
        }
      }
      const auto days = time.size() < found.size() ? days_in(time) : std::nullopt;
      if (!days) {
        if (found.empty()) {
          demand_unit("per year");
        } else {
          refuse_unit("rates are per year, such as `2 per year`");
        }
        return std::nullopt;
      }
      value *= 365.0 / *days;
      most = 10'000.0;
      limits = "0 to 10,000 per year";
      break;
    }
    case Unit::OfAsset:
    case Unit::OfBenchmark:
    case Unit::OfMeasure: {
      if (unit != Unit::OfAsset) least = -kMostAmount;
      if (named == nullptr) break;  // the owner itself could not be read
      if (found.empty()) {
        if (named->is_required && !named->unit.empty()) {
          demand_unit(named->unit);
          return std::nullopt;
        }
        break;
      }
      std::string_view plain = found;
      if (named->may_be_per_month && !is_same_unit(plain, named->unit)) {
        for (const std::string_view suffix : {"/month", " per month", " a month"}) {
          if (plain.ends_with(suffix)) {
            plain.remove_suffix(suffix.size());
            break;
          }
        }
      }
      if (!is_same_unit(plain, named->unit)) {
        if (is_repeat) return std::nullopt;
        refused_unit_ = found;
        std::vector<Label> labels;
        if (named->declared_at.is_known()) {
          labels.push_back({.span = named->declared_at, .text = "the unit is given here"});
        }
        report(kind_of("unit-mismatch"), node.span,
               named->unit.empty()
                   ? fmt::format("{} has no unit, but this is in {}", named->owner, quoted(found))
                   : fmt::format("{} is measured in `{}`, not in {}", named->owner, named->unit,
                                 quoted(found)),
               named->unit.empty() ? std::string("write the number alone, or give `unit`")
                                   : fmt::format("convert to `{}`", named->unit),
               std::move(labels));
        return std::nullopt;
      }
      break;
    }
  }
  if (value < least && least == 0.0) {
    report(kind_of("negative-number"), node.span, fmt::format("{} is negative", quoted(node.text)),
           fmt::format("it must be {}", limits));
    return std::nullopt;
  }
  if (value < least || value > most) {
    report(kind_of("out-of-range"), node.span,
           fmt::format("{} is outside {}", quoted(node.text),
                       unit == Unit::OfAsset || unit == Unit::OfBenchmark || unit == Unit::OfMeasure
                           ? "what can be counted"
                           : limits),
           unit == Unit::Share ? fmt::format("did you mean `{} %`?", node.text)
                               : std::string("check the number and its unit"));
    return std::nullopt;
  }
  return value;
}

void Fields::read(std::string_view key, double& into) {
  const Node* node = scalar(key);
  if (node == nullptr) return;
  const Unit unit = row(key).kind == ValueKind::Share ? Unit::Share : row(key).unit;
  if (const auto value = number_of(*node, key, unit, nullptr)) into = *value;
}

void Fields::read(std::string_view key, double& into, const NamedUnit& unit) {
  const Node* node = scalar(key);
  if (node == nullptr) return;
  if (const auto value = number_of(*node, key, row(key).unit, &unit)) into = *value;
}

bool Fields::read_estimate(Estimate& into, Unit unit, const NamedUnit* named) {
  into.span = node_.span;
  into.basis = read_basis();
  const bool has_value = has("value");
  const bool has_range = has("low") || has("likely") || has("high");
  if (into.basis.kind == Basis::Kind::Unknown) {
    if (has_value || has_range) {
      report(kind_of("two-bases"), key_span("unknown"),
             "this number is given and `unknown` at the same time",
             "remove `unknown` and say what the number rests on, or remove the number");
    } else {
      report(kind_of("number-unknown"), key_span("unknown"),
             fmt::format("a number is missing: {}", into.basis.reason), "");
    }
    return false;
  }
  if (has_value == has_range) {
    if (context_.is_complete()) {
      report(has_value ? kind_of("choose-one") : kind_of("missing-key"),
             has_value ? key_span("value") : span(),
             has_value ? "a number has either `value`, or `low`, `likely` and `high`; this has both"
                       : "this number has no value",
             has_value ? "keep one form" : "give `value`, or `low`, `likely` and `high`");
    }
    return false;
  }
  if (has_value) {
    const Node& node = *at("value");
    const auto value = number_of(node, "value", unit, named);
    if (!value) return false;
    into.low = into.likely = into.high = *value;
    if (into.is_judgement()) {
      report(kind_of("judgement-without-range"), node.span,
             fmt::format("{} is a judgement without a range", quoted(node.text)),
             "give `low`, `likely` and `high`, the 10th, 50th and 90th percentile");
    }
    return true;
  }
  std::array<double*, 3> targets = {&into.low, &into.likely, &into.high};
  constexpr std::array<std::string_view, 3> kKeys = {"low", "likely", "high"};
  bool is_whole = true;
  for (std::size_t i = 0; i < 3; ++i) {
    const Node* node = at(kKeys[i]);
    if (node == nullptr) {
      if (context_.is_complete()) {
        report(kind_of("missing-key"), span(), fmt::format("this range has no `{}`", kKeys[i]),
               "give `low`, `likely` and `high`, the 10th, 50th and 90th percentile");
      }
      is_whole = false;
      continue;
    }
    const auto value = number_of(*node, kKeys[i], unit, named);
    if (value) *targets[i] = *value;
    is_whole = is_whole && value.has_value();
  }
  if (!is_whole) {
    into.low = into.likely = into.high = 0.0;
    return false;
  }
  if (into.low > into.likely || into.likely > into.high) {
    const std::size_t wrong = into.low > into.likely ? 0 : 2;
    report(kind_of("percentile-order"), at(kKeys[wrong])->span,
           wrong == 0 ? fmt::format("`low` ({}) is above `likely` ({})", at("low")->text,
                                    at("likely")->text)
                      : fmt::format("`high` ({}) is below `likely` ({})", at("high")->text,
                                    at("likely")->text),
           "low <= likely <= high", {{.span = at("likely")->span, .text = "likely"}});
    into.low = std::min({into.low, into.likely, into.high});
    into.high = std::max({into.low, into.likely, into.high});
  }
  return true;
}

bool Fields::read_number(std::string_view key, Estimate& into, const NamedUnit* unit) {
  const Node* node = at(key);
  if (node == nullptr) return false;
  const Keyword& keyword = row(key);
  into.span = node->span;
  if (node->is_scalar()) {
    report(kind_of("missing-basis"), node->span,
           fmt::format("`{}` does not say what it rests on", key),
           fmt::format("write `{{value: {0}, cites: [source#paragraph]}}` or `{{low: .., likely: "
                       "{0}, high: .., judgement: reason}}`",
                       node->text));
    // Read all the same, so that a wrong unit shows in the same run.
    const auto value = number_of(*node, key, keyword.unit, unit);
    if (!value) return false;
    into.low = into.likely = into.high = *value;
    into.basis.kind = Basis::Kind::Judgement;
    return true;
  }
  Fields fields(context_, *node, Entity::Number);
  return node->is_mapping() && fields.read_estimate(into, keyword.unit, unit);
}

void Fields::read(std::string_view key, Estimate& into, const NamedUnit* unit) {
  read_number(key, into, unit);
}

void Fields::read(std::string_view key, std::optional<Estimate>& into, const NamedUnit* unit) {
  Estimate estimate;
  if (read_number(key, estimate, unit)) into = std::move(estimate);
}

Basis Fields::read_basis() {
  const Span place = span();
  auto basis = read_optional_basis();
  if (basis) return *std::move(basis);
  const bool is_number = entity_ == Entity::Number || entity_ == Entity::CapacityStep ||
                         entity_ == Entity::Serves || entity_ == Entity::UncertainDate;
  if (context_.is_complete()) {
    report(
        kind_of("missing-basis"), place,
        fmt::format("this {} does not say what it rests on", row_of(entity_).name),
        fmt::format("add `cites: [source#paragraph]` for a fact{} `judgement: reason` for an "
                    "estimate{}",
                    is_number ? "," : " or", is_number ? ", or `unknown: what is missing`" : ""));
  }
  Basis none;
  none.kind = Basis::Kind::Judgement;
  return none;
}

std::optional<Basis> Fields::read_optional_basis() {
  constexpr std::array<std::string_view, 3> kKeys = {"cites", "judgement", "unknown"};
  std::optional<Basis> result;
  std::string_view first;
  for (const std::string_view key : kKeys) {
    const bool is_known = std::ranges::find(rows_, key, &Keyword::key) != rows_.end();
    if (!is_known || !has(key)) continue;
    if (result) {
      report(kind_of("two-bases"), key_span(key),
             fmt::format("this {} has both `{}` and `{}`", row_of(entity_).name, first, key),
             "keep the one that the number rests on",
             {{.span = key_span(first), .text = "the other basis"}});
      continue;
    }
    first = key;
    result.emplace();
    if (key == "cites") {
      result->kind = Basis::Kind::Cited;
      read(key, result->cites);
    } else {
      result->kind = key == "judgement" ? Basis::Kind::Judgement : Basis::Kind::Unknown;
      read(key, result->reason);
    }
  }
  return result;
}

}  // namespace penholder
