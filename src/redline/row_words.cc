// The words for one row: its place, its status, what its changes mean, its pieces ready for show.

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "redline/redline_render.h"

namespace penholder {

std::string named_locators(const std::vector<std::string>& locators) {
  std::vector<std::string> names;
  for (const std::string& locator : locators) names.push_back(shown_locator(locator));
  return join_words(names);
}

std::string shown_change(const std::string& from, const std::string& to) {
  if (from.empty()) return fmt::format("new: {}", to);
  if (to.empty()) return fmt::format("gone: {}", from);
  return fmt::format("{} {} {}", from, "\u2192", to);
}

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
  if (!row.takes_in.empty())
    parts.push_back(fmt::format("takes in old {}", named_locators(row.takes_in)));
  if (!row.gives_to.empty())
    parts.push_back(fmt::format("part of it is now {}", named_locators(row.gives_to)));
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

}  // namespace penholder
