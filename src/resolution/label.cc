#include "resolution/label.h"

#include <algorithm>
#include <array>

namespace penholder {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

constexpr std::array<std::string_view, 7> kDashes = {"–", "—", "-", "•", "·", "‒", "*"};

bool is_dash(std::string_view label) { return std::ranges::find(kDashes, label) != kDashes.end(); }

std::string lowered(std::string_view text) {
  std::string low(text);
  for (char& c : low) {
    if (is_capital(c)) c = static_cast<char>(c - 'A' + 'a');
  }
  return low;
}

// a -> 1, z -> 26, aa -> 27: how lists go on after z.
int alpha_value(std::string_view small) {
  if (small.size() == 1) return small[0] - 'a' + 1;
  if (small.size() == 2 && small[0] == small[1]) return 26 + (small[0] - 'a') + 1;
  return 0;
}

}  // namespace

int roman_value(std::string_view small) {
  const auto digit = [](char c) {
    switch (c) {
      case 'i':
        return 1;
      case 'v':
        return 5;
      case 'x':
        return 10;
      case 'l':
        return 50;
      case 'c':
        return 100;
      default:
        return 0;
    }
  };
  int sum = 0;
  for (std::size_t i = 0; i < small.size(); ++i) {
    const int value = digit(small[i]);
    if (value == 0) return 0;
    sum += i + 1 < small.size() && value < digit(small[i + 1]) ? -value : value;
  }
  // Only the canonical spelling counts, so that `ivi` or `iiii` is no number.
  std::string spelt;
  constexpr std::array<std::pair<int, std::string_view>, 9> kSteps = {{{100, "c"},
                                                                       {90, "xc"},
                                                                       {50, "l"},
                                                                       {40, "xl"},
                                                                       {10, "x"},
                                                                       {9, "ix"},
                                                                       {5, "v"},
                                                                       {4, "iv"},
                                                                       {1, "i"}}};
  int rest = sum > 0 && sum < 400 ? sum : 0;
  for (const auto& [value, letters] : kSteps) {
    for (; rest >= value; rest -= value) spelt += letters;
  }
  return spelt == small ? sum : 0;
}

std::vector<LabelReading> read_label(std::string_view label) {
  while (!label.empty() && label.front() == ' ') label.remove_prefix(1);
  while (!label.empty() && label.back() == ' ') label.remove_suffix(1);
  if (is_dash(label)) return {{.style = LabelStyle::Dash, .ordinal = 0, .key = {}}};
  const bool opened = label.starts_with('(');
  std::string_view core = label;
  if (opened) core.remove_prefix(1);
  const bool closed = core.ends_with(')');
  const bool dotted = core.ends_with('.');
  if (closed || dotted) core.remove_suffix(1);
  std::vector<LabelReading> readings;
  if (core.empty() || core.size() > 8 || (opened && !closed)) {
    readings.push_back({});
    return readings;
  }
  if (std::ranges::all_of(core, is_digit) && core.size() <= 4) {
    const int value = std::stoi(std::string(core));
    readings.push_back({.style = closed ? LabelStyle::DecimalParen : LabelStyle::Decimal,
                        .ordinal = value,
                        .key = std::to_string(value)});
  } else if (std::ranges::all_of(core, is_small) && (closed || dotted)) {
    if (const int value = alpha_value(core); value > 0) {
      readings.push_back({.style = closed ? LabelStyle::Alpha : LabelStyle::AlphaDot,
                          .ordinal = value,
                          .key = std::string(core)});
    }
    if (const int value = roman_value(core); value > 0) {
      readings.push_back({.style = closed ? LabelStyle::Roman : LabelStyle::RomanDot,
                          .ordinal = value,
                          .key = std::string(core)});
    }
  } else if (std::ranges::all_of(core, is_capital)) {
    const std::string small = lowered(core);
    if (const int value = alpha_value(small); value > 0) {
      readings.push_back(
          {.style = LabelStyle::UpperAlpha, .ordinal = value, .key = std::string(core)});
    }
    if (const int value = roman_value(small); value > 0) {
      readings.push_back(
          {.style = LabelStyle::UpperRoman, .ordinal = value, .key = std::string(core)});
    }
  }
  if (readings.empty()) readings.push_back({});
  return readings;
}

std::size_t leading_label(std::string_view line) {
  std::size_t end = 0;
  for (const std::string_view dash : kDashes) {
    if (line.starts_with(dash)) end = std::max(end, dash.size());
  }
  if (end == 0) {
    std::size_t at = line.starts_with('(') ? 1 : 0;
    const bool opened = at == 1;
    const std::size_t first = at;
    const auto run = [&](auto is_kind, std::size_t most) {
      while (at < line.size() && at - first < most && is_kind(line[at])) ++at;
    };
    if (at < line.size() && is_digit(line[at])) {
      run(is_digit, 3);
    } else {
      run(is_small, 6);
    }
    if (at == first || at >= line.size()) return 0;
    if (line[at] != ')' && (opened || line[at] != '.')) return 0;
    end = at + 1;
    if (read_label(line.substr(0, end)).front().style == LabelStyle::Bare) return 0;
  }
  std::size_t spaces = end;
  while (spaces < line.size() && (line[spaces] == ' ' || line[spaces] == '\t')) ++spaces;
  return spaces > end ? spaces : 0;  // `4.5 per cent` and `a.m.` are no labels
}

}  // namespace penholder
