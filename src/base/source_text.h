#pragma once
// The user's texts and places in them. A span is bytes in one text; line and column are worked out
// only when a place is shown.

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"

namespace penholder {

using FileId = Id<struct FileTag>;

/// Bytes [begin, end) of one text. The default span belongs to no text: see `is_known`.
struct Span {
  static constexpr std::uint32_t kNoFile = 0xFFFFFFFF;
  FileId file{kNoFile};
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  [[nodiscard]] constexpr bool is_known() const { return file.value != kNoFile; }
  friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

/// One text as the user wrote it, with the name it is shown under.
struct SourceText {
  std::string name;
  std::string text;
};

/// Where a byte stands: line from 1; column from 1, counted in characters (UTF-8 code points), not
/// bytes.
struct LineColumn {
  int line = 1;
  int column = 1;
  friend constexpr bool operator==(LineColumn, LineColumn) = default;
};

/// All texts of one run, in the order in which they were given.
class SourceTexts {
 public:
  SourceTexts() = default;
  explicit SourceTexts(std::vector<SourceText> texts);

  FileId add(SourceText text);
  [[nodiscard]] const SourceText& operator[](FileId file) const { return texts_[file]; }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }
  [[nodiscard]] auto ids() const { return texts_.ids(); }

  /// Cost: O(log lines) and one pass over the line. An offset behind the end counts as the end.
  [[nodiscard]] LineColumn place(FileId file, std::uint32_t offset) const;

  /// The line (from 1) without its line break; empty when there is no such line.
  [[nodiscard]] std::string_view line(FileId file, int line) const;

  /// The bytes of a span; empty for an unknown span.
  [[nodiscard]] std::string_view excerpt(Span span) const;

 private:
  IdVector<FileId, SourceText> texts_;
  IdVector<FileId, std::vector<std::uint32_t>> line_starts_;
};

}  // namespace penholder
