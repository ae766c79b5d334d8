#include "cli/run.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <functional>
#include <ostream>

#include "cli/commands.h"
#include "cli/support_word.h"
#include "cli/version.h"

namespace penholder {
namespace {

constexpr const char* kAbout =
    "Penholder prioritises and sequences Security Council mandates.\n\n"
    "It takes a mandate written as a cited case file and answers, with its reasons: which tasks "
    "matter most to\n"
    "whom, which plan is the best the means allow, what happens to it when durations slip and "
    "shocks strike, and\n"
    "which design of the mandate holds up to the disagreement in the room. It informs a decision; "
    "it does not take it.";

constexpr const char* kExitCodes =
    "Exit status: 0 done; 1 done with findings (problems in the case or a text, a must-task "
    "without a place, no schedule);\n"
    "2 the command line is wrong; 3 a file cannot be read or written, or the case has errors.";

/// One command with its example, as all commands are laid out.
CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& about,
                      const std::string& example) {
  CLI::App* command = app.add_subcommand(name, about);
  command->footer("Example:\n  " + example + "\n\n" + kExitCodes);
  return command;
}

void add_case_options(CLI::App& command, CaseOptions& options) {
  command.add_option("case", options.path, "the case: a YAML file, or a directory of them")
      ->required();
  command.add_option("--color", options.color, "colours: auto (on a terminal), always, never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
}

void add_run_options(CLI::App& command, CaseOptions& options) {
  add_case_options(command, options);
  command
      .add_option("--seed", options.seed,
                  "where random numbers start; the same seed gives the same result")
      ->capture_default_str();
  command
      .add_option("--threads", options.threads,
                  "threads to use (default: one a core); never changes the result")
      ->check(CLI::Range(1U, 256U));
  command.add_flag("-q,--quiet", options.quiet,
                   "no progress bar and no remark on the case's warnings");
}

void add_json(CLI::App& command, CaseOptions& options) {
  command.add_flag("--json", options.json, "the whole result as JSON");
}

/// What `table` and `lens` share.
void add_lens_options(CLI::App& command, CaseOptions& common, LensOptions& options) {
  add_json(command, common);
  command
      .add_option("--method", options.methods,
                  "only these, by commas: value, promethee, topsis, topsis-anchors")
      ->delimiter(',')
      ->check(CLI::IsMember({"value", "promethee", "topsis", "topsis-anchors"}));
  command
      .add_option("--norm", options.normalisation,
                  "how TOPSIS makes criteria comparable: vector (as published), minmax, max, sum")
      ->check(CLI::IsMember({"vector", "minmax", "max", "sum"}))
      ->capture_default_str();
  command.add_option("--preference", options.preference,
                     "PROMETHEE's function where none is stated: usual, u-shape q=, v-shape p=, "
                     "level q= p=, linear q= p=, gaussian s=");
  command.add_option(
      "--weights", options.weights,
      "any; order (the table's); speed=3,price=1; speed>range~price; or speed/price=1..3");
  command.add_option("--samples", options.samples, "draws of what is uncertain")
      ->check(CLI::Range(std::size_t{100}, std::size_t{10'000'000}));
}

void add_plan_options(CLI::App& command, PlanOptions& options) {
  add_run_options(command, options.common);
  add_json(command, options.common);
  command.add_option("--view", options.view,
                     "plan for this view's weights (default: the case's reference view)");
  command.add_option("--option", options.option,
                     "plan this option (default: the mandate as it stands)");
  command
      .add_option("--work", options.work,
                  "how many plans the search may try, a start (default: its own)")
      ->check(CLI::Range(std::size_t{1}, std::size_t{100'000'000}));
}

void add_register_command(CLI::App& app, RegisterOptionsGiven& options, std::string& book,
                          std::function<ExitCode()>& command, Edge& edge) {
  CLI::App* self = add_command(
      app, "register",
      "The tasks of a resolution, each with its paragraph: verb, force, addressee, class, dates, "
      "references.",
      "penholder register S_RES_2531.xml --xlsx tasks.xlsx");
  self->add_option("files", options.files,
                   "resolutions: AKN4UN XML, or text as pasted; `-` reads standard input")
      ->required();
  const auto form = [&](const std::string& flag, const std::string& name, const std::string& help) {
    return self->add_flag_callback(flag, [&options, name] { options.form = name; }, help);
  };
  CLI::Option* json = form("--json", "json", "all fields, typed, as JSON");
  CLI::Option* csv = form("--csv", "csv", "one row a task, as CSV");
  CLI::Option* html = form("--html", "html", "one page that needs no network");
  CLI::Option* xlsx =
      self->add_option("--xlsx", book, "write a workbook with a sheet for each resolution");
  CLI::Option* output =
      self->add_option("-o,--output", options.output,
                       "the file to write; its ending tells the form: .txt .json .csv .xlsx .html");
  json->excludes(csv)->excludes(html)->excludes(xlsx);
  csv->excludes(html)->excludes(xlsx);
  html->excludes(xlsx);
  xlsx->excludes(output);
  CLI::Option* all = self->add_flag("--all", options.all,
                                    "every paragraph and item, not only the mission's tasks");
  self->add_option("--corpus", options.corpus,
                   "a folder of resolutions: says whether paragraphs cited of others exist");
  self->add_option("--list", options.list, "only the tasks of this list: priority, other, mandate")
      ->check(CLI::IsMember({"priority", "other", "mandate"}))
      ->excludes(all);
  self->add_flag("-q,--quiet", options.quiet, "no warnings about the files");
  self->add_option("--color", options.color, "colours: auto (on a terminal), always, never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  self->callback([&] {
    if (!book.empty()) {
      options.form = "xlsx";
      options.output = book;
    }
    command = [&] { return run_register(options, edge); };
  });
}

void add_resolution_options(CLI::App& command, ResolutionOptions& options,
                            const std::string& endings) {
  command.add_option("--corpus", options.corpus,
                     "a folder of resolutions, in which symbols such as S/RES/2531 are looked up");
  command.add_flag("--json", options.json, "the whole result as JSON");
  command.add_option("-o,--output", options.output,
                     "the file to write; its ending tells the form: " + endings);
  command.add_flag("-q,--quiet", options.quiet, "no remarks on how the files read");
  command.add_option("--color", options.color, "colours: auto (on a terminal), always, never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
}

}  // namespace

int run(const std::vector<std::string>& words, Edge& edge) {
  CLI::App app(kAbout, "penholder");
  app.set_version_flag("--version", kVersion);
  app.require_subcommand(1);
  app.footer(std::string("Try: penholder note cases/minusma-2021\n\n") + kExitCodes);
  app.get_formatter()->column_width(34);

  std::function<ExitCode()> command;

  CheckOptions check;
  CLI::App* check_app =
      add_command(app, "check", "Report every problem of a case, with its place and a remedy.",
                  "penholder check cases/minusma-2021 --format sarif > findings.sarif");
  add_case_options(*check_app, check.common);
  add_json(*check_app, check.common);
  check_app->add_option("--format", check.format, "how to report: text, json, sarif")
      ->check(CLI::IsMember({"text", "json", "sarif"}))
      ->capture_default_str();
  check_app->add_option("--corpus", check.corpus,
                        "folder of resolutions: also hold the citations against them");
  check_app->callback([&] { command = [&] { return run_check(check, edge); }; });

  CiteOptions cite;
  CLI::App* cite_app = add_command(
      app, "cite",
      "Hold the citations of a case, or of a text in prose, against the resolutions themselves.",
      "penholder cite cases/minusma-2021 --corpus resolutions/ --all");
  cite_app->add_option("text", cite.common.path, "a case (YAML file or directory), or a text")
      ->required();
  cite_app
      ->add_option("--corpus", cite.corpus,
                   "folder of resolutions (AKN4UN XML, or pasted into .txt), at any depth")
      ->required();
  cite_app
      ->add_option("--text", cite.texts,
                   "SOURCE=FILE: the text of a source that is no resolution; its locators are "
                   "slugs of headings (`# ...`) and footnotes; may be repeated")
      ->allow_extra_args(false);
  cite_app->add_flag("--all", cite.all, "list every citation with its paragraph's first words");
  cite_app->add_option("--format", cite.format, "how to report: text, json, sarif")
      ->check(CLI::IsMember({"text", "json", "sarif"}))
      ->capture_default_str();
  add_json(*cite_app, cite.common);
  cite_app->add_option("--color", cite.common.color, "colours: auto (on a terminal), always, never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  cite_app->callback([&] { command = [&] { return run_cite(cite, edge); }; });

  RankOptions rank;
  CLI::App* rank_app =
      add_command(app, "rank", "Which tasks matter most to whom, view by view.",
                  "penholder rank cases/minusma-2021 --samples 20000 --at-least several");
  add_run_options(*rank_app, rank.common);
  add_json(*rank_app, rank.common);
  rank_app->add_option("--samples", rank.samples, "weight vectors drawn for each view")
      ->check(CLI::Range(std::size_t{100}, std::size_t{1'000'000}));
  rank_app
      ->add_option("--at-least", rank.at_least,
                   "only statements held at least so widely count, and the text's own: one, some, "
                   "others, several, most, all, text")
      ->check(CLI::IsMember(support_words()));
  rank_app->callback([&] { command = [&] { return run_rank(rank, edge); }; });

  PlanOptions sequence;
  CLI::App* sequence_app = add_command(
      app, "sequence", "The best plan found under a view, and the bound that no plan can pass.",
      "penholder sequence cases/minusma-2021 --view as-mandated --vectors 50");
  add_plan_options(*sequence_app, sequence);
  sequence_app
      ->add_option(
          "--vectors", sequence.vectors,
          "also plan for this many weight vectors drawn from the views: what stays in, what is "
          "borderline and what it displaces, and one plan for the whole room")
      ->check(CLI::Range(std::size_t{1}, std::size_t{10'000}));
  sequence_app->callback([&] { command = [&] { return run_sequence(sequence, edge); }; });

  WhyOptions why;
  CLI::App* why_app = add_command(
      app, "why",
      "Why a task is late or left out; why a date or a set of tasks cannot be had, and what would "
      "have to change.",
      "penholder why cases/minusma-2021 --done ddr-and-integration --by 2022-03-01");
  add_plan_options(*why_app, why.plan);
  why_app->add_option("--task", why.task, "the task to explain");
  why_app->add_option("--done", why.done, "tasks that are to be done, by commas")->delimiter(',');
  why_app
      ->add_option("--must", why.must,
                   "tasks that are to be done, standing ones throughout, by commas")
      ->delimiter(',');
  why_app->add_option("--by", why.by, "the date by which, as 2022-03-01");
  why_app->callback([&] { command = [&] { return run_why(why, edge); }; });

  PlanOptions stress;
  CLI::App* stress_app = add_command(
      app, "stress", "What happens to the plan when durations slip and shocks strike.",
      "penholder stress cases/minusma-2021 --replications 100000 --option mobile-courts");
  add_plan_options(*stress_app, stress);
  stress_app->add_option("--replications", stress.replications, "courses of events simulated")
      ->check(CLI::Range(std::size_t{100}, std::size_t{10'000'000}));
  stress_app->callback([&] { command = [&] { return run_stress(stress, edge); }; });

  CompareOptions compare;
  CLI::App* compare_app =
      add_command(app, "compare", "Every option of the case under every view, on the same draws.",
                  "penholder compare cases/minusma-2021 --json > comparison.json");
  add_run_options(*compare_app, compare.common);
  add_json(*compare_app, compare.common);
  compare_app
      ->add_option("--replications", compare.replications,
                   "courses of events simulated for each option and view")
      ->check(CLI::Range(std::size_t{100}, std::size_t{1'000'000}));
  compare_app->callback([&] { command = [&] { return run_compare(compare, edge); }; });

  NoteOptions note;
  CLI::App* note_app = add_command(
      app, "note", "All stages, then the briefing as one HTML file that needs no network.",
      "penholder note cases/minusma-2021 --output briefing.html --map regions.geojson");
  add_run_options(*note_app, note.common);
  note_app->add_flag("--json", note.common.json,
                     "print the results of all stages as JSON instead of the summary");
  note_app->add_option("-o,--output", note.output,
                       "the file to write (default: the case's id with .html)");
  note_app->add_option("--map", note.map,
                       "GeoJSON with the areas' polygons, matched by p-code or name");
  note_app
      ->add_option("--replications", note.replications, "courses of events simulated for the plan")
      ->check(CLI::Range(std::size_t{100}, std::size_t{10'000'000}));
  note_app->callback([&] { command = [&] { return run_note(note, edge); }; });

  SolveOptions solve;
  CLI::App* solve_app = add_command(
      app, "solve", "The best schedule of a scheduling problem, and what is proven of it.",
      "penholder solve road.sm bridge.mm --seconds 10 --json > schedules.json");
  solve_app
      ->add_option("files", solve.files,
                   "PSPLIB .sm and .mm, Patterson .rcp, ProGen/max .sch, .dzn, .model")
      ->required();
  CLI::Option* seconds =
      solve_app
          ->add_option("--seconds", solve.seconds,
                       "limit for each file on the clock (default: 60, or none with --work)")
          ->check(CLI::Range(0.001, 1e9));
  CLI::Option* solve_work =
      solve_app
          ->add_option(
              "--work", solve.work,
              "limit for each file in steps, about ten million a second; the same limit and "
              "seed give the same result")
          ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1'000'000'000'000'000'000}));
  solve_app->add_option("--seed", solve.seed, "where the search starts")->capture_default_str();
  solve_app->add_flag("--schedule", solve.schedule, "show the whole schedule, however long");
  solve_app->add_flag("--json", solve.json, "all results as JSON, with the schedules");
  solve_app->add_flag("-q,--quiet", solve.quiet, "no line on the way and no warnings");
  solve_app->add_option("--color", solve.color, "colours: auto (on a terminal), always, never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  solve_app->callback([&] {
    if (seconds->count() == 0 && solve_work->count() == 0) solve.seconds = 60;
    command = [&] { return run_solve(solve, edge); };
  });

  RegisterOptionsGiven tasks;
  std::string tasks_book;
  add_register_command(app, tasks, tasks_book, command, edge);

  RedlineOptions redline;
  CLI::App* redline_app = add_command(
      app, "redline",
      "What changed between two resolutions: paragraphs, words, tasks, strength, figures, dates.",
      "penholder redline S/RES/2531 S/RES/2584 --corpus resolutions/ -o redline.html");
  redline_app
      ->add_option("from", redline.from,
                   "the older text: AKN4UN XML or pasted text; a symbol with --corpus")
      ->required();
  redline_app->add_option("to", redline.to, "the newer text")->required();
  add_resolution_options(*redline_app, redline.common, ".html, .json or .txt");
  redline_app->add_flag("--summary", redline.summary, "only the summary");
  redline_app->add_flag("--full", redline.full, "unchanged paragraphs, too, word for word");
  redline_app->callback([&] { command = [&] { return run_redline(redline, edge); }; });

  TableOptions table;
  CLI::App* table_app = add_command(
      app, "table",
      "A performance table (CSV, XMCDA 3) ranked by several methods: what survives the method.",
      "penholder table docs/examples/boats.csv --weights \"speed>range~price\"");
  table_app->add_option("files", table.files, "the table: CSV, or XMCDA 3 in one file or several")
      ->required();
  table_app
      ->add_option("--color", table.common.color, "colours: auto (on a terminal), always, never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  table_app->add_option("--seed", table.common.seed, "where random numbers start")
      ->capture_default_str();
  table_app
      ->add_option("--threads", table.common.threads,
                   "threads to use (default: one a core); never changes the result")
      ->check(CLI::Range(1U, 256U));
  table_app->add_flag("-q,--quiet", table.common.quiet, "no warnings of the table");
  add_lens_options(*table_app, table.common, table.lens);
  table_app->add_option("--to", table.to, "write the table to this .csv or .xml instead");
  table_app->callback([&] { command = [&] { return run_table(table, edge); }; });

  CaseLensOptions lens;
  CLI::App* lens_app = add_command(
      app, "lens",
      "Whether a case's ranking survives the method; its strengths to a table, and back.",
      "penholder lens cases/minusma-2021 --export strengths.csv");
  add_run_options(*lens_app, lens.common);
  add_lens_options(*lens_app, lens.common, lens.lens);
  lens_app->add_option("--view", lens.view, "this view's weights (default: the reference view's)");
  lens_app->add_option("--option", lens.option,
                       "this option's tasks (default: the mandate as it stands)");
  CLI::Option* lens_export = lens_app->add_option(
      "--export", lens.export_to, "write strengths and mean weights to this .csv or .xml instead");
  lens_app
      ->add_option("--import", lens.import,
                   "print, as lines for the case, where this table differs from it")
      ->excludes(lens_export);
  lens_app->callback([&] { command = [&] { return run_lens(lens, edge); }; });

  HistoryOptions history;
  CLI::App* history_app = add_command(
      app, "history",
      "A mandate over its resolutions: how it grew, and each task from its first to its last.",
      "penholder history 2100 2164 2227 2295 --corpus resolutions/ -o mandate.html");
  history_app
      ->add_option("resolutions", history.names,
                   "the mandates: AKN4UN XML or pasted text; symbols with --corpus")
      ->required();
  add_resolution_options(*history_app, history.common, ".html, .json, .csv or .txt");
  history_app->add_flag("--csv", history.csv, "one row a task, as CSV");
  history_app->callback([&] { command = [&] { return run_history(history, edge); }; });

  CLI::App* schema_app =
      add_command(app, "schema", "Print the JSON Schema of the case format, for editors.",
                  "penholder schema > penholder-case.schema.json");
  bool schema_json = false;
  schema_app->add_flag("--json", schema_json, "the schema is JSON in any case");
  schema_app->callback([&] { command = [&] { return run_schema(edge); }; });

  NewOptions fresh;
  CLI::App* new_app =
      add_command(app, "new",
                  "Make a directory with a case to start from: an empty one, or a draft read from "
                  "a resolution.",
                  "penholder new cases/my-mission --title \"The mission in my country\"\n"
                  "  penholder new S_RES_2556.xml -o cases/monusco-2020 --corpus resolutions/");
  new_app
      ->add_option("directory", fresh.path,
                   "the directory to make; it must not exist. With -o: the resolution (AKN4UN XML, "
                   "or pasted text)")
      ->required();
  CLI::Option* new_output = new_app->add_option("-o,--output", fresh.output,
                                                "draft from a resolution: the directory to make");
  new_app
      ->add_option("--corpus", fresh.corpus,
                   "folder of resolutions: those that the text refers to become sources")
      ->needs(new_output);
  new_app->add_option("--title", fresh.title, "title of the case");
  new_app->add_flag("--json", fresh.json, "say what was made as JSON");
  new_app->callback([&] { command = [&] { return run_new(fresh, edge); }; });

  std::vector<std::string> reversed(words.rbegin(), words.rend());
  try {
    app.parse(std::move(reversed));
  } catch (
      const CLI::ParseError& refusal) {  // the library's way to say help, version or a wrong word
    return app.exit(refusal, edge.out, edge.err) == 0 ? static_cast<int>(ExitCode::Fine)
                                                      : static_cast<int>(ExitCode::Usage);
  }
  const ExitCode code = command();
  edge.out.flush();
  if (!edge.out) {
    edge.err << "penholder: cannot write the output\n";
    return static_cast<int>(ExitCode::Input);
  }
  return static_cast<int>(code);
}

}  // namespace penholder
