#include "chart/figure.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "chart/numbers.h"
#include "chart/text_layout.h"

namespace penholder {
namespace {

std::string safe_prefix(std::string_view wanted) {
  std::string prefix;
  for (const char c : wanted) {
    const bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_';
    prefix += fine ? c : '-';
  }
  // An id may not begin with a digit in a CSS selector; an empty prefix would give bare ids.
  if (prefix.empty() || (prefix[0] >= '0' && prefix[0] <= '9')) prefix.insert(0, "c");
  return prefix + "-";
}

}  // namespace

Figure::Figure(const ChartSettings& settings)
    : settings_(settings),
      width_(std::isfinite(settings.width) ? std::clamp(settings.width, 320.0, 1600.0) : 720.0),
      prefix_(safe_prefix(settings.id_prefix)) {}

void Figure::line(double x1, double y1, double x2, double y2, std::string_view classes) {
  body_.leaf("line",
             {{"class", std::string(classes)}, {"x1", x1}, {"y1", y1}, {"x2", x2}, {"y2", y2}});
}

void Figure::rect(double x, double y, double width, double height, std::string_view classes) {
  body_.leaf("rect", {{"class", std::string(classes)},
                      {"x", x},
                      {"y", y},
                      {"width", std::max(0.0, width)},
                      {"height", std::max(0.0, height)}});
}

std::string Figure::hatch_fill(Hatch hatch) {
  (hatch == Hatch::Light ? uses_light_ : uses_warn_) = true;
  return fmt::format("url(#{})", id(hatch == Hatch::Light ? "light" : "warn"));
}

void Figure::hatched(double x, double y, double width, double height, Hatch hatch,
                     std::string_view classes) {
  body_.leaf("rect", {{"class", std::string(classes)},
                      {"x", x},
                      {"y", y},
                      {"width", std::max(0.0, width)},
                      {"height", std::max(0.0, height)},
                      {"fill", hatch_fill(hatch)}});
}

void Figure::circle(double x, double y, double radius, std::string_view classes) {
  body_.leaf("circle",
             {{"class", std::string(classes)}, {"cx", x}, {"cy", y}, {"r", std::max(0.0, radius)}});
}

void Figure::diamond(double x, double y, double radius, std::string_view classes) {
  path(fmt::format("M{} {}L{} {}L{} {}L{} {}Z", svg_number(x), svg_number(y - radius),
                   svg_number(x + radius), svg_number(y), svg_number(x), svg_number(y + radius),
                   svg_number(x - radius), svg_number(y)),
       classes);
}

void Figure::path(std::string_view d, std::string_view classes) {
  body_.leaf("path", {{"class", std::string(classes)}, {"d", std::string(d)}});
}

void Figure::hatched_path(std::string_view d, Hatch hatch, std::string_view classes) {
  body_.leaf("path",
             {{"class", std::string(classes)}, {"d", std::string(d)}, {"fill", hatch_fill(hatch)}});
}

void Figure::text(double x, double y, std::string_view content, std::string_view classes) {
  if (content.empty()) return;
  body_.text("text", {{"class", std::string(classes)}, {"x", x}, {"y", y}}, content);
}

void Figure::lines(double x, double y, const std::vector<std::string>& content,
                   std::string_view classes, double leading) {
  for (const std::string& line : content) {
    text(x, y, line, classes);
    y += leading;
  }
}

Chart Figure::finish(double height, std::string title, std::string description, DataTable table,
                     std::string attribution) {
  SvgWriter out;
  const double tall = std::ceil(std::max(1.0, finite(height)));
  out.open("svg", {{"xmlns", "http://www.w3.org/2000/svg"},
                   {"class", "pc"},
                   {"role", "img"},
                   {"aria-labelledby", id("title") + " " + id("desc")},
                   {"viewBox", fmt::format("0 0 {} {}", svg_number(width_), svg_number(tall))},
                   {"width", width_},
                   {"height", tall}});
  out.text("title", {{"id", id("title")}}, title);
  out.text("desc", {{"id", id("desc")}}, description);
  if (settings_.embed_style) {
    out.raw("<style>\n" + chart_style(settings_.theme) + "</style>\n");
  }
  if (uses_light_ || uses_warn_) {
    out.open("defs");
    const auto pattern = [&](std::string_view name, std::string_view d, const char* classes,
                             double size) {
      out.open("pattern", {{"id", id(name)},
                           {"patternUnits", "userSpaceOnUse"},
                           {"width", size},
                           {"height", size}});
      out.leaf("path", {{"class", classes}, {"d", std::string(d)}});
      out.close();
    };
    if (uses_light_) pattern("light", "M-1 1L1 -1M0 5L5 0M4 6L6 4", "f0 ka w0", 5);
    if (uses_warn_) pattern("warn", "M-1 -1L5 5M3 -1L5 1M-1 3L1 5", "f0 kw", 4);
    out.close();
  }
  out.raw(body_.take());
  out.close();
  std::string svg = out.take();
  if (!svg.empty() && svg.back() == '\n') svg.pop_back();
  return {.title = std::move(title),
          .description = std::move(description),
          .svg = std::move(svg),
          .table = std::move(table),
          .attribution = std::move(attribution)};
}

Chart empty_chart(const ChartSettings& settings, std::string title, std::string reason,
                  DataTable table) {
  Figure figure(settings);
  const auto words = wrap_text(reason, figure.width() - 8, kBody, 3);
  figure.lines(0, 20, words, "m");
  return figure.finish(20 + kLine * static_cast<double>(words.size()), std::move(title),
                       std::move(reason), std::move(table));
}

}  // namespace penholder
