#include "chart/text_layout.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "chart/text_metrics.h"

namespace penholder {
namespace {

constexpr std::string_view kEllipsis = "\u2026";

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    if (is_space(text[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() && !is_space(text[at])) ++at;
    words.push_back(text.substr(begin, at - begin));
  }
  return words;
}

// The longest beginning of `text`, in whole code points, that is at most `width` wide.
std::string_view head_within(std::string_view text, double width, double size, bool bold) {
  std::size_t at = 0;
  double used = 0;
  while (at < text.size()) {
    const std::size_t begin = at;
    next_code_point(text, at);
    used += text_width(text.substr(begin, at - begin), size, bold);
    if (used > width) return text.substr(0, begin);
  }
  return text;
}

std::string with_ellipsis(std::string line, double width, double size, bool bold) {
  const double room = width - text_width(kEllipsis, size, bold);
  std::string cut(head_within(line, std::max(room, 0.0), size, bold));
  while (!cut.empty() && (is_space(cut.back()) || cut.back() == ',' || cut.back() == ';')) {
    cut.pop_back();
  }
  return cut + std::string(kEllipsis);
}

// Rows for flags whose sides are chosen.
std::vector<FlagPlace> raise_flags(const std::vector<Flag>& flags, const std::vector<char>& left) {
  constexpr double kApart = 8;
  const auto begin = [&](std::size_t i) {
    return left[i] != 0 ? flags[i].x - flags[i].width : flags[i].x;
  };
  const auto runs_through = [&](std::size_t staff, std::size_t text) {
    return flags[staff].x > begin(text) - 2 && flags[staff].x < begin(text) + flags[text].width + 2;
  };
  // Outermost first on either side: what comes later rises above it.
  std::vector<std::size_t> order(flags.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    if (left[a] != left[b]) return left[a] == 0;
    return left[a] != 0 ? flags[a].x < flags[b].x : flags[a].x > flags[b].x;
  });
  std::vector<FlagPlace> places(flags.size());
  std::vector<std::size_t> done;
  for (const std::size_t i : order) {
    const auto is_free = [&](std::size_t row) {
      return std::ranges::all_of(done, [&](std::size_t j) {
        if (places[j].row == row) {
          return begin(i) > begin(j) + flags[j].width + kApart ||
                 begin(j) > begin(i) + flags[i].width + kApart;
        }
        return places[j].row > row ? !runs_through(j, i) : !runs_through(i, j);
      });
    };
    std::size_t row = 0;
    while (row < done.size() && !is_free(row)) ++row;
    places[i] = {row, left[i] != 0};  // at worst a row of its own above all others
    done.push_back(i);
  }
  return places;
}

// Staffs that run through the text of another flag.
std::size_t crossings(const std::vector<Flag>& flags, const std::vector<FlagPlace>& places) {
  std::size_t count = 0;
  for (std::size_t staff = 0; staff < flags.size(); ++staff) {
    for (std::size_t text = 0; text < flags.size(); ++text) {
      if (places[staff].row <= places[text].row) continue;
      const double begin = flags[text].x - (places[text].left ? flags[text].width : 0);
      if (flags[staff].x > begin - 2 && flags[staff].x < begin + flags[text].width + 2) ++count;
    }
  }
  return count;
}

}  // namespace

std::vector<std::string> wrap_text(std::string_view text, double width, double size,
                                   std::size_t lines_max, bool bold) {
  std::vector<std::string> lines;
  if (lines_max == 0) return lines;
  std::string line;
  bool cut = false;
  const auto flush = [&] {
    if (!line.empty()) lines.push_back(std::exchange(line, {}));
  };
  for (std::string_view word : words_of(text)) {
    if (lines.size() > lines_max) break;  // enough to know that it does not fit
    std::string longer = line.empty() ? std::string(word) : line + " " + std::string(word);
    if (text_width(longer, size, bold) <= width) {
      line = std::move(longer);
      continue;
    }
    flush();
    while (text_width(word, size, bold) > width && lines.size() <= lines_max) {
      std::string_view head = head_within(word, width, size, bold);
      if (head.empty()) {  // not even one letter fits: take it all the same, to come to an end
        std::size_t one = 0;
        next_code_point(word, one);
        head = word.substr(0, one);
      }
      lines.emplace_back(head);
      word.remove_prefix(head.size());
    }
    line = std::string(word);
  }
  flush();
  if (lines.size() > lines_max) {
    cut = true;
    lines.resize(lines_max);
  }
  if (cut) lines.back() = with_ellipsis(std::move(lines.back()), width, size, bold);
  return lines;
}

