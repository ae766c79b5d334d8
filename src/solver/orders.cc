#include "solver/orders.h"

#include <algorithm>

#include "solver/conflict_cliques.h"

namespace penholder::solver {
namespace {

constexpr std::size_t kMostTasks = 250;
constexpr std::size_t kMostPairs = 20'000;

/// How much later one moment is than another at least, along all lags between what is always done.
class Distances {
 public:
  explicit Distances(const Model& model)
      : size_(2 * model.tasks.size()), least_(size_ * size_, kNone) {
    for (std::size_t p = 0; p < size_; ++p) least_[p * size_ + p] = 0;
    for (Index i = 0; i < model.tasks.size(); ++i) {
      const auto [least, most] = std::ranges::minmax(model.tasks[i].modes, {}, &Mode::duration);
      raise({.task = i, .point = Point::Start}, {.task = i, .point = Point::End}, least.duration);
      raise({.task = i, .point = Point::End}, {.task = i, .point = Point::Start}, -most.duration);
    }
    for (const Lag& lag : model.lags) {
      if (model.tasks[lag.from.task].is_optional || model.tasks[lag.to.task].is_optional) continue;
      raise(lag.from, lag.to, std::clamp<Time>(lag.at_least, -2 * kFarthest, 2 * kFarthest));
    }
    for (std::size_t via = 0; via < size_; ++via) close(via);
  }

  /// `before` ends before `after` starts.
  [[nodiscard]] bool is_ordered(Index before, Index after) const {
    return least_[place({.task = before, .point = Point::End}) * size_ +
                  place({.task = after, .point = Point::Start})] >= 0;
  }

 private:
  static constexpr Time kNone = std::numeric_limits<Time>::min() / 4;
  static constexpr Time kMost = Time{1} << 40;  // lags that contradict each other grow without end

  static std::size_t place(const Moment& moment) {
    return 2 * std::size_t{moment.task} + (moment.point == Point::End ? 1 : 0);
  }
  void raise(const Moment& from, const Moment& to, Time at_least) {
    Time& least = least_[place(from) * size_ + place(to)];
    least = std::max(least, at_least);
  }
  /// Floyd and Warshall's step.
  void close(std::size_t via) {
    const Time* const onward = &least_[via * size_];
    for (std::size_t from = 0; from < size_; ++from) {
      const Time first = least_[from * size_ + via];
      if (first == kNone || from == via) continue;
      Time* const row = &least_[from * size_];
      for (std::size_t to = 0; to < size_; ++to) {
        if (onward[to] == kNone) continue;
        row[to] = std::max(row[to], std::min(first + onward[to], kMost));
      }
    }
  }

  std::size_t size_;
  std::vector<Time> least_;  // by moment, by moment
};

}  // namespace

std::vector<TaskPair> open_pairs(const Model& model) {
  const std::size_t tasks = model.tasks.size();
  if (tasks > kMostTasks) return {};
  std::vector<std::uint8_t> is_pair(tasks * tasks, 0);
  std::size_t count = 0;
  for (Index r = 0; r < model.resources.size(); ++r) {
    Value capacity = 0;
    for (const Resource::Step& step : model.resources[r].steps) {
      capacity = std::max(capacity, step.capacity);
    }
    std::vector<Value> need(tasks, 0);
    for (Index i = 0; i < tasks; ++i) {
      if (!model.tasks[i].is_optional) need[i] = least_need(model.tasks[i], r);
    }
    for (Index a = 0; a < tasks; ++a) {
      for (Index b = a + 1; b < tasks && need[a] > 0; ++b) {
        // Amounts are at most 2^60: no overflow.
        if (need[b] == 0 || need[a] + need[b] <= capacity || is_pair[a * tasks + b] != 0) continue;
        is_pair[a * tasks + b] = 1;
        ++count;
      }
    }
  }
  if (count == 0) return {};
  const Distances distances(model);
  std::vector<TaskPair> pairs;
  for (Index a = 0; a < tasks; ++a) {
    for (Index b = a + 1; b < tasks; ++b) {
      if (is_pair[a * tasks + b] == 0) continue;
      if (distances.is_ordered(a, b) || distances.is_ordered(b, a)) continue;
      pairs.push_back({.a = a, .b = b});
    }
  }
  if (pairs.size() > kMostPairs) pairs.clear();
  return pairs;
}

void add_orders(const Model& model, Program& program) {
  Engine& engine = program.engine;
  const auto order = [&](Index before, Index after, Literal guard) {
    const TaskVars& first = program.tasks[before];
    const Var end = first.end == kNoVar ? first.start : first.end;
    const Tick weight = first.end == kNoVar ? first.duration : 0;
    const Var start = program.tasks[after].start;
    engine.add_arc({.from = lower_side(end),
                    .to = lower_side(start),
                    .weight = weight,
                    .guard = guard,
                    .refutes_guard = true});
    engine.add_arc(
        {.from = upper_side(start), .to = upper_side(end), .weight = weight, .guard = guard});
  };
  for (const TaskPair& pair : open_pairs(model)) {
    const Var boolean = engine.add_variable(0, 1);
    order(pair.a, pair.b, is_true(boolean));
    order(pair.b, pair.a, is_false(boolean));
    program.orders.push_back({.boolean = boolean, .first = pair.a, .second = pair.b});
  }
}

}  // namespace penholder::solver
