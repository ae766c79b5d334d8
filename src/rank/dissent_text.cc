#include "rank/dissent_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/columns.h"
#include "base/text.h"

namespace penholder {
namespace {

constexpr std::size_t kMostTasks = 10;
constexpr std::size_t kMostRanges = 5;

std::string heading(std::string_view words, std::size_t width, bool colour) {
  const std::string line = wrapped(words, width);
  return "\n" +
         (colour ? fmt::format("\x1b[1m{}\x1b[0m\n", line.substr(0, line.size() - 1)) : line);
}

std::string task_title(const Case& c, std::size_t task) {
  return without_controls(c.tasks[TaskId{static_cast<std::uint32_t>(task)}].title);
}

std::string view_title(const Ranking& ranking, const Case& c, std::size_t view) {
  return without_controls(c.views[*ranking.views[view].view].title);
}

std::string_view agreement_words(double w) {
  if (w >= 0.9) return "they rank nearly alike";
  if (w >= 0.7) return "they agree on much";
  if (w >= 0.4) return "they agree in part";
  return "they agree on little";
}

std::string furthest_apart(const Ranking& ranking, const Case& c, const Dissent& dissent) {
  const std::size_t views = ranking.views.size();
  std::optional<double> least;
  std::size_t one = 0;
  std::size_t other = 0;
  for (std::size_t i = 0; i < views; ++i) {
    for (std::size_t j = i + 1; j < views; ++j) {
      const auto tau = dissent.tau[i * views + j];
      if (!tau || (least && *tau >= *least)) continue;
      least = tau;
      one = i;
      other = j;
    }
  }
  if (!least || views < 3) return {};
  return fmt::format(" Furthest apart stand “{}” and “{}” (Kendall's tau {}).",
                     view_title(ranking, c, one), view_title(ranking, c, other),
                     format_number(*least, 2));
}

}  // namespace

std::string dissent_text(const Ranking& ranking, const Case& c, std::size_t width, bool colour) {
  if (!ranking.dissent) return {};
  const Dissent& dissent = *ranking.dissent;
  std::string text = heading("How far the views agree", width, colour);
  if (dissent.w) {
    text += wrapped(
        fmt::format(
            "Kendall's W over the rankings of the {} views: {} (0: no agreement, 1: the same "
            "ranking everywhere); {}.{}",
            ranking.views.size(), format_number(*dissent.w, 2), agreement_words(*dissent.w),
            furthest_apart(ranking, c, dissent)),
        width);
  } else {
    text += wrapped("Every view ranks all tasks alike: there is nothing to compare.", width);
    return text;
  }
  std::vector<std::size_t> order(dissent.ranges.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto width_of = [&](std::size_t i) {
    return dissent.ranges[i].worst - dissent.ranges[i].best;
  };
  std::ranges::stable_sort(order,
                           [&](std::size_t a, std::size_t b) { return width_of(a) > width_of(b); });
  text += wrapped("The tasks whose place depends most on the view:", width);
  for (std::size_t i = 0; i < std::min(kMostRanges, order.size()); ++i) {
    const Dissent::Range& range = dissent.ranges[order[i]];
    if (width_of(order[i]) == 0.0) break;
    const std::string places =
        fmt::format("{} to {}", format_number(range.best), format_number(range.worst));
    std::string title = fitted(task_title(c, order[i]), width - 15);
    while (title.ends_with(' ')) title.pop_back();
    text += fmt::format("  {:>11}  {}\n", places, title);
    const auto line = [&](std::string_view label, std::size_t view) {
      std::string words = fitted(view_title(ranking, c, view), width - 15 - label.size());
      while (words.ends_with(' ')) words.pop_back();
      text += fmt::format("{:>15}{}{}\n", "", label, words);
    };
    line("highest in  ", range.best_in);
    line("lowest in   ", range.worst_in);
  }
  return text;
}

std::string summary_text(const Ranking& ranking, const Case& c, std::size_t width, bool colour) {
  if (!ranking.summary || ranking.views.size() < 2) return {};
  const Consensus& summary = *ranking.summary;
  const std::size_t tasks = c.tasks.size();
  std::string text = heading("Summaries, none of them the room's view", width, colour);
  const auto place_of = [&](const std::vector<std::size_t>& order, std::size_t task) {
    return static_cast<std::size_t>(std::ranges::find(order, task) - order.begin()) + 1;
  };
  text += fmt::format("{:>8} {:>7} {:>9}   {}\n", "Kemeny", "Borda", "Copeland", "task");
  for (std::size_t i = 0; i < std::min(kMostTasks, tasks); ++i) {
    const std::size_t task = summary.kemeny.order[i];
    std::string title = fitted(task_title(c, task), width - 29);
    while (title.ends_with(' ')) title.pop_back();
    text += fmt::format("{:>8} {:>7} {:>9}   {}\n", i + 1, place_of(summary.borda.order, task),
                        place_of(summary.copeland.order, task), title);
  }
  if (tasks > kMostTasks) text += fmt::format("{:>29}and {} more\n", "", tasks - kMostTasks);
  const Kemeny& kemeny = summary.kemeny;
  const auto pairs = static_cast<double>(tasks * (tasks - 1)) / 2.0;
  std::string proof =
      kemeny.is_proven
          ? (kemeny.as_good > 1 ? "no order contradicts fewer, though others contradict as few"
                                : "no other order contradicts fewer")
          : fmt::format(
                "none can contradict fewer than {:.0f} %; that this is the best is not proven",
                100.0 * kemeny.bound / pairs);
  text += wrapped(
      fmt::format(
          "All views with equal say. Kemeny: the order that contradicts the fewest judgements "
          "about a pair, {:.0f} % of them; {}. Borda: by mean place. Copeland: by duels won. "
          "{}",
          100.0 * kemeny.disagreement / pairs, proof,
          summary.condorcet_winner < tasks
              ? fmt::format("“{}” wins its duel with every other task.",
                            task_title(c, summary.condorcet_winner))
              : "No task wins its duel with every other."),
      width);
  return text;
}

}  // namespace penholder
