// The box of key considerations: a handful of statements, each made by one rule below from the
// products. A statement says what was computed and under which assumption; it recommends nothing.
// The form is that of the boxes in the meeting notes on mandate renewals: first the mandate in
// general, then each strategic priority.

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "note/findings.h"
#include "note/phrase.h"
#include "note/sections.h"

namespace penholder {
namespace {

Html rank(const Html& shown) { return Refs::figure(Stage::Rank, shown); }
Html plan(const Html& shown) { return Refs::figure(Stage::Sequence, shown); }
Html stress(const Html& shown) { return Refs::figure(Stage::Stress, shown); }
Html compare(const Html& shown) { return Refs::figure(Stage::Compare, shown); }

std::vector<Html> task_links(const Refs& refs, const std::vector<TaskId>& tasks) {
  std::vector<Html> links;
  for (const TaskId task : tasks) links.push_back(cat("“", refs.task(task), "”"));
  return links;
}

/// Means against tasks: what the plan carries, what it is worth, what no plan could pass, what
/// falls out.
Html means_and_tasks(const Refs& refs) {
  const NoteInputs& in = refs.in();
  const PlanSplit split = split_plan(in);
  const std::size_t tasks = in.plan.tasks.size();
  Html text = cat("The means in the case carry ",
                  plan(split.left_out.empty()
                           ? fmt::format("all {}", count_words(tasks, "task", "tasks"))
                           : fmt::format("{} of the {} tasks", split.included.size(), tasks)),
                  " within the period planned, at the level and on the dates shown below. The plan "
                  "is worth ",
                  plan(fmt::format("{} of 100 points", points_words(in.plan.value))));
  if (in.plan.view) text += cat(" under the view ", refs.view(*in.plan.view));
  text += in.plan.is_proven() ? Html("; it is proven that no plan with these means is worth more.")
                              : cat("; no plan with these means can be worth more than ",
                                    plan(points_words(in.plan.upper_bound)), ".");
  if (!split.left_out.empty()) {
    text += cat(" Left out: ", some_of(task_links(refs, split.left_out), 2), ".");
  }
  const std::vector<Tightness> tight = tightness(in);
  if (!tight.empty()) {
    const Asset& asset = refs.base().assets[tight[0].asset];
    text += tight[0].is_budget ? cat(" Tightest: ", asset.title, ", of which ",
                                     plan(percent_words(tight[0].share)), " is spent.")
                               : cat(" Tightest: ", asset.title, ", in full use for ",
                                     plan(percent_words(tight[0].share)), " of the period.");
  }
  return text;
}

/// Views by the task that they put first: in full where they are few, else the most frequent one.
Html parting_views(const Refs& refs, const std::map<TaskId, std::vector<Html>>& by_winner,
                   const std::vector<Html>& undecided) {
  constexpr std::size_t kSpelledOut = 3;
  const std::size_t views = refs.in().ranking.views.size();
  Html text = cat(rank("The views part"), " on what comes first: ");
  if (by_winner.size() <= kSpelledOut && views <= 2 * kSpelledOut) {
    std::vector<Html> parts;
    for (const auto& [task, names] : by_winner) {
      parts.push_back(cat("“", refs.task(task), "” leads under ", join_list(names)));
    }
    if (!undecided.empty()) {
      parts.push_back(cat("no task leads clearly under ", join_list(undecided)));
    }
    return text + join(parts, "; ") + ".";
  }
  const auto most = std::ranges::max_element(by_winner, {},
                                             [](const auto& entry) { return entry.second.size(); });
  text +=
      rank(fmt::format("{} of them put {} first", count_words(views - undecided.size()),
                       by_winner.size() == 1 ? std::string("the same task")
                                             : count_words(by_winner.size()) + " different tasks"));
  text += cat(by_winner.size() == 1 ? ", “" : ", most often “", refs.task(most->first), "” (under ",
              some_of(most->second, 2), ")");
  if (!undecided.empty()) {
    text += cat("; under ", rank("the other " + count_words(undecided.size())),
                " no task leads clearly");
  }
  return text + ".";
}

/// Who puts what first, and on how much all views agree.
Html first_places(const Refs& refs) {
  const NoteInputs& in = refs.in();
  const Case& c = refs.base();
  std::map<TaskId, std::vector<Html>> by_winner;
  std::vector<Html> undecided;
  for (const ViewRanking& view : in.ranking.views) {
    const Html name = view.view ? refs.view(*view.view) : Html("all weights");
    if (view.winner) {
      by_winner[*view.winner].push_back(name);
    } else {
      undecided.push_back(name);
    }
  }
  Html text;
  if (by_winner.empty()) {
    text = cat("There is ", rank("no clear winner"),
               " among the tasks: under none of the views does one task lead clearly.");
  } else if (by_winner.size() == 1 && undecided.empty()) {
    text = cat("“", refs.task(by_winner.begin()->first), "” ",
               rank(in.ranking.views.size() == 1 ? "ranks first under the one view of the case"
                                                 : "ranks first under every view"),
               ".");
  } else {
    text = parting_views(refs, by_winner, undecided);
  }
  const std::size_t tasks = c.tasks.size();
  const std::size_t pairs = tasks * (tasks - 1) / 2;
  if (in.ranking.views.size() > 1 && pairs > 0) {
    const std::size_t agreed = in.ranking.shared.size();
    text += agreed == 0
                ? cat(" There is ", rank("no pair of tasks"),
                      " on whose order all draws of all views agree.")
                : cat(" In ",
                      rank(percent_words(static_cast<double>(agreed) / static_cast<double>(pairs))),
                      " of all pairs of tasks every view puts the same one first.");
  }
  return text;
}

/// What stays in whatever the weights, and what the room has to discuss.
Html core_tasks(const Refs& refs) {
  const CoreIndex& core = *refs.in().core;
  std::vector<TaskId> borderline;
  std::size_t in_all = 0;
  for (const TaskId task : core.coreness.ids()) {
    if (core.coreness[task] == Coreness::Core) ++in_all;
    if (core.coreness[task] == Coreness::Borderline) borderline.push_back(task);
  }
  Html text = cat(plan(fmt::format("{} of {} tasks", in_all, core.coreness.size())),
                  fmt::format(" are in the best plan found under each of {} weightings drawn "
                              "from the views.",
                              format_thousands(static_cast<long long>(core.plans))));
  if (!borderline.empty()) {
    text += cat(" In some plans but not in others, and so turning on the room’s weights: ",
                some_of(task_links(refs, borderline), 2), ".");
  }
  return text;
}

Html gain_range(const Verdict& verdict) {
  return compare(signed_range_words(verdict.gain_low, verdict.gain_high) + " points");
}

/// Which designs beat the mandate as it stands, under how many views; which regrets least.
Html designs(const Refs& refs) {
  const NoteInputs& in = refs.in();
  const std::size_t views = view_count(in);
  const std::vector<Verdict> all = verdicts(in);
  std::vector<Html> always;
  std::vector<Html> never_clear;
  std::vector<Html> worse;
  const Verdict* partial = nullptr;
  for (const Verdict& verdict : all) {
    const Html name = refs.design(verdict.design);
    if (verdict.better == views) {
      always.push_back(cat(name, " (", gain_range(verdict), ")"));
    } else if (verdict.worse == views) {
      worse.push_back(cat(name, " (", gain_range(verdict), ")"));
    } else if (verdict.better > 0 && !partial) {
      partial = &verdict;
    } else if (verdict.better + verdict.worse == 0) {
      never_clear.push_back(name);
    }
  }
  const std::string_view under = views == 1 ? "" : " under every view";
  Html text;
  if (always.empty()) {
    text = cat(compare(all.size() == 1 ? "The one alternative design is not"
                                       : "None of the alternative designs is"),
               " clearly worth more than the mandate as it stands", std::string(under), ".");
  } else {
    const std::string how_many =
        all.size() == 1
            ? std::string("The one alternative design")
            : fmt::format("{} of {} alternative designs",
                          sentence_start(count_words(always.size())), count_words(all.size()));
    text = cat(compare(how_many), always.size() == 1 ? " is" : " are",
               " on average worth more than the mandate as it stands", std::string(under), ": ",
               some_of(always, 3), ".");
  }
  if (always.empty() && partial) {
    text += cat(" ", refs.design(partial->design), " is so under ",
                compare(fmt::format("{} of {} views", partial->better, views)), ".");
  }
  if (!worse.empty()) {
    text += cat(" Worth less under every view: ", some_of(worse, 3), ".");
  }
  if (!never_clear.empty()) {
    text += cat(" Too close to tell from it: ", some_of(never_clear, 3), ".");
  }
  if (views > 1) {
    text += cat(" The view served worst has least to regret under ",
                refs.design(in.comparison.least_regret), ".");
  }
  return text;
}

/// All benchmarks together, and what could strike.
Html risks(const Refs& refs) {
  const NoteInputs& in = refs.in();
  const std::size_t benchmarks = in.outlook.benchmarks.size();
  Html text;
  if (benchmarks > 1) {
    text = cat("On the case’s estimates, the chance that ",
               benchmarks == 2 ? "both" : "all " + count_words(benchmarks),
               " benchmarks are met by their dates is ",
               stress(chance_words(in.outlook.all_benchmarks.mean)), ".");
  }
  const auto worst = std::ranges::max_element(
      in.outlook.shocks, {}, [](const ShockOutlook& shock) { return shock.value_lost.mean; });
  if (worst != in.outlook.shocks.end() && is_clear(worst->value_lost) &&
      worst->value_lost.mean > 0) {
    const Shock& shock = refs.base().shocks[worst->shock];
    if (!text.empty()) text += " ";
    text += cat("Of the shocks considered, “", shock.title, "” costs most: ",
                stress(fmt::format("{} points", points_words(worst->value_lost.mean))),
                " on average over all runs; it strikes in ", stress(chance_words(worst->strikes)),
                " runs.");
  }
  return text;
}

/// How much is judgement, and which judgement moves most.
Html judgement(const Refs& refs) {
  const NoteInputs& in = refs.in();
  const BasisCount& count = refs.numbers().count();
  Html text =
      cat(link("#numbers", fmt::format("{} of the {} numbers", count.judgement, count.total())),
          " behind this note are judgements");
  if (has_outlook(in) && in.outlook.explained > 0.0) {
    text += cat("; they carry ", stress(percent_words(in.outlook.judgement_share)),
                " of the variance that single inputs explain");
  }
  text += ".";
  for (const Driver& driver : in.outlook.drivers) {
    if (driver.basis.kind == Basis::Kind::Cited || driver.variance_share <= 0.0) continue;
    text += cat(" The judgement that moves the result most: ",
                refs.linked(driver.id, driver.span, driver.title), " (",
                stress(percent_words(driver.variance_share)), " of the variance).");
    break;
  }
  return text;
}

/// What the plan does for one strategic priority, and its likeliest and least likely benchmark.
std::vector<Html> on_priority(const Refs& refs, ObjectiveId priority) {
  const NoteInputs& in = refs.in();
  const Case& c = refs.base();
  std::vector<Html> items;
  if (has_plan(in)) {
    std::size_t serving = 0;
    std::size_t included = 0;
    for (const TaskId task : c.tasks.ids()) {
      if (priority_of(c, task) != priority) continue;
      ++serving;
      if (in.plan.tasks[task].included) ++included;
    }
    if (serving > 0) {
      Html text = "The plan holds ";
      if (serving == 1) {
        text = included == 1
                   ? cat("The plan holds ", plan("the one task"), " that mainly serves it")
                   : cat("The plan leaves out ", plan("the one task"), " that mainly serves it");
      } else {
        text +=
            cat(plan(included == serving ? fmt::format("all {} tasks", count_words(serving))
                                         : fmt::format("{} of the {} tasks", included, serving)),
                " that mainly serve it");
      }
      if (const auto part = realised(in, priority)) {
        text += cat("; over the simulated runs ",
                    stress(fmt::format("about {} of 100 parts", points_words(*part * 100))),
                    " of the priority are realised on average");
      }
      items.push_back(cat(text, "."));
    }
  }
  std::vector<const BenchmarkOutlook*> found;
  for (const BenchmarkOutlook& benchmark : in.outlook.benchmarks) {
    if (priority_of(c, benchmark.benchmark) == priority) found.push_back(&benchmark);
  }
  std::ranges::stable_sort(found, std::ranges::greater{},
                           [](const BenchmarkOutlook* b) { return b->met.mean; });
  const auto chance = [&](const BenchmarkOutlook& b) {
    return cat("“", refs.benchmark(b.benchmark), "” (", stress(chance_words(b.met.mean)), ")");
  };
  if (found.size() == 1) {
    items.push_back(cat("Its benchmark by its date: ", chance(*found[0]), "."));
  } else if (found.size() > 1) {
    items.push_back(cat(fmt::format("Of its {} benchmarks, ", count_words(found.size())),
                        chance(*found.front()), " is the likeliest to be met by its date and ",
                        chance(*found.back()), " the least likely."));
  }
  return items;
}

}  // namespace

Html write_considerations(const Refs& refs) {
  const NoteInputs& in = refs.in();
  std::vector<Html> general;
  if (has_plan(in)) general.push_back(means_and_tasks(refs));
  if (has_ranking(in) && !in.ranking.views.empty()) general.push_back(first_places(refs));
  if (has_core(in)) general.push_back(core_tasks(refs));
  if (has_comparison(in) && in.comparison.designs.size() > 1) general.push_back(designs(refs));
  if (has_outlook(in)) {
    if (Html text = risks(refs); !text.empty()) general.push_back(std::move(text));
  }
  if (refs.numbers().count().total() > 0) general.push_back(judgement(refs));

  Html content = paragraph(
      "Each point is computed from the case by a fixed rule; underlined figures lead to what they "
      "rest on. None is a recommendation.");
  if (general.empty()) {
    content += paragraph("The case holds too little to compute anything from.");
  } else {
    content += element("h3", "On the mandate in general");
    content += bullets(general);
  }
  for (const ObjectiveId priority : priorities(refs.base())) {
    const std::vector<Html> items = on_priority(refs, priority);
    if (items.empty()) continue;
    content += element("h3", cat("On “", refs.base().objectives[priority].title, "”"));
    content += bullets(items);
  }
  return element("section", {{"id", "key"}, {"class", "box"}, {"aria-labelledby", "key-title"}},
                 cat(element("h2", {{"id", "key-title"}}, "Key considerations"), content));
}

}  // namespace penholder
