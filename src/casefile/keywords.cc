#include "casefile/keywords.h"

#include <algorithm>
#include <array>

#include "base/check.h"

namespace penholder {
namespace {

constexpr auto kEntities = std::to_array<EntityRow>({
    {Entity::File, "case file",
     "The top level of a file. A case is one file, or all `*.yaml` files of a directory together."},
    {Entity::Case, "case", "What the case is, when it was known, and what is planned."},
    {Entity::Phase, "phase",
     "A part of the horizon. Phases follow each other without gap and cover it."},
    {Entity::ContextItem, "context item",
     "A sourced statement for the context section of the note."},
    {Entity::Tolerance, "tolerance", "How far judged strengths may be off."},
    {Entity::Scale, "scale level",
     "One level of the anchored scale on which `serves` is judged, weakest first."},
    {Entity::Measure, "measure",
     "A scale on which what a task does for an objective is measured, and what its amounts count: "
     "a "
     "partial value. The anchors are fixed here; they are never the least and most that occur "
     "among "
     "the tasks. Between anchors the value runs straight, outside them it stays what it is there."},
    {Entity::Anchor, "anchor", "An amount, and what it counts."},
    {Entity::Source, "source", "A document that the case cites."},
    {Entity::Area, "area", "A region or cercle."},
    {Entity::Actor, "actor", "Who acts: the mission, the host State, others."},
    {Entity::Limit, "may-not item", "Something that an actor's mandate or law rules out."},
    {Entity::Objective, "objective",
     "A node of the tree of objectives: political end state, strategic priorities, leaves. Tasks "
     "serve leaves."},
    {Entity::PriorityRule, "priority-rule",
     "How the mandate itself orders its strategic priorities."},
    {Entity::Task, "task",
     "A mandated activity. Discrete tasks end; standing tasks are kept at a level in each phase."},
    {Entity::Serves, "serves item",
     "How strongly a task serves a leaf objective: `strength`, judged on the scale of the case, "
     "with "
     "its basis; or `measure` and `performance`, measured."},
    {Entity::Need, "needs item",
     "What a task takes of an asset: while it runs (renewable) or in all (budget); for a standing "
     "task at full level, and of a budget per 30 days."},
    {Entity::Level, "level",
     "A level at which a standing task can be kept. `off` is implied unless the task is a must."},
    {Entity::Credit, "credit",
     "How the credit of a discrete task depends on its completion. Default: a step at the earliest "
     "due date of the benchmarks that it delivers, else the part of the horizon that remains."},
    {Entity::Link, "link", "How two tasks, or a task and the calendar, hang together."},
    {Entity::Asset, "asset",
     "A capacity of the mission. A renewable asset is there again when a task ends; a budget is "
     "used up."},
    {Entity::CapacityStep, "capacity step",
     "A capacity from a date on: the keys of a number, and `from`."},
    {Entity::Condition, "condition", "Something outside the mission's hands."},
    {Entity::Milestone, "milestone", "A dated node of the political calendar."},
    {Entity::Benchmark, "benchmark", "What the Council measures progress by."},
    {Entity::Observation, "observation", "A measured value of a benchmark's indicator."},
    {Entity::Shock, "shock",
     "Something that may strike: with a rate, or at most once with a probability."},
    {Entity::Effect, "effect", "One consequence of a shock."},
    {Entity::View, "view",
     "One perspective of the room: every set of weights that agrees with its statements. Never a "
     "name."},
    {Entity::Statement, "statement",
     "One judgement about weights: exactly one of the first seven keys."},
    {Entity::Share, "share statement",
     "The share that an objective has of the weight of an objective above it."},
    {Entity::Ratio, "ratio statement", "How many times as much one objective weighs as another."},
    {Entity::Swing, "swing item",
     "Swing weights: 100 points for the objective whose way from nothing to everything matters "
     "most "
     "among those with one parent, to each other one as many as its own way matters beside that. "
     "Read as ratios to the one with 100; an inner objective counts with all that lies below it."},
    {Entity::TaskValue, "task value statement",
     "What a task is worth when fully done, as a share of the mandate's full value."},
    {Entity::TaskRatio, "task ratio statement",
     "How many times as much one task is worth as another, both fully done."},
    {Entity::Option, "option", "An alternative design of the mandate, as changes to the case."},
    {Entity::Change, "change",
     "One change: exactly one of `add`, `change` and `drop`. Dropping an entity also drops the "
     "links that name it and its mentions in lists."},
    {Entity::Number, "number",
     "A number with its basis: `value`, or `low`, `likely` and `high`; and exactly one of `cites`, "
     "`judgement` and `unknown`."},
    {Entity::UncertainDate, "uncertain date", "A date that is not fixed, with its basis."},
    {Entity::Range, "stretch of time", "From `start` up to, but not including, `end`."},
});
static_assert(kEntities.size() == kEntityCount);

using E = Entity;
using K = ValueKind;
constexpr Demand kMay = Demand::Optional;
constexpr Demand kMust = Demand::Required;

// Rows that several entities share in meaning are written out in each: the table is to be read, not
// computed.
constexpr auto kKeywords = std::to_array<Keyword>({
    {E::File, "penholder", K::Whole, "", kMust, "version of the case format", "1"},
    {E::File, "case", K::Mapping, "case", kMust, "what the case is", "{id: minusma-2021, ...}"},
    {E::File, "scale", K::Mappings, "scale level", kMay,
     "the scale of `serves`, weakest level first", ""},
    {E::File, "measures", K::Mappings, "measure", kMay,
     "measured scales, for what is counted rather than judged", ""},
    {E::File, "sources", K::Mappings, "source", kMay, "documents that the case cites", ""},
    {E::File, "areas", K::Mappings, "area", kMay, "where", ""},
    {E::File, "actors", K::Mappings, "actor", kMay, "who", ""},
    {E::File, "objectives", K::Mappings, "objective", kMay, "what for", ""},
    {E::File, "priority-rule", K::Mapping, "priority-rule", kMay,
     "how the mandate orders its strategic priorities", ""},
    {E::File, "tasks", K::Mappings, "task", kMay, "what the mandate asks for", ""},
    {E::File, "links", K::Mappings, "link", kMay, "what must come before, with or instead of what",
     ""},
    {E::File, "assets", K::Mappings, "asset", kMay, "with what", ""},
    {E::File, "conditions", K::Mappings, "condition", kMay, "what others must do first", ""},
    {E::File, "milestones", K::Mappings, "milestone", kMay, "the political calendar", ""},
    {E::File, "benchmarks", K::Mappings, "benchmark", kMay, "what progress is measured by", ""},
    {E::File, "shocks", K::Mappings, "shock", kMay, "what may go wrong", ""},
    {E::File, "views", K::Mappings, "view", kMay, "how the room weighs the objectives", ""},
    {E::File, "options", K::Mappings, "option", kMay, "other designs of the mandate", ""},

    {E::Case, "id", K::Id, "", kMust, "short name of the case", "minusma-2021"},
    {E::Case, "title", K::Text, "", kMust, "title of the briefing",
     "MINUSMA: priorities for the renewal of June 2021"},
    {E::Case, "mission", K::Reference, "actor", kMay, "whose mandate this is", "minusma"},
    {E::Case, "as-of", K::Date, "", kMust, "the case knows nothing later than this day",
     "2021-05-20"},
    {E::Case, "horizon", K::Mapping, "stretch of time", kMust, "what is planned",
     "{start: 2021-07-01, end: 2022-07-01}"},
    {E::Case, "phases", K::Mappings, "phase", kMay,
     "parts of the horizon; default: one phase, the whole of it", ""},
    {E::Case, "summary", K::Text, "", kMay, "what the case is, in two or three sentences", ""},
    {E::Case, "question", K::Text, "", kMay, "what the room has to decide",
     "Which tasks come first if troop numbers stay as they are?"},
    {E::Case, "reference-view", K::Reference, "view", kMay,
     "the view under which the headline plan is made", "text-of-the-mandate"},
    {E::Case, "context", K::Mappings, "context item", kMay, "sourced statements for the note", ""},
    {E::Case, "gaps", K::Texts, "", kMay, "texts not at hand, what could not be checked",
     "[the status-of-forces agreement was not at hand]"},
    {E::Case, "tolerance", K::Mapping, "tolerance", kMay, "how far a judged strength may be off",
     "{levels: 1, judgement: two readers differed by a level}"},

    {E::Phase, "id", K::Id, "", kMust, "short name", "first-quarter"},
    {E::Phase, "title", K::Text, "", kMust, "name for readers", "July to September 2021"},
    {E::Phase, "start", K::Date, "", kMust, "first day", "2021-07-01"},
    {E::Phase, "end", K::Date, "", kMust, "first day after it", "2021-10-01"},

    {E::ContextItem, "text", K::Text, "", kMust, "the statement",
     "The transition government took office in October 2020."},
    {E::ContextItem, "cites", K::Citations, "", kMust, "where it is from", "[s-2020-1281#2]"},

    {E::Tolerance, "levels", K::Whole, "", kMust,
     "levels to either side that a strength judged by one level may be off", "1"},
    {E::Tolerance, "cites", K::Citations, "", kMay, "source, if it has one", ""},
    {E::Tolerance, "judgement", K::Text, "", kMay, "reason, if it is a judgement",
     "two readers differed by a level"},

    {E::Scale, "id", K::Id, "", kMust, "short name", "strong"},
    {E::Scale, "title", K::Text, "", kMay, "name for readers; default: the id", "Strong"},
    {E::Scale, "value", K::Share, "", kMust, "what the level counts, 0 to 1, rising over the scale",
     "0.6"},
    {E::Scale, "meaning", K::Text, "", kMust, "the anchor: when this level is the right one",
     "the objective can hardly be reached without the task"},
    {E::Scale, "cites", K::Citations, "", kMay, "source, if it has one", ""},
    {E::Scale, "judgement", K::Text, "", kMay, "reason, if it is a judgement",
     "anchors chosen for this case"},

    {E::Measure, "id", K::Id, "", kMust, "short name", "districts-with-administration"},
    {E::Measure, "title", K::Text, "", kMust, "name for readers",
     "Districts in which the administration is back"},
    {E::Measure, "unit", K::Text, "", kMay, "unit of its amounts", "districts"},
    {E::Measure, "anchors", K::Mappings, "anchor", kMust,
     "two or more by rising amount; what they count rises all the way, or falls all the way",
     "[{at: 0, value: 0}, {at: 20, value: 0.7}, {at: 40, value: 1}]"},
    {E::Measure, "cites", K::Citations, "", kMay, "source of the anchors, if they have one", ""},
    {E::Measure, "judgement", K::Text, "", kMay, "reason, if they are a judgement",
     "the first twenty carry most of the region's trade"},

    {E::Anchor, "at", K::Plain, "", kMust, "the amount, in the unit of the measure", "20 districts",
     Unit::OfMeasure},
    {E::Anchor, "value", K::Share, "", kMust, "what it counts, 0 to 1", "0.7"},
    {E::Anchor, "meaning", K::Text, "", kMay, "the anchor in words", "every district on the road"},

    {E::Source, "id", K::Id, "", kMust, "short name, from the symbol", "s-res-2531"},
    {E::Source, "symbol", K::Text, "", kMust, "document symbol as cited", "S/RES/2531 (2020)"},
    {E::Source, "title", K::Text, "", kMust, "what it is", "Resolution 2531 (2020)"},
    {E::Source, "date", K::Date, "", kMust, "date of the document", "2020-06-29"},
    {E::Source, "kind", K::Word, "source-kind", kMust, "sort of document", "resolution"},
    {E::Source, "held", K::Word, "held", kMay,
     "whether the authors had the text before them; default none", "full"},
    {E::Source, "note", K::Text, "", kMay,
     "through what it is known if it is not held; other remarks",
     "known through the report of March 2021"},

    {E::Area, "id", K::Id, "", kMust, "short name", "mopti"},
    {E::Area, "title", K::Text, "", kMust, "name for readers", "Mopti"},
    {E::Area, "pcode", K::Text, "", kMay, "OCHA place code", "ML05"},
    {E::Area, "parent", K::Reference, "area", kMay, "the area that it belongs to", "centre"},
    {E::Area, "at", K::Point, "", kMay, "latitude and longitude in degrees", "[14.49, -4.19]"},
    {E::Area, "need", K::Number, "share of need", kMay,
     "share of the need for protection, relative to the other areas",
     "{low: 25 %, likely: 35 %, high: 45 %, judgement: most incidents of 2020}", Unit::Share},
    {E::Area, "cites", K::Citations, "", kMay, "sources", ""},

    {E::Actor, "id", K::Id, "", kMust, "short name", "minusma"},
    {E::Actor, "title", K::Text, "", kMust, "name for readers", "MINUSMA"},
    {E::Actor, "kind", K::Word, "actor-kind", kMust, "what sort of actor", "mission"},
    {E::Actor, "may-not", K::Mappings, "may-not item", kMay, "what its mandate or law rules out",
     "[{what: counter-terrorism, text: no counter-terrorism operations}]"},
    {E::Actor, "cites", K::Citations, "", kMay, "sources", ""},

    {E::Limit, "what", K::Text, "", kMust, "tag, compared with the `does` of tasks",
     "counter-terrorism"},
    {E::Limit, "text", K::Text, "", kMay, "in words",
     "takes no part in counter-terrorism operations"},
    {E::Limit, "cites", K::Citations, "", kMay, "sources", ""},

    {E::Objective, "id", K::Id, "", kMust, "short name", "agreement"},
    {E::Objective, "title", K::Text, "", kMust, "name for readers",
     "Implementation of the peace agreement"},
    {E::Objective, "parent", K::Reference, "objective", kMay,
     "the objective that it is part of; none: a root", "end-state"},
    {E::Objective, "tier", K::Whole, "", kMay,
     "1 or 2, on strategic priorities only: their rank in the text", "1"},
    {E::Objective, "window", K::Mapping, "stretch of time", kMay,
     "when the priority applies, if the text says so", "{start: 2021-07-01, end: 2022-03-01}"},
    {E::Objective, "cites", K::Citations, "", kMay, "sources", "[s-res-2531#19]"},

    {E::PriorityRule, "kind", K::Word, "rule-kind", kMust, "what the text lays down", "order"},
    {E::PriorityRule, "order", K::References, "objective", kMay,
     "strategic priorities, the first comes first", "[agreement, centre]"},
    {E::PriorityRule, "text", K::Text, "", kMay, "the rule in words",
     "The second priority may not be met at the expense of the first."},
    {E::PriorityRule, "cites", K::Citations, "", kMay, "sources", "[s-res-2531#20]"},

    {E::Task, "id", K::Id, "", kMust, "short name", "electoral-support"},
    {E::Task, "title", K::Text, "", kMust, "what is to be done, imperative, in our words",
     "Assist the organisation of elections"},
    {E::Task, "cites", K::Citations, "", kMay, "paragraphs that ask for it", "[s-res-2531#28.b.i]"},
    {E::Task, "force", K::Text, "", kMay,
     "verb of the text: decides, authorizes, requests, calls-upon, urges, encourages", "requests"},
    {E::Task, "list", K::Word, "list", kMay,
     "list of the mandate that it stands in; default priority", "priority"},
    {E::Task, "kind", K::Word, "task-kind", kMust, "whether it ends", "discrete"},
    {E::Task, "lead", K::Leads, "actor", kMay, "who leads; more than one is a finding of `check`",
     "minusma"},
    {E::Task, "partners", K::References, "actor", kMay, "who takes part", "[undp]"},
    {E::Task, "does", K::Tags, "", kMay, "tags of activities, compared with actors' `may-not`",
     "[counter-terrorism]"},
    {E::Task, "areas", K::References, "area", kMay, "where", "[mopti, segou]"},
    {E::Task, "counted-over", K::References, "area", kMay,
     "areas whose need is the whole; default: its own areas", "[mopti, segou, gao]"},
    {E::Task, "serves", K::Mappings, "serves item", kMay,
     "which leaf objectives it serves, how strongly",
     "[{objective: polls-held, strength: strong, judgement: logistics depend on it}]"},
    {E::Task, "must", K::Flag, "", kMay, "true: no plan may leave it out; default false", "true"},
    {E::Task, "duration", K::Number, "duration", kMay,
     "how long it takes; required for discrete tasks",
     "{low: 8 weeks, likely: 12 weeks, high: 20 weeks, judgement: as in 2018}", Unit::Duration},
    {E::Task, "needs", K::Mappings, "needs item", kMay, "what it takes",
     "[{asset: flight-hours, amount: {value: 40 hours, judgement: two sorties a week}}]"},
    {E::Task, "levels", K::Mappings, "level", kMay,
     "standing only: levels at which it can be kept; default one, full",
     "[{id: half, title: Half, effort: 50 %, effect: 60 %, judgement: patrols of larger towns}]"},
    {E::Task, "credit", K::Mapping, "credit", kMay,
     "discrete only: how credit depends on completion", "{rule: step, by: referendum}"},

    {E::Serves, "objective", K::Reference, "objective", kMust, "a leaf objective", "polls-held"},
    {E::Serves, "strength", K::Strength, "scale level", kMay,
     "a level of the scale; or three: low, likely, high; required unless measured or `unknown`",
     "[some, strong, strong]"},
    {E::Serves, "measure", K::Reference, "measure", kMay,
     "instead of `strength`: on what it is measured", "districts-with-administration"},
    {E::Serves, "performance", K::Number, "amount", kMay,
     "the amount that the task brings about, with a basis of its own",
     "{low: 4 districts, likely: 8 districts, high: 15 districts, judgement: four a year}",
     Unit::OfMeasure},
    {E::Serves, "cites", K::Citations, "", kMay, "source, if it has one", ""},
    {E::Serves, "judgement", K::Text, "", kMay, "reason, if it is a judgement",
     "polling material cannot be flown without it"},
    {E::Serves, "unknown", K::Text, "", kMay,
     "not judged yet: what is missing. `strength` is left out", "the room has not judged it"},

    {E::Need, "asset", K::Reference, "asset", kMust, "the asset", "flight-hours"},
    {E::Need, "amount", K::Number, "amount", kMust, "how much of it, in the asset's unit",
     "{low: 30 hours, likely: 40 hours, high: 60 hours, judgement: two sorties a week}",
     Unit::OfAsset},

    {E::Level, "id", K::Id, "", kMust, "short name", "half"},
    {E::Level, "title", K::Text, "", kMay, "name for readers; default: the id", "Half"},
    {E::Level, "effort", K::Share, "", kMust, "share of the task's needs", "50 %"},
    {E::Level, "effect", K::Share, "", kMust, "share of the task's credit", "60 %"},
    {E::Level, "cites", K::Citations, "", kMay, "source, if it has one", ""},
    {E::Level, "judgement", K::Text, "", kMay, "reason, if it is a judgement",
     "patrols reach the larger towns only"},

    {E::Credit, "rule", K::Word, "credit-rule", kMust, "how credit falls with the completion date",
     "step"},
    {E::Credit, "by", K::DateOrMilestone, "milestone", kMay,
     "last day of full credit; required for `step`, and only for it", "referendum"},

    {E::Link, "id", K::Id, "", kMust, "short name", "roll-before-polls"},
    {E::Link, "kind", K::Word, "link-kind", kMust, "what the link demands", "after"},
    {E::Link, "task", K::Reference, "task", kMust, "the task that is bound", "polls"},
    {E::Link, "on", K::Reference, "task|condition|milestone", kMay, "what it is bound to",
     "electoral-roll"},
    {E::Link, "date", K::Date, "", kMay,
     "for `not-before` and `due`: the date, instead of a milestone in `on`", "2021-10-31"},
    {E::Link, "lag", K::Number, "duration", kMay, "for `after`: time between the two",
     "{value: 2 weeks, judgement: printing}", Unit::Duration},
    {E::Link, "within", K::Number, "duration", kMay,
     "for `together`: how far the two starts may lie apart",
     "{value: 4 weeks, judgement: the parties watch each other}", Unit::Duration},
    {E::Link, "cites", K::Citations, "", kMay, "source, if it has one", "[agreement-2015#21]"},
    {E::Link, "judgement", K::Text, "", kMay, "reason, if it is a judgement",
     "ballots are printed from the roll"},

    {E::Asset, "id", K::Id, "", kMust, "short name", "flight-hours"},
    {E::Asset, "title", K::Text, "", kMust, "name for readers", "Helicopter flight hours"},
    {E::Asset, "kind", K::Word, "asset-kind", kMust, "whether it comes back", "renewable"},
    {E::Asset, "unit", K::Text, "", kMust, "unit of its amounts", "hours"},
    {E::Asset, "areas", K::References, "area", kMay, "where it can be used; default everywhere",
     "[mopti]"},
    {E::Asset, "capacity", K::Capacity, "capacity step", kMust,
     "how much there is; a list of dated steps if it changes",
     "{value: 500 hours, cites: [s-2021-299#60]}", Unit::OfAsset},
    {E::Asset, "cites", K::Citations, "", kMay, "sources", ""},

    {E::CapacityStep, "from", K::Date, "", kMust, "the capacity holds from this day on",
     "2021-07-01"},
    {E::CapacityStep, "value", K::Plain, "", kMay, "the capacity, if certain", "500 hours"},
    {E::CapacityStep, "low", K::Plain, "", kMay, "10th percentile", "400 hours"},
    {E::CapacityStep, "likely", K::Plain, "", kMay, "50th percentile", "500 hours"},
    {E::CapacityStep, "high", K::Plain, "", kMay, "90th percentile", "550 hours"},
    {E::CapacityStep, "cites", K::Citations, "", kMay, "basis: a fact", ""},
    {E::CapacityStep, "judgement", K::Text, "", kMay, "basis: an estimate, with its reason", ""},
    {E::CapacityStep, "unknown", K::Text, "", kMay, "not known yet: what is missing", ""},

    {E::Condition, "id", K::Id, "", kMust, "short name", "law-adopted"},
    {E::Condition, "title", K::Text, "", kMust, "what must come true",
     "The electoral law is adopted"},
    {E::Condition, "holder", K::Reference, "actor", kMay, "in whose hands it lies", "government"},
    {E::Condition, "probability", K::Number, "probability", kMust, "that it comes true at all",
     "{low: 40 %, likely: 60 %, high: 80 %, judgement: two drafts failed}", Unit::Share},
    {E::Condition, "date", K::UncertainDate, "", kMust, "when, if it comes true",
     "{low: 2021-08-01, likely: 2021-10-01, high: 2022-01-01, judgement: parliament's calendar}"},
    {E::Condition, "cites", K::Citations, "", kMay, "sources", ""},

    {E::Milestone, "id", K::Id, "", kMust, "short name", "referendum"},
    {E::Milestone, "title", K::Text, "", kMust, "name for readers", "Constitutional referendum"},
    {E::Milestone, "date", K::UncertainDate, "", kMust,
     "when: a date with `cites` beside it, or an uncertain date", "2021-10-31"},
    {E::Milestone, "kind", K::Word, "milestone-kind", kMay, "what sort of event; default other",
     "vote"},
    {E::Milestone, "cites", K::Citations, "", kMay, "sources", "[s-2021-299#5]"},

    {E::Benchmark, "id", K::Id, "", kMust, "short name", "polls-held"},
    {E::Benchmark, "title", K::Text, "", kMust, "name for readers", "Presidential election held"},
    {E::Benchmark, "indicator", K::Text, "", kMust, "what is counted or observed",
     "election held in all regions"},
    {E::Benchmark, "direction", K::Word, "direction", kMay, "which way it must move; default reach",
     "reach"},
    {E::Benchmark, "unit", K::Text, "", kMay, "unit of baseline, target and observations",
     "% of cercles"},
    {E::Benchmark, "baseline", K::Number, "value", kMay, "where it stands",
     "{value: 9 % of cercles, cites: [s-2021-299#18]}", Unit::OfBenchmark},
    {E::Benchmark, "target", K::Number, "value", kMay, "where it must get",
     "{value: 50 % of cercles, judgement: proposed in the workshop}", Unit::OfBenchmark},
    {E::Benchmark, "due", K::DateOrMilestone, "milestone", kMust, "by when", "mandate-end"},
    {E::Benchmark, "on", K::Reference, "actor", kMay, "who must meet it", "government"},
    {E::Benchmark, "concept", K::Word, "concept", kMay,
     "what it belongs to; default other. Political transition and the hand-over of security tasks "
     "are two things",
     "political-transition"},
    {E::Benchmark, "delivered-by", K::References, "task", kMay, "tasks that deliver it",
     "[electoral-support]"},
    {E::Benchmark, "needs", K::References, "condition", kMay, "conditions that must have come true",
     "[law-adopted]"},
    {E::Benchmark, "lag", K::Number, "duration", kMay,
     "time that the responsible party takes after delivery",
     "{low: 2 weeks, likely: 4 weeks, high: 12 weeks, judgement: past votes}", Unit::Duration},
    {E::Benchmark, "feasibility", K::Number, "probability", kMust,
     "that the party does its part once the support is there",
     "{low: 50 %, likely: 70 %, high: 90 %, judgement: commitments of 2020}", Unit::Share},
    {E::Benchmark, "ambition", K::Word, "ambition", kMay, "how much it asks; default medium",
     "high"},
    {E::Benchmark, "observations", K::Mappings, "observation", kMay, "values measured so far",
     "[{date: 2021-03-01, value: 9, cites: [s-2021-299#18]}]"},
    {E::Benchmark, "cites", K::Citations, "", kMay, "sources", ""},

    {E::Observation, "date", K::Date, "", kMust, "when it was measured", "2021-03-01"},
    {E::Observation, "value", K::Plain, "", kMust, "in the benchmark's unit", "9",
     Unit::OfBenchmark},
    {E::Observation, "cites", K::Citations, "", kMust, "where it is from", "[s-2021-299#18]"},

    {E::Shock, "id", K::Id, "", kMust, "short name", "coup"},
    {E::Shock, "title", K::Text, "", kMust, "name for readers", "A second seizure of power"},
    {E::Shock, "rate", K::Number, "rate", kMay,
     "how often, if it may strike repeatedly; this or `probability`",
     "{low: 0.5 per year, likely: 1 per year, high: 3 per year, judgement: since 2017}",
     Unit::PerYear},
    {E::Shock, "probability", K::Number, "probability", kMay,
     "of striking once within the window; this or `rate`",
     "{low: 5 %, likely: 15 %, high: 30 %, judgement: August 2020}", Unit::Share},
    {E::Shock, "window", K::Mapping, "stretch of time", kMay,
     "when it may strike; default the horizon", "{start: 2021-07-01, end: 2022-03-01}"},
    {E::Shock, "effects", K::Mappings, "effect", kMust, "what it does", ""},
    {E::Shock, "cites", K::Citations, "", kMay, "sources", ""},

    {E::Effect, "kind", K::Word, "effect-kind", kMust, "what happens", "delay"},
    {E::Effect, "tasks", K::References, "task", kMay, "for `delay`: tasks delayed",
     "[electoral-support]"},
    {E::Effect, "objectives", K::References, "objective", kMay,
     "for `delay`: all tasks that serve these are delayed", "[polls]"},
    {E::Effect, "benchmarks", K::References, "benchmark", kMay, "for `delay` and `undo-benchmark`",
     "[polls-held]"},
    {E::Effect, "assets", K::References, "asset", kMay, "for `lose-capacity`", "[flight-hours]"},
    {E::Effect, "areas", K::References, "area", kMay, "for `close-area`: where no task can work",
     "[mopti]"},
    {E::Effect, "by", K::Number, "duration", kMay, "for `delay`: how long",
     "{low: 4 weeks, likely: 8 weeks, high: 26 weeks, judgement: as in 2020}", Unit::Duration},
    {E::Effect, "lasting", K::Number, "duration", kMay,
     "for `lose-capacity` and `close-area`: how long",
     "{low: 1 week, likely: 3 weeks, high: 8 weeks, judgement: past attacks}", Unit::Duration},
    {E::Effect, "share", K::Number, "share", kMay,
     "for `lose-capacity`: share lost; for `undo-benchmark`: probability",
     "{low: 10 %, likely: 25 %, high: 50 %, judgement: one contingent of four}", Unit::Share},

    {E::View, "id", K::Id, "", kMust, "short name", "protection-first"},
    {E::View, "title", K::Text, "", kMust, "name for readers; no person, no State",
     "Protection first"},
    {E::View, "held-by", K::Word, "support", kMust, "how widely, on the ladder of meeting notes",
     "some"},
    {E::View, "says", K::Mappings, "statement", kMust, "its statements", ""},
    {E::View, "cites", K::Citations, "", kMay, "sources", ""},

    {E::Statement, "prefer", K::References, "objective", kMay, "objectives by falling weight",
     "[agreement, centre]"},
    {E::Statement, "prefer-tasks", K::References, "task", kMay, "tasks by falling priority",
     "[good-offices, patrols]"},
    {E::Statement, "share", K::Mapping, "share statement", kMay, "a share of weight",
     "{objective: centre, low: 30 %, high: 50 %}"},
    {E::Statement, "ratio", K::Mapping, "ratio statement", kMay, "a ratio of weights",
     "{more: agreement, less: centre, low: 1.5, high: 3}"},
    {E::Statement, "swing", K::Mappings, "swing item", kMay,
     "swing weights of objectives with one parent",
     "[{objective: agreement, points: 100}, {objective: centre, low: 50, high: 80}]"},
    {E::Statement, "task-value", K::Mapping, "task value statement", kMay,
     "bounds on what a task is worth", "{task: patrols, low: 10 %, high: 25 %}"},
    {E::Statement, "task-ratio", K::Mapping, "task ratio statement", kMay,
     "a ratio of what two tasks are worth", "{more: patrols, less: escorts, low: 1.5, high: 3}"},
    {E::Statement, "held-by", K::Word, "support", kMay,
     "how widely this statement is held; default: as its view", "all"},
    {E::Statement, "text", K::Text, "", kMay, "the statement in words",
     "The agreement remains the framework."},
    {E::Statement, "cites", K::Citations, "", kMay, "source, if it has one", ""},
    {E::Statement, "judgement", K::Text, "", kMay, "reason, if it is a judgement", ""},

    {E::Share, "objective", K::Reference, "objective", kMust, "whose share", "centre"},
    {E::Share, "of", K::Reference, "objective", kMay,
     "of which objective's weight; default: its parent's", "end-state"},
    {E::Share, "low", K::Share, "", kMust, "at least", "30 %"},
    {E::Share, "high", K::Share, "", kMust, "at most", "50 %"},

    {E::Ratio, "more", K::Reference, "objective", kMust, "the one that weighs more", "agreement"},
    {E::Ratio, "less", K::Reference, "objective", kMust, "the one that weighs less", "centre"},
    {E::Ratio, "low", K::Plain, "", kMust, "at least so many times as much", "1.5"},
    {E::Ratio, "high", K::Plain, "", kMust, "at most so many times as much", "3"},

    {E::Swing, "objective", K::Reference, "objective", kMust, "whose points", "centre"},
    {E::Swing, "points", K::Plain, "", kMay, "above 0 to 100; one objective has 100", "100"},
    {E::Swing, "low", K::Plain, "", kMay, "instead of `points`: at least so many", "50"},
    {E::Swing, "high", K::Plain, "", kMay, "instead of `points`: at most so many", "80"},

    {E::TaskValue, "task", K::Reference, "task", kMust, "which task", "patrols"},
    {E::TaskValue, "low", K::Share, "", kMust, "at least", "10 %"},
    {E::TaskValue, "high", K::Share, "", kMust, "at most", "25 %"},

    {E::TaskRatio, "more", K::Reference, "task", kMust, "the one that is worth more", "patrols"},
    {E::TaskRatio, "less", K::Reference, "task", kMust, "the one that is worth less", "escorts"},
    {E::TaskRatio, "low", K::Plain, "", kMust, "at least so many times as much", "1.5"},
    {E::TaskRatio, "high", K::Plain, "", kMust, "at most so many times as much", "3"},

    {E::Option, "id", K::Id, "", kMust, "short name", "more-aircraft"},
    {E::Option, "title", K::Text, "", kMust, "name for readers", "More aircraft and early warning"},
    {E::Option, "summary", K::Text, "", kMay, "what it is, in a sentence or two", ""},
    {E::Option, "cites", K::Citations, "", kMay, "sources", ""},
    {E::Option, "held-by", K::Word, "support", kMay, "how widely it is supported", "several"},
    {E::Option, "group", K::Text, "", kMay, "options of one group exclude one another",
     "transition"},
    {E::Option, "changes", K::Mappings, "change", kMust, "what it changes",
     "[{change: asset, id: flight-hours, set: {capacity: {value: 700 hours, judgement: one more "
     "unit}}}]"},

    {E::Change, "add", K::Word, "patchable", kMay,
     "kind of entity to add; the entity itself in `item`", "task"},
    {E::Change, "change", K::Word, "patchable", kMay,
     "kind of entity to change; which in `id`, how in `set`", "asset"},
    {E::Change, "drop", K::Word, "patchable", kMay, "kind of entity to drop; which in `id`",
     "link"},
    {E::Change, "id", K::Text, "", kMay, "for `change` and `drop`: the entity", "flight-hours"},
    {E::Change, "item", K::Any, "", kMay, "for `add`: the entity, with all its keys", ""},
    {E::Change, "set", K::Any, "", kMay,
     "for `change`: keys and their new values; an empty value removes the key", "{tier: 1}"},
    {E::Change, "cites", K::Citations, "", kMay, "source of the proposal, if it has one", ""},
    {E::Change, "judgement", K::Text, "", kMay, "reason, if it is a judgement", ""},

    {E::Number, "value", K::Plain, "", kMay, "the number, if certain", "13289 troops"},
    {E::Number, "low", K::Plain, "", kMay, "10th percentile", "8 weeks"},
    {E::Number, "likely", K::Plain, "", kMay, "50th percentile", "12 weeks"},
    {E::Number, "high", K::Plain, "", kMay, "90th percentile", "20 weeks"},
    {E::Number, "cites", K::Citations, "", kMay, "basis: a fact", "[s-res-2531#17]"},
    {E::Number, "judgement", K::Text, "", kMay, "basis: an estimate, with its reason in a line",
     "reforms of this kind took one rainy season"},
    {E::Number, "unknown", K::Text, "", kMay,
     "not known yet: what is missing. The number itself is left out",
     "the flight plan of the mission"},

    {E::UncertainDate, "value", K::Date, "", kMay, "the date, if certain", "2021-10-31"},
    {E::UncertainDate, "low", K::Date, "", kMay, "10th percentile", "2021-10-31"},
    {E::UncertainDate, "likely", K::Date, "", kMay, "50th percentile", "2021-11-30"},
    {E::UncertainDate, "high", K::Date, "", kMay, "90th percentile", "2022-03-31"},
    {E::UncertainDate, "cites", K::Citations, "", kMay, "basis: a fact", "[s-2021-299#5]"},
    {E::UncertainDate, "judgement", K::Text, "", kMay, "basis: an estimate, with its reason",
     "delays of past votes"},
    {E::UncertainDate, "unknown", K::Text, "", kMay,
     "not known yet: what is missing. The date itself is left out",
     "the electoral calendar is not out"},

    {E::Range, "start", K::Date, "", kMust, "first day", "2021-07-01"},
    {E::Range, "end", K::Date, "", kMust, "first day after it", "2022-07-01"},
});

constexpr auto kWords = std::to_array<Word>({
    {"source-kind", "resolution", "of the Security Council"},
    {"source-kind", "statement", "by the President of the Council, or another"},
    {"source-kind", "report", "of the Secretary-General, of experts, of others"},
    {"source-kind", "letter", "addressed to the Council or its President"},
    {"source-kind", "agreement", "between parties"},
    {"source-kind", "press", "release or statement"},
    {"source-kind", "note", "of a meeting or workshop"},
    {"source-kind", "dataset", "such as boundaries or incidents"},
    {"held", "full", "the authors had the whole text"},
    {"held", "extract", "the authors had the parts cited"},
    {"held", "none", "known only through another document, which `note` names"},
    {"actor-kind", "mission", "the mission itself or another of the United Nations"},
    {"actor-kind", "host-state", "the government"},
    {"actor-kind", "signatory", "party to an agreement"},
    {"actor-kind", "regional-body", "such as the African Union"},
    {"actor-kind", "force", "other armed forces"},
    {"actor-kind", "un-entity", "agencies, funds, programmes, country team"},
    {"actor-kind", "civil-society", "organisations and leaders"},
    {"actor-kind", "member-state", "other than the host State"},
    {"actor-kind", "other", "anyone else"},
    {"rule-kind", "list", "priorities side by side"},
    {"rule-kind", "order", "the first may not suffer for the second"},
    {"rule-kind", "window", "each priority has its time"},
    {"list", "priority", "a priority task"},
    {"list", "other", "another task"},
    {"task-kind", "discrete", "ends when it is done"},
    {"task-kind", "standing", "is kept at a level in each phase"},
    {"credit-rule", "remaining", "the part of the horizon that remains after completion"},
    {"credit-rule", "step", "all of it up to `by`, nothing after"},
    {"credit-rule", "constant", "all of it whenever completed within the horizon"},
    {"link-kind", "after",
     "`task` starts at or after the end of `on` (task, condition, milestone) plus `lag`"},
    {"link-kind", "not-before", "`task` starts at or after `date`, or the milestone `on`"},
    {"link-kind", "due", "`task` ends at or before `date`, or the milestone `on`"},
    {"link-kind", "together", "both tasks are done or neither; they start at most `within` apart"},
    {"link-kind", "instead-of", "at most one of the two tasks is done"},
    {"link-kind", "requires", "`task` is done only if `on` (task or condition) is"},
    {"asset-kind", "renewable", "free again when a task ends"},
    {"asset-kind", "budget", "used up"},
    {"milestone-kind", "vote", "election or referendum"},
    {"milestone-kind", "mandate", "renewal or end of a mandate"},
    {"milestone-kind", "report", "to the Council"},
    {"milestone-kind", "other", "any other"},
    {"direction", "increase", "more is better"},
    {"direction", "decrease", "less is better"},
    {"direction", "reach", "met or not"},
    {"concept", "political-transition", "back to constitutional order"},
    {"concept", "security-handover", "of tasks from the mission to national forces"},
    {"concept", "agreement", "a peace agreement"},
    {"concept", "centre", "stabilisation of an area"},
    {"concept", "other", "any other"},
    {"ambition", "low", "little more than today"},
    {"ambition", "medium", "a real step"},
    {"ambition", "high", "a great step"},
    {"effect-kind", "delay", "tasks and benchmarks take longer, `by` so much"},
    {"effect-kind", "lose-capacity", "a `share` of assets is gone, `lasting` so long"},
    {"effect-kind", "close-area", "no task can work in `areas`, `lasting` so long"},
    {"effect-kind", "undo-benchmark", "with probability `share`, benchmarks met are met no more"},
    {"support", "one", "one participant"},
    {"support", "some", "some participants"},
    {"support", "others", "other participants"},
    {"support", "several", "several participants"},
    {"support", "most", "most participants"},
    {"support", "all", "participants in general"},
    {"support", "text", "the text of the mandate itself"},
    {"patchable", "area", ""},
    {"patchable", "actor", ""},
    {"patchable", "objective", ""},
    {"patchable", "priority-rule", "there is one: no `id`"},
    {"patchable", "task", ""},
    {"patchable", "link", ""},
    {"patchable", "asset", ""},
    {"patchable", "condition", ""},
    {"patchable", "milestone", ""},
    {"patchable", "benchmark", ""},
    {"patchable", "shock", ""},
    {"patchable", "source", ""},
});

struct Stretch {
  std::size_t begin = 0;
  std::size_t length = 0;
};

constexpr std::array<Stretch, kEntityCount> stretches() {
  std::array<Stretch, kEntityCount> result{};
  for (std::size_t i = 0; i < kKeywords.size(); ++i) {
    Stretch& stretch = result[static_cast<std::size_t>(kKeywords[i].entity)];
    if (stretch.length == 0) stretch.begin = i;
    ++stretch.length;
  }
  return result;
}

constexpr bool is_grouped() {
  for (std::size_t i = 1; i < kKeywords.size(); ++i) {
    if (kKeywords[i].entity < kKeywords[i - 1].entity) return false;
  }
  for (std::size_t i = 0; i < kEntities.size(); ++i) {
    if (static_cast<std::size_t>(kEntities[i].entity) != i) return false;
  }
  return true;
}
static_assert(is_grouped());

}  // namespace

std::span<const Keyword> keywords_of(Entity entity) {
  static constexpr auto kStretches = stretches();
  const Stretch& stretch = kStretches[static_cast<std::size_t>(entity)];
  return std::span(kKeywords).subspan(stretch.begin, stretch.length);
}

const EntityRow& row_of(Entity entity) { return kEntities[static_cast<std::size_t>(entity)]; }

std::span<const Word> words_of(std::string_view enumeration) {
  std::size_t begin = 0;
  while (begin < kWords.size() && kWords[begin].enumeration != enumeration) ++begin;
  std::size_t end = begin;
  while (end < kWords.size() && kWords[end].enumeration == enumeration) ++end;
  CHECK(begin < end);
  return std::span(kWords).subspan(begin, end - begin);
}

Entity entity_named(std::string_view name) {
  const auto at = std::ranges::find(kEntities, name, &EntityRow::name);
  CHECK(at != kEntities.end());
  return at->entity;
}

}  // namespace penholder
