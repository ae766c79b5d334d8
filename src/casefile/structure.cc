#include "casefile/structure.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "casefile/kind_table.h"

namespace penholder {
namespace {

constexpr std::size_t kMostLabels = 12;  // of a circle that is shown edge by edge

template <class IdType, class Entity>
void break_cycles_of(IdVector<IdType, Entity>& entities, const std::vector<Span>& parent_at,
                     std::string_view noun, Diagnostics& diagnostics) {
  // Walk up from each node; 0 not seen, 1 on this walk, 2 done.
  std::vector<std::uint8_t> state(entities.size(), 0);
  for (const IdType start : entities.ids()) {
    std::vector<IdType> walk;
    std::optional<IdType> at = start;
    while (at && state[at->value] == 0) {
      state[at->value] = 1;
      walk.push_back(*at);
      at = entities[*at].parent;
    }
    if (at && state[at->value] == 1) {
      const auto first = std::ranges::find(walk, *at);
      const std::vector<IdType> circle(first, walk.end());
      std::vector<Label> labels;
      for (std::size_t i = 1; i < circle.size() && labels.size() < kMostLabels; ++i) {
        labels.push_back({.span = parent_at[circle[i].value],
                          .text = fmt::format("`{}` is part of `{}`", entities[circle[i]].id,
                                              entities[*entities[circle[i]].parent].id)});
      }
      const IdType broken = circle.front();
      if (circle.size() == 1) {
        diagnostics.add(kind_of("self-reference"), parent_at[broken.value],
                        fmt::format("{} `{}` is its own parent", noun, entities[broken].id),
                        "name the one above it, or remove `parent`");
      } else {
        diagnostics.add(
            kind_of("parent-cycle"), parent_at[broken.value],
            fmt::format("{} `{}` is part of `{}`, which in the end is part of `{}` again", noun,
                        entities[broken].id, entities[*entities[broken].parent].id,
                        entities[broken].id),
            "remove or correct one of these parents", std::move(labels));
      }
      entities[broken].parent.reset();
    }
    for (const IdType id : walk) state[id.value] = 2;
  }
}

}  // namespace

void break_parent_cycles(Case& c, const Places& places, Diagnostics& diagnostics) {
  break_cycles_of(c.objectives, places.objective_parent, "objective", diagnostics);
  break_cycles_of(c.areas, places.area_parent, "area", diagnostics);
}

void clear_nested_tiers(Case& c, const Places& places, Diagnostics& diagnostics) {
  // Top down: by depth, so that the outer tier stays. Each climb stops at the first tier above.
  for (const ObjectiveId id : c.objectives.ids()) {
    if (!c.objectives[id].tier || !c.objectives[id].parent) continue;
    const auto above = priority_above(c, *c.objectives[id].parent);
    if (!above) continue;
    diagnostics.add(kind_of("nested-tier"), places.objective_tier[id.value],
                    fmt::format("`{}` has a tier, but lies inside `{}`, which has one too",
                                c.objectives[id].id, c.objectives[*above].id),
                    "remove `tier` from the inner objective",
                    {{.span = places.objective_tier[above->value], .text = "the outer tier"}});
    c.objectives[id].tier.reset();
  }
}

void break_link_cycles(Case& c, const Places& places, Diagnostics& diagnostics) {
  // Depth-first search over task -> task edges of `after` links, with an explicit stack: an edge
  // into the current path closes a circle. Removing that edge leaves the rest of the search valid.
  struct Edge {
    TaskId to;
    LinkId link;
  };
  IdVector<TaskId, std::vector<Edge>> followers(c.tasks.size());
  for (const LinkId id : c.links.ids()) {
    const Link& link = c.links[id];
    const auto* before = std::get_if<TaskId>(&link.on);
    if (link.kind == Link::Kind::After && before != nullptr) {
      followers[*before].push_back({link.task, id});
    }
  }
  std::vector<bool> is_dropped(c.links.size(), false);
  std::size_t circles = 0;
  IdVector<TaskId, std::uint8_t> state(c.tasks.size(), 0);
  struct Frame {
    TaskId task;
    std::size_t next = 0;
    LinkId by{};  // the link that led here
  };
  for (const TaskId root : c.tasks.ids()) {
    if (state[root] != 0) continue;
    std::vector<Frame> path{{.task = root}};
    state[root] = 1;
    while (!path.empty()) {
      Frame& frame = path.back();
      if (frame.next == followers[frame.task].size()) {
        state[frame.task] = 2;
        path.pop_back();
        continue;
      }
      const Edge edge = followers[frame.task][frame.next++];
      if (state[edge.to] == 0) {
        state[edge.to] = 1;
        path.push_back({.task = edge.to, .by = edge.link});
        continue;
      }
      if (state[edge.to] != 1) continue;
      is_dropped[edge.link.value] = true;
      constexpr std::size_t kMostCircles = 50;
      if (++circles > kMostCircles) continue;
      const auto first = std::ranges::find(path, edge.to, &Frame::task);
      std::vector<Label> labels;
      std::string route = fmt::format("`{}`", c.tasks[edge.to].id);
      const auto length = static_cast<std::size_t>(path.end() - first);
      for (auto at = first + 1; at != path.end(); ++at) {
        if (labels.size() == kMostLabels) break;
        route += fmt::format(" before `{}`", c.tasks[at->task].id);
        labels.push_back({.span = places.link_on[at->by.value],
                          .text = fmt::format("`{}` comes after `{}`", c.tasks[at->task].id,
                                              c.tasks[(at - 1)->task].id)});
      }
      if (length > kMostLabels + 1)
        route += fmt::format(" before {} more", length - kMostLabels - 1);
      route += fmt::format(" before `{}`", c.tasks[edge.to].id);
      diagnostics.add(kind_of("link-cycle"), places.link_on[edge.link.value],
                      fmt::format("these links run in a circle: {}", route),
                      "remove the one that does not hold", std::move(labels));
    }
  }
  if (circles == 0) return;
  IdVector<LinkId, Link> kept;
  for (const LinkId id : c.links.ids()) {
    if (!is_dropped[id.value]) kept.push_back(std::move(c.links[id]));
  }
  c.links = std::move(kept);
}

void complete_phases(Case& c, Diagnostics& diagnostics) {
  bool is_partition = true;
  const auto report = [&](Span span, std::string message, std::string remedy,
                          std::vector<Label> labels = {}) {
    diagnostics.add(kind_of("phases"), span, std::move(message), std::move(remedy),
                    std::move(labels));
    is_partition = false;
  };
  std::set<std::string_view> ids;
  const Phase* before = nullptr;
  for (const Phase& phase : c.phases) {
    if (!ids.insert(phase.id).second) {
      diagnostics.add(kind_of("duplicate-id"), phase.span,
                      fmt::format("there is another phase `{}`", phase.id),
                      "rename one of the two");
    }
    if (phase.range.end <= phase.range.start) {
      report(phase.span, fmt::format("phase `{}` does not end after its start", phase.id),
             "`end` is the first day that does not belong to it");
    }
    const Date expected = before == nullptr ? c.horizon.start : before->range.end;
    if (phase.range.start != expected) {
      std::vector<Label> labels;
      if (before != nullptr) labels.push_back({.span = before->span, .text = "the phase before"});
      report(
          phase.span,
          before == nullptr ? fmt::format("the first phase starts on {}, the horizon on {}",
                                          to_string(phase.range.start), to_string(expected))
          : phase.range.start > expected
              ? fmt::format("phase `{}` starts on {}, but the one before ends on {}: a gap",
                            phase.id, to_string(phase.range.start), to_string(expected))
              : fmt::format("phase `{}` starts on {}, but the one before ends on {}: they overlap",
                            phase.id, to_string(phase.range.start), to_string(expected)),
          before != nullptr && phase.range.start == expected + 1
              ? fmt::format("`end` is the first day after a phase: write `end: {}` there",
                            to_string(phase.range.start))
              : fmt::format("let it start on {}", to_string(expected)),
          std::move(labels));
    }
    before = &phase;
  }
  if (before != nullptr && before->range.end != c.horizon.end) {
    report(before->span,
           fmt::format("the last phase ends on {}, the horizon on {}", to_string(before->range.end),
                       to_string(c.horizon.end)),
           fmt::format("let it end on {}", to_string(c.horizon.end)));
  }
  if (before != nullptr && is_partition) return;
  c.phases = {{.id = "horizon", .title = "Horizon", .range = c.horizon, .span = {}}};
}

void order_scale(Case& c, Diagnostics& diagnostics) {
  bool is_rising = true;
  for (std::size_t i = 1; i < c.scale.size(); ++i) {
    if (c.scale[i].value > c.scale[i - 1].value) continue;
    is_rising = false;
    diagnostics.add(kind_of("scale-order"), c.scale[i].span,
                    fmt::format("level `{}` does not count more than level `{}` before it",
                                c.scale[i].id, c.scale[i - 1].id),
                    "list the levels from the weakest to the strongest, each with a higher value",
                    {{.span = c.scale[i - 1].span, .text = "the level before"}});
  }
  if (!is_rising) std::ranges::stable_sort(c.scale, {}, &ScaleLevel::value);
}

void complete_credit(Case& c) {
  IdVector<TaskId, std::optional<DateRef>> earliest(c.tasks.size());
  for (const Benchmark& benchmark : c.benchmarks) {
    for (const TaskId task : benchmark.delivered_by) {
      auto& due = earliest[task];
      if (!due || resolve(c, benchmark.due) < resolve(c, *due)) due = benchmark.due;
    }
  }
  for (const TaskId id : c.tasks.ids()) {
    Task& task = c.tasks[id];
    if (task.is_standing() || !task.credit.is_default || !earliest[id]) continue;
    task.credit.kind = CreditRule::Kind::Step;
    task.credit.by = earliest[id];
  }
}

void check_shared_names(const Case& c, Diagnostics& diagnostics) {
  std::map<std::string_view, std::pair<std::string_view, Span>> seen;
  const auto look = [&](const auto& entities, std::string_view noun) {
    for (const auto& entity : entities) {
      const auto [first, is_new] = seen.emplace(entity.id, std::pair{noun, entity.span});
      if (is_new || first->second.first == noun) continue;
      diagnostics.add(
          kind_of("shared-name"), entity.span,
          fmt::format("`{}` names this {} and a {}", entity.id, noun, first->second.first),
          "rename one: links may name tasks, conditions and milestones alike",
          {{.span = first->second.second, .text = "also named here"}});
    }
  };
  look(c.tasks, "task");
  look(c.conditions, "condition");
  look(c.milestones, "milestone");
}

}  // namespace penholder
