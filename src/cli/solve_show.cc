#include "cli/solve_show.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <numeric>
#include <optional>
#include <vector>

#include "base/columns.h"
#include "base/text.h"

namespace penholder {
namespace {

using solver::Value;

/// What an outcome says, whichever kind it is.
struct Findings {
  const char* word = "";
  const solver::Schedule* schedule = nullptr;
  std::vector<Value> costs;
  std::optional<Value> bound;  ///< of objective `level`
  std::size_t level = 0;
};

Findings findings_of(const solver::Outcome& outcome) {
  Findings found;
  found.schedule = solver::schedule_of(outcome);
  const auto bound = [](Value value) {
    return value == std::numeric_limits<Value>::min() ? std::nullopt : std::optional(value);
  };
  if (const auto* optimal = std::get_if<solver::Optimal>(&outcome)) {
    found.word = "optimal";
    found.costs = optimal->costs;
    if (!found.costs.empty()) found.bound = found.costs.front();
  } else if (const auto* feasible = std::get_if<solver::Feasible>(&outcome)) {
    found.word = "feasible";
    found.costs = feasible->costs;
    found.level = feasible->level;
    found.bound = bound(feasible->bound);
  } else if (const auto* unknown = std::get_if<solver::Unknown>(&outcome)) {
    found.word = "unknown";
    found.bound = bound(unknown->bound);
  } else if (std::holds_alternative<solver::Infeasible>(outcome)) {
    found.word = "infeasible";
  } else {
    found.word = "rejected";
  }
  return found;
}

double gap_of(Value cost, Value bound) {
  const double size = std::max(1.0, std::abs(static_cast<double>(cost)));
  return (static_cast<double>(cost) - static_cast<double>(bound)) / size;
}

std::string count(std::size_t number, const char* thing) {
  return fmt::format("{} {}{}", number, thing, number == 1 ? "" : "s");
}

class Text {
 public:
  explicit Text(const Solved& solved)
      : solved_(solved), model_(*solved.model), found_(findings_of(solved.outcome)) {}

  std::string render(std::size_t most_rows) {
    line(fmt::format("{}: {}, {}, {}", without_controls(solved_.name), to_string(solved_.format),
                     count(model_.tasks.size(), "task"),
                     count(model_.resources.size() + model_.budgets.size(), "resource")));
    answer();
    if (!solved_.stopped_by.empty()) line(fmt::format("  ended by {}", solved_.stopped_by));
    line(fmt::format("  {} conflicts, {} steps of work",
                     format_thousands(static_cast<long long>(solved_.statistics.conflicts)),
                     format_thousands(static_cast<long long>(solved_.statistics.work))));
    if (found_.schedule != nullptr) schedule(most_rows);
    return std::move(text_);
  }

 private:
  void line(std::string_view words) {
    text_ += words;
    text_ += '\n';
  }

  /// In the format's own sense.
  [[nodiscard]] Value shown(Value cost) const {
    return solved_.measure.is_maximised ? -cost : cost;
  }
  [[nodiscard]] const char* beyond() const {
    return solved_.measure.is_maximised ? "go above" : "go below";
  }

  void answer() {
    if (const auto* rejected = std::get_if<solver::Rejected>(&solved_.outcome)) {
      line("  the model has defects:");
      for (const std::string& defect : rejected->defects) line("  - " + without_controls(defect));
      return;
    }
    if (std::holds_alternative<solver::Infeasible>(solved_.outcome)) {
      line("  no schedule exists: proven");
      return;
    }
    if (found_.schedule == nullptr) {
      line("  no schedule was found, nor proven that none exists");
      if (found_.bound) {
        line(fmt::format("  {}: none can {} {}", solved_.measure.name, beyond(),
                         shown(*found_.bound)));
      }
      return;
    }
    if (found_.costs.empty()) {
      line("  a schedule; there is nothing to minimise");
      return;
    }
    const bool is_optimal = std::holds_alternative<solver::Optimal>(solved_.outcome);
    for (std::size_t level = 0; level < found_.costs.size(); ++level) {
      const std::string number = found_.costs.size() == 1
                                     ? ""
                                     : fmt::format(" ({} of {})", level + 1, found_.costs.size());
      std::string words =
          fmt::format("  {}{} {}", solved_.measure.name, number, shown(found_.costs[level]));
      if (is_optimal || level < found_.level) {
        words += ": proven, no schedule is better";
      } else if (level > found_.level) {
        words += ": not yet looked at";
      } else if (found_.bound) {
        words += fmt::format(": none can {} {}, gap {:.1f} %", beyond(), shown(*found_.bound),
                             100 * gap_of(found_.costs[level], *found_.bound));
      } else {
        words += ": no bound yet";
      }
      line(words);
    }
  }

