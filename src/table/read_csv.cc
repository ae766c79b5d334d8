#include "table/read_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>

#include "base/text.h"
#include "table/cell_text.h"
#include "table/csv_text.h"
#include "table/kinds.h"

namespace penholder {
namespace {

bool is_mark(const CsvField& field) {
  return !field.guarded && trimmed(field.text).starts_with('#');
}

class CsvTable {
 public:
  CsvTable(FileId file, char separator, Diagnostics& diagnostics)
      : builder_(file, diagnostics),
        style_{.comma_is_point = separator != ',', .saw_comma = &saw_comma_} {}

  PerformanceTable read(const std::vector<CsvRecord>& records) {
    if (records.empty()) return {};
    read_header(records.front());
    for (std::size_t r = 1; r < records.size() && !builder_.is_full(); ++r) {
      read_row(records[r]);
    }
    if (saw_comma_) {
      builder_.report(table_kinds::kDecimalComma, comma_span_,
                      "commas between digits are read as decimal points",
                      "fields are not parted by commas here, so they cannot be separators");
    }
    return builder_.finish(weights_span_);
  }

 private:
  void read_header(const CsvRecord& header) {
    width_ = header.size();
    columns_.assign(header.size(), std::nullopt);
    named_.assign(header.size(), false);
    for (std::size_t i = 1; i < header.size(); ++i) {
      const CsvField& field = header[i];
      const std::string name(trimmed(field.text));
      named_[i] = !name.empty();
      if (is_mark(field)) {
        if (lower(name) == "#title" && !title_column_) {
          title_column_ = i;
        } else if (!name.starts_with("##")) {
          builder_.report(table_kinds::kUnknownRow, field.span,
                          fmt::format("the column {} says nothing known", quoted(name)),
                          "`#title` holds titles, once; `##` begins a column of remarks");
        }
      } else if (!name.empty()) {
        columns_[i] = builder_.add_criterion(name, field.span);
      }
    }
  }

  void read_row(const CsvRecord& row) {
    for (std::size_t i = width_; i < row.size(); ++i) {
      if (trimmed(row[i].text).empty()) continue;
      builder_.report(table_kinds::kRowLength, row[i].span,
                      fmt::format("the row has more fields than the {} of the first", width_),
                      "put a field that holds the separator in quotes");
      return;
    }
    for (std::size_t i = 1; i < std::min(row.size(), width_); ++i) {
      if (named_[i] || trimmed(row[i].text).empty()) continue;
      builder_.report(
          table_kinds::kNoCriteria, row[i].span,
          fmt::format("{} stands in a column without a criterion", quoted(trimmed(row[i].text))),
          "name the column in the first row");
      named_[i] = true;  // once is enough
    }
    if (is_mark(row.front())) {
      read_mark(row);
    } else {
      read_alternative(row);
    }
  }

  void read_alternative(const CsvRecord& row) {
    const std::string id(trimmed(row.front().text));
    if (std::ranges::find(kCsvRows, lower(id)) != kCsvRows.end()) {
      builder_.report(table_kinds::kLooksLikeARow, row.front().span,
                      fmt::format("{} is read as an alternative", quoted(id)),
                      fmt::format("a row that describes begins with `#`: `#{}`", lower(id)));
    }
    const auto alternative = builder_.add_alternative(id, row.front().span);
    if (!alternative) return;
    for (std::size_t i = 1; i < std::min(row.size(), width_); ++i) {
      const CsvField& field = row[i];
      if (title_column_ == i) {
        builder_.at_alternative(*alternative).title = trimmed(field.text);
      } else if (columns_[i] && !trimmed(field.text).empty()) {
        auto performance = parse_performance(field.text, style_of(field));
        if (performance) {
          builder_.set_cell(*alternative, *columns_[i], *performance, field.span);
        } else {
          builder_.spoil_cell(*alternative, *columns_[i]);
          report(performance.error(), field);
        }
      }
    }
  }

  void read_mark(const CsvRecord& row) {
    const std::string name = lower(trimmed(row.front().text));
    if (name.starts_with("##")) return;
    const std::string_view word = std::string_view(name).substr(1);
    if (std::ranges::find(kCsvRows, word) == kCsvRows.end()) {
      const auto near = nearest(word, kCsvRows);
      builder_.report(
          table_kinds::kUnknownRow, row.front().span,
          fmt::format("{} says nothing known", quoted(name)),
          near ? fmt::format("did you mean `#{}`?", *near) : "`##` begins a row of remarks");
      return;
    }
    if (!seen_.insert(std::string(word)).second) {
      builder_.report(table_kinds::kDuplicate, row.front().span,
                      fmt::format("a second row {}", quoted(name)), "leave one");
      for (std::size_t c = 0; c < builder_.criteria(); ++c) builder_.stated(c).is_spoilt = true;
      return;
    }
    if (word == "weight" || (word == "order" && !weights_span_.is_known())) {
      weights_span_ = row.front().span;
    }
    for (std::size_t i = 1; i < std::min(row.size(), width_); ++i) {
      if (columns_[i] && !trimmed(row[i].text).empty()) describe(word, *columns_[i], row[i]);
    }
  }

