// `penholder rank | sequence | stress | compare`: load, run the stages, show the product.

#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <string>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/load.h"
#include "cli/progress_bar.h"
#include "cli/stages.h"
#include "cli/support_word.h"
#include "compare/comparison_json.h"
#include "compare/comparison_text.h"
#include "rank/ranking_json.h"
#include "rank/ranking_text.h"
#include "sequence/plan_json.h"
#include "sequence/plan_text.h"
#include "sequence/robust_json.h"
#include "sequence/robust_text.h"
#include "stress/outlook_json.h"
#include "stress/outlook_text.h"

namespace penholder {
namespace {

/// The two ways every product is shown.
template <class Product>
void show(const Product& product, const Case& c, const CaseOptions& options, Edge& edge) {
  if (options.json) {
    edge.out << to_json(product, c).dump(2) << '\n';
  } else {
    edge.out << render_text(product, c, edge.width,
                            wants_color(options.color, edge.out_is_terminal, edge));
  }
}

/// A case, and how to run its stages. The progress bar goes with it.
class Session {
 public:
  Session(const CaseOptions& options, Edge& edge)
      : loaded_(load_judged_case(options, edge)),
        bar_(edge.err, edge.width, edge.err_is_terminal && !options.quiet),
        run_{.seed = options.seed, .threads = thread_count(options, edge), .progress = &bar_} {}

  [[nodiscard]] bool is_ready() const { return loaded_.has_value(); }
  [[nodiscard]] const Dossier& dossier() const { return loaded_->dossier; }
  [[nodiscard]] const Case& base() const { return loaded_->dossier.base; }
  [[nodiscard]] const RunSettings& run() const { return run_; }

 private:
  std::optional<LoadedCase> loaded_;
  ProgressBar bar_;
  RunSettings run_;
};

/// The design and the view that `--option` and `--view` name.
struct Subject {
  const Case* design;
  std::optional<ViewId> view;
};

std::optional<Subject> choose_subject(const Session& session, const PlanOptions& options,
                                      Edge& edge) {
  const Case* design = choose_design(session.dossier(), options.option, edge);
  const auto view = choose_view(session.base(), options.view, edge);
  if (design == nullptr || !view) return std::nullopt;
  return Subject{.design = design, .view = view->view};
}

}  // namespace

ExitCode run_rank(const RankOptions& options, Edge& edge) {
  const Session session(options.common, edge);
  if (!session.is_ready()) return ExitCode::Input;
  const Ranking ranking =
      stage_rank(session.base(), options.samples, session.run(), support_named(options.at_least));
  show(ranking, session.base(), options.common, edge);
  return ExitCode::Fine;
}

ExitCode run_sequence(const PlanOptions& options, Edge& edge) {
  const Session session(options.common, edge);
  if (!session.is_ready()) return ExitCode::Input;
  const auto subject = choose_subject(session, options, edge);
  if (!subject) return ExitCode::Usage;

  const InterruptGuard guard;
  RunSettings run = session.run();
  run.should_stop = InterruptGuard::is_asked;
  const Plan plan =
      stage_sequence(session.base(), *subject->design, subject->view, options.work, run);
  if (options.vectors == 0) {
    show(plan, *subject->design, options.common, edge);
  } else {
    const RobustPlan robust = stage_robust(session.base(), *subject->design, plan, options.vectors,
                                           options.work, true, run);
    if (robust.core.plans == 0) {  // interrupted before the first
      show(plan, *subject->design, options.common, edge);
    } else if (options.common.json) {
      nlohmann::ordered_json both = to_json(plan, *subject->design);
      nlohmann::ordered_json of_room = to_json(robust, *subject->design);
      both["core_index"] = of_room["core_index"];
      of_room.erase("core_index");
      both["robust"] = std::move(of_room);
      edge.out << both.dump(2) << '\n';
    } else {
      show(plan, *subject->design, options.common, edge);
      edge.out << '\n';
      show(robust, *subject->design, options.common, edge);
    }
  }
  if (InterruptGuard::is_asked()) {
    edge.err << "penholder: interrupted; this is the best so far\n";
    return ExitCode::Findings;
  }
  return plan.unmet.empty() ? ExitCode::Fine : ExitCode::Findings;
}

ExitCode run_stress(const PlanOptions& options, Edge& edge) {
  const Session session(options.common, edge);
  if (!session.is_ready()) return ExitCode::Input;
  const auto subject = choose_subject(session, options, edge);
  if (!subject) return ExitCode::Usage;

  const Plan plan =
      stage_sequence(session.base(), *subject->design, subject->view, options.work, session.run());
  const Outlook outlook =
      stage_stress(session.base(), *subject->design, plan, options.replications, session.run());
  show(outlook, *subject->design, options.common, edge);
  return ExitCode::Fine;
}

ExitCode run_compare(const CompareOptions& options, Edge& edge) {
  const Session session(options.common, edge);
  if (!session.is_ready()) return ExitCode::Input;
  const Comparison comparison =
      stage_compare(session.dossier(), options.replications, session.run());
  show(comparison, session.base(), options.common, edge);
  return ExitCode::Fine;
}

}  // namespace penholder
