#include "rank/ranking_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "base/columns.h"
#include "base/date.h"
#include "base/text.h"
#include "rank/robustness_text.h"

namespace penholder {
namespace {

constexpr std::size_t kTopTasks = 10;
constexpr std::size_t kMostPairs = 5;

/// At most `columns` wide.
std::string trimmed(std::string_view text, std::size_t columns) {
  std::string result = fitted(text, columns);
  while (result.ends_with(' ')) result.pop_back();
  return result;
}

std::string percent(double share) {
  const double points = 100.0 * share;
  if (points > 0.0 && points < 0.5) return "<1 %";
  if (points < 100.0 && points >= 99.5) return ">99 %";
  return fmt::format("{:.0f} %", points);
}

class Page {
 public:
  Page(const Ranking& ranking, const Case& c, int width, bool colour)
      : ranking_(ranking),
        case_(c),
        width_(static_cast<std::size_t>(std::clamp(width, 60, 200))),
        colour_(colour) {}

  std::string render() {
    heading(fmt::format("Priorities: {}", without_controls(case_.title)));
    paragraph(
        fmt::format("As of {}. {} draws a view, seed {}; a share is right to about ±{:.0f} points. "
                    "It informs a "
                    "political decision and does not take it.",
                    to_long_string(case_.as_of),
                    format_thousands(static_cast<long long>(ranking_.samples_asked)), ranking_.seed,
                    std::max(1.0, std::ceil(200.0 * ranking_.headline().standard_error))));
    table(ranking_.headline());
    other_views();
    shared();
    contested();
    text_ += render_robustness(ranking_, case_, width_, colour_);
    empty_views();
    return std::move(text_);
  }

 private:
  [[nodiscard]] std::string task(TaskId id) const {
    return without_controls(case_.tasks[id].title);
  }

  [[nodiscard]] std::string name_of(const ViewRanking& view) const {
    if (!view.view) {
      return ranking_.views.empty() ? "All weights (no view restricts them)"
                                    : "All views together, each with equal say";
    }
    const View& entity = case_.views[*view.view];
    return fmt::format("{} ({})", without_controls(entity.title), to_phrase(entity.held_by));
  }

  void heading(std::string_view words) {
    if (!text_.empty()) text_ += '\n';
    const std::string line = wrapped(words, width_, 0);
    text_ += colour_ ? fmt::format("\x1b[1m{}\x1b[0m\n", line.substr(0, line.size() - 1)) : line;
  }

  void paragraph(std::string_view words) { text_ += wrapped(words, width_, 0); }
  void item(std::string_view words) {
    text_ += "  - ";
    text_ += wrapped(words, width_ - 4, 4);
  }

  void table(const ViewRanking& view) {
    heading(name_of(view));
    if (view.rows.empty() || view.samples == 0) {
      paragraph(
          "There is nothing to rank: the case has no tasks, or no objectives to weigh them by.");
      return;
    }
    constexpr std::size_t kFigures = 4 + 9 + 8 + 20;
    const std::size_t title = width_ - kFigures;
    text_ += fmt::format("{:>3} {} {:>9} {:>7}   {}\n", "", fitted("task", title), "ranks 1st",
                         "rank", "value of 100");
    const std::size_t shown = std::min(kTopTasks, view.by_mean_rank.size());
    for (std::size_t i = 0; i < shown; ++i) {
      const ViewRanking::Row& row = view.rows[view.by_mean_rank[i]];
      text_ += fmt::format("{:>3} {} {:>9} {:>7.1f}   {:.1f} ({:.1f} to {:.1f})\n", i + 1,
                           fitted(case_.tasks[view.by_mean_rank[i]].title, title),
                           percent(row.rank_acceptability[0]), row.mean_rank, row.mean_value,
                           row.low_value, row.high_value);
    }
    if (shown < view.by_mean_rank.size()) {
      text_ += fmt::format("    and {} more\n", view.by_mean_rank.size() - shown);
    }
    verdict(view);
    paragraph(
        "“Ranks 1st”: share of draws in which the task is worth most. “Rank”: its mean place. "
        "“Value”: its share of the mandate's full value, with the middle nine tenths of the "
        "draws.");
  }

  /// The tasks by falling share of first places, those without any left out.
  [[nodiscard]] static std::vector<TaskId> by_first_places(const ViewRanking& view) {
    std::vector<TaskId> order;
    for (const TaskId id : view.by_mean_rank) {
      if (view.rows[id].rank_acceptability[0] > 0.0) order.push_back(id);
    }
    std::ranges::stable_sort(order, [&](TaskId a, TaskId b) {
      return view.rows[a].rank_acceptability[0] > view.rows[b].rank_acceptability[0];
    });
    return order;
  }

  void verdict(const ViewRanking& view) {
    const std::vector<TaskId> order = by_first_places(view);
    if (view.winner) {
      const std::string next =
          order.size() < 2 ? ""
                           : fmt::format("; the next, “{}”, in {}", task(order[1]),
                                         percent(view.rows[order[1]].rank_acceptability[0]));
      paragraph(fmt::format("Most often first, by a clear margin: “{}”, in {} of the draws{}.",
                            task(*view.winner),
                            percent(view.rows[*view.winner].rank_acceptability[0]), next));
      return;
    }
    if (order.size() < 2) return;
    paragraph(fmt::format("No clear winner: “{}” comes first in {} of the draws, “{}” in {}.",
                          task(order[0]), percent(view.rows[order[0]].rank_acceptability[0]),
                          task(order[1]), percent(view.rows[order[1]].rank_acceptability[0])));
  }

