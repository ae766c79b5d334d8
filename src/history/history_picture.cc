// How the mandate grew, drawn: one small column chart each for words, paragraphs and tasks.

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "base/text.h"
#include "history/history_render.h"
#include "register/register_render.h"

namespace penholder {
namespace {

constexpr double kWidth = 380;
constexpr double kHeight = 230;
constexpr double kLeft = 8;
constexpr double kRight = 8;
constexpr double kTop = 26;
constexpr double kBottom = 40;
/// Columns narrower than this have no room for their value and every label.
constexpr double kLabelRoom = 33;

std::string number(std::size_t value) { return format_thousands(static_cast<long long>(value)); }

struct Part {
  std::string style;  // class of the page's style sheet
  std::function<std::size_t(const MandateStep&)> value;
};

struct Chart {
  std::string id;
  std::string title;
  std::vector<Part> parts;  // stacked, the first at the bottom
};

std::size_t total(const Chart& chart, const MandateStep& mandate) {
  std::size_t sum = 0;
  for (const Part& part : chart.parts) sum += part.value(mandate);
  return sum;
}

std::string description(const Chart& chart, const History& history) {
  std::string words;
  for (const MandateStep& m : history.mandates) {
    words += fmt::format("{}{} in {}: {}", words.empty() ? "" : "; ", short_symbol(m.measure),
                         year_of(m.measure), number(total(chart, m)));
  }
  return words;
}

std::string drawn(const Chart& chart, const History& history) {
  std::size_t most = 1;
  for (const MandateStep& m : history.mandates) most = std::max(most, total(chart, m));
  const auto count = static_cast<double>(history.mandates.size());
  const double step = (kWidth - kLeft - kRight) / std::max(count, 1.0);
  const double column = std::min(step * 0.72, 46.0);
  const double scale = (kHeight - kTop - kBottom) / static_cast<double>(most);
  const auto every = static_cast<std::size_t>(std::max(1.0, kLabelRoom / step + 0.999));
  std::string out = fmt::format(
      "<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{}-t {}-d\"><title id=\"{}-t\">{}"
      "</title><desc id=\"{}-d\">{}.</desc>\n",
      kWidth, kHeight, chart.id, chart.id, chart.id, html_escaped(chart.title), chart.id,
      html_escaped(description(chart, history)));
  const double ground = kHeight - kBottom;
  for (std::size_t i = 0; i < history.mandates.size(); ++i) {
    const MandateStep& m = history.mandates[i];
    const double middle = kLeft + step * (static_cast<double>(i) + 0.5);
    double y = ground;
    for (const Part& part : chart.parts) {
      const double height = static_cast<double>(part.value(m)) * scale;
      if (height <= 0.0) continue;
      y -= height;
      out += fmt::format(
          "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>",
          part.style, middle - column / 2, y, column, height);
    }
    // The first and the last always have their labels.
    const bool is_last = i + 1 == history.mandates.size();
    const bool labelled = is_last || (i % every == 0 && history.mandates.size() - 1 - i >= every);
    if (!labelled) continue;
    out += fmt::format("<text class=\"v\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", middle, y - 5,
                       number(total(chart, m)));
    out += fmt::format(
        "<text x=\"{0:.1f}\" y=\"{1:.1f}\">{2}</text><text class=\"s\" x=\"{0:.1f}\" "
        "y=\"{3:.1f}\">{4}</text>\n",
        middle, ground + 15, html_escaped(short_symbol(m.measure)), ground + 29,
        year_of(m.measure));
  }
  out += fmt::format("<line x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/></svg>", kLeft,
                     kWidth - kRight, ground, ground);
  return out;
}

}  // namespace

std::string history_picture(const History& history) {
  const std::vector<Chart> charts = {
      {.id = "g-words",
       .title = "Words of the operative part",
       .parts = {{"b1", [](const MandateStep& m) { return m.measure.operative_words; }}}},
      {.id = "g-paras",
       .title = "Operative paragraphs",
       .parts = {{"b1", [](const MandateStep& m) { return m.measure.paragraphs; }}}},
      {.id = "g-tasks",
       .title = "Tasks",
       .parts = {{"b1", [](const MandateStep& m) { return m.measure.priority_tasks; }},
                 {"b2", [](const MandateStep& m) { return m.measure.other_tasks; }},
                 {"b3", [](const MandateStep& m) { return m.measure.untiered_tasks; }}}}};
  std::string out = "<div class=\"growth\">\n";
  for (const Chart& chart : charts) {
    std::size_t any = 0;
    for (const MandateStep& m : history.mandates) any += total(chart, m);
    if (any == 0) continue;
    out +=
        fmt::format("<figure><figcaption>{}{}</figcaption>{}</figure>\n", html_escaped(chart.title),
                    chart.parts.size() > 1
                        ? ": <span class=\"key b1\"></span> priority, <span class=\"key b2\">"
                          "</span> other, <span class=\"key b3\"></span> without tiers"
                        : "",
                    drawn(chart, history));
  }
  return out + "</div>\n";
}

}  // namespace penholder
