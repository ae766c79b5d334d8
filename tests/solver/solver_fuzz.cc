// A seeded random-model tester: judges `solve` on random models, each in a process of its own so
// that a crash or a hang is a finding like any other, and shrinks what fails to a file.
//
//   solver_fuzz [--seed 1] [--count 1000] [--size 5] [--seconds 20] [--out .] [--tiny 0]
//               [--assumptions 3] [--improves 1]
//
//   --size     tasks of the largest models; up to about 7 the oracle knows the answer, beyond it
//              the solver is held to its own word
//   --seconds  after which a judgement is called hung
//   --tiny N   instead: every N-th model of the grid of tiny ones
//
//   --assumptions  sets of assumptions to try on each model
//   --improves     0: without the heuristics for good schedules, which is several times faster
//
// A file it writes belongs into tests/solver/regressions/ once the fault is mended.

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <charconv>
#include <csignal>
#include <cstring>
#include <fstream>
#include <map>
#include <string>
#include <string_view>

#include "instance/model_text.h"
#include "oracle/shrink_model.h"
#include "oracle/solver_judge.h"
#include "oracle/solver_random.h"

namespace penholder::solver {
namespace {

using oracle::Judgement;

struct Options {
  std::uint64_t seed = 1;
  std::uint64_t count = 1000;
  std::uint64_t size = 5;
  std::uint64_t seconds = 20;
  std::uint64_t tiny = 0;
  std::uint64_t assumptions = 3;
  std::uint64_t improves = 1;
  std::string out = ".";
};

/// Judges in a child process: what it says, or how it died.
Judgement judge_apart(const Model& model, std::uint64_t seed, const Options& options) {
  int ends[2];
  if (pipe(ends) != 0) return {.fault = "no pipe"};
  const pid_t child = fork();
  if (child == 0) {
    alarm(static_cast<unsigned>(options.seconds));
    close(ends[0]);
    const Judgement judgement =
        oracle::judge_solver(model, solve,
                             {.seed = seed,
                              .oracle_nodes = 20'000,
                              .assumption_sets = static_cast<int>(options.assumptions),
                              .improves = options.improves != 0});
    std::string text = judgement.was_checked ? "c" : "-";
    text += judgement.was_feasible ? "f" : "-";
    text += judgement.fault;
    for (std::size_t at = 0; at < text.size();) {
      const auto written = write(ends[1], text.data() + at, text.size() - at);
      if (written <= 0) break;
      at += static_cast<std::size_t>(written);
    }
    _exit(0);
  }
  close(ends[1]);
  if (child < 0) {
    close(ends[0]);
    return {.fault = "no process"};
  }
  std::string text;
  char buffer[4096];
  for (ssize_t got = 0; (got = read(ends[0], buffer, sizeof buffer)) > 0;) {
    text.append(buffer, static_cast<std::size_t>(got));
  }
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFSIGNALED(status)) {
    const int signal = WTERMSIG(status);
    if (signal == SIGALRM) return {.fault = fmt::format("hung for {} s", options.seconds)};
    return {.fault = fmt::format("died of signal {} ({})", signal, strsignal(signal))};
  }
  if (text.size() < 2) return {.fault = fmt::format("ended with status {}", status)};
  return {.fault = text.substr(2), .was_checked = text[0] == 'c', .was_feasible = text[1] == 'f'};
}

Model make_model(std::uint64_t number, const Options& options) {
  if (options.tiny > 0) return oracle::tiny_model(number * options.tiny);
  Rng rng(options.seed, number);
  const std::size_t tasks = 1 + rng.below(static_cast<std::uint32_t>(options.size));
  return oracle::dressed_up(rng, oracle::random_model(rng, oracle::random_shape(rng, tasks)));
}

/// The kind of a fault, so that shrinking does not wander from a wrong answer to a slow one.
std::string kind_of(std::string_view fault) {
  const std::string_view first = fault.substr(0, fault.find('\n'));
  if (first.starts_with("hung") || first.starts_with("died"))
    return std::string(first.substr(0, 4));
  std::string kind;  // words only: numbers change while the model shrinks
  for (const char c : first.substr(first.find(": ") + 1)) {
    if (c == '`' || c == '\n') break;
    if ((c >= 'a' && c <= 'z') || c == ' ') kind += c;
  }
  return kind.substr(0, 24);
}

void report(const Model& model, const Judgement& judgement, std::uint64_t number,
            const Options& options) {
  const std::uint64_t seed = options.seed + number;
  const std::string kind = kind_of(judgement.fault);
  const Model small = oracle::shrink_model(
      model,
      [&](const Model& candidate) {
        const Judgement again = judge_apart(candidate, seed, options);
        return !again.fault.empty() && kind_of(again.fault) == kind;
      },
      kind == "hung" ? 60 : 3000);
  std::string fault = judge_apart(small, seed, options).fault;
  std::string comment = fmt::format("# judged with seed {}\n# ", seed);
  for (const char c : fault) {
    comment += c;
    if (c == '\n') comment += "# ";
  }
  const std::string path = fmt::format("{}/{}-{}.model", options.out, options.seed, number);
  std::ofstream(path) << "model 1\n"
                      << comment << "\n"
                      << instance::write_model_text(small).substr(8);
  fmt::print("model {}: {}\n  shrunk to {}:\n{}\n", number, judgement.fault, path,
             instance::write_model_text(small));
}

int run(const Options& options) {
  const std::uint64_t count =
      options.tiny > 0 ? (oracle::tiny_model_count() - 1) / options.tiny + 1 : options.count;
  std::uint64_t checked = 0;
  std::uint64_t feasible = 0;
  std::map<std::string, int> faults;
  for (std::uint64_t number = 0; number < count; ++number) {
    const Model model = make_model(number, options);
    const Judgement judgement = judge_apart(model, options.seed + number, options);
    checked += judgement.was_checked ? 1 : 0;
    feasible += judgement.was_feasible ? 1 : 0;
    if (judgement.fault.empty()) continue;
    constexpr int kEnoughOfAKind = 2;
    if (++faults[kind_of(judgement.fault)] <= kEnoughOfAKind) {
      report(model, judgement, number, options);
    }
    std::fflush(stdout);
  }
  int total = 0;
  for (const auto& [kind, times] : faults) {
    fmt::print("{:6}  {}\n", times, kind);
    total += times;
  }
  fmt::print("seed {}: {} models, {} known to the oracle, {} of them feasible; {} faults\n",
             options.seed, count, checked, feasible, total);
  return total == 0 ? 0 : 1;
}

int main_of(int argc, char** argv) {
  Options options;
  const std::map<std::string_view, std::uint64_t*> numbers = {
      {"--seed", &options.seed},        {"--count", &options.count},
      {"--size", &options.size},        {"--seconds", &options.seconds},
      {"--tiny", &options.tiny},        {"--assumptions", &options.assumptions},
      {"--improves", &options.improves}};
  for (int i = 1; i < argc; i += 2) {
    const std::string_view name = argv[i];
    const std::string_view value = i + 1 < argc ? argv[i + 1] : "";
    if (name == "--out" && !value.empty()) {
      options.out = value;
      continue;
    }
    const auto number = numbers.find(name);
    const char* end = value.data() + value.size();
    if (number == numbers.end() || std::from_chars(value.data(), end, *number->second).ptr != end ||
        value.empty()) {
      fmt::print(stderr, "solver_fuzz: what is `{} {}`?\n", name, value);
      return 2;
    }
  }
  return run(options);
}

}  // namespace
}  // namespace penholder::solver

int main(int argc, char** argv) { return penholder::solver::main_of(argc, argv); }
