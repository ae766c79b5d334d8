// The plan as a Gantt chart under the political calendar, with what it takes of the scarcest
// assets.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/check.h"
#include "base/text.h"
#include "chart/calendar.h"
#include "chart/capacity_panel.h"
#include "chart/charts.h"
#include "chart/figure.h"
#include "chart/numbers.h"
#include "chart/text_layout.h"
#include "chart/text_metrics.h"

namespace penholder {
namespace {

constexpr std::size_t kAssetsShown = 4;
constexpr double kBand = 16;  // height of a standing task at full level

std::string level_title(const Task& task, int level) {
  if (level < 0 || static_cast<std::size_t>(level) >= task.levels.size()) return "off";
  return task.levels[static_cast<std::size_t>(level)].title;
}

double level_effort(const Task& task, int level) {
  if (level < 0 || static_cast<std::size_t>(level) >= task.levels.size()) return 0;
  return std::clamp(finite(task.levels[static_cast<std::size_t>(level)].effort), 0.0, 1.0);
}

// A stretch of phases in which a standing task keeps one level.
struct Stretch {
  int level;
  Date from;
  Date to;
};

std::vector<Stretch> stretches(const Case& c, const PlannedTask& planned) {
  std::vector<Stretch> found;
  for (const PhaseId phase : c.phases.ids()) {
    const int level = phase.value < planned.levels.size() ? planned.levels[phase.value] : -1;
    if (!found.empty() && found.back().level == level) {
      found.back().to = c.phases[phase].range.end;
    } else {
      found.push_back({level, c.phases[phase].range.start, c.phases[phase].range.end});
    }
  }
  return found;
}

// The tasks as the chart divides them.
struct Parts {
  std::vector<TaskId> discrete;
  std::vector<TaskId> standing;
  std::vector<TaskId> left_out;
  std::map<TaskId, std::string> reason;  // of those left out, where the plan gives one
};

Parts divide(const Plan& plan, const Case& c) {
  Parts parts;
  for (const TaskId task : c.tasks.ids()) {
    const PlannedTask& planned = plan.tasks[task];
    if (!planned.included) {
      parts.left_out.push_back(task);
      if (!planned.held_back_by.empty()) parts.reason[task] = planned.held_back_by;
    } else {
      (c.tasks[task].is_standing() ? parts.standing : parts.discrete).push_back(task);
    }
  }
  for (const Plan::Unmet& unmet : plan.unmet) parts.reason[unmet.task] = unmet.reason;
  std::ranges::stable_sort(parts.discrete, {}, [&](TaskId task) {
    return std::pair{plan.tasks[task].start, plan.tasks[task].finish};
  });
  return parts;
}

std::string describe(const Plan& plan, const Case& c, const Parts& parts) {
  const std::size_t all = c.tasks.size();
  std::string text = fmt::format(
      "The plan from {} to {} carries out {} of {}: {} and {}.", to_long_string(c.horizon.start),
      to_long_string(c.horizon.end - 1), show_count(parts.discrete.size() + parts.standing.size()),
      count_of(all, "task", "tasks"),
      count_of(parts.discrete.size(), "task with an end", "tasks with an end"),
      count_of(parts.standing.size(), "standing task", "standing tasks"));
  std::vector<std::string> names;
  for (const TaskId task : parts.left_out) names.push_back(quoted(c.tasks[task].title));
  if (names.size() > 5) {
    const std::size_t more = names.size() - 4;
    names.resize(4);
    names.push_back(show_count(more) + " others");
  }
  if (!names.empty()) text += fmt::format(" Left out: {}.", join_words(names));
  const auto loads = loads_of(plan, c);
  if (!loads.empty()) {
    text += fmt::format(" The asset that runs shortest is {} ({}).",
                        c.assets[loads.front().asset].title, describe_load(c, loads.front()));
  }
  std::vector<std::string> overloaded;
  for (const AssetLoad& load : loads) {
    if (load.overloaded > 0) overloaded.push_back(c.assets[load.asset].title);
  }
  if (!overloaded.empty()) {
    text += fmt::format(" More is used than offered of {}.", join_words(overloaded));
  }
  return text;
}

DataTable make_table(const Plan& plan, const Case& c, const Parts& parts) {
  DataTable table{.caption = "The plan, task by task",
                  .headers = {"Task", "In the plan", "From", "To", "Level by phase",
                              "Credit earned", "What holds it back"},
                  .rows = {},
                  .row_keys = {}};
  const auto add = [&](TaskId id, const std::string& how) {
    const Task& task = c.tasks[id];
    const PlannedTask& planned = plan.tasks[id];
    std::string from = "\u2013";
    std::string to = "\u2013";
    std::string levels = "\u2013";
    if (planned.included && task.is_standing()) {
      levels.clear();
      for (const PhaseId phase : c.phases.ids()) {
        const int level = phase.value < planned.levels.size() ? planned.levels[phase.value] : -1;
        if (!levels.empty()) levels += "; ";
        levels += c.phases[phase].title + ": " + level_title(task, level);
      }
    } else if (planned.included) {
      from = to_string(c.horizon.start + planned.start);
      to = to_string(c.horizon.start + std::max(planned.start, planned.finish - 1));
    }
    const auto reason = parts.reason.find(id);
    table.rows.push_back({task.title, how, from, to, levels, show_percent(planned.credit),
                          reason != parts.reason.end() ? reason->second : planned.held_back_by});
    table.row_keys.push_back("task/" + task.id);
  };
  for (const TaskId task : parts.discrete) add(task, "yes");
  for (const TaskId task : parts.standing) add(task, "standing");
  for (const TaskId task : parts.left_out) add(task, "left out");
  return table;
}

class PlanDrawing {
 public:
  PlanDrawing(const Plan& plan, const Case& c, const ChartSettings& settings)
      : plan_(plan),
        case_(c),
        parts_(divide(plan, c)),
        figure_(settings),
        label_width_(figure_.is_narrow() ? figure_.width() : std::round(figure_.width() * 0.31)),
        calendar_(c, figure_.is_narrow() ? 2 : label_width_ + 12, figure_.width() - 6) {}

