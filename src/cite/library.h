#pragma once
// The cited documents, open on the desk: resolutions by number, each with a reading copy that
// diagnostics can point into.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_text.h"
#include "cite/sections.h"
#include "resolution/resolution.h"

namespace penholder {

/// A resolution and where its paragraphs stand in its reading copy.
struct CitedDocument {
  Resolution resolution;
  /// A text of one paragraph a line, each behind its locator: `28.a.iii.2: to support ...`; the
  /// first line gives symbol and date. Excerpts of it read better than those of the XML.
  FileId reading;
  Span head;                                        ///< symbol and date
  std::map<std::string, Span, std::less<>> places;  ///< locator -> the locator in the copy

  /// Where a locator stands; the head for one that is not there.
  [[nodiscard]] Span place_of(std::string_view locator) const;
};

class Library {
 public:
  /// Takes in a resolution and adds its reading copy to `texts`. A second one of the same number,
  /// and one without a number, are passed over.
  void add(Resolution resolution, SourceTexts& texts);

  /// The resolution of that number; null when it is not here. Cost: O(log documents).
  [[nodiscard]] const CitedDocument* find(int number) const;

  /// The text of a source that is no resolution, under the source's id, as a user hands it in.
  void add_text(std::string source_id, std::string_view text);

  /// Its sections; null when no text was handed in.
  [[nodiscard]] const std::vector<Section>* text_of(std::string_view source_id) const;
  [[nodiscard]] std::size_t size() const { return by_number_.size(); }

 private:
  std::map<int, CitedDocument> by_number_;
  std::map<std::string, std::vector<Section>, std::less<>> texts_;
};

}  // namespace penholder
