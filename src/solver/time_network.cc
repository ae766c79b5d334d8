#include "solver/time_network.h"

#include <algorithm>
#include <limits>

#include "base/check.h"

namespace penholder::solver {

namespace {

/// From here on nothing that is said about time changes any more, and
/// everything can be over.
struct Span {
  Time from = 0;
  Time to = 0;
};

Span interesting_span(const Model& model, std::span<const StartWindow> windows) {
  Time first = kFarthest;
  Time last_end = -kFarthest;
  Time last_said = -kFarthest;
  Time sum = 0;
  const auto note = [&](Time time) { last_said = std::max(last_said, time); };
  for (std::size_t i = 0; i < model.tasks.size(); ++i) {
    if (windows[i].is_excluded) continue;
    Time longest = 0;
    for (const Mode& mode : model.tasks[i].modes) longest = std::max(longest, mode.duration);
    first = std::min(first, windows[i].first);
    last_end = std::max(last_end, windows[i].last + longest);
    note(windows[i].first);
    sum = std::min(sum + longest, 4 * kFarthest);
    for (const Stretch& stretch : model.tasks[i].closed) note(stretch.to);
  }
  for (const Resource& resource : model.resources) {
    if (!resource.steps.empty()) note(resource.steps.back().from);
  }
  for (const Lag& lag : model.lags) {
    sum = std::min(sum + std::max<Time>(0, lag.at_least), 4 * kFarthest);
  }
  for (const Objective& objective : model.objectives) {
    for (const Cost& cost : objective.costs) {
      for (const Piece& piece : cost.pieces) {
        note(piece.from);
        if (piece.to < kFarthest) note(piece.to + 1);
      }
    }
  }
  if (first > last_end) return {.from = 0, .to = 1};
  return {.from = first, .to = std::max(first + 1, std::min(last_end, last_said + sum) + 1)};
}

class Builder {
 public:
  Builder(const Model& model, const Objective& objective, const PresenceGraph& presence,
          std::span<const StartWindow> windows, Time cell_length, Value scale)
      : model_(model), presence_(presence), windows_(windows), costs_(model.tasks.size()) {
    for (const Cost& cost : objective.costs) costs_[cost.moment.task].push_back(&cost);
    net_.scale = scale;
    set_borders(cell_length);
  }

  TimeNetwork build() {
    for (Index task = 0; task < model_.tasks.size(); ++task) add_task(task);
    place_points();
    find_free_tasks();
    add_chains();
    for (const Lag& lag : model_.lags) add_lag(lag);
    for (Index task = 0; task < model_.tasks.size(); ++task) add_implications(task);
    return std::move(net_);
  }

 private:
  void set_borders(Time cell_length) {
    const Span span = interesting_span(model_, windows_);
    for (Time time = span.from; time < span.to; time += cell_length) net_.borders.push_back(time);
    net_.priced_cells = net_.borders.size();
    net_.borders.push_back(net_.borders.back() + cell_length);
    net_.borders.push_back(8 * kFarthest);
  }

  Value cost_at(Index task, int mode, Time start) const {
    Value sum = 0;
    const auto m = static_cast<std::size_t>(mode);
    for (const Cost* cost : costs_[task]) {
      if (!cost->by_mode.empty()) sum += cost->by_mode[m];
      const Time moment =
          start + (cost->moment.point == Point::End ? model_.tasks[task].modes[m].duration : 0);
      const auto piece = std::ranges::lower_bound(cost->pieces, moment, {}, &Piece::to);
      if (piece != cost->pieces.end() && piece->from <= moment) {
        sum += piece->at_from + piece->slope * (moment - piece->from);
      }
    }
    return sum * net_.scale;
  }

  /// Starts at which something changes: between two of them all costs and
  /// prices are linear.
  std::vector<Time> breaks_of(Index task, const Mode& mode, const StartWindow& window, Time last) {
    std::vector<Time> breaks{window.first};
    const auto add = [&](Time time) {
      if (time > window.first && time <= last) breaks.push_back(time);
    };
    for (const Time shift : {Time{0}, mode.duration}) {
      const auto begin = std::ranges::upper_bound(net_.borders, window.first + shift);
      for (auto it = begin; it != net_.borders.end() && *it - shift <= last; ++it) add(*it - shift);
    }
    for (const Cost* cost : costs_[task]) {
      const Time shift = cost->moment.point == Point::End ? mode.duration : 0;
      for (const Piece& piece : cost->pieces) {
        add(piece.from - shift);
        add(piece.to + 1 - shift);
      }
    }
    for (const Stretch& stretch : forbidden_) {
      add(stretch.from);
      add(stretch.to);
    }
    std::ranges::sort(breaks);
    breaks.erase(std::ranges::unique(breaks).begin(), breaks.end());
    breaks.push_back(last + 1);
    return breaks;
  }

  struct Start {
    std::size_t cell = 0;  ///< of the grid
    Time start = 0;
    int mode = 0;
  };

