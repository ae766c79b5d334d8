#include "rank/ranking_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "base/columns.h"
#include "base/date.h"
#include "base/text.h"
#include "rank/dissent_text.h"
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

/// A figure with no more decimals than its error leaves certain, at most one.
std::string figure(double value, double error) {
  return fmt::format("{:.{}f}", value, error > 0.5 ? 0 : 1);
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
    const double points = std::ceil(200.0 * ranking_.headline().standard_error);
    paragraph(fmt::format(
        "As of {}. {} draws a view, seed {}; a share is right to {}. It informs a political "
        "decision "
        "and does not take it.",
        to_long_string(case_.as_of),
        format_thousands(static_cast<long long>(ranking_.samples_asked)), ranking_.seed,
        points <= 1.0 ? std::string("a point") : fmt::format("about ±{:.0f} points", points)));
    rung();
    table(ranking_.headline());
    other_views();
    shared();
    contested();
    text_ += dissent_text(ranking_, case_, width_, colour_);
    text_ += summary_text(ranking_, case_, width_, colour_);
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
    return fmt::format("{} ({})", without_controls(entity.title), to_label(entity.held_by));
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

  [[nodiscard]] std::vector<std::string> titles_of(const std::vector<ViewId>& views) const {
    std::vector<std::string> titles;
    for (const ViewId view : views) {
      titles.push_back(fmt::format("“{}”", without_controls(case_.views[view].title)));
    }
    return titles;
  }

  /// From which rung of the ladder the room is seen, and who then says nothing.
  void rung() {
    if (!ranking_.at_least) return;
    const Support rung = *ranking_.at_least;
    std::string words =
        rung == Support::Text
            ? std::string("Only statements of the text of the mandate count.")
            : fmt::format(
                  "Only statements held by {}{} count, and those of the text of the mandate.",
                  to_label(rung), rung == Support::All ? "" : " or more widely");
    if (!ranking_.silent_views.empty()) {
      words += fmt::format(" Left out, since none of their statements is: {}.",
                           join_words(titles_of(ranking_.silent_views)));
    }
    std::vector<ViewId> heads;
    for (const auto& twin : ranking_.twin_views) {
      if (std::ranges::find(heads, twin.same_as) == heads.end()) heads.push_back(twin.same_as);
    }
    for (const ViewId head : heads) {
      std::vector<ViewId> alike;
      for (const auto& twin : ranking_.twin_views) {
        if (twin.same_as == head) alike.push_back(twin.view);
      }
      words += fmt::format(" What is left of {} is what is left of “{}”, and is counted once.",
                           join_words(titles_of(alike)), without_controls(case_.views[head].title));
    }
    paragraph(words);
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
      text_ += fmt::format(
          "{:>3} {} {:>9} {:>7}   {} ({} to {})\n", i + 1,
          fitted(case_.tasks[view.by_mean_rank[i]].title, title),
          percent(row.rank_acceptability[0]), figure(row.mean_rank, row.rank_error),
          figure(row.mean_value, row.value_error), figure(row.low_value, row.value_error),
          figure(row.high_value, row.value_error));
    }
    if (shown < view.by_mean_rank.size()) {
      text_ += fmt::format("    and {} more\n", view.by_mean_rank.size() - shown);
    }
    verdict(view);
    paragraph(
        "“Ranks 1st”: share of draws in which the task is worth most. “Rank”: its mean place. "
        "“Value”: its share of the mandate's full value, with the middle nine tenths of the "
        "draws.");
    settledness(view);
  }

  /// How undecided the places are: the surest and the least sure, and the order as a whole.
  void settledness(const ViewRanking& view) {
    if (view.rows.size() < 2) return;
    const auto bits = [&](TaskId id) { return view.rows[id].entropy.bits; };
    const auto surest = *std::ranges::min_element(view.by_mean_rank, {}, bits);
    const auto loosest = *std::ranges::max_element(view.by_mean_rank, {}, bits);
    const double most = std::log2(static_cast<double>(view.rows.size()));
    const OrderEntropy& order = view.order_entropy;
    const bool is_open = order.coverage < 0.9;
    const std::string places =
        bits(loosest) - bits(surest) < 0.1
            ? fmt::format("about {} for every task", format_number(bits(loosest)))
            : fmt::format("surest “{}” ({}), least “{}” ({})", task(surest),
                          format_number(bits(surest)), task(loosest), format_number(bits(loosest)));
    const std::string orders =
        order.orders == 1 ? std::string("All draws have the same order")
                          : fmt::format("Whole orders: {} different ones, {}{}",
                                        format_thousands(static_cast<long long>(order.orders)),
                                        is_open ? "most seen but once, so at least " : "",
                                        figure(order.bits, order.error));
    paragraph(
        fmt::format("How settled places are, as entropy in bits from 0 (sure) to {} (any place as "
                    "likely): {}. {}.",
                    format_number(most), places, orders));
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
      text_ +=
          "  " + wrapped(name_of(*view) + (view->winner ? "" : ": no clear winner"), width_ - 2, 2);
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
