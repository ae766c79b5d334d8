// docs/formats/case.md, printed from the table of keywords. Only what no row can say stands here as
// prose.

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "casefile/keywords.h"
#include "casefile/schema.h"

namespace penholder {
namespace {

constexpr std::string_view kIntroduction = R"(# The case format, version 1

<!-- Printed from the table of keywords (src/casefile/keywords.cc). To change it, change the table,
     then run the tests of `casefile` with UPDATE_GOLDEN=1. -->

A case is one YAML file, or a directory whose `*.yaml` files are read together, sorted by name.
`penholder check` reports every problem of a case in one run; `penholder schema` prints a JSON
Schema with which editors complete and validate; each problem has a page in
[docs/diagnostics](../diagnostics/README.md).

```yaml
penholder: 1
case:
  id: harbour
  title: The harbour of Port Example
  as-of: 2021-05-20
  horizon: {start: 2021-07-01, end: 2022-07-01}
objectives:
  - {id: safe-harbour, title: The harbour is safe}
tasks:
  - id: mine-clearance
    title: Clear the harbour of mines
    kind: discrete
    duration: {low: 8 weeks, likely: 12 weeks, high: 20 weeks, judgement: two similar harbours}
```

## Files of one case

Lists are concatenated in the order of the files. An entity whose `id` stands in two files is one
entity: its fields are joined, and a field given twice is an error, as is the same id twice in one
file. So the observations of a benchmark may live in a file of their own.

Ids are `small-letters-and-digits` with single hyphens, unique within their kind; tasks, conditions
and milestones share one set of ids, since a link may name any of them.

YAML's anchors (`&`), aliases (`*`), tags (`!`), directives (`%`) and second documents (`---`) are
refused: every value stands where it is used and can be cited and corrected there. A file has at
most 16 MB. In YAML, ` #` begins a comment and `: ` a value: a text that contains either needs
quotes.

## Numbers and what they rest on

Every number carries its basis, in the same mapping: exactly one of `cites` (a fact), `judgement`
(an estimate, with its reason in a line) and `unknown` (not known yet: what is missing).

```yaml
duration: {low: 8 weeks, likely: 12 weeks, high: 20 weeks, judgement: took one rainy season}
capacity: {value: 13289 troops, cites: [s-res-2531#17]}
baseline: {unknown: the report of March 2021 was not at hand}
```

- `value` is certain. `low`, `likely` and `high` are the 10th, 50th and 90th percentile, in this
  order. A judgement with a bare `value` is a warning.
- An `unknown` number is a to-do that `penholder check` lists. Where its key is optional the number
  is left out; where it is required there is a stand-in: 10 %, 50 %, 90 % for a probability or
  feasibility, 0 for an amount, for a performance the whole stretch between the outermost anchors,
  the end of the horizon for a date.
- A strength that nobody has judged yet is `unknown` in the place of `judgement`, and `strength` is
  left out. There is no stand-in for what a task is worth: the commands that rank, plan and compare
  list the strengths that are missing, and stop.
- Durations: `days`, `weeks` (7 days), `months` (30 days), `years` (365 days).
- Shares and probabilities: `35 %` or `0.35`. Rates: `2 per year` (or per month, week, day).
- Amounts carry the unit of their asset or measure; a plural `s` more or less does not matter. A
  standing task's need of a budget is per 30 days and may say so: `40 hours/month`.
- Decimals have a point, thousands no separator. Numbers are finite.
- Dates are `2021-05-20` and must exist. A stretch of time runs from `start` up to, but not
  including, `end`.

## Citations

`source-id#locator`: dotted labels of paragraphs (`s-res-2531#28.a.iii`; dashes count as ordinals,
`28.a.iii.2`), a page (`#p2`), a footnote (`#fn18`), or a heading (`#summary`); or the source alone
for the document as a whole.

## How much a task counts

A task serves an objective by `strength`, judged on the case's `scale`, or by a measured
`performance`, which the anchors of a `measure` turn into a value from 0 to 1:

```yaml
measures:
  - id: districts-with-administration
    title: Districts in which the administration is back
    unit: districts
    anchors:
      - {at: 0, value: 0, meaning: no administration outside the capitals}
      - {at: 20, value: 0.7, meaning: every district on the road}
      - {at: 40, value: 1, meaning: all of them}
    judgement: the first twenty carry most of the region's trade
tasks:
  - id: redeployment
    serves:
      - objective: state-presence
        measure: districts-with-administration
        performance:
          {low: 4 districts, likely: 8 districts, high: 15 districts, judgement: four a year}
```

Anchors are part of the judgement and stay as they are whatever tasks are added or dropped. A
performance outside them counts as the nearest anchor, with a warning.

## Views and their statements

A view is every set of weights that agrees with its statements; among these all count the same.

- Order, also of a pair: `prefer: [agreement, centre]` for objectives,
  `prefer-tasks: [good-offices, patrols]` for tasks.
- Interval: `share: {objective: centre, low: 30 %, high: 50 %}`,
  `task-value: {task: patrols, low: 10 %, high: 25 %}`.
- Ratio: `ratio: {more: agreement, less: centre, low: 1.5, high: 3}`,
  `task-ratio: {more: patrols, less: escorts, low: 1.5, high: 3}`.
- Swing weights of objectives with one parent:
  `swing: [{objective: agreement, points: 100}, {objective: centre, low: 50, high: 80}]`.

A statement about tasks is one about weights too: it holds for the weights under which the tasks,
fully done and at their likely strengths, are worth what it says.

`held-by` says how widely a view is held, on the ladder of meeting notes; a statement may say it for
itself where it differs. `penholder rank --at-least several` lets only statements count that are
held at least that widely; those of the text of the mandate always count.

## Options

An option changes the base case entity by entity, and the changed case is read as if it had been
written that way.

- `add` appends `item`, with all its keys. `change` replaces the keys named in `set`; an empty value
  (`~`) removes a key.
- `drop` removes the entity, the links that join it, and its mentions in lists (`delivered-by`,
  `partners`, `prefer`, ...). Whatever else still needs it is an error, placed at the option: change
  it in the same option.
- All designs are judged on the leaf objectives and views of the base case. An option may move
  objectives to another parent or tier and add parents, but not add or take away leaves.

)";

std::string words_for(const Keyword& row) {
  switch (row.kind) {
    case ValueKind::Id:
      return "id";
    case ValueKind::Text:
      return "text";
    case ValueKind::Texts:
      return "list of texts";
    case ValueKind::Tags:
      return "list of tags";
    case ValueKind::Flag:
      return "`true` or `false`";
    case ValueKind::Whole:
      return "whole number";
    case ValueKind::Plain:
      return "number with its unit, if any";
    case ValueKind::Share:
      return "share";
    case ValueKind::Date:
      return "date";
    case ValueKind::DateOrMilestone:
      return "date, or id of a milestone";
    case ValueKind::UncertainDate:
      return "date, or [uncertain date](#uncertain-date)";
    case ValueKind::Number:
      return fmt::format("[number](#number): {}", row.detail);
    case ValueKind::Capacity:
      return "[number](#number): amount; or list of [capacity steps](#capacity-step)";
    case ValueKind::Strength:
      return "level of the scale, or three";
    case ValueKind::Word:
      return "word";
    case ValueKind::Reference: {
      std::string words = "id of a ";
      for (const char c : row.detail) words += c == '|' ? ", " : std::string(1, c);
      return words;
    }
    case ValueKind::References:
      return fmt::format("list of ids ({}s)", row.detail);
    case ValueKind::Leads:
      return fmt::format("id of an {0}, or list of ids", row.detail);
    case ValueKind::Citations:
      return "list of citations";
    case ValueKind::Point:
      return "two numbers";
    case ValueKind::Mapping:
    case ValueKind::Mappings: {
      std::string anchor(row.detail);
      for (char& c : anchor) c = c == ' ' ? '-' : c;
      return fmt::format("{}[{}](#{})", row.kind == ValueKind::Mappings ? "list of " : "",
                         row.detail, anchor);
    }
    case ValueKind::Any:
      return "mapping";
  }
  return {};
}

std::string cell(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '|') result += '\\';
    result += c;
  }
  return result;
}

}  // namespace

