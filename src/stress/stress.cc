#include "stress/stress.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>

#include "base/check.h"
#include "stress/statistics.h"

namespace penholder {
namespace {

constexpr std::size_t kBlock = 1000;  // replications
constexpr std::size_t kGroups = 5;    // fifths of an input
constexpr Days kCurveStep = 7;
constexpr double kBinWidth = 2.0;
constexpr double kMostBins = 200;  // options may pass 100; a wild strength must not eat memory

// Means and sums of one block; floating point, so merged in the order of the blocks.
struct BlockSums {
  Moments value;
  std::vector<Moments> leaves;
  std::vector<double> group_sum;  // inputs x kGroups, about the planned value
  std::vector<double> credit;     // by task
  std::vector<Moments> lost;      // by shock: value without it minus value with it
  std::vector<double> struck;     // by shock: sum of values about the planned value when it strikes
};

// Counts: whole numbers, which add up to the same in any order.
struct Counts {
  std::vector<std::uint64_t> group;              // inputs x kGroups
  std::vector<std::uint64_t> benchmarks_met;     // [k]
  std::vector<std::uint64_t> met_by_due;         // by benchmark
  std::vector<std::uint32_t> met_on;             // benchmarks x (horizon + 1)
  std::vector<std::uint32_t> finished_on;        // tasks x (horizon + 1)
  std::vector<std::uint64_t> on_plan, critical;  // by task
  std::vector<std::uint64_t> due_missed;         // by task
  std::vector<std::uint64_t> strikes;            // by shock
  std::vector<std::int64_t> all_lost;  // by shock: all benchmarks without it minus with it

  void add(const Counts& other) {
    const auto sum = [](auto& to, const auto& from) {
      for (std::size_t i = 0; i < to.size(); ++i) to[i] += from[i];
    };
    sum(group, other.group);
    sum(benchmarks_met, other.benchmarks_met);
    sum(met_by_due, other.met_by_due);
    sum(met_on, other.met_on);
    sum(finished_on, other.finished_on);
    sum(on_plan, other.on_plan);
    sum(critical, other.critical);
    sum(due_missed, other.due_missed);
    sum(strikes, other.strikes);
    sum(all_lost, other.all_lost);
  }
};

class Simulation {
 public:
  Simulation(const Case& base, const Case& design, const Plan& plan, const StressSettings& settings,
             Progress* progress)
      : design_(design),
        plan_(plan),
        settings_(settings),
        progress_(progress),
        leaves_(base),
        sampler_(base, design, leaves_),
        policy_(design, plan, sampler_),
        days_(static_cast<std::size_t>(policy_.horizon) + 1),
        shock_replications_(std::min(settings.shock_replications, settings.replications)) {
    CHECK(plan.weights.size() == leaves_.size());
    counts_ = no_counts();
    values_.resize(settings.replications);
    blocks_.resize((settings.replications + kBlock - 1) / kBlock);
    parallel_blocks(settings.replications, kBlock, settings.threads,
                    [this](std::size_t begin, std::size_t end) { run_block(begin, end); });
    merge();
  }

  [[nodiscard]] Outlook outlook() {
    Outlook o;
    o.case_id = design_.id;
    o.seed = settings_.seed;
    o.replications = settings_.replications;
    o.planned_value = plan_.value;
    o.value = sums_.value.measured();
    for (const Moments& leaf : sums_.leaves) o.leaf_attainment.push_back(leaf.measured());
    report_benchmarks(o);
    report_tasks(o);
    report_shocks(o);
    report_drivers(o);
    report_histogram(o);
    o.value_spread = spread_of(values_);  // reorders the values: last
    return o;
  }

 private:
  [[nodiscard]] BlockSums no_sums() const {
    return {.value = Moments(plan_.value),
            .leaves = std::vector<Moments>(leaves_.size()),
            .group_sum = std::vector<double>(sampler_.inputs().size() * kGroups),
            .credit = std::vector<double>(design_.tasks.size()),
            .lost = std::vector<Moments>(design_.shocks.size()),
            .struck = std::vector<double>(design_.shocks.size())};
  }

