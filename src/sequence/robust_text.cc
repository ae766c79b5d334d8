#include "sequence/robust_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/columns.h"
#include "base/text.h"
#include "sequence/text_page.h"

namespace penholder {
namespace {

constexpr double kMost = 0.8;  // share of a view's plans from which on it is said to want a task
constexpr double kFew = 0.2;
constexpr std::size_t kDisplacedShown = 2;
constexpr double kConfidence = 3.0;  // minus the logarithm of one in twenty: the rule of three

std::string quoted(std::string_view title) { return fmt::format("“{}”", title); }

std::string points(double value) {
  if (value < 0.05) return "hardly any";
  return fmt::format("{:.1f}", value);
}

class RobustPage {
 public:
  RobustPage(const RobustPlan& robust, const Case& c, int width, bool colour)
      : robust_(robust), c_(c), page_(width, colour) {}

  std::string render() {
    page_.heading("What stays whatever the weights");
    const CoreIndex& core = robust_.core;
    page_.paragraph(fmt::format(
        "{} plans, each the best under weights drawn from the views in turn. {} proven best{}.",
        core.plans,
        core.proven == core.plans ? "All are" : fmt::format("{} of them are", core.proven),
        core.proven == core.plans ? "" : "; the others are the best that were found"));
    views();
    listed(Coreness::Core, fmt::format("Core: in every plan (95 % sure: in over {} % of the "
                                       "weights that the views allow)",
                                       share_below()));
    borderline();
    listed(Coreness::Out, fmt::format("Out: in no plan (95 % sure: in under {} % of the weights)",
                                      format_number(100.0 * kConfidence / count(), 1)));
    if (robust_.recommended) recommended();
    return page_.take();
  }

 private:
  [[nodiscard]] double count() const {
    return static_cast<double>(std::max<std::size_t>(robust_.core.plans, 1));
  }
  [[nodiscard]] std::string share_below() const {
    return format_number(std::max(0.0, 100.0 * (1.0 - kConfidence / count())), 1);
  }

  static std::string letter(std::size_t view) {
    return view < 26 ? std::string(1, static_cast<char>('A' + view)) : fmt::format("{}", view + 1);
  }
  [[nodiscard]] std::string title_of(const std::optional<ViewId>& view) const {
    return view ? c_.views[*view].title : "All weights alike";
  }
  [[nodiscard]] bool has_views() const { return robust_.views.size() > 1; }

  void views() {
    if (!has_views()) return;
    for (std::size_t v = 0; v < robust_.views.size(); ++v) {
      page_.line(fmt::format("  {}  {}", letter(v),
                             fitted(title_of(robust_.views[v]), page_.width() - 5)));
    }
  }

  void listed(Coreness coreness, const std::string& heading) {
    std::vector<TaskId> tasks;
    for (const TaskId id : robust_.core.coreness.ids()) {
      if (robust_.core.coreness[id] == coreness) tasks.push_back(id);
    }
    if (tasks.empty()) return;
    page_.heading(heading);
    for (const TaskId id : tasks) page_.item(c_.tasks[id].title);
  }

  // -- borderline --------------------------------------------------------------------------------

  void borderline() {
    if (robust_.borderline.empty()) return;
    page_.heading("Borderline: in some plans (this is what the room should discuss)");
    for (const BorderlineTask& task : robust_.borderline) {
      page_.item(c_.tasks[task.task].title);
      detail(fmt::format("In {} of the plans{}.", percent(task.share, task.standard_error),
                         who(task)));
      const std::string turned = turned_words(task);
      if (!turned.empty()) detail(turned);
      const std::string displaced = displaced_words(task);
      if (!displaced.empty()) detail(displaced);
    }
  }

  void detail(const std::string& words) {
    page_.line("      " + without_end(wrapped(without_controls(words), page_.width() - 6, 6)));
  }
  static std::string without_end(std::string text) {
    if (text.ends_with('\n')) text.pop_back();
    return text;
  }

  static std::string percent(double share, double error) {
    return fmt::format("{:.0f} % (±{:.0f})", 100.0 * share, std::max(1.0, 100.0 * error));
  }