  void other_views() {
    std::vector<const ViewRanking*> others;
    for (std::size_t v = 0; v < ranking_.views.size(); ++v) {
      if (v != ranking_.reference) others.push_back(&ranking_.views[v]);
    }
    if (others.empty()) return;
    heading("What comes first in the other views");
    if (ranking_.views.size() > 1) others.push_back(&ranking_.all);
    for (const ViewRanking* view : others) {
      text_ += "  " +
               wrapped(name_of(*view) + (view->winner ? "" : " (no clear winner)"), width_ - 2, 2);
      const std::vector<TaskId> leading = by_first_places(*view);
      for (std::size_t i = 0; i < std::min<std::size_t>(leading.size(), 3); ++i) {
        text_ +=
            fmt::format("    {:>5}  {}\n", percent(view->rows[leading[i]].rank_acceptability[0]),
                        trimmed(case_.tasks[leading[i]].title, width_ - 11));
      }
    }
  }

  void shared() {
    if (ranking_.views.size() < 2) return;
    heading("What all views share");
    if (ranking_.shared.empty()) {
      paragraph("No two tasks stand in the same order in every draw of every view.");
      return;
    }
    const std::size_t tasks = case_.tasks.size();
    std::vector<std::vector<TaskId>> below(tasks);
    std::vector<std::size_t> above(tasks, 0);
    for (const auto& pair : ranking_.shared) {
      below[pair.above.value].push_back(pair.below);
      ++above[pair.below.value];
    }
    paragraph(fmt::format("On {} of {} pairs of tasks every draw of every view agrees.",
                          ranking_.shared.size(), tasks * (tasks - 1) / 2));
    // A task's whole list is one line: who stands above the most others, first.
    std::vector<TaskId> order = ranking_.all.by_mean_rank;
    std::ranges::stable_sort(
        order, [&](TaskId a, TaskId b) { return below[a.value].size() > below[b.value].size(); });
    std::size_t shown = 0;
    for (const TaskId id : order) {
      if (below[id.value].empty() || shown == kMostPairs) break;
      ++shown;
      item(above_words(id, below[id.value]));
    }
  }

  [[nodiscard]] std::string above_words(TaskId id, const std::vector<TaskId>& below) const {
    if (below.size() > 3) {
      return fmt::format("“{}” stands above {} other tasks.", task(id), below.size());
    }
    std::vector<std::string> names;
    names.reserve(below.size());
    for (const TaskId lower : below) names.push_back(fmt::format("“{}”", task(lower)));
    return fmt::format("“{}” stands above {}.", task(id), join_words(names));
  }

  void contested() {
    if (ranking_.views.size() < 2) return;
    heading("Where the views part");
    if (ranking_.contested.empty()) {
      paragraph("No two views are clear about a pair of tasks and disagree.");
      return;
    }
    const auto strength = [&](const Ranking::Dispute& pair) {
      const std::size_t tasks = case_.tasks.size();
      return std::min(
          ranking_.views[pair.view_for].pairwise[pair.a.value * tasks + pair.b.value],
          ranking_.views[pair.view_against].pairwise[pair.b.value * tasks + pair.a.value]);
    };
    // The pairs that matter most first: those among the tasks that stand high in the union.
    std::vector<const Ranking::Dispute*> order;
    order.reserve(ranking_.contested.size());
    for (const auto& pair : ranking_.contested) order.push_back(&pair);
    const auto place = [&](const Ranking::Dispute* pair) {
      return ranking_.all.rows[pair->a].mean_rank + ranking_.all.rows[pair->b].mean_rank;
    };
    std::ranges::stable_sort(order, [&](const auto* one, const auto* other) {
      return std::pair(place(one), strength(*other)) < std::pair(place(other), strength(*one));
    });
    paragraph(
        fmt::format("{} pairs of tasks stand one way round in one view and the other way "
                    "round in another.",
                    order.size()));
    // One task in every pair would make a dull list: each is shown twice at most.
    constexpr int kMostOfATask = 2;
    IdVector<TaskId, int> times(case_.tasks.size(), 0);
    std::size_t shown = 0;
    for (const Ranking::Dispute* pair : order) {
      if (shown == kMostPairs) break;
      if (times[pair->a] == kMostOfATask || times[pair->b] == kMostOfATask) continue;
      ++times[pair->a];
      ++times[pair->b];
      ++shown;
      const auto line = [&](std::string_view label, std::string_view words) {
        text_ += fmt::format("{}{}\n", label, trimmed(words, width_ - columns_of(label)));
      };
      const auto view = [&](std::size_t index) {
        return case_.views[*ranking_.views[index].view].title;
      };
      line("  - ", case_.tasks[pair->a].title);
      line("      above        ", case_.tasks[pair->b].title);
      line("      in the view  ", view(pair->view_for));
      line("      below it in  ", view(pair->view_against));
    }
    if (order.size() > shown) text_ += fmt::format("    and {} more\n", order.size() - shown);
  }

  void empty_views() {
    if (ranking_.empty_views.empty()) return;
    heading("Views that could not be used");
    for (const auto& empty : ranking_.empty_views) {
      item(fmt::format("{}: {}.", without_controls(case_.views[empty.view].title),
                       without_controls(empty.reason)));
    }
  }

  const Ranking& ranking_;
  const Case& case_;
  std::size_t width_;
  bool colour_;
  std::string text_;
};

}  // namespace

std::string render_text(const Ranking& ranking, const Case& c, int width, bool colour) {
  return Page(ranking, c, width, colour).render();
}

}  // namespace penholder
