#pragma once
// Tables and figures as the note shows them: captioned, scoped, reachable by keyboard where they
// scroll.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "chart/chart.h"
#include "note/html.h"

namespace penholder {

/// A table with one header row; the first cell of every row is its heading.
struct NoteTable {
  struct Column {
    Html header;
    bool is_number = false;  ///< right-aligned, digits of one width
    int width = 0;           ///< per cent of the table; 0: as the content asks
  };
  struct Row {
    std::vector<Html> cells;  ///< as many as columns
    std::string anchor;       ///< id for links; may be empty
  };
  /// Rows under one heading of their own; an empty heading shows none.
  struct Group {
    Html heading;
    std::vector<Row> rows;
  };

  std::string id;  ///< of the caption; unique in the note
  Html caption;
  std::vector<Column> columns;
  std::vector<Group> groups;
  bool is_wide = false;  ///< needs more than the measure of the text
};

/// The table in a frame that scrolls sideways on a narrow screen.
Html render(const NoteTable& table);

/// A picture in a wide and a narrow drawing (one of which the style sheet shows), its caption and
/// its numbers as a table behind a disclosure.
///
///   drawn   the picture drawn at 720 px, and again at 360 px for phones
struct NoteFigure {
  std::string id;  ///< unique in the note
  Chart wide;
  Chart narrow;
  /// A third drawing for paper, where the wide one would be much taller than a page.
  std::optional<Chart> print = std::nullopt;
};
Html render(const NoteFigure& figure);

/// Settings for the drawings.
ChartSettings wide_settings(const std::string& id);
ChartSettings narrow_settings(const std::string& id);
ChartSettings print_settings(const std::string& id);

}  // namespace penholder
