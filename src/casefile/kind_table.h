#pragma once
// The table behind kinds.h: one row per kind of diagnostic, sorted by id. `kind_of("...")` finds a
// row at compile time, so a slip in an id does not build.

#include <algorithm>
#include <array>

#include "base/diagnostic.h"

namespace penholder {

inline constexpr auto kKindTable = std::to_array<DiagnosticKind>({
    {"alias", Severity::Error, "an anchor (`&name`) or alias (`*name`) of YAML",
     "A case says everything where it stands, so that each value has one place to cite and "
     "correct. "
     "Write the value out. A text that begins with `&` or `*` needs quotes."},
    {"capacity-steps", Severity::Error, "capacities of an asset whose dates do not make sense",
     "The capacity of an asset is one number, or a list of dated steps: dates ascend, and the "
     "first step is at or before the start of the horizon. A budget has a single step, since it is "
     "spent over the whole horizon."},
    {"choose-one", Severity::Error, "none or several of keys of which exactly one belongs here",
     "Some mappings are alternatives: a statement of a view says one thing, a change of an option "
     "adds or changes or drops, a shock has a rate or a probability. Split what says two things."},
    {"control-character", Severity::Error, "an invisible control character in the text",
     "Such characters come from copying out of PDF files or word processors and cannot be seen or "
     "printed. Delete it; where a line break or tab is meant, type it."},
    {"different-version", Severity::Error, "a format version that this program cannot read",
     "`penholder: 1` names the version of the case format. A newer number needs a newer program."},
    {"duplicate-field", Severity::Error, "a field of one entity given in two files",
     "An entity may be completed in another file under the same `id`, but each of its fields is "
     "given once; otherwise the order of the files would decide. Keep one of the two."},
    {"duplicate-id", Severity::Error, "the same id twice among entities of one kind in a file",
     "References go by `id`, so each is used once. Rename one of the two entities, or join them "
     "if they are the same."},
    {"duplicate-key", Severity::Error, "the same key twice in one mapping",
     "Only one of the two values could count. Keep one; if both are meant, the key usually takes a "
     "list."},
    {"empty-range", Severity::Error, "a stretch of time that ends before it starts or on that day",
     "A stretch runs from `start` up to, but not including, `end`; it is at least a day long. A "
     "horizon is at most 20 years."},
    {"empty-value", Severity::Error, "a key without a value",
     "Give the value, or remove the key. For a number that is not known yet, write "
     "`{unknown: what is missing}`."},
    {"file-too-large", Severity::Error, "a file above 16 MB",
     "A case of a large mission takes a few hundred kilobytes. Probably this is another file."},
    {"impossible-date", Severity::Error, "a date that the calendar does not have",
     "Such as 30 February, or month 13. Dates are year-month-day."},
    {"invalid-utf8", Severity::Error, "bytes that are not UTF-8 text",
     "Case files are UTF-8. Save the file again as UTF-8 (in most editors: `Save with encoding`)."},
    {"judgement-without-range", Severity::Warning, "a judgement given as a single number",
     "A judgement is uncertain by nature; as a single number it claims a precision that nobody "
     "has, and the stress test cannot show what depends on it. Give `low`, `likely` and `high` "
     "(10th, "
     "50th and 90th percentile)."},
    {"key-not-applicable", Severity::Error, "a key that has no meaning for this kind of entity",
     "A standing task has levels but no duration; a discrete task the other way round; a link of "
     "kind `after` has no date. Remove the key or correct the kind."},
    {"leaf-objectives-changed", Severity::Error,
     "an option that changes the set of leaf objectives",
     "All designs of a mandate are judged on the same leaf objectives, those of the base case; "
     "otherwise their values could not be compared. An option may move objectives to another "
     "parent or tier, "
     "and may add a parent above existing ones."},
    {"link-cycle", Severity::Error, "`after` links that run in a circle",
     "Each task would wait for the next, and none could start. Remove the link that does not hold, "
     "or split a task into the part that comes first and the part that comes later."},
    {"malformed-citation", Severity::Error, "a citation that is not of the form source#locator",
     "A citation is the id of a source, then `#` and the place in it: dotted paragraph labels "
     "(`s-res-2531#28.a.iii`), a page (`#p2`), a footnote (`#fn18`) or a heading (`#summary`); or "
     "the "
     "id alone for the whole document. No spaces: in YAML ` #` begins a comment."},
    {"malformed-date", Severity::Error, "a date not written as year-month-day",
     "Dates are written `2021-05-20`: four digits, two, two. A month without a day is an uncertain "
     "date: give `low`, `likely`, `high`."},
    {"malformed-id", Severity::Error, "an id that is not in kebab-case",
     "Ids are short names for references, in small letters and digits with single hyphens between "
     "them: `electoral-support`. The words for readers go into `title`."},
    {"malformed-number", Severity::Error, "a value that is not a number where one is needed",
     "A number is written with digits and a decimal point, without separators between thousands: "
     "`13289 troops`, `0.35`, `35 %`."},
    {"measure-anchors", Severity::Error, "anchors of a measure that make no scale",
     "Anchors stand by rising amount, at least two of them, and what they count rises all the way "
     "or "
     "falls all the way within 0 and 1: then more of what is measured is never worth now more, now "
     "less. Stretches that rest are fine; a scale on which nothing makes a difference is not."},
    {"missing-basis", Severity::Error, "a number or judgement without saying what it rests on",
     "Readers must be able to tell facts from judgements. Beside the number, in the same braces, "
     "give `cites: [source#paragraph]` for a fact or `judgement: one-line reason` for an estimate; "
     "for a number that is not known yet, `unknown: what is missing`."},
    {"missing-key", Severity::Error, "a key that must be there and is not",
     "The format page lists the keys of each entity and which of them are required."},
    {"missing-unit", Severity::Error, "a number without its unit",
     "A bare number can be read in several ways (weeks or months, hours or aircraft). Write the "
     "unit after it: `12 weeks`, `5 aircraft`, `2 per year`."},
    {"negative-number", Severity::Error, "a negative number where that makes no sense",
     "Durations, amounts, rates and lags are zero or more."},
    {"nested-tier", Severity::Error, "a strategic priority inside a strategic priority",
     "`tier` marks the strategic priorities, whose ranks are compared; one cannot contain another. "
     "Remove `tier` from the inner objective."},
    {"not-a-leaf", Severity::Error, "a task that serves an objective with parts",
     "Tasks serve leaf objectives, those without parts of their own, so that nothing is counted "
     "twice. Name the part that the task serves; if it serves several, name each."},
    {"not-finite", Severity::Error, "infinity or not-a-number as a value",
     "Every number of a case is finite. For something unlimited, leave the key out; for something "
     "not known, write `{unknown: what is missing}`."},
    {"number-unknown", Severity::ToDo, "a number, date or strength left open on purpose",
     "`unknown` says that a number is missing and what would supply it. Until then the stages use "
     "a documented stand-in; for how strongly a task serves its objective there is none, and they "
     "list what is missing and stop."},
    {"out-of-range", Severity::Error, "a number outside what its kind allows",
     "Shares and probabilities lie between 0 and 1 (0 % and 100 %), latitudes between -90 and 90, "
     "durations up to 100 years."},
    {"outside-anchors", Severity::Warning, "a performance beyond the anchors of its measure",
     "It counts as the nearest anchor, so that nothing is gained or lost beyond it. Often the unit "
     "is "
     "wrong; if the amount is right, consider an anchor further out, for all tasks alike."},
    {"parent-cycle", Severity::Error, "objectives or areas that are their own ancestors",
     "Parents form a tree: whoever follows `parent` upward must arrive at a root. Remove or "
     "correct "
     "one of the links."},
    {"percentile-order", Severity::Error, "low, likely and high that are not in this order",
     "They are the 10th, 50th and 90th percentile, so low <= likely <= high."},
    {"phases", Severity::Error, "phases that do not divide the horizon",
     "The first phase starts with the horizon, each starts where the one before ends, and the last "
     "ends with the horizon, so that every day belongs to one phase."},
    {"repeated-reference", Severity::Warning, "the same name twice in one list",
     "It counts once. Probably another name was meant."},
    {"scale-order", Severity::Error, "levels of the scale that do not rise",
     "The scale is listed from the weakest level to the strongest, with values that rise within 0 "
     "and 1."},
    {"self-reference", Severity::Error, "an entity that refers to itself",
     "A link joins two different things, and an objective or area is not its own parent."},
    {"several-documents", Severity::Error, "more than one YAML document in a file",
     "A line `---` in the middle of a file begins a second document. Remove it, or move what "
     "follows into a file of its own: all `*.yaml` files of a directory are one case."},
    {"shared-name", Severity::Error, "one id for a task, a condition or a milestone",
     "The `on` of a link may name any of the three, so they share one set of ids."},
    {"swing-points", Severity::Error,
     "swing points that do not compare objectives with one another",
     "The objective whose way from nothing to everything matters most gets exactly 100 points, "
     "each "
     "other one with the same parent a number above 0 up to 100, or a range of them. Compare "
     "objectives of different parents by a `ratio`, or higher up the tree."},
    {"tag", Severity::Error, "a tag (`!name`) of YAML",
     "Types follow from the keys; tags have no meaning in a case. A text that begins with `!` "
     "needs quotes."},
    {"too-crowded", Severity::Error, "a file with far more values than any case has",
     "At most 500,000 values or as many brackets and commas: a limit against files made to exhaust "
     "memory."},
    {"too-deep", Severity::Error, "lists or mappings nested more than 64 deep",
     "A case needs fewer than ten levels; probably an opening bracket has no closing one."},
    {"too-many-problems", Severity::Error, "more problems than anyone would read",
     "Only the first 2,000 are shown, by place. Usually one mistake, such as a wrong file or a "
     "wrong indentation, "
     "causes most of them."},
    {"two-bases", Severity::Error, "a number with more than one basis",
     "Exactly one of `cites`, `judgement` and `unknown` belongs to a number. If a source supports "
     "a judgement only in part, name it in the words of the judgement."},
    {"unit-mismatch", Severity::Error, "an amount in another unit than its asset or benchmark",
     "Amounts are added up and compared with the capacity, so both are in the asset's unit."},
    {"unknown-key", Severity::Error, "a key that this entity does not have",
     "Keys are spelt as in the format page. A key that is not known would be ignored silently, so "
     "it is refused."},
    {"unknown-reference", Severity::Error, "a name that no entity of that kind has",
     "References go by `id`. Correct the spelling, or declare the entity."},
    {"unknown-unit", Severity::Error, "a unit that this kind of number does not have",
     "Durations: days, weeks (7 days), months (30 days), years (365 days). Shares: % or a plain "
     "number up to 1. Rates: per year, per month, per week, per day."},
    {"unknown-word", Severity::Error, "a word that is not among those allowed here",
     "The format page lists the words that a key takes."},
    {"wrong-shape", Severity::Error, "a list, mapping or text where another shape is needed",
     "A list is written `[a, b]` or with a hyphen before each item; a mapping as `key: value`; a "
     "text on its own or in quotes."},
    {"wrong-target", Severity::Error, "a reference to the wrong kind of entity",
     "Each kind of link says what its `on` may name: `together` and `instead-of` join tasks, `due` "
     "and `not-before` take a date or a milestone."},
    {"yaml-key", Severity::Error, "a key that is not a plain word",
     "Keys are words of the format; a list, a mapping or nothing at all cannot be one. Often a "
     "`?` or a bracket stands where a text in quotes was meant."},
    {"yaml-syntax", Severity::Error, "text that is not YAML",
     "The rest of this file was not read, so further problems may show once this is mended. Common "
     "causes: a colon or ` #` inside a text without quotes, a bracket or quote that is not closed, "
     "lines that are not indented alike, tabs."},
});
static_assert(std::ranges::is_sorted(kKindTable, {}, &DiagnosticKind::id));

consteval const DiagnosticKind& kind_of(std::string_view id) {
  for (const DiagnosticKind& kind : kKindTable) {
    if (kind.id == id) return kind;
  }
  throw "no such kind";  // reached only while compiling
}

}  // namespace penholder