  Chart draw() {
    y_ = calendar_.draw_head(figure_, 0, 0, figure_.width());
    // Lines and shades stand behind the rows, so the rows are measured before they are drawn.
    const double rows_top = y_;
    calendar_.draw_lines(figure_, rows_top, rows_top + rows_height());
    draw_discrete();
    draw_standing();
    draw_left_out();
    draw_assets();
    const std::string under =
        plan_.view ? fmt::format(", under the view \u201c{}\u201d", case_.views[*plan_.view].title)
                   : std::string();
    return figure_.finish(y_, "The plan and the political calendar" + under,
                          describe(plan_, case_, parts_), make_table(plan_, case_, parts_));
  }

 private:
  static constexpr double kHeading = 24;

  [[nodiscard]] std::vector<std::string> label_of(TaskId task) const {
    return wrap_text(case_.tasks[task].title, label_width_, kBody, 3);
  }
  [[nodiscard]] double row_height(TaskId task) const {
    const auto lines = static_cast<double>(label_of(task).size());
    const bool standing = case_.tasks[task].is_standing();
    if (figure_.is_narrow()) return lines * kLine + (standing ? kBand + 15 : 23);
    return std::max(standing ? kBand + 8 : 22.0, lines * kLine + 8);
  }
  [[nodiscard]] double rows_height() const {
    double height = 0;
    for (const auto* part : {&parts_.discrete, &parts_.standing}) {
      if (!part->empty()) height += kHeading;
      for (const TaskId task : *part) height += row_height(task);
    }
    return height;
  }

  void heading(std::string_view title, std::string_view remark) {
    figure_.text(0, y_ + 17, title, "b o");
    const double after = text_width(title, kBody, true) + 8;
    figure_.text(after, y_ + 17, fit_text(remark, figure_.width() - after, kSmall), "s m o");
    y_ += kHeading;
  }

  // Draws the label and returns the middle of the row's mark.
  double label_row(TaskId task, double mark_height) {
    const auto label = label_of(task);
    const auto lines = static_cast<double>(label.size());
    const double height = row_height(task);
    if (figure_.is_narrow()) {
      figure_.lines(0, y_ + 12, label, "o");
      return y_ + lines * kLine + (mark_height > 12 ? 7 : 3) + mark_height / 2;
    }
    figure_.lines(0, y_ + height / 2 - (lines - 1) * kLine / 2 + 4, label);
    return y_ + height / 2;
  }

  void draw_discrete() {
    if (parts_.discrete.empty()) return;
    heading("Tasks with an end", "in order of start");
    for (const TaskId task : parts_.discrete) {
      const PlannedTask& planned = plan_.tasks[task];
      const double mid = label_row(task, 12);
      const double from = calendar_.x(planned.start);
      const double to = std::max(from + 2, calendar_.x(planned.finish));
      figure_.rect(from, mid - 6, to - from, 12, "fs ka");
      const std::string until =
          "to " +
          to_short_string(case_.horizon.start + std::max(planned.start, planned.finish - 1));
      const double width = text_width(until, kTiny) + 5;
      if (to + width < calendar_.high() + 6) {
        figure_.text(to + 5, mid + 3.5, until, "t m o");
      } else if (from - width > calendar_.low()) {
        figure_.text(from - 5, mid + 3.5, until, "t m e o");
      } else if (to - from > width + 4) {
        figure_.text(to - 5, mid + 3.5, until, "t e");
      }
      y_ += row_height(task);
    }
  }

