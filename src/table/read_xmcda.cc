#include "table/read_xmcda.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/check.h"
#include "table/kinds.h"
#include "table/xmcda_handler.h"

namespace penholder {
namespace {

using Value = XmcdaValue;

class Assembly {
 public:
  Assembly(XmcdaContent read, TableBuilder& builder) : read_(std::move(read)), builder_(builder) {}

  void run() {
    declare();
    for (const XmcdaScale& scale : read_.scales) take(scale);
    for (XmcdaFunction& function : read_.functions) take(function);
    for (const XmcdaThresholds& thresholds : read_.thresholds) take(thresholds);
    for (const XmcdaCriterionValue& value : read_.criterion_values) take(value);
    for (const XmcdaPerformance& performance : read_.performances) take(performance);
  }

  Span weights_span;

 private:
  void declare() {
    for (const XmcdaName& name : read_.criteria) {
      if (is_left_out("criterion", name, criteria_left_out_)) continue;
      const auto c = builder_.add_criterion(name.id, name.span);
      if (c) builder_.at_criterion(*c).title = name.title;
    }
    for (const XmcdaName& name : read_.alternatives) {
      if (is_left_out("alternative", name, alternatives_left_out_)) continue;
      const auto a = builder_.add_alternative(name.id, name.span);
      if (a) builder_.at_alternative(*a).title = name.title;
    }
    // A file that declares none names them where it uses them.
    const bool has_criteria = !read_.criteria.empty();
    const bool has_alternatives = !read_.alternatives.empty();
    for (const XmcdaPerformance& p : read_.performances) {
      if (!has_criteria && !p.criterion.empty() && !builder_.criterion(p.criterion)) {
        builder_.add_criterion(p.criterion, p.span);
      }
      if (!has_alternatives && !p.alternative.empty() && !builder_.alternative(p.alternative)) {
        builder_.add_alternative(p.alternative, p.span);
      }
      if (builder_.is_full()) return;
    }
  }

  bool is_left_out(const char* what, const XmcdaName& name, std::set<std::string>& left_out) {
    if (name.is_active) return false;
    left_out.insert(name.id);
    builder_.report(
        table_kinds::kNotRead, name.span,
        fmt::format("the {} {} is not active, or fictive: it is left out", what, quoted(name.id)));
    return true;
  }

  std::optional<std::size_t> criterion(const std::string& id, Span span) {
    if (criteria_left_out_.contains(id)) return std::nullopt;
    const auto found = builder_.criterion(id);
    if (!found) {
      builder_.report(table_kinds::kUnknownId, span,
                      id.empty() ? "a `criterionID` is missing here"
                                 : fmt::format("there is no criterion {}", quoted(id)),
                      "ids must be written alike everywhere");
    }
    return found;
  }

  void take(const XmcdaScale& scale) {
    const auto c = criterion(scale.criterion, scale.span);
    if (!c) return;
    Stated& stated = builder_.stated(*c);
    builder_.at_criterion(*c).unit = scale.unit;
    stated.scale_span = scale.span;
    if (scale.direction == "max") {
      stated.direction = Direction::Max;
    } else if (scale.direction == "min") {
      stated.direction = Direction::Min;
    } else if (!scale.direction.empty()) {
      builder_.report(table_kinds::kUnknownWord, scale.span,
                      fmt::format("{} is no direction", quoted(scale.direction)),
                      "a `preferenceDirection` is `max` or `min`");
    }
    if (!scale.minimum || !scale.maximum || !stated.direction) return;
    const bool is_max = *stated.direction == Direction::Max;
    stated.worst = is_max ? scale.minimum : scale.maximum;
    stated.best = is_max ? scale.maximum : scale.minimum;
  }

  void take(XmcdaFunction& function) {
    const auto c = criterion(function.criterion, function.span);
    if (!c) return;
    if (function.points.empty()) {
      builder_.report(table_kinds::kNotRead, function.span,
                      fmt::format("the function of {} has no points and is not read",
                                  quoted(function.criterion)),
                      "points and piecewise linear functions are read");
      return;
    }
    std::ranges::stable_sort(function.points, {}, &ScalePoint::at);
    Stated& stated = builder_.stated(*c);
    builder_.at_criterion(*c).scale = std::move(function.points);
    stated.has_scale = true;
    stated.scale_span = function.span;
    stated.worst.reset();  // the limits of the scale; the function says what they are worth
    stated.best.reset();
  }

