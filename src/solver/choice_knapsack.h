#pragma once
// The cheapest choice of one option an item, when what the options take must fit into several
// rooms: a multiple-choice knapsack in several dimensions. Small ones (tens of items, a few options
// each) are solved exactly; it is asked thousands of times with other rooms and other options shut.
//
// Method: bounds by prices on the rooms (room_prices.h), then depth-first branch and bound on the
// priced costs; answers, and the choices found, are kept. Source of the relaxation: Kellerer,
// Pferschy & Pisinger 2004, "Knapsack Problems", chapters 9 and 11.

#include <cstdint>
#include <span>
#include <vector>

#include "solver/room_prices.h"

namespace penholder::solver {

class ChoiceKnapsack {
 public:
  /// More than any cost: what no choice fits costs so much.
  static constexpr Value kImpossible = std::numeric_limits<Value>::max() / 2;

  using Option = ChoiceOption;
  /// At most 64 options an item; at least one.
  ChoiceKnapsack(const std::vector<std::vector<Option>>& items, std::size_t rooms);

  struct Answer {
    bool is_possible = true;
    /// Least cost; a lower bound on it when the search was cut short.
    Value cost = 0;
  };
  /// `open`: bit o of item i: its option o may be chosen. `room`: what there is, one a room; below
  /// 0 nothing fits. `enough`: a cost that is not below it need not be known better.
  ///
  ///   cost   O(items * options) with prices and choices found before; exponential in the items at
  ///          worst, cut short after kMostParts descents
  Answer least(std::span<const std::uint64_t> open, std::span<const Value> room,
               Value enough = kImpossible);
  /// A lower bound on it by prices alone: much cheaper.
  Answer relaxed(std::span<const std::uint64_t> open, std::span<const Value> room);
  /// Does every choice cost at least `target`? May say no when it is not sure. Cheaper than
  /// least().
  bool costs_at_least(std::span<const std::uint64_t> open, std::span<const Value> room,
                      Value target);
  /// Opens options and gives back room, up to `all` of it, as far as prices found before show that
  /// every choice still costs at least `target`; false (and nothing changed) when they do not show
  /// that even of the question as it is. Cheap beside asking for one thing after the other.
  /// The options of item `fixed` stay as they are.
  bool weaken(std::vector<std::uint64_t>& open, std::vector<Value>& room,
              std::span<const Value> all, Value target, std::size_t fixed = RoomPrices::kNone);
  /// The open options with which, prices found before show, every choice costs at least `target`:
  /// bit o of item i in `dear`.
  void find_dear(std::span<const std::uint64_t> open, std::span<const Value> room, Value target,
                 std::vector<std::uint64_t>& dear);

  /// Steps taken since the last call of this.
  std::uint64_t take_work();

 private:
  static constexpr std::size_t kMostNodes = 500;  // of one descent, with the same prices
  /// In a look for any: with more items open than this a descent as a rule ends undecided.
  static constexpr std::size_t kMostUnclear = 10;
  static constexpr std::size_t kMostParts = 2'000;
  static constexpr int kRounds = 32;       // of a search for prices
  static constexpr int kFewerRounds = 10;  // where they matter less
  static constexpr std::size_t kMostAnswers = 1 << 16;
  static constexpr std::size_t kMostChoices = 16;
  struct Priced {
    double more = 0.0;  ///< priced cost above the item's least
    Value cost = 0;
    std::uint32_t option = 0;
  };
  /// What is known of one question: least cost is within low .. high.
  struct Known {
    Value low = 0;
    Value high = 0;
    std::uint64_t hash = 0;  ///< of the question
    /// Targets from here on were given up: no use in asking again.
    Value unclear_from = std::numeric_limits<Value>::max();
    bool is_settled = false;  ///< low is the answer of least()
    bool is_priced = false;   ///< low is what prices say, or better
  };
  enum class Wanted : std::uint8_t { Least, Any, Bound };
  /// Finds the least cost below `target`, or that there is none; the first one found; or a bound.
  Known compute(std::span<const std::uint64_t> open, const std::vector<Value>& room, Value target,
                Wanted wanted);
  /// Leaves the room that can be used in clipped_. The answer stays in its place until the next
  /// call.
  Known& look_up(std::span<const std::uint64_t> open, std::span<const Value> room);
  void grow_table();
  /// Looks for something cheaper than best_; sets is_cut_short_ when it gives up.
  void solve_part(std::vector<std::uint64_t> open, const std::vector<Value>& room, int depth);
  /// Prepares descend(); returns the item whose priced choice is least clear.
  std::uint32_t order_items(std::span<const std::uint64_t> open, const std::vector<Value>& room);
  void try_kept_choices(std::span<const std::uint64_t> open, const std::vector<Value>& room);
  void keep_choice();
  void descend(std::size_t depth, double bound, Value cost);
  [[nodiscard]] bool is_done() const {
    return is_cut_short_ || (wanted_ == Wanted::Any && is_found_);
  }

