#include "solver/flat_model.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace penholder::solver {
namespace {

constexpr auto kFar = static_cast<ShortTime>(kFarthest);

/// Where a resource sits in its word.
struct Field {
  std::uint32_t word = 0;
  int shift = 0;
  int bits = 0;  ///< without the guard
  Value most = 0;
};

/// Fields in the order of the resources, a new word whenever one is full.
std::vector<Field> lay_out(const Model& model, FlatModel& flat) {
  std::vector<Field> fields;
  int used = 64;
  for (const Resource& resource : model.resources) {
    Field field;
    for (const auto& step : resource.steps) field.most = std::max(field.most, step.capacity);
    field.bits =
        std::max(1, static_cast<int>(std::bit_width(static_cast<std::uint64_t>(field.most))));
    if (used + field.bits + 1 > 64) {
      flat.guard.push_back(0);
      used = 0;
    }
    field.word = static_cast<std::uint32_t>(flat.guard.size() - 1);
    field.shift = used;
    used += field.bits + 1;
    flat.guard.back() |= std::uint64_t{1} << (used - 1);
    fields.push_back(field);
  }
  return fields;
}

void add_profiles(const Model& model, const std::vector<Field>& fields, FlatModel& flat) {
  flat.profile.resize(flat.guard.size());
  for (std::size_t w = 0; w < flat.guard.size(); ++w) {
    std::vector<Time> changes{flat.origin};
    for (std::size_t r = 0; r < fields.size(); ++r) {
      if (fields[r].word != w) continue;
      for (const auto& step : model.resources[r].steps) {
        if (step.from > flat.origin) changes.push_back(step.from);
      }
    }
    std::ranges::sort(changes);
    changes.erase(std::ranges::unique(changes).begin(), changes.end());
    for (const Time at : changes) {
      std::uint64_t free = flat.guard[w];
      for (std::size_t r = 0; r < fields.size(); ++r) {
        if (fields[r].word != w) continue;
        const auto& steps = model.resources[r].steps;
        auto after = std::ranges::upper_bound(steps, at, {}, &Resource::Step::from);
        const Value capacity = after == steps.begin() ? 0 : std::prev(after)->capacity;
        free |= static_cast<std::uint64_t>(capacity) << fields[r].shift;
      }
      flat.profile[w].push_back({.from = static_cast<ShortTime>(at), .free = free});
    }
  }
}

void add_mode(const Task& task, const Mode& mode, const std::vector<Field>& fields,
              FlatModel& flat) {
  bool is_possible = true;
  flat.duration.push_back(static_cast<ShortTime>(mode.duration));
  flat.need_begin.push_back(static_cast<std::uint32_t>(flat.needs.size()));
  if (mode.duration > 0) {
    std::vector<Value> amount(fields.size(), 0);
    for (const Use& use : mode.uses) {
      amount[use.resource] = std::min(kLargest, amount[use.resource] + use.amount);
    }
    for (std::size_t r = 0; r < fields.size(); ++r) {
      if (amount[r] == 0) continue;
      if (amount[r] > fields[r].most) {
        is_possible = false;
        continue;
      }
      const std::uint64_t bits = static_cast<std::uint64_t>(amount[r]) << fields[r].shift;
      if (flat.needs.size() > flat.need_begin.back() && flat.needs.back().word == fields[r].word) {
        flat.needs.back().bits |= bits;
      } else {
        flat.needs.push_back({.word = fields[r].word, .bits = bits});
      }
    }
  }
  flat.spend_begin.push_back(static_cast<std::uint32_t>(flat.spends.size()));
  for (const Spend& spend : mode.spends) {
    if (spend.amount > 0) flat.spends.push_back(spend);
  }
  flat.shut_begin.push_back(static_cast<std::uint32_t>(flat.shuts.size()));
  std::vector<FlatModel::Shut> shuts;
  for (const Stretch& closed : task.closed) {
    const Time from = closed.from - mode.duration + 1;
    const Time to = closed.to - 1;
    if (from <= to) {
      shuts.push_back({.from = static_cast<ShortTime>(from), .to = static_cast<ShortTime>(to)});
    }
  }
  std::ranges::sort(shuts, {}, &FlatModel::Shut::from);
  for (const FlatModel::Shut& shut : shuts) {
    if (flat.shuts.size() > flat.shut_begin.back() && flat.shuts.back().to >= shut.from - 1) {
      flat.shuts.back().to = std::max(flat.shuts.back().to, shut.to);
    } else {
      flat.shuts.push_back(shut);
    }
  }
  if (task.release + mode.duration > task.deadline) is_possible = false;
  flat.is_possible.push_back(is_possible ? 1 : 0);
}

void add_links(const Model& model, FlatModel& flat) {
  for (const Lag& lag : model.lags) {
    const auto mask = [](Point point) {
      return static_cast<ShortTime>(point == Point::End ? -1 : 0);
    };
    const FlatModel::Link link{.from = lag.from.task,
                               .to = lag.to.task,
                               .lag = static_cast<ShortTime>(lag.at_least),
                               .from_end = mask(lag.from.point),
                               .to_end = mask(lag.to.point)};
    if (link.from != link.to) {
      flat.links.push_back(link);
      continue;
    }
    // A lag of a task with itself speaks about its duration only.
    for (std::uint32_t m = flat.mode_begin[link.from]; m < flat.mode_begin[link.from + 1]; ++m) {
      if (lag_of(link, flat.duration[m], flat.duration[m]) > 0) flat.is_possible[m] = 0;
    }
  }
  const auto index = [&](std::vector<std::uint32_t>& begin, std::vector<std::uint32_t>& list,
                         auto&& end_of_link) {
    begin.assign(flat.task_count + 1, 0);
    for (const auto& link : flat.links) ++begin[end_of_link(link) + 1];
    for (std::uint32_t i = 0; i < flat.task_count; ++i) begin[i + 1] += begin[i];
    list.resize(flat.links.size());
    std::vector<std::uint32_t> next(begin.begin(), begin.end() - 1);
    for (std::uint32_t k = 0; k < flat.links.size(); ++k) {
      list[next[end_of_link(flat.links[k])]++] = k;
    }
  };
  index(flat.out_begin, flat.out, [](const FlatModel::Link& link) { return link.from; });
  index(flat.in_begin, flat.in, [](const FlatModel::Link& link) { return link.to; });
}

/// Kahn's algorithm; of several tasks the one with the lowest number first.
void sort_topologically(FlatModel& flat) {
  std::vector<std::uint32_t> open(flat.task_count);
  std::vector<std::uint32_t> heap;
  for (std::uint32_t i = 0; i < flat.task_count; ++i) {
    open[i] = flat.in_begin[i + 1] - flat.in_begin[i];
    if (open[i] == 0) heap.push_back(i);
  }
  std::ranges::make_heap(heap, std::ranges::greater{});
  while (!heap.empty()) {
    std::ranges::pop_heap(heap, std::ranges::greater{});
    const std::uint32_t task = heap.back();
    heap.pop_back();
    flat.topological.push_back(task);
    for (std::uint32_t k = flat.out_begin[task]; k < flat.out_begin[task + 1]; ++k) {
      const std::uint32_t next = flat.links[flat.out[k]].to;
      if (--open[next] == 0) {
        heap.push_back(next);
        std::ranges::push_heap(heap, std::ranges::greater{});
      }
    }
  }
  flat.is_acyclic = flat.topological.size() == flat.task_count;
  if (!flat.is_acyclic) flat.topological.clear();
}

/// Last moment at which anything outside the tasks changes, and after it every task in a row.
ShortTime horizon_of(const Model& model, const FlatModel& flat) {
  Time last = 0;
  Time sum = 0;
  Time latest_deadline = -kFarthest;
  for (const Resource& resource : model.resources) {
    if (!resource.steps.empty()) last = std::max(last, resource.steps.back().from);
  }
  std::vector<Time> wait(flat.task_count, 0);
  for (const auto& link : flat.links) {
    wait[link.from] = std::max<Time>(wait[link.from], link.lag);
  }
  for (std::size_t i = 0; i < model.tasks.size(); ++i) {
    const Task& task = model.tasks[i];
    last = std::max(last, task.release);
    for (const Stretch& closed : task.closed) last = std::max(last, closed.to);
    Time longest = 0;
    for (const Mode& mode : task.modes) longest = std::max(longest, mode.duration);
    sum = std::min<Time>(sum + longest + wait[i], kFarthest);
    latest_deadline = std::max(latest_deadline, task.deadline);
  }
  return static_cast<ShortTime>(std::min({kFarthest, last + sum, latest_deadline}));
}

}  // namespace