  void add_task(Index task) {
    TimeNetwork::TaskPart part;
    part.is_required = windows_[task].is_required;
    part.is_excluded = windows_[task].is_excluded;
    for (const Cost* cost : costs_[task]) part.cost_absent += cost->if_absent * net_.scale;
    part.first_cell = net_.task_cells.size();
    part.first_mode = net_.mode_ranges.size();
    starts_.clear();
    if (!part.is_excluded) {
      for (std::size_t m = 0; m < model_.tasks[task].modes.size(); ++m) find_starts(task, m);
      number_cells(task);
      // Windows that were not followed to their end may hold no start at all.
      if (starts_.empty()) {
        net_.is_infeasible = net_.is_infeasible || part.is_required;
        part.is_excluded = true;
      }
    }
    if (part.is_excluded) part.is_required = false;
    part.end_cell = net_.task_cells.size();
    part.end_mode = net_.mode_ranges.size();
    net_.parts.push_back(part);
  }

  void find_starts(Index task, std::size_t m) {
    const StartWindow& window = windows_[task];
    const Mode& mode = model_.tasks[task].modes[m];
    const Time last = std::min(window.last, model_.tasks[task].deadline - mode.duration);
    if (window.first > last) return;
    forbidden_ = forbidden_starts(model_, model_.tasks[task], mode);
    const std::vector<Time> breaks = breaks_of(task, mode, window, last);
    auto stretch = forbidden_.begin();
    for (std::size_t b = 0; b + 1 < breaks.size(); ++b) {
      const Time low = breaks[b];
      const Time high = breaks[b + 1] - 1;
      while (stretch != forbidden_.end() && stretch->to <= low) ++stretch;
      if (stretch != forbidden_.end() && stretch->from <= low) continue;
      const std::size_t cell = net_.cell_at(low);
      starts_.push_back({.cell = cell, .start = low, .mode = static_cast<int>(m)});
      if (high > low) starts_.push_back({.cell = cell, .start = high, .mode = static_cast<int>(m)});
    }
  }

  /// Cells of the grid in which the task has a candidate become its own, in
  /// order.
  void number_cells(Index task) {
    std::vector<std::size_t> cells;
    cells.reserve(starts_.size());
    for (const Start& start : starts_) cells.push_back(start.cell);
    std::ranges::sort(cells);
    cells.erase(std::ranges::unique(cells).begin(), cells.end());
    const std::size_t base = net_.task_cells.size();
    net_.task_cells.resize(base + cells.size(), {.first = 8 * kFarthest, .last = -8 * kFarthest});
    for (const Start& start : starts_) {
      if (net_.mode_ranges.empty() || net_.mode_ranges.back().task != task ||
          net_.mode_ranges.back().mode != start.mode) {
        const std::size_t at = net_.candidates.size();
        net_.mode_ranges.push_back({.task = task, .mode = start.mode, .first = at, .end = at});
      }
      const auto cell =
          static_cast<std::size_t>(std::ranges::lower_bound(cells, start.cell) - cells.begin());
      net_.candidates.push_back({.cell = static_cast<std::int32_t>(cell),
                                 .begin_point = 0,
                                 .end_point = 0,
                                 .cost = cost_at(task, start.mode, start.start)});
      net_.mode_ranges.back().end = net_.candidates.size();
      begins_.push_back(start.start);
      TimeNetwork::TaskCell& task_cell = net_.task_cells[base + cell];
      task_cell.first = std::min(task_cell.first, start.start);
      task_cell.last = std::max(task_cell.last, start.start);
    }
  }

  void place_points() {
    net_.points = begins_;
    for (const auto& range : net_.mode_ranges) {
      const Time duration =
          model_.tasks[range.task].modes[static_cast<std::size_t>(range.mode)].duration;
      for (std::size_t c = range.first; c < range.end; ++c) {
        net_.points.push_back(begins_[c] + duration);
      }
    }
    std::ranges::sort(net_.points);
    net_.points.erase(std::ranges::unique(net_.points).begin(), net_.points.end());
    const auto place = [&](Time time) {
      return static_cast<std::int32_t>(std::ranges::lower_bound(net_.points, time) -
                                       net_.points.begin());
    };
    for (const auto& range : net_.mode_ranges) {
      const Time duration =
          model_.tasks[range.task].modes[static_cast<std::size_t>(range.mode)].duration;
      for (std::size_t c = range.first; c < range.end; ++c) {
        net_.candidates[c].begin_point = place(begins_[c]);
        net_.candidates[c].end_point = place(begins_[c] + duration);
      }
    }
  }

  /// Whether a lag becomes arcs.
  bool has_arcs(const Lag& lag) const {
    const TimeNetwork::TaskPart& from = net_.parts[lag.from.task];
    const TimeNetwork::TaskPart& to = net_.parts[lag.to.task];
    return lag.from.task != lag.to.task && !from.is_excluded && !to.is_excluded &&
           (from.is_required || presence_.implies(lag.to.task, lag.from.task));
  }

