#include "rank/weight_sampler.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/parallel.h"
#include "base/text.h"

namespace penholder {
namespace {

constexpr std::uint64_t kPilotProposals = 300'000;
constexpr std::size_t kPilotRows = 20;
// Subsets of statements are only searched for a culprit: a smaller pilot does, and there are many
// of them.
constexpr std::uint64_t kCulpritProposals = 30'000;

/// FNV-1a, so that a view's draws do not change when another view is added before it.
std::uint64_t mix(std::uint64_t seed, std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325ULL ^ seed;
  for (const char byte : text) {
    hash ^= static_cast<unsigned char>(byte);
    hash *= 0x100000001B3ULL;
  }
  return hash;
}

bool holds_something(const WeightSpace& space, std::uint64_t seed, std::uint64_t proposals,
                     std::size_t rows) {
  return draw_feasible(space, rows, seed, 1, proposals).rows() == rows;
}

std::string explain_empty(const Case& base, const Leaves& leaves,
                          const std::vector<Statement>& statements, std::uint64_t seed) {
  const auto leaves_nothing = [&](std::span<const Statement> some) {
    return !holds_something(WeightSpace(base, leaves, some), seed, kCulpritProposals, 1);
  };
  for (const Statement& statement : statements) {
    if (leaves_nothing({&statement, 1})) {
      return fmt::format("no weights were found that meet {}, even taken alone",
                         describe(statement, base));
    }
  }
  constexpr std::size_t kMostInPairs = 40;  // beyond it the search would take longer than it helps
  for (std::size_t i = 0; i < statements.size() && statements.size() <= kMostInPairs; ++i) {
    for (std::size_t j = i + 1; j < statements.size(); ++j) {
      const std::vector<Statement> pair{statements[i], statements[j]};
      if (leaves_nothing(pair)) {
        return fmt::format("no weights were found that meet both {} and {}",
                           describe(statements[i], base), describe(statements[j], base));
      }
    }
  }
  std::vector<std::string> words;
  for (const Statement& statement : statements) words.push_back(describe(statement, base));
  return fmt::format("fewer than {} in {} weights meet all of its statements together: {}",
                     kPilotRows, format_thousands(kPilotProposals), join_words(words));
}

}  // namespace

WeightDraws draw_feasible(const WeightSpace& space, std::size_t count, std::uint64_t seed,
                          unsigned threads, std::uint64_t budget) {
  constexpr std::size_t kBlock = 512;
  WeightDraws draws{.leaves = space.leaves(), .weights = {}, .proposals = 0, .acceptance = 0.0};
  if (space.is_contradictory() || space.leaves() == 0) return draws;
  draws.weights.reserve(count * space.leaves());

  struct Accepted {
    std::vector<double> weights;
    std::vector<std::uint64_t> numbers;
  };
  std::uint64_t begin = 0;
  std::uint64_t accepted_in_all = 0;
  while (draws.rows() < count && begin < budget) {
    // How many proposals a round makes decides only what is computed in vain, not what comes out.
    const double rate = begin == 0 ? 1.0
                                   : std::max(1.0, static_cast<double>(accepted_in_all)) /
                                         static_cast<double>(begin);
    const double wanted = 1.05 * static_cast<double>(count - draws.rows()) / rate;
    const std::uint64_t round = std::min<std::uint64_t>(
        budget - begin, static_cast<std::uint64_t>(std::clamp(wanted, 64.0, 262'144.0)));
    std::vector<Accepted> blocks((round + kBlock - 1) / kBlock);
    parallel_blocks(round, kBlock, threads, [&](std::size_t from, std::size_t to) {
      Accepted& mine = blocks[from / kBlock];
      std::vector<double> row(space.leaves());
      WeightSpace::Scratch scratch;
      for (std::size_t i = from; i < to; ++i) {
        Rng rng(seed, begin + i);
        if (!space.propose(rng, scratch, row) || !space.agrees(row)) continue;
        mine.weights.insert(mine.weights.end(), row.begin(), row.end());
        mine.numbers.push_back(begin + i);
      }
    });
    for (const Accepted& block : blocks) {
      const std::size_t missing = count - draws.rows();
      const std::size_t taken = std::min(missing, block.numbers.size());
      draws.weights.insert(
          draws.weights.end(), block.weights.begin(),
          block.weights.begin() + static_cast<std::ptrdiff_t>(taken * space.leaves()));
      if (taken > 0 && taken == missing) draws.proposals = block.numbers[taken - 1] + 1;
      accepted_in_all += block.numbers.size();
      if (taken == missing) break;
    }
    begin += round;
  }
  if (draws.rows() < count) draws.proposals = begin;
  if (draws.proposals > 0) {
    draws.acceptance = space.exact_share() * static_cast<double>(draws.rows()) /
                       static_cast<double>(draws.proposals);
  }
  return draws;
}

ViewSampler make_sampler(const Case& base, const Leaves& leaves, std::optional<ViewId> view,
                         std::uint64_t seed) {
  if (!view) {
    return {.view = std::nullopt,
            .space = WeightSpace(base, leaves, {}),
            .seed = mix(seed, ""),
            .empty_reason = {}};
  }
  const std::vector<Statement> statements = statements_of(base, *view);
  ViewSampler sampler{.view = view,
                      .space = WeightSpace(base, leaves, statements),
                      .seed = mix(seed, base.views[*view].id),
                      .empty_reason = {}};
  if (leaves.size() == 0) {
    sampler.empty_reason = "the case has no objectives to weigh";
  } else if (!holds_something(sampler.space, sampler.seed, kPilotProposals, kPilotRows)) {
    sampler.empty_reason = explain_empty(base, leaves, statements, sampler.seed);
  }
  return sampler;
}

std::vector<ViewSampler> make_samplers(const Case& base, const Leaves& leaves, std::uint64_t seed,
                                       std::vector<ViewSampler>* empty) {
  std::vector<ViewSampler> samplers;
  for (const ViewId view : base.views.ids()) {
    ViewSampler sampler = make_sampler(base, leaves, view, seed);
    if (sampler.empty_reason.empty()) {
      samplers.push_back(std::move(sampler));
    } else if (empty != nullptr) {
      empty->push_back(std::move(sampler));
    }
  }
  if (samplers.empty()) samplers.push_back(make_sampler(base, leaves, std::nullopt, seed));
  return samplers;
}

}  // namespace penholder
