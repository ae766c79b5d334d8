#include "cli/starter.h"

#include <fmt/format.h>

#include "base/check.h"
#include "base/text.h"

namespace penholder {
namespace {

/// As a double-quoted YAML scalar. Control characters become spaces: a title is one line.
std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += static_cast<unsigned char>(c) < 0x20U ? ' ' : c;
  }
  return result + '"';
}

constexpr std::string_view kBody = R"(
# A case says what a mandate asks for, what it takes, and how sure we are. Two rules:
#   a fact carries `cites: [source#paragraph]`;
#   a number carries `cites`, or `judgement: one line why` with low / likely / high (10th, 50th
#   and 90th percentile),
#   or `unknown: what is missing`, which `penholder check` lists as work to do.
# docs/formats/case.md explains every key; `penholder schema` lets your editor complete them.

sources:
  - id: the-mandate
    symbol: S/RES/0000 (2000)
    title: Put the resolution that holds the mandate here
    date: 2000-01-01
    kind: resolution
    held: none
    note: a placeholder until the text is at hand

actors:
  - {id: mission, title: The mission, kind: mission}
  - {id: host-state, title: The host State, kind: host-state}

objectives:
  - {id: end-state, title: What the mission is there for}
  - id: first-priority
    title: The first strategic priority
    parent: end-state
    tier: 1
    cites: [the-mandate]
  - id: second-priority
    title: The second strategic priority
    parent: end-state
    tier: 2
    cites: [the-mandate]

priority-rule: {kind: order, order: [first-priority, second-priority], cites: [the-mandate]}

scale:
  - id: some
    title: Some
    value: 0.3
    meaning: helps
    judgement: a scale to start from; agree on it in your room
  - id: strong
    title: Strong
    value: 0.7
    meaning: much depends on it
    judgement: a scale to start from; agree on it in your room
  - id: decisive
    title: Decisive
    value: 1.0
    meaning: not reached without it
    judgement: a scale to start from; agree on it in your room

assets:
  - id: staff
    title: Civilian staff
    kind: renewable
    unit: staff
    capacity: {unknown: how many there are}

tasks:
  - id: a-task-that-ends
    title: A task that ends
    cites: [the-mandate]
    force: requests
    list: priority
    kind: discrete
    lead: mission
    serves:
      - objective: first-priority
        strength: [some, strong, decisive]
        judgement: not judged yet, so the whole scale
    duration: {unknown: how long it takes}
    needs: [{asset: staff, amount: {unknown: how many staff it takes}}]
  - id: a-standing-task
    title: A task that goes on
    cites: [the-mandate]
    force: requests
    list: priority
    kind: standing
    lead: mission
    serves:
      - objective: second-priority
        strength: [some, strong, decisive]
        judgement: not judged yet, so the whole scale
    needs: [{asset: staff, amount: {unknown: how many staff it takes}}]

views:
  - id: as-mandated
    title: As the mandate orders it
    held-by: text
    says:
      - prefer: [first-priority, second-priority]
        cites: [the-mandate]
)";

}  // namespace

std::string starter_case(std::string_view id, std::string_view title) {
  CHECK(is_kebab_case(id));
  return fmt::format(
      "penholder: 1\n"
      "\n"
      "case:\n"
      "  id: {}\n"
      "  title: {}\n"
      "  mission: mission\n"
      "  as-of: 2000-01-01\n"
      "  horizon: {{start: 2000-01-01, end: 2001-01-01}}\n"
      "  summary: What this case is, in two or three sentences.\n"
      "  question: What the room has to decide.\n"
      "  reference-view: as-mandated\n"
      "{}",
      id, quoted(title), kBody);
}

}  // namespace penholder
