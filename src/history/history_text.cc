// The life of a mandate in a terminal.

#include <fmt/format.h>

#include <algorithm>

#include "base/columns.h"
#include "base/text.h"
#include "history/history_render.h"
#include "redline/redline_render.h"

namespace penholder {
namespace {

constexpr std::string_view kReset = "\x1b[0m";
constexpr std::string_view kBold = "\x1b[1m";

std::string number(std::size_t value) { return format_thousands(static_cast<long long>(value)); }

// A bar of full blocks and one of an eighth's precision at its end.
std::string bar(std::size_t value, std::size_t most, std::size_t columns) {
  static constexpr std::string_view kEighths[] = {"",       "\u258F", "\u258E", "\u258D",
                                                  "\u258C", "\u258B", "\u258A", "\u2589"};
  if (most == 0) return {};
  const std::size_t eighths = (value * columns * 8 + most / 2) / most;
  std::string out;
  for (std::size_t i = 0; i < eighths / 8; ++i) out += "\u2588";
  return out + std::string(kEighths[eighths % 8]);
}

char sign_of(TaskStep step) {
  switch (step) {
    case TaskStep::First:
      return ' ';
    case TaskStep::Kept:
      return '=';
    case TaskStep::Reworded:
      return '~';
    case TaskStep::Added:
      return '+';
    case TaskStep::Split:
    case TaskStep::Detailed:
      return '<';
    case TaskStep::Returned:
      return '*';
  }
  return ' ';
}

char letter_of(TaskList list) {
  switch (list) {
    case TaskList::Priority:
      return 'P';
    case TaskList::Other:
      return 'o';
    default:
      return 'm';
  }
}

class Writer {
 public:
  Writer(const History& history, int width, bool colour)
      : h_(history), width_(static_cast<std::size_t>(std::max(width, 60))), colour_(colour) {}

  std::string write() {
    title();
    sketch();
    tasks();
    for (const std::string& remark : h_.remarks) out_ += wrapped("note: " + remark, width_, 6);
    return std::move(out_);
  }

 private:
  void heading(std::string_view text) {
    if (colour_) out_ += kBold;
    out_ += text;
    if (colour_) out_ += kReset;
    out_ += '\n';
  }

  void title() {
    if (h_.mandates.empty()) return;
    std::string line = h_.mission.empty() ? "The mandate" : h_.mission;
    line += fmt::format(": {} resolutions, {} to {}", h_.mandates.size(),
                        without_controls(h_.mandates.front().measure.symbol),
                        without_controls(h_.mandates.back().measure.symbol));
    std::string text = wrapped(line, width_, 2);
    text.pop_back();
    heading(text);
    out_ += '\n';
  }

  void sketch() {
    std::size_t words_most = 0;
    std::size_t tasks_most = 0;
    for (const MandateStep& m : h_.mandates) {
      words_most = std::max(words_most, m.measure.operative_words);
      tasks_most = std::max(tasks_most, m.measure.tasks());
    }
    // Symbol and year 10, words 7, paragraphs 6, tasks 6, lists 14; the rest for two bars.
    const std::size_t bars = width_ > 52 ? width_ - 52 : 8;
    const std::size_t words_bar = std::clamp<std::size_t>(bars * 6 / 10, 6, 40);
    const std::size_t tasks_bar = std::clamp<std::size_t>(bars * 4 / 10, 4, 26);
    heading(fmt::format("{:<10} {:>6}  {:<{}} {:>4}  {:>5}  {:<{}} {}", "", "words", "", words_bar,
                        "paras", "tasks", "", tasks_bar, "P/o/m"));
    for (const MandateStep& m : h_.mandates) {
      const auto filled = [](std::string text, std::size_t columns) {
        const std::size_t used = columns_of(text);
        if (used < columns) text.append(columns - used, ' ');
        return text;
      };
      out_ += fmt::format("{:<10} {:>6}  {} {:>5}  {:>5}  {} {}\n",
                          fitted(short_symbol(m.measure) + " " + year_of(m.measure), 10),
                          number(m.measure.operative_words),
                          filled(bar(m.measure.operative_words, words_most, words_bar), words_bar),
                          m.measure.paragraphs, m.measure.tasks(),
                          filled(bar(m.measure.tasks(), tasks_most, tasks_bar), tasks_bar),
                          m.measure.tasks() == 0
                              ? "no list"
                              : fmt::format("{}/{}/{}", m.measure.priority_tasks,
                                            m.measure.other_tasks, m.measure.untiered_tasks));
    }
    out_ += wrapped(
        "words and paras: operative part; tasks: P priority, o other, m in a list without tiers",
        width_);
    out_ += '\n';
    for (std::size_t i = 1; i < h_.mandates.size(); ++i) {
      const MandateStep& m = h_.mandates[i];
      std::string line = fmt::format(
          "{}: {} words struck, {} put in; paragraphs: {} word for word, {} changed, {} new, {} "
          "dropped",
          m.measure.symbol, number(m.words_cut), number(m.words_put),
          m.operative.unchanged + m.operative.editorial, m.operative.changed, m.operative.added,
          m.operative.dropped);
      if (m.measure.tasks() > 0) {
        line += fmt::format("; tasks: {} new, {} reworded, {} gone", m.tasks_new, m.tasks_reworded,
                            m.tasks_gone);
      }
      out_ += wrapped(without_controls(line), width_, 2);
    }
    out_ += '\n';
  }

  void tasks() {
    if (h_.tasks.empty()) {
      out_ += "No list of tasks was found in these texts.\n";
      return;
    }
    constexpr std::size_t kCell = 5;
    // A long life is shown by two digits of the year only.
    const bool narrow = h_.mandates.size() * kCell + 30 > width_;
    const std::size_t cell = narrow ? 3 : kCell;
    std::string head;
    for (const MandateStep& m : h_.mandates) {
      const std::string name = narrow ? year_of(m.measure).substr(2) : short_symbol(m.measure);
      head += fmt::format("{:<{}}", name, cell);
    }
    heading(head + " Task, by its place in the last mandate that has it");
    const std::size_t grid = h_.mandates.size() * cell + 1;
    bool ended = false;
    for (const TaskLine& task : h_.tasks) {
      if (task.end && !ended) {
        ended = true;
        out_ += '\n';
        heading("Tasks that ended");
      }
      std::string cells;
      for (const auto& standing : task.standings) {
        std::string mark = ".";
        if (standing) {
          mark = letter_of(standing->list);
          mark += standing->changes_list ? '!' : sign_of(standing->step);
        }
        cells += fmt::format("{:<{}}", mark, cell);
      }
      const TaskStanding& last = *task.standings[task.last];
      const std::size_t room = width_ > grid ? width_ - grid : 1;
      std::string words = fmt::format("{} {}", shown_locator(last.locator),
                                      opening_words(task.name, std::max<std::size_t>(5, room / 6)));
      if (const std::string end = end_of(task, h_); !end.empty()) words += "; " + end;
      const std::string filler(grid - 1, '_');
      const std::string text =
          wrapped(filler + ' ' + without_controls(words), std::max(width_, grid + 34), grid);
      out_ += cells + ' ' + text.substr(grid);
    }
    out_ += '\n' + wrapped(
                       "P priority, o other, m without tiers; = word for word, ~ reworded, + "
                       "new, < from another paragraph or item, * back again, ! from priority "
                       "to other or back, . not there",
                       width_);
  }

  const History& h_;
  std::size_t width_;
  bool colour_;
  std::string out_;
};

}  // namespace

std::string history_text(const History& history, int width, bool colour) {
  return Writer(history, width, colour).write();
}

}  // namespace penholder
