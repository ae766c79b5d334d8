#pragma once
// The keys of one mapping, read by the table of keywords into the members of a struct:
//
//   Fields fields(context, node, Entity::Area);   // reports unknown and missing keys
//   fields.read("title", area.title);
//   fields.read("parent", area.parent);           // a reference: resolved, or reported with "did
//   you mean"
//
// What a key's value means (unit, enumeration, kind of entity referred to) stands in the table; the
// C++ type of the member decides only how it is stored. A value that cannot be read leaves the
// member as it was.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/check.h"
#include "base/diagnostic.h"
#include "casefile/keywords.h"
#include "casefile/names.h"
#include "casefile/node.h"
#include "mandate/case.h"

namespace penholder {

/// What the readers of all fields share.
class Context {
 public:
  Context(const Names& names, bool is_complete, Diagnostics& diagnostics)
      : names_(names), is_complete_(is_complete), diagnostics_(diagnostics) {}

  [[nodiscard]] const Names& names() const { return names_; }
  [[nodiscard]] Diagnostics& diagnostics() { return diagnostics_; }

  /// False when a text was cut off by a syntax error: what is missing may stand in the part not
  /// read, and is not reported.
  [[nodiscard]] bool is_complete() const { return is_complete_; }

  /// The candidate probably meant by `word`. Gives up after a few hundred thousand comparisons in
  /// all, so that a hostile case cannot make reading quadratic.
  std::optional<std::string_view> suggest(std::string_view word,
                                          std::span<const std::string_view> candidates);

  /// Position of the entity that `node` names, among those of the kinds `among` (`task|condition`);
  /// reports and gives nothing when there is none.
  struct Found {
    Entity entity = Entity::Task;
    std::uint32_t position = 0;
  };
  std::optional<Found> resolve(std::string_view name, Span span, std::string_view among);

 private:
  const Names& names_;
  bool is_complete_;
  Diagnostics& diagnostics_;
  std::size_t comparisons_left_ = 400'000;
};

/// The kind of entity that an id type counts.
template <class IdType>
constexpr Entity entity_of();
template <>
constexpr Entity entity_of<SourceId>() {
  return Entity::Source;
}
template <>
constexpr Entity entity_of<AreaId>() {
  return Entity::Area;
}
template <>
constexpr Entity entity_of<ActorId>() {
  return Entity::Actor;
}
template <>
constexpr Entity entity_of<ObjectiveId>() {
  return Entity::Objective;
}
template <>
constexpr Entity entity_of<TaskId>() {
  return Entity::Task;
}
template <>
constexpr Entity entity_of<AssetId>() {
  return Entity::Asset;
}
template <>
constexpr Entity entity_of<ConditionId>() {
  return Entity::Condition;
}
template <>
constexpr Entity entity_of<MilestoneId>() {
  return Entity::Milestone;
}
template <>
constexpr Entity entity_of<BenchmarkId>() {
  return Entity::Benchmark;
}
template <>
constexpr Entity entity_of<MeasureId>() {
  return Entity::Measure;
}
template <>
constexpr Entity entity_of<ViewId>() {
  return Entity::View;
}

/// The noun of a unit that is not fixed by the format: an asset's or a benchmark's.
struct NamedUnit {
  std::string_view unit;
  std::string_view owner;  ///< "asset `flight-hours`"
  Span declared_at;
  bool may_be_per_month = false;  ///< `hours/month` is the same as `hours` here
  bool is_required = true;        ///< a bare number is refused
};

class Fields {
 public:
  /// Looks over the keys of `node`: unknown and missing ones are reported. A node that is no
  /// mapping is reported and has no fields.
  Fields(Context& context, const Node& node, Entity entity);

  [[nodiscard]] Span span() const { return pointing_at(node_); }
  [[nodiscard]] const Node& node() const { return node_; }
  [[nodiscard]] Context& context() { return context_; }
  /// Whether the key is there with a value.
  [[nodiscard]] bool has(std::string_view key) const;
  /// The value's node; null when it is not there. CHECKs that the table has the key.
  [[nodiscard]] const Node* at(std::string_view key) const;
  /// What to write for a key that is missing, from the table.
  [[nodiscard]] std::string hint(std::string_view key) const;
  /// Where the key stands; the whole mapping when it does not.
  [[nodiscard]] Span key_span(std::string_view key) const;
  /// False once something without which the entity makes no sense could not be read; the caller
  /// leaves it out.
  [[nodiscard]] bool is_sound() const { return is_sound_; }

