#include "oracle/shrink_model.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/check.h"

namespace penholder::oracle {
namespace {

using solver::Index;
using solver::Model;

template <class Thing>
void erase_at(std::vector<Thing>& things, std::size_t at) {
  things.erase(things.begin() + static_cast<std::ptrdiff_t>(at));
}

void drop_task(Model& model, Index task) {
  const auto is_it = [&](Index other) { return other == task; };
  const auto renumber = [&](Index& other) { other -= other > task ? 1 : 0; };
  erase_at(model.tasks, task);
  std::erase_if(model.lags,
                [&](const solver::Lag& lag) { return is_it(lag.from.task) || is_it(lag.to.task); });
  for (auto& lag : model.lags) {
    renumber(lag.from.task);
    renumber(lag.to.task);
  }
  for (auto& group : model.groups) {
    std::erase_if(group.facts, [&](const solver::Fact& fact) { return is_it(fact.task); });
    for (auto& fact : group.facts) renumber(fact.task);
  }
  for (auto& objective : model.objectives) {
    std::erase_if(objective.costs,
                  [&](const solver::Cost& cost) { return is_it(cost.moment.task); });
    for (auto& cost : objective.costs) renumber(cost.moment.task);
  }
}

void drop_mode(Model& model, Index task, std::size_t mode) {
  const auto number = static_cast<int>(mode);
  erase_at(model.tasks[task].modes, mode);
  for (auto& group : model.groups) {
    std::erase_if(group.facts, [&](const solver::Fact& fact) {
      return fact.task == task && fact.mode == number;
    });
    for (auto& fact : group.facts) {
      if (fact.task == task && fact.mode > number) --fact.mode;
    }
  }
  for (auto& objective : model.objectives) {
    for (auto& cost : objective.costs) {
      if (cost.moment.task == task && !cost.by_mode.empty()) erase_at(cost.by_mode, mode);
    }
  }
}

void drop_resource(Model& model, Index resource) {
  erase_at(model.resources, resource);
  for (auto& task : model.tasks) {
    for (auto& mode : task.modes) {
      std::erase_if(mode.uses, [&](const solver::Use& use) { return use.resource == resource; });
      for (auto& use : mode.uses) use.resource -= use.resource > resource ? 1 : 0;
    }
  }
}

void drop_budget(Model& model, Index budget) {
  erase_at(model.budgets, budget);
  for (auto& task : model.tasks) {
    for (auto& mode : task.modes) {
      std::erase_if(mode.spends, [&](const solver::Spend& s) { return s.budget == budget; });
      for (auto& spend : mode.spends) spend.budget -= spend.budget > budget ? 1 : 0;
    }
  }
}

/// All numbers of a model that may become smaller, always in the same order.
std::vector<solver::Value*> numbers_of(Model& model) {
  std::vector<solver::Value*> numbers;
  for (auto& task : model.tasks) {
    numbers.push_back(&task.release);
    if (task.deadline != solver::kFarthest) numbers.push_back(&task.deadline);
    for (auto& mode : task.modes) {
      numbers.push_back(&mode.duration);
      for (auto& use : mode.uses) numbers.push_back(&use.amount);
      for (auto& spend : mode.spends) numbers.push_back(&spend.amount);
    }
    for (auto& closed : task.closed) {
      numbers.push_back(&closed.from);
      numbers.push_back(&closed.to);
    }
  }
  for (auto& resource : model.resources) {
    for (auto& step : resource.steps) {
      if (step.from != -solver::kFarthest) numbers.push_back(&step.from);
      numbers.push_back(&step.capacity);
    }
  }
  for (auto& budget : model.budgets) numbers.push_back(&budget.total);
  for (auto& lag : model.lags) numbers.push_back(&lag.at_least);
  for (auto& group : model.groups) {
    numbers.push_back(&group.at_least);
    if (group.at_most != solver::Group().at_most) numbers.push_back(&group.at_most);
  }
  for (auto& objective : model.objectives) {
    numbers.push_back(&objective.makespan_weight);
    for (auto& cost : objective.costs) {
      numbers.push_back(&cost.if_absent);
      for (auto& value : cost.by_mode) numbers.push_back(&value);
      for (auto& piece : cost.pieces) {
        numbers.push_back(&piece.from);
        numbers.push_back(&piece.to);
        numbers.push_back(&piece.at_from);
        numbers.push_back(&piece.slope);
      }
    }
  }
  return numbers;
}

class Shrinker {
 public:
  Shrinker(Model model, const std::function<bool(const Model&)>& fails, std::uint64_t most)
      : model_(std::move(model)), fails_(fails), left_(most) {}

  Model shrink() {
    do {
      is_changed_ = false;
      drop_things();
      drop_parts();
      simplify_tasks();
      lower_numbers();
    } while (is_changed_ && left_ > 0);
    return std::move(model_);
  }

