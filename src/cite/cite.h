#pragma once
// A case held against the documents it cites: does every locator name a paragraph, do dates and
// symbols agree, are the numbers, dates and quotations in the paragraphs they are cited to.
//
//   const auto wanted = cited_resolutions(dossier);       // which documents to open
//   for (int number : wanted) library.add(..., texts);
//   const CiteReport report = cite_case(dossier, library, texts);

#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "cite/library.h"
#include "mandate/case.h"

namespace penholder {

enum class CiteStatus : std::uint8_t {
  Found,        ///< the paragraph is there
  Missing,      ///< the document is at hand and has no such paragraph
  NotInCorpus,  ///< a resolution that is not at hand
  NotChecked    ///< no resolution, or a page or footnote
};

/// `found`, `missing`, `not in corpus`, `not checked`.
std::string_view to_string(CiteStatus status);

/// One citation as it stands in the user's text, for reading through.
struct CiteEntry {
  std::string symbol;   ///< of the document, as the case or text writes it
  std::string locator;  ///< may be empty: the document as a whole
  CiteStatus status = CiteStatus::NotChecked;
  std::string words;  ///< first words of the paragraph; empty unless Found
  Span span;
};

struct CiteReport {
  std::vector<CiteEntry> entries;  ///< by place, each place once
  Diagnostics diagnostics;
  std::size_t numbers = 0;  ///< numbers, dates and quotations held against their paragraphs
  std::size_t dates = 0;
  std::size_t quotes = 0;

  [[nodiscard]] std::size_t count(CiteStatus status) const;
};

/// The number of the resolution that a source is; 0 for any other document.
int resolution_of(const Source& source);

/// Numbers of all resolutions among the sources that are cited, in order, each once.
std::vector<int> cited_resolutions(const Dossier& dossier);

/// Checks all citations of the base case and of what its options add or change.
///
/// A number, date or quotation is held against its paragraphs only when all documents it is cited
/// to are at hand and all its locators resolve: with one unread it might be there.
///
///   texts  of the case: quotations are pointed at where they stand
///   cost   O(citations x words of the paragraph cited)
CiteReport cite_case(const Dossier& dossier, const Library& library, const SourceTexts& texts);

}  // namespace penholder
