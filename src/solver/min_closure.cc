#include "solver/min_closure.h"

#include <algorithm>
#include <limits>

#include "base/check.h"

namespace penholder::solver {

namespace {
constexpr MinClosure::Node kNone = -1;
}

MinClosure::MinClosure(std::size_t node_count, std::span<const Arc> arcs) {
  CHECK(node_count < (std::size_t{1} << 30) && arcs.size() < (std::size_t{1} << 29));
  first_link_.assign(node_count + 1, 0);
  for (const Arc& arc : arcs) {
    CHECK(arc.from >= 0 && at(arc.from) < node_count);
    CHECK(arc.to >= 0 && at(arc.to) < node_count);
    ++first_link_[at(arc.from) + 1];
    ++first_link_[at(arc.to) + 1];
  }
  for (std::size_t v = 0; v < node_count; ++v) first_link_[v + 1] += first_link_[v];
  links_.resize(arcs.size() * 2);
  std::vector<std::int32_t> next(first_link_.begin(), first_link_.end() - 1);
  for (std::size_t a = 0; a < arcs.size(); ++a) {
    const auto name = static_cast<std::int32_t>(a * 2);
    links_[static_cast<std::size_t>(next[at(arcs[a].from)]++)] = {arcs[a].to, name};
    links_[static_cast<std::size_t>(next[at(arcs[a].to)]++)] = {arcs[a].from, name + 1};
  }
  flow_.assign(arcs.size(), 0);
  weight_.assign(node_count, 0);
  excess_.assign(node_count, 0);
  height_.assign(node_count, 0);
  current_link_.assign(node_count, 0);
  level_head_.assign(node_count + 1, kNone);
  level_next_.assign(node_count, kNone);
  level_previous_.assign(node_count, kNone);
  active_head_.assign(node_count + 1, kNone);
  active_next_.assign(node_count, kNone);
  in_set_.assign(node_count, 0);
  queue_.reserve(node_count);
}

void MinClosure::solve(std::span<const std::int64_t> weight) {
  CHECK(weight.size() == node_count());
  for (std::size_t v = 0; v < node_count(); ++v) {
    excess_[v] += weight_[v] - weight[v];
    weight_[v] = weight[v];
  }
  work_ += node_count();
  relabel_all();
  // Relabelling costs one pass over the graph; as much work between two passes
  // keeps it at half.
  const std::uint64_t patience = 2 * (node_count() + links_.size());
  while (highest_active_ >= 0) {
    const Node node = active_head_[at(highest_active_)];
    if (node == kNone) {
      --highest_active_;
      continue;
    }
    active_head_[at(highest_active_)] = active_next_[at(node)];
    // A gap may have lifted it out of reach since it was listed.
    if (height_[at(node)] != highest_active_) continue;
    discharge(node);
    if (work_since_relabel_ > patience) relabel_all();
  }
  find_set();
}

void MinClosure::enter_level(Node node) {
  const std::size_t level = at(height_[at(node)]);
  level_previous_[at(node)] = kNone;
  level_next_[at(node)] = level_head_[level];
  if (level_head_[level] != kNone) level_previous_[at(level_head_[level])] = node;
  level_head_[level] = node;
  highest_level_ = std::max(highest_level_, height_[at(node)]);
}

void MinClosure::leave_level(Node node) {
  const Node next = level_next_[at(node)];
  const Node previous = level_previous_[at(node)];
  if (next != kNone) level_previous_[at(next)] = previous;
  if (previous != kNone) {
    level_next_[at(previous)] = next;
  } else {
    level_head_[at(height_[at(node)])] = next;
  }
}

void MinClosure::activate(Node node) {
  const std::int32_t height = height_[at(node)];
  active_next_[at(node)] = active_head_[at(height)];
  active_head_[at(height)] = node;
  highest_active_ = std::max(highest_active_, height);
}

/// Exact heights by a breadth-first search backwards from the deficits.
void MinClosure::relabel_all() {
  const auto beyond = static_cast<std::int32_t>(node_count());
  std::ranges::fill(level_head_, kNone);
  std::ranges::fill(active_head_, kNone);
  highest_active_ = highest_level_ = -1;
  queue_.clear();
  for (std::size_t v = 0; v < node_count(); ++v) {
    height_[v] = beyond;
    current_link_[v] = first_link_[v];
    if (excess_[v] < 0) {
      height_[v] = 0;
      queue_.push_back(static_cast<Node>(v));
    }
  }
  for (std::size_t head = 0; head < queue_.size(); ++head) {
    const Node node = queue_[head];
    enter_level(node);
    if (excess_[at(node)] > 0) activate(node);
    const std::int32_t height = height_[at(node)] + 1;
    const auto end = static_cast<std::size_t>(first_link_[at(node) + 1]);
    for (auto l = static_cast<std::size_t>(first_link_[at(node)]); l < end; ++l) {
      const Link link = links_[l];
      // Backwards: the other end reaches us over its forward arc, or over ours
      // if that has flow.
      if (height_[at(link.other)] != beyond) continue;
      if (!link.is_backward() && flow_[link.arc()] == 0) continue;
      height_[at(link.other)] = height;
      queue_.push_back(link.other);
    }
    work_ += end - static_cast<std::size_t>(first_link_[at(node)]);
  }
  work_ += node_count();
  work_since_relabel_ = 0;
}

void MinClosure::discharge(Node node) {
  const std::size_t v = at(node);
  const auto beyond = static_cast<std::int32_t>(node_count());
  while (true) {
    const std::int32_t end = first_link_[v + 1];
    std::int32_t l = current_link_[v];
    work_ += 1;
    work_since_relabel_ += 1;
    for (; l < end; ++l) {
      const Link link = links_[at(l)];
      if (height_[at(link.other)] + 1 != height_[v]) continue;
      std::int64_t& flow = flow_[link.arc()];
      std::int64_t amount = excess_[v];
      if (link.is_backward()) {
        if (flow == 0) continue;
        amount = std::min(amount, flow);
        flow -= amount;
      } else {
        flow += amount;
      }
      std::int64_t& other = excess_[at(link.other)];
      const bool was_active = other > 0;
      other += amount;
      excess_[v] -= amount;
      if (!was_active && other > 0) activate(link.other);
      if (excess_[v] == 0) break;
    }
    current_link_[v] = l;
    if (excess_[v] == 0) return;
    raise(node);
    if (height_[v] == beyond) return;
    // Lifted above the others: it is still the highest, so go on with it.
  }
}

/// Lifts a node just above the lowest node that it has a residual arc to.
void MinClosure::raise(Node node) {
  const std::size_t v = at(node);
  const auto beyond = static_cast<std::int32_t>(node_count());
  const std::int32_t old_height = height_[v];
  std::int32_t lowest = beyond;
  const std::int32_t end = first_link_[v + 1];
  std::int32_t best = first_link_[v];
  for (std::int32_t l = first_link_[v]; l < end; ++l) {
    const Link link = links_[at(l)];
    const std::int32_t height = height_[at(link.other)];
    if (height >= lowest) continue;
    if (link.is_backward() && flow_[link.arc()] == 0) continue;
    lowest = height;
    best = l;
  }
  const auto steps = static_cast<std::uint64_t>(end - first_link_[v]) + 4;
  work_ += steps;
  work_since_relabel_ += steps;
  leave_level(node);
  const bool leaves_gap = level_head_[at(old_height)] == kNone;

  height_[v] = leaves_gap ? beyond : std::min(beyond, lowest + 1);
  current_link_[v] = best;
  if (height_[v] < beyond) enter_level(node);
  if (leaves_gap) close_gap(old_height);
}

/// Nothing stands at `level` any more: who stands above reaches no deficit.
void MinClosure::close_gap(std::int32_t level) {
  const auto beyond = static_cast<std::int32_t>(node_count());
  for (std::int32_t h = level + 1; h <= highest_level_; ++h) {
    for (Node node = level_head_[at(h)]; node != kNone; node = level_next_[at(node)]) {
      height_[at(node)] = beyond;
      ++work_;
    }
    level_head_[at(h)] = kNone;
  }
  highest_level_ = std::min(highest_level_, level);
}

/// What the excess that is left can reach: the smallest set of least weight.
void MinClosure::find_set() {
  std::ranges::fill(in_set_, char{0});
  queue_.clear();
  weight_of_set_ = 0;
  for (std::size_t v = 0; v < node_count(); ++v) {
    if (excess_[v] <= 0) continue;
    weight_of_set_ -= excess_[v];
    in_set_[v] = 1;
    queue_.push_back(static_cast<Node>(v));
  }
  for (std::size_t head = 0; head < queue_.size(); ++head) {
    const std::size_t v = at(queue_[head]);
    const auto end = static_cast<std::size_t>(first_link_[v + 1]);
    for (auto l = static_cast<std::size_t>(first_link_[v]); l < end; ++l) {
      const Link link = links_[l];
      if (in_set_[at(link.other)] != 0) continue;
      if (link.is_backward() && flow_[link.arc()] == 0) continue;
      in_set_[at(link.other)] = 1;
      queue_.push_back(link.other);
    }
    work_ += end - static_cast<std::size_t>(first_link_[v]);
  }
  work_ += node_count();
}

}  // namespace penholder::solver
