#include "solver/slots.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "solver/slot_bound.h"

namespace penholder::solver {
namespace {

Value amount_of(const Mode& mode, Index resource) {
  Value amount = 0;
  for (const Use& use : mode.uses) {
    if (use.resource == resource) amount += use.amount;
  }
  return amount;
}

/// What a task costs in a mode at its fixed place, over all entries that name it; and left out.
struct TaskCosts {
  std::vector<Value> by_mode;
  Value absent = 0;
};

std::vector<TaskCosts> costs_of(const Model& model, const Objective& objective,
                                const Program& program) {
  std::vector<TaskCosts> costs(model.tasks.size());
  for (Index i = 0; i < model.tasks.size(); ++i) {
    costs[i].by_mode.resize(model.tasks[i].modes.size(), 0);
  }
  const Domains& domains = program.engine.domains();
  for (const Cost& cost : objective.costs) {
    const Index i = cost.moment.task;
    costs[i].absent += cost.if_absent;
    for (std::size_t m = 0; m < costs[i].by_mode.size(); ++m) {
      if (!cost.by_mode.empty()) costs[i].by_mode[m] += cost.by_mode[m];
      Time moment = domains.low(program.tasks[i].start);
      if (cost.moment.point == Point::End) moment += model.tasks[i].modes[m].duration;
      for (const Piece& piece : cost.pieces) {
        if (moment >= piece.from && moment <= piece.to) {
          costs[i].by_mode[m] += piece.at_from + piece.slope * (moment - piece.from);
        }
      }
    }
  }
  return costs;
}

class SlotBuilder {
 public:
  SlotBuilder(const Model& model, const Objective& objective, Program& program)
      : model_(model), program_(program), costs_(costs_of(model, objective, program)) {}

  std::vector<Slot> build() {
    // A map, so that the order is that of time.
    std::map<std::pair<Tick, Tick>, std::vector<Index>> places;
    const Domains& domains = program_.engine.domains();
    for (Index i = 0; i < model_.tasks.size(); ++i) {
      const TaskVars& vars = program_.tasks[i];
      const bool has_choice = model_.tasks[i].is_optional || vars.modes.size() > 1;
      if (!has_choice || vars.end != kNoVar || vars.duration == 0 || vars.modes.size() > 16 ||
          !domains.is_fixed(vars.start) || domains.fails(vars.presence)) {
        continue;
      }
      places[{domains.low(vars.start), vars.duration}].push_back(i);
    }
    std::vector<Slot> slots;
    for (const auto& [place, tasks] : places) {
      if (tasks.size() >= 3) add(place.first, place.first + place.second, tasks, slots);
    }
    return slots;
  }

 private:
  void add(Tick begin, Tick end, const std::vector<Index>& tasks, std::vector<Slot>& slots) {
    // Resources that can run out for these.
    std::vector<SlotBound::Room> rooms;
    std::vector<Index> resources;
    for (Index r = 0; r < model_.resources.size(); ++r) {
      SlotBound::Room room = room_of(r, begin, end, tasks);
      Value most = 0;
      for (const Index i : tasks) {
        Value greatest = 0;
        for (const Mode& mode : model_.tasks[i].modes) {
          greatest = std::max(greatest, amount_of(mode, r));
        }
        most += greatest;
      }
      if (most == 0) continue;
      Value others = 0;
      for (const Interval& other : room.others) others += other.amount;
      if (most + others <= room.capacity) continue;
      rooms.push_back(std::move(room));
      resources.push_back(r);
    }
    if (rooms.empty()) return;

    Slot slot{.tasks = tasks};
    std::vector<SlotBound::Item> items;
    std::vector<std::vector<ChoiceKnapsack::Option>> options;
    Value spread = 0;
    for (const Index i : tasks) {
      const TaskVars& vars = program_.tasks[i];
      items.emplace_back();
      options.emplace_back();
      Value least = std::numeric_limits<Value>::max();
      Value most = std::numeric_limits<Value>::min();
      const auto add_option = [&](Literal when, Value cost, const Mode* mode) {
        items.back().options.push_back(when);
        ChoiceKnapsack::Option option{.cost = cost, .amounts = {}};
        for (const Index r : resources) {
          option.amounts.push_back(mode != nullptr ? amount_of(*mode, r) : 0);
        }
        options.back().push_back(std::move(option));
        least = std::min(least, cost);
        most = std::max(most, cost);
      };
      for (std::size_t m = 0; m < vars.modes.size(); ++m) {
        add_option(vars.modes[m].presence, costs_[i].by_mode[m], &model_.tasks[i].modes[m]);
      }
      if (!is_always(vars.presence)) {
        add_option(negation(vars.presence), costs_[i].absent, nullptr);
      }
      slot.base += least;
      spread += most - least;
    }
    while (spread / slot.scale >= kTickMax / 4) slot.scale *= 2;
    slot.joint = program_.engine.add_variable(0, static_cast<Tick>(spread / slot.scale) + 1);
    auto rule = std::make_unique<SlotBound>(begin, end, std::move(items), std::move(rooms),
                                            ChoiceKnapsack(options, resources.size()), slot.joint,
                                            slot.base, slot.scale);
    const std::vector<Side> wakes = rule->wakes();
    program_.engine.add_propagator(std::move(rule), Effort::Dear, wakes);
    slots.push_back(std::move(slot));
  }

  [[nodiscard]] SlotBound::Room room_of(Index r, Tick begin, Tick end,
                                        const std::vector<Index>& tasks) const {
    SlotBound::Room room;
    const auto& steps = model_.resources[r].steps;
    room.steps = steps;
    Value at_begin = 0;
    for (const auto& step : steps) {
      if (step.from <= begin) at_begin = step.capacity;
    }
    room.capacity = at_begin;
    for (const auto& step : steps) {
      if (step.from > begin && step.from < end)
        room.capacity = std::min(room.capacity, step.capacity);
    }
    const Domains& domains = program_.engine.domains();
    for (Index i = 0; i < model_.tasks.size(); ++i) {
      if (std::ranges::binary_search(tasks, i)) continue;
      const TaskVars& vars = program_.tasks[i];
      for (std::size_t m = 0; m < vars.modes.size(); ++m) {
        const ModeVars& mode = vars.modes[m];
        const Value amount = amount_of(model_.tasks[i].modes[m], r);
        if (amount == 0 || mode.duration == 0 || domains.low(mode.start) >= end ||
            domains.high(mode.start) + mode.duration <= begin) {
          continue;
        }
        room.others.push_back({.start = mode.start,
                               .duration = mode.duration,
                               .presence = mode.presence,
                               .amount = amount});
      }
    }
    return room;
  }

  const Model& model_;
  Program& program_;
  std::vector<TaskCosts> costs_;
};

}  // namespace

std::vector<Slot> add_slots(const Model& model, const Objective& objective, Program& program) {
  return SlotBuilder(model, objective, program).build();
}

}  // namespace penholder::solver