  [[nodiscard]] Counts no_counts() const {
    const std::size_t tasks = design_.tasks.size();
    const std::size_t benchmarks = design_.benchmarks.size();
    const std::size_t shocks = design_.shocks.size();
    Counts c;
    c.group.resize(sampler_.inputs().size() * kGroups);
    c.benchmarks_met.resize(benchmarks + 1);
    c.met_by_due.resize(benchmarks);
    c.met_on.resize(benchmarks * days_);
    c.finished_on.resize(tasks * days_);
    c.on_plan.resize(tasks);
    c.critical.resize(tasks);
    c.due_missed.resize(tasks);
    c.strikes.resize(shocks);
    c.all_lost.resize(shocks);
    return c;
  }

  void run_block(std::size_t begin, std::size_t end) {
    Realisation realisation;
    sampler_.prepare(realisation);
    Executor executor(policy_, leaves_.size());
    Execution with, without;
    BlockSums sums = no_sums();
    Counts counts = no_counts();
    std::vector<std::uint8_t> has_struck(design_.shocks.size());
    for (std::size_t replication = begin; replication < end; ++replication) {
      sampler_.draw(settings_.seed, replication, realisation);
      executor.run(realisation, std::nullopt, with);
      values_[replication] = static_cast<float>(with.value);
      book(realisation, with, sums, counts);

      std::ranges::fill(has_struck, std::uint8_t{0});
      for (const Strike& strike : realisation.strikes) has_struck[strike.shock.value] = 1;
      for (const ShockId shock : design_.shocks.ids()) {
        if (has_struck[shock.value] != 0) {
          ++counts.strikes[shock.value];
          sums.struck[shock.value] += with.value - plan_.value;
        }
        if (replication >= shock_replications_) continue;
        if (has_struck[shock.value] == 0) {
          sums.lost[shock.value].add(0.0);
          continue;
        }
        executor.run(realisation, shock, without);
        sums.lost[shock.value].add(without.value - with.value);
        counts.all_lost[shock.value] += (is_all_met(without) ? 1 : 0) - (is_all_met(with) ? 1 : 0);
      }
    }
    blocks_[begin / kBlock] = std::move(sums);
    const std::lock_guard lock(mutex_);
    counts_.add(counts);
    done_ += end - begin;
    if (progress_ != nullptr) progress_->report("simulating", done_, settings_.replications);
  }

  [[nodiscard]] static bool is_all_met(const Execution& e) {
    return e.benchmarks_met == e.met.size();
  }

  void book(const Realisation& r, const Execution& e, BlockSums& sums, Counts& counts) const {
    sums.value.add(e.value);
    const double beyond = e.value - plan_.value;
    for (const LeafId leaf : leaves_.ids()) sums.leaves[leaf.value].add(e.attained[leaf]);
    const std::vector<Input>& inputs = sampler_.inputs();
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      std::size_t group = 0;
      if (inputs[i].kind == Input::Kind::Event) {
        group = r.input[i] > 0.5F ? 1 : 0;
      } else {
        group = std::min(kGroups - 1, static_cast<std::size_t>(r.input[i] * float{kGroups}));
      }
      sums.group_sum[i * kGroups + group] += beyond;
      ++counts.group[i * kGroups + group];
    }
    for (const Policy::Job& job : policy_.jobs) {
      const std::uint32_t task = job.task.value;
      const Days finish = e.finish[job.task];
      if (finish <= policy_.horizon) {
        ++counts.finished_on[task * days_ + static_cast<std::size_t>(finish)];
      }
      if (finish <= job.finish) ++counts.on_plan[task];
      if (e.critical[job.task] != 0) ++counts.critical[task];
    }
    for (const TaskId task : e.credit.ids()) sums.credit[task.value] += e.credit[task];
    for (std::size_t i = 0; i < policy_.dues.size(); ++i) {
      const Policy::Due& due = policy_.dues[i];
      if (e.finish[due.task] <= due.day) continue;
      // A task with several dates counts once.
      bool is_counted = false;
      for (std::size_t k = 0; k < i; ++k) {
        is_counted |= policy_.dues[k].task == due.task && e.finish[due.task] > policy_.dues[k].day;
      }
      if (!is_counted) ++counts.due_missed[due.task.value];
    }
    ++counts.benchmarks_met[e.benchmarks_met];
    for (const BenchmarkId benchmark : e.met.ids()) {
      const Days met = e.met[benchmark];
      if (met <= policy_.benchmarks[benchmark.value].due) ++counts.met_by_due[benchmark.value];
      if (met <= policy_.horizon) {
        ++counts.met_on[benchmark.value * days_ + static_cast<std::size_t>(std::max(met, 0))];
      }
    }
  }