  struct KeptChoice {
    std::vector<std::uint32_t> options;  // by item
    std::vector<Value> takes;            // by room
    Value cost = 0;
  };

  struct Item {
    std::size_t first = 0;  // option
    std::uint32_t options = 0;
  };
  struct Clarity {
    double regret = 0.0;  // of not taking the option with the least priced cost
    double least = 0.0;
    std::uint32_t item = 0;
  };
  [[nodiscard]] Value cost_of(std::size_t i, std::uint32_t o) const {
    return costs_[items_[i].first + o];
  }
  [[nodiscard]] const Value* takes_of(std::size_t i, std::uint32_t o) const {
    return &takes_[(items_[i].first + o) * rooms_];
  }

  std::vector<Item> items_;
  std::vector<Value> costs_;  // by option
  std::vector<Value> takes_;  // by option and room
  std::size_t rooms_;
  std::vector<Value> most_;  // all that could be taken of each room
  RoomPrices prices_;
  // Answers by question, in a table of open addressing; a question is key_.size() words.
  std::vector<Known> answers_;
  std::vector<std::int64_t> asked_;
  std::vector<std::uint32_t> table_;  // a power of two; 0: free, else 1 + position of the answer
  std::vector<KeptChoice> kept_;      // the best of earlier calls
  std::size_t oldest_ = 0;
  std::uint64_t work_ = 0;

  // Of the call in work.
  std::vector<std::int64_t> key_;
  std::vector<Value> clipped_;
  std::vector<Value> most_open_;     // by room: what the open options could take
  std::vector<Value> cheapest_use_;  // by room
  std::vector<Value> greatest_;      // by room
  std::vector<std::uint32_t> cheapest_;
  std::vector<Clarity> clarity_;
  std::vector<std::uint32_t> tight_;  // rooms that can run out
  std::vector<std::uint32_t> order_;
  std::vector<Priced> choices_;            // by depth, cheapest first
  std::vector<std::size_t> first_choice_;  // by depth; one more at the end
  std::vector<Value> amounts_;             // by choice, in the tight rooms
  std::vector<Value> left_;                // of the tight rooms
  Value sure_cost_ = 0;                    // of the items with one choice left, which no depth has
  double root_bound_ = 0.0;
  double limit_ = 0.0;  // bounds above it show that nothing is cheaper
  Wanted wanted_ = Wanted::Least;
  Value best_ = 0;
  bool is_found_ = false;
  std::size_t nodes_ = 0;
  std::size_t parts_ = 0;
  bool is_cut_short_ = false;
  Value root_ = 0;
  double slip_ = 0.5;
  std::vector<std::uint32_t> taken_;        // by depth
  std::vector<std::uint32_t> best_choice_;  // by item
  std::vector<std::uint32_t> sure_choice_;  // by item
};

}  // namespace penholder::solver