std::string fit_text(std::string_view text, double width, double size, bool bold) {
  std::vector<std::string> lines = wrap_text(text, width, size, 1, bold);
  return lines.empty() ? std::string() : std::move(lines.front());
}

std::vector<double> spread_labels(const std::vector<double>& centres, double gap, double low,
                                  double high) {
  const std::size_t n = centres.size();
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return centres[i]; });
  std::vector<double> placed(n);
  const double needed = n == 0 ? 0 : gap * static_cast<double>(n - 1);
  if (needed > high - low) {
    const double step = n > 1 ? (high - low) / static_cast<double>(n - 1) : 0;
    for (std::size_t i = 0; i < n; ++i) placed[order[i]] = low + step * static_cast<double>(i);
    return placed;
  }
  // Groups of labels that touch are centred on the mean of what they want (pool adjacent
  // violators).
  struct Group {
    double wanted;  // sum of (centre - offset within the group)
    std::size_t size;
  };
  std::vector<Group> groups;
  const auto start = [&](const Group& g) {
    const double length = gap * static_cast<double>(g.size - 1);
    return std::clamp(g.wanted / static_cast<double>(g.size), low, std::max(low, high - length));
  };
  for (const std::size_t i : order) {
    groups.push_back({centres[i], 1});
    while (groups.size() > 1) {
      const Group& last = groups.back();
      const Group& before = groups[groups.size() - 2];
      const double shift = gap * static_cast<double>(before.size);
      if (start(before) + shift <= start(last)) break;
      const Group merged{before.wanted + last.wanted - shift * static_cast<double>(last.size),
                         before.size + last.size};
      groups.resize(groups.size() - 2);
      groups.push_back(merged);
    }
  }
  std::size_t next = 0;
  for (const Group& group : groups) {
    for (std::size_t k = 0; k < group.size; ++k) {
      placed[order[next++]] = start(group) + gap * static_cast<double>(k);
    }
  }
  return placed;
}

std::vector<FlagPlace> place_flags(const std::vector<Flag>& flags, double low, double high) {
  const std::size_t n = flags.size();
  // The first `split` flags from the left fly to the left, the others to the right: a tent where
  // that works, else a staircase. Fewest staffs through texts first, then fewest rows.
  std::vector<std::size_t> by_x(n);
  std::iota(by_x.begin(), by_x.end(), std::size_t{0});
  std::ranges::stable_sort(by_x, {}, [&](std::size_t i) { return flags[i].x; });
  std::vector<FlagPlace> best;
  std::pair fewest{n * n + 1, n + 1};
  for (std::size_t split = 0; split <= n; ++split) {
    std::vector<char> left(n, 0);
    for (std::size_t k = 0; k < n; ++k) {
      const Flag& flag = flags[by_x[k]];
      const bool fits_left = flag.x - flag.width >= low;
      const bool fits_right = flag.x + flag.width <= high;
      left[by_x[k]] = k < split ? fits_left || !fits_right : fits_left && !fits_right;
    }
    std::vector<FlagPlace> places = raise_flags(flags, left);
    std::size_t rows = 0;
    for (const FlagPlace& place : places) rows = std::max(rows, place.row + 1);
    const std::pair found{crossings(flags, places), rows};
    if (found < fewest) {
      fewest = found;
      best = std::move(places);
    }
  }
  return best;
}

}  // namespace penholder
