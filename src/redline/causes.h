#pragma once
// Why a stretch of a text was replaced, where a rule can tell: a cross-reference that follows the
// renumbering, a date, a figure, the number of a resolution.

#include <functional>
#include <string_view>
#include <vector>

#include "redline/diff.h"
#include "redline/redline.h"
#include "redline/text_tree.h"

namespace penholder {

/// What a token is part of.
enum class TokenRole : std::uint8_t { Plain, Reference, Date, Document };

struct TokenRoles {
  std::vector<TokenRole> roles;       ///< one for each token
  std::vector<std::string> locators;  ///< of the paragraph that a Reference token names, else empty
};

/// Cost: O(words of the text).
TokenRoles roles_of(const TextNode& node);

/// The cause of a hunk between two texts.
///
///   follows  whether the second locator, of the new text, is what the first became
Cause cause_of(const Hunk& hunk, const TextNode& from, const TokenRoles& from_roles,
               const TextNode& to, const TokenRoles& to_roles, const TokenVocabulary& vocabulary,
               const std::function<bool(std::string_view, std::string_view)>& follows);

}  // namespace penholder
