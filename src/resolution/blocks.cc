#include "resolution/blocks.h"

namespace penholder {

void TextJoiner::append(std::string_view piece) {
  for (std::size_t i = 0; i < piece.size(); ++i) {
    const char c = piece[i];
    const bool no_break = piece.substr(i).starts_with("\xC2\xA0");
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || no_break) {
      pending_ = true;
      if (no_break) ++i;
      continue;
    }
    if (pending_ && !text_.empty()) text_ += ' ';
    pending_ = false;
    text_ += c;
  }
}

}  // namespace penholder
