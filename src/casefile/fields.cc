#include "casefile/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "casefile/kind_table.h"
#include "casefile/number.h"
#include "casefile/wording.h"

namespace penholder {

// -- Context --------------------------------------------------------------------------------------

std::optional<std::string_view> Context::suggest(std::string_view word,
                                                 std::span<const std::string_view> candidates) {
  if (candidates.size() > comparisons_left_) return std::nullopt;
  comparisons_left_ -= candidates.size();
  const auto meant = nearest(word, candidates);
  return meant == word || (meant && meant->empty()) ? std::nullopt : meant;
}

std::optional<Context::Found> Context::resolve(std::string_view name, Span span,
                                               std::string_view among) {
  std::vector<std::string_view> candidates;
  std::vector<Entity> kinds;
  for (std::string_view rest = among; !rest.empty();) {
    const std::size_t bar = rest.find('|');
    kinds.push_back(entity_named(rest.substr(0, bar)));
    rest = bar == std::string_view::npos ? std::string_view{} : rest.substr(bar + 1);
  }
  for (const Entity kind : kinds) {
    if (const auto position = names_.of(kind).find(name)) return Found{kind, *position};
  }
  if (!is_complete_) return std::nullopt;

  std::vector<Label> labels;
  std::string remedy;
  for (std::size_t i = 0; i < kEntityCount; ++i) {
    const auto other = static_cast<Entity>(i);
    if (const auto position = names_.of(other).find(name)) {
      labels.push_back({.span = names_.of(other).declared_at(*position),
                        .text = fmt::format("this is {}", with_article(row_of(other).name))});
      remedy =
          fmt::format("name {}, not {}", alternatives(among), with_article(row_of(other).name));
      break;
    }
  }
  if (labels.empty()) {
    for (const Entity kind : kinds) {
      const auto& names = names_.of(kind).names();
      candidates.insert(candidates.end(), names.begin(), names.end());
    }
    if (const auto meant = suggest(name, candidates)) {
      remedy = fmt::format("did you mean `{}`?", *meant);
      for (const Entity kind : kinds) {
        if (const auto position = names_.of(kind).find(*meant)) {
          labels.push_back({.span = names_.of(kind).declared_at(*position),
                            .text = fmt::format("`{}` is declared here", *meant)});
          break;
        }
      }
    } else if (candidates.empty()) {
      remedy = fmt::format("the case declares no {} yet: add it under `{}`", row_of(kinds[0]).name,
                           list_key_of(kinds[0]));
    } else {
      remedy = fmt::format("correct the name, or declare it under `{}`", list_key_of(kinds[0]));
    }
  }
  diagnostics_.add(kind_of("unknown-reference"), span,
                   fmt::format("{} is not {}", quoted(name), alternatives(among)), remedy,
                   std::move(labels));
  return std::nullopt;
}

// -- Fields: the keys
// -------------------------------------------------------------------------------

Fields::Fields(Context& context, const Node& node, Entity entity)
    : context_(context), node_(node), entity_(entity), rows_(keywords_of(entity)) {
  CHECK(rows_.size() <= kMostRows);
  found_.fill(-1);
  if (!node.is_mapping()) {
    is_sound_ = false;
    const std::string_view name = row_of(entity).name;
    report(
        kind_of("wrong-shape"), node.span,
        fmt::format("{} is written as a mapping; this is {}", with_article(name), shape_of(node)),
        fmt::format("write `{}: ...`", rows_.front().key));
    return;
  }
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    const std::string& key = node.keys[i].text;
    const auto at = std::ranges::find(rows_, key, &Keyword::key);
    if (at != rows_.end()) {
      found_[static_cast<std::size_t>(at - rows_.begin())] = static_cast<std::int32_t>(i);
      continue;
    }
    if (key.empty()) continue;  // reported as syntax
    std::vector<std::string_view> known;
    for (const Keyword& keyword : rows_) known.push_back(keyword.key);
    std::string remedy;
    if (const auto meant = context_.suggest(key, known)) {
      remedy = fmt::format("did you mean `{}`?", *meant);
    } else {
      std::vector<std::string> words;
      for (const std::string_view word : known) words.push_back(fmt::format("`{}`", word));
      remedy = fmt::format("its keys are {}", join_words(words));
    }
    report(kind_of("unknown-key"), node.keys[i].span,
           fmt::format("{} has no key {}", with_article(row_of(entity).name), quoted(key)), remedy);
  }
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const Keyword& keyword = rows_[i];
    if (found_[i] < 0) {
      if (keyword.demand != Demand::Required || !context_.is_complete()) continue;
      const bool is_whole_case = entity == Entity::File;
      report(kind_of("missing-key"), is_whole_case ? Span{} : span(),
             fmt::format("this {} has no `{}`", is_whole_case ? "case" : row_of(entity).name,
                         keyword.key),
             hint(keyword.key));
      continue;
    }
    const Node& value = node.items[static_cast<std::size_t>(found_[i])];
    if (!value.is_null()) continue;
    const bool is_list = keyword.kind == ValueKind::Mappings ||
                         keyword.kind == ValueKind::References ||
                         keyword.kind == ValueKind::Texts || keyword.kind == ValueKind::Tags;
    if (!is_list || keyword.demand == Demand::Required) {
      if (context_.is_complete() && !value.is_reported) {
        report(kind_of("empty-value"), node.keys[static_cast<std::size_t>(found_[i])].span,
               fmt::format("`{}` has no value", keyword.key),
               keyword.demand == Demand::Required ? hint(keyword.key)
                                                  : std::string("give it, or remove the key"));
      }
    }
    found_[i] = -1;
  }
}

