#include <fmt/format.h>

#include <iterator>
#include <map>
#include <vector>

#include "base/check.h"
#include "instance/model_text.h"
#include "instance/model_words.h"

namespace penholder::instance {
namespace {

using solver::Index;
using solver::Model;

/// How each of `things` is named where it is referred to: its name, or its position when the name
/// is empty or another has it, too.
template <class Thing>
std::vector<std::string> references(const std::vector<Thing>& things) {
  std::map<std::string_view, int> count;
  for (const Thing& thing : things) ++count[thing.name];
  std::vector<std::string> texts;
  texts.reserve(things.size());
  for (std::size_t i = 0; i < things.size(); ++i) {
    const std::string& name = things[i].name;
    const bool tells = !name.empty() && count[name] == 1;
    texts.push_back(tells ? quote_model_name(name) : fmt::format("@{}", i));
  }
  return texts;
}

class Writer {
 public:
  explicit Writer(const Model& model)
      : model_(model),
        tasks_(references(model.tasks)),
        resources_(references(model.resources)),
        budgets_(references(model.budgets)) {}

  std::string write() {
    add("model 1\n");
    for (const auto& resource : model_.resources) write_resource(resource);
    for (const auto& budget : model_.budgets) {
      add("budget {} {}\n", quote_model_name(budget.name), budget.total);
    }
    for (const auto& task : model_.tasks) write_task(task);
    for (const auto& lag : model_.lags) {
      add("lag {} {} {}\n", text(lag.from), text(lag.to), lag.at_least);
    }
    for (const auto& group : model_.groups) write_group(group);
    for (const auto& objective : model_.objectives) write_objective(objective);
    return std::move(text_);
  }

 private:
  template <class... Args>
  void add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Args>(args)...);
  }

  static const std::string& at(const std::vector<std::string>& references, Index index) {
    CHECK(index < references.size());
    return references[index];
  }
  [[nodiscard]] std::string text(solver::Moment moment) const {
    return fmt::format("{} {}", moment.point == solver::Point::Start ? "start" : "end",
                       at(tasks_, moment.task));
  }

  void write_resource(const solver::Resource& resource) {
    add("resource {}", quote_model_name(resource.name));
    const auto& steps = resource.steps;
    if (steps.size() == 1 && steps.front().from == -solver::kFarthest) {
      add(" {}", steps.front().capacity);
    } else {
      for (const auto& step : steps) add(" {}:{}", step.from, step.capacity);
    }
    add("\n");
  }

  void write_task(const solver::Task& task) {
    add("task {}", quote_model_name(task.name));
    if (task.is_optional) add(" optional");
    if (task.release != 0) add(" release {}", task.release);
    if (task.deadline != solver::kFarthest) add(" deadline {}", task.deadline);
    for (const auto& closed : task.closed) add(" closed {}..{}", closed.from, closed.to);
    add("\n");
    for (const auto& mode : task.modes) {
      add("  mode {}", mode.duration);
      for (const auto& use : mode.uses) add(" use {} {}", at(resources_, use.resource), use.amount);
      for (const auto& spend : mode.spends) {
        add(" spend {} {}", at(budgets_, spend.budget), spend.amount);
      }
      add("\n");
    }
  }

  void write_group(const solver::Group& group) {
    const solver::Group usual;
    add("group");
    if (group.at_least != usual.at_least) add(" at-least {}", group.at_least);
    if (group.at_most != usual.at_most) add(" at-most {}", group.at_most);
    add(":");
    for (std::size_t i = 0; i < group.facts.size(); ++i) {
      const solver::Fact& fact = group.facts[i];
      add("{} {}{}", i > 0 ? "," : "", fact.is_true ? "" : "not ", at(tasks_, fact.task));
      if (fact.mode != solver::kAnyMode) add(" mode {}", fact.mode);
    }
    add("\n");
  }

  void write_objective(const solver::Objective& objective) {
    add("objective");
    if (objective.makespan_weight != 0) add(" makespan {}", objective.makespan_weight);
    add("\n");
    for (const auto& cost : objective.costs) {
      add("  cost {}", text(cost.moment));
      if (cost.if_absent != 0) add(" absent {}", cost.if_absent);
      if (!cost.by_mode.empty()) add(" modes {}", fmt::join(cost.by_mode, " "));
      for (const auto& piece : cost.pieces) {
        add(" piece {}..{} {}", piece.from, piece.to, piece.at_from);
        if (piece.slope != 0) add(" slope {}", piece.slope);
      }
      add("\n");
    }
  }

  const Model& model_;
  std::vector<std::string> tasks_;
  std::vector<std::string> resources_;
  std::vector<std::string> budgets_;
  std::string text_;
};

}  // namespace

std::string write_model_text(const Model& model) { return Writer(model).write(); }

}  // namespace penholder::instance
