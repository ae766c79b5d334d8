#pragma once
// Propagation to a fixed point, and learning from conflicts: what is common to every search. It
// knows variables, arcs, nogoods and propagators, and nothing of tasks.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "solver/auditor.h"
#include "solver/domains.h"
#include "solver/nogoods.h"

namespace penholder::solver {

class Engine;

/// One rule. It must explain every conclusion by literals that hold when it is drawn, and must find
/// every violation once all its variables are fixed.
class Propagator {
 public:
  virtual ~Propagator() = default;
  /// Draws what conclusions it can. False: conflict, recorded in the domains.
  [[nodiscard]] virtual bool propagate(Engine& engine) = 0;
  /// For messages of the audit.
  [[nodiscard]] virtual const char* name() const = 0;
};

/// Cheap rules run before dear ones.
enum class Effort : std::uint8_t { Cheap, Middling, Dear, Dearest };

/// lower bound of `to` >= lower bound of `from` + weight while `guard` holds.
struct Arc {
  Side from = 0;
  Side to = 0;
  Tick weight = 0;
  Literal guard = kAlways;
  /// When the arc would empty a domain, the guard is false: right when the guard is true only if
  /// the owners of both variables are present.
  bool refutes_guard = false;
};

class Engine {
 public:
  Engine() : nogoods_(domains_) {}
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  Domains& domains() { return domains_; }
  [[nodiscard]] const Domains& domains() const { return domains_; }
  [[nodiscard]] const Nogoods& nogoods() const { return nogoods_; }

  // Building, at the root
  Var add_variable(Tick low, Tick high, Literal presence = kAlways);
  void add_arc(const Arc& arc);
  /// Not all of them. False: conflict at the root.
  [[nodiscard]] bool add_nogood(std::vector<Literal> literals);
  /// `wakes`: sides whose rise calls it.
  void add_propagator(std::unique_ptr<Propagator> propagator, Effort cost,
                      std::span<const Side> wakes);
  /// Calls the propagator again at the next fixed point (its data changed).
  void wake(const Propagator& propagator);

  // Searching
  /// All rules to their fixed point. False: conflict.
  [[nodiscard]] bool propagate();
  /// Opens a level and makes `literal` true there; it does not fail (checked). One that holds
  /// already gives an empty level.
  void decide(Literal literal);
  /// Learns from the conflict that propagate() or make_true has just left, goes back and makes the
  /// learned conclusion true. False: the root itself is contradictory.
  [[nodiscard]] bool resolve_conflict();
  void back_to(std::uint32_t level);
  /// Which decisions make `literal` fail: literals decided, in no order.
  [[nodiscard]] std::vector<Literal> decisions_behind(std::span<const Literal> literals);

  /// Literals that hold and, with the rest of the model, make `l` (made true at `at`) hold.
  void explain(Position at, Literal l, std::vector<Literal>& out) const;

  /// Calls for every literal met while learning, and for the learned nogood.
  std::function<void(Literal)> on_seen;
  std::function<void(std::span<const Literal>)> on_learned;

#ifdef PENHOLDER_AUDIT
  /// Watches when set.
  Auditor* auditor = nullptr;
#endif

  [[nodiscard]] std::uint64_t conflicts() const { return conflicts_; }
  [[nodiscard]] std::uint64_t decisions() const { return decisions_; }
  [[nodiscard]] std::uint64_t work() const { return work_ + nogoods_.visits(); }
  /// Propagators tell what they cost beyond a step.
  void add_work(std::uint64_t steps) { work_ += steps; }
  void reduce_nogoods() { nogoods_.reduce(); }
  [[nodiscard]] std::uint32_t last_glue() const { return last_glue_; }

 private:
  struct Slot {
    std::unique_ptr<Propagator> propagator;
    Effort cost = Effort::Cheap;
    bool is_queued = false;
  };
  void enqueue(std::uint32_t slot);
  void clear_queues();
  [[nodiscard]] bool fire(std::uint32_t arc);
  [[nodiscard]] bool propagate_changes();
  void need(Literal l);
  [[nodiscard]] bool is_given(Literal l, Position before) const;
  [[nodiscard]] bool is_redundant(Literal l, int depth);

  Domains domains_;
  Nogoods nogoods_;
  std::vector<Arc> arcs_;
  std::vector<std::vector<std::uint32_t>> arcs_from_;     // by side
  std::vector<std::vector<std::uint32_t>> arcs_guarded_;  // by side of the guard
  std::vector<Slot> slots_;
  std::vector<std::vector<std::uint32_t>> wakes_;  // by side
  std::vector<std::vector<std::uint32_t>> queues_{4};
  Position next_change_ = 0;
  std::uint32_t next_arc_ = 0;  // arcs before it have been looked at once

  // Scratch of learning
  std::vector<Tick> needed_;  // by side: the bound the nogood in the making needs
  std::vector<std::uint8_t> is_needed_;
  std::vector<Side> touched_;
  std::vector<Literal> reason_;
  std::vector<Literal> learned_;
  std::vector<std::uint8_t> memo_;  // by position: 0 unknown, 1 redundant, 2 not
  std::vector<Position> memo_touched_;
  std::uint32_t open_ = 0;  // literals of the current level among the needed

  std::uint64_t conflicts_ = 0;
  std::uint64_t decisions_ = 0;
  std::uint64_t work_ = 0;
  std::uint32_t last_glue_ = 0;
};

}  // namespace penholder::solver