  [[nodiscard]] std::string who(const BorderlineTask& task) const {
    if (!has_views()) return "";
    std::vector<std::string> want, part, refuse;
    for (std::size_t v = 0; v < task.share_by_view.size(); ++v) {
      const double share = task.share_by_view[v];
      (share >= kMost ? want : share <= kFew ? refuse : part).push_back(letter(v));
    }
    std::string words;
    const auto add = [&](const char* how, const std::vector<std::string>& letters) {
      if (letters.empty()) return;
      words +=
          fmt::format("; {} {}", how,
                      letters.size() == robust_.views.size() ? "every view" : join_words(letters));
    };
    add("mostly in under", want);
    add("mostly out under", refuse);
    add("divided within", part);
    return words;
  }

  [[nodiscard]] std::string reference() const {
    return robust_.plan.view
               ? fmt::format("the plan under {}", quoted(c_.views[*robust_.plan.view].title))
               : std::string("the plan");
  }

  [[nodiscard]] std::string turned_words(const BorderlineTask& task) const {
    if (!task.turned) return "";
    const BorderlineTask::Turned& turned = *task.turned;
    std::string loss = points(turned.loss);
    if (turned.loss - turned.least_loss >= 0.05) {
      loss = fmt::format("{} to {}", points(turned.least_loss), loss);
    }
    // What comes in and falls out says most; where nothing does, what gains and what gives way.
    std::vector<PlanChange> swaps;
    for (const PlanChange& change : turned.changes) {
      const bool is_swap =
          change.kind == PlanChange::Kind::Enters || change.kind == PlanChange::Kind::Leaves;
      if (is_swap && change.task != task.task) swaps.push_back(change);
    }
    const std::string changes =
        changes_in_words(swaps.empty() ? turned.changes : swaps, c_, task.task, 2);
    return fmt::format("{} {}: {} points lost{}{}.",
                       task.is_in_reference ? "Taken out of" : "Put into", reference(), loss,
                       changes.empty() ? "" : "; ", changes);
  }

  [[nodiscard]] std::string displaced_words(const BorderlineTask& task) const {
    if (task.displaced.empty()) return "";
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < std::min(kDisplacedShown, task.displaced.size()); ++i) {
      const BorderlineTask::Displaced& each = task.displaced[i];
      parts.push_back(fmt::format("{} ({:.0f} % of the plans with it, {:.0f} % without)",
                                  quoted(c_.tasks[each.task].title), 100.0 * each.share_with,
                                  100.0 * each.share_without));
    }
    return fmt::format("Over all plans, where it is in, these are out more often: {}.",
                       join_words(parts));
  }

  // -- the recommended plan ----------------------------------------------------------------------

  [[nodiscard]] std::string for_view(const std::optional<ViewId>& view) const {
    const auto found = std::ranges::find(robust_.views, view);
    if (!has_views() || found == robust_.views.end()) return quoted(title_of(view));
    return letter(static_cast<std::size_t>(found - robust_.views.begin()));
  }

  [[nodiscard]] std::string origin_words(const RobustCandidate& candidate) const {
    switch (candidate.origin) {
      case RobustCandidate::Origin::Reference:
        return robust_.plan.view
                   ? fmt::format("The best plan for {}, shown above", for_view(robust_.plan.view))
                   : std::string("The best plan for equal weights, shown above");
      case RobustCandidate::Origin::Mean:
        return "The best plan for the mean of all views";
      case RobustCandidate::Origin::View:
        return fmt::format("The best plan for {}", for_view(candidate.view));
      case RobustCandidate::Origin::Drawn:
        return "The best plan for one of the weights drawn";
      case RobustCandidate::Origin::Mixture:
        return "The best plan for a mixture of the views";
    }
    return "";
  }

  static std::string interval(const Regret& regret) {
    if (regret.high - regret.low < 0.05) return fmt::format("{:.1f}", regret.low);
    return fmt::format("{:.1f}-{:.1f}", regret.low, regret.high);
  }

