#pragma once
// Which question to ask next: the comparison "x >= v" that took part in the latest conflicts (VSIDS
// of Moskewicz et al. 2001, over atomic constraints in the place of Boolean variables). Only
// comparisons that stand in a learned nogood are candidates: they are the thresholds that matter.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "solver/domains.h"
#include "solver/nogoods.h"

namespace penholder::solver {

class Activity {
 public:
  /// Makes the comparisons of a learned nogood candidates and bumps them.
  void learned(std::span<const Literal> literals);
  /// Bumps the comparison behind a literal when it is a candidate.
  void seen(Literal literal);
  void decay() { increment_ /= kDecay; }

  /// The undecided candidate of greatest activity, as "x >= v"; nothing when all are decided.
  std::optional<Literal> next(const Domains& domains);
  /// The trail was cut to `size`: what was passed over as decided since may be open again.
  void back_to(Position size);
  /// Drops candidates that no nogood names any more. At the root.
  void keep_only(const Nogoods& nogoods);
  [[nodiscard]] std::size_t candidates() const { return entries_.size(); }

 private:
  static constexpr double kDecay = 0.95;
  struct Entry {
    Var x = 0;
    Tick bound = 0;
    std::int32_t place = -1;  // in the heap
    double activity = 0.0;
  };
  struct Passed {
    std::uint32_t entry = 0;
    Position at = 0;
  };
  static std::pair<Var, Tick> comparison_of(Literal literal);
  [[nodiscard]] std::uint32_t find(Var x, Tick bound) const;  // entry or kNone
  std::uint32_t find_or_add(Var x, Tick bound);
  void grow_table();
  void bump(std::uint32_t entry);
  void push(std::uint32_t entry);
  void rise(std::size_t place);
  void sink(std::size_t place);
  [[nodiscard]] bool before(std::uint32_t a, std::uint32_t b) const {
    const Entry& x = entries_[a];
    const Entry& y = entries_[b];
    return x.activity != y.activity ? x.activity > y.activity : a < b;
  }

  static constexpr std::uint32_t kNone = 0xffffffffU;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> table_;  // open addressing, a power of two
  std::vector<std::uint32_t> heap_;
  std::vector<Passed> passed_;
  double increment_ = 1.0;
};

}  // namespace penholder::solver
