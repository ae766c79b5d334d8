#include "chart/capacity_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "chart/numbers.h"

namespace penholder {
namespace {

constexpr double kPanelHeight = 38;
constexpr double kSlack = 1e-9;  // used and offered are sums: equal up to rounding is equal

Days step_end(const AssetUse& use, std::size_t i, Days horizon) {
  return i + 1 < use.steps.size() ? use.steps[i + 1].from : horizon;
}

bool is_over(const AssetUse::Step& step) {
  return step.used > step.capacity + kSlack * std::max(1.0, std::abs(step.capacity));
}

}  // namespace

std::vector<AssetLoad> loads_of(const Plan& plan, const Case& c) {
  std::vector<AssetLoad> loads;
  const Days horizon = std::max<Days>(1, c.horizon.length());
  for (std::size_t u = 0; u < plan.use.size(); ++u) {
    const AssetUse& use = plan.use[u];
    AssetLoad load{.index = u, .asset = use.asset};
    for (std::size_t i = 0; i < use.steps.size(); ++i) {
      const AssetUse::Step& step = use.steps[i];
      if (!(step.used > 0) || !std::isfinite(step.used) || !std::isfinite(step.capacity)) continue;
      const double share =
          step.capacity > 0 ? step.used / step.capacity : std::numeric_limits<double>::infinity();
      if (share > load.peak_share) {
        load.peak_share = share;
        load.used_at_peak = step.used;
        load.capacity_at_peak = step.capacity;
      }
      if (is_over(step)) load.overloaded += step_end(use, i, horizon) - step.from;
    }
    if (load.peak_share > 0) loads.push_back(load);
  }
  std::ranges::stable_sort(loads, std::ranges::greater{}, &AssetLoad::peak_share);
  return loads;
}

std::string describe_load(const Case& c, const AssetLoad& load) {
  const Asset& asset = c.assets[load.asset];
  const char* peak = asset.kind == Asset::Kind::Renewable ? "peak " : "";
  return fmt::format("{}{} of {} {}", peak, show_amount(load.used_at_peak),
                     show_amount(load.capacity_at_peak), asset.unit);
}

double draw_capacity(Figure& figure, const Calendar& calendar, const Case& c, const AssetUse& use,
                     const AssetLoad& load, double y, double label_width) {
  const Asset& asset = c.assets[use.asset];
  const bool narrow = figure.is_narrow();
  auto words = wrap_text(asset.title, narrow ? figure.width() : label_width, kBody, 2);
  const double text_height = kLine * static_cast<double>(words.size()) + 13;
  figure.lines(0, y + 12, words);
  figure.lines(0, y + 12 + kLine * static_cast<double>(words.size()),
               wrap_text(describe_load(c, load), narrow ? figure.width() : label_width, kSmall, 1),
               "s m");
  const double top = narrow ? y + text_height + 5 : y + 2;
  if (asset.kind == Asset::Kind::Budget) {
    const double width = calendar.high() - calendar.low();
    const double share = std::min(1.0, load.peak_share);
    figure.rect(calendar.low(), top + 4, width, 12, "fp kr");
    figure.rect(calendar.low(), top + 4, width * share, 12, "fs ka");
    if (load.overloaded > 0) {
      figure.hatched(calendar.high() - 24, top + 4, 24, 12, Hatch::Warn, "kw");
    }
    return std::max(top + 24, y + text_height + 8);
  }
  double most = 0;
  for (const AssetUse::Step& step : use.steps) {
    most = std::max({most, finite(step.used), finite(step.capacity)});
  }
  const double base = top + kPanelHeight;
  const LinearScale height(0, most > 0 ? most : 1, base, top + 3);
  std::string used = fmt::format("M{} {}", svg_number(calendar.low()), svg_number(base));
  std::string offered;
  for (std::size_t i = 0; i < use.steps.size(); ++i) {
    const AssetUse::Step& step = use.steps[i];
    const double from = calendar.x(step.from);
    const double to = calendar.x(step_end(use, i, calendar.length()));
    used +=
        fmt::format("H{}V{}H{}", svg_number(from), svg_number(height(step.used)), svg_number(to));
    offered += fmt::format("{}{}H{}", offered.empty() ? fmt::format("M{} ", svg_number(from)) : "V",
                           svg_number(height(step.capacity)), svg_number(to));
  }
  used += fmt::format("V{}Z", svg_number(base));
  figure.path(used, "fs ka w0");
  for (std::size_t i = 0; i < use.steps.size(); ++i) {
    const AssetUse::Step& step = use.steps[i];
    if (!is_over(step)) continue;
    const double from = calendar.x(step.from);
    const double over_top = height(step.used);
    figure.hatched(from, over_top, calendar.x(step_end(use, i, calendar.length())) - from,
                   height(step.capacity) - over_top, Hatch::Warn, "kw");
  }
  figure.line(calendar.low(), base, calendar.high(), base, "kr");
  if (!offered.empty()) figure.path(offered, "f0 ki w2");
  return std::max(base + 10, y + text_height + 8);
}

}  // namespace penholder
