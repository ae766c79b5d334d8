#include "stress/figures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include "base/text.h"

namespace penholder {

int decimals_for(double standard_error) {
  if (!(standard_error > 0.0)) return 4;
  return std::clamp(static_cast<int>(std::ceil(-std::log10(standard_error))), 0, 4);
}

double rounded(double value, int decimals) {
  double scale = 1.0;
  for (int i = 0; i < decimals; ++i) scale *= 10.0;
  const double result = std::round(value * scale) / scale;
  return result == 0.0 ? 0.0 : result;
}

int share_decimals(std::size_t replications) { return replications < 10'000 ? 2 : 3; }

nlohmann::ordered_json to_json(const Measured& measured) {
  const int decimals = decimals_for(measured.standard_error);
  return {{"mean", rounded(measured.mean, decimals)},
          {"standard_error", rounded(measured.standard_error, std::min(decimals + 1, 5))}};
}

nlohmann::ordered_json to_json(const Spread& spread, int decimals) {
  return {{"p5", rounded(spread.p5, decimals)},
          {"p10", rounded(spread.p10, decimals)},
          {"p50", rounded(spread.p50, decimals)},
          {"p90", rounded(spread.p90, decimals)},
          {"p95", rounded(spread.p95, decimals)}};
}

const char* to_word(Basis::Kind kind) {
  switch (kind) {
    case Basis::Kind::Cited:
      return "cited";
    case Basis::Kind::Judgement:
      return "judgement";
    case Basis::Kind::Unknown:
      return "unknown";
  }
  return "unknown";
}

std::string chance_in_words(double share) {
  if (share <= 0.0) return "never";
  if (share >= 1.0) return "always";
  if (share < 0.01) return "fewer than 1 in 100";
  if (share > 0.99) return "more than 99 in 100";
  if (share < 0.035 || share > 0.965) {
    return fmt::format("about {} in 100", std::lround(100.0 * share));
  }
  struct Part {
    int of;
    int whole;
  };
  // The nearest of the fractions that people use.
  constexpr std::array<Part, 15> kParts{{{1, 20},
                                         {1, 10},
                                         {3, 20},
                                         {1, 5},
                                         {1, 4},
                                         {3, 10},
                                         {1, 3},
                                         {4, 10},
                                         {1, 2},
                                         {6, 10},
                                         {2, 3},
                                         {7, 10},
                                         {3, 4},
                                         {8, 10},
                                         {9, 10}}};
  Part best{19, 20};
  for (const Part& part : kParts) {
    const auto away = [&](const Part& p) {
      return std::abs(static_cast<double>(p.of) / p.whole - share);
    };
    if (away(part) < away(best)) best = part;
  }
  return fmt::format("about {} in {}", best.of, best.whole);
}

std::string figure_in_words(const Measured& measured, int decimals_max) {
  const int decimals = std::min(decimals_for(measured.standard_error), decimals_max);
  return format_number(measured.mean, decimals);
}

}  // namespace penholder
