#include "base/source_text.h"

#include <gtest/gtest.h>

namespace penholder {
namespace {

TEST(SourceTexts, CountsLinesAndCharactersFromOne) {
  SourceTexts texts;
  const FileId file = texts.add({.name = "a", .text = "ab\nSégou x\r\n\nlast"});
  EXPECT_EQ(texts.place(file, 0), (LineColumn{1, 1}));
  EXPECT_EQ(texts.place(file, 2), (LineColumn{1, 3}));  // the line break itself
  EXPECT_EQ(texts.place(file, 3), (LineColumn{2, 1}));
  EXPECT_EQ(texts.place(file, 6), (LineColumn{2, 3}));  // behind the two bytes of é
  EXPECT_EQ(texts.place(file, 13), (LineColumn{3, 1}));
  EXPECT_EQ(texts.place(file, 9999), (LineColumn{4, 5}));
  EXPECT_EQ(texts.line(file, 2), "Ségou x");
  EXPECT_EQ(texts.line(file, 3), "");
  EXPECT_EQ(texts.line(file, 4), "last");
  EXPECT_EQ(texts.line(file, 5), "");
  EXPECT_EQ(texts.line(file, 0), "");
}

TEST(SourceTexts, ShowsTheBytesOfASpan) {
  SourceTexts texts;
  const FileId file = texts.add({.name = "a", .text = "duration: 8 weeks"});
  EXPECT_EQ(texts.excerpt({file, 10, 17}), "8 weeks");
  EXPECT_EQ(texts.excerpt({file, 100, 200}), "");
  EXPECT_EQ(texts.excerpt(Span{}), "");
}

}  // namespace
}  // namespace penholder
