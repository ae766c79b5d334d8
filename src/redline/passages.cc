#include "redline/passages.h"

#include <algorithm>
#include <unordered_map>

namespace penholder {
namespace {

constexpr std::size_t kPlacesMost = 64;

struct Place {
  std::size_t residue = 0;
  std::uint32_t token = 0;
};

std::uint64_t hash_of(const std::vector<std::uint32_t>& keys, std::uint32_t begin) {
  std::uint64_t hash = 0x9E3779B97F4A7C15ULL;
  for (std::uint32_t i = begin; i < begin + kPassageWordsLeast; ++i) {
    hash = (hash ^ keys[i]) * 0xBF58476D1CE4E5B9ULL;
    hash ^= hash >> 29U;
  }
  return hash;
}

}  // namespace

std::vector<Passage> find_passages(const TextTree& a, const std::vector<Residue>& struck,
                                   const TextTree& b, const std::vector<Residue>& put_in,
                                   const std::vector<int>& to, const TokenVocabulary& vocabulary) {
  constexpr auto kRun = static_cast<std::uint32_t>(kPassageWordsLeast);
  const auto node_of = [](const TextTree& tree, int index) -> const TextNode& {
    return tree.nodes[static_cast<std::size_t>(index)];
  };
  std::unordered_map<std::uint64_t, std::vector<Place>> places;  // only looked up, never walked
  std::vector<std::vector<bool>> is_used(struck.size());
  for (std::size_t r = 0; r < struck.size(); ++r) {
    const Residue& residue = struck[r];
    is_used[r].assign(residue.end - residue.begin, false);
    const auto& keys = node_of(a, residue.node).tokens.folded;
    for (std::uint32_t i = residue.begin; i + kRun <= residue.end; ++i) {
      std::vector<Place>& here = places[hash_of(keys, i)];
      if (here.size() < kPlacesMost) here.push_back({.residue = r, .token = i});
    }
  }
  std::vector<Passage> passages;
  for (const Residue& residue : put_in) {
    const auto& keys = node_of(b, residue.node).tokens.folded;
    for (std::uint32_t j = residue.begin; j + kRun <= residue.end;) {
      Passage best;
      std::size_t best_residue = 0;
      const auto found = places.find(hash_of(keys, j));
      if (found != places.end()) {
        for (const Place& place : found->second) {
          const Residue& from = struck[place.residue];
          if (to[static_cast<std::size_t>(from.node)] == residue.node) continue;
          const auto& other = node_of(a, from.node).tokens.folded;
          std::uint32_t length = 0;
          while (j + length < residue.end && place.token + length < from.end &&
                 keys[j + length] == other[place.token + length] &&
                 !is_used[place.residue][place.token + length - from.begin]) {
            ++length;
          }
          if (length > best.length) {
            best = {.a_node = from.node,
                    .b_node = residue.node,
                    .a_begin = place.token,
                    .b_begin = j,
                    .length = length,
                    .words = 0,
                    .content = 0};
            best_residue = place.residue;
          }
        }
      }
      for (std::uint32_t i = 0; i < best.length; ++i) {
        if (vocabulary.kind(keys[j + i]) != TokenKind::Mark) ++best.words;
        const auto& written = node_of(b, residue.node).tokens.keys;
        if (vocabulary.kind(keys[j + i]) == TokenKind::Word && written[j + i] == keys[j + i] &&
            vocabulary.text(keys[j + i]).size() >= 4) {
          ++best.content;
        }
      }
      if (best.words < kPassageWordsLeast) {
        ++j;
        continue;
      }
      const std::uint32_t start = best.a_begin - struck[best_residue].begin;
      for (std::uint32_t i = 0; i < best.length; ++i) is_used[best_residue][start + i] = true;
      j += best.length;
      passages.push_back(best);
    }
  }
  return passages;
}

}  // namespace penholder