  void draw_standing() {
    if (parts_.standing.empty()) return;
    heading("Standing tasks", "height of the band: share of full effort");
    for (const TaskId id : parts_.standing) {
      const Task& task = case_.tasks[id];
      const double mid = label_row(id, kBand);
      const double base = mid + kBand / 2;
      for (const Stretch& stretch : stretches(case_, plan_.tasks[id])) {
        const double from = calendar_.x(stretch.from) + 1;
        const double width = calendar_.x(stretch.to) - 1 - from;
        const double tall = kBand * level_effort(task, stretch.level);
        if (tall > 0) figure_.rect(from, base - tall, width, tall, "fs ka");
        if (tall <= 0) figure_.line(from, base, from + width, base, "kr");
        const std::string title = level_title(task, stretch.level);
        if (text_width(title, kTiny) + 6 <= width) {
          const double text_y = tall <= 0    ? base - 4.5
                                : tall >= 11 ? base - tall / 2 + 3.6
                                             : base - tall - 3;
          figure_.text(from + width / 2, text_y, title, tall > 0 ? "t c" : "t m c");
        }
      }
      y_ += row_height(id);
    }
  }

  void draw_left_out() {
    if (parts_.left_out.empty()) return;
    y_ += 6;
    figure_.line(0, y_, figure_.width(), y_, "kr");
    heading("Left out", fmt::format("{} of {}", parts_.left_out.size(), case_.tasks.size()));
    for (const TaskId task : parts_.left_out) {
      const auto label = label_of(task);
      const auto found = parts_.reason.find(task);
      std::string reason = found != parts_.reason.end() ? found->second : std::string();
      constexpr std::string_view kHeadingAgain = "left out: ";
      if (reason.starts_with(kHeadingAgain)) reason.erase(0, kHeadingAgain.size());
      const bool narrow = figure_.is_narrow();
      const auto why = wrap_text(
          reason, narrow ? figure_.width() : figure_.width() - calendar_.low(), kSmall, 2);
      figure_.lines(0, y_ + 12, label);
      const double lines = static_cast<double>(label.size());
      const double why_lines = static_cast<double>(why.size());
      if (narrow) {
        figure_.lines(0, y_ + 12 + lines * kLine, why, "s m", 13);
        y_ += lines * kLine + why_lines * 13 + 7;
      } else {
        figure_.lines(calendar_.low(), y_ + 12, why, "s m", 13);
        y_ += std::max(lines * kLine, why_lines * 13) + 6;
      }
    }
  }

  void draw_assets() {
    const auto loads = loads_of(plan_, case_);
    if (loads.empty()) return;
    y_ += 6;
    figure_.line(0, y_, figure_.width(), y_, "kr");
    const std::size_t shown = std::min(kAssetsShown, loads.size());
    heading(loads.size() > shown ? "Scarcest assets" : "Use of assets",
            figure_.is_narrow() ? "line: offered; area: used"
                                : "line: what is offered; area: what the plan uses");
    bool any_overload = false;
    for (std::size_t i = 0; i < shown; ++i) {
      any_overload = any_overload || loads[i].overloaded > 0;
      y_ = draw_capacity(figure_, calendar_, case_, plan_.use[loads[i].index], loads[i], y_,
                         label_width_);
    }
    y_ = calendar_.draw_months(figure_, y_);
    if (any_overload) {
      figure_.hatched(calendar_.low(), y_ + 2, 16, 10, Hatch::Warn, "kw");
      figure_.text(calendar_.low() + 21, y_ + 11, "more used than offered", "s m");
      y_ += 18;
    }
  }

  const Plan& plan_;
  const Case& case_;
  Parts parts_;
  Figure figure_;
  double label_width_;
  Calendar calendar_;
  double y_ = 0;
};

}  // namespace

Chart draw_plan(const Plan& plan, const Case& c, const ChartSettings& settings) {
  if (plan.tasks.empty()) {
    return empty_chart(settings, "The plan and the political calendar", "There is no task to plan.",
                       make_table(plan, c, {}));
  }
  CHECK(plan.tasks.size() == c.tasks.size());
  return PlanDrawing(plan, c, settings).draw();
}

}  // namespace penholder
