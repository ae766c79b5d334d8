#pragma once
// From XML events to what an XMCDA file says, by id; no checks but of single numbers. The reader
// (read_xmcda.cc) puts it together.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "table/cell_text.h"
#include "table/table_read.h"
#include "xml/xml_events.h"

namespace penholder {

/// One `value` element: a number, an interval, or neither.
struct XmcdaValue {
  std::string concept_name;  ///< its mcdaConcept, else its id
  enum class Kind : std::uint8_t { Number, Interval, Nothing, Other } kind = Kind::Other;
  double number = 0.0;
  double high = 0.0;  ///< of an interval, whose low is `number`
  Span span;
};

/// An alternative or a criterion as declared.
struct XmcdaName {
  std::string id;
  std::string title;
  bool is_active = true;  ///< and real, for an alternative
  Span span;
};

/// What is said of one criterion in one place.
struct XmcdaScale {
  std::string criterion;
  std::string unit;
  std::string direction;
  std::optional<double> minimum;
  std::optional<double> maximum;
  Span span;
};
struct XmcdaFunction {
  std::string criterion;
  std::vector<ScalePoint> points;
  Span span;
};
struct XmcdaThresholds {
  std::string criterion;
  std::string shape;  ///< the mcdaConcept; may be empty
  struct One {
    std::string name;
    std::optional<double> constant;
  };
  std::vector<One> thresholds;
  Span span;
};
struct XmcdaCriterionValue {
  bool is_order = false;
  std::string criterion;
  std::vector<XmcdaValue> values;
  Span span;
};
struct XmcdaPerformance {
  std::string alternative;
  std::string criterion;
  std::vector<XmcdaValue> values;
  Span span;
};

/// All that a file says.
struct XmcdaContent {
  std::vector<XmcdaName> alternatives;
  std::vector<XmcdaName> criteria;
  std::vector<XmcdaScale> scales;
  std::vector<XmcdaFunction> functions;
  std::vector<XmcdaThresholds> thresholds;
  std::vector<XmcdaCriterionValue> criterion_values;
  std::vector<XmcdaPerformance> performances;
};

class XmcdaHandler : public XmlHandler {
 public:
  XmcdaHandler(FileId file, TableBuilder& builder) : file_(file), builder_(builder) {}

  bool start(std::string_view name, std::span<const XmlAttribute> attributes,
             std::uint32_t begin) override;
  void end(std::string_view name) override;
  void characters(std::string_view text, std::uint32_t begin, std::uint32_t end) override;

  bool is_xmcda = false;  ///< the root was one
  XmcdaContent content;

 private:
  bool start_root(std::string_view name, std::span<const XmlAttribute> attributes, Span span);
  void start_section(std::string_view name, std::span<const XmlAttribute> attributes, Span span);
  void start_part(std::string_view name, std::span<const XmlAttribute> attributes, Span span);
  void end_number(std::string_view name);
  void end_value();
  void end_point();
  [[nodiscard]] Span text_span() const;

  FileId file_;
  TableBuilder& builder_;
  std::vector<std::string> path_;
  std::string section_;  ///< second element of the path; empty for one that is not read
  std::vector<std::string> passed_over_;
  std::vector<std::string> seen_;
  bool is_order_ = false;  ///< of the criteriaValues being read

  std::string text_;
  Span text_span_;
  Span element_;
  std::string alternative_;  ///< of the alternativePerformances being read
  std::optional<double> number_;
  std::optional<double> low_;
  std::optional<double> high_;
  bool is_interval_ = false;
  bool is_nothing_ = false;
  std::optional<double> numerator_;
  std::optional<double> denominator_;
  std::optional<double> abscissa_;
  std::optional<double> ordinate_;
  XmcdaValue value_;
};

}  // namespace penholder
