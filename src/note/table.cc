#include "note/table.h"

#include <fmt/format.h>

namespace penholder {
namespace {

Html header_row(const NoteTable& table) {
  Html cells;
  for (const NoteTable::Column& column : table.columns) {
    std::vector<Attribute> attributes{{"scope", "col"}};
    if (column.is_number) attributes.push_back({"class", "num"});
    cells += element("th", attributes, column.header);
  }
  return element("thead", element("tr", cells));
}

Html body_row(const NoteTable& table, const NoteTable::Row& row) {
  Html cells;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const bool is_number = i < table.columns.size() && table.columns[i].is_number;
    std::vector<Attribute> attributes;
    if (i == 0) attributes.push_back({"scope", "row"});
    if (is_number) attributes.push_back({"class", "num"});
    cells += element(i == 0 ? "th" : "td", attributes, row.cells[i]);
  }
  std::vector<Attribute> attributes;
  if (!row.anchor.empty()) attributes.push_back({"id", row.anchor});
  return element("tr", attributes, cells);
}

Html column_widths(const NoteTable& table) {
  Html columns;
  for (const NoteTable::Column& column : table.columns) {
    std::vector<Attribute> attributes;
    if (column.width > 0) attributes.push_back({"style", fmt::format("width:{}%", column.width)});
    columns += void_element("col", attributes);
  }
  return element("colgroup", columns);
}

Html data_table(const std::string& id, const DataTable& data) {
  NoteTable table{.id = id, .caption = data.caption, .columns = {}, .groups = {}, .is_wide = true};
  for (const std::string& header : data.headers) table.columns.push_back({.header = header});
  NoteTable::Group group;
  for (const auto& cells : data.rows) {
    NoteTable::Row row;
    for (const std::string& cell : cells) row.cells.push_back(cell);
    group.rows.push_back(std::move(row));
  }
  table.groups.push_back(std::move(group));
  return render(table);
}

}  // namespace

Html render(const NoteTable& table) {
  Html inside = element("caption", {{"id", table.id}}, element("span", table.caption));
  inside += column_widths(table);
  inside += header_row(table);
  for (const NoteTable::Group& group : table.groups) {
    Html rows;
    if (!group.heading.empty()) {
      rows += element(
          "tr", {{"class", "group"}},
          element("th",
                  {{"colspan", fmt::format("{}", table.columns.size())}, {"scope", "rowgroup"}},
                  group.heading));
    }
    for (const NoteTable::Row& row : group.rows) rows += body_row(table, row);
    inside += element("tbody", rows);
  }
  return element("div",
                 {{"class", table.is_wide ? "scroll wide" : "scroll"},
                  {"role", "group"},
                  {"aria-labelledby", table.id},
                  {"tabindex", "0"}},
                 element("table", inside));
}

ChartSettings wide_settings(const std::string& id) {
  return {.width = 720.0, .id_prefix = id, .theme = Theme::Page, .embed_style = false};
}

ChartSettings narrow_settings(const std::string& id) {
  return {.width = 360.0, .id_prefix = id + "-narrow", .theme = Theme::Page, .embed_style = false};
}

ChartSettings print_settings(const std::string& id) {
  return {.width = 940.0, .id_prefix = id + "-print", .theme = Theme::Page, .embed_style = false};
}

Html render(const NoteFigure& figure) {
  Html caption = element("strong", figure.wide.title);
  if (!figure.wide.description.empty()) caption += cat(". ", figure.wide.description);
  if (!figure.wide.attribution.empty()) {
    caption += cat(" ", element("small", figure.wide.attribution));
  }
  const std::string wide_class =
      figure.print ? "drawn wide-drawing not-printed" : "drawn wide-drawing";
  Html inside = element("div", {{"class", wide_class}}, Html::trusted(figure.wide.svg));
  if (figure.print) {
    inside += element("div", {{"class", "drawn print-drawing"}}, Html::trusted(figure.print->svg));
  }
  inside += element("div", {{"class", "drawn narrow-drawing"}}, Html::trusted(figure.narrow.svg));
  inside += element("figcaption", caption);
  if (!figure.wide.table.rows.empty()) {
    inside += element("details",
                      cat(element("summary", cat("Numbers of this figure",
                                                 element("span", {{"class", "hidden"}},
                                                         fmt::format(": {}", figure.wide.title)))),
                          data_table(figure.id + "-numbers", figure.wide.table)));
  }
  return element("figure", {{"id", figure.id}}, inside);
}

}  // namespace penholder
