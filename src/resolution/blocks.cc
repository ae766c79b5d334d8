#include "resolution/blocks.h"

namespace penholder {
namespace {

// Bytes of the white space at the start of `text`; 0 for anything else. Some files have narrow and
// thin spaces (U+2000 to U+200B, U+202F, U+205F) between any two words.
std::size_t space_length(std::string_view text) {
  const char c = text.front();
  if (c == ' ' || c == '\t' || c == '\n' || c == '\r') return 1;
  if (text.starts_with("\xC2\xA0")) return 2;
  if (text.size() < 3) return 0;
  const auto third = static_cast<unsigned char>(text[2]);
  const bool is_space =
      (text.starts_with("\xE2\x80") && ((third >= 0x80 && third <= 0x8B) || third == 0xAF)) ||
      text.starts_with("\xE2\x81\x9F") || text.starts_with("\xEF\xBB\xBF");
  return is_space ? 3 : 0;
}

}  // namespace

void TextJoiner::append(std::string_view piece) {
  while (!piece.empty()) {
    if (const std::size_t space = space_length(piece); space > 0) {
      pending_ = true;
      piece.remove_prefix(space);
      continue;
    }
    if (pending_ && !text_.empty()) text_ += ' ';
    pending_ = false;
    text_ += piece.front();
    piece.remove_prefix(1);
  }
}

}  // namespace penholder
