#include "solver/closure_bound.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/check.h"
#include "solver/closure_relaxation.h"
#include "solver/conflict_cliques.h"

namespace penholder::solver {

namespace {

/// Greatest number that divides every cost a schedule can have.
Value unit_of(const Objective& objective) {
  Value unit = objective.makespan_weight;
  for (const Cost& cost : objective.costs) {
    unit = std::gcd(unit, cost.if_absent);
    for (const Value value : cost.by_mode) unit = std::gcd(unit, value);
    for (const Piece& piece : cost.pieces)
      unit = std::gcd(std::gcd(unit, piece.at_from), piece.slope);
  }
  return std::max<Value>(unit, 1);
}

/// At least the sum of the sizes of all costs.
double size_of(const Objective& objective) {
  double size = static_cast<double>(objective.makespan_weight) * 4.0 * kFarthest;
  const auto add = [&](Value value) { size += std::abs(static_cast<double>(value)); };
  for (const Cost& cost : objective.costs) {
    add(cost.if_absent);
    for (const Value value : cost.by_mode) add(value);
    for (const Piece& piece : cost.pieces) {
      add(piece.at_from);
      size += std::abs(static_cast<double>(piece.slope)) *
              static_cast<double>(std::min(piece.to, 2 * kFarthest) - piece.from);
    }
  }
  return size;
}

/// Costs in whole multiples of 1 / scale: fine enough for prices, far from
/// overflow. 0: too large.
Value scale_for(double size) {
  constexpr Value kFinest = Value{1} << 20;
  constexpr double kRoom = 0x1.0p57;
  Value scale = kFinest;
  while (scale > 0 && size * static_cast<double>(scale) > kRoom) scale /= 2;
  return scale;
}

Value ceil_div(Value a, Value b) { return a / b + (a % b > 0 ? 1 : 0); }

/// The makespan as the start of one more task, after all that must be done.
void put_makespan_as_task(Model& model, std::size_t objective,
                          std::span<const StartWindow> windows) {
  Time latest = 0;
  const Index last = model.add_task("makespan", 0);
  for (Index i = 0; i < windows.size(); ++i) {
    if (windows[i].is_excluded) continue;
    for (const Mode& mode : model.tasks[i].modes) {
      latest = std::max(latest, windows[i].last + mode.duration);
    }
    if (windows[i].is_required) model.after(last, i);
  }
  latest = std::min(latest, kFarthest);
  model.tasks[last].release = 0;
  model.tasks[last].deadline = latest;
  Objective& changed = model.objectives[objective];
  changed.costs.push_back(
      {.moment = {.task = last, .point = Point::Start},
       .pieces = {{.from = 0, .to = latest, .at_from = 0, .slope = changed.makespan_weight}},
       .if_absent = 0,
       .by_mode = {}});
  changed.makespan_weight = 0;
}

// Share of the newest solution in the average: much at first, to follow the prices, then less and
// less, as the average settles. With the share fixed at 0.05 the bound took four times the steps.
constexpr double kFirstMeanShare = 0.3;
constexpr double kLeastMeanShare = 0.01;
constexpr double kMeanShareDecay = 0.75;
constexpr double kFirstStep = 0.5;
constexpr double kLastStepCoarse = 0.02;
constexpr double kLastStep = 1e-4;
constexpr int kPatience = 5;  // misses before steps get shorter

}  // namespace

ClosureBound::~ClosureBound() = default;
ClosureBound::ClosureBound(ClosureBound&&) noexcept = default;
ClosureBound& ClosureBound::operator=(ClosureBound&&) noexcept = default;

ClosureBound::ClosureBound(const Model& model, std::size_t objective)
    : ClosureBound(model, objective, Settings{}) {}

ClosureBound::ClosureBound(const Model& model, std::size_t objective, const Settings& settings)
    : task_count_(model.tasks.size()), bound_(-std::numeric_limits<Value>::max()) {
  CHECK(objective < model.objectives.size());
  const PresenceGraph presence(model);
  auto windows = start_windows(model, presence, settings.windows);
  is_infeasible_ = !windows.has_value();
  scale_ = scale_for(size_of(model.objectives[objective]));
  unit_ = unit_of(model.objectives[objective]);
  if (is_infeasible_) {
    bound_ = std::numeric_limits<Value>::max();
    return;
  }
  model_ = std::make_unique<Model>(model);
  objective_ = objective;
  if (model.objectives[objective].makespan_weight > 0) {
    put_makespan_as_task(*model_, objective, *windows);
    windows->push_back({});
    windows = start_windows(*model_, PresenceGraph(*model_), *windows);
    is_infeasible_ = !windows.has_value();
  }
  if (is_infeasible_) {
    bound_ = std::numeric_limits<Value>::max();
    return;
  }
  windows_ = std::move(*windows);
  if (scale_ == 0) return;
  const Time finest = cell_length_for(*model_, windows_, settings.most_arcs);
  if (finest == 0) return;
  // From coarse to fine: prices found where a step costs little are a good start where it is dear.
  const Time coarsest = cell_length_for(*model_, windows_, settings.fewest_arcs);
  for (Time length = finest; length <= coarsest; length *= 4) cell_lengths_.push_back(length);
  if (cell_lengths_.empty()) cell_lengths_.push_back(finest);
  presence_.assign(task_count_, 0.0);
  start_.assign(task_count_, 0.0);
  cliques_ = conflict_cliques(*model_, windows_);
  refine();
}

/// Goes to the next finer network, if there is one.
bool ClosureBound::refine() {
  if (cell_lengths_.empty()) return false;
  const Time length = cell_lengths_.back();
  cell_lengths_.pop_back();
  auto finer = std::make_unique<ClosureRelaxation>(*model_, model_->objectives[objective_],
                                                   PresenceGraph(*model_), windows_, length, scale_,
                                                   cliques_);
  if (relaxation_ != nullptr) {
    center_ = relaxation_->rows().translated(center_, finer->rows());
    work_before_ += relaxation_->work();
  } else {
    center_.assign(finer->rows().size(), 0.0);
  }
  relaxation_ = std::move(finer);
  if (relaxation_->network().is_infeasible) {
    is_infeasible_ = true;
    bound_ = std::numeric_limits<Value>::max();
    relaxation_.reset();
    return false;
  }
  use_prices(std::move(center_));
  return true;
}

/// New center of the search; the averages begin anew.
void ClosureBound::use_prices(std::vector<double> prices) {
  center_ = std::move(prices);
  mean_use_.assign(center_.size(), 0.0);
  center_value_ = evaluate(center_);
  raise_bound();
  mean_share_ = 1;
  remember();
  mean_share_ = kFirstMeanShare;
  step_factor_ = kFirstStep;
  misses_ = 0;
}

/// No cost lies between two multiples of the unit.
void ClosureBound::raise_bound() {
  const Value whole = ceil_div(center_value_, scale_);
  bound_ = std::max(bound_, ceil_div(whole, unit_) * unit_);
}

void ClosureBound::start_from(const ClosureBound& other) {
  if (relaxation_ == nullptr || other.relaxation_ == nullptr) return;
  if (!cell_lengths_.empty()) {
    cell_lengths_.resize(1);
    if (!refine()) return;
  }
  std::vector<double> prices =
      other.relaxation_->rows().translated(other.center_, relaxation_->rows());
  const double factor = static_cast<double>(scale_) / static_cast<double>(other.scale_);
  for (double& price : prices) price *= factor;
  use_prices(std::move(prices));
}

/// Value at prices rounded to whole numbers; these are what center_ means from
/// then on.
Value ClosureBound::evaluate(std::span<const double> price) {
  constexpr double kRoom = 0x1.0p59;
  const auto exposures = relaxation_->rows().exposures();
  double load = 0;
  for (std::size_t r = 0; r < price.size(); ++r) load += price[r] * exposures[r];
  const double factor = load > kRoom ? kRoom / load : 1.0;
  price_.resize(price.size());
  for (std::size_t r = 0; r < price.size(); ++r) {
    price_[r] = static_cast<Value>(price[r] * factor + 0.5 * (factor < 1.0 ? 0.0 : 1.0));
  }
  ++iterations_;
  return relaxation_->solve(price_);
}

void ClosureBound::remember() {
  const auto use = relaxation_->use();
  for (std::size_t r = 0; r < use.size(); ++r) {
    mean_use_[r] += mean_share_ * (static_cast<double>(use[r]) - mean_use_[r]);
  }
  for (std::size_t task = 0; task < task_count_; ++task) {
    const bool is_done = relaxation_->places()[task].is_done;
    presence_[task] += mean_share_ * ((is_done ? 1.0 : 0.0) - presence_[task]);
    const double start = is_done ? static_cast<double>(relaxation_->start_of(task)) : 0.0;
    start_[task] += mean_share_ * (start - start_[task]);
  }
}

/// Squared length of the direction, measured in shares of each row's size.
double ClosureBound::length_of_direction() const {
  const auto limits = relaxation_->rows().limits();
  const auto sizes = relaxation_->rows().sizes();
  double length = 0;
  for (std::size_t r = 0; r < limits.size(); ++r) {
    const double over = mean_use_[r] - static_cast<double>(limits[r]);
    if (over < 0 && center_[r] <= 0) continue;
    const double share = over / static_cast<double>(sizes[r]);
    length += share * share;
  }
  return length;
}

/// One trial: from the best prices along the mean violation.
void ClosureBound::step(double target) {
  const auto limits = relaxation_->rows().limits();
  const auto sizes = relaxation_->rows().sizes();
  const double length = length_of_direction();
  const double gap = target - static_cast<double>(center_value_);
  const double factor = length > 0 ? step_factor_ * gap / length : 0.0;
  trial_.resize(center_.size());
  for (std::size_t r = 0; r < trial_.size(); ++r) {
    const auto size = static_cast<double>(sizes[r]);
    const double over = mean_use_[r] - static_cast<double>(limits[r]);
    trial_[r] = std::max(0.0, center_[r] + factor * over / (size * size));
  }
  const Value value = evaluate(trial_);
  // Newest subgradient against the direction taken: is there more to gain
  // further along it?
  double agreement = 0;
  const auto use = relaxation_->use();
  for (std::size_t r = 0; r < trial_.size(); ++r) {
    const auto size = static_cast<double>(sizes[r]);
    agreement += (static_cast<double>(use[r] - limits[r]) / size) *
                 ((mean_use_[r] - static_cast<double>(limits[r])) / size);
  }
  remember();
  if (value > center_value_) {
    center_value_ = value;
    raise_bound();
    center_.swap(trial_);
    misses_ = 0;
    if (agreement > 0) step_factor_ = std::min(2.0, step_factor_ * 1.1);
  } else if (++misses_ >= kPatience) {
    step_factor_ *= 0.66;
    mean_share_ = std::max(kLeastMeanShare, mean_share_ * kMeanShareDecay);
    misses_ = 0;
  }
}

/// Keeps the cut of the best prices. Those of a coarser network stay as well: other prices cut
/// elsewhere.
void ClosureBound::keep_cut() {
  constexpr std::size_t kMostCuts = 4;
  if (!cuts_.empty() && cut_value_ >= center_value_) return;
  evaluate(center_);
  cut_value_ = center_value_;
  ClosureCut cut = relaxation_->cut();
  cut.tables.resize(task_count_);
  cuts_.insert(cuts_.begin(), std::move(cut));
  if (cuts_.size() > kMostCuts) cuts_.pop_back();
}

bool ClosureBound::run(std::uint64_t work_limit, Value incumbent,
                       const std::function<bool()>& should_stop) {
  if (relaxation_ == nullptr) return false;
  const std::uint64_t end = work() + work_limit;
  const auto scale = static_cast<double>(scale_);
  bool may_improve = true;
  while (true) {
    if (incumbent != kNoIncumbent && bound_ >= incumbent) {
      may_improve = false;
      break;
    }
    // The average keeps all rows, but is one of other prices: ask that of the best prices.
    if (length_of_direction() == 0) {
      const double step_before = step_factor_;
      use_prices(std::move(center_));
      step_factor_ = 0.66 * step_before;
    }
    const bool is_coarse = !cell_lengths_.empty();
    if (step_factor_ < (is_coarse ? kLastStepCoarse : kLastStep) || length_of_direction() == 0) {
      keep_cut();
      if (!refine()) {
        may_improve = false;
        break;
      }
      continue;
    }
    if (work() >= end || (should_stop && should_stop())) break;
    const auto value = static_cast<double>(center_value_);
    double target = value + 0.05 * std::max(std::abs(value), scale * static_cast<double>(unit_));
    if (incumbent != kNoIncumbent) {
      target = std::min(target, static_cast<double>(incumbent) * scale);
    }
    step(std::max(target, value + scale));
  }
  if (relaxation_ != nullptr) keep_cut();
  return may_improve;
}

std::vector<ClosureBound::Hint> ClosureBound::hints() const {
  std::vector<Hint> hints(task_count_);
  for (std::size_t task = 0; task < hints.size() && task < presence_.size(); ++task) {
    hints[task].presence = presence_[task];
    if (presence_[task] > 0) hints[task].start = start_[task] / presence_[task];
  }
  return hints;
}

std::uint64_t ClosureBound::work() const {
  return work_before_ + (relaxation_ == nullptr ? 0 : relaxation_->work());
}

}  // namespace penholder::solver