 private:
  /// Keeps `changed` if it still fails.
  bool accept(Model changed) {
    if (left_ == 0 || changed == model_ || !solver::defects_of(changed).empty()) return false;
    --left_;
    if (!fails_(changed)) return false;
    model_ = std::move(changed);
    is_changed_ = true;
    return true;
  }
  template <class Change>
  bool attempt(Change change) {
    Model changed = model_;
    change(changed);
    return accept(std::move(changed));
  }
  /// Tries `drop(model, i)` for each i below size(), from behind so that positions stay.
  template <class Size, class Drop>
  void drop_each(Size size, Drop drop) {
    for (std::size_t i = size(); i-- > 0;) {
      if (i < size()) attempt([&](Model& model) { drop(model, i); });
    }
  }

  void drop_things() {
    drop_each([&] { return model_.tasks.size(); },
              [](Model& m, std::size_t i) { drop_task(m, static_cast<Index>(i)); });
    drop_each([&] { return model_.resources.size(); },
              [](Model& m, std::size_t i) { drop_resource(m, static_cast<Index>(i)); });
    drop_each([&] { return model_.budgets.size(); },
              [](Model& m, std::size_t i) { drop_budget(m, static_cast<Index>(i)); });
    drop_each([&] { return model_.lags.size(); },
              [](Model& m, std::size_t i) { erase_at(m.lags, i); });
    drop_each([&] { return model_.groups.size(); },
              [](Model& m, std::size_t i) { erase_at(m.groups, i); });
    drop_each([&] { return model_.objectives.size(); },
              [](Model& m, std::size_t i) { erase_at(m.objectives, i); });
  }

  void drop_parts() {
    for (std::size_t t = 0; t < model_.tasks.size(); ++t) {
      drop_each([&] { return model_.tasks[t].modes.size() > 1 ? model_.tasks[t].modes.size() : 0; },
                [&](Model& m, std::size_t i) { drop_mode(m, static_cast<Index>(t), i); });
      drop_each([&] { return model_.tasks[t].closed.size(); },
                [&](Model& m, std::size_t i) { erase_at(m.tasks[t].closed, i); });
      for (std::size_t o = 0; o < model_.tasks[t].modes.size(); ++o) {
        drop_each([&] { return model_.tasks[t].modes[o].uses.size(); },
                  [&](Model& m, std::size_t i) { erase_at(m.tasks[t].modes[o].uses, i); });
        drop_each([&] { return model_.tasks[t].modes[o].spends.size(); },
                  [&](Model& m, std::size_t i) { erase_at(m.tasks[t].modes[o].spends, i); });
      }
    }
    for (std::size_t r = 0; r < model_.resources.size(); ++r) {
      drop_each([&] { return model_.resources[r].steps.size(); },
                [&](Model& m, std::size_t i) { erase_at(m.resources[r].steps, i); });
    }
    for (std::size_t g = 0; g < model_.groups.size(); ++g) {
      drop_each([&] { return model_.groups[g].facts.size(); },
                [&](Model& m, std::size_t i) { erase_at(m.groups[g].facts, i); });
    }
    for (std::size_t o = 0; o < model_.objectives.size(); ++o) {
      drop_each([&] { return model_.objectives[o].costs.size(); },
                [&](Model& m, std::size_t i) { erase_at(m.objectives[o].costs, i); });
      for (std::size_t c = 0; c < model_.objectives[o].costs.size(); ++c) {
        drop_each([&] { return model_.objectives[o].costs[c].pieces.size(); },
                  [&](Model& m, std::size_t i) { erase_at(m.objectives[o].costs[c].pieces, i); });
        attempt([&](Model& m) { m.objectives[o].costs[c].by_mode.clear(); });
      }
    }
  }

  void simplify_tasks() {
    for (std::size_t t = 0; t < model_.tasks.size(); ++t) {
      attempt([&](Model& m) { m.tasks[t].is_optional = false; });
      attempt([&](Model& m) { m.tasks[t].deadline = solver::kFarthest; });
    }
    for (std::size_t g = 0; g < model_.groups.size(); ++g) {
      attempt([&](Model& m) { m.groups[g].at_most = solver::Group().at_most; });
      for (std::size_t f = 0; f < model_.groups[g].facts.size(); ++f) {
        attempt([&](Model& m) { m.groups[g].facts[f].mode = solver::kAnyMode; });
      }
    }
  }

  void lower_numbers() {
    for (std::size_t i = 0; i < numbers_of(model_).size(); ++i) {
      const solver::Value value = *numbers_of(model_)[i];
      const solver::Value nearer = value > 0 ? value - 1 : value + 1;
      for (const solver::Value candidate : {solver::Value{0}, value / 2, nearer}) {
        if (value == 0) break;
        if (attempt([&](Model& m) { *numbers_of(m)[i] = candidate; })) break;
      }
    }
  }

  Model model_;
  const std::function<bool(const Model&)>& fails_;
  std::uint64_t left_;
  bool is_changed_ = false;
};

}  // namespace

Model shrink_model(Model model, const std::function<bool(const Model&)>& fails,
                   std::uint64_t most) {
  CHECK(fails(model));
  return Shrinker(std::move(model), fails, most).shrink();
}

}  // namespace penholder::oracle
