// The options: other designs of the mandate against the one that stands, under every view.

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "chart/charts.h"
#include "note/findings.h"
#include "note/phrase.h"
#include "note/sections.h"
#include "note/table.h"

namespace penholder {
namespace {

Html compare(const Html& shown) { return Refs::figure(Stage::Compare, shown); }

/// Each design that is best in mean under some view, with those views.
Html best_by_view(const Refs& refs) {
  const Comparison& comparison = refs.in().comparison;
  struct Best {
    std::vector<Html> views;
    double low = 1.0;
    double high = 0.0;
  };
  std::map<std::size_t, Best> by_design;
  std::vector<Html> open;
  for (std::size_t v = 0; v < view_count(refs.in()); ++v) {
    Html who = refs.compared_view(v);
    if (v < comparison.views.size()) {
      const View& view = refs.base().views[comparison.views[v]];
      who += cat(" (", std::string(to_label(view.held_by)), ")");
    }
    if (v >= comparison.best_by_view.size() || !comparison.best_by_view[v]) {
      open.push_back(who);
      continue;
    }
    const std::size_t design = *comparison.best_by_view[v];
    const double chance = comparison.designs[design].cells[v].chance_best;
    Best& best = by_design[design];
    best.views.push_back(who);
    best.low = std::min(best.low, chance);
    best.high = std::max(best.high, chance);
  }
  std::vector<Html> items;
  for (const auto& [design, best] : by_design) {
    const std::string low = percent_words(best.low);
    const std::string high = percent_words(best.high);
    items.push_back(cat("Best on average under ", join_list(best.views), ": ", refs.design(design),
                        ", which is best in ",
                        compare(low == high ? low : fmt::format("{} to {}", low, high)),
                        " of draws."));
  }
  if (!open.empty()) {
    items.push_back(cat("Under ", join_list(open),
                        " no design leads by more than the error of the simulation."));
  }
  Html content = bullets(items);
  if (comparison.designs.size() > 1) {
    const std::size_t least = comparison.least_regret;
    content += paragraph(cat(
        "Regret is what a design falls short of the best design in the same draw. Whichever view "
        "turns out to be served worst, it regrets least under ",
        refs.design(least), ": ",
        compare(fmt::format("{} points",
                            format_number(comparison.designs[least].worst_view_regret, 1))),
        " on average."));
  }
  return content;
}

std::string_view entity_words(std::string_view entity) {
  return entity == "asset" ? "means" : entity;
}

std::string_view verb_words(Change::Kind kind) {
  switch (kind) {
    case Change::Kind::Add:
      return "Adds";
    case Change::Kind::Set:
      return "Changes";
    case Change::Kind::Drop:
      return "Drops";
  }
  return "Changes";
}

/// What the option makes of the numbers of one entity: "was 3 aircraft, now 5 aircraft".
Html changed_numbers(const Refs& refs, OptionId option, const Change& change) {
  std::vector<Html> numbers;
  const auto& entries = refs.numbers().entries();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const NumberEntry& entry = entries[i];
    if (entry.option != option || entry.entity != change.entity || entry.entity_id != change.id ||
        entry.was.empty()) {
      continue;
    }
    numbers.push_back(
        cat(entry.what, ": was ", entry.was, "; now ",
            element("a", {{"class", "fig"}, {"href", "#" + number_anchor(i)}}, entry.value), " ",
            Refs::mark(entry.basis)));
  }
  return bullets(numbers);
}

/// One line for each entity that the option touches, whatever the number of fields.
std::vector<Html> change_items(const Refs& refs, OptionId option) {
  const std::vector<Change>& changes = refs.base().options[option].changes;
  std::vector<Html> items;
  for (std::size_t i = 0; i < changes.size();) {
    const Change& first = changes[i];
    std::vector<std::string> fields;
    std::vector<Html> bases;
    for (; i < changes.size() && changes[i].kind == first.kind &&
           changes[i].entity == first.entity && changes[i].id == first.id;
         ++i) {
      if (!changes[i].field.empty()) fields.push_back(changes[i].field);
      if (!changes[i].basis) continue;
      const Html basis = refs.basis(*changes[i].basis);
      const bool is_new = std::ranges::none_of(
          bases, [&](const Html& known) { return known.markup() == basis.markup(); });
      if (is_new) bases.push_back(basis);
    }
    Html text =
        cat(std::string(verb_words(first.kind)), " ", std::string(entity_words(first.entity)), " “",
            first.title.empty() ? first.id : first.title, "”");
    if (!fields.empty()) text += cat(" (", join_words(fields), ")");
    if (!bases.empty()) text += cat(". ", join(bases, "; "));
    if (first.kind == Change::Kind::Set) text += changed_numbers(refs, option, first);
    items.push_back(text);
  }
  return items;
}

Html quoted_list(const std::vector<std::string>& titles) {
  std::vector<Html> items;
  items.reserve(titles.size());
  for (const std::string& title : titles) items.push_back(cat("“", title, "”"));
  return join_list(items);
}

Html effect_table(const Refs& refs, std::size_t index, const Html& caption) {
  const Comparison& comparison = refs.in().comparison;
  const DesignRow& design = comparison.designs[index];
  NoteTable table{.id = fmt::format("effect-{}", index),
                  .caption = caption,
                  .columns = {{.header = "View"},
                              {.header = "Value against the mandate as it stands"},
                              {.header = "Best design in", .is_number = true},
                              {.header = "All benchmarks in time", .is_number = true},
                              {.header = "Regret", .is_number = true}},
                  .groups = {},
                  .is_wide = false};
  NoteTable::Group group;
  for (std::size_t v = 0; v < design.cells.size(); ++v) {
    const Cell& cell = design.cells[v];
    group.rows.push_back({.cells = {refs.compared_view(v), compare(gain_words(cell.gain)),
                                    compare(percent_words(cell.chance_best)),
                                    compare(percent_words(cell.all_benchmarks.mean)),
                                    compare(format_number(cell.mean_regret, 1))},
                          .anchor = {}});
  }
  table.groups.push_back(std::move(group));
  return render(table);
}

Html plan_effects(const DesignRow& design) {
  Html text;
  if (!design.tasks_gained.empty()) {
    text += cat("In the plan it brings in ", quoted_list(design.tasks_gained), ".");
  }
  text += text.empty() ? Html() : Html(" ");
  if (design.tasks_lost.empty()) {
    text += "No other task falls out of the plan.";
  } else {
    text += cat("It costs the others: ", quoted_list(design.tasks_lost),
                design.tasks_lost.size() == 1 ? " falls" : " fall", " out of the plan.");
  }
  return paragraph(text);
}

/// The design's gain over the mandate as it stands, views of one kind together.
Html gain_sentence(const Refs& refs, const DesignRow& design) {
  struct Side {
    std::vector<Html> views;
    double low = 0.0;
    double high = 0.0;
    void add(Html view, double gain) {
      low = views.empty() ? gain : std::min(low, gain);
      high = views.empty() ? gain : std::max(high, gain);
      views.push_back(std::move(view));
    }
  };
  Side better;
  Side worse;
  Side unclear;
  const std::size_t views = design.cells.size();
  for (std::size_t v = 0; v < views; ++v) {
    const Measured& gain = design.cells[v].gain;
    Side& side = !is_clear(gain) ? unclear : gain.mean > 0 ? better : worse;
    side.add(refs.compared_view(v), gain.mean);
  }
  const auto under = [&](const Side& side) {
    if (side.views.size() == views) return views == 1 ? Html("") : Html(" under every view");
    return cat(" under ", side.views.size() <= 2 ? join_list(side.views)
                                                 : Html(fmt::format("{} of the {} views",
                                                                    count_words(side.views.size()),
                                                                    count_words(views))));
  };
  std::vector<Html> parts;
  if (!better.views.empty()) {
    parts.push_back(cat("worth more", under(better), " (",
                        compare(signed_range_words(better.low, better.high)), " points)"));
  }
  if (!worse.views.empty()) {
    parts.push_back(cat("worth less", under(worse), " (",
                        compare(signed_range_words(worse.low, worse.high)), " points)"));
  }
  if (!unclear.views.empty()) {
    parts.push_back(cat(compare("not clearly different"), under(unclear)));
  }
  return paragraph(
      cat("Against the mandate as it stands it is on average ", join_list(parts),
          "; the regret of the view it serves worst is ",
          compare(fmt::format("{} points", format_number(design.worst_view_regret, 1))), "."));
}

Html option_part(const Refs& refs, OptionId id) {
  const Case& c = refs.base();
  const Option& option = c.options[id];
  Html content = heading3(option.title, option_anchor(id));
  if (!option.summary.empty()) {
    content += paragraph(cat(option.summary, refs.cited_in_brackets(option.cites)));
  } else if (!option.cites.empty()) {
    content += paragraph(cat("Source: ", refs.citations(option.cites), "."));
  }
  if (option.held_by) {
    const Html who = sentence_start(held_words(*option.held_by, "argues", "argue"));
    content += paragraph(option.held_by == Support::Text ? Html("This is the text’s own wording.")
                                                         : cat(who, " for it."));
  }
  if (!option.changes.empty()) {
    const std::vector<Html> changes = change_items(refs, id);
    content += element(
        "details",
        cat(element(
                "summary",
                cat("What changes in the case: ", count_words(changes.size(), "change", "changes"),
                    element("span", {{"class", "hidden"}}, fmt::format(", {}", option.title)))),
            bullets(changes)));
  }
  const std::vector<DesignRow>& designs = refs.in().comparison.designs;
  const auto row = std::ranges::find(designs, std::optional<OptionId>(id), &DesignRow::option);
  if (row == designs.end() || row->cells.empty()) {
    return content + paragraph("It was not compared.");
  }
  content += plan_effects(*row);
  content += gain_sentence(refs, *row);
  content += element(
      "details",
      cat(element("summary", cat("View by view", element("span", {{"class", "hidden"}},
                                                         fmt::format(": {}", option.title)))),
          effect_table(refs, static_cast<std::size_t>(row - designs.begin()),
                       cat("“", option.title, "” under each view"))));
  return content;
}

/// Which weights prefer which design: who stands where, the map, the ranges.
Html regions(const Refs& refs) {
  const NoteInputs& in = refs.in();
  const Case& c = refs.base();
  const std::vector<Preference>& all = in.comparison.preferences;
  if (all.size() < 2 || all.size() != in.comparison.designs.size()) return {};
  using Standing = Preference::Standing;
  const auto of = [&](Standing standing) {
    std::vector<Html> names;
    for (std::size_t d = 0; d < all.size(); ++d) {
      if (all[d].standing == standing) names.push_back(refs.design(d));
    }
    return names;
  };
  std::vector<Html> items;
  if (const auto names = of(Standing::EveryView); !names.empty()) {
    items.push_back(
        cat("Preferred by every view, for most of its weights: ", join_list(names), "."));
  }
  for (std::size_t d = 0; d < all.size(); ++d) {
    if (all[d].standing != Standing::SomeViews) continue;
    std::vector<Html> fans;
    for (std::size_t v = 0; v < all[d].by_view.size(); ++v) {
      if (all[d].by_view[v].mean > 0.5) fans.push_back(refs.compared_view(v));
    }
    items.push_back(cat("Contested: ", refs.design(d), ", best for ",
                        compare(percent_words(all[d].of_all.mean)),
                        " of all weights, is preferred by ", join_list(fans), "."));
  }
  if (const auto names = of(Standing::NoView); !names.empty()) {
    items.push_back(
        cat("Best for some weights, but for most of no view’s: ", join_list(names), "."));
  }
  if (const auto names = of(Standing::Nowhere); !names.empty()) {
    items.push_back(cat("Best in no draw, of any view or of all weights: ", join_list(names), "."));
  }
  Html content = heading3("Which weights prefer which design", "regions");
  double error = 0.0;
  for (const Preference& each : all) {
    error = std::max(error, each.of_all.standard_error);
    for (const Measured& of_view : each.by_view) error = std::max(error, of_view.standard_error);
  }
  content += paragraph(fmt::format(
      "On average over the same courses of events, the value of a design depends on the weights "
      "alone, so the weights can be divided among the designs. Standard errors of the shares "
      "reach {}, where designs are nearly level.",
      percent_words(error)));
  content += bullets(items);
  if (in.comparison.weight_map) {
    content += render(NoteFigure{
        .id = "figure-weight-map",
        .wide = draw_weight_map(in.comparison, c, wide_settings("figure-weight-map")),
        .narrow = draw_weight_map(in.comparison, c, narrow_settings("figure-weight-map"))});
  }
  if (!in.comparison.weight_map || !in.comparison.weight_map->has_leaves_at_corners) {
    content += render(NoteFigure{
        .id = "figure-weight-ranges",
        .wide = draw_weight_ranges(in.comparison, c, wide_settings("figure-weight-ranges")),
        .narrow = draw_weight_ranges(in.comparison, c, narrow_settings("figure-weight-ranges"))});
  }
  return content;
}

}  // namespace

