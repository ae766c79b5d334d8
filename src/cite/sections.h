#pragma once
// Documents without numbered paragraphs (a meeting note, a report as text): found by the slugs of
// their headings, by boxes, and by their footnotes.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace penholder {

/// A part of a document that a locator can name.
struct Section {
  std::string slug;   ///< `protection-of-civilians`, `box-1-key-considerations`, `fn16`
  std::string title;  ///< as written
  std::string text;   ///< up to the next heading; of a footnote its paragraph
};

/// Headings are lines that begin with `#`. A footnote is a paragraph that begins with its number,
/// plain, in brackets or between `<sup>` marks. Line breaks become blanks.
///
///   cost   linear in the bytes
std::vector<Section> find_sections(std::string_view text);

/// The section of a locator: its slug, or the beginning of it up to a hyphen (`box-1`); the first
/// of several. Null when there is none.
const Section* find_section(const std::vector<Section>& sections, std::string_view locator);

/// Small letters and digits; everything else a hyphen, apostrophes left out: `Mali's Governance` ->
/// `malis-governance`.
std::string slug_of(std::string_view heading);

}  // namespace penholder