  void read(std::string_view key, std::string& into);
  void read(std::string_view key, std::vector<std::string>& into);
  void read(std::string_view key, bool& into);
  void read(std::string_view key, int& into, int least, int most);
  void read(std::string_view key, double& into);
  void read(std::string_view key, Date& into);
  void read(std::string_view key, std::optional<Date>& into);
  void read(std::string_view key, DateRange& into);
  void read(std::string_view key, std::optional<DateRange>& into);
  void read(std::string_view key, DateRef& into);
  /// A plain date rests on `cites`, those of the entity.
  void read(std::string_view key, DateEstimate& into, const std::vector<Citation>& cites);
  void read(std::string_view key, Estimate& into, const NamedUnit* unit = nullptr);
  void read(std::string_view key, std::optional<Estimate>& into, const NamedUnit* unit = nullptr);
  void read(std::string_view key, std::vector<Citation>& into);
  void read(std::string_view key, std::optional<Area::Point>& into);
  /// The estimate whose keys stand in this very mapping (a Number, a CapacityStep).
  bool read_estimate(Estimate& into, Unit unit, const NamedUnit* named);
  /// A plain number in a named unit (an observation).
  void read(std::string_view key, double& into, const NamedUnit& unit);

  /// `cites`, `judgement` or `unknown` of this mapping, exactly one of them; the rest is reported.
  Basis read_basis();
  /// The same where none is allowed, too.
  std::optional<Basis> read_optional_basis();

  template <class Word>
    requires std::is_enum_v<Word>
  void read(std::string_view key, Word& into) {
    if (const auto index = read_word(key)) into = static_cast<Word>(*index);
  }
  template <class Word>
    requires std::is_enum_v<Word>
  void read(std::string_view key, std::optional<Word>& into) {
    if (const auto index = read_word(key)) into = static_cast<Word>(*index);
  }

  /// A reference without which the entity makes no sense: see is_sound.
  template <class Tag>
  void read(std::string_view key, Id<Tag>& into) {
    if (const auto position = read_reference(key)) {
      into = Id<Tag>{*position};
    } else {
      is_sound_ = false;
    }
  }
  template <class Tag>
  void read(std::string_view key, std::optional<Id<Tag>>& into) {
    if (const auto position = read_reference(key)) into = Id<Tag>{*position};
  }
  template <class Tag>
  void read(std::string_view key, std::vector<Id<Tag>>& into) {
    for (const std::uint32_t position : read_references(key)) into.push_back(Id<Tag>{position});
  }
  /// A reference to a task, condition or milestone.
  void read(std::string_view key, LinkTarget& into);

  /// The items of a list of mappings; `bind(Fields&)` is called for each.
  template <class Bind>
  void each(std::string_view key, Bind bind) {
    const Entity item_entity = entity_named(row(key).detail);
    for (const Node* item : items(key, "mappings")) {
      Fields fields(context_, *item, item_entity);
      if (item->is_mapping()) bind(fields);
    }
  }
  /// The same for a single mapping.
  template <class Bind>
  void one(std::string_view key, Bind bind) {
    const Node* node = at(key);
    if (node == nullptr) return;
    Fields fields(context_, *node, entity_named(row(key).detail));
    if (node->is_mapping()) bind(fields);
  }

  void report(const DiagnosticKind& kind, Span span, std::string message, std::string remedy = {},
              std::vector<Label> labels = {});

 private:
  [[nodiscard]] const Keyword& row(std::string_view key) const;
  [[nodiscard]] std::size_t position(std::string_view key) const;
  [[nodiscard]] std::vector<const Node*> items(std::string_view key, std::string_view of_what);
  const Node* scalar(std::string_view key);
  std::optional<std::size_t> read_word(std::string_view key);
  std::optional<std::uint32_t> read_reference(std::string_view key);
  std::vector<std::uint32_t> read_references(std::string_view key);
  bool read_number(std::string_view key, Estimate& into, const NamedUnit* unit);
  std::optional<Date> date_of(const Node& node, std::string_view key);
  std::optional<double> number_of(const Node& node, std::string_view key, Unit unit,
                                  const NamedUnit* named);
  void report_shape(const Node& node, std::string_view key, std::string_view wanted,
                    std::string_view remedy);

  static constexpr std::size_t kMostRows = 24;
  Context& context_;
  const Node& node_;
  Entity entity_;
  std::span<const Keyword> rows_;
  std::array<std::int32_t, kMostRows> found_{};  // row -> position among the node's keys, or -1
  bool is_sound_ = true;
  std::string_view refused_unit_;
};

}  // namespace penholder