  void take(const XmcdaThresholds& stated) {
    const auto c = criterion(stated.criterion, stated.span);
    if (!c) return;
    Preference preference;
    bool has_q = false;
    bool has_p = false;
    bool has_s = false;
    for (const XmcdaThresholds::One& one : stated.thresholds) {
      const bool is_q = one.name == "indifference" || one.name == "ind" || one.name == "q";
      const bool is_p = one.name == "preference" || one.name == "pref" || one.name == "p";
      const bool is_s = one.name == "gaussian" || one.name == "inflection" || one.name == "s";
      if ((!is_q && !is_p && !is_s) || !one.constant) {
        builder_.report(table_kinds::kNotRead, stated.span,
                        fmt::format("the threshold {} of {} is not read", quoted(one.name),
                                    quoted(stated.criterion)),
                        "constant thresholds `indifference`, `preference`, `gaussian` are read");
        continue;
      }
      (is_q ? preference.q : is_p ? preference.p : preference.s) = *one.constant;
      has_q = has_q || is_q;
      has_p = has_p || is_p;
      has_s = has_s || is_s;
    }
    using Shape = Preference::Shape;
    if (const auto named = shape_named(stated.shape)) {
      preference.shape = *named;
    } else if (!has_q && !has_p && !has_s) {
      return;
    } else {
      preference.shape = has_s            ? Shape::Gaussian
                         : has_q && has_p ? Shape::Linear
                         : has_p          ? Shape::VShape
                                          : Shape::UShape;
    }
    if (const std::string why = preference_fault(preference); !why.empty()) {
      builder_.report(table_kinds::kPreference, stated.span,
                      fmt::format("the thresholds of {}: {}", quoted(stated.criterion), why));
      return;
    }
    builder_.at_criterion(*c).preference = preference;
  }

  void take(const XmcdaCriterionValue& value) {
    const auto c = criterion(value.criterion, value.span);
    if (!c) return;
    if (!value.is_order || !weights_span.is_known()) weights_span = value.span;
    Criterion& criterion = builder_.at_criterion(*c);
    const bool is_number = value.values.size() == 1 && value.values[0].kind == Value::Kind::Number;
    const double number = is_number ? value.values[0].number : -1.0;
    if (value.is_order) {
      const double most = static_cast<double>(kCriteriaMost);
      if (number >= 1 && number <= most && std::floor(number) == number) {
        criterion.order = static_cast<int>(number);
        return;
      }
    } else {
      if (criterion.weight) {
        builder_.report(table_kinds::kDuplicate, value.span,
                        fmt::format("{} has a second weight", quoted(value.criterion)));
        return;
      }
      criterion.weight = number >= 0 ? number : 1.0;
      if (number >= 0) return;
    }
    builder_.report(
        table_kinds::kWeights, value.span,
        fmt::format("the {} of {} cannot be used", value.is_order ? "place in the order" : "weight",
                    quoted(value.criterion)),
        value.is_order ? "places are whole numbers from 1"
                       : "a weight is one number of at least 0");
  }

  void take(const XmcdaPerformance& p) {
    if (alternatives_left_out_.contains(p.alternative) ||
        criteria_left_out_.contains(p.criterion)) {
      return;
    }
    const auto c = criterion(p.criterion, p.span);
    const auto a = builder_.alternative(p.alternative);
    if (!a) {
      builder_.report(table_kinds::kUnknownId, p.span,
                      p.alternative.empty()
                          ? "an `alternativeID` is missing here"
                          : fmt::format("there is no alternative {}", quoted(p.alternative)),
                      "ids must be written alike everywhere");
    }
    if (!a || !c) return;
    if (p.values.empty() || p.values[0].kind == Value::Kind::Nothing)
      return;  // reported as missing
    if (auto performance = performance_of(p)) {
      builder_.set_cell(*a, *c, *performance, p.span);
    } else {
      builder_.spoil_cell(*a, *c);
    }
  }

  /// The number that `values` give for `name`.
  static std::optional<double> part(const XmcdaPerformance& p, std::string_view name) {
    for (const Value& value : p.values) {
      if (value.concept_name == name && value.kind == Value::Kind::Number) return value.number;
    }
    return std::nullopt;
  }

