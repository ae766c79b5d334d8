#pragma once
// Fitting words into a given width, and labels beside each other. Knows text widths, no charts.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace penholder {

/// `text` on at most `lines_max` lines of at most `width` px, broken between words (within a word
/// only when it alone is too wide). What does not fit ends in an ellipsis. White space is one
/// space; an empty text gives no line.
std::vector<std::string> wrap_text(std::string_view text, double width, double size,
                                   std::size_t lines_max, bool bold = false);

/// `text` on one line.
std::string fit_text(std::string_view text, double width, double size, bool bold = false);

/// Moves the centres of labels as little as the greedy way allows so that they keep `gap` apart,
/// and stay within [low, high] when there is room for all (else they are spread evenly).
///
///   centres   where each label would like to be, any order
///   returns   where it goes, in the order given; order along the axis is kept
std::vector<double> spread_labels(const std::vector<double>& centres, double gap, double low,
                                  double high);

/// A flag on a time axis: its staff stands at `x`, its text of `width` px begins beside it.
struct Flag {
  double x = 0;
  double width = 0;
};

/// Where a flag's text goes: row 0 is nearest the axis; to the right of the staff, or to the left
/// where the right edge is too near.
struct FlagPlace {
  std::size_t row = 0;
  bool left = false;
};

/// Places flags so that no two texts of a row touch and, as far as can be, no staff runs through a
/// text: the left ones fly to the left, the others to the right, divided where that takes the
/// fewest staffs through texts and then the fewest rows. `low` and `high` bound the texts where
/// they fit at all.
///
///   cost   O(flags^3 rows): meant for some tens of flags
std::vector<FlagPlace> place_flags(const std::vector<Flag>& flags, double low, double high);

}  // namespace penholder
