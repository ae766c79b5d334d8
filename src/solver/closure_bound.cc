#include "solver/closure_bound.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/check.h"
#include "solver/closure_relaxation.h"

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
std::unique_ptr<Model> with_makespan_as_task(const Model& model, std::size_t objective,
                                             std::span<const StartWindow> windows) {
  auto copy = std::make_unique<Model>(model);
  const Index last = copy->add_task("makespan", 0);
  Time latest = 0;
  for (Index i = 0; i < windows.size(); ++i) {
    if (windows[i].is_excluded) continue;
    for (const Mode& mode : model.tasks[i].modes) {
      latest = std::max(latest, windows[i].last + mode.duration);
    }
    if (windows[i].is_required) copy->after(last, i);
  }
  latest = std::min(latest, kFarthest);
  copy->tasks[last].release = 0;
  copy->tasks[last].deadline = latest;
  Objective& changed = copy->objectives[objective];
  changed.costs.push_back(
      {.moment = {.task = last, .point = Point::Start},
       .pieces = {{.from = 0, .to = latest, .at_from = 0, .slope = changed.makespan_weight}},
       .if_absent = 0,
       .by_mode = {}});
  changed.makespan_weight = 0;
  return copy;
}

}  // namespace

ClosureBound::~ClosureBound() = default;
ClosureBound::ClosureBound(ClosureBound&&) noexcept = default;
ClosureBound& ClosureBound::operator=(ClosureBound&&) noexcept = default;

ClosureBound::ClosureBound(const Model& model, std::size_t objective)
    : ClosureBound(model, objective, Settings{}) {}

ClosureBound::ClosureBound(const Model& model, std::size_t objective, const Settings& settings)
    : task_count_(model.tasks.size()), bound_(-kLargest) {
  CHECK(objective < model.objectives.size());
  const PresenceGraph presence(model);
  auto windows = start_windows(model, presence, settings.windows);
  is_infeasible_ = !windows.has_value();
  scale_ = scale_for(size_of(model.objectives[objective]));
  unit_ = unit_of(model.objectives[objective]);
  const Model* used = &model;
  if (!is_infeasible_ && model.objectives[objective].makespan_weight > 0) {
    model_ = with_makespan_as_task(model, objective, *windows);
    used = model_.get();
    windows->push_back({});
    windows = start_windows(*used, PresenceGraph(*used), *windows);
    is_infeasible_ = !windows.has_value();
  }
  if (is_infeasible_) {
    bound_ = std::numeric_limits<Value>::max();
    return;
  }
  const Time cell_length = cell_length_for(*used, *windows, settings.most_arcs);
  if (scale_ == 0 || cell_length == 0) return;
  relaxation_ = std::make_unique<ClosureRelaxation>(
      *used, used->objectives[objective], PresenceGraph(*used), *windows, cell_length, scale_);
  if (relaxation_->network().is_infeasible) {
    is_infeasible_ = true;
    relaxation_.reset();
    bound_ = std::numeric_limits<Value>::max();
    return;
  }
  const std::size_t rows = relaxation_->rows().size();
  center_.assign(rows, 0.0);
  mean_use_.assign(rows, 0.0);
  presence_.assign(task_count_, 0.0);
  start_.assign(task_count_, 0.0);
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
    center_.swap(trial_);
    misses_ = 0;
    if (agreement > 0 && ++hits_ >= 1) {
      step_factor_ = std::min(2.0, step_factor_ * 1.1);
      hits_ = 0;
    }
  } else if (++misses_ >= 20) {
    step_factor_ *= 0.66;
    misses_ = 0;
    hits_ = 0;
  }
}

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

bool ClosureBound::run(std::uint64_t work, Value incumbent,
                       const std::function<bool()>& should_stop) {
  if (relaxation_ == nullptr) return false;
  const std::uint64_t end = relaxation_->work() + work;
  if (iterations_ == 0) {
    center_value_ = evaluate(center_);
    mean_share_ = 1;
    remember();
    mean_share_ = 0.1;
  }
  const double scale = static_cast<double>(scale_);
  bool may_improve = true;
  const auto is_reached = [&] { return incumbent != kNoIncumbent && bound_ >= incumbent; };
  while (true) {
    const Value whole = ceil_div(center_value_, scale_);
    bound_ = std::max(bound_, ceil_div(whole, unit_) * unit_);
    if (is_reached() || center_.empty() || step_factor_ < 1e-4 || length_of_direction() == 0) {
      may_improve = false;
      break;
    }
    if (relaxation_->work() >= end || (should_stop && should_stop())) break;
    const auto value = static_cast<double>(center_value_);
    double target = value + 0.05 * std::max(std::abs(value), scale * static_cast<double>(unit_));
    if (incumbent != kNoIncumbent) {
      target = static_cast<double>(incumbent) * scale;
    }
    step(std::max(target, value + scale));
  }
  keep_cut();
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
  return relaxation_ == nullptr ? 0 : relaxation_->work();
}

}  // namespace penholder::solver