  std::optional<Performance> performance_of(const XmcdaPerformance& p) {
    const auto refused = [&](const DiagnosticKind& kind, std::string_view why) {
      builder_.report(kind, p.span,
                      fmt::format("the performance of {} on {}: {}", quoted(p.alternative),
                                  quoted(p.criterion), why));
      return std::nullopt;
    };
    if (p.values.size() == 1) {
      const Value& value = p.values[0];
      if (value.kind == Value::Kind::Number) return Exact{value.number};
      if (value.kind == Value::Kind::Interval) {
        return UniformBetween{.low = value.number, .high = value.high};
      }
      return refused(table_kinds::kNotAPerformance,
                     "it is neither a number nor an interval with both ends");
    }
    const auto low = part(p, "low");
    const auto likely = part(p, "likely");
    const auto high = part(p, "high");
    if (p.values.size() == 3 && low && likely && high) {
      if (*low <= *likely && *likely <= *high) {
        return Percentiles{.low = *low, .likely = *likely, .high = *high};
      }
      return refused(table_kinds::kOutOfRange, "its percentiles do not rise");
    }
    const auto mean = part(p, "mean");
    const auto sd = part(p, "sd");
    if (p.values.size() == 2 && mean && sd) {
      if (*sd >= 0.0) return Normal{.mean = *mean, .sd = *sd};
      return refused(table_kinds::kOutOfRange, "its standard deviation is negative");
    }
    const auto alpha = part(p, "alpha");
    const auto beta = part(p, "beta");
    if (p.values.size() == 3 && mean && alpha && beta) {
      if (*alpha >= 1e-6 && *beta >= 1e-6) return Beta{.alpha = *alpha, .beta = *beta};
      return refused(table_kinds::kOutOfRange, "the shapes of its beta are not above 0");
    }
    return refused(table_kinds::kNotAPerformance,
                   fmt::format("it has {} values where one was expected", p.values.size()));
  }

  XmcdaContent read_;
  TableBuilder& builder_;
  std::set<std::string> criteria_left_out_;
  std::set<std::string> alternatives_left_out_;
};

/// What all files say, one behind the other.
XmcdaContent joined(std::vector<XmcdaHandler> handlers) {
  XmcdaContent all;
  const auto append = [](auto& to, auto& from) { std::ranges::move(from, std::back_inserter(to)); };
  for (XmcdaHandler& handler : handlers) {
    append(all.alternatives, handler.content.alternatives);
    append(all.criteria, handler.content.criteria);
    append(all.scales, handler.content.scales);
    append(all.functions, handler.content.functions);
    append(all.thresholds, handler.content.thresholds);
    append(all.criterion_values, handler.content.criterion_values);
    append(all.performances, handler.content.performances);
  }
  return all;
}

void report(const std::vector<XmlFault>& faults, FileId file, TableBuilder& builder) {
  constexpr std::size_t kShown = 10;
  for (std::size_t i = 0; i < std::min(faults.size(), kShown); ++i) {
    const XmlFault& fault = faults[i];
    const bool is_unsafe =
        fault.kind == XmlFault::Kind::Doctype || fault.kind == XmlFault::Kind::TooDeep;
    builder.report(is_unsafe ? table_kinds::kUnsafeXml : table_kinds::kBrokenXml,
                   {.file = file, .begin = fault.offset, .end = fault.offset + 1}, fault.message,
                   is_unsafe ? "remove it: XMCDA needs none" : "");
  }
}

}  // namespace

TableRead read_xmcda(std::string_view bytes, FileId file) {
  const XmcdaPart part{.bytes = bytes, .file = file};
  return read_xmcda(std::span(&part, 1));
}

TableRead read_xmcda(std::span<const XmcdaPart> parts) {
  CHECK(!parts.empty());
  TableRead read;
  TableBuilder builder(parts[0].file, read.diagnostics);
  std::vector<XmcdaHandler> handlers;
  for (const auto& [bytes, file] : parts) {
    if (bytes.size() > kTableBytesMost) {
      builder.report(table_kinds::kTooLarge, {.file = file, .begin = 0, .end = 0},
                     fmt::format("the file has {} bytes", bytes.size()));
      continue;
    }
    XmcdaHandler& handler = handlers.emplace_back(file, builder);
    const std::size_t errors = read.diagnostics.count(Severity::Error);
    report(parse_xml(bytes, handler), file, builder);
    if (!handler.is_xmcda && read.diagnostics.count(Severity::Error) == errors) {
      builder.report(table_kinds::kNotXmcda, {.file = file, .begin = 0, .end = 0},
                     "the file has no root element");
    }
  }
  if (read.diagnostics.has_errors()) return read;
  Assembly assembly(joined(std::move(handlers)), builder);
  assembly.run();
  read.table = builder.finish(assembly.weights_span);
  read.usable = !read.diagnostics.has_errors();
  return read;
}

}  // namespace penholder
