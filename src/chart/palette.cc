#include "chart/palette.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/check.h"

namespace penholder {
namespace {

constexpr std::array<ChartColour, 9> kColours = {{
    {"--chart-paper", "#ffffff", "#16191d", "the ground; halo behind labels"},
    {"--chart-ink", "#1c1c1a", "#ece8e0", "text and the marks that matter most"},
    {"--chart-muted", "#5d5a54", "#b0aca3", "secondary text"},
    {"--chart-rule", "#858178", "#817e77", "axes, leaders, outlines"},
    {"--chart-grid", "#dedad2", "#363a40", "grid lines: carries no information"},
    {"--chart-shade", "#f1eee8", "#20242a", "quiet areas: phases, neighbouring countries"},
    {"--chart-accent", "#1f4e79", "#8fbbe6", "data"},
    {"--chart-soft", "#c4d3e3", "#2c4763", "filled areas, always outlined in the accent colour"},
    {"--chart-warn", "#9c4a12", "#e5a66a", "overload and loss, always hatched as well"},
}};

// The classes: first letter f = fill, k = stroke; the second is the role.
constexpr std::array<std::pair<char, std::string_view>, 9> kRoles = {{
    {'p', "--chart-paper"},
    {'i', "--chart-ink"},
    {'m', "--chart-muted"},
    {'r', "--chart-rule"},
    {'g', "--chart-grid"},
    {'h', "--chart-shade"},
    {'a', "--chart-accent"},
    {'s', "--chart-soft"},
    {'w', "--chart-warn"},
}};

std::string value_of_role(std::string_view property, Theme theme) {
  const auto colour = std::ranges::find(kColours, property, &ChartColour::property);
  CHECK(colour != kColours.end());
  switch (theme) {
    case Theme::Light:
      return std::string(colour->light);
    case Theme::Dark:
      return std::string(colour->dark);
    case Theme::Page:
      break;
  }
  return fmt::format("var({},{})", property, colour->light);
}

double channel(std::string_view hex) {
  int value = 0;
  for (const char c : hex) {
    const bool digit = c >= '0' && c <= '9';
    CHECK(digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'));
    value = value * 16 + (digit ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  const double s = value / 255.0;
  return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
}

double luminance(std::string_view colour) {
  CHECK(colour.size() == 7 && colour[0] == '#');
  return 0.2126 * channel(colour.substr(1, 2)) + 0.7152 * channel(colour.substr(3, 2)) +
         0.0722 * channel(colour.substr(5, 2));
}

std::string properties(std::string_view ChartColour::* value) {
  std::string css;
  for (const ChartColour& colour : kColours) {
    css += fmt::format("{}:{};", colour.property, colour.*value);
  }
  return css;
}

}  // namespace

std::span<const ChartColour> chart_colours() { return kColours; }

std::string chart_style(Theme theme) {
  const auto role = [&](std::string_view property) { return value_of_role(property, theme); };
  const std::string_view fonts =
      "\"Helvetica Neue\",Helvetica,Arial,\"Liberation Sans\",\"DejaVu Sans Condensed\","
      "sans-serif";
  std::string css = fmt::format(
      ".pc{{font-family:{};font-size:12px;font-variant-numeric:tabular-nums;overflow:visible;"
      "display:block;max-width:100%;height:auto}}\n",
      theme == Theme::Page ? fmt::format("var(--chart-font,{})", fonts) : std::string(fonts));
  css += fmt::format(".pc text{{fill:{}}}\n.pc .m{{fill:{}}}\n.pc .v{{fill:{}}}\n",
                     role("--chart-ink"), role("--chart-muted"), role("--chart-warn"));
  css += ".pc .b{font-weight:600}\n.pc .s{font-size:11px}\n.pc .t{font-size:10px}\n";
  css += ".pc .l{font-size:13px}\n.pc .c{text-anchor:middle}\n.pc .e{text-anchor:end}\n";
  css +=
      fmt::format(".pc .o{{paint-order:stroke;stroke:{};stroke-width:3px;stroke-linejoin:round}}\n",
                  role("--chart-paper"));
  for (const auto& [letter, property] : kRoles) {
    css += fmt::format(".pc .f{0}{{fill:{1}}}\n.pc .k{0}{{stroke:{1}}}\n", letter, role(property));
  }
  css += ".pc .f0{fill:none}\n.pc .w0{stroke-width:.6}\n.pc .w2{stroke-width:1.6}\n";
  css += ".pc .w3{stroke-width:2.6}\n.pc .d1{stroke-dasharray:1.5 2.5}\n";
  css += ".pc .d2{stroke-dasharray:5 3}\n.pc .d3{stroke-dasharray:9 3}\n";
  css += ".pc .d4{stroke-dasharray:9 3 2 3}\n.pc .rj{stroke-linejoin:round}\n";
  if (theme == Theme::Page) {
    css +=
        "@media (forced-colors:active){.pc{--chart-paper:Canvas;--chart-ink:CanvasText;"
        "--chart-muted:CanvasText;--chart-rule:CanvasText;--chart-grid:GrayText;"
        "--chart-shade:Canvas;--chart-accent:CanvasText;--chart-soft:Canvas;"
        "--chart-warn:CanvasText}}\n";
  }
  return css;
}

std::string chart_properties_css() {
  return fmt::format(
      ":root{{{0}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{1}}}}}\n"
      "@media print{{:root{{{0}}}}}\n",
      properties(&ChartColour::light), properties(&ChartColour::dark));
}

double contrast_ratio(std::string_view a, std::string_view b) {
  const double la = luminance(a);
  const double lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

}  // namespace penholder
