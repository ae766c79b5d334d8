#include "rank/robustness_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/columns.h"
#include "base/text.h"
#include "rank/flip.h"

namespace penholder {
namespace {

/// A share of weight: whole points, but never "0 %" for something.
std::string points(double share) {
  const double percent = 100.0 * share;
  if (percent < 0.5) return "less than 1 %";
  return fmt::format("{:.0f} %", percent);
}

class Section {
 public:
  Section(const Ranking& ranking, const Case& c, std::size_t width, bool colour)
      : ranking_(ranking), case_(c), leaves_(c), width_(width), colour_(colour) {}

  std::string render() {
    const std::size_t headline = ranking_.reference.value_or(0);
    if (headline < ranking_.robustness.views.size()) {
      first_place(ranking_.robustness.views[headline], ranking_.headline());
    }
    proven();
    doubtful_draws();
    return std::move(text_);
  }

 private:
  [[nodiscard]] std::string task(TaskId id) const {
    return fmt::format("“{}”", without_controls(case_.tasks[id].title));
  }
  [[nodiscard]] std::string leaf(LeafId id) const {
    return fmt::format("“{}”", without_controls(leaves_.title(id)));
  }

  /// A task by its place where the text has just named it.
  [[nodiscard]] std::string in_short(TaskId id) const {
    if (id == first_) return "the first";
    return id == second_ ? "the second" : task(id);
  }

  void heading(std::string_view words) {
    const std::string line = wrapped(words, width_);
    text_ += '\n';
    text_ += colour_ ? fmt::format("\x1b[1m{}\x1b[0m\n", line.substr(0, line.size() - 1)) : line;
  }
  void item(std::string_view words) { text_ += wrapped(fmt::format("  - {}", words), width_, 4); }

  void first_place(const ViewRobustness& view, const ViewRanking& central) {
    if (!view.first || central.samples == 0) return;
    // Nothing that is worth nothing is first.
    if (view.flips.front().lead <= 0.0 && central.rows[*view.first].mean_value <= 0.0) return;
    heading("How firm the first place is");
    first_ = *view.first;
    second_ = view.flips.front().below;
    text_ += wrapped(
        fmt::format(
            "At {} and likely strengths, {} is worth most, {} the second, {}. What it would "
            "take for another to come first:",
            view.view ? "the view's mean weights" : "the mean of all weights", task(first_),
            lead_words(view.flips.front().lead), task(second_)),
        width_);
    const PairFlip* anywhere = least_weight_flip(view.flips, false);
    const PairFlip* within = least_weight_flip(view.flips, true);
    if (!view.view) {
      weights("weights", anywhere, false, central);
    } else if (anywhere != nullptr && within == anywhere &&
               within->within->moved < anywhere->anywhere->moved + 0.005) {
      weights("weights, and the view's statements allow it", anywhere, false, central);
    } else {
      weights("weights that the view's statements allow", within, true, central);
      weights("weights that they do not allow", anywhere, false, central);
    }
    score(least_score_flip(view.flips));
  }

  static std::string lead_words(double lead) {
    if (lead < 0.05) return "all but level with";
    return fmt::format("{:.1f} of 100 before", lead);
  }

  void weights(std::string_view label, const PairFlip* flip, bool within,
               const ViewRanking& central) {
    if (flip == nullptr) {
      item(fmt::format("{}: no weights put another first.", label));
      return;
    }
    const WeightFlip& change = within ? *flip->within : *flip->anywhere;
    item(fmt::format("{}: {} of the weight moves, {}; then {} is ahead.", label,
                     points(change.moved), moves(change, central), in_short(flip->below)));
  }

  /// "mostly from “A” to “B”".
  [[nodiscard]] std::string moves(const WeightFlip& change, const ViewRanking& central) const {
    LeafId fallen{0};
    LeafId risen{0};
    double fall = 0.0;
    double rise = 0.0;
    for (const LeafId id : leaves_.ids()) {
      const double difference = change.weights[id] - central.mean_weights[id];
      if (-difference > fall) {
        fall = -difference;
        fallen = id;
      }
      if (difference > rise) {
        rise = difference;
        risen = id;
      }
    }
    const bool is_all = fall >= 0.95 * change.moved && rise >= 0.95 * change.moved;
    return fmt::format("{}from {} to {}", is_all ? "" : "mostly ", leaf(fallen), leaf(risen));
  }

  void score(const PairFlip* flip) {
    if (flip == nullptr) {
      item("one judged strength: no change of one alone does it.");
      return;
    }
    const bool of_rival = flip->score->task == flip->below;
    item(fmt::format(
        "one judged strength: that of {} for {} is {:.2f} instead of {:.2f}; then {} is ahead.",
        in_short(flip->score->task), leaf(flip->score->leaf), flip->score->to, flip->score->from,
        of_rival ? "it" : in_short(flip->below)));
  }

  void proven() {
    const std::size_t tasks = case_.tasks.size();
    if (ranking_.views.size() < 2 || tasks < 2 || ranking_.robustness.views.empty()) return;
    const TaskRelation& holds = ranking_.robustness.group.necessary_for_all;
    std::vector<std::vector<TaskId>> below(tasks);
    std::size_t pairs = 0;
    for (const TaskId a : case_.tasks.ids()) {
      for (const TaskId b : case_.tasks.ids()) {
        if (a == b || !holds(a, b) || holds(b, a)) continue;
        below[a.value].push_back(b);
        ++pairs;
      }
    }
    heading("What holds under all weights of all views");
    text_ += wrapped(
        fmt::format("At likely strengths, {} of {} pairs of tasks stand one way round (or level) "
                    "under every weight that any view allows. This is proven by linear "
                    "programming, not drawn.",
                    pairs, tasks * (tasks - 1) / 2),
        width_);
    std::vector<TaskId> order = ranking_.all.by_mean_rank;
    std::ranges::stable_sort(
        order, [&](TaskId a, TaskId b) { return below[a.value].size() > below[b.value].size(); });
    constexpr std::size_t kMostShown = 5;
    for (std::size_t i = 0; i < std::min(order.size(), kMostShown); ++i) {
      const std::vector<TaskId>& lower = below[order[i].value];
      if (lower.empty()) break;
      item(fmt::format(
          "{} is worth at least as much as {}.", task(order[i]),
          lower.size() == 1 ? task(lower[0]) : fmt::format("{} other tasks", lower.size())));
    }
  }

  void doubtful_draws() {
    std::vector<std::string> views;
    for (const ViewRanking& view : ranking_.views) {
      if (!view.walk || view.walk->has_converged) continue;
      views.push_back(fmt::format("“{}” (R-hat {:.2f}, worth {} draws)",
                                  without_controls(case_.views[*view.view].title), view.walk->r_hat,
                                  format_thousands(std::llround(view.walk->effective_samples))));
    }
    if (views.empty()) return;
    heading("Draws to be read with doubt");
    text_ += wrapped(
        fmt::format("The random walk over the weights of {} did not pass its checks; what is said "
                    "of shares there may be off by more than the stated error.",
                    join_words(views)),
        width_);
  }

  const Ranking& ranking_;
  const Case& case_;
  Leaves leaves_;
  std::size_t width_;
  bool colour_;
  std::string text_;
  TaskId first_;
  TaskId second_;
};

}  // namespace

std::string render_robustness(const Ranking& ranking, const Case& c, std::size_t width,
                              bool colour) {
  return Section(ranking, c, width, colour).render();
}

}  // namespace penholder
