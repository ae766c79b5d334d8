#pragma once
// A page of plain text for a terminal, built from the top down.

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "base/columns.h"

namespace penholder {

/// Headings, paragraphs and items on a page of fixed width.
class TextPage {
 public:
  TextPage(int width, bool colour)
      : width_(static_cast<std::size_t>(std::clamp(width, 72, 200))), colour_(colour) {}

  void heading(std::string_view words) {
    if (!text_.empty()) text_ += '\n';
    const std::string line = wrapped(without_controls(words), width_);
    text_ += colour_ ? fmt::format("\x1b[1m{}\x1b[0m\n", line.substr(0, line.size() - 1)) : line;
  }
  void paragraph(std::string_view words) { text_ += wrapped(without_controls(words), width_); }
  void item(std::string_view words) {
    text_ += "  - ";
    text_ += wrapped(without_controls(words), width_ - 4, 4);
  }
  void line(std::string_view words) {
    text_ += words;
    while (text_.ends_with(' ')) text_.pop_back();
    text_ += '\n';
  }
  [[nodiscard]] std::size_t width() const { return width_; }
  std::string take() { return std::move(text_); }

 private:
  std::size_t width_;
  bool colour_;
  std::string text_;
};

}  // namespace penholder
