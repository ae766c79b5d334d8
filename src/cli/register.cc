// `penholder register`: resolutions in, their tasks out, in the form asked for.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/corpus.h"
#include "cli/load_resolution.h"
#include "cli/register_book.h"
#include "io/files.h"
#include "register/register.h"
#include "register/register_render.h"

namespace penholder {
namespace {

/// `tasks.xlsx` -> `xlsx`; nothing for an ending that names no form.
std::optional<std::string> form_of(const std::string& path) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kEndings = {
      {{".txt", "text"},
       {".json", "json"},
       {".csv", "csv"},
       {".xlsx", "xlsx"},
       {".html", "html"},
       {".htm", "html"}}};
  for (const auto& [ending, form] : kEndings) {
    if (path.ends_with(ending)) return std::string(form);
  }
  return std::nullopt;
}

std::string rendered_text(const std::vector<Register>& registers, RegisterScope scope, int width) {
  std::string text;
  for (const Register& reg : registers) {
    if (!text.empty()) text += '\n';
    text += register_text(reg, scope, width);
  }
  return text;
}

Result<std::string> rendered(const std::vector<Register>& registers, RegisterScope scope,
                             const std::string& form, int width) {
  if (form == "json") return registers_json(registers, scope);
  if (form == "csv") return registers_csv(registers, scope);
  if (form == "html") return registers_html(registers, scope);
  if (form == "xlsx") return register_book(registers, scope);
  return rendered_text(registers, scope, width);
}

void keep_list(Register& reg, const std::string& list) {
  std::erase_if(reg.rows, [&](const RegisterRow& row) { return to_string(row.list) != list; });
}

/// Looks up what the rows cite of other resolutions, each of these once.
class CitedResolutions {
 public:
  explicit CitedResolutions(CorpusFolder folder) : folder_(std::move(folder)) {}

  void resolve(Register& reg) {
    for (RegisterRow& row : reg.rows) {
      for (Reference& reference : row.references) {
        const int number = resolution_number(reference.symbol);
        if (number > 0) reference.exists = exists(number, reference);
      }
    }
  }

 private:
  std::optional<bool> exists(int number, const Reference& reference) {
    auto known = found_.find(number);
    if (known == found_.end()) known = found_.emplace(number, folder_.find(number)).first;
    const std::optional<Resolution>& resolution = known->second;
    if (!resolution) return std::nullopt;
    const int year = year_of_symbol(reference.symbol);
    if (year > 0 && year != year_of_symbol(resolution->symbol)) return false;
    return reference.locator.empty() || find_paragraph(*resolution, reference.locator) != nullptr;
  }

  CorpusFolder folder_;
  std::map<int, std::optional<Resolution>> found_;
};

}  // namespace

ExitCode run_register(const RegisterOptionsGiven& options, Edge& edge) {
  std::string form = options.form;
  if (form.empty() && !options.output.empty()) {
    const auto by_ending = form_of(options.output);
    if (!by_ending) {
      edge.err << fmt::format(
          "penholder: the ending of `{}` names no form: use .txt, .json, .csv, .xlsx or .html\n",
          options.output);
      return ExitCode::Usage;
    }
    form = *by_ending;
  }
  if (std::ranges::count(options.files, "-") > 1) {
    edge.err << "penholder: standard input (`-`) can be read only once\n";
    return ExitCode::Usage;
  }

  std::optional<CitedResolutions> cited;
  if (!options.corpus.empty()) {
    auto folder = CorpusFolder::open(options.corpus);
    if (!folder) {
      edge.err << "penholder: " << folder.error().message << '\n';
      return ExitCode::Input;
    }
    cited.emplace(std::move(*folder));
  }

  std::vector<Register> registers;
  bool is_refused = false;
  bool is_doubtful = false;
  for (const std::string& path : options.files) {
    const auto loaded = load_resolution(path, options.quiet, options.color, edge);
    if (!loaded) {
      is_refused = true;
      continue;
    }
    is_doubtful = is_doubtful || !loaded->read.diagnostics.found().empty();
    const Resolution& resolution = loaded->read.resolution;
    const bool is_english = resolution.language.empty() || resolution.language == "eng";
    if (!is_english && !options.quiet) {
      edge.err << fmt::format(
          "penholder: `{}` is in `{}`: paragraphs are told apart in any language, but verbs, "
          "addressees and lists of tasks in English only\n",
          path, resolution.language);
    }
    registers.push_back(make_register(resolution));
    if (cited) cited->resolve(registers.back());
    if (!options.list.empty()) keep_list(registers.back(), options.list);
  }
  if (registers.empty()) return ExitCode::Input;

  const RegisterScope scope =
      options.all || !options.list.empty() ? RegisterScope::All : RegisterScope::Tasks;
  const auto product = rendered(registers, scope, form, edge.width);
  if (!product) {
    edge.err << "penholder: " << product.error().message << '\n';
    return ExitCode::Input;
  }
  if (options.output.empty()) {
    edge.out << *product;
  } else if (const auto written = write_atomically(options.output, *product); !written) {
    edge.err << "penholder: " << written.error().message << '\n';
    return ExitCode::Input;
  } else {
    std::size_t rows = 0;
    for (const Register& reg : registers) rows += rows_in_scope(reg, scope).size();
    edge.out << fmt::format("Register: {}, {} row{} of {} resolution{}\n", options.output, rows,
                            rows == 1 ? "" : "s", registers.size(),
                            registers.size() == 1 ? "" : "s");
  }
  if (is_refused) return ExitCode::Input;
  return is_doubtful ? ExitCode::Findings : ExitCode::Fine;
}

}  // namespace penholder