Html write_options(const Refs& refs) {
  const NoteInputs& in = refs.in();
  const Case& c = refs.base();
  Html content;
  if (c.options.empty()) {
    content += paragraph("The case holds no other design of the mandate than the one that stands.");
  } else {
    content += paragraph(fmt::format(
        "{} beside the mandate as it is. Each was planned anew for every view, is carried out by "
        "the plan that held best in trial runs, and met the same draws of chance, so that a "
        "difference between designs is not a difference of luck.",
        sentence_start(
            count_words(c.options.size(), "other design stands", "other designs stand"))));
    std::map<std::string, std::vector<Html>> groups;
    for (const OptionId id : c.options.ids()) {
      if (!c.options[id].group.empty()) {
        groups[c.options[id].group].push_back(
            cat("“", link("#" + option_anchor(id), c.options[id].title), "”"));
      }
    }
    for (const auto& [name, members] : groups) {
      if (members.size() > 1) {
        content += paragraph(cat("These exclude one another: ", join_list(members), "."));
      }
    }
  }
  if (has_comparison(in)) {
    content += render(
        NoteFigure{.id = "figure-options",
                   .wide = draw_options(in.comparison, c, wide_settings("figure-options")),
                   .narrow = draw_options(in.comparison, c, narrow_settings("figure-options"))});
    content += best_by_view(refs);
    content += regions(refs);
  } else if (!c.options.empty()) {
    content += paragraph("They were not compared.");
  }
  for (const OptionId id : c.options.ids()) content += option_part(refs, id);
  return section("options", "The options", content);
}

}  // namespace penholder