std::size_t Fields::position(std::string_view key) const {
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (rows_[i].key == key) return i;
  }
  CHECK(false && "a key that is not in the table of keywords");
  return 0;
}

const Keyword& Fields::row(std::string_view key) const { return rows_[position(key)]; }

const Node* Fields::at(std::string_view key) const {
  const std::int32_t found = found_[position(key)];
  return found < 0 ? nullptr : &node_.items[static_cast<std::size_t>(found)];
}

std::string Fields::hint(std::string_view key) const {
  const Keyword& keyword = row(key);
  if (keyword.example.empty()) return fmt::format("give `{}` ({})", key, keyword.summary);
  return fmt::format("such as `{}: {}` ({})", key, keyword.example, keyword.summary);
}

bool Fields::has(std::string_view key) const { return at(key) != nullptr; }

Span Fields::key_span(std::string_view key) const {
  const std::int32_t found = found_[position(key)];
  return found < 0 ? span() : node_.keys[static_cast<std::size_t>(found)].span;
}

void Fields::report(const DiagnosticKind& kind, Span span, std::string message, std::string remedy,
                    std::vector<Label> labels) {
  context_.diagnostics().add(kind, span, std::move(message), std::move(remedy), std::move(labels));
}

void Fields::report_shape(const Node& node, std::string_view key, std::string_view wanted,
                          std::string_view remedy) {
  const Span span = node.span;
  report(kind_of("wrong-shape"), node.is_mapping() ? pointing_at(node) : span,
         fmt::format("`{}` takes {}; this is {}", key, wanted, shape_of(node)),
         std::string(remedy));
}

const Node* Fields::scalar(std::string_view key) {
  const Node* node = at(key);
  if (node == nullptr || node->is_scalar()) return node;
  const Keyword& keyword = row(key);
  report_shape(*node, key, "a single value",
               keyword.example.empty()
                   ? std::string("a text with `: ` or brackets needs quotes")
                   : fmt::format("such as `{}: {}`; a text with `: ` or brackets needs quotes", key,
                                 keyword.example));
  return nullptr;
}

std::vector<const Node*> Fields::items(std::string_view key, std::string_view of_what) {
  std::vector<const Node*> result;
  const Node* list = at(key);
  if (list == nullptr) return result;
  if (!list->is_list()) {
    const Keyword& keyword = row(key);
    std::string remedy = "put a hyphen before each item";
    if (list->is_scalar() && list->text.size() < 60) {
      remedy = fmt::format("write `{}: [{}]`", key, list->text);
    } else if (!keyword.example.empty()) {
      remedy = fmt::format("such as `{}: {}`", key, keyword.example);
    }
    report_shape(*list, key, fmt::format("a list of {}", of_what), remedy);
    return result;
  }
  for (const Node& item : list->items) {
    if (item.is_null()) {
      if (context_.is_complete() && !item.is_reported) {
        report(kind_of("empty-value"), item.span, fmt::format("an item of `{}` has no value", key),
               "give it, or remove the hyphen");
      }
      continue;
    }
    result.push_back(&item);
  }
  return result;
}

