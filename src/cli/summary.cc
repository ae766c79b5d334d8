#include "cli/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/text.h"

namespace penholder {
namespace {

constexpr int kLabelWidth = 12;

/// `label` in the first column, `text` broken at spaces into the second.
std::string entry(std::string_view label, const std::string& text, int width) {
  const auto room = static_cast<std::size_t>(std::max(width - kLabelWidth, 20));
  std::string result = fmt::format("{:<{}}", label, kLabelWidth);
  std::size_t used = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = text.find(' ', begin);
    if (end == std::string::npos) end = text.size();
    const std::string_view word = std::string_view(text).substr(begin, end - begin);
    if (used > 0 && used + 1 + word.size() > room) {
      result += fmt::format("\n{:<{}}", "", kLabelWidth);
      used = 0;
    }
    if (used > 0) {
      result += ' ';
      ++used;
    }
    result += word;
    used += word.size();
    begin = end + 1;
  }
  return result + '\n';
}

std::string priorities_of(const Ranking& ranking, const Case& base) {
  const ViewRanking& headline = ranking.headline();
  if (headline.by_mean_rank.empty()) return "the case has no tasks";
  std::vector<std::string> first;
  for (const TaskId task : headline.by_mean_rank) {
    if (first.size() == 3) break;
    first.push_back(
        fmt::format("{} ({:.0f} points)", base.tasks[task].title, headline.rows[task].mean_value));
  }
  const std::string under = headline.view
                                ? fmt::format("under `{}`", base.views[*headline.view].title)
                                : std::string("over all views");
  std::string text = fmt::format("{}, by mean rank: {}.", under, fmt::join(first, "; "));
  if (!headline.winner) return text + " No clear winner.";
  // The one that is most often first need not have the best mean rank.
  return text + fmt::format(" Most often first: {} ({:.0f} % of draws).",
                            base.tasks[*headline.winner].title,
                            100.0 * headline.rows[*headline.winner].rank_acceptability.front());
}

std::string plan_of(const Plan& plan, const Case& base) {
  std::size_t included = 0;
  for (const PlannedTask& task : plan.tasks) included += task.included ? 1 : 0;
  std::string text = fmt::format("{} of {} tasks; worth {} of 100 points under the view", included,
                                 base.tasks.size(), format_number(plan.value));
  if (plan.is_proven()) {
    text += ", proven best.";
  } else {
    text += fmt::format("; no plan can pass {} (gap {}).", format_number(plan.upper_bound),
                        format_number(plan.gap()));
  }
  return text;
}

std::string outlook_of(const Outlook& outlook, const Case& base) {
  std::string text = fmt::format(
      "about {:.0f} points are realised, {:.0f} to {:.0f} in 8 of 10 courses of events.",
      outlook.value.mean, outlook.value_spread.p10, outlook.value_spread.p90);
  if (base.benchmarks.empty()) return text;
  const auto likely = static_cast<std::size_t>(std::ranges::count_if(
      outlook.benchmarks,
      [](const BenchmarkOutlook& benchmark) { return benchmark.met.mean >= 0.5; }));
  return text +
         fmt::format(" {} of {} benchmarks are more likely than not to be met by their date.",
                     likely, base.benchmarks.size());
}

std::string options_of(const Comparison& comparison) {
  if (comparison.designs.size() <= 1) return "the case has no options";
  std::vector<std::string> leaders;
  for (std::size_t i = 0; i < comparison.designs.size(); ++i) {
    const auto views = std::ranges::count(comparison.best_by_view, std::optional<std::size_t>(i));
    if (views == 0) continue;
    leaders.push_back(fmt::format("`{}` under {} of {} views", comparison.designs[i].title, views,
                                  comparison.views.size()));
  }
  const std::string best = leaders.empty() ? std::string("no option leads clearly under any view")
                                           : fmt::format("clearly best is {}", join_words(leaders));
  return fmt::format("{}; the least regret in the worst view has `{}`.", best,
                     comparison.designs[comparison.least_regret].title);
}

/// What stays, what is disputed, and what one plan for all costs.
std::string room_of(const RobustPlan& robust, const Case& base) {
  const auto core = std::ranges::count(robust.core.coreness, Coreness::Core);
  std::string text = fmt::format("{} of {} tasks are in the best plan under all of {} weightings",
                                 core, base.tasks.size(), robust.core.plans);
  std::vector<std::string> disputed;
  for (const BorderlineTask& task : robust.borderline) {
    if (disputed.size() < 2) disputed.push_back(base.tasks[task.task].title);
  }
  if (!disputed.empty()) text += fmt::format("; most disputed: {}", fmt::join(disputed, "; "));
  text += ".";
  if (robust.recommended) {
    text += fmt::format(" One plan costs no view more than {} points on average.",
                        format_number(robust.best().worst().low));
  }
  return text;
}

/// The question most worth settling, and what none can be worth more than.
std::string decisive_of(const Comparison& comparison) {
  std::string text = "no single question would change the choice of option beyond chance.";
  if (!comparison.cruxes.empty()) {
    const Crux& crux = comparison.cruxes.front();
    text = fmt::format("{}: worth {} points to settle before choosing an option.", crux.title,
                       format_number(crux.value_of_settling));
  }
  return text + fmt::format(" No question can be worth more than {}.",
                            format_number(comparison.value_of_all.mean));
}

}  // namespace

std::string render_summary(const Case& base, const Ranking& ranking, const Plan& plan,
                           const Outlook& outlook, const Comparison& comparison, int width,
                           const RobustPlan* robust) {
  std::string text = fmt::format("{}\nas of {}\n\n", base.title, to_long_string(base.as_of));
  text += entry("Priorities", priorities_of(ranking, base), width);
  text += entry("Sequence", plan_of(plan, base), width);
  if (robust != nullptr && robust->core.plans > 0) {
    text += entry("The room", room_of(*robust, base), width);
  }
  text += entry("Outlook", outlook_of(outlook, base), width);
  text += entry("Options", options_of(comparison), width);
  if (comparison.questions > 0) text += entry("Turns on", decisive_of(comparison), width);
  text += entry("Rests on",
                fmt::format("judgement for {:.0f} % of the variance that single inputs explain.",
                            100.0 * outlook.judgement_share),
                width);
  return text;
}

}  // namespace penholder
