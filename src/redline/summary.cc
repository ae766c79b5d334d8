// What a delegate wants to know first, and the words for one row; shared by terminal and page.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.h"
#include "redline/redline_render.h"

namespace penholder {
namespace {

constexpr std::string_view kArrow = "\u2192";

std::string number(std::size_t value) { return format_thousands(static_cast<long long>(value)); }

std::string percent_of(std::size_t from, std::size_t to) {
  if (from == 0 || from == to) return {};
  const double percent = 100.0 * (static_cast<double>(to) / static_cast<double>(from) - 1.0);
  return fmt::format(" ({}{:.0f} %)", percent > 0 ? "+" : "\u2212", std::abs(percent));
}

std::string change(std::size_t from, std::size_t to) {
  return from == to ? number(to) : fmt::format("{} {} {}", number(from), kArrow, number(to));
}

void add_count(std::vector<std::string>& parts, std::size_t count, std::string_view words) {
  if (count > 0) parts.push_back(fmt::format("{} {}", number(count), words));
}

std::string tally_words(const ChangeTally& tally) {
  std::vector<std::string> parts;
  add_count(parts, tally.unchanged, "word for word");
  add_count(parts, tally.editorial, "editorial only");
  add_count(parts, tally.changed, "changed");
  if (tally.added > 0) {
    parts.push_back(fmt::format(
        "{} new{}", number(tally.added),
        tally.split > 0 ? fmt::format(" ({} split from others)", number(tally.split)) : ""));
  }
  if (tally.dropped > 0) {
    parts.push_back(fmt::format(
        "{} dropped{}", number(tally.dropped),
        tally.merged > 0 ? fmt::format(" ({} merged into others)", number(tally.merged)) : ""));
  }
  std::string words = join_words(parts);
  std::vector<std::string> places;
  add_count(places, tally.moved, "moved");
  add_count(places, tally.renumbered, "renumbered");
  if (!places.empty()) words += "; " + join_words(places);
  return words;
}

std::string task_name(const TaskChange& task) {
  // A task that is gone is named by its old place, even where its words still stand somewhere.
  const bool is_gone = task.to.empty() || task.kind == TaskChangeKind::Dropped;
  const std::string& locator = is_gone ? task.from : task.to;
  const bool is_title = !task.under.empty() && task.under.size() < 90;
  return fmt::format("{} \u201c{}\u201d{}", shown_locator(locator), opening_words(task.text, 7),
                     is_title ? fmt::format(" [{}]", opening_words(task.under, 5)) : "");
}

std::string task_anchor(const TaskChange& task) {
  return task.to.empty() ? "o" + task.from : "n" + task.to;
}

// The same change at several places is said once.
class Gathered {
 public:
  void add(const std::string& text, const RedlineRow& row) {
    const auto [at, is_new] = index_.try_emplace(text, entries_.size());
    if (is_new) entries_.push_back({.text = text, .anchors = {}, .names_places = false});
    std::vector<std::string>& anchors = entries_[at->second].anchors;
    const std::string anchor = anchor_of(row);
    if (anchors.empty() || anchors.back() != anchor) anchors.push_back(anchor);
  }
  // Replacements first, then what is new, then what is gone.
  std::vector<SummaryEntry> take() {
    std::ranges::stable_sort(entries_, {}, [](const SummaryEntry& entry) {
      return entry.text.starts_with("new: ") ? 1 : entry.text.starts_with("gone: ") ? 2 : 0;
    });
    for (SummaryEntry& entry : entries_) entry.names_places = true;
    return std::move(entries_);
  }