// -- Fields: words --------------------------------------------------------------------------------

void Fields::read(std::string_view key, std::string& into) {
  const Node* node = scalar(key);
  if (node == nullptr) return;
  into = node->text;
  if (row(key).kind == ValueKind::Id && !is_kebab_case(into)) {
    report(kind_of("malformed-id"), node->span, fmt::format("{} is not an id", quoted(into)),
           "use small letters and digits with single hyphens, such as `electoral-support`");
  }
}

void Fields::read(std::string_view key, std::vector<std::string>& into) {
  const bool is_tags = row(key).kind == ValueKind::Tags;
  for (const Node* item : items(key, is_tags ? "tags" : "texts")) {
    if (!item->is_scalar()) {
      report_shape(*item, key, "a list of texts", "a text with `: ` or brackets needs quotes");
      continue;
    }
    if (is_tags && !is_kebab_case(item->text)) {
      report(kind_of("malformed-id"), item->span,
             fmt::format("{} is not a tag", quoted(item->text)),
             "use small letters and digits with single hyphens, such as `counter-terrorism`");
    }
    into.push_back(item->text);
  }
}

void Fields::read(std::string_view key, bool& into) {
  const Node* node = scalar(key);
  if (node == nullptr) return;
  if (node->text == "true" || node->text == "false") {
    into = node->text == "true";
    return;
  }
  report(kind_of("unknown-word"), node->span,
         fmt::format("`{}` takes `true` or `false`; this is {}", key, quoted(node->text)),
         node->text == "yes" || node->text == "True"   ? "did you mean `true`?"
         : node->text == "no" || node->text == "False" ? "did you mean `false`?"
                                                       : "write one of the two");
}

std::optional<std::size_t> Fields::read_word(std::string_view key) {
  const Node* node = scalar(key);
  if (node == nullptr) return std::nullopt;
  const auto words = words_of(row(key).detail);
  std::vector<std::string_view> known;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].word == node->text) return i;
    known.push_back(words[i].word);
  }
  std::string remedy;
  if (const auto meant = context_.suggest(node->text, known)) {
    remedy = fmt::format("did you mean `{}`?", *meant);
  } else {
    std::vector<std::string> quoted_words;
    for (const std::string_view word : known) quoted_words.push_back(fmt::format("`{}`", word));
    remedy = fmt::format("write {}", join_words(quoted_words, "or"));
  }
  report(kind_of("unknown-word"), node->span,
         fmt::format("{} is not a word that `{}` takes", quoted(node->text), key), remedy);
  return std::nullopt;
}

// -- Fields: references ---------------------------------------------------------------------------

std::optional<std::uint32_t> Fields::read_reference(std::string_view key) {
  const Node* node = scalar(key);
  if (node == nullptr) return std::nullopt;
  const auto found = context_.resolve(node->text, node->span, row(key).detail);
  if (!found) return std::nullopt;
  return found->position;
}

std::vector<std::uint32_t> Fields::read_references(std::string_view key) {
  std::vector<std::uint32_t> result;
  const Keyword& keyword = row(key);
  std::vector<const Node*> list;
  if (const Node* node = at(key);
      keyword.kind == ValueKind::Leads && node != nullptr && node->is_scalar()) {
    list.push_back(node);
  } else {
    list = items(key, fmt::format("ids of {}s", keyword.detail));
  }
  std::unordered_map<std::uint32_t, Span> seen;  // looked up, never walked
  for (const Node* item : list) {
    if (!item->is_scalar()) {
      report_shape(*item, key, "a list of ids", "name each by its `id`");
      continue;
    }
    const auto found = context_.resolve(item->text, item->span, keyword.detail);
    if (!found) continue;
    const auto [first, is_new] = seen.emplace(found->position, item->span);
    if (is_new) {
      result.push_back(found->position);
    } else {
      report(kind_of("repeated-reference"), item->span,
             fmt::format("{} is in this list twice", quoted(item->text)), "remove one",
             {{.span = first->second, .text = "first named here"}});
    }
  }
  return result;
}

