#include "instance/kinds.h"

namespace penholder::instance::kinds {

const DiagnosticKind kEmpty = {"instance-empty", Severity::Error, "the file holds no text",
                               "There is nothing to read."};
const DiagnosticKind kTooLarge = {
    "instance-too-large", Severity::Error, "the file is larger than any instance",
    "The limits (8 MiB of text, 100,000 tasks) are far above every published instance; a larger "
    "file is something else."};
const DiagnosticKind kUnknownFormat = {
    "instance-unknown-format", Severity::Error, "the text is in no format that is read here",
    "The formats are told apart by their content; docs/formats/instances.md shows one of each."};
const DiagnosticKind kTruncated = {
    "instance-truncated", Severity::Error, "the text ends too early",
    "What stands in the file promises more than it holds. Fetch the file again."};
const DiagnosticKind kNotANumber = {"instance-not-a-number", Severity::Error,
                                    "a whole number was expected",
                                    "Times, amounts and capacities are whole numbers."};
const DiagnosticKind kOutOfRange = {
    "instance-out-of-range", Severity::Error, "a number is out of its range",
    "Task and mode numbers must exist. Times, and the durations of all tasks together, stay within "
    "268,435,456; amounts and values within 2^60."};
const DiagnosticKind kUnexpected = {
    "instance-unexpected", Severity::Error, "something else was expected here",
    "The message says what. Often a line or a word before the place was lost."};
const DiagnosticKind kWrongCount = {
    "instance-wrong-count", Severity::Error, "a number of things contradicts another place",
    "Two places of the file say how many there are, and they differ."};
const DiagnosticKind kMissingName = {"instance-missing-name", Severity::Error,
                                     "a parameter of the data file is missing",
                                     "Each kind of data file needs all of its parameters."};
const DiagnosticKind kUnsupported = {
    "instance-unsupported", Severity::Error, "the file uses a part of its format that is not read",
    "Nothing is guessed: the whole instance is refused rather than read without that part."};
const DiagnosticKind kTrailing = {"instance-trailing-text", Severity::Warning,
                                  "there is text behind the end of the instance",
                                  "It was not read. Two files may have been joined."};

std::vector<const DiagnosticKind*> all() {
  return {&kEmpty,      &kTooLarge,   &kUnknownFormat, &kTruncated,   &kNotANumber, &kOutOfRange,
          &kUnexpected, &kWrongCount, &kMissingName,   &kUnsupported, &kTrailing};
}

}  // namespace penholder::instance::kinds
