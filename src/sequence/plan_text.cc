#include "sequence/plan_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/columns.h"
#include "base/text.h"
#include "sequence/build_problem.h"
#include "sequence/text_page.h"

namespace penholder {
namespace {

std::string quoted(const Task& task) { return fmt::format("“{}”", task.title); }

class PlanPage {
 public:
  PlanPage(const Plan& plan, const Case& c, int width, bool colour)
      : plan_(plan), case_(c), page_(width, colour) {
    // Title, timeline, figures: the timeline takes what the title leaves.
    title_ = std::clamp<std::size_t>(page_.width() * 2 / 5, 28, 60);
    line_ = page_.width() - title_ - kFigures - 2;
  }

  std::string render() {
    page_.heading(fmt::format("Plan: {}", case_.title));
    const std::string under =
        plan_.view ? fmt::format("under the view “{}”", case_.views[*plan_.view].title)
                   : std::string("under weights that no view gave");
    page_.paragraph(fmt::format(
        "As of {}, {}, seed {}. All durations, dates and capacities stand at their likely values; "
        "conditions are taken to come true. It informs a political decision and does not take it.",
        to_long_string(case_.as_of), under, plan_.seed));
    page_.line("");
    std::string verdict = bound_in_words(plan_);
    verdict.front() = 'N';
    page_.paragraph(
        fmt::format("{}. Points are shares of the mandate's full value, 100.", verdict));
    page_.paragraph(fmt::format("The limit rests on {}.", plan_.bound_source));
    timeline();
    reasons();
    left_out();
    unmet();
    means();
    return page_.take();
  }

 private:
  static constexpr std::size_t kFigures = 12;

  [[nodiscard]] std::size_t column(Days day) const {
    const double share = static_cast<double>(day) / static_cast<double>(case_.horizon.length());
    return std::min(line_,
                    static_cast<std::size_t>(std::lround(share * static_cast<double>(line_))));
  }
  [[nodiscard]] Days day(Date date) const { return date - case_.horizon.start; }

  [[nodiscard]] std::string empty_line() const { return std::string(line_, '.'); }

  void draw(std::string& line, Days from, Days to, char mark) const {
    const std::size_t first = std::min(column(from), line_ - 1);
    const std::size_t last = std::max(first + 1, column(to));
    for (std::size_t i = first; i < std::min(last, line_); ++i) line[i] = mark;
  }

  void row(std::string_view title, std::string_view line, TaskId id) {
    const PlannedTask& planned = plan_.tasks[id];
    page_.line(fmt::format("{} {} {:>4.1f} of {:>4.1f}", fitted(title, title_), line, planned.value,
                           planned.full_value));
  }

  void timeline() {
    page_.heading("What happens when");
    std::string numbers(line_, ' ');
    for (std::size_t p = 0; p < case_.phases.size(); ++p) {
      const Phase& phase = case_.phases[PhaseId{static_cast<std::uint32_t>(p)}];
      const std::string label = fmt::format("|{}", p + 1);
      const std::size_t at = column(day(phase.range.start));
      for (std::size_t i = 0; i < label.size() && at + i < line_; ++i) numbers[at + i] = label[i];
    }
    page_.line(fmt::format("{} {} {:>12}", fitted("phase", title_), numbers, "points"));
    if (!plan_.order.empty()) page_.line("Tasks that end, by start");
    for (const TaskId id : plan_.order) {
      std::string line = empty_line();
      draw(line, plan_.tasks[id].start, plan_.tasks[id].finish, '#');
      row(fmt::format("  {}", case_.tasks[id].title), line, id);
      page_.line(fmt::format("    {} to {}",
                             to_long_string(case_.horizon.start + plan_.tasks[id].start),
                             to_long_string(case_.horizon.start + plan_.tasks[id].finish)));
    }
    bool has_standing = false;
    for (const TaskId id : plan_.tasks.ids()) {
      const Task& task = case_.tasks[id];
      const PlannedTask& planned = plan_.tasks[id];
      if (!task.is_standing() || !planned.included) continue;
      if (!has_standing) page_.line("Standing tasks");
      has_standing = true;
      std::string line = empty_line();
      for (std::size_t p = 0; p < planned.levels.size(); ++p) {
        if (planned.levels[p] < 0) continue;
        const auto level = static_cast<std::size_t>(planned.levels[p]);
        const Phase& phase = case_.phases[PhaseId{static_cast<std::uint32_t>(p)}];
        draw(line, day(phase.range.start), day(phase.range.end),
             level + 1 == task.levels.size() ? '#' : '=');
      }
      row(fmt::format("  {}", task.title), line, id);
    }
    page_.line("");
    page_.line("# under way, or at the highest level   = at a lower level   . off");
    for (std::size_t p = 0; p < case_.phases.size(); ++p) {
      const Phase& phase = case_.phases[PhaseId{static_cast<std::uint32_t>(p)}];
      page_.line(fmt::format(
          "|{} {}", p + 1,
          fitted(fmt::format("{}: {} to {}", phase.title, to_long_string(phase.range.start),
                             to_long_string(phase.range.end)),
                 page_.width() - 4)));
    }
  }

