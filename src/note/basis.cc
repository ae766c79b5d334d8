// What the result rests on: the cruxes, and how each figure was computed, with the simplifications.

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "note/findings.h"
#include "note/phrase.h"
#include "note/sections.h"
#include "note/table.h"

namespace penholder {
namespace {

Html compare(const Html& shown) { return Refs::figure(Stage::Compare, shown); }

std::string number(std::size_t count) { return format_thousands(static_cast<long long>(count)); }

/// What no question can be worth more than, and what it would take to turn the choice.
Html limits(const Refs& refs) {
  const Comparison& comparison = refs.in().comparison;
  if (comparison.questions == 0) return {};
  const auto worth = [](const Measured& value) {
    return compare(worth_words(value.mean, value.standard_error) + " points");
  };
  Html text = cat(
      compare(number(comparison.questions)),
      " questions were asked: every uncertain number and event, every weight, the choice of view, "
      "and the most telling two by two. Knowing everything beforehand would be worth ",
      worth(comparison.value_of_all),
      "; no question can be worth more. Knowing all weights: ", worth(comparison.value_of_weights));
  if (comparison.views.size() > 1) {
    text += cat("; only which view is to hold: ", worth(comparison.value_of_view));
  }
  return paragraph(cat(text, ".")) + paragraph(what_turns(refs));
}

Html crux_low(const Refs& refs, const Crux& crux) {
  if (crux.kind == Crux::Kind::Pair) return "as the two fall together";
  if (crux.kind != Crux::Kind::View) return crux.low_prefers;
  std::vector<Html> names;
  for (std::size_t d = 0; d < refs.in().comparison.designs.size(); ++d) {
    if (std::ranges::find(crux.by_view, d) != crux.by_view.end()) names.push_back(refs.design(d));
  }
  return cat("as the view judges: ", join_list(names, "or"));
}

Html crux_high(const Crux& crux) {
  const bool is_ordered = crux.kind != Crux::Kind::View && crux.kind != Crux::Kind::Pair;
  return is_ordered ? Html(crux.high_prefers) : Html("–");
}

Html cruxes(const Refs& refs) {
  const NoteInputs& in = refs.in();
  Html content = heading3("Cruxes: the questions on which the choice turns", "cruxes");
  if (!has_comparison(in) || in.comparison.designs.size() < 2) {
    return content + paragraph("There is no choice between designs to turn on anything.");
  }
  if (in.comparison.cruxes.empty()) {
    content += paragraph(
        "None was found: knowing any single number beforehand would not "
        "change the choice by more than the error of the simulation.");
    return content + limits(refs);
  }
  content += paragraph(
      "If one thing could be settled before choosing, settling these would be worth most. The "
      "value of settling is the gain, in points of 100, from knowing it before the choice, with "
      "its standard error.");
  NoteTable table{.id = "cruxes-caption",
                  .caption = "Judgements, weights and choices that decide between the designs",
                  .columns = {{.header = "Question", .width = 34},
                              {.header = "Worth settling", .is_number = true, .width = 14},
                              {.header = "If low, best is", .width = 26},
                              {.header = "If high, best is", .width = 26}},
                  .groups = {},
                  .is_wide = true};
  NoteTable::Group group;
  for (const Crux& crux : in.comparison.cruxes) {
    group.rows.push_back(
        {.cells = {refs.driver(crux.id, crux.span, crux.basis, crux.title),
                   compare(worth_words(crux.value_of_settling, crux.standard_error)),
                   crux_low(refs, crux), crux_high(crux)},
         .anchor = {}});
  }
  table.groups.push_back(std::move(group));
  return content + render(table) + limits(refs);
}

Html simplifications() {
  return bullets({
      "The value of a plan is a sum: tasks add up, none makes another worth more. Couplings that "
      "matter stand in the case as links (“together”, “requires”) instead.",
      "It is linear in the weights of the objectives, and the weights do not change over time.",
      "How strongly a task serves an objective is a place on the case’s anchored scale; the "
      "strengths of all tasks for one objective are taken as its whole.",
      "A standing task counts by the time average of its level, a task that ends by when it ends.",
      "Chance enters as the case states it: what nobody wrote down cannot happen in the "
      "simulation.",
  });
}

Html how(const Refs& refs) {
  const NoteInputs& in = refs.in();
  Html content = heading3("How this was computed", "how");
  Html list;
  const auto entry = [&](const std::string& id, const Html& term, const Html& text) {
    list += element("dt", {{"id", id}}, term);
    list += element("dd", text);
  };
  entry(
      "how-ranking", "Ranking",
      has_ranking(in)
          ? cat(fmt::format("{} weight vectors asked for a view, seed {}, drawn evenly from all "
                            "that agree with its statements (SMAA-2: Lahdelma and Salminen 2001). "
                            "Largest standard error of a share under the view of the headline: "
                            "{} percentage points. "
                            "A winner is named where it leads the second by at least {} of draws.",
                            number(in.ranking.samples_asked), in.ranking.seed,
                            format_number(in.ranking.headline().standard_error * 100, 1),
                            percent_words(in.ranking.winner_margin)))
          : Html("Not made."));
  entry("how-plan", "Plan",
        has_plan(in)
            ? cat("The best plan that the search found under the links, dates and capacities of "
                  "the case, with every estimate at its likely value, and a bound that no plan can "
                  "pass",
                  in.plan.bound_source.empty() ? Html() : cat(" (", in.plan.bound_source, ")"),
                  fmt::format("; seed {}. Value and bound differ by {} points.", in.plan.seed,
                              format_number(std::max(0.0, in.plan.gap()), 1)))
            : Html("Not made."));
  entry("how-outlook", "Outlook",
        has_outlook(in) ? Html(fmt::format(
                              "{} simulated runs, seed {}, each carrying the plan’s order out as a "
                              "policy while durations, arrivals, conditions and shocks vary. "
                              "Standard error of the mean value: {} points. Shares of variance are "
                              "first-order (correlation ratios); single inputs explain {} of it, "
                              "the rest is their interplay.",
                              number(in.outlook.replications), in.outlook.seed,
                              format_number(in.outlook.value.standard_error, 2),
                              percent_words(in.outlook.explained)))
                        : Html("Not made."));
  entry("how-options", "Comparison",
        has_comparison(in)
            ? Html(fmt::format("{} draws for each design under each view, seed {}, the same draws "
                               "for all designs, each carried out by the plan that held best in a "
                               "pilot. Intervals are 95 %; a difference inside its "
                               "interval is called not clear.",
                               number(in.comparison.replications), in.comparison.seed))
            : Html("Not made."));
  content += element("dl", {{"class", "how"}}, list);
  content += heading3("Simplifications");
  content += simplifications();
  content += paragraph(cat("Made by ", in.version.empty() ? std::string("penholder") : in.version,
                           fmt::format(" from the case “{}”. The same case and seed give the same "
                                       "note.",
                                       refs.base().id)));
  return content;
}

Html cited_and_judged(const Refs& refs) {
  const NoteInputs& in = refs.in();
  const BasisCount& count = refs.numbers().count();
  Html content = heading3("What is cited and what is judged");
  if (count.total() == 0) return content + paragraph("The case states no number.");
  Html text =
      cat("Of the case’s ", link("#numbers", fmt::format("{} numbers", number(count.total()))),
          fmt::format(", {} are cited and {} are judgements (marked ", number(count.cited),
                      number(count.judgement)),
          Refs::mark({.kind = Basis::Kind::Judgement, .cites = {}, .reason = {}}),
          ") with a range and a reason");
  if (count.unknown > 0) {
    text += fmt::format(
        "; {} not known, for which a stated stand-in was used",
        count.unknown == 1 ? std::string("one is") : fmt::format("{} are", number(count.unknown)));
  }
  text += ".";
  if (has_outlook(in) && in.outlook.explained > 0.0) {
    text += cat(" Of the variance that single inputs explain, ",
                Refs::figure(Stage::Stress, percent_words(in.outlook.judgement_share)),
                " comes from judgements. A citation makes a number traceable; it does not make it "
                "right.");
  }
  return content + paragraph(text);
}

}  // namespace

Html write_basis(const Refs& refs) {
  return section("basis", "What the result rests on",
                 cat(cruxes(refs), cited_and_judged(refs), how(refs)));
}

}  // namespace penholder
