#include "cite/sections.h"

#include <gtest/gtest.h>

namespace penholder {
namespace {

constexpr std::string_view kNote =
    "# A note\n\nIntroductory words,\non two lines.<sup>1</sup>\n\n<sup>1</sup> A source, p. 4.\n\n"
    "### Box 1. Key considerations for the Mission\xE2\x80\x99s mandate\n\n- one\n- two\n\n"
    "## Protection of Civilians\n\nIn 2030 civilians were protected.\n\n"
    "3 A footnote that is\nbroken over lines.\n4 Another one.\n\n2031 was a year.\n";

TEST(Sections, AreFoundByTheSlugsOfTheirHeadings) {
  const auto sections = find_sections(kNote);
  ASSERT_NE(find_section(sections, "a-note"), nullptr);
  EXPECT_EQ(find_section(sections, "a-note")->text,
            " Introductory words, on two lines.<sup>1</sup>");
  EXPECT_EQ(find_section(sections, "box-1")->slug,
            "box-1-key-considerations-for-the-missions-mandate");
  EXPECT_EQ(find_section(sections, "protection-of-civilians")->text,
            " In 2030 civilians were protected. 2031 was a year.");
  EXPECT_EQ(find_section(sections, "box"), find_section(sections, "box-1"));
  EXPECT_EQ(find_section(sections, "protection-of-civ"), nullptr);
}

TEST(Sections, FootnotesAreFoundByTheirNumbers) {
  const auto sections = find_sections(kNote);
  EXPECT_EQ(find_section(sections, "fn1")->text, "A source, p. 4.");
  EXPECT_EQ(find_section(sections, "fn3")->text, "A footnote that is broken over lines.");
  EXPECT_EQ(find_section(sections, "fn4")->text, "Another one.");
  EXPECT_EQ(find_section(sections, "fn2"), nullptr);
  EXPECT_EQ(find_section(sections, "fn203"), nullptr);
}

TEST(Sections, OfHostileTextsAreBounded) {
  for (const char* text : {"", "#", "####", "<sup>", "<sup>1", "1", "1 ", "[^1", "\n\n#\n1 x"}) {
    find_sections(text);
  }
  EXPECT_EQ(slug_of("'--'"), "");
}

}  // namespace
}  // namespace penholder
