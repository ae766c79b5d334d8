// The priorities: how the text orders them, what the room thinks, what ranks first, what is shared,
// what is not.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "chart/charts.h"
#include "note/findings.h"
#include "note/phrase.h"
#include "note/sections.h"
#include "note/table.h"
#include "rank/flip.h"

namespace penholder {
namespace {

constexpr std::size_t kTopTasks = 3;
constexpr std::size_t kDisputesShown = 10;
constexpr std::size_t kAgreedShown = 3;

Html rank(const Html& shown) { return Refs::figure(Stage::Rank, shown); }

Html rule(const Refs& refs) {
  const Case& c = refs.base();
  const std::vector<ObjectiveId> tiers = priorities(c);
  Html content;
  if (tiers.empty()) {
    content += paragraph("The text names no strategic priorities.");
  } else {
    std::vector<Html> items;
    for (const ObjectiveId id : tiers) {
      const Objective& objective = c.objectives[id];
      Html item = cat(objective.title, refs.cited_in_brackets(objective.cites));
      if (objective.window) item += cat("; ", range_words(*objective.window));
      items.push_back(item);
    }
    content +=
        paragraph(fmt::format("The text names {}:", count_words(tiers.size(), "strategic priority",
                                                                "strategic priorities")));
    Html list;
    for (const Html& item : items) list += element("li", item);
    content += element(c.priority_rule.kind == PriorityRule::Kind::Order ? "ol" : "ul", list);
  }
  if (!c.priority_rule.text.empty()) {
    content += paragraph(cat("The rule of the text: ", c.priority_rule.text,
                             refs.cited_in_brackets(c.priority_rule.cites)));
  }
  return content;
}

Html statement_item(const Refs& refs, const Statement& statement, std::size_t view_number,
                    std::size_t number) {
  // The case's own sentence where it has one; what it says in numbers stands in the table of
  // numbers.
  std::string words =
      statement.text.empty() ? statement_words(refs.base(), statement) : statement.text;
  if (words.ends_with('.')) words.pop_back();
  Html item = cat(words, " (");
  item += statement.basis.kind == Basis::Kind::Cited ? refs.basis(statement.basis)
                                                     : Refs::mark(statement.basis);
  const auto at = refs.numbers().find(fmt::format("statement/{}/{}", view_number, number));
  if (at) item += cat(", ", link("#" + number_anchor(*at), number_label(*at)));
  return item + ")";
}

Html views(const Refs& refs) {
  const Case& c = refs.base();
  if (c.views.empty()) {
    return paragraph(
        "The case records no views; every weighting of the objectives was treated alike.");
  }
  Html content = paragraph(
      "A view is a perspective of the room, not a person: all weights of the objectives that agree "
      "with its statements. Views are kept apart and never averaged.");
  Html list;
  for (const ViewId id : c.views.ids()) {
    const View& view = c.views[id];
    std::vector<Html> items;
    items.reserve(view.statements.size());
    for (std::size_t i = 0; i < view.statements.size(); ++i) {
      items.push_back(statement_item(refs, view.statements[i], id.value + 1, i + 1));
    }
    const bool is_reference = c.reference_view == id;
    std::string held = view.held_by == Support::Text
                           ? std::string("the text’s own order")
                           : fmt::format("held by {}", to_phrase(view.held_by));
    if (is_reference) held += "; the plan below is made under this view";
    list += element("dt", {{"id", view_anchor(id)}},
                    cat(view.title, " ", element("span", {{"class", "held"}}, held)));
    list += element(
        "dd",
        cat(items.empty() ? paragraph("It states nothing: all weights agree.") : bullets(items),
            view.cites.empty() ? Html()
                               : element("p", {{"class", "small"}},
                                         cat("The position: ", refs.citations(view.cites), "."))));
  }
  content += element("dl", {{"class", "views"}}, list);
  for (const Ranking::EmptyView& empty : refs.in().ranking.empty_views) {
    content += paragraph(
        cat("The view ", refs.view(empty.view), " could not be used: ", empty.reason, "."));
  }
  return content;
}

Html first_words(const Refs& refs, const ViewRanking& view) {
  if (view.by_mean_rank.empty()) return {};
  if (!view.winner) {
    return cat(rank("No clear winner"), ": no task leads the others by ",
               percent_words(refs.in().ranking.winner_margin), " of draws.");
  }
  const double first = view.rows[*view.winner].rank_acceptability.empty()
                           ? 0.0
                           : view.rows[*view.winner].rank_acceptability[0];
  return cat("“", refs.task(*view.winner), "” ranks first in ", rank(percent_words(first)),
             " of draws.");
}

/// How little would put another task first under the headline view: the answer to "and if we are
/// wrong?".
Html firmness(const Refs& refs) {
  const NoteInputs& in = refs.in();
  const std::vector<ViewRobustness>& views = in.ranking.robustness.views;
  const std::size_t at = in.ranking.reference.value_or(0);
  if (at >= views.size() || !views[at].first || views[at].flips.empty()) return {};
  const ViewRobustness& view = views[at];
  std::vector<Html> parts;
  if (const PairFlip* flip = least_weight_flip(view.flips, false)) {
    parts.push_back(cat(rank(percent_words(flip->anywhere->moved)),
                        " of the weight would have to move for “", refs.task(flip->below),
                        "” to come first",
                        flip->within ? Html(", which the view allows") : Html()));
  } else {
    parts.push_back("no weights at all would put another task first");
  }
  if (const PairFlip* flip = least_score_flip(view.flips)) {
    const std::size_t leaf = flip->score->leaf.value;
    const Leaves leaves(refs.base());
    parts.push_back(cat("of single judgements, the nearest to turn it is how strongly “",
                        refs.task(flip->score->task), "” serves “",
                        leaves.title(LeafId{static_cast<std::uint32_t>(leaf)}), "” (",
                        rank(fmt::format("{} instead of {}", format_number(flip->score->to, 2),
                                         format_number(flip->score->from, 2))),
                        ")"));
  } else {
    parts.push_back("no single judged strength would");
  }
  Html text = cat("At the view’s mean weights and likely strengths “", refs.task(*view.first),
                  "” is worth most: ", parts[0], "; ", parts[1], ".");
  return paragraph(text);
}

/// How far the views' rankings agree, as one number that has a name.
Html agreement(const Refs& refs) {
  const std::optional<Dissent>& dissent = refs.in().ranking.dissent;
  if (!dissent || !dissent->w) return {};
  return paragraph(cat("Over all tasks the rankings of the views agree with Kendall’s W of ",
                       rank(format_number(*dissent->w, 2)),
                       ", where 0 is no agreement and 1 the same ranking everywhere."));
}

Html proven(const Refs& refs) {
  const std::optional<std::size_t> pairs = proven_pairs(refs.in());
  if (!pairs) return {};
  const std::size_t tasks = refs.base().tasks.size();
  return paragraph(cat("At likely strengths, ",
                       rank(fmt::format("{} of {} pairs", *pairs, tasks * (tasks - 1) / 2)),
                       " stand one way round (or level) under every weight that any view allows. "
                       "That is proven by linear programming, not drawn."));
}

Html top_lists(const Refs& refs) {
  Html lists;
  for (const ViewRanking& view : refs.in().ranking.views) {
    Html items;
    for (std::size_t i = 0; i < std::min(kTopTasks, view.by_mean_rank.size()); ++i) {
      const TaskId task = view.by_mean_rank[i];
      items += element(
          "li", cat(refs.task(task), ", ",
                    rank(points_range_words(view.rows[task].low_value, view.rows[task].high_value)),
                    " points"));
    }
    const Html name = view.view ? refs.view(*view.view) : Html("All weights");
    Html held;
    if (view.view) {
      held = element("span", {{"class", "held"}},
                     std::string(to_label(refs.base().views[*view.view].held_by)));
    }
    lists += element("li", cat(element("p", cat(name, " ", held)), element("ol", items),
                               element("p", {{"class", "after"}}, first_words(refs, view))));
  }
  return element("ul", {{"class", "columns"}}, lists);
}

Html shared(const Refs& refs) {
  const NoteInputs& in = refs.in();
  if (in.ranking.views.size() < 2) return {};
  const std::size_t tasks = refs.base().tasks.size();
  const std::size_t pairs = tasks * (tasks - 1) / 2;
  Html content = heading3("What all views share");
  if (in.ranking.shared.empty()) {
    return content +
           paragraph("There is no pair of tasks on which every draw of every view agrees.") +
           proven(refs);
  }
  const auto number = [](std::size_t n) { return format_thousands(static_cast<long long>(n)); };
  content += paragraph(cat(
      "In ", rank(fmt::format("{} of {} pairs", number(in.ranking.shared.size()), number(pairs))),
      " of tasks every draw of every view puts the same one first. That much is common ground."));
  content += proven(refs);
  const std::vector<Standing> standings = agreed_standings(in);
  std::vector<Html> items;
  for (std::size_t i = 0; i < std::min(kAgreedShown, standings.size()); ++i) {
    const Standing& s = standings[i];
    if (s.above <= s.below) break;
    items.push_back(cat("“", refs.task(s.task), "” stands above ",
                        rank(fmt::format("{} of the {} other tasks", s.above, tasks - 1)),
                        " whatever the view."));
  }
  for (std::size_t i = 0; i < std::min(kAgreedShown, standings.size()); ++i) {
    const Standing& s = standings[standings.size() - 1 - i];
    if (s.below <= s.above) break;
    items.push_back(cat("“", refs.task(s.task), "” stands below ",
                        rank(fmt::format("{} of the {} other tasks", s.below, tasks - 1)),
                        " whatever the view."));
  }
  return content + bullets(items);
}

Html contested(const Refs& refs) {
  const NoteInputs& in = refs.in();
  if (in.ranking.views.size() < 2) return {};
  Html content = heading3("Where the views part");
  const std::vector<Ranking::Dispute>& all = in.ranking.contested;
  if (all.empty()) {
    return content + paragraph(
                         "Nowhere clearly: no pair of tasks is ordered one way by one view "
                         "and the other way by another.");
  }
  const std::size_t tasks = refs.base().tasks.size();
  const auto share = [&](std::size_t view, TaskId a, TaskId b) {
    const std::vector<double>& pairwise = in.ranking.views[view].pairwise;
    const std::size_t at = a.value * tasks + b.value;
    return at < pairwise.size() ? pairwise[at] : 0.0;
  };
  const std::vector<std::size_t> order = disputes_by_width(in);
  content += paragraph(cat("On ", rank(count_words(all.size(), "pair", "pairs")),
                           " of tasks one view clearly puts the first above and another clearly "
                           "below. The widest apart:"));
  NoteTable table{.id = "contested-caption",
                  .caption = cat("Tasks on whose order the views part most, ",
                                 rank("by the points between them")),
                  .columns = {{.header = "One task"},
                              {.header = "The other"},
                              {.header = "First above, in draws of"},
                              {.header = "First below, in draws of"}},
                  .groups = {},
                  .is_wide = true};
  NoteTable::Group group;
  for (std::size_t k = 0; k < std::min(kDisputesShown, order.size()); ++k) {
    const Ranking::Dispute& d = all[order[k]];
    const auto side = [&](std::size_t view, double draws) {
      const auto& id = in.ranking.views[view].view;
      return cat(percent_words(draws), " ", id ? refs.view(*id) : Html("all weights"));
    };
    group.rows.push_back(
        {.cells = {refs.task(d.a), refs.task(d.b), side(d.view_for, share(d.view_for, d.a, d.b)),
                   side(d.view_against, 1.0 - share(d.view_against, d.a, d.b))},
         .anchor = {}});
  }
  table.groups.push_back(std::move(group));
  content += render(table);
  return content;
}

}  // namespace

Html write_priorities(const Refs& refs) {
  const NoteInputs& in = refs.in();
  Html content = rule(refs);
  content += heading3("The views of the room", "views");
  content += views(refs);
  if (!has_ranking(in)) {
    content += paragraph("The tasks were not ranked.");
    return section("priorities", "The priorities", content);
  }
  content += heading3("What ranks first");
  const ViewRanking& headline = in.ranking.headline();
  content += paragraph(cat(
      headline.view ? cat("Under ", refs.view(*headline.view), ": ") : Html("Over all weights: "),
      first_words(refs, headline),
      " A task’s value is what it adds to the mandate, of 100 points, when it is carried out in "
      "full."));
  content += firmness(refs);
  content += render(NoteFigure{
      .id = "figure-ranking",
      .wide = draw_ranking(in.ranking, refs.base(), wide_settings("figure-ranking")),
      .narrow = draw_ranking(in.ranking, refs.base(), narrow_settings("figure-ranking"))});
  if (in.ranking.views.size() > 1) {
    content += paragraph(
        "The three tasks that stand highest under each view, with the range of "
        "their value over 9 draws in 10:");
    content += top_lists(refs);
  }
  content += agreement(refs);
  content += shared(refs);
  content += contested(refs);
  return section("priorities", "The priorities", content);
}

}  // namespace penholder