  void merge() {
    sums_ = no_sums();
    const auto add = [](std::vector<double>& to, const std::vector<double>& from) {
      for (std::size_t i = 0; i < to.size(); ++i) to[i] += from[i];
    };
    for (const BlockSums& block : blocks_) {
      sums_.value.merge(block.value);
      for (std::size_t i = 0; i < sums_.leaves.size(); ++i) sums_.leaves[i].merge(block.leaves[i]);
      for (std::size_t i = 0; i < sums_.lost.size(); ++i) sums_.lost[i].merge(block.lost[i]);
      add(sums_.group_sum, block.group_sum);
      add(sums_.credit, block.credit);
      add(sums_.struck, block.struck);
    }
  }

  [[nodiscard]] double share(std::uint64_t count) const {
    return settings_.replications == 0
               ? 0.0
               : static_cast<double>(count) / static_cast<double>(settings_.replications);
  }

  void report_benchmarks(Outlook& o) const {
    o.all_benchmarks = measured_share(counts_.benchmarks_met.back(), settings_.replications);
    for (const std::uint64_t count : counts_.benchmarks_met) {
      o.benchmarks_met.push_back(share(count));
    }
    for (const BenchmarkId id : design_.benchmarks.ids()) {
      BenchmarkOutlook b{.benchmark = id, .met = {}, .met_in_horizon = 0.0, .curve = {}};
      b.met = measured_share(counts_.met_by_due[id.value], settings_.replications);
      std::uint64_t so_far = 0;
      std::size_t day = 0;
      for (Days end = 0;; end = std::min(end + kCurveStep, policy_.horizon)) {
        for (; day <= static_cast<std::size_t>(end); ++day) {
          so_far += counts_.met_on[id.value * days_ + day];
        }
        b.curve.day.push_back(end);
        b.curve.probability.push_back(share(so_far));
        if (end == policy_.horizon) break;
      }
      b.met_in_horizon = share(so_far);
      o.benchmarks.push_back(std::move(b));
    }
  }

  void report_tasks(Outlook& o) const {
    for (const TaskId id : design_.tasks.ids()) {
      TaskOutlook t;
      t.task = id;
      const std::span<const std::uint32_t> finished{counts_.finished_on.data() + id.value * days_,
                                                    days_};
      std::uint64_t done = 0;
      for (const std::uint32_t count : finished) done += count;
      t.done = share(done);
      t.on_plan = share(counts_.on_plan[id.value]);
      t.finish = spread_of_days(finished);
      t.mean_credit = settings_.replications == 0
                          ? 0.0
                          : sums_.credit[id.value] / static_cast<double>(settings_.replications);
      t.criticality = share(counts_.critical[id.value]);
      t.due_missed = share(counts_.due_missed[id.value]);
      o.tasks.push_back(t);
    }
  }

  void report_shocks(Outlook& o) const {
    const auto n = static_cast<double>(settings_.replications);
    const double all = (o.value.mean - plan_.value) * n;  // sum about the planned value
    for (const ShockId id : design_.shocks.ids()) {
      const auto struck = static_cast<double>(counts_.strikes[id.value]);
      ShockOutlook s{.shock = id, .strikes = share(counts_.strikes[id.value]), .value_lost = {}};
      s.value_lost = sums_.lost[id.value].measured();
      const double sum = sums_.struck[id.value];
      // With no such replication at all, the mean of the others stands in: nothing differs.
      s.value_when_struck = struck > 0 ? plan_.value + sum / struck : o.value.mean;
      s.value_when_spared = struck < n ? plan_.value + (all - sum) / (n - struck) : o.value.mean;
      if (shock_replications_ > 0) {
        s.all_benchmarks_lost = static_cast<double>(counts_.all_lost[id.value]) /
                                static_cast<double>(shock_replications_);
      }
      o.shocks.push_back(s);
    }
  }