void Fields::read(std::string_view key, LinkTarget& into) {
  const Node* node = scalar(key);
  if (node == nullptr) return;
  const auto found = context_.resolve(node->text, node->span, row(key).detail);
  if (!found) {
    is_sound_ = false;
    return;
  }
  switch (found->entity) {
    case Entity::Task:
      into = TaskId{found->position};
      break;
    case Entity::Condition:
      into = ConditionId{found->position};
      break;
    default:
      into = MilestoneId{found->position};
      break;
  }
}

void Fields::read(std::string_view key, std::vector<Citation>& into) {
  for (const Node* item : items(key, "citations")) {
    if (!item->is_scalar()) {
      report_shape(*item, key, "a list of citations", "such as `[s-res-2531#28.a.iii]`");
      continue;
    }
    const std::string_view text = item->text;
    const std::size_t hash = text.find('#');
    const std::string_view source = text.substr(0, hash);
    const std::string_view locator =
        hash == std::string_view::npos ? std::string_view{} : text.substr(hash + 1);
    // Labels of letters and digits, joined by single points or hyphens.
    bool is_label_open = true;
    bool is_locator = hash == std::string_view::npos || !locator.empty();
    for (const char c : locator) {
      const bool is_word =
          (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
      if (!is_word && ((c != '.' && c != '-') || is_label_open)) is_locator = false;
      is_label_open = !is_word;
    }
    if (!locator.empty() && is_label_open) is_locator = false;
    if (!is_kebab_case(source) || !is_locator) {
      report(kind_of("malformed-citation"), item->span,
             fmt::format("{} is not a citation", quoted(text)),
             "write source#locator, such as `s-res-2531#28.a.iii`, `s-2021-299#p4` or the source "
             "alone");
      continue;
    }
    Span source_span = item->span;
    if (!item->is_quoted) {
      source_span.end = source_span.begin + static_cast<std::uint32_t>(source.size());
    }
    const auto found = context_.resolve(source, source_span, "source");
    if (!found) continue;
    into.push_back(
        {.source = SourceId{found->position}, .locator = std::string(locator), .span = item->span});
  }
}

void Fields::read(std::string_view key, std::optional<Area::Point>& into) {
  const auto parts = items(key, "two numbers");
  if (parts.empty()) return;
  if (parts.size() != 2) {
    report(kind_of("wrong-shape"), at(key)->span,
           fmt::format("`{}` takes latitude and longitude; this has {} numbers", key, parts.size()),
           "such as `[14.49, -4.19]`");
    return;
  }
  constexpr std::array<double, 2> kMost = {90.0, 180.0};
  std::array<double, 2> degrees{};
  for (std::size_t i = 0; i < 2; ++i) {
    NumberFault fault = NumberFault::None;
    const auto quantity =
        parts[i]->is_scalar() ? parse_quantity(parts[i]->text, fault) : std::nullopt;
    if (!quantity || !quantity->unit.empty()) {
      report(fault == NumberFault::NotFinite ? kind_of("not-finite") : kind_of("malformed-number"),
             parts[i]->span, fmt::format("{} is not a number of degrees", quoted(parts[i]->text)),
             "write decimal degrees, such as `[14.49, -4.19]`");
      return;
    }
    if (quantity->value < -kMost[i] || quantity->value > kMost[i]) {
      report(
          kind_of("out-of-range"), parts[i]->span,
          fmt::format("{} is not a {}", quoted(parts[i]->text), i == 0 ? "latitude" : "longitude"),
          "latitude comes first (-90 to 90), then longitude (-180 to 180)");
      return;
    }
    degrees[i] = quantity->value;
  }
  into = Area::Point{.latitude = degrees[0], .longitude = degrees[1]};
}

}  // namespace penholder