  /// "Full in phases 1 and 2, basic in phase 3, off in phase 4".
  [[nodiscard]] std::string levels_in_words(TaskId id) const {
    const Task& task = case_.tasks[id];
    const std::vector<int>& levels = plan_.tasks[id].levels;
    std::vector<int> kinds = levels;
    std::ranges::sort(kinds, std::greater{});
    const auto rest = std::ranges::unique(kinds);
    kinds.erase(rest.begin(), rest.end());
    std::vector<std::string> parts;
    for (const int kind : kinds) {
      std::vector<std::string> phases;
      for (std::size_t p = 0; p < levels.size(); ++p) {
        if (levels[p] == kind) phases.push_back(fmt::format("{}", p + 1));
      }
      const std::string name =
          kind < 0 ? "off" : fmt::format("“{}”", task.levels[static_cast<std::size_t>(kind)].title);
      parts.push_back(phases.size() == levels.size()
                          ? fmt::format("{} throughout", name)
                          : fmt::format("{} in phase{} {}", name, phases.size() == 1 ? "" : "s",
                                        join_words(phases)));
    }
    return join_words(parts);
  }

  void reasons() {
    bool has_any = false;
    for (const TaskId id : plan_.tasks.ids()) {
      const PlannedTask& planned = plan_.tasks[id];
      if (!planned.included || planned.held_back_by.empty()) continue;
      if (!has_any) page_.heading("What holds tasks back");
      has_any = true;
      const std::string levels =
          case_.tasks[id].is_standing() ? fmt::format("{}; ", levels_in_words(id)) : "";
      page_.item(fmt::format("{}: {}{}.", quoted(case_.tasks[id]), levels, planned.held_back_by));
    }
  }

  void left_out() {
    std::vector<TaskId> out;
    for (const TaskId id : plan_.tasks.ids()) {
      if (!plan_.tasks[id].included) out.push_back(id);
    }
    if (out.empty()) return;
    std::ranges::stable_sort(out, [&](TaskId a, TaskId b) {
      return plan_.tasks[a].full_value > plan_.tasks[b].full_value;
    });
    page_.heading("Left out");
    for (const TaskId id : out) {
      std::string_view reason = plan_.tasks[id].held_back_by;
      constexpr std::string_view kPrefix = "left out: ";
      if (reason.starts_with(kPrefix)) reason.remove_prefix(kPrefix.size());
      page_.item(fmt::format("{} (would be worth up to {:.1f}): {}.", quoted(case_.tasks[id]),
                             plan_.tasks[id].full_value, reason));
    }
  }

  void unmet() {
    if (plan_.unmet.empty()) return;
    page_.heading("Demanded, but beyond the means");
    for (const Plan::Unmet& unmet : plan_.unmet) {
      page_.item(fmt::format("{}: {}.", quoted(case_.tasks[unmet.task]), unmet.reason));
    }
  }

  void means() {
    if (plan_.use.empty()) return;
    page_.heading("How full the means are (highest share in use, by phase)");
    const std::size_t columns = case_.phases.size();
    const std::size_t title =
        std::max<std::size_t>(24, page_.width() - std::min(page_.width() - 24, 7 * columns));
    std::string head = fitted("", title);
    for (std::size_t p = 0; p < columns; ++p)
      head += fmt::format("{:>7}", fmt::format("|{}", p + 1));
    page_.line(head);
    for (const AssetUse& use : plan_.use) {
      const Asset& asset = case_.assets[use.asset];
      if (asset.kind == Asset::Kind::Budget) {
        const AssetUse::Step& all = use.steps.front();
        const std::string name = fmt::format("{} (spent over the whole time)", asset.title);
        const bool is_stated = all.capacity <= kMostAmount && all.capacity > 0.0;
        const std::string share =
            is_stated ? fmt::format("{:.0f} %", 100.0 * all.used / all.capacity) : "-";
        page_.line(fitted(name, title) + fmt::format("{:>{}}", share, 7 * columns));
        continue;
      }
      std::string line = fitted(asset.title, title);
      for (const Phase& phase : case_.phases) line += fmt::format("{:>7}", peak(use, phase));
      page_.line(line);
    }
  }

  [[nodiscard]] std::string peak(const AssetUse& use, const Phase& phase) const {
    double most = 0.0;
    bool is_stated = false;
    for (std::size_t i = 0; i < use.steps.size(); ++i) {
      const Days from = use.steps[i].from;
      const Days to = i + 1 < use.steps.size() ? use.steps[i + 1].from : case_.horizon.length();
      if (from >= day(phase.range.end) || to <= day(phase.range.start)) continue;
      if (use.steps[i].capacity > kMostAmount) continue;
      is_stated = true;
      if (use.steps[i].capacity > 0.0)
        most = std::max(most, use.steps[i].used / use.steps[i].capacity);
    }
    return is_stated ? fmt::format("{:.0f} %", 100.0 * most) : "-";
  }

  const Plan& plan_;
  const Case& case_;
  TextPage page_;
  std::size_t title_ = 0;
  std::size_t line_ = 0;
};

}  // namespace

std::string bound_in_words(const Plan& plan) {
  if (plan.is_proven()) {
    return fmt::format("no plan can reach more than {:.1f}, which this one does: proven best",
                       plan.value);
  }
  // A gap that rounds to nothing shall still be seen, and the bound is rounded up: it must stay
  // one.
  int decimals = 1;
  while (decimals < 6 && plan.gap() < 0.5 * std::pow(10.0, -decimals)) ++decimals;
  const double scale = std::pow(10.0, decimals);
  const double bound = std::ceil(plan.upper_bound * scale - 1e-6) / scale;
  const double value = std::round(plan.value * scale) / scale;
  return fmt::format("no plan can reach more than {:.{}f}; this one reaches {:.{}f} (gap {:.{}f})",
                     bound, decimals, value, decimals, bound - value, decimals);
}

std::string render_text(const Plan& plan, const Case& c, int width, bool colour) {
  return PlanPage(plan, c, width, colour).render();
}

}  // namespace penholder
