// Runs the solver over a set of instances, each in a process of its own, and says how many were
// proven, how far the others are from the best known schedules, and how long it took.
//
//   solver_bench ../shared/psplib/j30 --seconds 10 --best ../shared/psplib/best-known.csv
//
// Time is CPU time of the solving thread, so that a busy machine changes no result. Every schedule
// is checked from scratch; a wrong one, or a proof that a published bound contradicts, ends the run
// with 1.

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "instance/read_instance.h"
#include "io/files.h"
#include "solver/check_schedule.h"
#include "solver/solve.h"

namespace penholder {
namespace {

namespace fs = std::filesystem;
using solver::Value;

constexpr Value kNoBound = std::numeric_limits<Value>::min();

enum class Status : int { Failed, Unread, Unknown, Feasible, Infeasible, Optimal };
constexpr std::array<const char*, 6> kStatusNames = {"FAILED",   "UNREAD",     "unknown",
                                                     "feasible", "infeasible", "optimal"};

/// What a process says of its instance, through a pipe.
struct Record {
  Status status = Status::Failed;
  int tasks = 0;
  Value sign = 1;  ///< -1: the format maximises; costs and bounds are still to be turned round
  Value cost = 0;
  Value bound = kNoBound;
  double seconds = 0;       ///< until the end
  double seconds_best = 0;  ///< until the best schedule
  std::uint64_t conflicts = 0;
  std::uint64_t decisions = 0;
  std::uint64_t work = 0;
  long peak_kibibytes = 0;
  std::array<char, 200> fault = {};
};
static_assert(std::is_trivially_copyable_v<Record>);

struct BestKnown {
  Value lower = 0;
  Value upper = 0;
};

struct Options {
  std::vector<std::string> paths;
  double seconds = 10;
  std::uint64_t work = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t seed = 1;
  unsigned jobs = 1;
  std::string best;
  std::string csv;
  bool improves = true;
};

double thread_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

void set_fault(Record& record, const std::string& fault) {
  record.status = Status::Failed;
  const std::size_t size = std::min(fault.size(), record.fault.size() - 1);
  std::memcpy(record.fault.data(), fault.data(), size);
}

/// What the outcome says, with its schedule checked.
void judge(const solver::Model& model, const solver::Outcome& outcome, Record& record) {
  if (const auto* feasible = std::get_if<solver::Feasible>(&outcome)) {
    record.status = Status::Feasible;
    if (feasible->level < feasible->costs.size()) record.cost = feasible->costs[feasible->level];
    record.bound = feasible->bound;
  } else if (const auto* optimal = std::get_if<solver::Optimal>(&outcome)) {
    record.status = Status::Optimal;
    record.cost = optimal->costs.empty() ? 0 : optimal->costs[0];
    record.bound = record.cost;
  } else if (std::holds_alternative<solver::Infeasible>(outcome)) {
    record.status = Status::Infeasible;
  } else if (const auto* unknown = std::get_if<solver::Unknown>(&outcome)) {
    record.status = Status::Unknown;
    record.bound = unknown->bound;
  } else {
    set_fault(record, "the solver rejects the model");
  }
  const solver::Schedule* schedule = solver::schedule_of(outcome);
  if (schedule == nullptr) return;
  const solver::ScheduleCheck check = solver::check_schedule(model, *schedule);
  if (!check.is_valid()) return set_fault(record, check.broken[0]);
  const auto* feasible = std::get_if<solver::Feasible>(&outcome);
  const auto& costs =
      feasible != nullptr ? feasible->costs : std::get_if<solver::Optimal>(&outcome)->costs;
  if (check.costs != costs) set_fault(record, "the schedule costs something else");
  if (record.bound > record.cost) set_fault(record, "the bound lies above the schedule's cost");
}

Record run_instance(const fs::path& path, const Options& options) {
  Record record;
  const auto bytes = read_file(path, instance::kInstanceBytesMost);
  if (!bytes) {
    set_fault(record, bytes.error().message);
    record.status = Status::Unread;
    return record;
  }
  const instance::InstanceRead read =
      instance::read_instance(*bytes, FileId{0}, path.filename().string());
  if (!read.usable) {
    set_fault(record, read.diagnostics.found()[0].message);
    record.status = Status::Unread;
    return record;
  }
  record.tasks = static_cast<int>(read.model.tasks.size());
  record.sign = read.measure.is_maximised ? -1 : 1;
  solver::Statistics statistics;
  solver::Settings settings;
  settings.seed = options.seed;
  settings.work_limit = options.work;
  settings.improves = options.improves;
  settings.statistics = &statistics;
  const double begun = thread_seconds();
  settings.should_stop = [&] { return thread_seconds() - begun >= options.seconds; };
  std::optional<Value> best;
  settings.on_progress = [&](const solver::State& state) {
    if (state.schedule == nullptr || (best && *best == state.cost)) return;
    best = state.cost;
    record.seconds_best = thread_seconds() - begun;
  };
  const solver::Outcome outcome = solver::solve(read.model, settings);
  record.seconds = thread_seconds() - begun;
  record.conflicts = statistics.conflicts;
  record.decisions = statistics.decisions;
  record.work = statistics.work;
  judge(read.model, outcome, record);
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  record.peak_kibibytes = usage.ru_maxrss;
  return record;
}

struct Running {
  std::size_t index = 0;
  int pipe = -1;
};

struct Instance {
  fs::path path;
  std::string name;
  std::optional<Record> record;
};

/// Starts instance `index` in a process of its own; its record comes through the pipe.
std::pair<pid_t, Running> start(std::vector<Instance>& instances, std::size_t index,
                                const Options& options) {
  std::array<int, 2> ends = {-1, -1};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return {-1, {}};
  std::fflush(nullptr);
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    // A solver that no longer asks whether to stop is ended by the system, and counted as failed.
    const auto most = static_cast<rlim_t>(std::ceil(2 * options.seconds) + 20);
    const rlimit limit = {.rlim_cur = most, .rlim_max = most};
    if (options.seconds < 1e6) ::setrlimit(RLIMIT_CPU, &limit);
    const Record record = run_instance(instances[index].path, options);
    const ssize_t written = ::write(ends[1], &record, sizeof record);
    ::_exit(written == static_cast<ssize_t>(sizeof record) ? 0 : 1);
  }
  ::close(ends[1]);
  return {child, {.index = index, .pipe = ends[0]}};
}

Record collect(const Running& running, int state) {
  Record record;
  const ssize_t got = ::read(running.pipe, &record, sizeof record);
  ::close(running.pipe);
  if (got == static_cast<ssize_t>(sizeof record)) return record;
  Record lost;
  set_fault(lost, WIFSIGNALED(state) ? fmt::format("ended by signal {}", WTERMSIG(state))
                                     : "ended without a result");
  return lost;
}

std::string lower_case(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::vector<Instance> find_instances(const std::vector<std::string>& paths) {
  static constexpr std::array<const char*, 6> kEndings = {".sm",  ".mm",  ".rcp",
                                                          ".sch", ".dzn", ".model"};
  std::vector<Instance> instances;
  const auto add = [&](const fs::path& path) {
    instances.push_back({.path = path,
                         .name = (path.parent_path().filename() / path.stem()).string(),
                         .record = std::nullopt});
  };
  for (const std::string& path : paths) {
    if (!fs::is_directory(path)) {
      add(path);
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
      const std::string ending = lower_case(entry.path().extension().string());
      if (entry.is_regular_file() && std::ranges::find(kEndings, ending) != kEndings.end()) {
        add(entry.path());
      }
    }
  }
  std::ranges::sort(instances, {}, [](const Instance& i) { return std::pair(i.name, i.path); });
  return instances;
}

std::optional<Value> whole(const std::string& text) {
  Value value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// `instance,lower_bound,upper_bound`; an instance is named as its file without folder and ending.
std::map<std::string, BestKnown> read_best_known(const std::string& path) {
  std::map<std::string, BestKnown> best;
  std::ifstream file(path);
  std::string line;
  while (std::getline(file, line)) {
    const std::size_t first = line.find(',');
    const std::size_t second = line.find(',', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    const auto lower = whole(line.substr(first + 1, second - first - 1));
    const auto upper = whole(line.substr(second + 1));
    if (lower && upper) {
      best[lower_case(line.substr(0, first))] = {.lower = *lower, .upper = *upper};
    }
  }
  return best;
}

class Report {
 public:
  Report(const Options& options, std::map<std::string, BestKnown> best)
      : options_(options), best_(std::move(best)) {
    fmt::print("{:<24} {:>6} {:<10} {:>10} {:>10} {:>8} {:>8} {:>8} {:>8} {:>10}\n", "instance",
               "tasks", "status", "objective", "bound", "to bound", "to best", "CPU s", "best at",
               "conflicts");
    if (options.csv.empty()) return;
    csv_.open(options.csv);
    csv_ << "instance,tasks,status,objective,bound,best_known_lower,best_known_upper,cpu_seconds,"
            "cpu_seconds_best,conflicts,decisions,work,peak_mib,fault\n";
  }

  void add(const Instance& instance) {
    const Record& r = *instance.record;
    ++count_[static_cast<std::size_t>(r.status)];
    const auto known = best_.find(lower_case(instance.path.stem().string()));
    const BestKnown* best = known == best_.end() ? nullptr : &known->second;
    const bool has_cost = r.status == Status::Optimal || r.status == Status::Feasible;
    const bool has_bound = r.bound != kNoBound && (has_cost || r.status == Status::Unknown);
    std::string to_bound;
    std::string to_best;
    if (has_cost && has_bound) {
      const double gap = percent(r.cost - r.bound, r.cost);
      to_bound = fmt::format("{:.2f} %", gap);
      bound_gaps_.push_back(gap);
    }
    if (has_cost && best != nullptr) {
      const double gap = percent(r.cost * r.sign - best->upper, best->upper);
      to_best = fmt::format("{:.2f} %", gap);
      best_gaps_.push_back(gap);
    }
    std::string fault(r.fault.data());
    if (best != nullptr && fault.empty()) fault = contradiction(r, *best, has_cost, has_bound);
    if (!fault.empty()) ++faults_;
    const std::string cost = has_cost ? std::to_string(r.sign * r.cost) : "";
    const std::string bound = has_bound ? std::to_string(r.sign * r.bound) : "";
    fmt::print("{:<24} {:>6} {:<10} {:>10} {:>10} {:>8} {:>8} {:>8.2f} {:>8.2f} {:>10}{}{}\n",
               instance.name, r.tasks, status_name(r.status), cost, bound, to_bound, to_best,
               r.seconds, r.seconds_best, r.conflicts, fault.empty() ? "" : "  ! ", fault);
    std::fflush(stdout);
    seconds_.push_back(r.seconds);
    if (r.status == Status::Optimal || r.status == Status::Infeasible) {
      proof_seconds_.push_back(r.seconds);
    }
    peak_kibibytes_ = std::max(peak_kibibytes_, r.peak_kibibytes);
    if (!csv_.is_open()) return;
    std::ranges::replace(fault, '"', '\'');
    csv_ << fmt::format(
        "{},{},{},{},{},{},{},{:.3f},{:.3f},{},{},{},{},\"{}\"\n", instance.name, r.tasks,
        status_name(r.status), cost, bound, best == nullptr ? "" : std::to_string(best->lower),
        best == nullptr ? "" : std::to_string(best->upper), r.seconds, r.seconds_best, r.conflicts,
        r.decisions, r.work, r.peak_kibibytes / 1024, fault);
    csv_.flush();
  }

  /// True when nothing was wrong.
  bool finish() {
    const std::size_t all = seconds_.size();
    const std::size_t proven = number(Status::Optimal) + number(Status::Infeasible);
    fmt::print("\n{} instances, {} s of CPU time of the solving thread each, seed {}\n", all,
               options_.seconds, options_.seed);
    fmt::print("proven       {} ({:.1f} %): {} optimal, {} infeasible\n", proven,
               all == 0 ? 0 : 100.0 * static_cast<double>(proven) / static_cast<double>(all),
               number(Status::Optimal), number(Status::Infeasible));
    fmt::print("open         {} with a schedule, {} without\n", number(Status::Feasible),
               number(Status::Unknown));
    fmt::print("to best known  mean {:.3f} %, largest {:.2f} %, over {} schedules\n",
               mean(best_gaps_), largest(best_gaps_), best_gaps_.size());
    fmt::print("to own bound   mean {:.3f} %, largest {:.2f} %, over {} schedules\n",
               mean(bound_gaps_), largest(bound_gaps_), bound_gaps_.size());
    fmt::print("CPU time     mean {:.3f} s, largest {:.2f} s, sum {:.1f} s\n", mean(seconds_),
               largest(seconds_), mean(seconds_) * static_cast<double>(all));
    fmt::print("proven within  0.1 s: {}, 1 s: {}, 10 s: {}\n", within(0.1), within(1), within(10));
    fmt::print("memory       {} MiB at most\n", peak_kibibytes_ / 1024);
    if (faults_ > 0) fmt::print("WRONG        {} (marked with `!`)\n", faults_);
    return faults_ == 0;
  }

 private:
  static const char* status_name(Status status) {
    return kStatusNames[static_cast<std::size_t>(status)];
  }
  [[nodiscard]] std::size_t number(Status status) const {
    return count_[static_cast<std::size_t>(status)];
  }
  static double percent(Value part, Value whole) {
    const double size = std::abs(static_cast<double>(whole));
    return 100.0 * static_cast<double>(part) / std::max(size, 1.0);
  }
  static double mean(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return values.empty() ? 0 : sum / static_cast<double>(values.size());
  }
  static double largest(const std::vector<double>& values) {
    return values.empty() ? 0 : *std::ranges::max_element(values);
  }
  [[nodiscard]] std::ptrdiff_t within(double seconds) const {
    return std::ranges::count_if(proof_seconds_, [&](double s) { return s <= seconds; });
  }

  static std::string contradiction(const Record& r, const BestKnown& best, bool has_cost,
                                   bool has_bound) {
    if (r.status == Status::Infeasible) return "called infeasible, but a schedule is known";
    if (has_cost && r.sign * r.cost < best.lower) return "below the published lower bound";
    if (has_bound && r.sign * r.bound > best.upper) return "the bound is above a known schedule";
    return {};
  }

  const Options& options_;
  std::map<std::string, BestKnown> best_;
  std::ofstream csv_;
  std::array<std::size_t, kStatusNames.size()> count_ = {};
  std::vector<double> seconds_;
  std::vector<double> proof_seconds_;
  std::vector<double> best_gaps_;
  std::vector<double> bound_gaps_;
  long peak_kibibytes_ = 0;
  std::size_t faults_ = 0;
};

int run_all(const Options& options) {
  std::vector<Instance> instances = find_instances(options.paths);
  std::map<std::string, BestKnown> best;
  if (!options.best.empty()) best = read_best_known(options.best);
  if (!options.best.empty() && best.empty()) {
    fmt::print(stderr, "solver_bench: no bound was read from {}\n", options.best);
    return 2;
  }
  Report report(options, std::move(best));
  std::map<pid_t, Running> running;
  std::size_t started = 0;
  std::size_t shown = 0;
  while (shown < instances.size()) {
    while (started < instances.size() && running.size() < options.jobs) {
      const auto [child, what] = start(instances, started, options);
      if (child < 0) {
        fmt::print(stderr, "solver_bench: cannot start a process\n");
        return 1;
      }
      running.emplace(child, what);
      ++started;
    }
    int state = 0;
    const pid_t ended = ::waitpid(-1, &state, 0);
    const auto found = running.find(ended);
    if (found == running.end()) continue;
    instances[found->second.index].record = collect(found->second, state);
    running.erase(found);
    while (shown < instances.size() && instances[shown].record) report.add(instances[shown++]);
  }
  return report.finish() ? 0 : 1;
}

}  // namespace
}  // namespace penholder

int main(int argc, char** argv) {
  penholder::Options options;
  CLI::App app("Runs the scheduling solver over a set of instances.", "solver_bench");
  app.add_option("paths", options.paths, "instances, or folders of them (searched to the bottom)")
      ->required()
      ->check(CLI::ExistingPath);
  app.add_option("--seconds", options.seconds, "CPU time of the solving thread for each instance")
      ->capture_default_str();
  app.add_option("--work", options.work, "work limit for each instance (default: none)");
  app.add_option("--seed", options.seed, "seed of the search")->capture_default_str();
  app.add_option("--jobs", options.jobs, "instances at a time")
      ->check(CLI::Range(1U, 64U))
      ->capture_default_str();
  app.add_option("--best", options.best, "CSV with instance,lower_bound,upper_bound")
      ->check(CLI::ExistingFile);
  app.add_option("--csv", options.csv, "also write the results here");
  app.add_flag("!--no-improvement", options.improves, "only search and proof");
  CLI11_PARSE(app, argc, argv);
  return penholder::run_all(options);
}
