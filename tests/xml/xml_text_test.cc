#include "xml/xml_text.h"

#include <gtest/gtest.h>

#include <string>

#include "xml/xml_events.h"

namespace penholder {
namespace {

class Collect : public XmlHandler {
 public:
  bool start(std::string_view, std::span<const XmlAttribute> attributes, std::uint32_t) override {
    for (const XmlAttribute& a : attributes) value = a.value;
    return true;
  }
  void end(std::string_view) override {}
  void characters(std::string_view piece, std::uint32_t, std::uint32_t) override { text += piece; }
  std::string value;
  std::string text;
};

TEST(XmlText, ComesBackAsItWasFromTextAndFromAttributes) {
  for (const std::string original :
       {"plain", "a & b < c > d", "\"quoted\" and 'so'", "]]>", "line\nbreak\tand\r\nreturn",
        "Ménaka, 尼日尔, \xF0\x9F\x95\x8A", " spaces  kept "}) {
    Collect collect;
    const std::string escaped = xml_escaped(original);
    EXPECT_TRUE(
        parse_xml("<a b=\"" + escaped + "\" c='" + escaped + "'>" + escaped + "</a>", collect)
            .empty())
        << original;
    EXPECT_EQ(collect.value, original);
    EXPECT_EQ(collect.text, original);
  }
}

TEST(XmlText, IsWellFormedWhateverTheBytes) {
  for (int first = 0; first < 256; ++first) {
    for (const int second : {0x00, 0x61, 0x80, 0xBF, 0xFF}) {
      const std::string bytes = {static_cast<char>(first), static_cast<char>(second)};
      Collect collect;
      EXPECT_TRUE(parse_xml("<a>" + xml_escaped(bytes) + "</a>", collect).empty()) << first;
    }
  }
}

TEST(XmlText, KnowsTheLengthOfACharacter) {
  EXPECT_EQ(utf8_length("a"), 1U);
  EXPECT_EQ(utf8_length("é"), 2U);
  EXPECT_EQ(utf8_length("尼"), 3U);
  EXPECT_EQ(utf8_length("\xF0\x9F\x95\x8A"), 4U);
  for (const std::string bad : {"\x80", "\xC0\x80", "\xC3", "\xE0\x80\x80", "\xED\xA0\x80",
                                "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xFF"}) {
    EXPECT_EQ(utf8_length(bad), 0U);
  }
}

}  // namespace
}  // namespace penholder
