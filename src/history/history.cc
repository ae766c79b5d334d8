#include "history/history.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "redline/redline_render.h"
#include "redline/similarity.h"

namespace penholder {
namespace {

constexpr std::size_t kNameWords = 14;

std::string name_of(const Resolution& resolution) {
  return resolution.symbol.empty() ? "a text without symbol" : resolution.symbol;
}

class Maker {
 public:
  explicit Maker(std::vector<Resolution> mandates) : mandates_(std::move(mandates)) {}

  History make() {
    put_in_order();
    for (std::size_t i = 0; i < mandates_.size(); ++i) add_mandate(i);
    finish();
    return std::move(history_);
  }

 private:
  void put_in_order() {
    const auto key = [](const Resolution& resolution) {
      return std::tuple(resolution.date.value_or(Date()), resolution.number);
    };
    const auto is_undated = [](const Resolution& r) { return !r.date; };
    if (std::ranges::any_of(mandates_, is_undated)) {
      history_.remarks.emplace_back(
          "a text does not state its date: the texts are taken in the order given");
    } else if (!std::ranges::is_sorted(mandates_, {}, key)) {
      std::ranges::stable_sort(mandates_, {}, key);
      history_.remarks.emplace_back("the texts are put in the order of their dates");
    }
    std::vector<Resolution> once;
    for (Resolution& mandate : mandates_) {
      const bool again = std::ranges::any_of(once, [&](const Resolution& other) {
        return mandate.number > 0 && other.number == mandate.number &&
               other.language == mandate.language;
      });
      if (again) {
        history_.remarks.push_back(
            fmt::format("{} was given twice and is taken once", name_of(mandate)));
      } else {
        once.push_back(std::move(mandate));
      }
    }
    mandates_ = std::move(once);
  }

  void add_mandate(std::size_t index) {
    const Resolution& mandate = mandates_[index];
    const Resolution nothing;
    const Redline redline = make_redline(index == 0 ? nothing : mandates_[index - 1], mandate);
    MandateStep step;
    step.measure = redline.to;
    if (index > 0) {
      step.operative = redline.operative;
      step.words_cut = redline.words_cut;
      step.words_put = redline.words_put;
      for (const std::string& remark : redline.remarks) {
        history_.remarks.push_back(
            fmt::format("{} to {}: {}", name_of(mandates_[index - 1]), name_of(mandate), remark));
      }
    }
    if (!step.measure.mission.empty()) history_.mission = step.measure.mission;
    history_.mandates.push_back(std::move(step));
    follow_tasks(index, redline);
  }

  // Tasks are followed from the last mandate that has any: a resolution that only extends drops
  // none.
  // `since_before` is against the mandate just before.
  void follow_tasks(std::size_t index, const Redline& since_before) {
    MandateStep& step = history_.mandates[index];
    if (step.measure.tasks() == 0) {
      if (with_tasks_) {
        history_.remarks.push_back(
            fmt::format("{} has no list of tasks: the tasks are taken to go on unchanged",
                        name_of(mandates_[index])));
      }
      return;
    }
    const bool is_first = !with_tasks_.has_value();
    const bool is_next = is_first ? index == 0 : *with_tasks_ + 1 == index;
    std::optional<Redline> since_tasks;
    if (!is_next) {
      const Resolution nothing;
      since_tasks = make_redline(is_first ? nothing : mandates_[*with_tasks_], mandates_[index]);
    }
    const Redline& redline = since_tasks ? *since_tasks : since_before;
    std::map<std::string, std::size_t> standing;  // lines that stand in this mandate
    for (const TaskChange& change : redline.tasks) {
      const bool is_gone = change.to.empty() || change.to_list == TaskList::None;
      if (is_gone) {
        end_line(change, step);
        continue;
      }
      TaskStanding now{.locator = change.to,
                       .list = change.to_list,
                       .step = TaskStep::Added,
                       .is_moved = change.is_moved,
                       .changes_list = change.changes_list(),
                       .text = change.text,
                       .from = change.elsewhere,
                       .row = std::nullopt};
      const auto old = standing_.find(change.from);
      std::size_t line = history_.tasks.size();
      if (!change.from.empty() && old != standing_.end()) {
        line = old->second;
        now.step = change.kind == TaskChangeKind::Kept ? TaskStep::Kept : TaskStep::Reworded;
        if (now.step == TaskStep::Reworded) ++step.tasks_reworded;
        now.row = row_to(redline, change.to);
      } else {
        now.step = is_first                                  ? TaskStep::First
                   : change.kind == TaskChangeKind::Split    ? TaskStep::Split
                   : change.kind == TaskChangeKind::Detailed ? TaskStep::Detailed
                                                             : TaskStep::Added;
        if (now.step == TaskStep::Added) {
          if (const auto ended = ended_like(change.text)) {
            line = *ended;
            now.step = TaskStep::Returned;
            history_.tasks[line].end.reset();
          }
        }
        if (!is_first) ++step.tasks_new;
        if (line == history_.tasks.size()) history_.tasks.push_back({});
      }
      TaskLine& task = history_.tasks[line];
      if (task.standings.empty()) task.first = index;
      task.standings.resize(index + 1);
      task.standings[index] = std::move(now);
      task.name = opening_words(change.text, kNameWords);
      task.under = change.under;
      task.last = index;
      standing.emplace(change.to, line);
    }
    standing_ = std::move(standing);
    with_tasks_ = index;
  }

