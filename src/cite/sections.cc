#include "cite/sections.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace penholder {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r";
  while (!text.empty() && kBlank.find(text.front()) != kBlank.npos) text.remove_prefix(1);
  while (!text.empty() && kBlank.find(text.back()) != kBlank.npos) text.remove_suffix(1);
  return text;
}

/// The number that opens a footnote, and what follows; nothing for other lines.
std::optional<std::pair<std::string, std::string_view>> footnote(std::string_view line) {
  std::string_view rest = line;
  bool is_marked = false;
  for (const std::string_view open : {"<sup>", "[^", "[", "("}) {
    if (rest.starts_with(open)) {
      rest.remove_prefix(open.size());
      is_marked = true;
      break;
    }
  }
  std::size_t digits = 0;
  while (digits < rest.size() && is_digit(rest[digits])) ++digits;
  if (digits == 0 || digits > 3) return std::nullopt;
  std::string number(rest.substr(0, digits));
  rest.remove_prefix(digits);
  if (is_marked) {
    bool is_closed = false;
    for (const std::string_view close : {"</sup>", "]:", "]", ")"}) {
      if (rest.starts_with(close)) {
        rest.remove_prefix(close.size());
        is_closed = true;
        break;
      }
    }
    if (!is_closed) return std::nullopt;
  } else if (!rest.starts_with(" ") || rest.size() < 3) {
    return std::nullopt;  // `19. Decides` is a paragraph, `2021` a year
  }
  return std::pair(std::move(number), trimmed(rest));
}

}  // namespace

std::string slug_of(std::string_view heading) {
  std::string slug;
  for (std::size_t i = 0; i < heading.size(); ++i) {
    const auto byte = static_cast<unsigned char>(heading[i]);
    if (std::isalnum(byte) != 0 && byte < 0x80) {
      slug += static_cast<char>(std::tolower(byte));
    } else if (heading[i] == '\'' || heading.substr(i).starts_with("\xE2\x80\x99")) {
      if (heading[i] != '\'') i += 2;
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug;
}

std::vector<Section> find_sections(std::string_view text) {
  std::vector<Section> sections;
  std::optional<std::size_t> open_section;
  std::optional<std::size_t> open_note;
  bool is_after_blank = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = trimmed(text.substr(at, end - at));
    at = end + 1;
    if (line.empty()) {
      is_after_blank = true;
      open_note.reset();
      continue;
    }
    const auto note = footnote(line);
    if (line.starts_with("#")) {
      const std::string_view title = trimmed(line.substr(
          line.find_first_not_of('#') == line.npos ? line.size() : line.find_first_not_of('#')));
      open_section = sections.size();
      open_note.reset();
      sections.push_back({.slug = slug_of(title), .title = std::string(title), .text = {}});
    } else if (note && (is_after_blank || line.starts_with("<sup>") || open_note)) {
      open_note = sections.size();
      sections.push_back({.slug = "fn" + note->first,
                          .title = "footnote " + note->first,
                          .text = std::string(note->second)});
    } else if (open_note) {
      sections[*open_note].text += ' ';
      sections[*open_note].text += line;
    } else if (open_section) {
      sections[*open_section].text += ' ';
      sections[*open_section].text += line;
    }
    is_after_blank = false;
  }
  return sections;
}

const Section* find_section(const std::vector<Section>& sections, std::string_view locator) {
  const auto exact = std::ranges::find(sections, locator, &Section::slug);
  if (exact != sections.end()) return &*exact;
  const auto start = std::ranges::find_if(sections, [&](const Section& section) {
    return section.slug.size() > locator.size() && section.slug.starts_with(locator) &&
           section.slug[locator.size()] == '-';
  });
  return start == sections.end() ? nullptr : &*start;
}

}  // namespace penholder
