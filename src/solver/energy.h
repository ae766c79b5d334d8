#pragma once
// Energetic rule for one cumulative resource: in a window [a, b), what every present task must at
// least spend there, wherever it lies within its bounds, adds up to no more than the resource has.
// When it is nearly full, a task is pushed to where it spends no more than what is left.
//
// It sees what the time-table cannot: many loose tasks that are too much together, for example all
// tasks against a makespan that is too short.
//
// Sources: Erschler & Lopez 1990, Baptiste, Le Pape & Nuijten 1999 (what a task spends at least:
// the smaller of its leftmost and its rightmost place); windows that begin at earliest starts, as
// in Vilim 2011 (time-table edge-finding), whose rule this contains; explanations as in Schutt,
// Feydt & Stuckey 2013, "Explaining time-table-edge-finding propagation for the cumulative resource
// constraint": each task only as far as the window is concerned; who is not needed is not named.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "solver/engine.h"
#include "solver/model.h"
#include "solver/timetable.h"

namespace penholder::solver {

class Energy final : public Propagator {
 public:
  /// Beyond so many the rule is too slow for what it finds.
  static constexpr std::size_t kMostIntervals = 500;

  /// `capacity`: steps ascending in time, the first at or before every possible start. At the root,
  /// as `domains` stand. Nothing when amounts times times could pass 2^61, where the rule does not
  /// count, and for more than kMostIntervals.
  static std::unique_ptr<Energy> make(const Domains& domains, std::vector<Resource::Step> capacity,
                                      std::vector<Interval> intervals);

  /// Cost O(n^2) for n present intervals, plus O(n) for each window that is nearly full. Adaptive:
  /// the more calls in a row come to nothing, the fewer of the next do anything.
  bool propagate(Engine& engine) override;
  const char* name() const override { return "energy"; }

  [[nodiscard]] std::vector<Side> wakes() const;

 private:
  Energy(std::vector<Resource::Step> capacity, std::vector<Interval> intervals);

  struct Row {  // of a present interval
    std::uint32_t interval = 0;
    Tick est = 0;  // earliest start
    Tick lst = 0;  // latest start
    Tick duration = 0;
    Value amount = 0;
  };
  struct Window {
    Tick begin = 0;
    Tick end = 0;
    Value slack = 0;  // of what must be spent there
  };

  void collect(const Domains& domains);
  /// Windows that begin at `begin`: the one with least slack.
  [[nodiscard]] std::optional<Window> tightest(Tick begin);
  [[nodiscard]] bool use(Engine& engine, const Window& window);
  [[nodiscard]] bool push(Engine& engine, const Window& window, std::size_t interval, Value room);
  /// Capacity times time in [begin, end).
  [[nodiscard]] Value supply(Tick begin, Tick end) const;
  /// Time that an interval with these bounds spends at least in a window.
  static Tick least_time(Tick est, Tick lst, Tick duration, const Window& window);
  /// Fills because_ with literals that make all but `except` spend at least `energy` in the window.
  void explain(const Domains& domains, const Window& window, std::size_t except, Value energy);

  std::vector<Resource::Step> capacity_;
  std::vector<Interval> intervals_;
  std::vector<Value> supply_;  // up to each step
  Value greatest_energy_ = 0;

  std::vector<Row> rows_;
  std::vector<std::uint32_t> optional_;  // intervals that may still be present
  std::vector<std::uint32_t> by_lst_;    // rows, by key
  std::vector<std::uint32_t> by_ect_;
  std::vector<std::uint32_t> by_lct_;
  std::vector<std::uint32_t> by_sum_;  // earliest end + latest start
  std::vector<Tick> begins_;
  std::vector<Literal> because_;

  static constexpr std::uint32_t kLongestPause = 255;
  std::uint32_t pause_ = 0;  // calls between two that do something
  std::uint32_t until_ = 0;  // calls until the next
};

}  // namespace penholder::solver
