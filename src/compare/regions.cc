#include "compare/regions.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "base/check.h"
#include "base/parallel.h"

namespace penholder {
namespace {

constexpr std::size_t kParts = 8;    // of the courses, for the jackknife
constexpr std::size_t kCloud = 80;   // draws of a view that the map shows
constexpr double kOnEdge = 1e-12;    // shares
constexpr double kSameValue = 1e-9;  // points

using Point = WeightMap::Point;

/// One way of carrying a design out.
struct Carrier {
  std::size_t design = 0;
  std::vector<double> attained;
};

/// Means of all courses but those of one part; of all when `left_out` is no part. A plan that
/// attains what another of the same design does is left out.
std::vector<Carrier> carriers(const Courses& courses, std::size_t left_out) {
  std::vector<Carrier> all;
  for (std::size_t d = 0; d < courses.designs; ++d) {
    const std::size_t first = all.size();
    for (std::size_t v = 0; v < courses.views; ++v) {
      std::vector<double> attained = courses.mean(d, v);
      if (left_out < kParts && courses.courses > kParts) {
        const std::vector<double> part = courses.mean(d, v, left_out, kParts);
        const auto n = static_cast<double>(courses.courses);
        const std::size_t in_part = (courses.courses - left_out + kParts - 1) / kParts;
        const auto taken = static_cast<double>(in_part);
        for (std::size_t leaf = 0; leaf < attained.size(); ++leaf) {
          attained[leaf] = (attained[leaf] * n - part[leaf] * taken) / (n - taken);
        }
      }
      const bool is_new =
          std::none_of(all.begin() + static_cast<std::ptrdiff_t>(first), all.end(),
                       [&](const Carrier& known) { return known.attained == attained; });
      if (is_new) all.push_back({.design = d, .attained = std::move(attained)});
    }
  }
  return all;
}

std::size_t best_design(const std::vector<Carrier>& all, const Weights& weights) {
  std::size_t best = 0;
  double most = -1.0;
  for (const Carrier& carrier : all) {
    const double value = value_of(carrier.attained, weights);
    if (value > most + kSameValue) {
      most = value;
      best = carrier.design;
    }
  }
  return best;
}

std::vector<std::size_t> count_best(const std::vector<Carrier>& all, std::span<const Weights> draws,
                                    std::size_t designs) {
  std::vector<std::size_t> count(designs, 0);
  for (const Weights& weights : draws) ++count[best_design(all, weights)];
  return count;
}

/// Share with the error of the draws and of the courses.
Measured share_with_error(std::size_t design, std::size_t draws,
                          const std::vector<std::vector<std::size_t>>& counts) {
  if (draws == 0) return {};
  const auto n = static_cast<double>(draws);
  const auto share = [&](std::size_t part) {
    return static_cast<double>(counts[part][design]) / n;
  };
  const double whole = share(kParts);
  double mean = 0.0;
  for (std::size_t part = 0; part < kParts; ++part) mean += share(part) / kParts;
  double spread = 0.0;
  for (std::size_t part = 0; part < kParts; ++part) {
    spread += (share(part) - mean) * (share(part) - mean);
  }
  const double of_courses = spread * (kParts - 1.0) / kParts;
  const double of_draws = whole * (1.0 - whole) / n;
  return {.mean = whole, .standard_error = std::sqrt(of_courses + of_draws)};
}

// -- the triangle
// ------------------------------------------------------------------------------------

/// The objectives at the top: the roots, or what stands below a single one.
std::vector<ObjectiveId> top_objectives(const Case& base) {
  std::vector<ObjectiveId> top = children_of(base, std::nullopt);
  while (top.size() == 1) {
    std::vector<ObjectiveId> below = children_of(base, top.front());
    if (below.empty()) break;
    top = std::move(below);
  }
  return top;
}

/// A corner of a part, and what the side that begins at it comes from.
struct Corner {
  Point at{};
  std::size_t rival = 0;  ///< carrier on the other side; carriers.size(): the triangle's own side
};

double score(const Point& weights, const Point& values) {
  return weights[0] * values[0] + weights[1] * values[1] + weights[2] * values[2];
}

/// Cuts a convex part down to where `own` is worth at least as much as `other`.
std::vector<Corner> cut(const std::vector<Corner>& part, const Point& own, const Point& other,
                        std::size_t rival) {
  std::vector<Corner> kept;
  const auto lead = [&](const Point& at) { return score(at, own) - score(at, other); };
  for (std::size_t i = 0; i < part.size(); ++i) {
    const Corner& here = part[i];
    const Corner& next = part[(i + 1) % part.size()];
    const double at_here = lead(here.at);
    const double at_next = lead(next.at);
    const auto crossing = [&] {
      const double t = at_here / (at_here - at_next);
      Point at;
      for (std::size_t k = 0; k < 3; ++k) {
        at[k] = std::max(0.0, here.at[k] + t * (next.at[k] - here.at[k]));
      }
      return at;
    };
    if (at_here >= 0.0) {
      kept.push_back(here);
      // The part leaves the half-plane here: the cut itself is the next side.
      if (at_next < 0.0) kept.push_back({.at = crossing(), .rival = rival});
    } else if (at_next >= 0.0) {
      kept.push_back({.at = crossing(), .rival = here.rival});
    }
  }
  return kept;
}

double distance(const Point& a, const Point& b) {
  return std::abs(a[0] - b[0]) + std::abs(a[1] - b[1]) + std::abs(a[2] - b[2]);
}

double area(const std::vector<Corner>& part) {
  double sum = 0.0;
  for (std::size_t i = 0; i < part.size(); ++i) {
    const Point& a = part[i].at;
    const Point& b = part[(i + 1) % part.size()].at;
    sum += a[0] * b[1] - b[0] * a[1];
  }
  return std::abs(sum);  // 1 for the whole triangle
}

}  // namespace

std::vector<Preference> find_preferences(const RegionInput& input) {
  const Courses& courses = input.courses;
  if (courses.designs == 0 || courses.courses == 0) return {};
  CHECK(input.views.size() == courses.views);
  // By part of the courses left out, the whole last: counts of each set of draws, all weights last.
  std::vector<std::vector<std::vector<std::size_t>>> counts(kParts + 1);
  std::vector<std::size_t> where_best(input.all.size());
  parallel_blocks(kParts + 1, 1, input.threads, [&](std::size_t part, std::size_t) {
    const std::vector<Carrier> all = carriers(courses, part);
    for (const std::vector<Weights>& draws : input.views) {
      counts[part].push_back(count_best(all, draws, courses.designs));
    }
    counts[part].push_back(count_best(all, input.all, courses.designs));
    if (part < kParts) return;
    for (std::size_t i = 0; i < input.all.size(); ++i) {
      where_best[i] = best_design(all, input.all[i]);
    }
  });
  const auto counts_of = [&](std::size_t set) {
    std::vector<std::vector<std::size_t>> by_part;
    by_part.reserve(counts.size());
    for (const auto& part : counts) by_part.push_back(part[set]);
    return by_part;
  };
  std::vector<Preference> preferences(courses.designs);
  for (std::size_t d = 0; d < courses.designs; ++d) {
    Preference& preference = preferences[d];
    std::size_t majorities = 0;
    bool is_best_somewhere = false;
    for (std::size_t v = 0; v < courses.views; ++v) {
      const Measured share = share_with_error(d, input.views[v].size(), counts_of(v));
      preference.by_view.push_back(share);
      majorities += share.mean > 0.5 ? 1 : 0;
      is_best_somewhere = is_best_somewhere || share.mean > 0.0;
    }
    preference.of_all = share_with_error(d, input.all.size(), counts_of(courses.views));
    is_best_somewhere = is_best_somewhere || preference.of_all.mean > 0.0;
    using Standing = Preference::Standing;
    preference.standing = majorities == courses.views ? Standing::EveryView
                          : majorities > 0            ? Standing::SomeViews
                          : is_best_somewhere         ? Standing::NoView
                                                      : Standing::Nowhere;
    std::vector<Weights> here;
    for (std::size_t i = 0; i < input.all.size(); ++i) {
      if (where_best[i] == d) here.push_back(input.all[i]);
    }
    if (!here.empty()) preference.weight = weight_ranges(here, courses.leaves);
  }
  return preferences;
}

IdVector<LeafId, Preference::Range> weight_ranges(std::span<const Weights> draws,
                                                  std::size_t leaves) {
  IdVector<LeafId, Preference::Range> ranges(leaves);
  if (draws.empty()) return ranges;
  std::vector<double> weight(draws.size());
  const auto at = [&](double level) {
    const auto place = static_cast<std::size_t>(level * static_cast<double>(weight.size()));
    return weight[std::min(place, weight.size() - 1)];
  };
  for (const LeafId leaf : ranges.ids()) {
    for (std::size_t i = 0; i < draws.size(); ++i) weight[i] = draws[i][leaf];
    std::ranges::sort(weight);
    ranges[leaf] = {.p10 = at(0.1), .p50 = at(0.5), .p90 = at(0.9)};
  }
  return ranges;
}

std::optional<WeightMap> make_weight_map(const RegionInput& input) {
  const Courses& courses = input.courses;
  if (courses.designs == 0 || courses.courses == 0) return std::nullopt;
  WeightMap map;
  std::vector<ObjectiveId> corners = top_objectives(input.base);
  if (input.leaves.size() == 3) {
    corners.clear();
    for (const LeafId leaf : input.leaves.ids()) corners.push_back(input.leaves.objective(leaf));
  }
  if (corners.size() != 3) return std::nullopt;
  map.has_leaves_at_corners = input.leaves.size() == 3;
  std::ranges::copy(corners, map.corners.begin());

  // How much of a corner's weight each of its leaves has, on average over all weights.
  const auto below = input.leaves.below(input.base);
  const Weights equal = input.leaves.equal_weights(input.base);
  const auto corner_weight = [&](const Weights& weights) {
    Point at{};
    for (std::size_t k = 0; k < 3; ++k) {
      for (const LeafId leaf : below[map.corners[k]]) at[k] += weights[leaf];
    }
    return at;
  };
  const Point equal_corners = corner_weight(equal);
  for (const double share : equal_corners) {
    if (share <= 0.0) return std::nullopt;
  }
  const std::vector<Carrier> all = carriers(courses, kParts);
  std::vector<Point> values;  // by carrier, at the corners
  for (const Carrier& carrier : all) {
    Point at{};
    for (std::size_t k = 0; k < 3; ++k) {
      for (const LeafId leaf : below[map.corners[k]]) {
        at[k] += 100.0 * equal[leaf] / equal_corners[k] * carrier.attained[leaf.value];
      }
    }
    values.push_back(at);
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::vector<Corner> part;
    for (std::size_t k = 0; k < 3; ++k) {
      Point at{};
      at[k] = 1.0;
      part.push_back({.at = at, .rival = all.size()});
    }
    for (std::size_t j = 0; j < all.size() && !part.empty(); ++j) {
      if (j == i) continue;
      // Of carriers that are worth the same everywhere, the first has it.
      if (distance(values[i], values[j]) <= kSameValue) {
        if (j < i) part.clear();
        continue;
      }
      part = cut(part, values[i], values[j], j);
    }
    if (part.size() < 3 || area(part) <= kOnEdge) continue;
    WeightMap::Part made{.design = all[i].design, .outline = {}};
    for (std::size_t k = 0; k < part.size(); ++k) {
      const Corner& here = part[k];
      const Corner& next = part[(k + 1) % part.size()];
      made.outline.push_back(here.at);
      const bool is_border = here.rival < all.size() && all[here.rival].design != made.design &&
                             distance(here.at, next.at) > kOnEdge;
      // Each border belongs to two parts; the one with the lower design draws it.
      if (is_border && made.design < all[here.rival].design) {
        map.borders.push_back({.from = here.at, .to = next.at});
      }
    }
    map.parts.push_back(std::move(made));
  }
  for (const std::vector<Weights>& draws : input.views) {
    WeightMap::Cloud cloud;
    for (std::size_t i = 0; i < draws.size(); ++i) {
      const Point at = corner_weight(draws[i]);
      for (std::size_t k = 0; k < 3; ++k) {
        cloud.mean[k] += at[k] / static_cast<double>(draws.size());
      }
      if (i < kCloud) cloud.draws.push_back(at);
    }
    map.views.push_back(std::move(cloud));
  }
  return map;
}

}  // namespace penholder
