#pragma once
// One course of events: a policy meets a realisation, day by day.
//
//   discrete task   starts on the first day, not before its planned start, on which the tasks
//   before it are finished
//                   and their lags over, its conditions and milestones have come and its assets are
//                   free. Tasks that are ready are looked at in the plan's order; nobody overtakes
//                   in the queue for an asset.
//   lost capacity   running tasks are served in the plan's order and slowed to the share of their
//   need that is there;
//                   standing tasks get what discrete tasks leave, must-tasks first, then by value
//                   per unit.
//   shocks          delay, take capacity, close areas, undo benchmarks, from the day on which they
//   strike.
//
// The whole set of rules, with reasons and sources: docs/methods/stress.md. The obvious day-by-day
// version is tests/oracle/stress_oracle.h; both must agree. Source: a priority policy in the sense
// of Möhring, Radermacher & Weiss 1984 (ZOR 28), executed as a parallel schedule scheme (Kelley
// 1963) with planned starts as release dates ("railway scheduling").

#include <cstdint>
#include <optional>
#include <vector>

#include "stress/policy.h"

namespace penholder {

/// What came of it.
struct Execution {
  IdVector<TaskId, Days>
      start;  ///< discrete and in the plan; kNever when it did not start within the horizon
  IdVector<TaskId, Days> finish;            ///< as start
  IdVector<TaskId, double> credit;          ///< 0..1, also for standing tasks
  IdVector<TaskId, std::uint8_t> critical;  ///< its lateness delayed another task or a benchmark
  IdVector<BenchmarkId, Days> met;          ///< day on which it is met for good; kNever
  IdVector<LeafId, double> attained;        ///< part of each leaf objective that is realised
  double value = 0.0;                       ///< under the plan's weights, 0..100
  std::size_t benchmarks_met = 0;           ///< by their due dates
  std::vector<double> total;                ///< scratch: sum of the base case's strengths by leaf
};

/// Scratch space of one thread.
class Executor {
 public:
  /// `policy` must outlive it.
  Executor(const Policy& policy, std::size_t leaves);

  /// Carries out the policy; `spared` is left out of what strikes.
  ///
  ///   out    overwritten; its buffers are reused
  ///   cost   O(events * (needs of running tasks + assets + standing tasks)), no allocation once
  ///   buffers have grown
  void run(const Realisation& realisation, std::optional<ShockId> spared, Execution& out);

 private:
  enum class Status : std::uint8_t { Waiting, Running, Done };
  struct Event {
    Days day;
    std::uint32_t shock;
    std::uint32_t effect;
    bool is_end;
  };

  void prepare(const Realisation& r, std::optional<ShockId> spared);
  void fund(const Realisation& r, std::optional<ShockId> spared);
  Days gates_open(const Realisation& r, Policy::Range gates) const;
  void apply(const Realisation& r, const Event& event);
  void close_area(std::uint32_t area, int by);
  void complete(const Realisation& r, std::uint32_t job);
  void serve_running(const Realisation& r);
  bool start_ready(const Realisation& r);
  void begin(const Realisation& r, std::uint32_t job);
  void call_posts(const Realisation& r);
  void keep_posts(Days until);
  Days next_event() const;
  void settle(Execution& out) const;
  void mark_unfinished();
  void judge_benchmarks(const Realisation& r, std::optional<ShockId> spared, Execution& out);
  Days post_delivery(std::uint32_t post) const;
  void earn(const Realisation& r, Execution& out) const;

  const Policy& p_;
  std::size_t leaves_;

  Days today_ = 0;
  // by job
  std::vector<Status> status_;
  std::vector<Days> release_;  // planned start, and delays
  std::vector<Days> linked_;   // conditions, milestones, finished predecessors with their lags
  std::vector<std::uint32_t> pending_;
  std::vector<double> remaining_;  // days at full pace
  std::vector<double> pace_;
  std::vector<Days> since_;  // when `remaining_` was last brought up to date
  std::vector<Days> done_at_;
  std::vector<Days> paused_until_;
  std::vector<Days> start_;
  std::vector<Days> finish_;
  std::vector<std::uint8_t> queued_;  // has waited for an asset
  std::vector<std::uint8_t> is_funded_;
  std::vector<std::uint8_t> critical_;
  std::vector<std::uint32_t> open_areas_;
  // by post
  std::vector<Days> ready_;
  std::vector<std::uint32_t> post_pending_;
  std::vector<double> funded_;           // share of its spending that its budgets carry
  std::vector<double> open_;             // share of its cover that is open
  std::vector<double> fraction_;         // share of its effort that is served
  std::vector<double> lost_;             // posts x phases: days of effect lost
  std::vector<std::uint8_t> is_active_;  // on in this phase and let in by its links
  std::vector<double> asked_;   // what each asks for now, asset by asset in the order of service
  bool is_any_absent_ = false;  // a post is on by the plan, but not active
  bool is_any_unfunded_ = false;
  // by asset
  std::vector<double> base_capacity_;
  std::vector<double> kept_;  // what losses leave, as a factor
  std::vector<double> capacity_;
  std::vector<double> used_;
  std::vector<double> posts_need_;
  std::vector<std::uint8_t> is_reserved_;
  // by area
  std::vector<std::int32_t> closed_;
  std::vector<std::uint32_t> completed_today_;
  std::vector<Event> events_;
  std::size_t next_dynamic_ = 0;
  std::size_t next_capacity_ = 0;
  std::size_t phase_ = 0;
  std::size_t closed_count_ = 0;       // areas
  std::vector<std::uint32_t> losses_;  // effects that take capacity now: indices into events_
};

}  // namespace penholder