  void end_line(const TaskChange& change, MandateStep& step) {
    const auto old = standing_.find(change.from);
    if (old == standing_.end()) return;
    ++step.tasks_gone;
    TaskEnd end;
    end.is_merged = change.kind == TaskChangeKind::Merged;
    end.is_detailed = change.kind == TaskChangeKind::Detailed;
    end.into = change.elsewhere;
    if (!change.to.empty()) end.into.push_back(change.to);
    history_.tasks[old->second].end = std::move(end);
  }

  static std::optional<RedlineRow> row_to(const Redline& redline, const std::string& locator) {
    for (const RedlineRow& row : redline.rows) {
      if (row.to && row.to->locator == locator) return row;
    }
    return std::nullopt;
  }

  // A task that ended before and has most of these words.
  std::optional<std::size_t> ended_like(const std::string& text) {
    std::optional<std::size_t> best;
    double best_likeness = kReturnSimilarity;
    const std::vector<std::uint32_t> words = tokenise(text, vocabulary_).folded;
    for (std::size_t i = 0; i < history_.tasks.size(); ++i) {
      const TaskLine& task = history_.tasks[i];
      if (!task.end || task.standings.empty() || !task.standings[task.last]) continue;
      const double likeness =
          similarity(words, tokenise(task.standings[task.last]->text, vocabulary_).folded);
      if (likeness > best_likeness) {
        best = i;
        best_likeness = likeness;
      }
    }
    return best;
  }

  void finish() {
    const std::size_t count = history_.mandates.size();
    std::map<std::size_t, std::size_t> place;  // line -> place in the last mandate
    if (with_tasks_) {
      // In the order of the text, as the register of the last mandate has it.
      const Register reg = make_register(mandates_[*with_tasks_]);
      std::size_t next = 0;
      for (const RegisterRow& row : reg.rows) {
        const auto at = standing_.find(row.locator);
        if (at != standing_.end()) place.emplace(at->second, next++);
      }
    }
    std::vector<std::size_t> lines(history_.tasks.size());
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i] = i;
    std::ranges::stable_sort(lines, [&](std::size_t x, std::size_t y) {
      const auto key = [&](std::size_t line) {
        const auto at = place.find(line);
        return at != place.end() ? std::tuple(0, std::size_t{0}, at->second)
                                 : std::tuple(1, count - history_.tasks[line].last, line);
      };
      return key(x) < key(y);
    });
    std::vector<TaskLine> sorted;
    sorted.reserve(lines.size());
    for (const std::size_t line : lines) sorted.push_back(std::move(history_.tasks[line]));
    for (TaskLine& task : sorted) task.standings.resize(count);
    history_.tasks = std::move(sorted);
  }

  std::vector<Resolution> mandates_;
  std::optional<std::size_t> with_tasks_;        // the last mandate that has tasks
  std::map<std::string, std::size_t> standing_;  // its tasks by locator -> line
  TokenVocabulary vocabulary_;
  History history_;
};

}  // namespace

std::string_view to_string(TaskStep step) {
  switch (step) {
    case TaskStep::First:
      return "first";
    case TaskStep::Kept:
      return "kept";
    case TaskStep::Reworded:
      return "reworded";
    case TaskStep::Added:
      return "added";
    case TaskStep::Split:
      return "split off";
    case TaskStep::Detailed:
      return "detailed";
    case TaskStep::Returned:
      return "returned";
  }
  return "kept";
}

History make_history(std::vector<Resolution> mandates) { return Maker(std::move(mandates)).make(); }

}  // namespace penholder
