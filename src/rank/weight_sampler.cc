#include "rank/weight_sampler.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/check.h"
#include "base/parallel.h"
#include "base/text.h"

namespace penholder {
namespace {

// To tell how much a view restricts where hardly anything is accepted.
constexpr std::uint64_t kShareProposals = 100'000;
constexpr std::size_t kShareRows = 400;

/// FNV-1a, so that a view's draws do not change when another view is added before it.
std::uint64_t mix(std::uint64_t seed, std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325ULL ^ seed;
  for (const char byte : text) {
    hash ^= static_cast<unsigned char>(byte);
    hash *= 0x100000001B3ULL;
  }
  return hash;
}

std::string explain_conflict(const Case& base, const std::vector<Statement>& conflict) {
  std::vector<std::string> words;
  words.reserve(conflict.size());
  for (const Statement& statement : conflict) words.push_back(describe(statement, base));
  if (words.size() == 1) return fmt::format("no weights can meet {}, even taken alone", words[0]);
  return fmt::format(
      "no weights can meet {} {}{}", words.size() == 2 ? "both" : "all of", join_words(words),
      words.size() == 2 ? "" : " together, though they could without any one of them");
}

}  // namespace

WeightDraws draw_feasible(const WeightSpace& space, std::size_t count, std::uint64_t seed,
                          unsigned threads, std::uint64_t budget) {
  constexpr std::size_t kBlock = 512;
  WeightDraws draws{.leaves = space.leaves(),
                    .weights = {},
                    .proposals = 0,
                    .acceptance = 0.0,
                    .walk = std::nullopt};
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

WeightDraws draw_from(const ViewSampler& sampler, std::size_t count, unsigned threads) {
  CHECK(sampler.empty_reason.empty());
  if (!sampler.walk) {
    return draw_feasible(sampler.space, count, sampler.seed, threads, proposal_budget(count));
  }
  polytope::WalkRows walked = sampler.walk->draw(count, sampler.seed, threads);
  if (!walked.is_checked) {
    // Too few to judge by themselves: they are worth what the pilot's rows were.
    walked.found.effective_rows *=
        static_cast<double>(count) / static_cast<double>(polytope::kChains * polytope::kPilotRows);
  }
  return {.leaves = sampler.space.leaves(),
          .weights = std::move(walked.rows),
          .proposals = 0,
          .acceptance = sampler.acceptance,
          .walk = WalkCheck{.r_hat = walked.found.r_hat,
                            .effective_samples = walked.found.effective_rows,
                            .thinning = sampler.walk->settled().thin,
                            .has_converged = sampler.walk->settled().has_converged}};
}

ViewSampler make_sampler(const Case& base, const Leaves& leaves, std::optional<ViewId> view,
                         std::uint64_t seed, unsigned threads) {
  const std::vector<Statement> statements =
      view ? statements_of(base, *view) : std::vector<Statement>{};
  ViewSampler sampler{.view = view,
                      .space = WeightSpace(base, leaves, statements),
                      .seed = mix(seed, view ? base.views[*view].id : ""),
                      .walk = std::nullopt,
                      .acceptance = 0.0,
                      .empty_reason = {},
                      .conflict = {}};
  if (!view) return sampler;
  if (leaves.size() == 0) {
    sampler.empty_reason = "the case has no objectives to weigh";
    return sampler;
  }
  const auto pilot = [&](std::size_t rows, std::uint64_t proposals) {
    return draw_feasible(sampler.space, rows, sampler.seed, 1, proposals);
  };
  if (pilot(kPilotRows, kPilotProposals).rows() == kPilotRows) return sampler;
  if (const auto conflict = conflicting_statements(base, leaves, statements)) {
    for (const std::size_t i : *conflict) sampler.conflict.push_back(statements[i]);
    sampler.empty_reason = explain_conflict(base, sampler.conflict);
    return sampler;
  }
  if (leaves.size() > kMostWalkLeaves && pilot(kPilotRows, kShareProposals).rows() == kPilotRows) {
    return sampler;  // slow, but a walk would be slower
  }
  auto made = WeightWalk::make(base, leaves, statements, sampler.seed, threads);
  if (auto* walk = std::get_if<WeightWalk>(&made)) {
    sampler.walk = std::move(*walk);
    sampler.acceptance = pilot(kShareRows, kShareProposals).acceptance;
  } else {
    sampler.empty_reason = fmt::format("no weights could be drawn that meet its statements: {}",
                                       std::get<std::string>(made));
  }
  return sampler;
}

std::vector<ViewSampler> make_samplers(const Case& base, const Leaves& leaves, std::uint64_t seed,
                                       std::vector<ViewSampler>* empty, unsigned threads) {
  std::vector<ViewSampler> samplers;
  for (const ViewId view : base.views.ids()) {
    ViewSampler sampler = make_sampler(base, leaves, view, seed, threads);
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
