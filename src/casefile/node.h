#pragma once
// The tree of a YAML text, with the place of every node. Only what the case format allows: no
// anchors, no tags, keys are plain words. Knows nothing of keywords.

#include <string>
#include <string_view>
#include <vector>

#include "base/source_text.h"

namespace penholder {

struct Node {
  enum class Kind : std::uint8_t { Null, Scalar, List, Mapping } kind = Kind::Null;
  bool is_quoted = false;    ///< a scalar in quotes or in a block
  bool is_reported = false;  ///< stands for something refused: no further complaint about it
  Span span{};               ///< first to last byte, closing quotes and brackets included
  std::string text{};        ///< of a scalar

  /// A mapping's key. `items[i]` is the value of `keys[i]`.
  struct Key {
    std::string text;
    Span span;
  };
  std::vector<Key> keys{};
  std::vector<Node> items{};  ///< of a list, or the values of a mapping

  [[nodiscard]] bool is_null() const { return kind == Kind::Null; }
  [[nodiscard]] bool is_scalar() const { return kind == Kind::Scalar; }
  [[nodiscard]] bool is_list() const { return kind == Kind::List; }
  [[nodiscard]] bool is_mapping() const { return kind == Kind::Mapping; }

  /// Position of a mapping's key; -1 when it has none of that name. Cost: O(keys).
  [[nodiscard]] int find_key(std::string_view key) const {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (keys[i].text == key) return static_cast<int>(i);
    }
    return -1;
  }
  /// The value of a mapping's key; null when it has none of that name.
  [[nodiscard]] const Node* find(std::string_view key) const {
    const int at = find_key(key);
    return at < 0 ? nullptr : &items[static_cast<std::size_t>(at)];
  }
  [[nodiscard]] Node* find(std::string_view key) {
    const int at = find_key(key);
    return at < 0 ? nullptr : &items[static_cast<std::size_t>(at)];
  }
};

/// What a person would point at: the `id` of an entity, else its first key, else the node itself.
inline Span pointing_at(const Node& node) {
  if (!node.is_mapping() || node.keys.empty()) return node.span;
  const Node* id = node.find("id");
  return id != nullptr && id->is_scalar() ? id->span : node.keys.front().span;
}

}  // namespace penholder
