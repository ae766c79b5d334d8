// `penholder why`: one task, or a demand, asked of the solver.

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/commands.h"
#include "cli/load.h"
#include "cli/progress_bar.h"
#include "cli/stages.h"
#include "rank/rank.h"
#include "sequence/why_json.h"
#include "sequence/why_text.h"

namespace penholder {
namespace {

/// The demand of `--done`, `--must` and `--by`; nothing, with a word on `edge.err`, when it cannot
/// be read.
std::optional<Demand> read_demand(const WhyOptions& options, const Case& design, Edge& edge) {
  std::optional<Date> by;
  if (!options.by.empty()) {
    by = parse_date(options.by);
    if (!by) {
      edge.err << fmt::format("penholder: `{}` is no date; write it as 2022-03-01\n", options.by);
      return std::nullopt;
    }
  }
  Demand demand;
  const auto add = [&](const std::vector<std::string>& ids, Demand::Item::Kind kind) {
    for (const std::string& id : ids) {
      const auto task = choose_task(design, id, edge);
      if (!task) return false;
      const auto is_same = [&](const Demand::Item& item) { return item.task == *task; };
      if (std::ranges::any_of(demand.items, is_same)) continue;  // asked for twice
      demand.items.push_back({.task = *task, .kind = kind, .by = by});
    }
    return true;
  };
  // The stronger demand first: of a task asked for twice it counts.
  if (!add(options.must, Demand::Item::Kind::Throughout)) return std::nullopt;
  if (!add(options.done, Demand::Item::Kind::Done)) return std::nullopt;
  return demand;
}

template <class Answer>
void show(const Answer& answer, const LoadedCase& loaded, const Case& design,
          const CaseOptions& options, Edge& edge) {
  if (options.json) {
    edge.out << to_json(answer, design, loaded.texts).dump(2) << '\n';
    return;
  }
  edge.out << render_text(answer,
                          {.design = design,
                           .texts = loaded.texts,
                           .width = edge.width,
                           .colour = wants_color(options.color, edge.out_is_terminal, edge)});
}

}  // namespace

ExitCode run_why(const WhyOptions& options, Edge& edge) {
  const bool has_demand = !options.done.empty() || !options.must.empty();
  if (options.task.empty() != has_demand || (!has_demand && !options.by.empty())) {
    edge.err << "penholder: why takes either --task, or --done or --must with --by; try `penholder "
                "why --help`\n";
    return ExitCode::Usage;
  }
  const CaseOptions& common = options.plan.common;
  const auto loaded = load_judged_case(common, edge);
  if (!loaded) return ExitCode::Input;
  const Case& base = loaded->dossier.base;
  const Case* design = choose_design(loaded->dossier, options.plan.option, edge);
  const auto view = choose_view(base, options.plan.view, edge);
  if (design == nullptr || !view) return ExitCode::Usage;

  ProgressBar bar(edge.err, edge.width, edge.err_is_terminal && !common.quiet);
  const Leaves leaves(base);
  const Weights weights = view->view ? reference_weights(base, leaves, view->view, common.seed)
                                     : leaves.equal_weights(base);
  const Subject subject{.base = base, .design = *design, .weights = weights};
  const SequenceSettings settings = sequence_settings(
      options.plan.work,
      {.seed = common.seed, .threads = thread_count(common, edge), .progress = &bar});
  if (!has_demand) {
    const auto task = choose_task(*design, options.task, edge);
    if (!task) return ExitCode::Usage;
    show(why_task(subject, *task, view->view, settings, &bar), *loaded, *design, common, edge);
    return ExitCode::Fine;
  }
  const auto demand = read_demand(options, *design, edge);
  if (!demand) return ExitCode::Usage;
  const DemandWhy why = why_demand(subject, *demand, view->view, settings, &bar);
  show(why, *loaded, *design, common, edge);
  return why.answer == DemandWhy::Answer::Possible ? ExitCode::Fine : ExitCode::Findings;
}

}  // namespace penholder
