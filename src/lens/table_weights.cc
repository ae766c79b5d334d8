#include "lens/table_weights.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/check.h"
#include "base/text.h"
#include "lens/methods.h"
#include "table/cell_text.h"

namespace penholder {
namespace {

using Kind = WeightStatement::Kind;

/// Places of the criteria that have one, from the heaviest.
std::vector<std::size_t> ordered_members(const std::vector<int>& place) {
  std::vector<std::size_t> members;
  for (std::size_t c = 0; c < place.size(); ++c) {
    if (place[c] > 0) members.push_back(c);
  }
  std::ranges::stable_sort(members, {}, [&](std::size_t c) { return place[c]; });
  return members;
}

std::optional<WeightStatement> order_of(const PerformanceTable& table) {
  WeightStatement statement{.kind = Kind::Order, .exact = {}, .place = {}, .drawn = {}};
  for (const Criterion& criterion : table.criteria) {
    statement.place.push_back(criterion.order.value_or(0));
  }
  if (std::ranges::all_of(statement.place, [](int p) { return p == 0; })) return std::nullopt;
  return statement;
}

class Parser {
 public:
  Parser(std::string_view text, const PerformanceTable& table)
      : table_(table), text_(text), seen_(table.criteria.size(), false) {}

  Result<WeightStatement> numbers() {
    WeightStatement statement{.kind = Kind::Exact,
                              .exact = std::vector<double>(table_.criteria.size(), 0.0),
                              .place = {},
                              .drawn = {}};
    for (const std::string_view part : parts(",;")) {
      const std::size_t equals = part.rfind('=');
      if (equals == std::string_view::npos) {
        return fail(fmt::format("{} is no weight; write `criterion=number`", quoted(part)));
      }
      const auto criterion = take(part.substr(0, equals));
      if (!criterion) return std::unexpected(criterion.error());
      const auto number = parse_number(part.substr(equals + 1));
      if (!number || *number < 0.0) {
        return fail(fmt::format("{} is no weight; weights are numbers of at least 0",
                                quoted(part.substr(equals + 1))));
      }
      statement.exact[*criterion] = *number;
    }
    if (std::ranges::all_of(statement.exact, [](double w) { return w == 0.0; })) {
      return fail("all weights are 0; give at least one above it");
    }
    statement.exact = normalised(statement.exact);
    return statement;
  }

  Result<WeightStatement> order() {
    WeightStatement statement{.kind = Kind::Order,
                              .exact = {},
                              .place = std::vector<int>(table_.criteria.size(), 0),
                              .drawn = {}};
    int place = 0;
    for (const std::string_view group : parts(">")) {
      ++place;
      text_ = group;
      for (const std::string_view part : parts("~")) {
        const auto criterion = take(part);
        if (!criterion) return std::unexpected(criterion.error());
        statement.place[*criterion] = place;
      }
    }
    return statement;
  }

  Result<WeightStatement> ratios(std::uint64_t seed) {
    std::vector<Ratio> all;
    for (const std::string_view part : parts(",;")) {
      const std::size_t equals = part.rfind('=');
      const std::string_view names = part.substr(0, equals);
      const std::size_t slash = names.find('/');
      if (equals == std::string_view::npos || slash == std::string_view::npos) {
        return fail(fmt::format("{} is no ratio; write `criterion/criterion=1..3`", quoted(part)));
      }
      seen_.assign(seen_.size(), false);  // a criterion may stand in several ratios
      const auto more = take(names.substr(0, slash));
      if (!more) return std::unexpected(more.error());
      const auto less = take(names.substr(slash + 1));
      if (!less) return std::unexpected(less.error());
      const auto range = parse_performance(part.substr(equals + 1));
      const auto* bounds = range ? std::get_if<UniformBetween>(&*range) : nullptr;
      if (bounds == nullptr || bounds->low < 0.0) {
        return fail(fmt::format("{} is no range of a ratio; write `1..3`",
                                quoted(part.substr(equals + 1))));
      }
      all.push_back({.more = *more, .less = *less, .low = bounds->low, .high = bounds->high});
    }
    return draw_ratios(all, seed);
  }

 private:
  struct Ratio {
    std::size_t more;
    std::size_t less;
    double low;
    double high;
  };

  [[nodiscard]] Result<WeightStatement> draw_ratios(const std::vector<Ratio>& all,
                                                    std::uint64_t seed) const {
    constexpr std::size_t kWanted = 10'000;
    constexpr std::size_t kFewest = 100;
    constexpr std::size_t kTries = 4'000'000;
    WeightStatement statement{.kind = Kind::Drawn, .exact = {}, .place = {}, .drawn = {}};
    std::vector<double> weights(table_.criteria.size());
    Rng rng(seed, 0);
    for (std::size_t i = 0; i < kTries && statement.drawn.size() < kWanted; ++i) {
      draw_simplex(rng, weights);
      const bool agrees = std::ranges::all_of(all, [&](const Ratio& ratio) {
        const double more = weights[ratio.more];
        const double less = weights[ratio.less];
        return more >= ratio.low * less && more <= ratio.high * less;
      });
      if (agrees) statement.drawn.push_back(weights);
    }
    if (statement.drawn.size() < kFewest) {
      return fail("these ratios leave too few weights, or none; widen them, or give weights");
    }
    return statement;
  }

