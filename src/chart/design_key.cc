#include "chart/design_key.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "chart/numbers.h"

namespace penholder {

std::vector<std::size_t> designs_by_share(const Comparison& comparison) {
  std::vector<std::size_t> order(comparison.preferences.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t d) {
    return finite(comparison.preferences[d].of_all.mean);
  });
  return order;
}

std::string view_letter(std::size_t view) {
  return view < 26 ? std::string(1, static_cast<char>('A' + view)) : fmt::format("{}", view + 1);
}

void fill_design(Figure& figure, std::string_view path, std::size_t rank) {
  // The ground first: hatches let it through. Plain fills have an edge of their own colour, so that
  // neighbouring parts of one design show no seam.
  switch (rank % 6) {
    case 0:
      return figure.path(path, "fs ks w0");
    case 1:
      figure.path(path, "fp");
      return figure.hatched_path(path, Hatch::Light, "");
    case 2:
      return figure.path(path, "fh kh w0");
    case 3:
      figure.path(path, "fp");
      return figure.hatched_path(path, Hatch::Warn, "");
    case 4:
      return figure.path(path, "fp kp w0");
    default:
      return figure.path(path, "fg kg w0");
  }
}

DataTable preference_table(const Comparison& comparison, const Case& c) {
  DataTable table{
      .caption = "Share of the weights for which each design is best on average over events",
      .headers = {"Design", "Of all weights"},
      .rows = {},
      .row_keys = {}};
  for (const ViewId view : comparison.views) table.headers.push_back(c.views[view].title);
  for (std::size_t d = 0; d < comparison.preferences.size() && d < comparison.designs.size(); ++d) {
    const Preference& preference = comparison.preferences[d];
    const DesignRow& design = comparison.designs[d];
    std::vector<std::string> row{design.title, show_percent(preference.of_all.mean)};
    for (std::size_t v = 0; v < comparison.views.size(); ++v) {
      row.push_back(v < preference.by_view.size() ? show_percent(preference.by_view[v].mean)
                                                  : "\u2013");
    }
    table.rows.push_back(std::move(row));
    table.row_keys.push_back(design.option ? "option/" + c.options[*design.option].id : "base");
  }
  return table;
}

}  // namespace penholder
