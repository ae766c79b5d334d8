#include "casefile/patch.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "casefile/kind_table.h"

namespace penholder {
namespace {

/// True when `detail` (`task|condition`) names the kind of entity.
bool names_kind(std::string_view detail, std::string_view name) {
  while (!detail.empty()) {
    const std::size_t bar = detail.find('|');
    if (detail.substr(0, bar) == name) return true;
    detail = bar == std::string_view::npos ? std::string_view{} : detail.substr(bar + 1);
  }
  return false;
}

/// Removes what mentions a dropped entity in passing: links that join it, items of lists of
/// references.
class Forgetter {
 public:
  Forgetter(std::string_view name, std::string_view id) : name_(name), id_(id) {}

  void forget(Node& mapping, Entity entity) const {
    if (!mapping.is_mapping()) return;
    for (const Keyword& row : keywords_of(entity)) {
      Node* value = mapping.find(row.key);
      if (value == nullptr) continue;
      switch (row.kind) {
        case ValueKind::References:
        case ValueKind::Leads:
          if (names_kind(row.detail, name_)) forget_items(*value);
          break;
        case ValueKind::Mapping:
          forget(*value, entity_named(row.detail));
          break;
        case ValueKind::Mappings: {
          if (!value->is_list()) break;
          const Entity item_entity = entity_named(row.detail);
          if (item_entity == Entity::Link) {
            std::erase_if(value->items, [&](const Node& link) { return joins_it(link); });
          }
          if (item_entity == Entity::Statement) {
            std::erase_if(value->items, [&](const Node& item) { return compares_it(item); });
          }
          for (Node& item : value->items) forget(item, item_entity);
          break;
        }
        default:
          break;
      }
    }
  }

 private:
  void forget_items(Node& list) const {
    if (list.is_list()) {
      std::erase_if(list.items,
                    [&](const Node& item) { return item.is_scalar() && item.text == id_; });
    } else if (list.is_scalar() && list.text == id_) {
      list = Node{.kind = Node::Kind::List, .span = list.span};
    }
  }

  [[nodiscard]] bool joins_it(const Node& link) const {
    for (const Keyword& row : keywords_of(Entity::Link)) {
      if (row.kind != ValueKind::Reference || !names_kind(row.detail, name_)) continue;
      const Node* end = link.find(row.key);
      if (end != nullptr && end->is_scalar() && end->text == id_) return true;
    }
    return false;
  }

  /// A statement that weighs one entity against another says nothing when one of them is gone.
  [[nodiscard]] bool compares_it(const Node& statement) const {
    for (const Keyword& row : keywords_of(Entity::Statement)) {
      const Node* inner = row.kind == ValueKind::Mapping ? statement.find(row.key) : nullptr;
      if (inner == nullptr || !inner->is_mapping()) continue;
      for (const Keyword& end : keywords_of(entity_named(row.detail))) {
        if (end.kind != ValueKind::Reference || !names_kind(end.detail, name_)) continue;
        const Node* named = inner->find(end.key);
        if (named != nullptr && named->is_scalar() && named->text == id_) return true;
      }
    }
    return false;
  }

  std::string_view name_;
  std::string_view id_;
};

void remove_key(Node& mapping, int at) {
  mapping.keys.erase(mapping.keys.begin() + at);
  mapping.items.erase(mapping.items.begin() + at);
}

std::string title_of(const Node& entity) {
  const Node* title = entity.find("title");
  if (title != nullptr && title->is_scalar()) return title->text;
  const Node* id = entity.find("id");
  return id != nullptr && id->is_scalar() ? id->text : std::string{};
}

class Patcher {
 public:
  Patcher(Context& context, Design& design) : context_(context), design_(design) {}

  void apply(Fields& f) {
    const auto basis = f.read_optional_basis();
    std::string_view verb;
    int count = 0;
    for (const std::string_view key : {"add", "change", "drop"}) {
      if (!f.has(key)) continue;
      verb = key;
      ++count;
    }
    if (count != 1) {
      if (context_.is_complete()) {
        f.report(
            kind_of("choose-one"), f.span(),
            fmt::format("a change does exactly one of `add`, `change` and `drop`; this does {}",
                        count == 0 ? "none" : "several"),
            count == 0 ? "such as `change: task`" : "make each a list item of its own");
      }
      return;
    }
    const Node* word = f.at(verb);
    std::optional<Patchable> kind;
    f.read(verb, kind);
    if (!kind) return;
    const Entity entity = entity_named(word->text);
    for (const std::string_view key : {"item", "set", "id"}) {
      const bool is_single = entity == Entity::PriorityRule;
      const bool is_used = key == "item"  ? verb == "add"
                           : key == "set" ? verb == "change"
                                          : verb != "add" && !is_single;
      if (f.has(key) == is_used) continue;
      if (is_used) {
        if (context_.is_complete()) {
          f.report(kind_of("missing-key"), f.span(),
                   fmt::format("`{}` is missing: the change is `{}: {}`", key, verb, word->text),
                   fmt::format("give `{}`", key));
        }
        return;
      }
      f.report(
          kind_of("key-not-applicable"), f.key_span(key),
          fmt::format("`{}` has no meaning here: the change is `{}: {}`", key, verb, word->text),
          verb == "add" && key == "id" ? "put the id into `item`" : "remove it");
    }
    Change change{.kind = verb == "add"    ? Change::Kind::Add
                          : verb == "drop" ? Change::Kind::Drop
                                           : Change::Kind::Set,
                  .entity = word->text,
                  .id = {},
                  .field = {},
                  .title = {},
                  .basis = basis,
                  .span = f.span()};
    if (entity == Entity::PriorityRule) {
      apply_to_rule(f, verb, std::move(change));
    } else if (verb == "add") {
      add(f, entity, std::move(change));
    } else {
      change_or_drop(f, entity, std::move(change));
    }
  }

