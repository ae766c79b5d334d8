#include "instance/psplib.h"

#include <fmt/core.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "instance/horizon.h"
#include "instance/kinds.h"
#include "instance/read_instance.h"

namespace penholder::instance {
namespace {

using solver::Index;
using solver::Value;

constexpr Value kResourcesMost = 10'000;

bool is_rule(std::string_view line) {
  return line.find_first_not_of('*') == std::string_view::npos ||
         line.find_first_not_of('-') == std::string_view::npos;
}

class PsplibReader {
 public:
  explicit PsplibReader(LineReader& in) : in_(in) {}

  solver::Model read() {
    read_head();
    read_precedences();
    read_requests();
    read_availabilities();
    if (in_.ok() && !set_horizon(model_)) {
      in_.fail_line(kinds::kOutOfRange, "the durations of all jobs add up to more than 268435456");
    }
    model_.minimise_makespan();
    return std::move(model_);
  }

 private:
  /// To the next line that is no row of asterisks or dashes; false at the end of the text.
  bool next() {
    while (in_.next_line()) {
      if (!is_rule(in_.line())) return true;
    }
    return false;
  }
  bool need(const std::string& what) {
    while (in_.need_line(what)) {
      if (!is_rule(in_.line())) return true;
    }
    return false;
  }

  /// Reads `key : number` lines up to the precedences.
  void read_head() {
    while (need("`PRECEDENCE RELATIONS:`")) {
      const std::string_view line = in_.line();
      if (line.starts_with("PRECEDENCE RELATIONS")) break;
      if (line.starts_with("REQUESTS/") || line.starts_with("RESOURCEAVAILABILITIES")) {
        in_.fail_line(kinds::kUnexpected, "`PRECEDENCE RELATIONS:` has to come first");
        return;
      }
      if (line.starts_with("projects")) {
        if (value_of_key("number of projects", 1'000'000) != 1 && in_.ok()) {
          in_.fail(kinds::kUnsupported, "only a single project is read");
        }
      } else if (line.starts_with("jobs")) {
        jobs_ = value_of_key("number of jobs", kTasksMost);
      } else if (line.starts_with("- renewable")) {
        renewable_ = value_of_key("number of renewable resources", kResourcesMost);
      } else if (line.starts_with("- nonrenewable")) {
        nonrenewable_ = value_of_key("number of non-renewable resources", kResourcesMost);
      } else if (line.starts_with("- doubly constrained")) {
        if (value_of_key("number of doubly constrained resources", kResourcesMost) != 0 &&
            in_.ok()) {
          in_.fail(kinds::kUnsupported, "doubly constrained resources are not read",
                   "write each as one renewable and one non-renewable resource");
        }
      }
    }
    if (in_.ok() && jobs_ < 0) {
      in_.fail_line(kinds::kUnexpected,
                    "the line `jobs (incl. supersource/sink ):` is missing before this");
    }
  }

  Value value_of_key(std::string_view what, Value most) {
    while (in_.has_word() && in_.peek() != ":") in_.word();
    in_.literal(":");
    return in_.number(what, 0, most);
  }

  /// Passes over a table's heading, if there is one.
  bool need_row(const std::string& what) {
    if (!need(what)) return false;
    const char first = in_.line().front();
    if (first >= '0' && first <= '9') return true;
    if (first == '-' || first == '+') return true;
    return has_passed_heading_ ? true : (has_passed_heading_ = true, need_row(what));
  }

