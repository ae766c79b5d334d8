#include "solver/cost_table.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <iterator>
#include <utility>

#include "base/check.h"

namespace penholder::solver {
namespace {

Value value_of(const Piece& piece, Time moment) {
  return piece.at_from + piece.slope * (moment - piece.from);
}

/// The part of `piece` within from .. to, whose values are <= limit: first and last moment; first >
/// last when there is none.
std::pair<Time, Time> part_within(const Piece& piece, Time from, Time to, Value limit) {
  from = std::max(from, piece.from);
  to = std::min(to, piece.to);
  if (from > to) return {1, 0};
  const auto search_first = [&](Time a, Time b) {  // values fall: first that is within
    while (a < b) {
      const Time middle = a + (b - a) / 2;
      if (value_of(piece, middle) <= limit) {
        b = middle;
      } else {
        a = middle + 1;
      }
    }
    return a;
  };
  const auto search_last = [&](Time a, Time b) {  // values rise: last that is within
    while (a < b) {
      const Time middle = b - (b - a) / 2;
      if (value_of(piece, middle) <= limit) {
        a = middle;
      } else {
        b = middle - 1;
      }
    }
    return a;
  };
  const bool from_ok = value_of(piece, from) <= limit;
  const bool to_ok = value_of(piece, to) <= limit;
  if (from_ok && to_ok) return {from, to};
  if (from_ok) return {from, search_last(from, to)};
  if (to_ok) return {search_first(from, to), to};
  return {1, 0};
}

/// The first of from .. to for which `holds`, which holds of `to` and of all after the first.
template <class F>
Tick first_that(Tick from, Tick to, F&& holds) {
  while (from < to) {
    const Tick middle = from + (to - from) / 2;
    if (holds(middle)) {
      to = middle;
    } else {
      from = middle + 1;
    }
  }
  return to;
}

}  // namespace

CostTable::CostTable(Tick low, Tick high, std::span<const Piece> pieces, Tick offset)
    : low_(low), high_(high) {
  // Cut to the window, fill the gaps with 0.
  Time covered = low;  // next moment without a piece
  for (Piece piece : pieces) {
    piece.from -= offset;
    piece.to -= offset;
    if (piece.to < low || piece.from > high) continue;
    if (piece.from < low) {
      piece.at_from = value_of(piece, low);
      piece.from = low;
    }
    piece.to = std::min<Time>(piece.to, high);
    if (piece.from > covered) pieces_.push_back({.from = covered, .to = piece.from - 1});
    pieces_.push_back(piece);
    covered = piece.to + 1;
  }
  if (covered <= high) pieces_.push_back({.from = covered, .to = high});
  for (std::size_t k = 0; k < pieces_.size(); ++k) {
    const Piece& piece = pieces_[k];
    if (piece.to > piece.from) {
      never_falls_ = never_falls_ && piece.slope >= 0;
      never_rises_ = never_rises_ && piece.slope <= 0;
    }
    if (k > 0) {
      const Value before = value_of(pieces_[k - 1], pieces_[k - 1].to);
      never_falls_ = never_falls_ && piece.at_from >= before;
      never_rises_ = never_rises_ && piece.at_from <= before;
    }
  }
  const bool is_sparse =
      high - low >= kAlwaysDense && 8 * static_cast<std::int64_t>(pieces_.size()) <= high - low;
  if (high - low < kLongest && !is_sparse) {
    values_.reserve(static_cast<std::size_t>(high - low) + 1);
    for (const Piece& piece : pieces_) {
      for (Time t = piece.from; t <= piece.to; ++t) values_.push_back(value_of(piece, t));
    }
    pieces_.clear();
    index();
  }
  least_ = least(low, high);
}

CostTable::CostTable(Tick low, std::vector<Value> values)
    : low_(low), high_(low + static_cast<Tick>(values.size()) - 1), values_(std::move(values)) {
  CHECK(!values_.empty());
  for (std::size_t k = 1; k < values_.size(); ++k) {
    never_falls_ = never_falls_ && values_[k] >= values_[k - 1];
  }
  index();
  least_ = least(low_, high_);
}

void CostTable::index() {
  for (std::size_t k = 0; k < values_.size(); ++k) {
    if (k % kBlock == 0) block_least_.push_back(values_[k]);
    block_least_.back() = std::min(block_least_.back(), values_[k]);
  }
  const auto least = std::ranges::min_element(values_);
  auto past = least;
  while (past != values_.end() && *past == *least) ++past;
  first_least_ = low_ + static_cast<Tick>(least - values_.begin());
  last_least_ = low_ + static_cast<Tick>(past - values_.begin()) - 1;
  is_valley_ = std::is_sorted(values_.begin(), least, std::greater<>{}) &&
               std::is_sorted(past, values_.end());
  const std::size_t size = values_.size();
  if (is_valley_ || size > kLongestInSpans) return;
  spans_ = values_;
  for (std::size_t length = 2; length <= size; length *= 2) {
    const std::size_t before = spans_.size() - size;
    for (std::size_t k = 0; k < size; ++k) {
      const std::size_t half = std::min(k + length / 2, size - 1);
      spans_.push_back(std::min(spans_[before + k], spans_[before + half]));
    }
  }
}

std::vector<Piece>::const_iterator CostTable::piece_at(Tick moment) const {
  return std::ranges::lower_bound(pieces_, moment, {}, &Piece::to);
}

Value CostTable::at(Tick moment) const {
  if (values_.empty()) return least(moment, moment);
  return at_quickly(std::clamp(moment, low_, high_));
}

Value CostTable::least(Tick from, Tick to) const {
  from = std::clamp(from, low_, high_);
  to = std::clamp(to, from, high_);
  if (values_.empty()) {
    if (never_falls_) to = from;
    if (never_rises_) from = to;
    Value best = std::numeric_limits<Value>::max();
    for (auto piece = piece_at(from); piece != pieces_.end() && piece->from <= to; ++piece) {
      best = std::min({best, value_of(*piece, std::max<Time>(piece->from, from)),
                       value_of(*piece, std::min<Time>(piece->to, to))});
    }
    return best;
  }
  if (is_valley_) {
    return values_[static_cast<std::size_t>(std::clamp(first_least_, from, to) - low_)];
  }
  if (!spans_.empty()) {
    // Two spans of a power of two that overlap.
    const auto length = static_cast<unsigned>(to - from) + 1;
    const auto power = static_cast<std::size_t>(std::bit_width(length)) - 1;
    const Value* const row = spans_.data() + power * values_.size();
    return std::min(row[from - low_], row[to - low_ + 1 - (Tick{1} << power)]);
  }
  Value best = std::numeric_limits<Value>::max();
  Tick k = from - low_;
  const Tick last = to - low_;
  while (k <= last) {
    if (k % kBlock == 0 && k + kBlock - 1 <= last) {
      best = std::min(best, block_least_[static_cast<std::size_t>(k / kBlock)]);
      k += kBlock;
    } else {
      best = std::min(best, values_[static_cast<std::size_t>(k)]);
      ++k;
    }
  }
  return best;
}

Tick CostTable::first_within(Tick from, Tick to, Value limit) const {
  from = std::max(from, low_);
  const Tick stop = std::min(to, high_);
  if (values_.empty()) {
    for (auto piece = piece_at(from); piece != pieces_.end() && piece->from <= stop; ++piece) {
      const auto [a, b] = part_within(*piece, from, stop, limit);
      if (a <= b) return static_cast<Tick>(a);
    }
    return to + 1;
  }
  if (is_valley_) {
    if (from > stop) return to + 1;
    if (at_quickly(from) <= limit) return from;
    const Tick end = std::min(stop, last_least_);  // values fall up to here
    if (from > end || at_quickly(end) > limit) return to + 1;
    return first_that(from, end, [&](Tick t) { return at_quickly(t) <= limit; });
  }
  Tick k = from - low_;
  const Tick last = stop - low_;
  while (k <= last) {
    if (k % kBlock == 0 && k + kBlock - 1 <= last &&
        block_least_[static_cast<std::size_t>(k / kBlock)] > limit) {
      k += kBlock;
    } else if (values_[static_cast<std::size_t>(k)] <= limit) {
      return k + low_;
    } else {
      ++k;
    }
  }
  return to + 1;
}

Tick CostTable::last_within(Tick from, Tick to, Value limit) const {
  const Tick stop = std::max(from, low_);
  to = std::min(to, high_);
  if (values_.empty()) {
    const auto behind = std::ranges::upper_bound(pieces_, to, {}, &Piece::from);
    for (auto piece = std::make_reverse_iterator(behind);
         piece != pieces_.rend() && piece->to >= stop; ++piece) {
      const auto [a, b] = part_within(*piece, stop, to, limit);
      if (a <= b) return static_cast<Tick>(b);
    }
    return from - 1;
  }
  if (is_valley_) {
    if (to < stop) return from - 1;
    if (at_quickly(to) <= limit) return to;
    const Tick begin = std::max(stop, first_least_);  // values rise from here on
    if (to < begin || at_quickly(begin) > limit) return from - 1;
    return first_that(begin, to, [&](Tick t) { return at_quickly(t) > limit; }) - 1;
  }
  Tick k = to - low_;
  const Tick last = stop - low_;
  while (k >= last) {
    if (k % kBlock == kBlock - 1 && k - kBlock + 1 >= last &&
        block_least_[static_cast<std::size_t>(k / kBlock)] > limit) {
      k -= kBlock;
    } else if (values_[static_cast<std::size_t>(k)] <= limit) {
      return k + low_;
    } else {
      --k;
    }
  }
  return from - 1;
}

}  // namespace penholder::solver