std::string format_page() {
  std::string page(kIntroduction);
  for (std::size_t i = 0; i < kEntityCount; ++i) {
    const auto entity = static_cast<Entity>(i);
    const EntityRow& row = row_of(entity);
    page += fmt::format("## {}\n\n{}\n\n", row.name, row.summary);
    page += "| key | value | meaning | example |\n|---|---|---|---|\n";
    for (const Keyword& keyword : keywords_of(entity)) {
      page += fmt::format(
          "| `{}`{} | {} | {} | {} |\n", keyword.key,
          keyword.demand == Demand::Required ? " (required)" : "", cell(words_for(keyword)),
          cell(keyword.summary),
          keyword.example.empty() ? std::string{} : fmt::format("`{}`", cell(keyword.example)));
    }
    page += '\n';
    for (const Keyword& keyword : keywords_of(entity)) {
      if (keyword.kind != ValueKind::Word) continue;
      page += fmt::format("`{}` takes:\n\n", keyword.key);
      for (const Word& word : words_of(keyword.detail)) {
        page += word.meaning.empty() ? fmt::format("- `{}`\n", word.word)
                                     : fmt::format("- `{}`: {}\n", word.word, word.meaning);
      }
      page += '\n';
    }
  }
  while (page.ends_with("\n\n")) page.pop_back();
  return page;
}

}  // namespace penholder
