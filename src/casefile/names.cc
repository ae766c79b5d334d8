#include "casefile/names.h"

namespace penholder {

void NameTable::add(std::string_view name, Span span) {
  positions_.emplace(name, static_cast<std::uint32_t>(names_.size()));
  names_.push_back(name);
  spans_.push_back(span);
}

std::optional<std::uint32_t> NameTable::find(std::string_view name) const {
  const auto at = positions_.find(name);
  if (at == positions_.end()) return std::nullopt;
  return at->second;
}

Names::Names(const Node& root) {
  for (const Keyword& row : keywords_of(Entity::File)) {
    if (row.kind != ValueKind::Mappings) continue;
    const Node* list = root.find(row.key);
    if (list == nullptr) continue;
    NameTable& table = tables_[static_cast<std::size_t>(entity_named(row.detail))];
    for (const Node& item : list->items) {
      const Node* id = item.find("id");
      table.add(id == nullptr ? std::string_view{} : std::string_view(id->text), pointing_at(item));
    }
  }
}

std::string_view list_key_of(Entity entity) {
  for (const Keyword& row : keywords_of(Entity::File)) {
    if (row.kind == ValueKind::Mappings && row.detail == row_of(entity).name) return row.key;
  }
  return {};
}

}  // namespace penholder