 private:
  // As many enumerators as there are words: only the word itself is used.
  enum class Patchable : std::uint8_t {};

  Node& top(std::string_view key, Node::Kind kind) {
    Node& root = design_.root;
    if (Node* found = root.find(key)) return *found;
    root.keys.push_back({.text = std::string(key), .span = {}});
    root.items.push_back(Node{.kind = kind});
    return root.items.back();
  }

  void add(Fields& f, Entity entity, Change change) {
    const Node& item = *f.at("item");
    const std::string_view name = row_of(entity).name;
    const Node* id = item.find("id");
    if (!item.is_mapping()) {
      f.report(kind_of("wrong-shape"), item.span,
               fmt::format("`item` takes a {}, written as a mapping", name),
               "such as `item: {id: ..., title: ...}`");
      return;
    }
    if (id == nullptr || !id->is_scalar()) {
      if (context_.is_complete()) {
        f.report(kind_of("missing-key"), pointing_at(item),
                 fmt::format("this {} has no `id`", name), "give it a short name");
      }
      return;
    }
    Node& list = top(list_key_of(entity), Node::Kind::List);
    if (const Node* twin = find(list, id->text)) {
      f.report(kind_of("duplicate-id"), id->span,
               fmt::format("the case has a {} `{}` already", name, id->text),
               fmt::format("use `change: {}` to alter it, or another id", name),
               {{.span = pointing_at(*twin), .text = "defined here"}});
      return;
    }
    change.id = id->text;
    change.title = title_of(item);
    list.items.push_back(item);
    design_.changes.push_back(std::move(change));
  }

  void change_or_drop(Fields& f, Entity entity, Change change) {
    const Node* id = f.at("id");
    const std::string_view name = row_of(entity).name;
    Node& list = top(list_key_of(entity), Node::Kind::List);
    Node* target = id->is_scalar() ? find(list, id->text) : nullptr;
    if (target == nullptr) {
      report_absent(f, *id, entity, list);
      return;
    }
    change.id = id->text;
    change.title = title_of(*target);
    if (change.kind == Change::Kind::Drop) {
      std::erase_if(list.items, [&](const Node& item) { return &item == target; });
      Forgetter(name, change.id).forget(design_.root, Entity::File);
      design_.changes.push_back(std::move(change));
      return;
    }
    set_fields(f, *target, change);
  }

  void apply_to_rule(Fields& f, std::string_view verb, Change change) {
    change.title = "priority rule";
    Node& rule = top("priority-rule", Node::Kind::Mapping);
    if (verb == "drop") {
      remove_key(design_.root, design_.root.find_key("priority-rule"));
      design_.changes.push_back(std::move(change));
    } else if (verb == "add") {
      rule = *f.at("item");
      design_.changes.push_back(std::move(change));
    } else {
      set_fields(f, rule, change);
    }
  }

  void set_fields(Fields& f, Node& target, const Change& change) {
    const Node& set = *f.at("set");
    if (!set.is_mapping()) {
      f.report(kind_of("wrong-shape"), set.span, "`set` takes keys and their new values",
               "such as `set: {tier: 1}`");
      return;
    }
    for (std::size_t i = 0; i < set.keys.size(); ++i) {
      const Node::Key& key = set.keys[i];
      if (key.text == "id") {
        f.report(kind_of("key-not-applicable"), key.span, "an id cannot be changed",
                 "references go by it; drop the entity and add another");
        continue;
      }
      const int at = target.find_key(key.text);
      if (set.items[i].is_null()) {
        if (at >= 0) remove_key(target, at);
      } else if (at >= 0) {
        target.keys[static_cast<std::size_t>(at)] = key;
        target.items[static_cast<std::size_t>(at)] = set.items[i];
      } else {
        target.keys.push_back(key);
        target.items.push_back(set.items[i]);
      }
      Change one = change;
      one.field = key.text;
      one.span = key.span;
      design_.changes.push_back(std::move(one));
    }
  }

  static Node* find(Node& list, std::string_view id) {
    for (Node& item : list.items) {
      const Node* own = item.find("id");
      if (own != nullptr && own->text == id) return &item;
    }
    return nullptr;
  }