  void report_drivers(Outlook& o) const {
    const std::vector<Input>& inputs = sampler_.inputs();
    const double variance = sums_.value.variance();
    double judged = 0.0;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      const bool is_event = inputs[i].kind == Input::Kind::Event;
      const std::size_t groups = is_event ? 2 : kGroups;
      Groups by;
      for (std::size_t g = 0; g < groups; ++g) {
        by.sum.push_back(sums_.group_sum[i * kGroups + g]);
        by.count.push_back(counts_.group[i * kGroups + g]);
      }
      const double part = between_share(by, variance);
      if (part <= 0.0) continue;
      const auto mean = [&](std::size_t g) {
        return plan_.value + by.sum[g] / static_cast<double>(by.count[g]);
      };
      o.drivers.push_back({.id = inputs[i].id,
                           .title = inputs[i].title,
                           .basis = inputs[i].basis,
                           .span = inputs[i].span,
                           .value_low = mean(0),
                           .value_high = mean(groups - 1),
                           .low_label = inputs[i].low_label,
                           .high_label = inputs[i].high_label,
                           .variance_share = part});
      o.explained += part;
      if (inputs[i].is_judged()) judged += part;
    }
    if (o.explained > 0.0) o.judgement_share = judged / o.explained;
    std::ranges::stable_sort(o.drivers, std::ranges::greater{}, &Driver::variance_share);
  }

  void report_histogram(Outlook& o) const {
    o.bin_width = kBinWidth;
    for (const float value : values_) {
      const double at =
          std::clamp(std::floor(static_cast<double>(value) / kBinWidth), 0.0, kMostBins - 1);
      const auto bin = static_cast<std::size_t>(at);
      if (bin >= o.value_bins.size()) o.value_bins.resize(bin + 1);
      o.value_bins[bin] += 1.0;
    }
    for (double& bin : o.value_bins) bin /= static_cast<double>(settings_.replications);
  }

  const Case& design_;
  const Plan& plan_;
  const StressSettings& settings_;
  Progress* progress_;
  Leaves leaves_;
  Sampler sampler_;
  Policy policy_;
  std::size_t days_;
  std::size_t shock_replications_;
  std::vector<float> values_;
  std::vector<BlockSums> blocks_;
  BlockSums sums_;
  Counts counts_;
  std::mutex mutex_;
  std::size_t done_ = 0;
};

}  // namespace

Outlook stress(const Case& base, const Case& design, const Plan& plan,
               const StressSettings& settings, Progress* progress) {
  return Simulation(base, design, plan, settings, progress).outlook();
}

namespace {

/// Whether two plans of one design do the same in every situation: weights count only where they
/// order who is served.
bool is_same_policy(const Plan& a, const Policy& policy_a, const Plan& b, const Policy& policy_b) {
  if (a.order != b.order) return false;
  for (const TaskId id : a.tasks.ids()) {
    const PlannedTask& x = a.tasks[id];
    const PlannedTask& y = b.tasks[id];
    if (x.included != y.included || x.start != y.start || x.finish != y.finish ||
        x.levels != y.levels) {
      return false;
    }
  }
  return std::ranges::equal(policy_a.served, policy_b.served, [](const auto& x, const auto& y) {
    return std::ranges::equal(x, y, {}, &Policy::PostNeed::post, &Policy::PostNeed::post);
  });
}

}  // namespace

Replay::Replay(const Case& design, const std::vector<const Plan*>& plans, const Sampler& sampler,
               std::size_t leaves)
    : sampler_(sampler), leaves_(leaves) {
  for (const Plan* plan : plans) {
    policies_.emplace_back(design, *plan, sampler);
    std::size_t twin = 0;
    while (!is_same_policy(*plans[twin], policies_[twin], *plan, policies_.back())) ++twin;
    same_as_.push_back(twin);
  }
}

}  // namespace penholder
