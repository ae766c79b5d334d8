#pragma once
// What a drawn picture is: SVG text, its finding in words, and the same numbers as a table.
// Knows nothing of what is drawn; the pictures themselves are declared in charts.h.

#include <string>
#include <vector>

#include "chart/palette.h"

namespace penholder {

/// The numbers of a picture for screen readers, print and CSV. Every row has as many cells as
/// `headers`; the first cell of a row is its heading. All text is plain (not escaped for HTML).
struct DataTable {
  std::string caption;
  std::vector<std::string> headers;
  std::vector<std::vector<std::string>> rows;
  /// What each row is about, as `task/<id>`, `benchmark/<id>`, ...: as many as rows. A page can
  /// link a row to the place where its sources stand.
  std::vector<std::string> row_keys;
};

/// RFC 4180: CRLF line ends, quotes where needed, headers first.
std::string to_csv(const DataTable& table);

/// One picture. `svg` stands alone and may be put into an HTML page as it is.
struct Chart {
  std::string title;        ///< what is shown, for a caption; plain text
  std::string description;  ///< what there is to see, in sentences; plain text
  std::string svg;          ///< `<svg role="img" aria-labelledby=...>...</svg>`, UTF-8, no newline
                            ///< at the end; refers to nothing outside itself
  DataTable table;
  std::string attribution;  ///< whose data is drawn, to be shown beside it; only a map has one
};

/// How to draw, never what.
struct ChartSettings {
  /// Width of the viewBox in px; height follows from the content. Text is drawn at 11 to 13 px of
  /// this width, so draw for the width at which it will be shown: 720 for a page, 360 for a phone.
  /// Below `kNarrow` labels move above their marks. Kept within 320..1600.
  double width = 720.0;
  /// Begins every id in the picture. Two pictures on one page need two prefixes. Letters, digits,
  /// `-` and `_`; anything else becomes `-`.
  std::string id_prefix = "chart";
  Theme theme = Theme::Page;
  /// Put the style sheet into the picture. A page with many pictures may switch this off and
  /// include chart_style(theme) once.
  bool embed_style = true;

  static constexpr double kNarrow = 560.0;
};

}  // namespace penholder
