// Non-attribution: what only the file knows (comments, names of files) reaches no product,
// a single voice is at most "one participant" in prose, and no output counts fewer than five.
//
// The commands, their flags and formats are read from the program's own help, so that a new command
// or form of output is tested without a word here. What `check` may do, and why, is said in
// docs/methods/non-attribution.md.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "cli/edge.h"
#include "cli/run.h"

namespace penholder {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

using Words = std::vector<std::string>;

struct Ran {
  int code;
  std::string out;
  std::string err;
};

Ran run_words(const Words& words) {
  std::ostringstream out;
  std::ostringstream err;
  Edge edge{.out = out, .err = err, .cores = 2};
  const int code = run(words, edge);
  return {.code = code, .out = out.str(), .err = err.str()};
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// An option as the help shows it.
struct Option {
  std::string name;   ///< the long one
  std::string takes;  ///< "TEXT:{text,json,sarif}=text"; empty: a flag
  std::string about;
};

struct Command {
  std::string name;
  bool takes_case = false;
  std::vector<Option> options;
};

std::vector<Command> commands_of_the_help() {
  std::vector<Command> commands;
  const std::string all = run_words({"--help"}).out;
  std::istringstream lines(all.substr(all.find("Subcommands:")));
  const std::regex entry("^  ([a-z][a-z-]*) +[A-Z].*");
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    if (!std::regex_match(line, match, entry)) continue;
    Command command{.name = match[1], .options = {}};
    const std::string help = run_words({command.name, "--help"}).out;
    command.takes_case = std::regex_search(help, std::regex("Usage: [^\\n]* case\\b"));
    const std::regex option(
        "^  (?:-[a-zA-Z],)?--([a-z-]+)(?: (\\S+(?: in \\[[^\\]]*\\])?))? *(.*)$");
    std::istringstream rows(help);
    for (std::string row; std::getline(rows, row);) {
      std::smatch found;
      if (std::regex_match(row, found, option)) {
        // A flag is followed by its description at once.
        const bool is_flag = found[2].str().find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 0;
        command.options.push_back(
            {.name = found[1],
             .takes = is_flag ? "" : found[2].str(),
             .about = is_flag ? found[2].str() + " " + found[3].str() : found[3].str()});
      } else if (!command.options.empty() && row.starts_with("          ")) {
        command.options.back().about += " " + row;
      }
    }
    commands.push_back(std::move(command));
  }
  return commands;
}

/// What a command cannot do without, beside the case.
const std::map<std::string, Words> kDemanded = {{"why", {"--task", "talks"}}};

/// All forms in which a command shows its result: words to add, and whether it is structured.
struct Form {
  Words words;
  bool is_structured = false;
};

std::vector<Form> forms_of(const Command& command, const fs::path& into) {
  std::vector<Form> forms{{}};
  for (const Option& option : command.options) {
    if (option.name == "json" || option.name == "csv") {
      forms.push_back({.words = {"--" + option.name}, .is_structured = true});
    }
    // `--format TEXT:{text,json,sarif}` and the like.
    const std::size_t open = option.takes.find('{');
    if (option.name != "color" && open != std::string::npos) {
      std::istringstream values(option.takes.substr(open + 1, option.takes.find('}') - open - 1));
      for (std::string value; std::getline(values, value, ',');) {
        forms.push_back({.words = {"--" + option.name, value}, .is_structured = value != "text"});
      }
    }
    if (option.name == "vectors") {
      forms.push_back({.words = {"--vectors", "6"}});
      forms.push_back({.words = {"--vectors", "6", "--json"}, .is_structured = true});
    }
  }
  // Whatever writes a file writes it into a directory of its own.
  for (const Option& option : command.options) {
    if (option.takes.empty() || option.about.find("to write") == std::string::npos) continue;
    for (Form& form : forms) {
      form.words.push_back("--" + option.name);
      form.words.push_back((into / "product.html").string());
    }
  }
  return forms;
}

class Attribution : public ::testing::Test {
 protected:
  Attribution() {
    std::string name = (fs::temp_directory_path() / "penholder-attribution-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) directory_ = name;
    fs::create_directory(directory_ / "products");
    fs::create_directory(directory_ / "canary-of-the-folder");
    const std::string harbour =
        read(fs::path(PENHOLDER_SOURCE_DIR) / "cases" / "tutorial" / "harbour.yaml");
    std::string planted = "# canary-of-the-first-line: Ambassador Nightingale said this\n";
    std::istringstream lines(harbour);
    for (std::string line; std::getline(lines, line);) {
      // Single voices, and a comment behind every line that is a key and holds no text.
      if (line == "    held-by: some") line = "    held-by: one";
      planted += line;
      const bool is_key = line.ends_with(':') || line.find(": ") != std::string::npos;
      const bool holds_text =
          line.find_first_of("\"#") != std::string::npos || line.find(">-") != std::string::npos;
      if (is_key && !holds_text) planted += "  # canary-of-the-comment";
      planted += '\n';
    }
    planted += "# canary-of-the-last-line\n";
    case_ = directory_ / "canary-of-the-folder" / "canary-of-the-file.yaml";
    std::ofstream(case_) << planted;
  }
  ~Attribution() override { fs::remove_all(directory_); }

  /// stdout, and all files written since the last call.
  std::string products(const Ran& ran) {
    std::string all = ran.out;
    for (const auto& entry : fs::directory_iterator(directory_ / "products")) {
      all += read(entry.path());
      fs::remove(entry.path());
    }
    return all;
  }

  fs::path directory_;
  fs::path case_;
};

void expect_no_small_count(const std::string& text, bool is_structured) {
  // "one participant" is what prose may say; any other count below five is a count too small.
  static const std::regex small(
      "\\b(two|three|four|1|2|3|4) (participants?|delegations?|delegates|voices|persons?|people "
      "hold)\\b",
      std::regex::icase);
  std::smatch found;
  EXPECT_FALSE(std::regex_search(text, found, small)) << found.str();
  if (!is_structured) return;
  EXPECT_THAT(text, Not(HasSubstr("\"one participant\"")));
  EXPECT_THAT(text, Not(HasSubstr("\"held_by\": \"one\"")));
  // A cell of CSV.
  static const std::regex cell("(^|,)(one participant|one)(,|\\r?\\n)");
  EXPECT_FALSE(std::regex_search(text, cell));
}

TEST_F(Attribution, TheCanariesAreInTheCage) {
  const std::string text = read(case_);
  std::size_t comments = 0;
  for (std::size_t at = 0; (at = text.find("canary-of-the-comment", at)) != std::string::npos;
       ++at) {
    ++comments;
  }
  EXPECT_GT(comments, 20U);
  EXPECT_THAT(text, HasSubstr("held-by: one"));
}

TEST_F(Attribution, TheHelpNamesTheCommandsToTest) {
  const std::vector<Command> commands = commands_of_the_help();
  EXPECT_GE(commands.size(), 10U);
  std::size_t on_a_case = 0;
  for (const Command& command : commands) on_a_case += command.takes_case ? 1 : 0;
  EXPECT_GE(on_a_case, 7U);
  const auto check = std::ranges::find(commands, "check", &Command::name);
  ASSERT_NE(check, commands.end());
  EXPECT_EQ(forms_of(*check, "x").size(), 5U) << "plain, --json, and three formats";
  const auto note = std::ranges::find(commands, "note", &Command::name);
  ASSERT_NE(note, commands.end());
  EXPECT_THAT(forms_of(*note, "x")[0].words, ::testing::Contains("--output"));
}

TEST_F(Attribution, NoProductKnowsWhatOnlyTheFileKnows) {
  for (const Command& command : commands_of_the_help()) {
    if (!command.takes_case) continue;
    for (const Form& form : forms_of(command, directory_ / "products")) {
      Words words{command.name, case_.string()};
      if (const auto demanded = kDemanded.find(command.name); demanded != kDemanded.end()) {
        words.insert(words.end(), demanded->second.begin(), demanded->second.end());
      }
      words.insert(words.end(), form.words.begin(), form.words.end());
      SCOPED_TRACE(::testing::PrintToString(words));
      const Ran ran = run_words(words);
      ASSERT_LE(ran.code, 1) << "a new command needs a row in kDemanded? " << ran.err;
      const std::string shown = products(ran);
      EXPECT_FALSE(shown.empty());
      expect_no_small_count(shown, form.is_structured);
      EXPECT_THAT(shown, Not(HasSubstr("Nightingale")));
      if (command.name == "check") continue;  // names files: that is where the author has to look
      EXPECT_THAT(shown, Not(HasSubstr("canary")));
      // The remark on warnings repeats the path that was typed, and nothing else.
      std::string err = ran.err;
      for (std::size_t at; (at = err.find(case_.string())) != std::string::npos;) {
        err.erase(at, case_.string().size());
      }
      EXPECT_THAT(err, Not(HasSubstr("canary")));
    }
  }
}

TEST_F(Attribution, AnUnknownKeyIsShownToItsAuthorAndNobodyElse) {
  // Metadata that the format does not know is an error: `check`, and any other command on stderr,
  // shows the author the line. No product is made of it.
  std::string text = read(case_);
  const std::size_t at = text.find("  - id: vote-first");
  ASSERT_NE(at, std::string::npos);
  text.insert(text.find('\n', at) + 1, "    author: canary-of-the-metadata\n");
  std::ofstream(case_) << text;
  EXPECT_THAT(run_words({"check", case_.string()}).out, HasSubstr("canary-of-the-metadata"));
  for (const Command& command : commands_of_the_help()) {
    if (!command.takes_case || command.name == "check") continue;
    for (const Form& form : forms_of(command, directory_ / "products")) {
      Words words{command.name, case_.string()};
      if (const auto demanded = kDemanded.find(command.name); demanded != kDemanded.end()) {
        words.insert(words.end(), demanded->second.begin(), demanded->second.end());
      }
      words.insert(words.end(), form.words.begin(), form.words.end());
      SCOPED_TRACE(::testing::PrintToString(words));
      const Ran ran = run_words(words);
      EXPECT_EQ(ran.code, 3);
      EXPECT_THAT(products(ran), IsEmpty());
    }
  }
}

TEST_F(Attribution, FindingsForMachinesQuoteNoLineOfTheFile) {
  for (const Words& form : {Words{"--json"}, Words{"--format", "sarif"}}) {
    Words words{"check", case_.string()};
    words.insert(words.end(), form.begin(), form.end());
    const std::string out = run_words(words).out;
    EXPECT_THAT(out, Not(HasSubstr("canary-of-the-comment")));
    EXPECT_THAT(out, Not(HasSubstr("canary-of-the-first-line")));
  }
}

TEST(AttributionRule, ItsOwnSearchCanFail) {
  const auto complains = [](const std::string& text, bool is_structured) {
    static const std::regex small("\\b(two|three|four|1|2|3|4) (participants?|delegations?)\\b",
                                  std::regex::icase);
    return std::regex_search(text, small) ||
           (is_structured && text.find("\"one participant\"") != std::string::npos);
  };
  EXPECT_TRUE(complains("held by three participants", false));
  EXPECT_TRUE(complains("held by 2 delegations", false));
  EXPECT_TRUE(complains("{\"held_by\": \"one participant\"}", true));
  EXPECT_FALSE(complains("held by one participant", false));
  EXPECT_FALSE(complains("held by some participants under 2 of 9 views", true));
}

}  // namespace
}  // namespace penholder
