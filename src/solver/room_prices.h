#pragma once
// Prices on rooms: what they prove of the cheapest choice that fits (choice_knapsack.h), and a
// small store of good ones.
//
// At prices p >= 0 a choice costs at least  sum over items of min over open options (cost + p *
// amounts)  -  p * room,  whatever the prices. The costs of the options at stored prices are kept,
// so that a question about other rooms and other open options is answered by a sum over the items;
// new prices are sought only where no stored ones will do, and from the best of these.
//
// Sources: Fisher 1981, Management Science 27(1) (Lagrangian relaxation, subgradients); Polyak
// 1969 (their steps).

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "solver/model.h"

namespace penholder::solver {

/// One option of an item: what it costs, and what it takes of each room.
struct ChoiceOption {
  Value cost = 0;
  std::vector<Value> amounts;
};

class RoomPrices {
 public:
  /// `most`: by room, the most that all items together could take.
  RoomPrices(const std::vector<std::vector<ChoiceOption>>& items, const std::vector<Value>& most);

  /// Which options are open (bit o of item i), and what there is of each room.
  struct Question {
    std::span<const std::uint64_t> open;
    std::span<const Value> room;
  };

  /// The best bound by stored prices on what a choice costs: never above it. Stops at the first
  /// that reaches `goal`. Those prices are the current ones from now on.
  ///
  ///   cost   O(kMostKept * options)
  Value stored_bound(const Question& question, Value goal);

  /// Seeks prices with a better bound, from the current ones; they are stored and current if they
  /// are better by something that matters.
  ///
  ///   rounds   each costs O(options * rooms that an option takes of)
  Value improved_bound(const Question& question, Value goal, int rounds);

  /// The current prices' cost of option `o` of item `i`, and what the rooms are worth.
  [[nodiscard]] double priced(std::size_t i, std::size_t o) const {
    return kept_[current_].priced[first_[i] + o];
  }
  [[nodiscard]] double paid_for(std::span<const Value> room) const;
  /// More than sums of priced costs lose to rounding, and at least half a unit of cost.
  [[nodiscard]] double slip() const { return kept_[current_].slip; }

  /// The open options with which, stored prices show, a choice costs at least `target`: bit o of
  /// item i in `dear`.
  void find_dear(const Question& question, Value target, std::vector<std::uint64_t>& dear);

  /// Opens options and gives back room, up to `all` of it, as far as some stored prices show that a
  /// choice still costs at least `target`. False when none shows that even of the question as it
  /// is; nothing is changed then. The options of item `fixed` stay as they are.
  bool weaken(std::span<std::uint64_t> open, std::span<Value> room, std::span<const Value> all,
              Value target, std::size_t fixed = kNone);

  /// Steps taken since the last call of this.
  std::uint64_t take_work();

  static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

 private:
  static constexpr std::size_t kMostKept = 12;
  struct Share {
    std::uint32_t room;
    double amount;  // of the most that could be taken
  };
  struct Kept {
    std::vector<double> by_room;  // a price for the whole of `most`
    std::vector<double> priced;   // by option
    double slip = 0.5;
    double regret = 0.0;  // greatest difference between two options of an item
    std::uint64_t used_at = 0;
  };
  /// What may be given back, and what the bound loses by it.
  struct Return {
    double loss = 0.0;
    std::uint32_t item = 0;  // or room
    std::uint32_t option = 0;
    bool is_room = false;
  };
  [[nodiscard]] double value_of(const Kept& kept, const Question& question) const;
  [[nodiscard]] std::size_t item_count() const { return first_.size() - 1; }
  [[nodiscard]] std::size_t options_of(std::size_t item) const {
    return first_[item + 1] - first_[item];
  }
  void keep(const std::vector<double>& by_room);
  std::size_t list_returns(const Kept& kept, std::span<const std::uint64_t> open,
                           std::span<const Value> room, std::span<const Value> all, double slack,
                           std::size_t fixed, std::vector<Return>& returns) const;

  std::vector<std::size_t> first_;  // by item: its first option; one more at the end
  std::vector<double> cost_;
  std::vector<std::size_t> first_share_;  // by option; one more at the end
  std::vector<Share> shares_;
  std::vector<double> size_;  // by room
  double spread_ = 0.0;       // of all items' costs
  std::vector<Kept> kept_;    // the first: no prices at all
  std::size_t current_ = 0;
  std::uint64_t clock_ = 0;
  double current_value_ = 0.0;
  std::uint64_t work_ = 0;

  std::vector<double> space_;
  std::vector<double> trial_;
  std::vector<double> best_trial_;
  std::vector<double> over_;
  std::vector<Return> returns_;
  std::vector<Return> best_returns_;
  mutable std::vector<double> lost_;
};

}  // namespace penholder::solver
