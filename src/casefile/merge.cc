#include "casefile/merge.h"

#include <fmt/format.h>

#include <set>
#include <unordered_map>
#include <utility>

#include "casefile/keywords.h"
#include "casefile/kind_table.h"

namespace penholder {
namespace {

/// Of one kind: walks over the objective tree are quadratic, rankings keep a number for each pair
/// of tasks and view, and no mandate comes near it.
constexpr std::size_t kMostEntities = 1'000;

std::string_view shape_of(const Node& node) {
  switch (node.kind) {
    case Node::Kind::Null:
      return "nothing";
    case Node::Kind::Scalar:
      return "a text";
    case Node::Kind::List:
      return "a list";
    case Node::Kind::Mapping:
      return "a mapping";
  }
  return "nothing";
}

/// Moves the fields of `from` into `into`; a field that both have stays as it was first.
void merge_fields(Node& into, Node from, std::string_view what, std::string_view spared_key,
                  Diagnostics& diagnostics) {
  for (std::size_t i = 0; i < from.keys.size(); ++i) {
    Node::Key& key = from.keys[i];
    if (key.text == spared_key) continue;
    if (const int at = into.find_key(key.text); at >= 0) {
      diagnostics.add(
          kind_of("duplicate-field"), key.span,
          fmt::format("`{}` of {} is given in two files", key.text, what), "keep one of the two",
          {{.span = into.keys[static_cast<std::size_t>(at)].span, .text = "first given here"}});
      continue;
    }
    into.keys.push_back(std::move(key));
    into.items.push_back(std::move(from.items[i]));
  }
}

class EntityList {
 public:
  EntityList(Node& list, Entity entity, Diagnostics& diagnostics)
      : list_(list), name_(row_of(entity).name), diagnostics_(diagnostics) {}

  void take_all(Node from) {
    for (Node& item : from.items) {
      if (list_.items.size() < kMostEntities) {
        take(std::move(item));
        continue;
      }
      diagnostics_.add(
          kind_of("too-crowded"), {list_.span.file, list_.span.begin, list_.span.begin},
          fmt::format("the case has more than {} entities of kind {}", kMostEntities, name_),
          "is this the right file?");
      return;
    }
  }

 private:
  void take(Node item) {
    if (item.is_reported) return;
    if (!item.is_mapping()) {
      diagnostics_.add(
          kind_of("wrong-shape"), item.span,
          fmt::format("each {} is a mapping with an `id`; this is {}", name_, shape_of(item)),
          "write `- id: ...`, and its other keys below");
      return;
    }
    const Node* id = item.find("id");
    if (id == nullptr || !id->is_scalar()) {
      diagnostics_.add(kind_of("missing-key"), pointing_at(item),
                       fmt::format("this {} has no `id`", name_),
                       "give it a short name, such as `id: electoral-support`");
      return;
    }
    const auto [known, is_new] = positions_.emplace(id->text, list_.items.size());
    if (is_new) {
      list_.items.push_back(std::move(item));
      return;
    }
    Node& first = list_.items[known->second];
    const bool is_from_here = pointing_at(first).file == id->span.file;
    if (is_from_here || !completions_.emplace(known->second, id->span.file.value).second) {
      diagnostics_.add(kind_of("duplicate-id"), id->span,
                       fmt::format("there is another {} `{}` in this file", name_, id->text),
                       "rename one of the two",
                       {{.span = pointing_at(first), .text = "first defined here"}});
      return;
    }
    const std::string what = fmt::format("{} `{}`", name_, id->text);
    merge_fields(first, std::move(item), what, "id", diagnostics_);
  }

  Node& list_;
  std::string_view name_;
  Diagnostics& diagnostics_;
  std::unordered_map<std::string, std::size_t> positions_;  // looked up, never walked
  std::set<std::pair<std::size_t, std::uint32_t>>
      completions_;  // (entity, file it was completed from)
};

const Keyword* find_row(std::string_view key) {
  for (const Keyword& row : keywords_of(Entity::File)) {
    if (row.key == key) return &row;
  }
  return nullptr;
}

}  // namespace

Node merge(std::vector<YamlTree> trees, Diagnostics& diagnostics) {
  Node merged{.kind = Node::Kind::Mapping};
  // Lists first, key by key, so that an entity's place follows the order of the texts alone.
  for (const Keyword& row : keywords_of(Entity::File)) {
    if (row.kind != ValueKind::Mappings) continue;
    Node all{.kind = Node::Kind::List};
    EntityList list(all, entity_named(row.detail), diagnostics);
    for (YamlTree& tree : trees) {
      Node* part = tree.root.is_mapping() ? tree.root.find(row.key) : nullptr;
      if (part == nullptr || part->is_null()) continue;
      if (!part->is_list()) {
        diagnostics.add(kind_of("wrong-shape"), pointing_at(*part),
                        fmt::format("`{}` takes a list; this is {}", row.key, shape_of(*part)),
                        "put a hyphen before each item");
        continue;
      }
      if (!all.span.is_known()) all.span = part->span;
      list.take_all(std::move(*part));
    }
    if (!all.span.is_known()) continue;
    const Span span = all.span;
    merged.keys.push_back({.text = std::string(row.key), .span = span});
    merged.items.push_back(std::move(all));
  }
  for (YamlTree& tree : trees) {
    Node& root = tree.root;
    if (root.is_null()) continue;
    if (!root.is_mapping()) {
      diagnostics.add(
          kind_of("wrong-shape"), pointing_at(root),
          fmt::format("a case file is a mapping (`key: value`); this is {}", shape_of(root)),
          "begin with `penholder: 1`");
      continue;
    }
    if (!merged.span.is_known()) merged.span = root.span;
    for (std::size_t i = 0; i < root.keys.size(); ++i) {
      Node::Key& key = root.keys[i];
      Node& value = root.items[i];
      const Keyword* row = find_row(key.text);
      if (row != nullptr && row->kind == ValueKind::Mappings) continue;
      const int at = merged.find_key(key.text);
      if (at < 0) {
        merged.keys.push_back(std::move(key));
        merged.items.push_back(std::move(value));
        continue;
      }
      Node& first = merged.items[static_cast<std::size_t>(at)];
      const bool is_same_version = row != nullptr && row->kind == ValueKind::Whole &&
                                   first.is_scalar() && first.text == value.text;
      if (is_same_version) continue;  // each file may name the format
      if (row != nullptr && first.is_mapping() && value.is_mapping()) {
        merge_fields(first, std::move(value), fmt::format("`{}`", key.text), "", diagnostics);
        continue;
      }
      diagnostics.add(
          kind_of("duplicate-field"), key.span, fmt::format("`{}` is given in two files", key.text),
          "keep one of the two",
          {{.span = merged.keys[static_cast<std::size_t>(at)].span, .text = "first given here"}});
    }
  }
  return merged;
}

}  // namespace penholder