  [[nodiscard]] std::vector<std::string_view> parts(std::string_view separators) const {
    std::vector<std::string_view> result;
    std::string_view rest = text_;
    while (true) {
      const std::size_t at = rest.find_first_of(separators);
      result.push_back(trimmed(rest.substr(0, at)));
      if (at == std::string_view::npos) return result;
      rest.remove_prefix(at + 1);
    }
  }

  Result<std::size_t> take(std::string_view id) {
    id = trimmed(id);
    std::vector<std::string_view> names;
    for (std::size_t c = 0; c < table_.criteria.size(); ++c) {
      names.push_back(table_.criteria[c].id);
      if (table_.criteria[c].id != id) continue;
      if (seen_[c]) return fail(fmt::format("{} is named twice", quoted(id)));
      seen_[c] = true;
      return c;
    }
    const auto near = nearest(id, names);
    return fail(fmt::format("the table has no criterion {}{}", quoted(id),
                            near ? fmt::format("; did you mean {}?", quoted(*near))
                                 : fmt::format("; it has: {}", fmt::join(names, ", "))));
  }

  const PerformanceTable& table_;
  std::string_view text_;
  std::vector<bool> seen_;
};

}  // namespace

WeightStatement stated_weights(const PerformanceTable& table) {
  std::vector<double> weights;
  for (const Criterion& criterion : table.criteria) {
    if (criterion.weight) weights.push_back(*criterion.weight);
  }
  if (!weights.empty() && weights.size() == table.criteria.size()) {
    return {.kind = Kind::Exact, .exact = normalised(weights), .place = {}, .drawn = {}};
  }
  return order_of(table).value_or(WeightStatement{});
}

Result<WeightStatement> parse_weights(std::string_view text, const PerformanceTable& table,
                                      std::uint64_t seed) {
  text = trimmed(text);
  const std::string word = lower(text);
  if (word == "any" || word == "uniform") return WeightStatement{};
  if (word == "order") {
    if (auto statement = order_of(table)) return *statement;
    return fail("the table gives no order of weights; add a row `#order`");
  }
  Parser parser(text, table);
  if (text.find('/') != std::string_view::npos) return parser.ratios(seed);
  if (text.find('=') != std::string_view::npos) return parser.numbers();
  return parser.order();
}

std::vector<double> mean_weights(const WeightStatement& statement, std::size_t criteria) {
  if (statement.kind == Kind::Exact) {
    CHECK(statement.exact.size() == criteria);
    return statement.exact;
  }
  if (statement.kind == Kind::Drawn) {
    CHECK(!statement.drawn.empty());
    std::vector<double> mean(criteria, 0.0);
    for (const std::vector<double>& weights : statement.drawn) {
      for (std::size_t c = 0; c < criteria; ++c) mean[c] += weights[c];
    }
    for (double& weight : mean) weight /= static_cast<double>(statement.drawn.size());
    return mean;
  }
  const double equal = 1.0 / static_cast<double>(criteria);
  std::vector<double> mean(criteria, equal);
  if (statement.kind == Kind::Any) return mean;
  // The members of the order hold on average their equal part of the whole; within it the k-th
  // largest of m coordinates has mean 1/m * sum of 1/i for i = k..m.
  const std::vector<std::size_t> members = ordered_members(statement.place);
  const std::size_t m = members.size();
  std::vector<double> centroid(m + 1, 0.0);
  for (std::size_t k = m; k > 0; --k) {
    centroid[k - 1] = centroid[k] + equal / static_cast<double>(k);
  }
  for (std::size_t begin = 0; begin < m;) {
    std::size_t end = begin;
    double sum = 0.0;
    while (end < m && statement.place[members[end]] == statement.place[members[begin]]) {
      sum += centroid[end++];
    }
    for (std::size_t i = begin; i < end; ++i) {
      mean[members[i]] = sum / static_cast<double>(end - begin);
    }
    begin = end;
  }
  return mean;
}

void draw_weights(const WeightStatement& statement, Rng& rng, std::span<double> weights) {
  if (statement.kind == Kind::Exact) {
    std::ranges::copy(statement.exact, weights.begin());
    return;
  }
  if (statement.kind == Kind::Drawn) {
    const auto one = rng.below(static_cast<std::uint32_t>(statement.drawn.size()));
    std::ranges::copy(statement.drawn[one], weights.begin());
    return;
  }
  draw_simplex(rng, weights);
  if (statement.kind == Kind::Any) return;
  const std::vector<std::size_t> members = ordered_members(statement.place);
  std::vector<double> sorted;
  for (const std::size_t c : members) sorted.push_back(weights[c]);
  std::ranges::sort(sorted, std::ranges::greater{});
  for (std::size_t begin = 0; begin < members.size();) {
    std::size_t end = begin;
    while (end < members.size() &&
           statement.place[members[end]] == statement.place[members[begin]]) {
      ++end;
    }
    for (std::size_t i = end - begin; i > 1; --i) {  // ties in any order
      std::swap(sorted[begin + i - 1], sorted[begin + rng.below(static_cast<std::uint32_t>(i))]);
    }
    begin = end;
  }
  for (std::size_t i = 0; i < members.size(); ++i) weights[members[i]] = sorted[i];
}

}  // namespace penholder