  void read_precedences() {
    has_passed_heading_ = false;
    for (Value job = 1; job <= jobs_ && in_.ok(); ++job) {
      const std::string what = fmt::format("the successors of job {} of {}", job, jobs_);
      if (!need_row(what) || !is_job(job)) return;
      modes_.push_back(in_.number("the number of modes", 1, 10'000));
      const Value successors = in_.number("the number of successors", 0, jobs_);
      for (Value s = 0; s < successors && in_.ok(); ++s) {
        const Value successor = in_.number("a successor", 1, jobs_);
        model_.after(static_cast<Index>(successor - 1), static_cast<Index>(job - 1));
      }
      in_.end_line(fmt::format("the {} successors that it announces", successors));
    }
    if (need("`REQUESTS/DURATIONS:`") && !in_.line().starts_with("REQUESTS/DURATIONS")) {
      in_.fail_line(kinds::kUnexpected, "`REQUESTS/DURATIONS:` was expected");
    }
  }

  bool is_job(Value expected) {
    const Value job = in_.number("a job's number", 1, jobs_);
    if (in_.ok() && job != expected) {
      in_.fail(kinds::kUnexpected, fmt::format("job {} where job {} was expected", job, expected));
    }
    return in_.ok();
  }

  void read_requests() {
    has_passed_heading_ = false;
    for (Value job = 1; job <= jobs_ && in_.ok(); ++job) {
      solver::Task task;
      task.name = std::to_string(job);
      const Value modes = modes_[static_cast<std::size_t>(job - 1)];
      for (Value mode = 1; mode <= modes && in_.ok(); ++mode) {
        const std::string what = fmt::format("mode {} of job {} of {}", mode, job, jobs_);
        if (!need_row(what) || (mode == 1 && !is_job(job))) return;
        const Value found = in_.number("a mode's number", 1, modes);
        if (in_.ok() && found != mode) {
          in_.fail(kinds::kUnexpected,
                   fmt::format("mode {} where mode {} of job {} was expected", found, mode, job));
        }
        task.modes.push_back(read_mode());
      }
      model_.tasks.push_back(std::move(task));
    }
  }

  solver::Mode read_mode() {
    solver::Mode mode;
    mode.duration = in_.number("a duration", 0, solver::kFarthest);
    for (Value r = 0; r < renewable_ && in_.ok(); ++r) {
      const Value amount = in_.number("a request", 0, solver::kLargest);
      if (amount > 0) mode.uses.push_back({.resource = static_cast<Index>(r), .amount = amount});
    }
    for (Value n = 0; n < nonrenewable_ && in_.ok(); ++n) {
      const Value amount = in_.number("a request", 0, solver::kLargest);
      if (amount > 0) mode.spends.push_back({.budget = static_cast<Index>(n), .amount = amount});
    }
    in_.end_line(fmt::format("{} requests", renewable_ + nonrenewable_));
    return mode;
  }

  void read_availabilities() {
    if (!in_.ok()) return;
    if (need("`RESOURCEAVAILABILITIES:`") && !in_.line().starts_with("RESOURCEAVAILABILITIES")) {
      in_.fail_line(kinds::kUnexpected, "`RESOURCEAVAILABILITIES:` was expected");
    }
    has_passed_heading_ = false;
    if (renewable_ + nonrenewable_ > 0) need_row("the availabilities of the resources");
    for (Value r = 1; r <= renewable_ && in_.ok(); ++r) {
      model_.add_resource(fmt::format("R{}", r), in_.number("a capacity", 0, solver::kLargest));
    }
    for (Value n = 1; n <= nonrenewable_ && in_.ok(); ++n) {
      model_.add_budget(fmt::format("N{}", n), in_.number("a budget", 0, solver::kLargest));
    }
    if (renewable_ + nonrenewable_ > 0) {
      in_.end_line(fmt::format("{} availabilities", renewable_ + nonrenewable_));
    }
    if (next()) in_.warn_line(kinds::kTrailing, "what begins here was not read");
  }

  LineReader& in_;
  solver::Model model_;
  std::vector<Value> modes_;
  Value jobs_ = -1;
  Value renewable_ = 0;
  Value nonrenewable_ = 0;
  bool has_passed_heading_ = false;
};

}  // namespace

solver::Model read_psplib(LineReader& in) { return PsplibReader(in).read(); }

}  // namespace penholder::instance
