#include "chart/svg_reader.h"

#include <fmt/format.h>

#include <cstdlib>
#include <set>

#include "chart/text_metrics.h"

namespace penholder {
namespace {

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] != '&') {
      out += text[i++];
      continue;
    }
    const std::string_view rest = text.substr(i);
    const std::size_t end = rest.find(';');
    const std::string_view name = rest.substr(0, end + 1);
    out += name == "&amp;" ? '&' : name == "&lt;" ? '<' : name == "&gt;" ? '>' : '"';
    i += end + 1;
  }
  return out;
}

std::string attribute_of(std::string_view element, std::string_view name) {
  const std::string needle = fmt::format(" {}=\"", name);
  const std::size_t at = element.find(needle);
  if (at == std::string_view::npos) return {};
  const std::size_t begin = at + needle.size();
  return std::string(element.substr(begin, element.find('"', begin) - begin));
}

bool has_class(std::string_view classes, std::string_view wanted) {
  return fmt::format(" {} ", classes).find(fmt::format(" {} ", wanted)) != std::string::npos;
}

bool is_entity(std::string_view at) {
  for (const std::string_view name : {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"}) {
    if (at.starts_with(name)) return true;
  }
  return false;
}

}  // namespace

std::optional<std::string> xml_complaint(std::string_view svg) {
  std::vector<std::string> open;
  for (std::size_t i = 0; i < svg.size();) {
    const char c = svg[i];
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n') return fmt::format("control at {}", i);
    if (c == '&' && !is_entity(svg.substr(i))) return fmt::format("bare & at {}", i);
    if (c == '>') return fmt::format("bare > at {}", i);
    if (c != '<') {
      ++i;
      continue;
    }
    if (open.size() == 1 && open.back() == "style") return "text in style";
    std::size_t end = i + 1;
    bool quoted = false;
    while (end < svg.size() && (quoted || svg[end] != '>')) {
      if (svg[end] == '"') quoted = !quoted;
      if (svg[end] == '<') return fmt::format("bare < at {}", end);
      if (svg[end] == '&' && !is_entity(svg.substr(end))) return fmt::format("bare & at {}", end);
      ++end;
    }
    if (end == svg.size()) return "the last tag does not end";
    const std::string_view tag = svg.substr(i + 1, end - i - 1);
    if (tag.starts_with('/')) {
      if (open.empty() || open.back() != tag.substr(1)) return fmt::format("stray {}", tag);
      open.pop_back();
    } else {
      std::set<std::string> names;
      for (std::size_t at = tag.find('='); at != std::string_view::npos;) {
        const std::size_t begin = tag.rfind(' ', at);
        if (!names.insert(std::string(tag.substr(begin + 1, at - begin - 1))).second) {
          return fmt::format("attribute twice in <{}>", tag);
        }
        at = tag.find('=', tag.find('"', at + 2));
      }
      if (!tag.ends_with('/')) open.emplace_back(tag.substr(0, tag.find(' ')));
    }
    i = end + 1;
  }
  if (!open.empty()) return fmt::format("<{}> is not closed", open.back());
  return std::nullopt;
}

std::vector<std::string> attribute_values(std::string_view svg, std::string_view name) {
  std::vector<std::string> values;
  const std::string needle = fmt::format(" {}=\"", name);
  for (std::size_t at = svg.find(needle); at != std::string_view::npos;
       at = svg.find(needle, at + 1)) {
    const std::size_t begin = at + needle.size();
    values.emplace_back(svg.substr(begin, svg.find('"', begin) - begin));
  }
  return values;
}

std::vector<PlacedText> placed_texts(std::string_view svg) {
  std::vector<PlacedText> texts;
  for (std::size_t at = svg.find("<text"); at != std::string_view::npos;
       at = svg.find("<text", at + 1)) {
    const std::size_t end = svg.find('>', at);
    const std::string_view element = svg.substr(at, end - at);
    const std::string_view content = svg.substr(end + 1, svg.find("</text>", end) - end - 1);
    const std::string classes = attribute_of(element, "class");
    const double size = has_class(classes, "l")   ? 13
                        : has_class(classes, "s") ? 11
                        : has_class(classes, "t") ? 10
                                                  : 12;
    PlacedText text{.text = unescaped(content)};
    const double width = text_width(text.text, size, has_class(classes, "b"));
    const double x = std::strtod(attribute_of(element, "x").c_str(), nullptr);
    const double y = std::strtod(attribute_of(element, "y").c_str(), nullptr);
    text.left = has_class(classes, "e") ? x - width : has_class(classes, "c") ? x - width / 2 : x;
    text.right = text.left + width;
    // Height of the letters without accents and descenders: what must not collide.
    text.top = y - size * 0.72;
    text.bottom = y;
    texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace penholder
