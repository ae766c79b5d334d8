#pragma once
// Colours and type of all pictures: one style sheet, steered by custom properties of the page.
// docs/charts.md lists the properties. No mark is told apart by its colour alone.

#include <span>
#include <string>
#include <string_view>

namespace penholder {

/// Where the colours come from.
enum class Theme {
  Page,   ///< the page's custom properties `--chart-ink` ..., each with its light value as fallback
  Light,  ///< literal light values: for programs that do not know custom properties
  Dark,   ///< literal dark values
};

/// One colour role.
struct ChartColour {
  std::string_view property;  ///< `--chart-ink`
  std::string_view light;     ///< `#1c1c1a`; also what print uses
  std::string_view dark;
  std::string_view use;  ///< in words, for docs
};

/// All roles; the first is the ground on which the others stand.
std::span<const ChartColour> chart_colours();

/// Style sheet of the pictures' classes; every selector begins with `.pc`. For a `<style>` element.
std::string chart_style(Theme theme);

/// `:root` rules that define the custom properties: light, dark by the reader's system setting,
/// light again in print. For the page's `<style>`; a page with its own theme switch writes its own.
std::string chart_properties_css();

/// WCAG 2.2 contrast ratio (1..21) of two `#rrggbb` colours. Both must be well-formed (checked).
double contrast_ratio(std::string_view a, std::string_view b);

}  // namespace penholder