  void find_free_tasks() {
    for (auto& part : net_.parts) part.is_free = true;
    for (const Lag& lag : model_.lags) {
      if (!has_arcs(lag)) continue;
      net_.parts[lag.from.task].is_free = false;
      net_.parts[lag.to.task].is_free = false;
    }
    for (Index task = 0; task < net_.parts.size(); ++task) {
      for (const Index other : presence_.implied_by(task)) {
        net_.parts[task].is_free = false;
        net_.parts[other].is_free = false;
      }
    }
  }

  void add_chains() {
    for (auto& part : net_.parts) {
      part.first_node = static_cast<MinClosure::Node>(net_.node_count);
      part.first_chain_arc = net_.arcs.size();
      if (part.is_excluded) continue;
      const std::size_t nodes = part.node_count();
      for (std::size_t k = 0; k + 1 < nodes; ++k) {
        const MinClosure::Node node = part.first_node + static_cast<MinClosure::Node>(k);
        net_.arcs.push_back({.from = node, .to = node + 1});
      }
      net_.node_count += nodes;
    }
    net_.chain_arc_count = net_.arcs.size();
  }

  void add_lag(const Lag& lag) {
    const TimeNetwork::TaskPart& from = net_.parts[lag.from.task];
    const TimeNetwork::TaskPart& to = net_.parts[lag.to.task];
    if (!has_arcs(lag)) return;
    const Time difference = start_lag(model_, lag);
    std::size_t target = 0;  // first cell of `from` that begins too late
    for (std::size_t k = 0; k < to.node_count(); ++k) {
      const std::size_t before = target;
      const Time latest = net_.task_cells[to.first_cell + k].last - difference;
      while (target < from.cell_count() &&
             net_.task_cells[from.first_cell + target].first <= latest) {
        ++target;
      }
      // Same target as the cell before: that one's arc follows from ours, so
      // ours replaces it.
      if (target == before && !net_.arcs.empty() && k > 0 && target > 0) {
        if (target - 1 < from.node_count()) ++net_.arcs.back().from;
        continue;
      }
      if (target == 0 || target - 1 >= from.node_count()) continue;
      net_.arcs.push_back({.from = to.first_node + static_cast<MinClosure::Node>(k),
                           .to = from.first_node + static_cast<MinClosure::Node>(target) - 1});
    }
  }

  void add_implications(Index task) {
    const TimeNetwork::TaskPart& part = net_.parts[task];
    if (part.is_excluded || part.is_required) return;
    for (const Index other : presence_.implied_by(task)) {
      const TimeNetwork::TaskPart& implied = net_.parts[other];
      if (other == task || implied.is_excluded || implied.is_required) continue;
      net_.arcs.push_back(
          {.from = part.first_node + static_cast<MinClosure::Node>(part.node_count()) - 1,
           .to = implied.first_node + static_cast<MinClosure::Node>(implied.node_count()) - 1});
    }
  }

  const Model& model_;
  const PresenceGraph& presence_;
  std::span<const StartWindow> windows_;
  std::vector<std::vector<const Cost*>> costs_;
  TimeNetwork net_;
  std::vector<Stretch> forbidden_;
  std::vector<Start> starts_;
  std::vector<Time> begins_;  ///< start of each candidate
};

}  // namespace

std::size_t TimeNetwork::cell_at(Time time) const {
  const auto after = std::ranges::upper_bound(borders, time);
  return after == borders.begin() ? 0 : static_cast<std::size_t>(after - borders.begin()) - 1;
}

Time cell_length_for(const Model& model, std::span<const StartWindow> windows,
                     std::size_t most_arcs) {
  const Span span = interesting_span(model, windows);
  // Arcs at each cell of a task, or candidates where there are more of these: one a mode.
  std::vector<double> arcs_at(model.tasks.size(), 1);
  for (const Lag& lag : model.lags) ++arcs_at[lag.to.task];
  for (std::size_t i = 0; i < model.tasks.size(); ++i) {
    arcs_at[i] = std::max(arcs_at[i], static_cast<double>(model.tasks[i].modes.size()));
  }
  for (Time length = 1; length <= 8 * kFarthest; length *= 2) {
    const Time cells = (span.to - span.from) / length;
    auto sum = static_cast<double>(cells);
    for (std::size_t i = 0; i < model.tasks.size(); ++i) {
      if (windows[i].is_excluded) continue;
      const Time width = std::min(windows[i].last, span.to) - windows[i].first;
      const Time own_cells = width / length + 2;
      sum += static_cast<double>(own_cells) * arcs_at[i];
    }
    if (sum <= static_cast<double>(most_arcs)) return length;
  }
  return 0;
}

TimeNetwork build_time_network(const Model& model, const Objective& objective,
                               const PresenceGraph& presence, std::span<const StartWindow> windows,
                               Time cell_length, Value scale) {
  CHECK(cell_length > 0 && windows.size() == model.tasks.size());
  return Builder(model, objective, presence, windows, cell_length, scale).build();
}

}  // namespace penholder::solver
