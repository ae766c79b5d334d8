#pragma once
// The operative verbs of the Council and how much they demand. The order of force is a judgement of
// ours (docs/methods/register.md); the verbs are those that open the paragraphs of 2000 to 2021.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "register/words.h"

namespace penholder {

/// Weakest first, so that forces compare.
enum class Force : std::uint8_t {
  Unknown,
  Remark,      ///< welcomes, notes, recalls, condemns, stresses: asks nothing of anybody
  Encourages,  ///< encourages, invites, supports, commends to
  CallsUpon,   ///< calls upon, calls for, appeals to, urges
  Requests,    ///< requests, asks, directs
  Authorizes,  ///< authorizes, permits
  Demands,     ///< demands, insists
  Decides      ///< decides, determines, extends, establishes
};

std::string_view to_string(Force force);

struct Verb {
  std::string phrase;  ///< as written, in small letters: `further decides`
  std::string lemma;   ///< `decides`; empty when unknown
  Force force = Force::Unknown;
  TextRange range;            ///< in the paragraph's text
  std::size_t next_word = 0;  ///< index of the first word behind it
};

/// True for remarks, and for verbs that lend support to a thing (`endorses the benchmarks`).
bool asks_nothing(const Verb& verb);

/// The verb that opens a paragraph. A clause before it (`Acting under Chapter VII of the Charter,`)
/// is passed over. Nothing when no known verb stands there.
std::optional<Verb> opening_verb(std::string_view text, const Words& words);

/// The first verb at or after word `from` that stands behind `and` or a comma and asks something of
/// somebody: `welcomes the plan, and requests the parties ...`. Nothing when there is none.
std::optional<Verb> next_asking_verb(std::string_view text, const Words& words, std::size_t from);

/// All known verbs of the text that are set in italics, in order, the opening one included; for a
/// text without italics only that one.
std::vector<Verb> all_verbs(const Paragraph& paragraph, const Words& words);

}  // namespace penholder
