#include "base/text.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <string>
#include <vector>

namespace penholder {
namespace {

TEST(EditDistance, CountsSlipsOfTheKeyboard) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("duration", ""), 8U);
  EXPECT_EQ(edit_distance("duration", "duraton"), 1U);
  EXPECT_EQ(edit_distance("sources", "scources"), 1U);
  EXPECT_EQ(edit_distance("likely", "liekly"), 1U);  // neighbours swapped
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

TEST(EditDistance, IsSymmetricAndCheapForHostileWords) {
  const std::string long_word(1'000'000, 'a');
  EXPECT_EQ(edit_distance(long_word, "b"), 64U);
  EXPECT_EQ(edit_distance("abcd", "acbd"), edit_distance("acbd", "abcd"));
}

TEST(Nearest, FindsWhatWasMeantOrNothing) {
  constexpr std::array<std::string_view, 3> kKnown = {"duration", "due", "needs"};
  EXPECT_EQ(nearest("duratoin", kKnown), "duration");
  EXPECT_EQ(nearest("need", kKnown), "needs");
  EXPECT_EQ(nearest("helicopter", kKnown), std::nullopt);
  EXPECT_EQ(nearest("", kKnown), std::nullopt);
  EXPECT_EQ(nearest("x", {}), std::nullopt);
}

TEST(KebabCase, IsWhatIdsLookLike) {
  for (const char* good : {"a", "s-res-2531", "28-a-iii"}) EXPECT_TRUE(is_kebab_case(good)) << good;
  for (const char* bad : {"", "-a", "a-", "a--b", "A", "a_b", "a b", "é"}) {
    EXPECT_FALSE(is_kebab_case(bad)) << bad;
  }
}

TEST(FormatNumber, PrintsWhatPeopleRead) {
  EXPECT_EQ(format_number(1.0), "1");
  EXPECT_EQ(format_number(1.25, 2), "1.25");
  EXPECT_EQ(format_number(100.0, 0), "100");
  EXPECT_EQ(format_number(-0.04), "0");
  EXPECT_EQ(format_thousands(13289), "13,289");
  EXPECT_EQ(format_thousands(-1234567), "-1,234,567");
  EXPECT_EQ(format_thousands(999), "999");
  EXPECT_EQ(format_thousands(std::numeric_limits<long long>::min()), "-9,223,372,036,854,775,808");
}

TEST(JoinWords, ReadsLikeASentence) {
  EXPECT_EQ(join_words({}), "");
  EXPECT_EQ(join_words(std::vector<std::string>{"a"}), "a");
  EXPECT_EQ(join_words(std::vector<std::string>{"a", "b", "c"}, "or"), "a, b or c");
}

}  // namespace
}  // namespace penholder
