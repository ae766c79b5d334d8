#include "solver/flat_cost.h"

#include <algorithm>
#include <limits>

namespace penholder::solver {

FlatCost::FlatCost(const Model& model, const FlatModel& flat) {
  const auto modes = static_cast<std::uint32_t>(flat.duration.size());
  fixed_.assign(modes, 0);
  std::vector<std::vector<const Cost*>> costs(flat.task_count);
  if (!model.objectives.empty()) {
    const Objective& objective = model.objectives.front();
    makespan_weight_ = objective.makespan_weight;
    for (const Cost& cost : objective.costs) {
      costs[cost.moment.task].push_back(&cost);
      base_ += cost.if_absent;
    }
  }
  piece_begin_.push_back(0);
  break_begin_.push_back(0);
  for (std::uint32_t task = 0; task < flat.task_count; ++task) {
    for (std::uint32_t m = flat.mode_begin[task]; m < flat.mode_begin[task + 1]; ++m) {
      // Starts at which the task can be in this mode.
      const ShortTime first = flat.release[task];
      const ShortTime last = flat.deadline[task] - flat.duration[m];
      std::vector<ShortTime> breaks{first, last};
      for (const Cost* cost : costs[task]) {
        fixed_[m] -= cost->if_absent;
        if (!cost->by_mode.empty()) fixed_[m] += cost->by_mode[m - flat.mode_begin[task]];
        const Time shift = cost->moment.point == Point::End ? flat.duration[m] : 0;
        for (const Piece& piece : cost->pieces) {
          const Time from = std::max<Time>(piece.from - shift, first);
          const Time to = std::min<Time>(piece.to - shift, last);
          if (from > to) continue;
          const Part part{.from = static_cast<ShortTime>(from),
                          .to = static_cast<ShortTime>(to),
                          .at_from = piece.at_from + piece.slope * (from + shift - piece.from),
                          .slope = piece.slope};
          if (part.from == first && part.to == last && part.slope == 0) {
            fixed_[m] += part.at_from;
            continue;
          }
          parts_.push_back(part);
          is_timeless_ = false;
          for (const Time at : {from - 1, from, to, to + 1}) {
            if (at >= first && at <= last) breaks.push_back(static_cast<ShortTime>(at));
          }
        }
      }
      piece_begin_.push_back(static_cast<std::uint32_t>(parts_.size()));
      if (first <= last) {
        std::ranges::sort(breaks);
        breaks.erase(std::ranges::unique(breaks).begin(), breaks.end());
        // Linear between breaks, so falling somewhere means falling between two of them.
        Value before = std::numeric_limits<Value>::min();
        for (const ShortTime at : breaks) {
          const Value now = done(m, at);
          if (now < before) is_regular_ = false;
          before = now;
          breaks_.push_back(at);
        }
      }
      break_begin_.push_back(static_cast<std::uint32_t>(breaks_.size()));
    }
  }
}

}  // namespace penholder::solver