  void report_absent(Fields& f, const Node& id, Entity entity, const Node& list) {
    if (!context_.is_complete()) return;
    std::vector<std::string_view> names;
    for (const Node& item : list.items) {
      const Node* own = item.find("id");
      if (own != nullptr) names.push_back(own->text);
    }
    std::string remedy = fmt::format("correct the name, or use `add: {}`", row_of(entity).name);
    std::vector<Label> labels;
    if (const auto meant = context_.suggest(id.text, names)) {
      remedy = fmt::format("did you mean `{}`?", *meant);
      for (const Node& item : list.items) {
        if (item.find("id") != nullptr && item.find("id")->text == *meant) {
          labels.push_back(
              {.span = pointing_at(item), .text = fmt::format("`{}` is declared here", *meant)});
        }
      }
    }
    f.report(kind_of("unknown-reference"), id.span,
             fmt::format("the case has no {} `{}` to {}", row_of(entity).name, id.text,
                         f.has("drop") ? "drop" : "change"),
             std::move(remedy), std::move(labels));
  }

  Context& context_;
  Design& design_;
};

/// Copy of the document without its options.
Node without_options(const Node& root) {
  Node copy{.kind = Node::Kind::Mapping, .span = root.span};
  for (std::size_t i = 0; i < root.keys.size(); ++i) {
    if (root.keys[i].text == "options") continue;
    copy.keys.push_back(root.keys[i]);
    copy.items.push_back(root.items[i]);
  }
  return copy;
}

/// Whether `span` lies in the text of the option (which may be spread over files).
bool is_within(Span span, const Node& option) {
  if (!span.is_known()) return false;
  const auto covers = [&](Span outer) {
    return outer.file == span.file && outer.begin <= span.begin && span.end <= outer.end;
  };
  return covers(option.span) ||
         std::ranges::any_of(option.items, [&](const Node& item) { return covers(item.span); }) ||
         std::ranges::any_of(option.keys, [&](const Node::Key& key) { return covers(key.span); });
}

}  // namespace

Design carry_out(const Node& root, const Node& option, Context& context) {
  Design design{.root = without_options(root), .changes = {}};
  Fields f(context, option, Entity::Option);
  Patcher patcher(context, design);
  f.each("changes", [&](Fields& change) { patcher.apply(change); });
  return design;
}

Diagnostics blame_option(const Node& option, const Design& design, const Diagnostics& base,
                         const Diagnostics& found) {
  using Key = std::tuple<Span, std::string_view, std::string_view>;
  const auto key_of = [](const Diagnostic& d) { return Key(d.span, d.kind->id, d.message); };
  std::set<Key> known;
  for (const Diagnostic& d : base.found()) known.insert(key_of(d));
  Diagnostics result;
  for (const Diagnostic& d : found.found()) {
    if (known.contains(key_of(d))) continue;
    Diagnostic blamed = d;
    if (!is_within(d.span, option)) {
      // The text that went wrong stands in the base case: what changed its meaning is the option.
      Span place = pointing_at(option);
      for (const Change& change : design.changes) {
        if (d.message.find(fmt::format("`{}`", change.id)) == std::string::npos) continue;
        place = change.span;
        if (change.kind == Change::Kind::Drop) {
          blamed.remedy = "change what needs it in the same option, or do not drop it";
        }
        break;
      }
      blamed.span = place;
      blamed.message = fmt::format("with this option, {}", d.message);
      if (d.span.is_known()) {
        blamed.labels.insert(blamed.labels.begin(),
                             {.span = d.span, .text = "this is what breaks"});
      }
    }
    result.add(std::move(blamed));
  }
  return result;
}

void check_leaves(const Case& base, const Case& design, const Option& option,
                  Diagnostics& diagnostics) {
  const auto leaf_ids = [](const Case& c) {
    std::set<std::string_view> ids;
    for (const ObjectiveId leaf : leaf_objectives(c)) ids.insert(c.objectives[leaf].id);
    return ids;
  };
  const auto before = leaf_ids(base);
  const auto after = leaf_ids(design);
  const auto place_of = [&](std::string_view id) {
    // The change of this very objective; else the first that touches the tree.
    std::optional<Span> place;
    for (const Change& change : option.changes) {
      if (change.entity != "objective") continue;
      if (change.id == id) return change.span;
      if (!place) place = change.span;
    }
    return place.value_or(option.span);
  };
  const auto report = [&](std::string_view id, std::string message) {
    diagnostics.add(kind_of("leaf-objectives-changed"), place_of(id), std::move(message),
                    "all designs are judged on the leaf objectives of the base case");
  };
  for (const std::string_view id : before) {
    if (!after.contains(id)) {
      report(id, fmt::format("option `{}` takes away the leaf objective `{}`", option.id, id));
    }
  }
  for (const std::string_view id : after) {
    if (before.contains(id)) continue;
    const bool was_parent = find_by_id(base.objectives, id).has_value();
    report(id, was_parent ? fmt::format("option `{}` leaves objective `{}` without parts, which "
                                        "makes it a leaf",
                                        option.id, id)
                          : fmt::format("option `{}` adds the leaf objective `{}`", option.id, id));
  }
}

}  // namespace penholder
