#include "note/html.h"

#include <gtest/gtest.h>

namespace penholder {
namespace {

TEST(Html, EscapesEveryTextThatBecomesMarkup) {
  EXPECT_EQ(element("p", "<b> & \"it's\"").markup(), "<p>&lt;b&gt; &amp; &quot;it&#39;s&quot;</p>");
}

TEST(Html, EscapesAttributeValues) {
  EXPECT_EQ(element("a", {{"href", "\"><script>"}}, "x").markup(),
            "<a href=\"&quot;&gt;&lt;script&gt;\">x</a>");
}

TEST(Html, KeepsFragmentsAsTheyAreWhenTheyNest) {
  EXPECT_EQ(element("p", cat("a ", element("em", "b"), " <c>")).markup(),
            "<p>a <em>b</em> &lt;c&gt;</p>");
}

TEST(Html, LeavesOutControlCharactersButKeepsLineBreaks) {
  EXPECT_EQ(escape(std::string_view("a\0b\x1b[31m\nc\td\x7f", 12)), "ab[31m\nc\td");
}

TEST(Html, ListsAsEnglishDoes) {
  EXPECT_EQ(join_list({"a"}).markup(), "a");
  EXPECT_EQ(join_list({"a", "b"}).markup(), "a and b");
  EXPECT_EQ(join_list({"a", "b", "c"}, "or").markup(), "a, b or c");
  EXPECT_EQ(join_list({}).markup(), "");
}

TEST(Html, EscapesCssStringsSoThatNothingCanEndThem) {
  EXPECT_EQ(escape_css("Mali 2021"), "Mali 2021");
  EXPECT_EQ(escape_css("\"}</style>"), "\\000022\\00007D\\00003C\\00002Fstyle\\00003E");
  EXPECT_EQ(escape_css("é€\n"), "\\0000E9\\0020AC");
  EXPECT_EQ(escape_css("\xF0\x9F\x95\x8A"), "\\01F54A");
  EXPECT_EQ(escape_css("\xC3"), "\\0000C3");  // cut off in the middle
}

}  // namespace
}  // namespace penholder
