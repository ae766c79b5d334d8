#pragma once
// Shannon entropy of ranks and of whole orders, in bits: how undecided a ranking is.
//
// Of an alternative: minus the sum of b_r log2 b_r over its rank acceptabilities. Of the ranking:
// the same over the shares of all orders of the alternatives that occur; for two alternatives both
// are the same number. Source: Shannon 1948; as a figure of SMAA, R package `smaa` (van
// Valkenhoef), `smaa.entropy.ranking`, whose published value for its example our test meets.
//
// A share estimated from n draws has noise, and noise looks like structure: the entropy of a sample
// is on average too small, by about (k - 1) / (2 n ln 2) bits for k outcomes (Miller 1955). That is
// not added to the figure, but is part of its error.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace penholder {

struct Entropy {
  double bits = 0.0;
  double error = 0.0;  ///< standard error, and the bias with it
};

/// Of `shares` (non-negative; they are taken as parts of their sum; all zero gives 0), estimated
/// from `draws` independent draws.
Entropy entropy_of(std::span<const double> shares, double draws);

struct OrderEntropy {
  double bits = 0.0;
  double error = 0.0;
  std::size_t orders = 0;  ///< different ones that occurred
  /// Estimated chance that another draw has an order that occurred already: 1 minus the share of
  /// orders seen once (Good 1953, Biometrika 40). Where it is low, the entropy is a lower bound
  /// that grows with the number of draws.
  double coverage = 1.0;
};

/// Draws that count equally, and for how much together.
struct OrderGroup {
  std::span<const std::uint64_t> orders;  ///< one number for each draw (smaa.h)
  double weight = 1.0;
  double effective = 0.0;  ///< independent draws that they are worth
};

/// Cost: O(draws log draws).
OrderEntropy order_entropy(std::span<const OrderGroup> groups);

}  // namespace penholder
