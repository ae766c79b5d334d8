#include "draft/titles.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace penholder {
namespace {

TEST(ShortTitle, LeavesOutHowAndWithWhom) {
  EXPECT_EQ(short_title("To protect, in line with earlier texts, without prejudice to the primary "
                        "responsibility of the authorities and the basic principles, the civilian "
                        "population under threat of physical violence;"),
            "Protect the civilian population under threat of physical violence");
  EXPECT_EQ(short_title("In support of the Sylvanian authorities, to take active steps to deter "
                        "threats to civilians, notably in the North;"),
            "Take active steps to deter threats to civilians");
  EXPECT_EQ(short_title("to contribute, in close coordination with humanitarian actors, to the "
                        "creation of secure conditions, so as to allow access"),
            "Contribute to the creation of secure conditions");
}

TEST(ShortTitle, KeepsRowsTogether) {
  EXPECT_EQ(short_title("To deter, prevent, and respond to sexual and gender-based violence;"),
            "Deter, prevent, and respond to sexual and gender-based violence");
  EXPECT_EQ(
      short_title("to ensure effective, timely, dynamic and integrated protection of civilians"),
      "Ensure effective, timely, dynamic and integrated protection of civilians");
  EXPECT_EQ(
      short_title("to ensure coherence of efforts, in close collaboration with partners, donors "
                  "and organizations, including the union, to rebuild the security sector"),
      "Ensure coherence of efforts to rebuild the security sector");
}

TEST(ShortTitle, IsCutBetweenWordsAndNeverHangs) {
  std::string endless = "To support";
  for (int i = 0; i < 200; ++i) endless += " the \xC3\xA9tat and";
  const std::string title = short_title(endless, 60);
  EXPECT_LE(title.size(), 60U);
  EXPECT_FALSE(title.ends_with("and"));
  EXPECT_FALSE(title.ends_with("the"));
  EXPECT_EQ(short_title("support of the programme (with a bracket that is never, ever closed"),
            "Support of the programme");
  EXPECT_EQ(short_title("Decides to review the mandate no later than 30 April 2014", 46),
            "Decides to review the mandate");
  EXPECT_EQ(short_title(""), "");
  EXPECT_EQ(short_title(" ;,. "), "");
  EXPECT_EQ(short_title("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", 3), "\xC3\xA9");
}

TEST(OneLine, HasNothingThatYamlOrATerminalWouldNotTake) {
  EXPECT_EQ(one_line("a\x07\nb\t\xC2\x85 c\xE2\x80\xA8 d\xC2\xA0\xEF\xBB\xBF "), "a b c d");
}

TEST(Ids, AreKebabCaseAndUnique) {
  IdMaker ids;
  EXPECT_EQ(ids.make("Protect civilians under threat of violence", "7.a", "task"),
            "protect-civilians-threat-violence");
  EXPECT_EQ(ids.make("Protect civilians under threat of violence", "7.b.i", "task"),
            "protect-civilians-threat-violence-7-b-i");
  EXPECT_EQ(ids.make("Protect civilians under threat of violence", "7.b.i", "task"),
            "protect-civilians-threat-violence-7-b-i-2");
  EXPECT_EQ(ids.make("Appliquer la Strat\xC3\xA9gie d\xE2\x80\x99"
                     "appui",
                     "1", "task"),
            "appliquer-la-strategie-dappui");
  EXPECT_EQ(ids.make("\xE5\xB9\xB3\xE5\x92\x8C", "1", "task-1"), "task-1");
  EXPECT_EQ(ids.make("2030", "1", "task"), "no-2030");
  for (const char* title : {"--", "\xFF\xFE", "(a)", "The of and"}) {
    EXPECT_TRUE(is_kebab_case(ids.make(title, "1", "task"))) << title;
  }
}

}  // namespace
}  // namespace penholder