  void describe(std::string_view word, std::size_t c, const CsvField& field) {
    Criterion& criterion = builder_.at_criterion(c);
    Stated& stated = builder_.stated(c);
    const std::string_view text = trimmed(field.text);
    if (word == "title") {
      criterion.title = text;
    } else if (word == "unit") {
      criterion.unit = text;
    } else if (word == "direction") {
      read_direction(stated, text, field);
    } else if (word == "worst" || word == "best") {
      stated.scale_span = field.span;
      auto& anchor = word == "worst" ? stated.worst : stated.best;
      take(parse_number(text, style_of(field)), anchor, field);
      stated.is_spoilt = stated.is_spoilt || !anchor;
    } else if (word == "scale") {
      stated.scale_span = field.span;
      stated.has_scale = true;
      if (auto points = parse_scale(text, style_of(field))) {
        criterion.scale = std::move(*points);
      } else {
        report(points.error(), field);
        stated.is_spoilt = true;
      }
    } else if (word == "preference") {
      take(parse_preference(text, style_of(field)), criterion.preference, field);
    } else if (word == "weight") {
      read_weight(criterion, text, field);
    } else {
      read_order(criterion, text, field);
    }
  }

  void read_direction(Stated& stated, std::string_view text, const CsvField& field) {
    const std::string name = lower(text);
    if (name == "max") {
      stated.direction = Direction::Max;
    } else if (name == "min") {
      stated.direction = Direction::Min;
    } else {
      builder_.report(table_kinds::kUnknownWord, field.span,
                      fmt::format("{} is no direction", quoted(text)),
                      "write `max` (more is better) or `min`");
      stated.is_spoilt = true;
    }
  }

  void read_weight(Criterion& criterion, std::string_view text, const CsvField& field) {
    take(parse_number(text, style_of(field)), criterion.weight, field);
    if (!criterion.weight) {
      criterion.weight = 1.0;  // reported; not missing as well
    } else if (*criterion.weight < 0.0) {
      builder_.report(table_kinds::kWeights, field.span,
                      fmt::format("the weight {} is negative", quoted(text)),
                      "what is better when smaller is `#direction` `min`, with a positive weight");
      criterion.weight = 1.0;
    }
  }

  void read_order(Criterion& criterion, std::string_view text, const CsvField& field) {
    const auto place = parse_number(text);
    const double most = static_cast<double>(kCriteriaMost);
    if (!place || *place < 1 || *place > most || std::floor(*place) != *place) {
      builder_.report(table_kinds::kWeights, field.span,
                      fmt::format("{} is no place in an order", quoted(text)),
                      "places are whole numbers from 1, the heaviest; equal places tie");
      return;
    }
    criterion.order = static_cast<int>(*place);
  }

  template <class T, class Place>
  void take(CellRead<T> read, Place& place, const CsvField& field) {
    if (read) {
      place = std::move(*read);
    } else {
      report(read.error(), field);
    }
  }

  void report(const CellFault& fault, const CsvField& field) {
    builder_.report(*fault.kind, field.span, fault.message, fault.remedy);
  }

  const NumberStyle& style_of(const CsvField& field) {
    if (!saw_comma_) comma_span_ = field.span;
    return style_;
  }

  TableBuilder builder_;
  bool saw_comma_ = false;
  Span comma_span_;
  NumberStyle style_;
  std::size_t width_ = 0;
  std::vector<std::optional<std::size_t>> columns_;  ///< criterion of each column
  std::optional<std::size_t> title_column_;
  std::set<std::string> seen_;
  std::vector<bool> named_;  ///< columns whose head says something
  Span weights_span_;
};

}  // namespace

TableRead read_csv(std::string_view bytes, FileId file) {
  TableRead read;
  const Span start{.file = file, .begin = 0, .end = 0};
  if (bytes.size() > kTableBytesMost) {
    read.diagnostics.add(table_kinds::kTooLarge, start,
                         fmt::format("the file has {} bytes", bytes.size()));
    return read;
  }
  const CsvRead text = read_csv_text(bytes, file, read.diagnostics);
  if (text.is_whole && text.records.empty()) {
    read.diagnostics.add(table_kinds::kEmpty, start, "the file holds no text");
  }
  if (!text.is_whole || text.records.empty()) return read;
  read.table = CsvTable(file, text.separator, read.diagnostics).read(text.records);
  read.usable = !read.diagnostics.has_errors();
  return read;
}

}  // namespace penholder
