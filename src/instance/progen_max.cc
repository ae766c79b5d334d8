#include "instance/progen_max.h"

#include <fmt/core.h>

#include <string>
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

class ProGenMaxReader {
 public:
  explicit ProGenMaxReader(LineReader& in) : in_(in) {}

  solver::Model read() {
    read_head();
    for (Value node = 0; node < nodes_ && in_.ok(); ++node) read_arcs(node);
    for (Value node = 0; node < nodes_ && in_.ok(); ++node) read_work(node);
    read_capacities();
    if (in_.ok() && !set_horizon(model_)) {
      in_.fail_line(kinds::kOutOfRange,
                    "durations and lags of all activities add up to more than 268435456");
    }
    model_.minimise_makespan();
    return std::move(model_);
  }

 private:
  void read_head() {
    if (!in_.need_line("the number of activities")) return;
    nodes_ = in_.number("the number of activities", 0, kTasksMost - 2) + 2;
    renewable_ = in_.number("the number of renewable resources", 0, kResourcesMost);
    nonrenewable_ = in_.number("the number of non-renewable resources", 0, kResourcesMost);
    const Value doubly =
        in_.number("the number of doubly constrained resources", 0, kResourcesMost);
    if (doubly != 0 && in_.ok()) {
      in_.fail(kinds::kUnsupported, "doubly constrained resources are not read",
               "write each as one renewable and one non-renewable resource");
    }
    in_.end_line("activities and the three numbers of resources");
  }

  bool is_node(Value expected) {
    const Value node = in_.number("an activity's number", 0, nodes_ - 1);
    if (in_.ok() && node != expected) {
      in_.fail(kinds::kUnexpected,
               fmt::format("activity {} where activity {} was expected", node, expected));
    }
    return in_.ok();
  }

  /// `node modes successors j k ... [lag to j] [lag to k] ...`
  void read_arcs(Value node) {
    if (!in_.need_line(fmt::format("the arcs of activity {} of 0 to {}", node, nodes_ - 1))) return;
    if (!is_node(node)) return;
    const Value modes = in_.number("the number of modes", 1, 10'000);
    if (modes > 1) {
      in_.fail(kinds::kUnsupported, "several modes with lags are not read");
    }
    const Value count = in_.number("the number of successors", 0, nodes_);
    std::vector<Index> successors;
    for (Value s = 0; s < count && in_.ok(); ++s) {
      successors.push_back(static_cast<Index>(in_.number("a successor", 0, nodes_ - 1)));
    }
    for (std::size_t s = 0; s < successors.size() && in_.ok(); ++s) {
      in_.literal("[");
      const Value lag = in_.number("a lag", -solver::kFarthest, solver::kFarthest);
      in_.literal("]");
      model_.lags.push_back(
          {.from = {.task = static_cast<Index>(node), .point = solver::Point::Start},
           .to = {.task = successors[s], .point = solver::Point::Start},
           .at_least = lag});
    }
    in_.end_line(fmt::format("the {} successors that it announces", count));
  }

  /// `node mode duration requests`
  void read_work(Value node) {
    if (!in_.need_line(fmt::format("the work of activity {} of 0 to {}", node, nodes_ - 1))) return;
    if (!is_node(node)) return;
    in_.number("the mode's number", 1, 1);
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
    solver::Task task;
    task.name = std::to_string(node);
    task.modes.push_back(std::move(mode));
    model_.tasks.push_back(std::move(task));
  }

  void read_capacities() {
    if (in_.ok() && renewable_ + nonrenewable_ > 0) in_.need_line("the capacities");
    for (Value r = 1; r <= renewable_ && in_.ok(); ++r) {
      model_.add_resource(fmt::format("R{}", r), in_.number("a capacity", 0, solver::kLargest));
    }
    for (Value n = 1; n <= nonrenewable_ && in_.ok(); ++n) {
      model_.add_budget(fmt::format("N{}", n), in_.number("a budget", 0, solver::kLargest));
    }
    in_.end_line(fmt::format("{} capacities", renewable_ + nonrenewable_));
    if (in_.next_line()) {
      in_.warn_line(kinds::kTrailing, "what begins here was not read");
    }
  }

  LineReader& in_;
  solver::Model model_;
  Value nodes_ = 0;
  Value renewable_ = 0;
  Value nonrenewable_ = 0;
};

}  // namespace

solver::Model read_progen_max(LineReader& in) { return ProGenMaxReader(in).read(); }

}  // namespace penholder::instance
