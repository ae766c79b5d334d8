#pragma once
// The uncertain inputs of a case and their draws: one number in (0, 1) per input and replication,
// found by hashing (seed, replication, id of the input). Nothing is drawn in sequence, so an option
// that adds a task does not shift the luck of all the others, and designs can be compared on common
// random numbers.
//
// Source: common random numbers as in Law 2015, "Simulation Modeling and Analysis", section 11.2;
// counter-based generation as in Salmon et al. 2011 (SC'11); the mixing function is SplitMix64's
// finaliser (Steele, Lea & Flood 2014); FNV-1a for the text of the id.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "mandate/citation.h"

namespace penholder {

/// One uncertain number or event of a case.
struct Input {
  std::string id;  ///< stable: `duration/elections`, `condition/electoral-law`, `shock/strike`, ...
  std::string title;  ///< in words
  Basis basis;
  Span span;
  enum class Kind : std::uint8_t {
    Number,  ///< a quantity or a date with a range
    Event    ///< it happens or it does not
  } kind = Kind::Number;
  std::string low_label;   ///< its lowest fifth in its unit, or "does not strike"
  std::string high_label;  ///< its highest fifth, or "strikes"
  /// Unknown numbers run on a documented default, which is a judgement too.
  [[nodiscard]] bool is_judged() const { return basis.kind != Basis::Kind::Cited; }
};

/// 64-bit FNV-1a of `text`, mixed: the key of a draw. The same on every machine.
std::uint64_t stable_key(std::string_view text);

/// All draws of one replication.
class Draws {
 public:
  Draws(std::uint64_t seed, std::uint64_t replication);

  /// Uniform in (0, 1); the same for the same seed, replication and key. Cost O(1), a few
  /// nanoseconds.
  [[nodiscard]] double uniform(std::uint64_t key) const {
    return (static_cast<double>(mix(base_ + key) >> 11) + 0.5) * 0x1.0p-53;
  }

  static constexpr std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }

 private:
  std::uint64_t base_;
};

/// Standard normal quantiles of all `p` (each in (0, 1)) at once, without the polishing step of
/// base/random.h: relative error below 1.2e-9, which no simulation can see, at a tenth of the cost.
/// Source: Acklam's rational approximation.
///
///   z   as long as `p` (checked)
void normal_quantiles(std::span<const double> p, std::span<double> z);

}  // namespace penholder
