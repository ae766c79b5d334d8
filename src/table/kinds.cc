#include "table/kinds.h"

namespace penholder::table_kinds {

const DiagnosticKind kEmpty = {"table-empty", Severity::Error, "the file holds no text",
                               "There is nothing to read."};
const DiagnosticKind kTooLarge = {
    "table-too-large", Severity::Error, "the file is larger than any table that people judged",
    "The limits (16 MiB, 2,000 alternatives, 200 criteria, 100,000 cells) are far above every "
    "published table; a larger file is something else."};
const DiagnosticKind kNotUtf8 = {
    "table-not-utf-8", Severity::Error, "the text is not UTF-8",
    "In a spreadsheet choose `CSV UTF-8` when saving. Names would be garbled otherwise."};
const DiagnosticKind kBrokenQuote = {
    "table-broken-quote", Severity::Error, "a quoted field does not end, or goes on behind its end",
    "A field in quotes ends at the next single quote mark; a quote mark inside it is doubled."};
const DiagnosticKind kNoCriteria = {
    "table-no-criteria", Severity::Error, "the table has no criteria",
    "The first row names the criteria, one a column, behind a first cell that may say anything."};
const DiagnosticKind kNoAlternatives = {
    "table-no-alternatives", Severity::Error, "the table has no alternatives",
    "Every row that does not begin with `#` is an alternative; there is none."};
const DiagnosticKind kRowLength = {"table-row-length", Severity::Error,
                                   "a row has more fields than the first",
                                   "A field that holds a comma stands in quotes."};
const DiagnosticKind kMissingCell = {
    "table-missing-cell", Severity::Error, "an alternative has no performance on a criterion",
    "Nothing is guessed: no mean and no worst case is put in. What nobody knows exactly can be a "
    "range, as in `0.2..0.5..0.9`."};
const DiagnosticKind kNotAPerformance = {
    "table-not-a-performance", Severity::Error, "a cell is no number and no distribution",
    "A cell is `12.5`, `10..12..15` (10th, 50th and 90th percentile), `10..15` (anywhere between), "
    "`normal(12, 2)`, `beta(20, 116)` or `20 of 136` (events of trials)."};
const DiagnosticKind kOutOfRange = {
    "table-out-of-range", Severity::Error, "a number is out of its range",
    "Numbers lie within 10^15 to either side; percentiles rise; a spread is not negative."};
const DiagnosticKind kDuplicate = {"table-duplicate", Severity::Error,
                                   "two criteria, alternatives or rows have the same name",
                                   "Ids tell rows and columns apart; titles may repeat."};
const DiagnosticKind kUnknownRow = {
    "table-unknown-row", Severity::Error, "a row that begins with `#` says nothing known",
    "Known are `#title`, `#unit`, `#direction`, `#worst`, `#best`, `#scale`, `#preference`, "
    "`#weight` and `#order`. `##` begins a row of remarks."};
const DiagnosticKind kUnknownWord = {
    "table-unknown-word", Severity::Error, "a word is not one of those that may stand here",
    "A direction is `max` or `min`; a preference function one of PROMETHEE's six."};
const DiagnosticKind kNoDirection = {
    "table-no-direction", Severity::Warning, "a criterion does not say which way is better",
    "It is read as `max`: more is better. Anchors (`#worst`, `#best`) say it, too."};
const DiagnosticKind kScale = {
    "table-scale", Severity::Error, "anchors that do not make a scale",
    "Points rise in performance, at least two, and their values rise (for `max`) or fall (for "
    "`min`) throughout; the best and the worst anchor differ."};
const DiagnosticKind kPreference = {"table-preference", Severity::Error,
                                    "thresholds that do not make a preference function",
                                    "u-shape needs q; v-shape p; level and linear q and p, q at "
                                    "most p; gaussian s; p and s are above "
                                    "0. Thresholds are in the unit of the criterion."};
const DiagnosticKind kWeights = {
    "table-weights", Severity::Error, "weights that cannot be used",
    "Weights are numbers of at least 0, for every criterion or for none, and not all 0. They need "
    "not add up to 1. An order counts from 1, the heaviest; equal places tie."};
const DiagnosticKind kTwoWeights = {"table-two-weights", Severity::Warning,
                                    "weights and an order of weights are both given",
                                    "The weights are used, the order is kept and shown."};
const DiagnosticKind kDecimalComma = {
    "table-decimal-comma", Severity::Warning, "numbers with a decimal comma",
    "Fields are parted by semicolons or tabs here, so `0,5` is read as 0.5."};
const DiagnosticKind kLooksLikeARow = {
    "table-looks-like-a-row", Severity::Warning,
    "an alternative is named like a row that describes the criteria",
    "Rows that describe begin with `#`: `#weight`, not `weight`."};
const DiagnosticKind kNotXmcda = {
    "table-not-xmcda", Severity::Error, "the file is XML, but not XMCDA 3",
    "The root element is `XMCDA` in a namespace such as "
    "`http://www.decision-deck.org/2019/XMCDA-3.1.1`. XMCDA 2 files can be converted with the "
    "Decision Deck's own converter."};
const DiagnosticKind kVersion = {"table-xmcda-version", Severity::Warning,
                                 "the file is XMCDA of a version that is not known here",
                                 "Known are 3.0.0 to 3.1.1. It is read as 3.1.1."};
const DiagnosticKind kBrokenXml = {
    "table-broken-xml", Severity::Error, "the file is not well-formed XML at this place",
    "Numbers may be lost there, so the table is not used. Write the file again."};
const DiagnosticKind kUnsafeXml = {
    "table-unsafe-xml", Severity::Error, "the file declares a document type, or nests too deep",
    "Declarations can pull in other files or blow up in memory, and no XMCDA file has one. Nothing "
    "is fetched or expanded."};
const DiagnosticKind kUnknownId = {
    "table-unknown-id", Severity::Error, "a number is for a criterion or alternative that is not",
    "Its id must stand among `criteria` or `alternatives`, as must that of every performance."};
const DiagnosticKind kNotRead = {
    "table-not-read", Severity::Warning, "a part of the file that is not used",
    "Only alternatives, criteria, quantitative scales, functions, thresholds, weights and one "
    "performance table are read."};
const DiagnosticKind kTooManyFaults = {"table-too-many-faults", Severity::Error,
                                       "the file has more faults than are worth listing",
                                       "Mend the first ones; the rest may be their echo."};

std::vector<const DiagnosticKind*> all() {
  return {&kEmpty,          &kTooLarge,     &kNotUtf8,     &kBrokenQuote,     &kNoCriteria,
          &kNoAlternatives, &kRowLength,    &kMissingCell, &kNotAPerformance, &kOutOfRange,
          &kDuplicate,      &kUnknownRow,   &kUnknownWord, &kNoDirection,     &kScale,
          &kPreference,     &kWeights,      &kTwoWeights,  &kDecimalComma,    &kLooksLikeARow,
          &kNotXmcda,       &kVersion,      &kBrokenXml,   &kUnsafeXml,       &kUnknownId,
          &kNotRead,        &kTooManyFaults};
}

}  // namespace penholder::table_kinds