FlatModel flatten(const Model& model) {
  FlatModel flat;
  flat.task_count = static_cast<std::uint32_t>(model.tasks.size());
  const std::vector<Field> fields = lay_out(model, flat);
  Time origin = model.tasks.empty() ? 0 : kFarthest;
  for (const Task& task : model.tasks) {
    flat.mode_begin.push_back(static_cast<std::uint32_t>(flat.duration.size()));
    for (const Mode& mode : task.modes) add_mode(task, mode, fields, flat);
    flat.release.push_back(static_cast<ShortTime>(task.release));
    flat.is_optional.push_back(task.is_optional ? 1 : 0);
    origin = std::min(origin, task.release);
  }
  flat.mode_begin.push_back(static_cast<std::uint32_t>(flat.duration.size()));
  flat.need_begin.push_back(static_cast<std::uint32_t>(flat.needs.size()));
  flat.spend_begin.push_back(static_cast<std::uint32_t>(flat.spends.size()));
  flat.shut_begin.push_back(static_cast<std::uint32_t>(flat.shuts.size()));
  for (const Budget& budget : model.budgets) flat.budget.push_back(budget.total);
  flat.origin = static_cast<ShortTime>(std::min<Time>(origin, kFar));
  add_profiles(model, fields, flat);
  add_links(model, flat);
  sort_topologically(flat);
  flat.horizon = std::max(flat.origin, horizon_of(model, flat));
  for (std::uint32_t i = 0; i < flat.task_count; ++i) {
    flat.deadline.push_back(
        static_cast<ShortTime>(std::min<Time>(model.tasks[i].deadline, flat.horizon)));
    bool has_mode = false;
    for (std::uint32_t m = flat.mode_begin[i]; m < flat.mode_begin[i + 1]; ++m) {
      has_mode = has_mode || flat.is_possible[m] != 0;
    }
    if (!has_mode && flat.is_optional[i] == 0) flat.is_impossible = true;
  }
  return flat;
}

}  // namespace penholder::solver
