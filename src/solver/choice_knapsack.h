#pragma once
// The cheapest choice of one option an item, when what the options take must fit into several
// rooms: a multiple-choice knapsack in several dimensions. Small ones (tens of items, a few options
// each) are solved exactly; it is asked thousands of times with other rooms and other options shut.
//
// Method: prices on the rooms by a subgradient (Fisher 1981), then depth-first branch and bound on
// the priced costs; answers are kept. Source of the relaxation: Kellerer, Pferschy & Pisinger 2004,
// "Knapsack Problems", chapters 9 and 11.

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "solver/model.h"

namespace penholder::solver {

class ChoiceKnapsack {
 public:
  /// More than any cost: what no choice fits costs so much.
  static constexpr Value kImpossible = std::numeric_limits<Value>::max() / 2;

  struct Option {
    Value cost = 0;
    std::vector<Value> amounts;  ///< one a room
  };
  /// At most 64 options an item; at least one.
  ChoiceKnapsack(std::vector<std::vector<Option>> items, std::size_t rooms);

  struct Answer {
    bool is_possible = true;
    /// Least cost; a lower bound on it when the search was cut short.
    Value cost = 0;
  };
  /// `open`: bit o of item i: its option o may be chosen. `room`: what there is, one a room; below
  /// 0 nothing fits.
  ///
  ///   cost   O(items * options * rooms) with prices found before; exponential in the items at
  ///   worst,
  ///          cut short after kMostParts descents
  Answer least(std::span<const std::uint64_t> open, std::span<const Value> room);
  /// A lower bound on it by prices alone: much cheaper.
  Answer relaxed(std::span<const std::uint64_t> open, std::span<const Value> room);
  /// Does every choice cost at least `target`? May say no when it is not sure. Cheaper than
  /// least().
  bool costs_at_least(std::span<const std::uint64_t> open, std::span<const Value> room,
                      Value target);

  /// Steps taken since the last call of this.
  std::uint64_t take_work();

 private:
  static constexpr std::size_t kMostNodes = 200;  // of one descent, with the same prices
  static constexpr std::size_t kMostParts = 2'000;
  static constexpr int kRounds = 60;
  static constexpr std::size_t kMostAnswers = 1 << 16;
  struct Choice {
    double priced = 0.0;
    Value cost = 0;
    std::uint32_t option = 0;
  };
  /// What is known of one question: least cost is within low .. high.
  struct Known {
    Value low = 0;
    Value high = 0;
    bool is_settled = false;  ///< low is the answer of least()
    bool is_priced = false;   ///< low is what prices say, or better
  };
  /// Finds the least cost below `target`, or that there is none; with `any`, the first one found.
  Known compute(std::span<const std::uint64_t> open, const std::vector<Value>& room, Value target,
                bool any);
  Known& look_up(std::span<const std::uint64_t> open, std::span<const Value> room,
                 std::vector<Value>& clipped);
  /// Looks for something cheaper than best_; sets is_cut_short_ when it gives up.
  void solve_part(std::vector<std::uint64_t> open, const std::vector<Value>& room, int depth);
  double price(std::span<const std::uint64_t> open, const std::vector<Value>& room, int rounds);
  /// Prepares descend(); returns the item whose priced choice is least clear.
  std::uint32_t order_items(std::span<const std::uint64_t> open, const std::vector<Value>& room);
  void try_last_choice(std::span<const std::uint64_t> open, const std::vector<Value>& room);
  void descend(std::size_t depth, double priced, Value cost);

  struct KeyHash {
    std::size_t operator()(const std::vector<std::int64_t>& key) const;
  };

  std::vector<std::vector<Option>> items_;
  std::size_t rooms_;
  std::vector<Value> most_;     // all that could be taken of each room
  std::vector<double> prices_;  // of the last call: neighbours have similar ones
  std::unordered_map<std::vector<std::int64_t>, Known, KeyHash> answers_;
  std::uint64_t work_ = 0;

  // Of the call in work.
  std::vector<std::uint32_t> tight_;  // rooms that can run out
  std::vector<double> flat_;          // open options: cost, then amounts in the tight rooms
  std::vector<std::size_t> first_;    // by item, in flat_
  std::vector<std::uint32_t> order_;
  std::vector<std::vector<Choice>> choices_;  // by depth, cheapest first
  std::vector<double> rest_;                  // least priced cost from a depth on
  std::vector<Value> left_;
  Value best_ = 0;
  bool is_found_ = false;
  bool wants_any_ = false;
  bool wants_bound_only_ = false;
  std::size_t nodes_ = 0;
  std::size_t parts_ = 0;
  bool is_cut_short_ = false;
  Value root_ = 0;
  std::vector<std::uint32_t> taken_;        // by depth
  std::vector<std::uint32_t> last_choice_;  // by item: the best of an earlier call
};

}  // namespace penholder::solver
