// The wrapper round expat: what is reported, where, and what can never happen.

#include "xml/xml_events.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace penholder {
namespace {

/// Writes down what it is told: `<a x=1>`, text, `</a>`.
class Scribe : public XmlHandler {
 public:
  bool start(std::string_view name, std::span<const XmlAttribute> attributes,
             std::uint32_t begin) override {
    log += fmt::format("<{}", name);
    for (const XmlAttribute& a : attributes) log += fmt::format(" {}={}", a.name, a.value);
    log += '>';
    begins.push_back(begin);
    return name != stop_at;
  }
  void end(std::string_view name) override { log += fmt::format("</{}>", name); }
  void characters(std::string_view text, std::uint32_t begin, std::uint32_t end) override {
    log += text;
    EXPECT_LE(begin, end);
  }

  std::string log;
  std::string stop_at;
  std::vector<std::uint32_t> begins;
};

std::string log_of(std::string_view bytes, std::vector<XmlFault>* faults = nullptr) {
  Scribe scribe;
  const auto found = parse_xml(bytes, scribe);
  if (faults != nullptr) *faults = found;
  return scribe.log;
}

TEST(XmlEvents, TellsElementsAttributesAndTextWithoutPrefixes) {
  std::vector<XmlFault> faults;
  EXPECT_EQ(log_of("<p:a xmlns:p=\"urn:x\" p:b='1'>x &amp; <c/>&#228;</p:a>", &faults),
            "<a p=urn:x b=1>x & <c></c>ä</a>");
  EXPECT_TRUE(faults.empty());
}

TEST(XmlEvents, SaysWhereAnElementBegins) {
  Scribe scribe;
  EXPECT_TRUE(parse_xml("<a>\n <b/>\n</a>", scribe).empty());
  EXPECT_EQ(scribe.begins, (std::vector<std::uint32_t>{0, 5}));
}

TEST(XmlEvents, ReadsOnBehindAFaultWithTheElementsThatWereOpen) {
  std::vector<XmlFault> faults;
  EXPECT_EQ(log_of("<a><b>one</c>two</b><d/></a>", &faults), "<a><b>onetwo</b><d></d></a>");
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].kind, XmlFault::Kind::NotWellFormed);
  EXPECT_EQ(faults[0].offset, 9U);
}

TEST(XmlEvents, DeclaresExpandsAndFetchesNoEntity) {
  for (const std::string_view bytes : {
           "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
           "<!DOCTYPE a [<!ENTITY x 'xx'><!ENTITY y '&x;&x;&x;&x;&x;&x;&x;&x;'>]><a>&y;</a>",
           "<!DOCTYPE a SYSTEM 'http://127.0.0.1/x.dtd'><a/>",
       }) {
    std::vector<XmlFault> faults;
    EXPECT_EQ(log_of(bytes, &faults), "") << bytes;
    ASSERT_EQ(faults.size(), 1U) << bytes;
    EXPECT_EQ(faults[0].kind, XmlFault::Kind::Doctype);
  }
}

TEST(XmlEvents, BoundsDepthAndTheNumberOfFaults) {
  std::vector<XmlFault> faults;
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "<a>";
  log_of(deep, &faults);
  ASSERT_FALSE(faults.empty());
  EXPECT_EQ(faults[0].kind, XmlFault::Kind::TooDeep);

  std::string broken = "<r>";
  for (int i = 0; i < 10'000; ++i) broken += "<a></b></a>";
  log_of(broken, &faults);
  EXPECT_EQ(faults.size(), static_cast<std::size_t>(kXmlFaultsMost) + 1);
  EXPECT_EQ(faults.back().kind, XmlFault::Kind::TooManyFaults);
}

TEST(XmlEvents, StopsWhenTheHandlerHasSeenEnough) {
  Scribe scribe;
  scribe.stop_at = "b";
  EXPECT_TRUE(parse_xml("<a><b/><c/></a>", scribe).empty());
  EXPECT_EQ(scribe.log.find("<c>"), std::string::npos);
}

TEST(XmlEvents, SaysSomethingAboutWhatIsNoXml) {
  for (const std::string_view bytes :
       {std::string_view("plain text"), std::string_view("<"), std::string_view("<a"),
        std::string_view("<a>\xFF</a>"), std::string_view("\0\0\0\0", 4)}) {
    std::vector<XmlFault> faults;
    log_of(bytes, &faults);
    EXPECT_FALSE(faults.empty());
    for (const XmlFault& fault : faults) {
      EXPECT_LE(fault.offset, bytes.size());
      EXPECT_FALSE(fault.message.empty());
    }
  }
}

}  // namespace
}  // namespace penholder
