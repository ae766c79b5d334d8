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

std::string growth(std::size_t from, std::size_t to) {
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

std::string named(const std::vector<std::string>& locators) {
  std::vector<std::string> names;
  for (const std::string& locator : locators) names.push_back(shown_locator(locator));
  return join_words(names);
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

std::string shown_change(const std::string& from, const std::string& to) {
  if (from.empty()) return fmt::format("new: {}", to);
  if (to.empty()) return fmt::format("gone: {}", from);
  return fmt::format("{} {} {}", from, kArrow, to);
}

SummaryLine length_line(const Redline& r) {
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
      fresh.entries.push_back(
          {.text = fmt::format("{}, split from {}", task_name(task), named(task.elsewhere)),
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
      gone.entries.push_back(
          {.text = fmt::format("{}, merged into {}", task_name(task), named(task.elsewhere)),
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

std::string shown_locator(std::string_view locator) {
  std::string shown;
  bool first = true;
  bool in_annex = false;
  while (true) {
    const std::size_t dot = locator.find('.');
    const std::string_view part = locator.substr(0, dot);
    const bool is_number =
        !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
    if (first && part.starts_with("pp")) {
      shown = fmt::format("PP {}", part.substr(2));
    } else if (first && part.starts_with("annex-")) {
      shown = fmt::format("annex {}", part.substr(6));
      in_annex = true;
    } else if (first) {
      shown = fmt::format("OP {}", part);
    } else if (in_annex) {
      shown += fmt::format(", {}", part);
      in_annex = false;
    } else if (part == "end") {
      shown += ", end";
    } else {
      shown += is_number ? fmt::format(" item {}", part) : fmt::format(" ({})", part);
    }
    first = false;
    if (dot == std::string_view::npos) return shown;
    locator.remove_prefix(dot + 1);
  }
}

std::string opening_words(std::string_view text, std::size_t words_most) {
  std::size_t end = 0;
  for (std::size_t words = 0; words < words_most && end < text.size(); ++words) {
    end = std::min(text.find(' ', end + 1), text.size());
  }
  std::string_view shown = text.substr(0, end);
  while (!shown.empty() && std::string_view(",;:. ").find(shown.back()) != std::string_view::npos) {
    shown.remove_suffix(1);
  }
  return std::string(shown) + (end < text.size() ? " \u2026" : "");
}

std::string with_places(const SummaryEntry& entry) {
  if (!entry.names_places) return entry.text;
  constexpr std::size_t kPlacesMost = 6;
  std::vector<std::string> places;
  for (const std::string& anchor : entry.anchors) places.push_back(shown_anchor(anchor));
  if (places.size() > kPlacesMost) {
    const std::size_t more = places.size() - (kPlacesMost - 1);
    places.resize(kPlacesMost - 1);
    places.push_back(fmt::format("{} more", more));
  }
  return fmt::format("{} ({})", entry.text, join_words(places));
}

std::string shown_anchor(std::string_view anchor) {
  return (anchor.starts_with('o') ? "old " : "") + shown_locator(anchor.substr(1));
}

std::string anchor_of(const RedlineRow& row) {
  return row.to ? "n" + row.to->locator : "o" + row.from->locator;
}

std::string status_of(const RedlineRow& row) {
  std::vector<std::string> parts;
  const auto shares = [](const std::vector<WordShare>& all) {
    std::vector<std::string> names;
    for (const WordShare& share : all) {
      names.push_back(fmt::format("{} ({:.0f} % of its words)", shown_locator(share.locator),
                                  100 * share.share));
    }
    return join_words(names);
  };
  if (row.change == RowChange::Added) {
    if (row.split_from.empty()) return "new";
    return fmt::format("split from {}", shares(row.split_from));
  }
  if (row.change == RowChange::Dropped) {
    if (row.merged_into.empty()) return "dropped";
    return fmt::format("merged into {}", shares(row.merged_into));
  }
  if (row.change == RowChange::NotCompared) return "not compared";
  const bool only_below = row.change <= RowChange::Editorial && row.with_items > row.change;
  parts.emplace_back(only_below                           ? "changed in its items"
                     : row.change == RowChange::Unchanged ? "word for word"
                     : row.change == RowChange::Editorial ? "editorial only"
                                                          : "changed");
  if (row.change == RowChange::Changed && row.similarity < 0.995) {
    parts.back() += fmt::format(" ({:.0f} % of words in common)", 100 * row.similarity);
  }
  if (row.is_moved) {
    parts.push_back(fmt::format("moved from {}", shown_locator(row.from->locator)));
  } else if (row.is_renumbered) {
    parts.push_back(fmt::format("was {}", shown_locator(row.from->locator)));
  }
  if (!row.takes_in.empty()) parts.push_back(fmt::format("takes in old {}", named(row.takes_in)));
  if (!row.gives_to.empty())
    parts.push_back(fmt::format("part of it is now {}", named(row.gives_to)));
  std::string words;
  for (const std::string& part : parts) words += (words.empty() ? "" : ", ") + part;
  return words;
}

std::vector<std::string> remarks_of(const RedlineRow& row) {
  std::vector<std::string> remarks;
  if (row.change == RowChange::Added || row.change == RowChange::Dropped) return remarks;
  for (const StrengthChange& s : row.facts.strength) {
    const std::string_view what = s.direction > 0   ? "strength raised"
                                  : s.direction < 0 ? "strength lowered"
                                                    : "verb";
    const std::string where = s.elsewhere.empty() ? std::string()
                              : s.to.empty()
                                  ? fmt::format(", now in {}", shown_locator(s.elsewhere))
                                  : fmt::format(", from old {}", shown_locator(s.elsewhere));
    remarks.push_back(fmt::format("{}: {}{}", what, shown_change(s.from, s.to), where));
  }
  const auto values = [&](const std::vector<ValueChange>& changes, std::string_view what) {
    for (const ValueChange& v : changes) {
      remarks.push_back(fmt::format("{}: {}", what, shown_change(v.from, v.to)));
    }
  };
  if (row.facts.addressee) values({*row.facts.addressee}, "addressee");
  values(row.facts.figures, "figure");
  values(row.facts.dates, "date");
  values(row.facts.deadlines, "deadline");
  if (std::ranges::any_of(row.pieces,
                          [](const TextPiece& p) { return p.cause == Cause::Renumbered; })) {
    remarks.emplace_back("cross-references renumbered (consequential)");
  }
  if (row.is_coarse) remarks.emplace_back("too long for an exact comparison");
  return remarks;
}

namespace {

bool has_space(std::string_view text, TextRange range) {
  return range.end > range.begin && text[range.end - 1] == ' ';
}

std::string words_of(std::string_view text, TextRange range) {
  std::string words(text.substr(range.begin, range.end - range.begin));
  if (words.ends_with(' ')) words.pop_back();
  return words;
}

}  // namespace

std::vector<ShownPiece> segments(const RedlineRow& row) {
  const std::string_view old_text = row.from ? std::string_view(row.from->text) : "";
  const std::string_view new_text = row.to ? std::string_view(row.to->text) : "";
  std::vector<ShownPiece> all;
  const std::vector<TextPiece>& pieces = row.pieces;
  for (std::size_t i = 0; i < pieces.size();) {
    if (pieces[i].kind == PieceKind::Same) {
      all.push_back({.piece = &pieces[i],
                     .text = words_of(new_text, pieces[i].to),
                     .space_after = has_space(new_text, pieces[i].to)});
      ++i;
      continue;
    }
    // A group: what is struck, then what is put in. A space before or behind it that only one of
    // the two texts has goes with that text's words.
    const std::size_t first = all.size();
    std::size_t last_cut = 0;
    std::size_t first_put = 0;
    bool has_cut = false;
    bool has_put = false;
    const bool is_first = i == 0;
    const bool old_before = !is_first && has_space(old_text, pieces[i - 1].from);
    const bool new_before = !is_first && has_space(new_text, pieces[i - 1].to);
    for (; i < pieces.size() && pieces[i].kind != PieceKind::Same; ++i) {
      const bool of_old = pieces[i].kind == PieceKind::Cut;
      const std::string_view text = of_old ? old_text : new_text;
      const TextRange range = of_old ? pieces[i].from : pieces[i].to;
      if (of_old) last_cut = all.size();
      if (!of_old && !has_put) first_put = all.size();
      (of_old ? has_cut : has_put) = true;
      all.push_back({.piece = &pieces[i],
                     .text = words_of(text, range),
                     .space_after = has_space(text, range)});
    }
    const std::size_t last = all.size() - 1;
    const bool old_behind = has_cut && all[last_cut].space_after;
    const bool new_behind = has_put && all[last].space_after;
    const bool before = !has_put   ? old_before && (new_before || old_behind)
                        : !has_cut ? new_before
                                   : old_before && new_before;
    const bool behind = !has_put ? old_behind : !has_cut ? new_behind : old_behind && new_behind;
    if (first > 0) all[first - 1].space_after = before;
    if (has_cut && old_before && !before) all[first].text.insert(0, 1, ' ');
    if (has_put && new_before && !before) all[first_put].text.insert(0, 1, ' ');
    if (has_cut && old_behind && !behind) all[last_cut].text += ' ';
    if (has_put && new_behind && !behind) all[last].text += ' ';
    if (has_cut) all[last_cut].space_after = false;
    all[last].space_after = behind;
  }
  return all;
}

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
