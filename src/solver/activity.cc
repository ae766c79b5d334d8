#include "solver/activity.h"

#include <utility>

namespace penholder::solver {
namespace {

std::size_t hash_of(Var x, Tick bound) {
  std::uint64_t key = (std::uint64_t{x} << 32) | static_cast<std::uint32_t>(bound);
  key ^= key >> 31;
  key *= 0x9e3779b97f4a7c15ULL;
  return static_cast<std::size_t>(key ^ (key >> 29));
}

}  // namespace

std::pair<Var, Tick> Activity::comparison_of(Literal literal) {
  const Var x = var_of(literal.side);
  if ((literal.side & 1U) == 0) return {x, literal.bound};
  return {x, 1 - literal.bound};  // x <= -b is not x >= 1 - b
}

std::uint32_t Activity::find(Var x, Tick bound) const {
  if (table_.empty()) return kNone;
  const std::size_t mask = table_.size() - 1;
  for (std::size_t slot = hash_of(x, bound) & mask;; slot = (slot + 1) & mask) {
    const std::uint32_t entry = table_[slot];
    if (entry == kNone) return kNone;
    if (entries_[entry].x == x && entries_[entry].bound == bound) return entry;
  }
}

void Activity::grow_table() {
  std::size_t size = 1024;
  while (size < 4 * entries_.size()) size *= 2;
  table_.assign(size, kNone);
  const std::size_t mask = table_.size() - 1;
  for (std::uint32_t entry = 0; entry < entries_.size(); ++entry) {
    std::size_t slot = hash_of(entries_[entry].x, entries_[entry].bound) & mask;
    while (table_[slot] != kNone) slot = (slot + 1) & mask;
    table_[slot] = entry;
  }
}

std::uint32_t Activity::find_or_add(Var x, Tick bound) {
  const std::uint32_t found = find(x, bound);
  if (found != kNone) return found;
  const auto entry = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back({.x = x, .bound = bound});
  if (table_.size() < 2 * entries_.size()) {
    grow_table();
  } else {
    const std::size_t mask = table_.size() - 1;
    std::size_t slot = hash_of(x, bound) & mask;
    while (table_[slot] != kNone) slot = (slot + 1) & mask;
    table_[slot] = entry;
  }
  push(entry);
  return entry;
}

void Activity::learned(std::span<const Literal> literals) {
  for (const Literal l : literals) {
    const auto [x, bound] = comparison_of(l);
    bump(find_or_add(x, bound));
  }
}

void Activity::seen(Literal literal) {
  const auto [x, bound] = comparison_of(literal);
  const std::uint32_t entry = find(x, bound);
  if (entry != kNone) bump(entry);
}

void Activity::bump(std::uint32_t entry) {
  Entry& e = entries_[entry];
  e.activity += increment_;
  if (e.activity > 1e100) {
    for (Entry& each : entries_) each.activity *= 1e-100;
    increment_ *= 1e-100;
  }
  if (e.place >= 0) rise(static_cast<std::size_t>(e.place));
}

void Activity::push(std::uint32_t entry) {
  if (entries_[entry].place >= 0) return;
  entries_[entry].place = static_cast<std::int32_t>(heap_.size());
  heap_.push_back(entry);
  rise(heap_.size() - 1);
}

void Activity::rise(std::size_t place) {
  const std::uint32_t moved = heap_[place];
  while (place > 0) {
    const std::size_t parent = (place - 1) / 2;
    if (!before(moved, heap_[parent])) break;
    heap_[place] = heap_[parent];
    entries_[heap_[place]].place = static_cast<std::int32_t>(place);
    place = parent;
  }
  heap_[place] = moved;
  entries_[moved].place = static_cast<std::int32_t>(place);
}

void Activity::sink(std::size_t place) {
  const std::uint32_t moved = heap_[place];
  while (true) {
    std::size_t child = 2 * place + 1;
    if (child >= heap_.size()) break;
    if (child + 1 < heap_.size() && before(heap_[child + 1], heap_[child])) ++child;
    if (!before(heap_[child], moved)) break;
    heap_[place] = heap_[child];
    entries_[heap_[place]].place = static_cast<std::int32_t>(place);
    place = child;
  }
  heap_[place] = moved;
  entries_[moved].place = static_cast<std::int32_t>(place);
}

std::optional<Literal> Activity::next(const Domains& domains) {
  while (!heap_.empty()) {
    const std::uint32_t top = heap_.front();
    const Entry& e = entries_[top];
    if (domains.low(e.x) < e.bound && domains.high(e.x) >= e.bound && !domains.is_absent(e.x)) {
      return at_least(e.x, e.bound);
    }
    passed_.push_back({.entry = top, .at = domains.size()});
    entries_[top].place = -1;
    const std::uint32_t last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) {
      heap_.front() = last;
      entries_[last].place = 0;
      sink(0);
    }
  }
  return std::nullopt;
}

void Activity::back_to(Position size) {
  while (!passed_.empty() && passed_.back().at > size) {
    push(passed_.back().entry);
    passed_.pop_back();
  }
}

void Activity::keep_only(const Nogoods& nogoods) {
  std::vector<Entry> old;
  old.swap(entries_);
  table_.clear();
  heap_.clear();
  passed_.clear();
  std::vector<Entry> kept;
  // Look the old activity up through a table of the old entries.
  Activity before;
  before.entries_ = old;
  before.grow_table();
  nogoods.for_each_learned([&](std::span<const Literal> literals) {
    for (const Literal l : literals) {
      const auto [x, bound] = comparison_of(l);
      if (find(x, bound) != kNone) continue;
      const std::uint32_t entry = find_or_add(x, bound);
      const std::uint32_t was = before.find(x, bound);
      if (was == kNone) continue;
      entries_[entry].activity = old[was].activity;
      rise(static_cast<std::size_t>(entries_[entry].place));
    }
  });
}

}  // namespace penholder::solver
