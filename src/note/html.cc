#include "note/html.h"

#include <fmt/format.h>

#include <cstdint>

namespace penholder {
namespace {

bool is_dropped_control(unsigned char c) {
  return (c < 0x20 && c != '\t' && c != '\n') || c == 0x7F;
}

void open_tag(std::string& out, std::string_view tag, const std::vector<Attribute>& attributes) {
  out += '<';
  out += tag;
  for (const Attribute& attribute : attributes) {
    out += ' ';
    out += attribute.name;
    out += "=\"";
    out += escape(attribute.value);
    out += '"';
  }
  out += '>';
}

}  // namespace

std::string escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        if (!is_dropped_control(static_cast<unsigned char>(c))) out += c;
    }
  }
  return out;
}

std::string escape_css(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                       (byte >= '0' && byte <= '9') || byte == ' ';
    if (plain) {
      out += text[i++];
      continue;
    }
    // A code point of UTF-8; a broken sequence is read byte by byte.
    std::size_t length = 1;
    if (byte >= 0xF0) {
      length = 4;
    } else if (byte >= 0xE0) {
      length = 3;
    } else if (byte >= 0xC0) {
      length = 2;
    }
    if (i + length > text.size()) length = 1;
    std::uint32_t point = length == 1 ? byte : byte & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length; ++k) {
      point = (point << 6U) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
    }
    if (point >= 0x20) out += fmt::format("\\{:06X}", point);
    i += length;
  }
  return out;
}

Html::Html(std::string_view text) : markup_(escape(text)) {}

Html Html::trusted(std::string markup) {
  Html html;
  html.markup_ = std::move(markup);
  return html;
}

Html join(const std::vector<Html>& parts, const Html& between) {
  Html all;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) all += between;
    all += parts[i];
  }
  return all;
}

Html join_list(const std::vector<Html>& parts, std::string_view conjunction) {
  Html all;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) {
      all += i + 1 == parts.size() ? Html(fmt::format(" {} ", conjunction)) : Html(", ");
    }
    all += parts[i];
  }
  return all;
}

Html element(std::string_view tag, const std::vector<Attribute>& attributes, const Html& content) {
  std::string out;
  out.reserve(content.markup().size() + 2 * tag.size() + 32);
  open_tag(out, tag, attributes);
  out += content.markup();
  out += "</";
  out += tag;
  out += '>';
  return Html::trusted(std::move(out));
}

Html element(std::string_view tag, const Html& content) { return element(tag, {}, content); }

Html void_element(std::string_view tag, const std::vector<Attribute>& attributes) {
  std::string out;
  open_tag(out, tag, attributes);
  return Html::trusted(std::move(out));
}

Html link(std::string href, const Html& content) {
  return element("a", {{"href", std::move(href)}}, content);
}

}  // namespace penholder