 private:
  std::map<std::string, std::size_t> index_;
  std::vector<SummaryEntry> entries_;
};

SummaryLine length_line(const Redline& r) {
  // Languages differ in length: no growth between two of them.
  const bool same_language =
      r.from.language == r.to.language || r.from.language.empty() || r.to.language.empty();
  const auto growth = [&](std::size_t from, std::size_t to) {
    return same_language ? percent_of(from, to) : std::string();
  };
  SummaryLine line{.title = "Length", .is_list = false, .entries = {}};
  line.entries.push_back({.text = fmt::format("{} operative paragraph{}, {} words{}",
                                              change(r.from.paragraphs, r.to.paragraphs),
                                              r.to.paragraphs == 1 ? "" : "s",
                                              change(r.from.operative_words, r.to.operative_words),
                                              growth(r.from.operative_words, r.to.operative_words)),
                          .anchors = {},
                          .names_places = false});
  line.entries.push_back(
      {.text = fmt::format("{} recital{}, {} words{}", change(r.from.recitals, r.to.recitals),
                           r.to.recitals == 1 ? "" : "s",
                           change(r.from.preamble_words, r.to.preamble_words),
                           growth(r.from.preamble_words, r.to.preamble_words)),
       .anchors = {},
       .names_places = false});
  if (r.from.annex_words + r.to.annex_words > 0) {
    line.entries.push_back(
        {.text = fmt::format("annexes {} words", change(r.from.annex_words, r.to.annex_words)),
         .anchors = {},
         .names_places = false});
  }
  if (r.words_cut + r.words_put > 0) {
    line.entries.push_back({.text = fmt::format("{} words struck, {} put in", number(r.words_cut),
                                                number(r.words_put)),
                            .anchors = {},
                            .names_places = false});
  }
  return line;
}

SummaryLine tasks_line(const Redline& r) {
  SummaryLine line{.title = "Tasks", .is_list = false, .entries = {}};
  if (r.from.tasks() + r.to.tasks() == 0) return line;
  std::vector<std::string> lists;
  const auto list = [&](std::size_t from, std::size_t to, std::string_view name) {
    if (from + to > 0) lists.push_back(fmt::format("{} {}", name, change(from, to)));
  };
  list(r.from.priority_tasks, r.to.priority_tasks, "priority");
  list(r.from.other_tasks, r.to.other_tasks, "other");
  list(r.from.untiered_tasks, r.to.untiered_tasks, "without tiers");
  std::map<TaskChangeKind, std::size_t> counts;
  std::size_t switched = 0;
  for (const TaskChange& task : r.tasks) {
    ++counts[task.kind];
    if (task.changes_list()) ++switched;
  }
  std::vector<std::string> parts;
  add_count(parts, counts[TaskChangeKind::Kept], "kept");
  add_count(parts, counts[TaskChangeKind::Reworded], "reworded");
  add_count(parts, counts[TaskChangeKind::Added], "new");
  add_count(parts, counts[TaskChangeKind::Split], "split off");
  add_count(parts, counts[TaskChangeKind::Detailed], "from items added or taken away");
  add_count(parts, counts[TaskChangeKind::Dropped], "dropped");
  add_count(parts, counts[TaskChangeKind::Merged], "merged into others");
  add_count(parts, switched, "moved between lists");
  line.entries.push_back({.text = fmt::format("{} ({}): {}", change(r.from.tasks(), r.to.tasks()),
                                              join_words(lists), join_words(parts)),
                          .anchors = {},
                          .names_places = false});
  return line;
}

void add_task_lines(const Redline& r, std::vector<SummaryLine>& lines) {
  SummaryLine fresh{.title = "New tasks", .is_list = true, .entries = {}};
  SummaryLine gone{.title = "Tasks gone", .is_list = true, .entries = {}};
  SummaryLine switched{.title = "Tasks switched", .is_list = true, .entries = {}};
  for (const TaskChange& task : r.tasks) {
    const std::vector<std::string> anchors = {task_anchor(task)};
    if (task.changes_list()) {
      switched.entries.push_back(
          {.text = fmt::format("{}, {} {} {}", task_name(task), to_string(task.from_list), kArrow,
                               to_string(task.to_list)),
           .anchors = anchors,
           .names_places = false});
    }
    if (task.kind == TaskChangeKind::Added) {
      fresh.entries.push_back(
          {.text = fmt::format("{}, {}", task_name(task), to_string(task.to_list)),
           .anchors = anchors,
           .names_places = false});
    } else if (task.kind == TaskChangeKind::Split) {
      fresh.entries.push_back({.text = fmt::format("{}, split from {}", task_name(task),
                                                   named_locators(task.elsewhere)),
                               .anchors = anchors,
                               .names_places = false});
    } else if (task.kind == TaskChangeKind::Dropped) {
      const std::string still =
          task.to.empty() ? std::string()
                          : fmt::format(", no task any more in {}", shown_locator(task.to));
      gone.entries.push_back(
          {.text = fmt::format("{}, {}{}", task_name(task), to_string(task.from_list), still),
           .anchors = anchors,
           .names_places = false});
    } else if (task.kind == TaskChangeKind::Merged) {
      gone.entries.push_back({.text = fmt::format("{}, merged into {}", task_name(task),
                                                  named_locators(task.elsewhere)),
                              .anchors = anchors,
                              .names_places = false});
    }
  }
  // A mandate that gets its first list of tasks, or loses its last, has no task that moved.
  if (r.from.tasks() > 0) lines.push_back(std::move(fresh));
  if (r.to.tasks() > 0) lines.push_back(std::move(gone));
  lines.push_back(std::move(switched));
}

void add_fact_lines(const Redline& r, std::vector<SummaryLine>& lines) {
  Gathered stronger;
  Gathered weaker;
  Gathered figures;
  Gathered dates;
  Gathered deadlines;
  Gathered addressees;
  for (const RedlineRow& row : r.rows) {
    if (row.part == TextPart::Preamble) continue;
    for (const StrengthChange& s : row.facts.strength) {
      if (s.direction == 0) continue;
      (s.direction > 0 ? stronger : weaker).add(shown_change(s.from_lemma, s.to_lemma), row);
    }
    for (const ValueChange& v : row.facts.figures) figures.add(shown_change(v.from, v.to), row);
    for (const ValueChange& v : row.facts.dates) dates.add(shown_change(v.from, v.to), row);
    for (const ValueChange& v : row.facts.deadlines) deadlines.add(shown_change(v.from, v.to), row);
    if (row.facts.addressee) {
      addressees.add(shown_change(row.facts.addressee->from, row.facts.addressee->to), row);
    }
  }
  lines.push_back({.title = "Stronger", .is_list = false, .entries = stronger.take()});
  lines.push_back({.title = "Weaker", .is_list = false, .entries = weaker.take()});
  lines.push_back({.title = "Addressees", .is_list = false, .entries = addressees.take()});
  lines.push_back({.title = "Figures", .is_list = false, .entries = figures.take()});
  lines.push_back({.title = "Dates", .is_list = false, .entries = dates.take()});
  lines.push_back({.title = "Deadlines", .is_list = false, .entries = deadlines.take()});
}

void add_paragraph_lines(const Redline& r, std::vector<SummaryLine>& lines) {
  SummaryLine fresh{.title = "New paragraphs", .is_list = true, .entries = {}};
  SummaryLine gone{.title = "Dropped", .is_list = true, .entries = {}};
  SummaryLine moved{.title = "Moved", .is_list = false, .entries = {}};
  for (const RedlineRow& row : r.rows) {
    const std::vector<std::string> anchors = {anchor_of(row)};
    if (row.is_moved && row.from && row.to && row.part != TextPart::Preamble) {
      moved.entries.push_back({.text = fmt::format("{} {} {}", shown_locator(row.from->locator),
                                                   kArrow, shown_locator(row.to->locator)),
                               .anchors = anchors,
                               .names_places = false});
    }
    if (row.depth > 0 || row.part != TextPart::Operative) continue;
    if (row.change == RowChange::Added) {
      fresh.entries.push_back(
          {.text = fmt::format(
               "{} \u201c{}\u201d{}", shown_locator(row.to->locator),
               opening_words(row.to->text, 7),
               row.split_from.empty()
                   ? ""
                   : fmt::format(", split from {}", shown_locator(row.split_from[0].locator))),
           .anchors = anchors,
           .names_places = false});
    } else if (row.change == RowChange::Dropped) {
      gone.entries.push_back(
          {.text = fmt::format(
               "old {} \u201c{}\u201d{}", shown_locator(row.from->locator),
               opening_words(row.from->text, 7),
               row.merged_into.empty()
                   ? ""
                   : fmt::format(", merged into {}", shown_locator(row.merged_into[0].locator))),
           .anchors = anchors,
           .names_places = false});
    }
  }
  lines.push_back(std::move(fresh));
  lines.push_back(std::move(gone));
  lines.push_back(std::move(moved));
  SummaryLine headings{.title = "Headings", .is_list = false, .entries = {}};
  for (const std::string& heading : r.new_headings) {
    headings.entries.push_back(
        {.text = fmt::format("new: {}", heading), .anchors = {}, .names_places = false});
  }
  for (const std::string& heading : r.dropped_headings) {
    headings.entries.push_back(
        {.text = fmt::format("gone: {}", heading), .anchors = {}, .names_places = false});
  }
  lines.push_back(std::move(headings));
}

}  // namespace

std::vector<SummaryLine> summarise(const Redline& redline) {
  std::vector<SummaryLine> lines;
  lines.push_back(length_line(redline));
  if (const std::string words = tally_words(redline.operative); !words.empty()) {
    lines.push_back({.title = "Paragraphs",
                     .is_list = false,
                     .entries = {{.text = words, .anchors = {}, .names_places = false}}});
  }
  lines.push_back(tasks_line(redline));
  add_task_lines(redline, lines);
  add_fact_lines(redline, lines);
  add_paragraph_lines(redline, lines);
  if (const std::string words = tally_words(redline.preamble); !words.empty()) {
    lines.push_back({.title = "Preamble",
                     .is_list = false,
                     .entries = {{.text = words, .anchors = {}, .names_places = false}}});
  }
  std::erase_if(lines, [](const SummaryLine& line) { return line.entries.empty(); });
  return lines;
}

}  // namespace penholder
