#pragma once
// Sets of literals that cannot all hold: given clauses and what was learned from conflicts.
//
// Two literals of each nogood are watched, neither of which holds (Moskewicz et al. 2001, said of
// nogoods instead of clauses). A watch on "side >= b" sits in the bucket of b; the buckets of a
// side are in order, so that a bound that rises from b to c looks into those between, and no
// others.

#include <cstdint>
#include <span>
#include <vector>

#include "solver/domains.h"

namespace penholder::solver {

using NogoodRef = std::uint32_t;

class Nogoods {
 public:
  explicit Nogoods(Domains& domains) : domains_(domains) {}

  /// To be called when variables were added.
  void grow();

  /// A nogood that stays for ever. At the root only; literals that fail there make it void, those
  /// that hold are dropped. False: conflict at the root.
  [[nodiscard]] bool add_permanent(std::vector<Literal> literals);

  /// A learned one: literals[0] does not hold now, all others do, literals[1] was made true last of
  /// these. At least two literals. The caller makes the negation of literals[0] true with the
  /// reference as reason.
  NogoodRef learn(std::span<const Literal> literals, std::uint32_t glue);

  /// All literals but the first hold: makes the negation of the first true. False: conflict.
  [[nodiscard]] bool conclude(NogoodRef ref);

  /// Looks at the watches of a side whose bound has risen. False: conflict.
  [[nodiscard]] bool on_change(const Change& change);

  [[nodiscard]] std::span<const Literal> literals(NogoodRef ref) const {
    return {literals_.data() + nogoods_[ref].begin, nogoods_[ref].size};
  }
  /// The nogood took part in a conflict.
  void bump(NogoodRef ref);
  void decay() { increment_ /= 0.999; }

  [[nodiscard]] std::size_t learned() const { return learned_; }
  [[nodiscard]] std::size_t stored_literals() const { return literals_.size(); }
  [[nodiscard]] std::uint64_t visits() const { return visits_; }

  /// Forgets the worse half of the learned ones, glue first, activity second; glue <= 2 stays. At
  /// the root only, so that none is a reason.
  void reduce();

  /// Calls f(literals) for every nogood that is kept.
  template <class F>
  void for_each_learned(F&& f) const {
    for (const Nogood& nogood : nogoods_) {
      if (nogood.is_learned) f(std::span{literals_.data() + nogood.begin, nogood.size});
    }
  }

 private:
  struct Nogood {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
    std::uint32_t glue = 0;
    bool is_learned = false;
    double activity = 0.0;
  };
  struct Watch {
    NogoodRef ref = 0;
    Literal blocker;  // when it fails, the nogood is kept
  };
  static_assert(sizeof(Watch) == 12);
  struct Bucket {
    Tick bound = 0;
    std::vector<Watch> watches;
  };
  NogoodRef store(std::span<const Literal> literals, bool is_learned, std::uint32_t glue);
  void watch(Literal literal, NogoodRef ref, Literal blocker) {
    bucket_of(literal).push_back({.ref = ref, .blocker = blocker});
  }
  /// Cost O(log buckets), and O(buckets) for the first of its bound.
  std::vector<Watch>& bucket_of(Literal literal);
  /// The watches on a literal that has become true. False: conflict.
  [[nodiscard]] bool visit(Literal watched, std::vector<Watch>& list);

  Domains& domains_;
  std::vector<Nogood> nogoods_;
  std::vector<Literal> literals_;
  std::vector<std::vector<Bucket>> watches_;  // by side; bounds ascending
  std::size_t learned_ = 0;
  std::uint64_t visits_ = 0;
  double increment_ = 1.0;
};

}  // namespace penholder::solver
