#include "chart/svg.h"

#include <cmath>
#include <cstddef>
#include <utility>

#include "base/check.h"
#include "base/text.h"
#include "chart/text_metrics.h"

namespace penholder {

std::string svg_number(double value) {
  if (!std::isfinite(value)) return "0";
  return format_number(value, 1);
}

std::string svg_escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t code = next_code_point(text, at);
    switch (code) {
      case U'&':
        out += "&amp;";
        break;
      case U'<':
        out += "&lt;";
        break;
      case U'>':
        out += "&gt;";
        break;
      case U'"':
        out += "&quot;";
        break;
      case U'\'':
        out += "&#39;";
        break;
      default:
        // XML 1.0 allows no control characters but these three, nor U+FFFE and U+FFFF.
        if (code < 0x20 && code != U'\t' && code != U'\n' && code != U'\r') break;
        if (code == 0xFFFE || code == 0xFFFF) break;
        if (code == 0xFFFD) {
          out += "\xEF\xBF\xBD";
          break;
        }
        out.append(text.substr(begin, at - begin));
    }
  }
  return out;
}

void SvgWriter::start(std::string_view tag, SvgAttributes attributes) {
  out_ += '<';
  out_ += tag;
  for (const SvgAttribute& attribute : attributes) {
    if (attribute.value.empty()) continue;
    out_ += ' ';
    out_ += attribute.name;
    out_ += "=\"";
    out_ += svg_escape(attribute.value);
    out_ += '"';
  }
}

void SvgWriter::open(std::string_view tag, SvgAttributes attributes) {
  start(tag, attributes);
  out_ += ">\n";
  open_.emplace_back(tag);
}

void SvgWriter::close() {
  CHECK(!open_.empty());
  out_ += "</";
  out_ += open_.back();
  out_ += ">\n";
  open_.pop_back();
}

void SvgWriter::leaf(std::string_view tag, SvgAttributes attributes) {
  start(tag, attributes);
  out_ += "/>\n";
}

void SvgWriter::text(std::string_view tag, SvgAttributes attributes, std::string_view content) {
  start(tag, attributes);
  out_ += '>';
  out_ += svg_escape(content);
  out_ += "</";
  out_ += tag;
  out_ += ">\n";
}

void SvgWriter::raw(std::string_view markup) { out_ += markup; }

std::string SvgWriter::take() {
  CHECK(open_.empty());
  return std::exchange(out_, {});
}

}  // namespace penholder
