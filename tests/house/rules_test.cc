// Each rule on a small text that breaks it and one that does not: a check that cannot fail is none.

#include "house/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace penholder::house {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Rooms two_floors() {
  Complaints complaints;
  Rooms rooms = read_rooms({"rooms", "base:\nrank: base\nnote: base rank\n"}, complaints);
  EXPECT_THAT(complaints, IsEmpty());
  return rooms;
}

TEST(RoomTable, KeepsTheOrderAndWhatIsAllowed) {
  const Rooms rooms = two_floors();
  EXPECT_THAT(rooms.order, ElementsAre("base", "rank", "note"));
  EXPECT_THAT(rooms.allowed.at("note"), ElementsAre("base", "rank"));
}

TEST(RoomTable, RefusesARoomThatLooksUpOrAtItself) {
  Complaints complaints;
  read_rooms({"rooms", "base: rank\nrank: rank\nnothing\n"}, complaints);
  EXPECT_THAT(complaints, ElementsAre("rooms:1: `base` names `rank`, which does not stand above it",
                                      "rooms:2: `rank` names `rank`, which does not stand above it",
                                      "rooms:3: not `room: rooms`"));
}

TEST(IncludeDirection, RefusesTheArrowUp) {
  const Rooms rooms = two_floors();
  EXPECT_THAT(
      include_direction({"src/rank/a.h", "#include \"base/x.h\"\n#include \"rank/b.h\"\n"}, rooms),
      IsEmpty());
  EXPECT_THAT(include_direction({"src/rank/a.h", "\n#include \"note/note.h\"\n"}, rooms),
              ElementsAre("src/rank/a.h:2: `rank` may not use `note` (src/rooms.txt)"));
  EXPECT_THAT(include_direction({"src/rank/a.h", "#include \"b.h\"\n"}, rooms),
              ElementsAre(HasSubstr("write it from src/")));
  EXPECT_THAT(include_direction({"src/attic/a.h", ""}, rooms),
              ElementsAre(HasSubstr("has no line in src/rooms.txt")));
}

TEST(IncludeCircles, FindsTheRingWhereverItStarts) {
  const std::vector<File> files = {{"src/a/a.h", "#include \"a/b.h\"\n"},
                                   {"src/a/b.h", "#include \"a/c.h\"\n"},
                                   {"src/a/c.h", "#include \"a/b.h\"\n"},
                                   {"src/a/d.h", "#include \"a/c.h\"\n"}};
  EXPECT_THAT(include_circles(files), ElementsAre("src/a/b.h -> src/a/c.h -> src/a/b.h"));
  EXPECT_THAT(include_circles(std::vector<File>(files.begin(), files.begin() + 2)), IsEmpty());
}

TEST(LineLength, CountsCharactersNotBytes) {
  std::string accents;
  for (int i = 0; i < 100; ++i) accents += "é";
  EXPECT_THAT(line_length({"src/a/a.cc", accents + "\n"}), IsEmpty());
  EXPECT_THAT(line_length({"src/a/a.cc", "\n" + accents + "!\n"}),
              ElementsAre("src/a/a.cc:2: 101 characters; 100 at most"));
}

TEST(Leftovers, AreFoundAsWholeWords) {
  const std::string mark = std::string("TO") + "DO";
  EXPECT_THAT(leftovers({"src/a/a.cc", "// " + mark + ": later\n"}), SizeIs(1));
  EXPECT_THAT(leftovers({"src/a/a.cc", "// " + mark + "S\n"}), IsEmpty());
}

TEST(Purity, KeepsFilesAndClocksAtTheEdge) {
  const std::string text = "#include <fstream>\n";
  EXPECT_THAT(purity({"src/rank/a.cc", text}), SizeIs(1));
  EXPECT_THAT(purity({"src/rank/a.cc", "auto t = std::chrono::system_clock::now();\n"}), SizeIs(1));
  EXPECT_THAT(purity({"src/io/a.cc", text}), IsEmpty());
  EXPECT_THAT(purity({"tests/rank/a.cc", text}), IsEmpty());
}

TEST(PragmaOnce, MustBeTheFirstLine) {
  EXPECT_THAT(pragma_once({"src/a/a.h", "#pragma once\n// words\n"}), IsEmpty());
  EXPECT_THAT(pragma_once({"src/a/a.h", "// words\n#pragma once\n"}), SizeIs(1));
  EXPECT_THAT(pragma_once({"src/a/a.cc", "// words\n"}), IsEmpty());
}

TEST(MachinePaths, AreNamedWithTheirLine) {
  const std::string path = std::string("/wo") + "rk/shared";
  EXPECT_THAT(machine_paths({"README.md", "see\n" + path + "\n"}),
              ElementsAre(HasSubstr("README.md:2: ")));
  EXPECT_THAT(machine_paths({"README.md", "../shared\n"}), IsEmpty());
}

TEST(ReadmeNames, AsksForWholeNames) {
  const std::vector<std::string> names = {"case.h", "case.cc"};
  EXPECT_THAT(readme_names({"README.md", "| `case.h`, `case.cc` | the case |"}, names), IsEmpty());
  EXPECT_THAT(readme_names({"README.md", "| `showcase.h`, `case.cc` |"}, names),
              ElementsAre("README.md: does not name `case.h`"));
}

}  // namespace
}  // namespace penholder::house
