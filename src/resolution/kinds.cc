#include "resolution/kinds.h"

namespace penholder::resolution_kinds {

const DiagnosticKind kEmptyDocument = {"empty-document", Severity::Error, "the file holds no text",
                                       "There is nothing to read. Download the document again."};
const DiagnosticKind kTooLarge = {
    "document-too-large", Severity::Error, "the file is larger than any resolution",
    "The longest resolution since 2000 has under 1 MB as XML; a larger file is something else."};
const DiagnosticKind kNotAknUn = {
    "not-a-resolution", Severity::Error, "the file is not in the UN's AKN4UN format",
    "The root element must be `akomaNtoso` with a `mainBody`. A web page saved from a browser is "
    "not the XML: take the document's XML file, or paste the text into a .txt file."};
const DiagnosticKind kDoctype = {
    "xml-doctype", Severity::Error, "the file has a document type declaration",
    "Declarations can pull in other files or blow up in memory, and no AKN4UN document has one. "
    "Reading stops there; nothing is fetched or expanded."};
const DiagnosticKind kBrokenXml = {
    "broken-xml", Severity::Warning, "the file is not well-formed XML at this place",
    "Reading went on behind the place; compare the paragraphs around it with the published text."};
const DiagnosticKind kTooDeep = {"xml-too-deep", Severity::Error,
                                 "elements are nested deeper than in any resolution",
                                 "Reading stopped there."};
const DiagnosticKind kTooManyParagraphs = {
    "too-many-paragraphs", Severity::Error, "more paragraphs than any resolution has",
    "Reading stopped there. Take the file of one resolution."};
const DiagnosticKind kNotText = {
    "not-text", Severity::Error, "the file is no text",
    "A PDF, a Word file or an archive cannot be read: take the document's XML file, or paste its "
    "text into a .txt file."};
const DiagnosticKind kNotUtf8 = {"not-utf-8", Severity::Error, "the text is not UTF-8",
                                 "Save the pasted text as UTF-8."};
const DiagnosticKind kNoOperative = {
    "no-operative-paragraphs", Severity::Warning, "no numbered paragraph was found",
    "A statement by the President has none; in pasted text each needs its number at the start of a "
    "line (`1. Decides ...`)."};
const DiagnosticKind kNoSymbol = {"no-symbol", Severity::Warning,
                                  "the document does not state its symbol",
                                  "Citations of it cannot be checked against it. In pasted text, "
                                  "keep the line `S/RES/NNNN (YYYY)` "
                                  "or `Resolution NNNN (YYYY)`."};
const DiagnosticKind kNoDate = {
    "no-date", Severity::Warning, "the document does not state its date of adoption",
    "Keep the line `Adopted by the Security Council ... on D Month YYYY`."};
const DiagnosticKind kMissingNumber = {
    "missing-paragraph", Severity::Warning, "a paragraph number is missing from the sequence",
    "A paragraph was lost or its number is not marked as such in the file; its text may stand at "
    "the end of the paragraph before. Compare with the published text."};
const DiagnosticKind kRepeatedNumber = {
    "repeated-paragraph", Severity::Warning, "a paragraph number occurs twice",
    "The second one is kept with a locator of its own (`3-2`), so that citations stay unique."};
const DiagnosticKind kNumberInText = {"number-in-text", Severity::Warning,
                                      "a paragraph number stands inside the text",
                                      "The file does not mark it as a number; it was taken as one "
                                      "because it is the next in sequence."};
const DiagnosticKind kListGap = {"list-gap", Severity::Warning,
                                 "an item of a list does not follow the one before",
                                 "An item was lost, or the published text itself skips a label."};

std::vector<const DiagnosticKind*> all() {
  return {&kEmptyDocument, &kTooLarge,       &kNotAknUn,          &kDoctype,
          &kBrokenXml,     &kTooDeep,        &kTooManyParagraphs, &kNotText,
          &kNotUtf8,       &kNoOperative,    &kNoSymbol,          &kNoDate,
          &kMissingNumber, &kRepeatedNumber, &kNumberInText,      &kListGap};
}

}  // namespace penholder::resolution_kinds
