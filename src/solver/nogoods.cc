#include "solver/nogoods.h"

#include <algorithm>

namespace penholder::solver {

void Nogoods::grow() { watches_.resize(2 * domains_.variables()); }

NogoodRef Nogoods::store(std::span<const Literal> literals, bool is_learned, std::uint32_t glue) {
  const NogoodRef ref = static_cast<NogoodRef>(nogoods_.size());
  nogoods_.push_back({.begin = static_cast<std::uint32_t>(literals_.size()),
                      .size = static_cast<std::uint32_t>(literals.size()),
                      .glue = glue,
                      .is_learned = is_learned,
                      .activity = increment_});
  literals_.insert(literals_.end(), literals.begin(), literals.end());
  watch(literals[0], ref, literals[1]);
  watch(literals[1], ref, literals[0]);
  return ref;
}

bool Nogoods::add_permanent(std::vector<Literal> literals) {
  CHECK(domains_.level() == 0);
  std::ranges::sort(literals, [](Literal a, Literal b) {
    return a.side != b.side ? a.side < b.side : a.bound > b.bound;
  });
  std::vector<Literal> kept;
  for (const Literal l : literals) {
    if (domains_.holds(l)) continue;
    if (domains_.fails(l)) return true;
    if (!kept.empty() && kept.back().side == l.side) continue;  // the stronger one is there
    if (!kept.empty() && kept.back().side == opposite(l.side) && kept.back().bound + l.bound > 0) {
      return true;  // the two cannot hold together anyway
    }
    kept.push_back(l);
  }
  if (kept.empty()) return domains_.fail({});
  if (kept.size() == 1) return domains_.make_true(negation(kept[0]), Reason{});
  store(kept, false, 0);
  return true;
}

NogoodRef Nogoods::learn(std::span<const Literal> literals, std::uint32_t glue) {
  ++learned_;
  return store(literals, true, glue);
}

bool Nogoods::conclude(NogoodRef ref) {
  const std::span<const Literal> l = literals(ref);
  if (!domains_.make_true(negation(l[0]),
                          Reason{.kind = Reason::Kind::Nogood, .size = 0, .ref = ref})) {
    return false;
  }
  // "absent or bound" is false: so it is present.
  const Literal presence = domains_.presence(var_of(l[0].side));
  return domains_.holds(presence) || domains_.make_true(presence, l.subspan(1));
}

std::vector<Nogoods::Watch>& Nogoods::bucket_of(Literal literal) {
  std::vector<Bucket>& buckets = watches_[literal.side];
  auto at = std::ranges::lower_bound(buckets, literal.bound, {}, &Bucket::bound);
  if (at == buckets.end() || at->bound != literal.bound) {
    at = buckets.insert(at, Bucket{.bound = literal.bound, .watches = {}});
  }
  return at->watches;
}

bool Nogoods::on_change(const Change& change) {
  // A nogood names a side once: so nothing is added here to the buckets of this side.
  std::vector<Bucket>& buckets = watches_[change.side];
  auto at = std::ranges::upper_bound(buckets, change.before, {}, &Bucket::bound);
  for (; at != buckets.end() && at->bound <= change.after; ++at) {
    if (!visit({.side = change.side, .bound = at->bound}, at->watches)) return false;
  }
  return true;
}

bool Nogoods::visit(Literal watched, std::vector<Watch>& list) {
  visits_ += list.size() / 4;
  std::size_t kept = 0;
  bool is_sound = true;
  for (std::size_t i = 0; i < list.size() && is_sound; ++i) {
    const Watch w = list[i];
    if (domains_.fails_surely(w.blocker)) {
      list[kept++] = w;
      continue;
    }
    ++visits_;
    const Nogood& nogood = nogoods_[w.ref];
    Literal* const l = literals_.data() + nogood.begin;
    if (l[0] == watched) std::swap(l[0], l[1]);
    if (domains_.fails_surely(l[0])) {
      list[kept++] = {.ref = w.ref, .blocker = l[0]};
      continue;
    }
    bool is_moved = false;
    for (std::uint32_t k = 2; k < nogood.size; ++k) {
      if (domains_.holds(l[k])) continue;
      std::swap(l[1], l[k]);
      watch(l[1], w.ref, l[0]);
      is_moved = true;
      break;
    }
    if (is_moved) continue;
    list[kept++] = w;
    if (domains_.holds(l[0])) {
      is_sound = domains_.fail({l, nogood.size});
    } else {
      is_sound = domains_.make_true(negation(l[0]),
                                    Reason{.kind = Reason::Kind::Nogood, .size = 0, .ref = w.ref});
    }
    if (!is_sound) {
      for (std::size_t rest = i + 1; rest < list.size(); ++rest) list[kept++] = list[rest];
    }
  }
  list.resize(kept);
  return is_sound;
}

void Nogoods::bump(NogoodRef ref) {
  Nogood& nogood = nogoods_[ref];
  nogood.activity += increment_;
  if (nogood.activity > 1e100) {
    for (Nogood& each : nogoods_) each.activity *= 1e-100;
    increment_ *= 1e-100;
  }
}

void Nogoods::reduce() {
  CHECK(domains_.level() == 0);
  std::vector<NogoodRef> candidates;
  for (NogoodRef ref = 0; ref < nogoods_.size(); ++ref) {
    if (nogoods_[ref].is_learned && nogoods_[ref].glue > 2) candidates.push_back(ref);
  }
  std::ranges::sort(candidates, [&](NogoodRef a, NogoodRef b) {
    const Nogood& x = nogoods_[a];
    const Nogood& y = nogoods_[b];
    if (x.glue != y.glue && (x.glue <= 6 || y.glue <= 6)) return x.glue < y.glue;
    if (x.activity != y.activity) return x.activity > y.activity;
    return a > b;
  });
  std::vector<std::uint8_t> is_dead(nogoods_.size(), 0);
  for (std::size_t i = candidates.size() / 2; i < candidates.size(); ++i) {
    is_dead[candidates[i]] = 1;
  }
  std::vector<Nogood> old_nogoods;
  std::vector<Literal> old_literals;
  old_nogoods.swap(nogoods_);
  old_literals.swap(literals_);
  for (auto& list : watches_) list.clear();
  learned_ = 0;
  for (NogoodRef ref = 0; ref < old_nogoods.size(); ++ref) {
    if (is_dead[ref] != 0) continue;
    const Nogood& nogood = old_nogoods[ref];
    std::vector<Literal> literals;
    bool is_void = false;
    for (std::uint32_t k = 0; k < nogood.size; ++k) {
      const Literal l = old_literals[nogood.begin + k];
      if (domains_.fails(l)) is_void = true;
      if (!domains_.holds(l)) literals.push_back(l);
    }
    if (is_void || literals.size() < 2) continue;  // facts of the root carry them already
    const double activity = nogood.activity;
    store(literals, nogood.is_learned, nogood.glue);
    nogoods_.back().activity = activity;
    if (nogood.is_learned) ++learned_;
  }
}

}  // namespace penholder::solver
