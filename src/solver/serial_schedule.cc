#include "solver/serial_schedule.h"

#include <algorithm>

#include "base/check.h"

namespace penholder::solver {
namespace {

/// First start at or after `start` outside the shut ones.
ShortTime past_shuts(std::span<const FlatModel::Shut> shuts, ShortTime start) {
  for (const FlatModel::Shut& shut : shuts) {
    if (start < shut.from) break;
    if (start <= shut.to) start = shut.to + 1;
  }
  return start;
}

/// Last start at or before `start` outside the shut ones.
ShortTime before_shuts(std::span<const FlatModel::Shut> shuts, ShortTime start) {
  for (std::size_t i = shuts.size(); i-- > 0;) {
    if (start > shuts[i].to) break;
    if (start >= shuts[i].from) start = shuts[i].from - 1;
  }
  return start;
}

}  // namespace

Scheduler::Scheduler(const FlatModel& flat, Form form) : flat_(flat) {
  is_dense_ = form == Form::Dense ||
              (form == Form::Automatic && flat.horizon - flat.origin <= kDenseHorizon);
  for (std::size_t w = 0; w < flat.guard.size(); ++w) {
    if (is_dense_) {
      dense_.emplace_back(flat.profile[w], flat.guard[w], flat.origin, flat.horizon);
    } else {
      sparse_.emplace_back(flat.profile[w], flat.guard[w], flat.origin, flat.horizon);
    }
  }
  start_.assign(flat.task_count, kUnplaced);
  for (std::uint32_t i = 0; i < flat.task_count; ++i) {
    std::uint32_t mode = flat.mode_begin[i];
    while (mode + 1 < flat.mode_begin[i + 1] && flat.is_possible[mode] == 0) ++mode;
    mode_.push_back(mode);
    duration_.push_back(flat.duration[mode]);
  }
  in_.resize(flat.links.size());
  out_.resize(flat.links.size());
  in_of_.resize(flat.links.size());
  out_of_.resize(flat.links.size());
  for (std::uint32_t k = 0; k < flat.links.size(); ++k) {
    in_of_[flat.in[k]] = k;
    out_of_[flat.out[k]] = k;
    in_[k].other = flat.links[flat.in[k]].from;
    out_[k].other = flat.links[flat.out[k]].to;
  }
  for (std::uint32_t i = 0; i < flat.task_count; ++i) refresh_lags(i);
}

void Scheduler::refresh_lags(std::uint32_t task) {
  const auto refresh = [&](std::uint32_t k) {
    const FlatModel::Link& link = flat_.links[k];
    const ShortTime lag = lag_of(link, duration_[link.from], duration_[link.to]);
    in_[in_of_[k]].lag = lag;
    out_[out_of_[k]].lag = lag;
  };
  for (std::uint32_t k = flat_.in_begin[task]; k < flat_.in_begin[task + 1]; ++k) {
    refresh(flat_.in[k]);
  }
  for (std::uint32_t k = flat_.out_begin[task]; k < flat_.out_begin[task + 1]; ++k) {
    refresh(flat_.out[k]);
  }
}

void Scheduler::set_mode(std::uint32_t task, std::uint32_t mode) {
  DCHECK(!is_placed(task) && mode < flat_.mode_count(task));
  const std::uint32_t position = flat_.mode_begin[task] + mode;
  if (mode_[task] == position) return;
  mode_[task] = position;
  duration_[task] = flat_.duration[position];
  refresh_lags(task);
}

ShortTime Scheduler::makespan() const {
  ShortTime last = 0;
  for (std::uint32_t i = 0; i < flat_.task_count; ++i) {
    if (is_placed(i)) last = std::max(last, end(i));
  }
  return last;
}

void Scheduler::clear() {
  std::ranges::fill(start_, kUnplaced);
  clear_resources();
}

void Scheduler::clear_resources() {
  for (DenseTimeline& line : dense_) line.clear();
  for (SparseTimeline& line : sparse_) line.clear();
}

ShortTime Scheduler::lower_bound(std::uint32_t task) const {
  ShortTime bound = flat_.release[task];
  for (std::uint32_t k = flat_.in_begin[task]; k < flat_.in_begin[task + 1]; ++k) {
    // Not placed: kUnplaced + lag never exceeds a release.
    bound = std::max(bound, start_[in_[k].other] + in_[k].lag);
  }
  return bound;
}

ShortTime Scheduler::upper_bound(std::uint32_t task, ShortTime latest_end) const {
  ShortTime bound = std::min(flat_.deadline[task], latest_end) - duration_[task];
  for (std::uint32_t k = flat_.out_begin[task]; k < flat_.out_begin[task + 1]; ++k) {
    const ShortTime next = start_[out_[k].other];
    if (next != kUnplaced) bound = std::min(bound, next - out_[k].lag);
  }
  return bound;
}

template <class Timelines>
ShortTime Scheduler::earliest_on(const Timelines& lines, std::uint32_t mode, ShortTime first,
                                 ShortTime last) const {
  const ShortTime duration = flat_.duration[mode];
  const std::uint32_t from = flat_.need_begin[mode];
  const std::uint32_t to = flat_.need_begin[mode + 1];
  const std::span shuts(flat_.shuts.data() + flat_.shut_begin[mode],
                        flat_.shuts.data() + flat_.shut_begin[mode + 1]);
  if (shuts.empty()) {
    if (from == to) return first <= last ? first : kNowhere;
    if (to - from == 1) {
      return lines[flat_.needs[from].word].earliest(first, last, duration, flat_.needs[from].bits);
    }
  }
  ShortTime start = first;
  while (true) {
    const ShortTime asked = start;
    start = past_shuts(shuts, start);
    if (start > last) return kNowhere;
    for (std::uint32_t n = from; n < to; ++n) {
      const FlatModel::Need& need = flat_.needs[n];
      start = lines[need.word].earliest(start, last, duration, need.bits);
      if (start == kNowhere) return kNowhere;
    }
    if (start == asked) return start;
  }
}

template <class Timelines>
ShortTime Scheduler::latest_on(const Timelines& lines, std::uint32_t mode, ShortTime first,
                               ShortTime last) const {
  const ShortTime duration = flat_.duration[mode];
  const std::uint32_t from = flat_.need_begin[mode];
  const std::uint32_t to = flat_.need_begin[mode + 1];
  const std::span shuts(flat_.shuts.data() + flat_.shut_begin[mode],
                        flat_.shuts.data() + flat_.shut_begin[mode + 1]);
  if (shuts.empty()) {
    if (from == to) return first <= last ? last : kNowhere;
    if (to - from == 1) {
      return lines[flat_.needs[from].word].latest(first, last, duration, flat_.needs[from].bits);
    }
  }
  ShortTime start = last;
  while (true) {
    const ShortTime asked = start;
    start = before_shuts(shuts, start);
    if (start < first) return kNowhere;
    for (std::uint32_t n = from; n < to; ++n) {
      const FlatModel::Need& need = flat_.needs[n];
      start = lines[need.word].latest(first, start, duration, need.bits);
      if (start == kNowhere) return kNowhere;
    }
    if (start == asked) return start;
  }
}

ShortTime Scheduler::earliest(std::uint32_t task, ShortTime first, ShortTime last) const {
  ++work_;
  const std::uint32_t mode = mode_[task];
  return is_dense_ ? earliest_on(dense_, mode, first, last)
                   : earliest_on(sparse_, mode, first, last);
}

ShortTime Scheduler::latest(std::uint32_t task, ShortTime first, ShortTime last) const {
  ++work_;
  const std::uint32_t mode = mode_[task];
  return is_dense_ ? latest_on(dense_, mode, first, last) : latest_on(sparse_, mode, first, last);
}

void Scheduler::put(std::uint32_t task, ShortTime start) {
  start_[task] = start;
  const std::uint32_t mode = mode_[task];
  const ShortTime until = start + duration_[task];
  for (std::uint32_t n = flat_.need_begin[mode]; n < flat_.need_begin[mode + 1]; ++n) {
    const FlatModel::Need& need = flat_.needs[n];
    if (is_dense_) {
      dense_[need.word].take(start, until, need.bits);
    } else {
      sparse_[need.word].take(start, until, need.bits);
    }
  }
}

void Scheduler::lift(std::uint32_t task) {
  DCHECK(is_placed(task));
  const std::uint32_t mode = mode_[task];
  const ShortTime until = end(task);
  for (std::uint32_t n = flat_.need_begin[mode]; n < flat_.need_begin[mode + 1]; ++n) {
    const FlatModel::Need& need = flat_.needs[n];
    if (is_dense_) {
      dense_[need.word].give_back(start_[task], until, need.bits);
    } else {
      sparse_[need.word].give_back(start_[task], until, need.bits);
    }
  }
  start_[task] = kUnplaced;
}

bool Scheduler::place(std::uint32_t task) {
  if (flat_.is_possible[mode_[task]] == 0) return false;
  const ShortTime start = earliest(task, lower_bound(task), flat_.deadline[task] - duration_[task]);
  if (start == kNowhere) return false;
  put(task, start);
  return true;
}

bool Scheduler::place_between(std::uint32_t task) {
  if (flat_.is_possible[mode_[task]] == 0) return false;
  const ShortTime start =
      earliest(task, lower_bound(task), upper_bound(task, flat_.deadline[task]));
  if (start == kNowhere) return false;
  put(task, start);
  return true;
}

bool Scheduler::schedule(std::span<const std::uint32_t> list, ShortTime limit) {
  clear();
  for (const std::uint32_t task : list) {
    if (!place(task) || end(task) > limit) return false;
  }
  return true;
}

void Scheduler::write(Schedule& schedule) const {
  schedule.resize(flat_.task_count);
  for (std::uint32_t i = 0; i < flat_.task_count; ++i) {
    schedule[i] = is_placed(i) ? Placement{.mode = static_cast<int>(mode(i)), .start = start_[i]}
                               : Placement{};
  }
}

bool Scheduler::read(std::span<const Placement> schedule) {
  if (schedule.size() != flat_.task_count) return false;
  clear();
  for (std::uint32_t i = 0; i < flat_.task_count; ++i) {
    const Placement& placement = schedule[i];
    if (!placement.is_done()) continue;
    const auto mode = static_cast<std::uint32_t>(placement.mode);
    if (mode >= flat_.mode_count(i) || placement.start < flat_.release[i] ||
        placement.start > flat_.deadline[i] - flat_.duration[flat_.mode_begin[i] + mode] ||
        flat_.is_possible[flat_.mode_begin[i] + mode] == 0) {
      clear();
      return false;
    }
    set_mode(i, mode);
    start_[i] = static_cast<ShortTime>(placement.start);
  }
  return true;
}

std::optional<Schedule> serial_schedule(const Model& model, std::span<const Index> list,
                                        std::span<const int> modes) {
  CHECK(modes.size() == model.tasks.size());
  const FlatModel flat = flatten(model);
  Scheduler scheduler(flat);
  for (const Index task : list) {
    CHECK(task < modes.size());
    if (modes[task] < 0) continue;
    CHECK(static_cast<std::size_t>(modes[task]) < model.tasks[task].modes.size());
    scheduler.set_mode(task, static_cast<std::uint32_t>(modes[task]));
  }
  for (const Index task : list) {
    if (modes[task] < 0 || scheduler.is_placed(task)) continue;
    if (!scheduler.place_between(task)) return std::nullopt;
  }
  Schedule schedule;
  scheduler.write(schedule);
  return schedule;
}

}  // namespace penholder::solver
