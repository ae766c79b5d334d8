#include "io/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace penholder {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A directory of its own for every test, gone afterwards.
class FilesTest : public ::testing::Test {
 protected:
  FilesTest() {
    std::string name = (fs::temp_directory_path() / "penholder-files-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) directory_ = name;
  }
  ~FilesTest() override { fs::remove_all(directory_); }

  fs::path put(const std::string& name, const std::string& bytes) {
    std::ofstream(directory_ / name, std::ios::binary) << bytes;
    return directory_ / name;
  }
  static std::string bytes_of(const fs::path& path) {
    std::ostringstream bytes;
    bytes << std::ifstream(path, std::ios::binary).rdbuf();
    return bytes.str();
  }

  fs::path directory_;
};

TEST_F(FilesTest, ReadsEveryByte) {
  const std::string bytes("a\0b\r\n\xff", 6);
  EXPECT_EQ(read_file(put("x", bytes), 6), bytes);
  EXPECT_EQ(read_file(put("empty", ""), 0), "");
}

TEST_F(FilesTest, RefusesWhatItCannotReadWithTheReason) {
  EXPECT_THAT(read_file(directory_ / "none", 10).error().message, HasSubstr("No such file"));
  EXPECT_THAT(read_file(directory_, 10).error().message, HasSubstr("not a regular file"));
  EXPECT_THAT(read_file("/dev/zero", 10).error().message, HasSubstr("not a regular file"));
  EXPECT_THAT(read_file(put("long", "12345"), 4).error().message, HasSubstr("5 bytes"));
}

TEST(BytesWrittenBy, GivesWhatALibraryWroteAndLeavesNothing) {
  std::string where;
  const auto bytes = bytes_written_by(
      [&](const std::string& path) -> Result<void> {
        where = path;
        std::ofstream(path) << "a book";
        return {};
      },
      100);
  EXPECT_EQ(bytes, "a book");
  EXPECT_FALSE(fs::exists(fs::path(where).parent_path()));
}

TEST(BytesWrittenBy, PassesOnWhyNothingWasWritten) {
  const auto refused =
      bytes_written_by([](const std::string&) -> Result<void> { return fail("full"); }, 100);
  EXPECT_EQ(refused.error().message, "full");
  const auto silent = bytes_written_by([](const std::string&) -> Result<void> { return {}; }, 100);
  EXPECT_THAT(silent.error().message, HasSubstr("No such file"));
}

TEST_F(FilesTest, ReadsACaseDirectoryInTheOrderOfItsNames) {
  put("b.yaml", "b");
  put("a.yml", "a");
  put(".hidden.yaml", "no");
  put("notes.txt", "no");
  const auto texts = read_case_texts(directory_, 100);
  ASSERT_TRUE(texts);
  ASSERT_EQ(texts->size(), 2U);
  EXPECT_EQ((*texts)[FileId{0}].text, "a");
  EXPECT_EQ((*texts)[FileId{1}].text, "b");
}

TEST_F(FilesTest, SaysThatADirectoryHoldsNoCase) {
  EXPECT_THAT(read_case_texts(directory_, 100).error().message, HasSubstr("no `.yaml` file"));
}

TEST_F(FilesTest, WritesNewFilesReadableByOthers) {
  ASSERT_TRUE(write_atomically(directory_ / "new.html", "hello"));
  EXPECT_EQ(bytes_of(directory_ / "new.html"), "hello");
  const mode_t mask = ::umask(0);
  ::umask(mask);
  struct stat status{};
  ASSERT_EQ(::stat((directory_ / "new.html").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0666U & ~mask);
}

TEST_F(FilesTest, ReplacesAFileAndKeepsItsMode) {
  const fs::path path = put("old", "old");
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  ASSERT_TRUE(write_atomically(path, "new"));
  EXPECT_EQ(bytes_of(path), "new");
  EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(FilesTest, WritesThroughASymbolicLink) {
  const fs::path path = put("target", "old");
  fs::create_symlink(path, directory_ / "link");
  ASSERT_TRUE(write_atomically(directory_ / "link", "new"));
  EXPECT_TRUE(fs::is_symlink(directory_ / "link"));
  EXPECT_EQ(bytes_of(path), "new");
}

TEST_F(FilesTest, LeavesNothingBehindWhenItCannotWrite) {
  fs::create_directory(directory_ / "occupied");
  EXPECT_FALSE(write_atomically(directory_ / "occupied", "x"));
  EXPECT_FALSE(write_atomically(directory_ / "no" / "such", "x"));
  EXPECT_THAT(fs::directory_iterator(directory_ / "occupied") == fs::directory_iterator(), true);
  std::size_t entries = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(directory_)) ++entries;
  EXPECT_EQ(entries, 1U);
}

TEST_F(FilesTest, MakesANewDirectoryButNeverTouchesAnOldOne) {
  const fs::path fresh = directory_ / "fresh";
  ASSERT_TRUE(create_directory_with(fresh, {{.name = "case.yaml", .bytes = "x"}}));
  EXPECT_EQ(bytes_of(fresh / "case.yaml"), "x");
  EXPECT_FALSE(create_directory_with(fresh, {{.name = "case.yaml", .bytes = "y"}}));
  EXPECT_EQ(bytes_of(fresh / "case.yaml"), "x");
}

}  // namespace
}  // namespace penholder