  void schedule(std::size_t most_rows) {
    std::vector<solver::Index> done;
    std::vector<std::string> left_out;
    for (solver::Index i = 0; i < model_.tasks.size(); ++i) {
      if ((*found_.schedule)[i].is_done()) {
        done.push_back(i);
      } else {
        left_out.push_back(without_controls(model_.tasks[i].name));
      }
    }
    std::ranges::stable_sort(done, {}, [&](solver::Index i) {
      return std::pair((*found_.schedule)[i].start, end_of(model_, i, (*found_.schedule)[i]));
    });
    std::size_t width = 4;
    for (const solver::Index i : done) width = std::max(width, columns_of(model_.tasks[i].name));
    width = std::min<std::size_t>(width, 40);
    const bool has_modes = std::ranges::any_of(
        model_.tasks, [](const solver::Task& task) { return task.modes.size() > 1; });
    const std::size_t rows = most_rows == 0 ? done.size() : std::min(most_rows, done.size());
    line("");
    line(fmt::format("  {} {:>9} {:>9}{}", fitted("task", width), "start", "end",
                     has_modes ? "  mode" : ""));
    for (std::size_t row = 0; row < rows; ++row) {
      const solver::Index i = done[row];
      const solver::Placement& placement = (*found_.schedule)[i];
      line(fmt::format("  {} {:>9} {:>9}{}", fitted(model_.tasks[i].name, width), placement.start,
                       end_of(model_, i, placement),
                       has_modes ? fmt::format("{:>6}", placement.mode + 1) : ""));
    }
    if (rows < done.size()) {
      line(fmt::format("  and {} more (--schedule shows all)", done.size() - rows));
    }
    if (left_out.empty()) return;
    const std::size_t named =
        most_rows == 0 ? left_out.size() : std::min(most_rows, left_out.size());
    std::string names = fmt::format(
        "{}",
        fmt::join(left_out.begin(), left_out.begin() + static_cast<std::ptrdiff_t>(named), ", "));
    if (named < left_out.size()) names += fmt::format(" and {} more", left_out.size() - named);
    text_ += "  " + wrapped(fmt::format("left out: {}", names), 78, 4);
  }

  const Solved& solved_;
  const solver::Model& model_;
  Findings found_;
  std::string text_;
};

}  // namespace

std::string solved_text(const Solved& solved, std::size_t most_rows) {
  return Text(solved).render(most_rows);
}

nlohmann::ordered_json solved_json(const Solved& solved) {
  const solver::Model& model = *solved.model;
  const Findings found = findings_of(solved.outcome);
  const Value sign = solved.measure.is_maximised ? -1 : 1;
  nlohmann::ordered_json json;
  json["file"] = solved.name;
  json["format"] = to_string(solved.format);
  json["tasks"] = model.tasks.size();
  json["resources"] = model.resources.size() + model.budgets.size();
  json["outcome"] = found.word;
  json["objective"] = {{"name", solved.measure.name},
                       {"sense", solved.measure.is_maximised ? "maximise" : "minimise"}};
  if (found.schedule != nullptr) {
    json["costs"] = nlohmann::ordered_json::array();
    for (const Value cost : found.costs) json["costs"].push_back(sign * cost);
  }
  if (found.bound) json["bound"] = sign * *found.bound;
  if (found.schedule != nullptr && found.bound && found.level < found.costs.size()) {
    json["gap"] = gap_of(found.costs[found.level], *found.bound);
  }
  if (std::holds_alternative<solver::Feasible>(solved.outcome)) json["level"] = found.level;
  if (!solved.stopped_by.empty()) json["stopped_by"] = solved.stopped_by;
  if (const auto* rejected = std::get_if<solver::Rejected>(&solved.outcome)) {
    json["defects"] = rejected->defects;
  }
  if (found.schedule != nullptr) {
    auto& rows = json["schedule"] = nlohmann::ordered_json::array();
    for (solver::Index i = 0; i < model.tasks.size(); ++i) {
      const solver::Placement& placement = (*found.schedule)[i];
      nlohmann::ordered_json row = {{"task", model.tasks[i].name}};
      row["done"] = placement.is_done();
      if (placement.is_done()) {
        row["mode"] = placement.mode + 1;
        row["start"] = placement.start;
        row["end"] = end_of(model, i, placement);
      }
      rows.push_back(std::move(row));
    }
  }
  json["statistics"] = {{"work", solved.statistics.work},
                        {"conflicts", solved.statistics.conflicts},
                        {"decisions", solved.statistics.decisions},
                        {"propagations", solved.statistics.propagations},
                        {"restarts", solved.statistics.restarts}};
  return json;
}

}  // namespace penholder
