#pragma once
// The one table of the case format: a row per keyword. The reader takes from it which keys an
// entity has, which must be there and what a value means; the JSON Schema and docs/formats/case.md
// are printed from it. To add a keyword, add its row and a line in binders.cc.

#include <cstdint>
#include <span>
#include <string_view>

namespace penholder {

/// Everything of the format that has keys. `File` is the top level.
enum class Entity : std::uint8_t {
  File,
  Case,
  Phase,
  ContextItem,
  Tolerance,
  Scale,
  Measure,
  Anchor,
  Source,
  Area,
  Actor,
  Limit,
  Objective,
  PriorityRule,
  Task,
  Serves,
  Need,
  Level,
  Credit,
  Link,
  Asset,
  CapacityStep,
  Condition,
  Milestone,
  Benchmark,
  Observation,
  Shock,
  Effect,
  View,
  Statement,
  Share,
  Ratio,
  Swing,
  TaskValue,
  TaskRatio,
  Option,
  Change,
  Number,
  UncertainDate,
  Range
};
inline constexpr std::size_t kEntityCount = 40;

/// What stands behind a key.
enum class ValueKind : std::uint8_t {
  Id,     ///< kebab-case name of this entity
  Text,   ///< words for readers
  Texts,  ///< list of Text
  Tags,   ///< list of kebab-case words
  Flag,   ///< true or false
  Whole,  ///< whole number
  Plain,  ///< number without a basis of its own
  Share,  ///< the same, 0..1 or in %
  Date,   ///< 2021-05-20
  DateOrMilestone,
  UncertainDate,  ///< a date, or low, likely and high
  Number,         ///< {value | low, likely, high} with its basis
  Capacity,       ///< a Number, or a list of dated ones
  Strength,       ///< a level of the scale, or three
  Word,           ///< one of an enumeration
  Reference,      ///< id of another entity
  References,     ///< list of ids
  Leads,          ///< an id or a list of ids
  Citations,      ///< list of source#locator
  Point,          ///< [latitude, longitude]
  Mapping,        ///< one entity
  Mappings,       ///< list of entities
  Any             ///< whatever the entity named beside it takes
};

/// How a number is to be read.
enum class Unit : std::uint8_t { None, Duration, Share, PerYear, OfAsset, OfBenchmark, OfMeasure };

/// Whether a key must be there: for an entity spread over several files, in one of them.
enum class Demand : std::uint8_t { Optional, Required };

struct Keyword {
  Entity entity;
  std::string_view key;
  ValueKind kind;
  std::string_view
      detail;  ///< enumeration (Word), entity kinds (Reference), entity (Mapping), unit's noun
  Demand demand;
  std::string_view summary;
  std::string_view example;  ///< as YAML
  Unit unit = Unit::None;
  int since = 1;  ///< version of the format
};

/// An entity's name in messages ("task", "may-not item"), with a sentence on what it is.
struct EntityRow {
  Entity entity;
  std::string_view name;
  std::string_view summary;
};

/// An allowed word of an enumeration. Words stand in the order of the enumerators of the type they
/// are read into.
struct Word {
  std::string_view enumeration;
  std::string_view word;
  std::string_view meaning;
};

/// The keywords of one entity, in the order in which they are shown. Cost: O(1).
std::span<const Keyword> keywords_of(Entity entity);

/// The row of an entity.
const EntityRow& row_of(Entity entity);

/// The words of an enumeration; CHECKs that there is one of that name.
std::span<const Word> words_of(std::string_view enumeration);

/// The entity of a Mapping's or Mappings' `detail`; CHECKs that there is one.
Entity entity_named(std::string_view name);

}  // namespace penholder
