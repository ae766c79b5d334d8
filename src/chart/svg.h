#pragma once
// SVG as text: elements, escaped attributes, short numbers. Knows XML and nothing of charts.

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace penholder {

/// A coordinate as text: one decimal at most, never an exponent, a locale's comma or "-0"; "0" for
/// a number that is not finite, so that a bad number cannot break a picture.
std::string svg_number(double value);

/// `text` for XML content or a quoted attribute: `& < > " '` as entities, characters that XML
/// forbids dropped, bytes that are no UTF-8 as U+FFFD.
std::string svg_escape(std::string_view text);

/// One attribute. The value is escaped when written.
struct SvgAttribute {
  SvgAttribute(std::string_view attribute, double number)
      : name(attribute), value(svg_number(number)) {}
  SvgAttribute(std::string_view attribute, std::string text)
      : name(attribute), value(std::move(text)) {}
  SvgAttribute(std::string_view attribute, const char* text) : name(attribute), value(text) {}

  std::string_view name;
  std::string value;
};

using SvgAttributes = std::initializer_list<SvgAttribute>;

/// Writes elements one per line, in the order of the calls. Attributes with an empty value are left
/// out.
class SvgWriter {
 public:
  void open(std::string_view tag, SvgAttributes attributes = {});
  void close();
  /// An element without content.
  void leaf(std::string_view tag, SvgAttributes attributes);
  /// An element whose content is `content`, escaped.
  void text(std::string_view tag, SvgAttributes attributes, std::string_view content);
  /// Markup that is known to be well-formed: another writer's text, a style sheet.
  void raw(std::string_view markup);

  /// The text so far. Every open element must have been closed (checked).
  [[nodiscard]] std::string take();

 private:
  void start(std::string_view tag, SvgAttributes attributes);

  std::string out_;
  std::vector<std::string> open_;
};

}  // namespace penholder
