#include "table/xmcda_handler.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "table/kinds.h"

namespace penholder {
namespace {

constexpr std::size_t kTextBytesMost = 10'000;

std::string attribute(std::span<const XmlAttribute> attributes, std::string_view name) {
  for (const XmlAttribute& a : attributes) {
    if (a.name == name) return std::string(trimmed(a.value));
  }
  return {};
}

/// mcdaConcept, else id.
std::string concept_of(std::span<const XmlAttribute> attributes) {
  const std::string stated = attribute(attributes, "mcdaConcept");
  return lower(stated.empty() ? attribute(attributes, "id") : stated);
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

bool XmcdaHandler::start(std::string_view name, std::span<const XmlAttribute> attributes,
                         std::uint32_t begin) {
  path_.emplace_back(name);
  text_.clear();
  text_span_ = {};
  element_ = {.file = file_, .begin = begin, .end = begin + 1};
  if (path_.size() == 1) return start_root(name, attributes, element_);
  if (path_.size() == 2) {
    start_section(name, attributes, element_);
  } else if (!section_.empty()) {
    start_part(name, attributes, element_);
  }
  return !builder_.is_full();
}

bool XmcdaHandler::start_root(std::string_view name, std::span<const XmlAttribute> attributes,
                              Span span) {
  std::string_view version;
  for (const XmlAttribute& a : attributes) {
    const std::size_t at = a.value.find("/XMCDA-");
    if (at != std::string_view::npos && version.empty()) version = a.value.substr(at + 7);
  }
  if (lower(name) != "xmcda" || version.empty() || version[0] < '3') {
    builder_.report(table_kinds::kNotXmcda, span,
                    version.empty() ? fmt::format("the root element is {}", quoted(name))
                                    : fmt::format("the file is XMCDA {}", version.substr(0, 20)),
                    "XMCDA 3 is read, and CSV");
    return false;
  }
  constexpr std::array<std::string_view, 5> kKnown{"3.0.0", "3.0.1", "3.0.2", "3.1.0", "3.1.1"};
  const std::string_view number = version.substr(0, version.find_first_not_of("0123456789."));
  if (std::ranges::find(kKnown, number) == kKnown.end()) {
    builder_.report(table_kinds::kVersion, span,
                    fmt::format("XMCDA {} is not known here", number.substr(0, 20)),
                    "it is read as 3.1.1");
  }
  is_xmcda = true;
  return true;
}

void XmcdaHandler::start_section(std::string_view name, std::span<const XmlAttribute> attributes,
                                 Span span) {
  section_ = name;
  const bool is_known =
      is_one_of(name, {"alternatives", "criteria", "criteriaScales", "criteriaFunctions",
                       "criteriaThresholds", "criteriaValues", "performanceTable"});
  if (name == "criteriaValues") {
    is_order_ = is_one_of(concept_of(attributes), {"order", "rank", "ranks"});
  }
  // A second table, or second weights, would be another answer to the same question.
  const std::string key = section_ + (is_order_ && name == "criteriaValues" ? " order" : "");
  const bool is_second = is_one_of(name, {"criteriaValues", "performanceTable"}) &&
                         std::ranges::find(seen_, key) != seen_.end();
  if (is_known && !is_second) {
    seen_.push_back(key);
    return;
  }
  section_.clear();
  if (name == "description" || std::ranges::find(passed_over_, key) != passed_over_.end()) return;
  passed_over_.push_back(key);
  builder_.report(table_kinds::kNotRead, span,
                  is_second ? fmt::format("a second {} is not read", quoted(name))
                            : fmt::format("{} is not read", quoted(name)));
}

void XmcdaHandler::start_part(std::string_view name, std::span<const XmlAttribute> attributes,
                              Span span) {
  if (name == "value") {
    value_ = {.concept_name = concept_of(attributes), .span = span};
    number_.reset();
    is_interval_ = false;
    is_nothing_ = false;
  } else if (name == "interval") {
    is_interval_ = true;
    low_.reset();
    high_.reset();
  } else if (name == "NA") {
    is_nothing_ = true;
  } else if (is_one_of(name, {"lowerBound", "upperBound", "minimum", "maximum", "constant",
                              "abscissa", "ordinate"})) {
    number_.reset();
  } else if (name == "rational") {
    numerator_.reset();
    denominator_.reset();
  } else if (is_one_of(name, {"point", "head", "tail"})) {
    abscissa_.reset();
    ordinate_.reset();
  } else if (name == "alternative" && section_ == "alternatives") {
    content.alternatives.push_back({.id = attribute(attributes, "id"),
                                    .title = attribute(attributes, "name"),
                                    .is_active = true,
                                    .span = span});
  } else if (name == "criterion" && section_ == "criteria") {
    content.criteria.push_back({.id = attribute(attributes, "id"),
                                .title = attribute(attributes, "name"),
                                .is_active = true,
                                .span = span});
  } else if (is_one_of(name, {"criterionScale", "criterionScales"})) {
    content.scales.emplace_back().span = span;
  } else if (name == "scale" && !content.scales.empty()) {
    content.scales.back().unit = attribute(attributes, "name");
  } else if (is_one_of(name, {"qualitative", "nominal"}) && section_ == "criteriaScales") {
    builder_.report(table_kinds::kNotRead, span,
                    fmt::format("a {} scale is not read", quoted(name)),
                    "give performances as numbers, with their anchors");
  } else if (is_one_of(name, {"criterionFunction", "criterionFunctions"})) {
    content.functions.push_back({.criterion = {}, .points = {}, .span = span});
  } else if (is_one_of(name, {"criterionThreshold", "criterionThresholds"})) {
    content.thresholds.push_back({.criterion = {},
                                  .shape = lower(attribute(attributes, "mcdaConcept")),
                                  .thresholds = {},
                                  .span = span});
  } else if (name == "threshold" && !content.thresholds.empty()) {
    const std::string id = lower(attribute(attributes, "id"));
    content.thresholds.back().thresholds.push_back(
        {.name = id.empty() ? concept_of(attributes) : id, .constant = {}});
  } else if (is_one_of(name, {"criterionValue", "criterionValues"})) {
    content.criterion_values.push_back(
        {.is_order = is_order_, .criterion = {}, .values = {}, .span = span});
  } else if (name == "alternativePerformances") {
    alternative_.clear();
  } else if (name == "performance") {
    content.performances.push_back(
        {.alternative = alternative_, .criterion = {}, .values = {}, .span = span});
  }
}

Span XmcdaHandler::text_span() const { return text_span_.is_known() ? text_span_ : element_; }

void XmcdaHandler::characters(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  if (text_.size() + text.size() > kTextBytesMost) return;
  if (trimmed(text).empty() && text_.empty()) return;
  if (!text_span_.is_known()) text_span_ = {.file = file_, .begin = begin, .end = end};
  text_span_.end = end;
  text_ += text;
}

void XmcdaHandler::end_number(std::string_view name) {
  const auto number = parse_number(text_);
  if (!number) {
    builder_.report(*number.error().kind, text_span(), number.error().message,
                    number.error().remedy);
    return;
  }
  if (name == "numerator") {
    numerator_ = *number;
  } else if (name == "denominator") {
    denominator_ = *number;
  } else {
    number_ = *number;
  }
}

void XmcdaHandler::end_value() {
  using Kind = XmcdaValue::Kind;
  if (is_interval_) {
    if (low_ && high_ && *low_ <= *high_) {
      value_.kind = Kind::Interval;
      value_.number = *low_;
      value_.high = *high_;
    }
  } else if (number_) {
    value_.kind = Kind::Number;
    value_.number = *number_;
  } else if (is_nothing_) {
    value_.kind = Kind::Nothing;
  }
  if (section_ == "performanceTable" && !content.performances.empty()) {
    content.performances.back().values.push_back(value_);
  } else if (section_ == "criteriaValues" && !content.criterion_values.empty()) {
    content.criterion_values.back().values.push_back(value_);
  }
}

void XmcdaHandler::end_point() {
  if (section_ != "criteriaFunctions" || content.functions.empty() || !abscissa_ || !ordinate_)
    return;
  const ScalePoint point{.at = *abscissa_, .value = *ordinate_};
  std::vector<ScalePoint>& points = content.functions.back().points;
  if (points.empty() || points.back() != point) points.push_back(point);
}

void XmcdaHandler::end(std::string_view name) {
  const bool is_read = path_.size() > 2 && !section_.empty();
  path_.pop_back();
  if (!is_read) return;
  const std::string text(trimmed(text_));
  if (is_one_of(name, {"real", "integer", "numerator", "denominator"})) {
    end_number(name);
  } else if (name == "rational" && numerator_ && denominator_ && *denominator_ != 0.0) {
    number_ = *numerator_ / *denominator_;
  } else if (name == "lowerBound") {
    low_ = number_;
  } else if (name == "upperBound") {
    high_ = number_;
  } else if (name == "abscissa") {
    abscissa_ = number_;
  } else if (name == "ordinate") {
    ordinate_ = number_;
  } else if (is_one_of(name, {"point", "head", "tail"})) {
    end_point();
  } else if (name == "value") {
    end_value();
  } else if (name == "active" || name == "type") {
    const bool is_left_out = text == "false" || text == "fictive";
    if (section_ == "alternatives" && !content.alternatives.empty() && is_left_out) {
      content.alternatives.back().is_active = false;
    } else if (section_ == "criteria" && !content.criteria.empty() && is_left_out) {
      content.criteria.back().is_active = false;
    }
  } else if (name == "alternativeID") {
    alternative_ = text;
  } else if (name == "criterionID") {
    if (section_ == "criteriaScales" && !content.scales.empty())
      content.scales.back().criterion = text;
    if (section_ == "criteriaFunctions" && !content.functions.empty())
      content.functions.back().criterion = text;
    if (section_ == "criteriaThresholds" && !content.thresholds.empty()) {
      content.thresholds.back().criterion = text;
    }
    if (section_ == "criteriaValues" && !content.criterion_values.empty()) {
      content.criterion_values.back().criterion = text;
    }
    if (section_ == "performanceTable" && !content.performances.empty()) {
      content.performances.back().criterion = text;
    }
  } else if (name == "preferenceDirection" && !content.scales.empty()) {
    content.scales.back().direction = lower(text);
  } else if (name == "minimum" && !content.scales.empty()) {
    content.scales.back().minimum = number_;
  } else if (name == "maximum" && !content.scales.empty()) {
    content.scales.back().maximum = number_;
  } else if (name == "constant" && section_ == "criteriaThresholds" &&
             !content.thresholds.empty() && !content.thresholds.back().thresholds.empty()) {
    content.thresholds.back().thresholds.back().constant = number_;
  }
  text_.clear();
  text_span_ = {};
}

}  // namespace penholder
