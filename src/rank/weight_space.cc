#include "rank/weight_space.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "base/text.h"

namespace penholder {

WeightSpace::WeightSpace(const Case& base, const Leaves& leaves,
                         std::span<const Statement> statements)
    : leaf_count_(leaves.size()), below_(leaves.below(base)) {
  build_groups(base);
  for (const LeafId leaf : leaves.ids()) leaf_node_.push_back(leaves.objective(leaf).value + 1);
  const Shares shares(base, base, leaves);
  // A member has room for one exact part. Bounds restrict most, so they come first, then ratios,
  // then orders.
  const auto each = [&]<class Says>(const auto& add) {
    for (std::size_t i = 0; i < statements.size(); ++i) {
      if (const auto* says = std::get_if<Says>(&statements[i].says)) add(*says, i);
    }
  };
  each.operator()<ShareBetween>([&](const auto& says, std::size_t i) { add_share(says, base, i); });
  each.operator()<RatioBetween>([&](const auto& says, std::size_t i) { add_ratio(says, i); });
  each.operator()<PreferObjectives>(
      [&](const auto& says, std::size_t i) { add_order(says.order, i); });
  each.operator()<PreferTasks>(
      [&](const auto& says, std::size_t i) { add_tasks(says, shares, i); });
  each.operator()<TaskRatioBetween>(
      [&](const auto& says, std::size_t i) { add_task_ratio(says, shares, i); });
  each.operator()<TaskValueBetween>(
      [&](const auto& says, std::size_t i) { add_task_value(says, shares, i); });
  measure_exact_parts();
}

void WeightSpace::build_groups(const Case& base) {
  places_.assign(base.objectives.size(), Place{});
  std::vector<std::optional<ObjectiveId>> open{std::nullopt};
  for (std::size_t next = 0; next < open.size(); ++next) {
    const auto children = children_of(base, open[next]);
    if (children.empty()) continue;
    Group group;
    group.parent = open[next] ? open[next]->value + 1 : 0;
    for (const ObjectiveId child : children) {
      places_[child] = {.group = groups_.size(), .position = group.members.size()};
      group.members.push_back(child.value + 1);
      open.emplace_back(child);
    }
    group.claimed.assign(children.size(), 0);
    groups_.push_back(std::move(group));
  }
}

void WeightSpace::add_order(std::span<const ObjectiveId> order, std::size_t statement) {
  // Runs of siblings are drawn exactly; the seams between runs are half-spaces.
  std::size_t begin = 0;
  for (std::size_t i = 1; i <= order.size(); ++i) {
    const bool same_run =
        i < order.size() && place_of(order[i]).group == place_of(order[i - 1]).group;
    if (same_run) continue;
    add_chain(order.subspan(begin, i - begin), statement);
    if (i < order.size()) add_half_space(order[i - 1], 1.0, order[i], statement);
    begin = i;
  }
}

void WeightSpace::add_chain(std::span<const ObjectiveId> order, std::size_t statement) {
  if (order.size() < 2) return;
  Group& group = groups_[place_of(order[0]).group];
  if (group.members.size() == 2 && order.size() == 2 && order[0] != order[1]) {
    narrow_two(group, place_of(order[0]).position, {.low = 0.5, .high = 1.0});
    return;
  }
  Chain chain;
  bool is_free = true;
  for (const ObjectiveId objective : order) {
    const std::size_t position = place_of(objective).position;
    is_free = is_free && group.claimed[position] == 0 &&
              std::ranges::find(chain.members, position) == chain.members.end();
    chain.members.push_back(position);
  }
  if (is_free) {
    for (const std::size_t position : chain.members) group.claimed[position] = 1;
    group.chains.push_back(std::move(chain));
    return;
  }
  for (std::size_t i = 1; i < order.size(); ++i) {
    add_half_space(order[i - 1], 1.0, order[i], statement);
  }
}

void WeightSpace::add_share(const ShareBetween& share, const Case& base, std::size_t statement) {
  const Place place = place_of(share.objective);
  Group& group = groups_[place.group];
  const auto parent = base.objectives[share.objective].parent;
  const Interval interval{.low = std::max(share.low, 0.0), .high = std::min(share.high, 1.0)};
  if (parent == share.of && group.members.size() == 2) {
    narrow_two(group, place.position, interval);
    return;
  }
  if (parent == share.of && group.members.size() > 2 &&
      group.bounded.size() + 1 < group.members.size() && group.claimed[place.position] == 0) {
    group.claimed[place.position] = 1;
    group.bounded.push_back({.member = place.position, .share = interval});
    return;
  }
  if (interval.low > 0.0) add_half_space(share.objective, interval.low, share.of, statement);
  if (interval.high < 1.0) {
    // high * of - objective >= 0, written with the sides swapped: of - objective / high >= 0.
    if (interval.high > 0.0) {
      add_half_space(share.of, 1.0 / interval.high, share.objective, statement);
    } else {
      contradictory_ = true;  // a share of nothing has no weights of positive measure
    }
  }
}

void WeightSpace::add_ratio(const RatioBetween& ratio, std::size_t statement) {
  const Place more = place_of(ratio.more);
  const Place less = place_of(ratio.less);
  Group& group = groups_[more.group];
  const Interval of_more{.low = ratio.low / (1.0 + ratio.low),
                         .high = ratio.high / (1.0 + ratio.high)};
  if (more.group == less.group && more.position != less.position) {
    if (group.members.size() == 2) {
      narrow_two(group, more.position, of_more);
      return;
    }
    if (group.claimed[more.position] == 0 && group.claimed[less.position] == 0) {
      group.claimed[more.position] = group.claimed[less.position] = 1;
      group.splits.push_back({.more = more.position, .less = less.position, .of_more = of_more});
      return;
    }
  }
  add_half_space(ratio.more, ratio.low, ratio.less, statement);
  if (ratio.high > 0.0) add_half_space(ratio.less, 1.0 / ratio.high, ratio.more, statement);
}

void WeightSpace::add_tasks(const PreferTasks& prefer, const Shares& shares,
                            std::size_t statement) {
  for (std::size_t i = 1; i < prefer.order.size(); ++i) {
    HalfSpace half{.coefficients = std::vector<double>(leaf_count_, 0.0), .statement = statement};
    for (const LeafShare& share : shares.of(prefer.order[i - 1])) {
      half.coefficients[share.leaf.value] += share.share;
    }
    for (const LeafShare& share : shares.of(prefer.order[i])) {
      half.coefficients[share.leaf.value] -= share.share;
    }
    half_spaces_.push_back(std::move(half));
  }
}

void WeightSpace::add_task_half_space(const Shares& shares, double plus, TaskId first, double minus,
                                      std::optional<TaskId> second, double constant,
                                      std::size_t statement) {
  // Weights sum to one: a constant is that much of every weight.
  HalfSpace half{.coefficients = std::vector<double>(leaf_count_, constant),
                 .statement = statement};
  for (const LeafShare& share : shares.of(first)) {
    half.coefficients[share.leaf.value] += plus * share.share;
  }
  if (second) {
    for (const LeafShare& share : shares.of(*second)) {
      half.coefficients[share.leaf.value] -= minus * share.share;
    }
  }
  half_spaces_.push_back(std::move(half));
}

void WeightSpace::add_task_ratio(const TaskRatioBetween& ratio, const Shares& shares,
                                 std::size_t statement) {
  add_task_half_space(shares, 1.0, ratio.more, ratio.low, ratio.less, 0.0, statement);
  add_task_half_space(shares, -1.0, ratio.more, -ratio.high, ratio.less, 0.0, statement);
}

void WeightSpace::add_task_value(const TaskValueBetween& value, const Shares& shares,
                                 std::size_t statement) {
  add_task_half_space(shares, 1.0, value.task, 0.0, std::nullopt, -value.low, statement);
  add_task_half_space(shares, -1.0, value.task, 0.0, std::nullopt, value.high, statement);
}

void WeightSpace::narrow_two(Group& group, std::size_t position, Interval interval) {
  if (position == 1) interval = {.low = 1.0 - interval.high, .high = 1.0 - interval.low};
  Interval& held = group.first_of_two;
  held = {.low = std::max(held.low, interval.low), .high = std::min(held.high, interval.high)};
}

void WeightSpace::add_half_space(ObjectiveId plus, double factor, ObjectiveId minus,
                                 std::size_t statement) {
  HalfSpace half{.coefficients = std::vector<double>(leaf_count_, 0.0), .statement = statement};
  for (const LeafId leaf : below_[plus]) half.coefficients[leaf.value] += 1.0;
  for (const LeafId leaf : below_[minus]) half.coefficients[leaf.value] -= factor;
  half_spaces_.push_back(std::move(half));
}

void WeightSpace::measure_exact_parts() {
  constexpr double kSlack = 1e-12;  // 1 - 0.3 and 0.7 are the same share
  const auto length = [&](Interval& interval) {
    if (interval.low > interval.high + kSlack) contradictory_ = true;
    interval.high = std::max(interval.low, interval.high);
    return interval.high - interval.low;
  };
  for (Group& group : groups_) {
    if (group.members.size() == 2) exact_share_ *= length(group.first_of_two);
    for (Bounded& bounded : group.bounded) length(bounded.share);
    measure_bounds(group);
    for (const Chain& chain : group.chains) {
      exact_share_ /= std::tgamma(static_cast<double>(chain.members.size()) + 1.0);
    }
    for (Split& split : group.splits) exact_share_ *= length(split.of_more);
  }
  if (contradictory_) exact_share_ = 0.0;
}

double WeightSpace::room(const Interval& share, double rest, double others) {
  const auto tail = [&](double at) { return std::max(0.0, 1.0 - at / rest); };
  if (rest <= 0.0 || rest < share.low) return 0.0;
  if (share.low == share.high) {
    return others / rest * std::pow(tail(share.low), others - 1.0);
  }
  return std::pow(tail(share.low), others) - std::pow(tail(share.high), others);
}

void WeightSpace::measure_bounds(Group& group) {
  constexpr int kSteps = 256;
  double rest_most = 1.0;
  double rest_least = 1.0;
  auto others = static_cast<double>(group.members.size());
  for (Bounded& bounded : group.bounded) {
    others -= 1.0;
    const Interval& share = bounded.share;
    const bool is_exact = share.low == share.high;
    // Over each step the room is at most that of the longest stick for `low` and of the shortest
    // for `high`.
    bounded.most_room = 0.0;
    const double least = std::max(rest_least, share.low);
    for (int i = 0; i < kSteps && rest_most >= share.low; ++i) {
      const double from = least + (rest_most - least) * i / kSteps;
      const double to = least + (rest_most - least) * (i + 1) / kSteps;
      if (from <= 0.0) {
        bounded.most_room = std::max(bounded.most_room, is_exact ? 0.0 : 1.0);
        continue;
      }
      const auto tail = [&](double at, double rest) { return std::max(0.0, 1.0 - at / rest); };
      const double bound = is_exact ? others / from * std::pow(tail(share.low, to), others - 1.0)
                                    : std::pow(tail(share.low, to), others) -
                                          std::pow(tail(share.high, from), others);
      bounded.most_room = std::max(bounded.most_room, bound);
    }
    if (bounded.most_room <= 0.0) contradictory_ = true;
    exact_share_ *= is_exact ? 0.0 : bounded.most_room;
    rest_most -= share.low;
    rest_least = std::max(0.0, rest_least - share.high);
  }
}

bool WeightSpace::break_stick(const Group& group, Rng& rng, std::span<double> local) {
  double rest = 1.0;
  double chance = 1.0;
  auto others = static_cast<double>(local.size());
  std::ranges::fill(local, -1.0);
  for (const Bounded& bounded : group.bounded) {
    others -= 1.0;
    const double here = room(bounded.share, rest, others);
    if (here <= 0.0) return false;
    chance *= here / bounded.most_room;
    // The tail of Beta(1, others) is (1-x)^others, which is uniform: draw the tail between the
    // bounds.
    const double tail_high = std::pow(std::max(0.0, 1.0 - bounded.share.low / rest), others);
    const double tail_low = std::pow(std::max(0.0, 1.0 - bounded.share.high / rest), others);
    const double tail = tail_low + (tail_high - tail_low) * rng.uniform();
    const double piece = std::clamp(rest * (1.0 - std::pow(tail, 1.0 / others)), bounded.share.low,
                                    std::min(bounded.share.high, rest));
    local[bounded.member] = piece;
    rest -= piece;
  }
  if (rng.uniform() >= chance) return false;
  double sum = 0.0;
  for (double& weight : local) {
    if (weight >= 0.0) continue;
    weight = -rng.exponential();  // still negative: not one of the pieces
    sum -= weight;
  }
  for (double& weight : local) {
    if (weight < 0.0) weight *= -rest / sum;
  }
  return true;
}

bool WeightSpace::draw_group(const Group& group, Rng& rng, std::span<double> local) {
  const auto within = [&](const Interval& interval) {
    return interval.low + (interval.high - interval.low) * rng.uniform();
  };
  if (local.size() == 1) {
    local[0] = 1.0;
    return true;
  }
  if (local.size() == 2) {
    local[0] = within(group.first_of_two);
    local[1] = 1.0 - local[0];
    return true;
  }
  if (group.bounded.empty()) {
    draw_simplex(rng, local);
  } else if (!break_stick(group, rng, local)) {
    return false;
  }
  for (const Chain& chain : group.chains) {
    // Insertion sort in place: chains are short, and this allocates nothing.
    for (std::size_t i = 1; i < chain.members.size(); ++i) {
      for (std::size_t j = i; j > 0; --j) {
        double& heavier = local[chain.members[j - 1]];
        double& lighter = local[chain.members[j]];
        if (heavier >= lighter) break;
        std::swap(heavier, lighter);
      }
    }
  }
  for (const Split& split : group.splits) {
    const double sum = local[split.more] + local[split.less];
    local[split.more] = sum * within(split.of_more);
    local[split.less] = sum - local[split.more];
  }
  return true;
}

bool WeightSpace::propose(Rng& rng, Scratch& scratch, std::span<double> leaf_weights) const {
  DCHECK(!contradictory_);
  DCHECK(leaf_weights.size() == leaf_count_);
  auto& [node_weights, local] = scratch;
  node_weights.assign(places_.size() + 1, 0.0);
  node_weights[0] = 1.0;
  for (const Group& group : groups_) {
    local.assign(group.members.size(), 0.0);
    if (!draw_group(group, rng, local)) return false;
    const double whole = node_weights[group.parent];
    for (std::size_t i = 0; i < local.size(); ++i) {
      node_weights[group.members[i]] = whole * local[i];
    }
  }
  for (std::size_t leaf = 0; leaf < leaf_count_; ++leaf) {
    leaf_weights[leaf] = node_weights[leaf_node_[leaf]];
  }
  return true;
}

bool WeightSpace::agrees(std::span<const double> leaf_weights) const {
  constexpr double kSlack = 1e-12;
  for (const HalfSpace& half : half_spaces_) {
    double sum = 0.0;
    for (std::size_t leaf = 0; leaf < leaf_count_; ++leaf) {
      sum += half.coefficients[leaf] * leaf_weights[leaf];
    }
    if (sum < -kSlack) return false;
  }
  return true;
}

std::vector<Statement> statements_of(const Case& base, ViewId view) {
  std::vector<Statement> statements = base.views[view].statements;
  const PriorityRule& rule = base.priority_rule;
  if (base.views[view].held_by == Support::Text && rule.kind == PriorityRule::Kind::Order &&
      rule.order.size() >= 2) {
    statements.push_back({.says = PreferObjectives{.order = rule.order},
                          .text = "the mandate's own order of priorities",
                          .basis = {.kind = Basis::Kind::Cited, .cites = rule.cites, .reason = {}},
                          .span = rule.span});
  }
  return statements;
}

namespace {

template <class IdType, class Entities>
std::string titles_in_order(const std::vector<IdType>& order, const Entities& entities) {
  std::string words;
  for (const IdType id : order) {
    words += fmt::format("{}“{}”", words.empty() ? "" : " before ", entities[id].title);
  }
  return words;
}

}  // namespace

std::string describe(const Statement& statement, const Case& base) {
  if (!statement.text.empty()) return fmt::format("“{}”", statement.text);
  const auto title = [&](ObjectiveId id) { return base.objectives[id].title; };
  if (const auto* objectives = std::get_if<PreferObjectives>(&statement.says)) {
    return titles_in_order(objectives->order, base.objectives);
  }
  if (const auto* tasks = std::get_if<PreferTasks>(&statement.says)) {
    return titles_in_order(tasks->order, base.tasks);
  }
  if (const auto* share = std::get_if<ShareBetween>(&statement.says)) {
    return fmt::format("“{}” has {} to {} % of “{}”", title(share->objective),
                       format_number(100.0 * share->low), format_number(100.0 * share->high),
                       title(share->of));
  }
  if (const auto* value = std::get_if<TaskValueBetween>(&statement.says)) {
    return fmt::format("“{}” is worth {} to {} of 100", base.tasks[value->task].title,
                       format_number(100.0 * value->low), format_number(100.0 * value->high));
  }
  if (const auto* ratio = std::get_if<TaskRatioBetween>(&statement.says)) {
    return fmt::format("“{}” is worth {} to {} times as much as “{}”",
                       base.tasks[ratio->more].title, format_number(ratio->low, 2),
                       format_number(ratio->high, 2), base.tasks[ratio->less].title);
  }
  const auto& ratio = std::get<RatioBetween>(statement.says);
  return fmt::format("“{}” weighs {} to {} times as much as “{}”", title(ratio.more),
                     format_number(ratio.low, 2), format_number(ratio.high, 2), title(ratio.less));
}

}  // namespace penholder
