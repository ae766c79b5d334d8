#pragma once
// What literals say of a model's tasks, in the plainest form: for each task, whether it may be left
// out and, for each of its modes, the starts that are left. The audit judges claims on such boxes;
// it shares no code with what makes the claims.
//
// Every literal cuts windows and nothing else, so that a box is exactly the set of assignments that
// keep its literals. A literal over a variable of something optional reads "absent or bound"
// (domains.h).

#include <span>
#include <string>
#include <vector>

#include "solver/counted_sum.h"
#include "solver/literal.h"
#include "solver/model.h"

namespace penholder::solver {

struct Program;

/// What a variable of a program stands for.
struct Meaning {
  enum class Kind : std::uint8_t {
    Other,      ///< nothing the audit knows
    Done,       ///< Boolean: the task is done
    InMode,     ///< Boolean: it is done in the mode
    Start,      ///< of the task, if done
    End,        ///< of the task, if done
    ModeStart,  ///< of the task, if done in the mode
    Makespan,
    SlotCost,  ///< position in Vocabulary::slots
    Order,     ///< Boolean: position in Vocabulary::orders
    Count,     ///< no less than a sum of levels: position in Vocabulary::counted
    Asked      ///< Boolean that brings a bound with it: position in Vocabulary::asked
  };
  Kind kind = Kind::Other;
  Index task = 0;
  std::size_t mode = 0;
  std::size_t position = 0;
};

/// base + scale * variable <= what the tasks cost together in the objective.
struct SlotMeaning {
  std::vector<Index> tasks;
  Time begin = 0;
  Time end = 0;
  std::size_t objective = 0;
  Var variable = kNoVar;
  Value base = 0;
  Value scale = 1;
};

/// When the Boolean is true the first ends before the second starts, else the other way round.
struct OrderMeaning {
  Var boolean = kNoVar;
  Index first = 0;
  Index second = 0;
};

struct Vocabulary {
  std::vector<Meaning> meanings;  ///< by variable; what lies beyond is Other
  std::vector<SlotMeaning> slots;
  std::vector<OrderMeaning> orders;
  std::vector<Literal> asked;  ///< the bound that the Boolean brings
  std::vector<const CountedSum*> counted;
  Var makespan = kNoVar;

  [[nodiscard]] Meaning of(Var x) const { return x < meanings.size() ? meanings[x] : Meaning{}; }
};

/// Cost O(variables).
Vocabulary vocabulary_of(const Program& program);

class Box {
 public:
  /// A mode and the starts that are left to it; none when low > high.
  struct Option {
    Time low = 0;
    Time high = 0;
    [[nodiscard]] bool is_open() const { return low <= high; }
  };

  /// All that releases and deadlines allow. The model and the vocabulary must outlive the box.
  Box(const Model& model, const Vocabulary& vocabulary);

  /// Keeps what makes `l` true.
  void assume(Literal l);
  /// Keeps what makes `l` false: the owner of its variable is present, and the other bound holds.
  void assume_false(Literal l);
  void close_mode(Index task, std::size_t mode) { options_[first_[task] + mode] = kShut; }
  void forbid_absence(Index task) { may_be_absent_[task] = 0; }

  [[nodiscard]] bool may_be_absent(Index task) const { return may_be_absent_[task] != 0; }
  [[nodiscard]] std::span<const Option> modes(Index task) const {
    return std::span(options_).subspan(first_[task], first_[task + 1] - first_[task]);
  }
  /// Of variables that are no task's.
  [[nodiscard]] Time low(Var x) const { return x < free_.size() ? free_[x].low : -kWide; }
  [[nodiscard]] Time high(Var x) const { return x < free_.size() ? free_[x].high : kWide; }
  /// No assignment is left, whatever the model's rules. Cost O(tasks * modes + variables).
  [[nodiscard]] bool is_empty() const;
  /// The lower bound of a side, over all that is left; the box is not empty. Cost O(modes), of a
  /// Boolean of a mode or a task that of is_empty().
  [[nodiscard]] Time bound(Side side) const;

 private:
  static constexpr Time kWide = Time{1} << 40;
  static constexpr Option kShut{.low = 1, .high = 0};
  void shut_all_modes(Index task);
  void cut(Option& option, bool is_lower, Time bound);
  void set_boolean(bool is_lower, Time bound, bool& is_true, bool& is_false) const;

  const Model* model_;
  const Vocabulary* vocabulary_;
  std::vector<std::size_t> first_;  // by task, in options_
  std::vector<Option> options_;
  std::vector<std::uint8_t> may_be_absent_;
  std::vector<Option> free_;  // by variable
  bool is_impossible_ = false;
};

/// Whether a schedule makes a literal true. The makespan is that of the schedule, a slot costs what
/// its tasks do, a count is its sum, an asked Boolean is true when its bound is.
bool holds_in(const Model& model, const Vocabulary& vocabulary, std::span<const Placement> schedule,
              Literal l);

/// "start of task 3 >= 5 (or left out)".
std::string to_text(const Vocabulary& vocabulary, Literal l);

}  // namespace penholder::solver
