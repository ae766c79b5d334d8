#include "table/write_xmcda.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "table/cell_text.h"
#include "xml/xml_text.h"

namespace penholder {
namespace {

class XmcdaWriter {
 public:
  explicit XmcdaWriter(const PerformanceTable& table) : table_(table) {}

  std::string write() {
    text_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    open("xmcda:XMCDA xmlns:xmcda=\"http://www.decision-deck.org/2019/XMCDA-3.1.1\"");
    alternatives();
    criteria();
    scales();
    functions();
    thresholds();
    values("weights", [](const Criterion& c) {
      return c.weight ? element("real", number_text(*c.weight)) : std::string();
    });
    values("order", [](const Criterion& c) {
      return c.order ? element("integer", std::to_string(*c.order)) : std::string();
    });
    performances();
    close("xmcda:XMCDA");
    return std::move(text_);
  }

 private:
  static std::string element(std::string_view name, std::string_view content) {
    return fmt::format("<{0}>{1}</{0}>", name, content);
  }
  static std::string real(double value) { return element("real", number_text(value)); }

  void line(std::string_view words) {
    text_.append(2 * depth_, ' ');
    text_ += words;
    text_ += '\n';
  }
  void open(std::string_view tag) {
    line(fmt::format("<{}>", tag));
    ++depth_;
  }
  void close(std::string_view name) {
    --depth_;
    line(fmt::format("</{}>", name));
  }

  static std::string named(std::string_view tag, std::string_view id, std::string_view title) {
    std::string result = fmt::format("{} id=\"{}\"", tag, xml_escaped(id));
    if (!title.empty()) result += fmt::format(" name=\"{}\"", xml_escaped(title));
    return result;
  }

  void alternatives() {
    open("alternatives");
    for (const Alternative& alternative : table_.alternatives) {
      open(named("alternative", alternative.id, alternative.title));
      line("<type>real</type>");
      line("<active>true</active>");
      close("alternative");
    }
    close("alternatives");
  }

  void criteria() {
    open("criteria");
    for (const Criterion& criterion : table_.criteria) {
      open(named("criterion", criterion.id, criterion.title));
      line("<active>true</active>");
      close("criterion");
    }
    close("criteria");
  }

  void criterion_id(const Criterion& criterion) {
    line(element("criterionID", xml_escaped(criterion.id)));
  }

  void scales() {
    open("criteriaScales");
    for (const Criterion& criterion : table_.criteria) {
      open("criterionScale");
      criterion_id(criterion);
      open("scales");
      open(criterion.unit.empty() ? "scale"
                                  : fmt::format("scale name=\"{}\"", xml_escaped(criterion.unit)));
      open("quantitative");
      line(element("preferenceDirection", criterion.direction == Direction::Max ? "max" : "min"));
      if (const auto anchors = linear_anchors(criterion.scale)) {
        line(element("minimum", real(std::min(anchors->worst, anchors->best))));
        line(element("maximum", real(std::max(anchors->worst, anchors->best))));
      }
      close("quantitative");
      close("scale");
      close("scales");
      close("criterionScale");
    }
    close("criteriaScales");
  }

  /// The criteria of which there is more to say than a straight line between two anchors.
  static bool needs_function(const Criterion& criterion) {
    return !criterion.scale.empty() && !linear_anchors(criterion.scale);
  }

  void functions() {
    if (std::ranges::none_of(table_.criteria, needs_function)) return;
    open("criteriaFunctions");
    for (const Criterion& criterion : table_.criteria) {
      if (!needs_function(criterion)) continue;
      open("criterionFunction");
      criterion_id(criterion);
      open("functions");
      open("function");
      open("piecewiseLinear");
      for (std::size_t i = 1; i < criterion.scale.size(); ++i) {
        open("segment");
        end_of_segment("head", criterion.scale[i - 1]);
        end_of_segment("tail", criterion.scale[i]);
        close("segment");
      }
      close("piecewiseLinear");
      close("function");
      close("functions");
      close("criterionFunction");
    }
    close("criteriaFunctions");
  }

  void end_of_segment(std::string_view name, const ScalePoint& point) {
    open(name);
    line(element("abscissa", real(point.at)));
    line(element("ordinate", real(point.value)));
    close(name);
  }

  void thresholds() {
    if (std::ranges::none_of(table_.criteria,
                             [](const Criterion& c) { return c.preference.has_value(); })) {
      return;
    }
    open("criteriaThresholds");
    for (const Criterion& criterion : table_.criteria) {
      if (!criterion.preference) continue;
      const Preference& preference = *criterion.preference;
      open(fmt::format("criterionThreshold mcdaConcept=\"{}\"", name_of(preference.shape)));
      criterion_id(criterion);
      open("thresholds");
      threshold("indifference", preference.q);
      threshold("preference", preference.p);
      threshold("gaussian", preference.s);
      close("thresholds");
      close("criterionThreshold");
    }
    close("criteriaThresholds");
  }

  void threshold(std::string_view id, double value) {
    if (value == 0.0) return;
    open(fmt::format("threshold id=\"{}\"", id));
    line(element("constant", real(value)));
    close("threshold");
  }

  template <class Say>
  void values(std::string_view mcda_concept, Say say) {
    if (std::ranges::all_of(table_.criteria, [&](const Criterion& c) { return say(c).empty(); })) {
      return;
    }
    open(fmt::format("criteriaValues mcdaConcept=\"{}\"", mcda_concept));
    for (const Criterion& criterion : table_.criteria) {
      const std::string said = say(criterion);
      if (said.empty()) continue;
      open("criterionValue");
      criterion_id(criterion);
      line(element("values", element("value", said)));
      close("criterionValue");
    }
    close("criteriaValues");
  }

  void performances() {
    open("performanceTable mcdaConcept=\"REAL\"");
    for (std::size_t a = 0; a < table_.alternatives.size(); ++a) {
      open("alternativePerformances");
      line(element("alternativeID", xml_escaped(table_.alternatives[a].id)));
      for (std::size_t c = 0; c < table_.criteria.size(); ++c) {
        open("performance");
        criterion_id(table_.criteria[c]);
        line(element("values", values_of(table_.cell(a, c))));
        close("performance");
      }
      close("alternativePerformances");
    }
    close("performanceTable");
  }

  static std::string part(std::string_view name, double value) {
    return fmt::format("<value mcdaConcept=\"{}\">{}</value>", name, real(value));
  }

  static std::string values_of(const Performance& performance) {
    if (const auto* exact = std::get_if<Exact>(&performance)) {
      return element("value", real(exact->value));
    }
    if (const auto* range = std::get_if<Percentiles>(&performance)) {
      return part("likely", range->likely) + part("low", range->low) + part("high", range->high);
    }
    if (const auto* uniform = std::get_if<UniformBetween>(&performance)) {
      return element("value", element("interval", element("lowerBound", real(uniform->low)) +
                                                      element("upperBound", real(uniform->high))));
    }
    if (const auto* normal = std::get_if<Normal>(&performance)) {
      return part("mean", normal->mean) + part("sd", normal->sd);
    }
    const auto& beta = std::get<Beta>(performance);
    return part("mean", central(performance)) + part("alpha", beta.alpha) + part("beta", beta.beta);
  }

  const PerformanceTable& table_;
  std::size_t depth_ = 0;
  std::string text_;
};

}  // namespace

std::string write_xmcda(const PerformanceTable& table) { return XmcdaWriter(table).write(); }

}  // namespace penholder
