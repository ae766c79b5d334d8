#include "register/register.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "register/register_render.h"
#include "resolution/read_resolution.h"
#include "support/golden.h"

namespace penholder {
namespace {

using ::testing::ElementsAre;

Resolution fixture() {
  const std::string text = testing::read_golden_input("resolution/sylvania-1.xml");
  return read_resolution(text, FileId{0}).resolution;
}

const RegisterRow& row_at(const Register& reg, std::string_view locator) {
  static const RegisterRow kNone;
  for (const RegisterRow& row : reg.rows) {
    if (row.locator == locator) return row;
  }
  ADD_FAILURE() << "no row " << locator;
  return kNone;
}

TEST(RegisterGolden, ShowsTheFixtureInEachForm) {
  const Register reg = make_register(fixture());
  testing::expect_golden("register/sylvania.txt.expect",
                         register_text(reg, RegisterScope::All, 100));
  testing::expect_golden("register/sylvania.json.expect", register_json(reg, RegisterScope::Tasks));
  testing::expect_golden("register/sylvania.csv.expect",
                         registers_csv({&reg, 1}, RegisterScope::All));
  testing::expect_golden("register/sylvania.html.expect",
                         registers_html({&reg, 1}, RegisterScope::Tasks));
}

TEST(Register, TellsPriorityFromOtherTasks) {
  const Register reg = make_register(fixture());
  EXPECT_EQ(reg.mission, "UNMIS-S");
  EXPECT_EQ(reg.count(TaskList::Priority), 6u);
  EXPECT_EQ(reg.count(TaskList::Other), 3u);
  EXPECT_EQ(row_at(reg, "7.c").list, TaskList::Priority);
  EXPECT_EQ(row_at(reg, "8.b.2").list, TaskList::Other);
  EXPECT_EQ(row_at(reg, "2.1").list, TaskList::None);
}

TEST(Register, NamesVerbForceAndAddressee) {
  const Register reg = make_register(fixture());
  EXPECT_EQ(row_at(reg, "1").verb.lemma, "urges");
  EXPECT_EQ(row_at(reg, "1").addressee.addressee, Addressee::Parties);
  EXPECT_EQ(row_at(reg, "2.1").addressee.addressee, Addressee::HostState);
  EXPECT_EQ(row_at(reg, "3").addressee.addressee, Addressee::Council);
  EXPECT_EQ(row_at(reg, "5").verb.force, Force::Authorizes);
  EXPECT_EQ(row_at(reg, "5").addressee.addressee, Addressee::Mission);
  EXPECT_EQ(row_at(reg, "8.a").verb.phrase, "further authorizes");
  EXPECT_EQ(row_at(reg, "9").addressee.addressee, Addressee::SecretaryGeneral);
}

TEST(Register, ReadsDatesDeadlinesFiguresAndDuties) {
  const Register reg = make_register(fixture());
  const RegisterRow& strength = row_at(reg, "4");
  ASSERT_EQ(strength.quantities.size(), 2u);
  EXPECT_EQ(strength.quantities[0].value, 4200);
  EXPECT_EQ(strength.quantities[1].text, "300 police personnel");
  ASSERT_EQ(strength.deadlines.size(), 1u);
  EXPECT_EQ(strength.deadlines[0].date, Date(2030, 9, 15));
  const RegisterRow& report = row_at(reg, "9");
  EXPECT_TRUE(report.reports);
  ASSERT_EQ(report.deadlines.size(), 1u);
  EXPECT_EQ(report.deadlines[0].kind, Deadline::Kind::Every);
  EXPECT_EQ(report.deadlines[0].days, 90);
  EXPECT_EQ(row_at(reg, "7.a.iii").supported, "the Government of Sylvania");
}

std::vector<std::string> references_of(std::string_view text) {
  std::vector<std::string> shown;
  for (const Reference& r : find_references(text, split_words(text))) {
    shown.push_back(r.symbol + "#" + r.locator);
  }
  return shown;
}

TEST(References, ResolveByGrammar) {
  EXPECT_THAT(references_of("in paragraph 3 above"), ElementsAre("#3"));
  EXPECT_THAT(references_of("tasks in paragraphs 21 above and 30 and 31 below, requests"),
              ElementsAre("#21", "#30", "#31"));
  EXPECT_THAT(references_of("paragraph 4 of resolution 2480 (2019)"),
              ElementsAre("S/RES/2480 (2019)#4"));
  EXPECT_THAT(references_of("paragraphs 5, 6 (a) and (c) and 7 (b) (ii) of its resolution 2374 "
                            "(2017) and resolution 2432 (2018)"),
              ElementsAre("S/RES/2374 (2017)#5", "S/RES/2374 (2017)#6.a", "S/RES/2374 (2017)#6.c",
                          "S/RES/2374 (2017)#7.b.ii", "S/RES/2432 (2018)#"));
  EXPECT_THAT(references_of("paragraphs 16 (a) (i) and (ii), 16 (c) (i) and (d)"),
              ElementsAre("#16.a.i", "#16.a.ii", "#16.c.i", "#16.d"));
  EXPECT_THAT(references_of("paragraphs 7 to 9 of this resolution"), ElementsAre("#7", "#8", "#9"));
  EXPECT_THAT(references_of("measures in OP7 below"), ElementsAre("#7"));
  EXPECT_THAT(references_of("resolutions 1325 (2000), 1820 (2008) and 2391 (2017)"),
              ElementsAre("S/RES/1325 (2000)#", "S/RES/1820 (2008)#", "S/RES/2391 (2017)#"));
  EXPECT_THAT(references_of("the letter (S/2020/481) of June"), ElementsAre("S/2020/481#"));
  EXPECT_THAT(references_of("provisions of paragraph 13 of resolution 2391, takes note"),
              ElementsAre("S/RES/2391#13"));
  EXPECT_THAT(references_of("paragraph 8 of the Charter"), ElementsAre("?#8"));
  EXPECT_THAT(references_of("no reference, but 30 of them"), ElementsAre());
}

TEST(References, SayWhetherTheParagraphExists) {
  const Register reg = make_register(fixture());
  const RegisterRow& row = row_at(reg, "7.b.i");
  ASSERT_EQ(row.references.size(), 2u);
  EXPECT_TRUE(row.references[0].resolved);
  EXPECT_TRUE(row_at(reg, "8.b.2").references.at(0).resolved);
}

TEST(Verbs, PassOverAnOpeningClause) {
  const std::string text = "Acting under Chapter VII of the Charter, decides further that X shall;";
  const auto verb = opening_verb(text, split_words(text));
  ASSERT_TRUE(verb);
  EXPECT_EQ(verb->phrase, "decides further");
  EXPECT_EQ(verb->force, Force::Decides);
}

TEST(Verbs, TakeARepeatedRequestAsARequest) {
  const std::string text = "Reiterates its request to the Secretary-General to report;";
  EXPECT_EQ(opening_verb(text, split_words(text))->force, Force::Requests);
  const std::string none = "Support to the Accord";
  EXPECT_FALSE(opening_verb(none, split_words(none)));
}

TEST(TaskClasses, AreTheFortyOneOfTheScheme) {
  EXPECT_EQ(task_classes().size(), 41u);
  EXPECT_TRUE(classify_task({}, split_words("to do well")).empty());
}

TEST(Csv, DisarmsFormulas) {
  Register reg;
  RegisterRow row;
  row.locator = "1";
  row.text = "=HYPERLINK(\"x\")";
  reg.rows.push_back(row);
  EXPECT_THAT(registers_csv({&reg, 1}, RegisterScope::All),
              ::testing::HasSubstr("\"'=HYPERLINK(\"\"x\"\")\""));
}

}  // namespace
}  // namespace penholder