  void recommended() {
    const RobustCandidate& best = robust_.best();
    page_.heading("The plan that the view it serves worst regrets least");
    page_.paragraph(fmt::format(
        "Regret: points by which a plan falls short of the best plan for the same weights. Of {} "
        "different plans weighed, this one is recommended to start the discussion from: no view "
        "loses more than {} points by it on average{}, all views together {}. {}",
        robust_.weighed, interval(best.worst()),
        has_views() ? fmt::format(" ({})", letter(best.worst_view)) : std::string(),
        interval(best.overall), bound_words(best)));
    const std::string changes = changes_in_words(robust_.changes, c_, std::nullopt, 6);
    page_.paragraph(changes.empty()
                        ? fmt::format("It is {}, unchanged.", reference())
                        : fmt::format("Against {} ({} of its {} points): {}.", reference(),
                                      format_number(robust_.plan.value, 1),
                                      format_number(robust_.plan.upper_bound, 1), changes));
    if (has_views()) by_view(best);
    candidates();
    page_.paragraph("± one standard error over the weights drawn.");
  }

  [[nodiscard]] std::string bound_words(const RobustCandidate& best) const {
    const double bound = robust_.worst_regret_bound;
    if (best.worst().low - bound < 0.05) return "It is proven that no plan does better by that.";
    return fmt::format("No plan at all can bring that below {}.", format_number(bound, 1));
  }

  void by_view(const RobustCandidate& best) {
    const std::size_t title = page_.width() - 5 - 28;
    page_.line("");
    page_.line("  " + fitted("What each view loses by it, in points", title + 3) +
               fmt::format("{:>14}{:>14}", "on average", "at worst"));
    for (std::size_t v = 0; v < best.by_view.size(); ++v) {
      const Regret& regret = best.by_view[v];
      page_.line(fmt::format(
          "  {:<3}{}{:>14}{:>14}", letter(v), fitted(title_of(robust_.views[v]), title),
          fmt::format("{} ±{}", interval(regret), fmt::format("{:.1f}", regret.standard_error)),
          fmt::format("{:.1f}", regret.most)));
    }
  }

  void candidates() {
    const std::size_t title = page_.width() - 2 - 32;
    page_.line("");
    page_.line("  " + fitted("Beside other plans", title) +
               fmt::format("{:>14}{:>18}", "over all views", "worst view"));
    const auto row = [&](const std::string& name, const RobustCandidate& candidate) {
      page_.line(fmt::format("  {}{:>14}{:>18}", fitted(name, title), interval(candidate.overall),
                             has_views() ? fmt::format("{} ({})", interval(candidate.worst()),
                                                       letter(candidate.worst_view))
                                         : interval(candidate.worst())));
    };
    row("The recommended plan", robust_.best());
    for (std::size_t i = 0; i < robust_.candidates.size(); ++i) {
      const RobustCandidate& each = robust_.candidates[i];
      // The reference view's own plan stands in the first line already.
      const bool is_twice = each.origin == RobustCandidate::Origin::View && each.view &&
                            each.view == robust_.plan.view;
      if (i != *robust_.recommended && !is_twice) row(origin_words(each), each);
    }
  }

  const RobustPlan& robust_;
  const Case& c_;
  TextPage page_;
};

}  // namespace

std::string render_text(const RobustPlan& robust, const Case& c, int width, bool colour) {
  return RobustPage(robust, c, width, colour).render();
}

std::string changes_in_words(const std::vector<PlanChange>& changes, const Case& c,
                             std::optional<TaskId> without, std::size_t most) {
  using Kind = PlanChange::Kind;
  constexpr std::array<std::pair<Kind, const char*>, 4> kKinds{{{Kind::Enters, "in: "},
                                                                {Kind::Leaves, "out: "},
                                                                {Kind::Gains, "more of "},
                                                                {Kind::Loses, "less of "}}};
  std::string words;
  for (const auto& [kind, how] : kKinds) {
    std::vector<std::string> titles;
    std::size_t more = 0;
    for (const PlanChange& change : changes) {
      if (change.kind != kind || change.task == without) continue;
      if (titles.size() < most) {
        std::string title = quoted(c.tasks[change.task].title);
        if (std::abs(change.points) >= 0.05) title += fmt::format(" ({:+.1f})", change.points);
        titles.push_back(std::move(title));
      } else {
        ++more;
      }
    }
    if (titles.empty()) continue;
    if (more > 0) titles.push_back(more == 1 ? "one other" : fmt::format("{} others", more));
    if (!words.empty()) words += "; ";
    words += how + join_words(titles);
  }
  return words;
}

}  // namespace penholder
