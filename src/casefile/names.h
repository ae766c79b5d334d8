#pragma once
// Who is who: the ids of all entities of a merged document, before any of them is read, so that
// references may point forward.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "casefile/keywords.h"
#include "casefile/node.h"

namespace penholder {

/// Ids of one kind of entity; positions are those of the entity's list.
class NameTable {
 public:
  void add(std::string_view name, Span span);
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name) const;
  [[nodiscard]] const std::vector<std::string_view>& names() const { return names_; }
  [[nodiscard]] Span declared_at(std::uint32_t position) const { return spans_[position]; }

 private:
  std::vector<std::string_view> names_;
  std::vector<Span> spans_;
  std::unordered_map<std::string_view, std::uint32_t> positions_;  // looked up, never walked
};

/// All NameTables of a document. Holds views into `root`, which must outlive it.
class Names {
 public:
  explicit Names(const Node& root);
  [[nodiscard]] const NameTable& of(Entity entity) const {
    return tables_[static_cast<std::size_t>(entity)];
  }

 private:
  std::array<NameTable, kEntityCount> tables_;
};

/// The top-level key whose list holds entities of this kind (`tasks` for Task); empty when there is
/// none.
std::string_view list_key_of(Entity entity);

}  // namespace penholder
