#include "resolution/resolution.h"

#include <fmt/format.h>

namespace penholder {
namespace {

const Paragraph* find_in(const std::vector<Paragraph>& paragraphs, std::string_view locator) {
  const std::vector<Paragraph>* level = &paragraphs;
  while (true) {
    const Paragraph* next = nullptr;
    for (const Paragraph& paragraph : *level) {
      if (paragraph.locator == locator) return &paragraph;
      if (locator.size() > paragraph.locator.size() && locator.starts_with(paragraph.locator) &&
          locator[paragraph.locator.size()] == '.') {
        next = &paragraph;
        break;
      }
    }
    if (next == nullptr) return nullptr;
    level = &next->children;
  }
}

void add_words(std::string& text, std::string_view part) {
  if (part.empty()) return;
  if (!text.empty()) text += ' ';
  text += part;
}

}  // namespace

const Paragraph* find_paragraph(const Resolution& resolution, std::string_view locator) {
  if (const Paragraph* found = find_in(resolution.operative, locator)) return found;
  for (const Annex& annex : resolution.annexes) {
    if (const Paragraph* found = find_in(annex.paragraphs, locator)) return found;
  }
  return nullptr;
}

std::string_view heading_over(const Resolution& resolution, std::size_t operative_index) {
  std::string_view over;
  for (const Heading& heading : resolution.headings) {
    if (heading.before <= operative_index) over = heading.text;
  }
  return over;
}

std::string full_text(const Paragraph& paragraph) {
  std::string text = paragraph.title;
  add_words(text, paragraph.text);
  for (const Paragraph& child : paragraph.children) {
    if (!child.label.empty()) add_words(text, child.label);
    add_words(text, full_text(child));
  }
  add_words(text, paragraph.tail);
  return text;
}

std::string outline(const Resolution& resolution) {
  std::string text = fmt::format("{} | {}\n", resolution.symbol,
                                 resolution.date ? to_string(*resolution.date) : "no date");
  std::size_t next_heading = 0;
  const auto line = [&](const Paragraph& paragraph, int depth) {
    text += fmt::format("{:{}}{} [{}] ", "", 2 * depth, paragraph.locator, paragraph.label);
    if (!paragraph.title.empty()) text += fmt::format("<{}> ", paragraph.title);
    text += paragraph.text.substr(0, 60);
    if (!paragraph.tail.empty()) text += fmt::format(" ... {}", paragraph.tail.substr(0, 40));
    text += '\n';
  };
  for (std::size_t i = 0; i < resolution.operative.size(); ++i) {
    for (;
         next_heading < resolution.headings.size() && resolution.headings[next_heading].before <= i;
         ++next_heading) {
      text += fmt::format("# {}\n", resolution.headings[next_heading].text);
    }
    line(resolution.operative[i], 0);
    walk(resolution.operative[i].children, line, 1);
  }
  for (; next_heading < resolution.headings.size(); ++next_heading) {
    text += fmt::format("# {}\n", resolution.headings[next_heading].text);
  }
  for (const Annex& annex : resolution.annexes) {
    text += fmt::format("## {}\n", annex.title);
    std::size_t next = 0;
    for (std::size_t i = 0; i <= annex.paragraphs.size(); ++i) {
      for (; next < annex.headings.size() && annex.headings[next].before <= i; ++next) {
        text += fmt::format("# {}\n", annex.headings[next].text);
      }
      if (i == annex.paragraphs.size()) break;
      line(annex.paragraphs[i], 0);
      walk(annex.paragraphs[i].children, line, 1);
    }
  }
  return text;
}

}  // namespace penholder
