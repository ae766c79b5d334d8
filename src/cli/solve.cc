// `penholder solve`: instances in, proven schedules out, with limits, a word on the way and Ctrl-C.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <string>
#include <utility>

#include "base/check.h"
#include "base/diagnostic_render.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/load.h"
#include "cli/solve_show.h"
#include "instance/read_instance.h"
#include "io/files.h"
#include "solver/check_schedule.h"
#include "solver/solve.h"

namespace penholder {
namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

constexpr std::size_t kRowsShort = 12;

/// One line on the terminal that follows the search: `best 45, bound 43, 12 s`.
class SearchLine {
 public:
  SearchLine(const instance::Measure& measure, bool is_enabled, Edge& edge)
      : measure_(measure), is_enabled_(is_enabled), edge_(edge) {}
  ~SearchLine() {
    if (is_shown_) edge_.err << "\r\x1b[K" << std::flush;
  }
  SearchLine(const SearchLine&) = delete;
  SearchLine& operator=(const SearchLine&) = delete;

  void learn(const solver::State& state) {
    if (state.schedule != nullptr) best_ = state.cost;
    if (state.bound != std::numeric_limits<solver::Value>::min()) bound_ = state.bound;
  }

  void draw(Clock::time_point begun) {
    const Clock::time_point now = Clock::now();
    constexpr std::chrono::milliseconds kSilentFor{1000};
    constexpr std::chrono::milliseconds kBetween{200};
    if (!is_enabled_ || now - begun < kSilentFor || now - drawn_ < kBetween) return;
    drawn_ = now;
    is_shown_ = true;
    std::string text =
        best_ ? fmt::format("{} {}", measure_.name, shown(*best_)) : std::string("no schedule yet");
    if (bound_) text += fmt::format(", bound {}", shown(*bound_));
    text +=
        fmt::format(", {:.0f} s (Ctrl-C ends with the best so far)", Seconds(now - begun).count());
    edge_.err << "\r\x1b[K"
              << text.substr(0, static_cast<std::size_t>(std::max(edge_.width - 1, 0)))
              << std::flush;
  }

 private:
  [[nodiscard]] solver::Value shown(solver::Value cost) const {
    return measure_.is_maximised ? -cost : cost;
  }

  const instance::Measure& measure_;
  bool is_enabled_;
  Edge& edge_;
  bool is_shown_ = false;
  std::optional<solver::Value> best_;
  std::optional<solver::Value> bound_;
  Clock::time_point drawn_;
};

/// The instance in a file; nothing when it cannot be had, and that is then said.
std::optional<instance::InstanceRead> load_instance(const std::string& path,
                                                    const SolveOptions& options, Edge& edge) {
  auto bytes = read_file(path, instance::kInstanceBytesMost);
  if (!bytes) {
    edge.err << "penholder: " << bytes.error().message << '\n';
    return std::nullopt;
  }
  SourceTexts texts;
  const FileId file = texts.add({.name = path, .text = std::move(*bytes)});
  instance::InstanceRead read = instance::read_instance(texts[file].text, file, path);
  if (!read.usable || (!options.quiet && !read.diagnostics.found().empty())) {
    edge.err << render_text(texts, read.diagnostics.sorted(),
                            wants_color(options.color, edge.err_is_terminal, edge));
  }
  if (!read.usable) return std::nullopt;
  return read;
}

/// Why the search ended before a proof, in words.
std::string reason_of(solver::Stop stop, const SolveOptions& options) {
  switch (stop) {
    case solver::Stop::Work:
      return fmt::format("the limit of {} steps of work", options.work);
    case solver::Stop::Asked:
      return InterruptGuard::is_asked() ? "an interrupt from outside"
                                        : fmt::format("the limit of {} s", options.seconds);
    case solver::Stop::Memory:
      return "the limit of memory";
  }
  return "";
}

std::string reason_of(const solver::Outcome& outcome, const SolveOptions& options) {
  if (const auto* feasible = std::get_if<solver::Feasible>(&outcome)) {
    return reason_of(feasible->stop, options);
  }
  if (const auto* unknown = std::get_if<solver::Unknown>(&outcome)) {
    return reason_of(unknown->stop, options);
  }
  return "";
}

}  // namespace

ExitCode run_solve(const SolveOptions& options, Edge& edge) {
  const InterruptGuard guard;
  ExitCode code = ExitCode::Fine;
  const auto worsen = [&](ExitCode other) { code = std::max(code, other); };
  nlohmann::ordered_json instances = nlohmann::ordered_json::array();
  bool is_first = true;
  for (const std::string& path : options.files) {
    if (InterruptGuard::is_asked()) {
      edge.err << "penholder: interrupted; not looked at: " << path << '\n';
      worsen(ExitCode::Findings);
      continue;
    }
    const auto read = load_instance(path, options, edge);
    if (!read) {
      worsen(ExitCode::Input);
      continue;
    }
    Solved solved{.name = path,
                  .format = read->format,
                  .measure = read->measure,
                  .model = &read->model,
                  .outcome = solver::Unknown{},
                  .statistics = {},
                  .stopped_by = {}};
    {
      SearchLine line(read->measure, edge.err_is_terminal && !options.quiet, edge);
      const Clock::time_point begun = Clock::now();
      solver::Settings settings;
      settings.seed = options.seed;
      settings.work_limit = options.work;
      settings.statistics = &solved.statistics;
      settings.on_progress = [&](const solver::State& state) { line.learn(state); };
      settings.should_stop = [&] {
        line.draw(begun);
        return InterruptGuard::is_asked() ||
               (options.seconds > 0 && Seconds(Clock::now() - begun).count() >= options.seconds);
      };
      solved.outcome = solver::solve(read->model, settings);
    }
    const std::string reason = reason_of(solved.outcome, options);
    solved.stopped_by = reason;
    if (const solver::Schedule* schedule = solver::schedule_of(solved.outcome)) {
      CHECK(solver::check_schedule(read->model, *schedule).is_valid());
    } else {
      worsen(ExitCode::Findings);
    }
    if (options.json) {
      instances.push_back(solved_json(solved));
    } else {
      if (!is_first) edge.out << '\n';
      edge.out << solved_text(solved, options.schedule ? 0 : kRowsShort) << std::flush;
    }
    is_first = false;
  }
  if (options.json) {
    // Names are the file's bytes; what is no UTF-8 in them is replaced.
    const nlohmann::ordered_json all = {{"instances", std::move(instances)}};
    edge.out << all.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
  }
  return code;
}

}  // namespace penholder
