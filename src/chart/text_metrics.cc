#include "chart/text_metrics.h"

#include <array>

#include "base/check.h"

namespace penholder {
namespace {

// From U+0020 to U+007E.
constexpr std::array<short, 95> kAscii = {
    286, 360, 414, 754, 572, 855, 702, 247, 351, 351, 450, 754, 286, 325, 286, 303, 572, 572, 572,
    572, 572, 572, 572, 572, 572, 572, 303, 303, 754, 754, 754, 478, 900, 615, 617, 628, 693, 568,
    518, 697, 677, 265, 265, 590, 501, 776, 673, 708, 542, 708, 625, 571, 549, 659, 615, 890, 616,
    549, 616, 351, 303, 351, 754, 450, 450, 551, 571, 495, 571, 554, 316, 571, 570, 250, 250, 521,
    250, 876, 570, 550, 571, 571, 370, 469, 353, 570, 532, 736, 532, 532, 472, 572, 303, 572, 754};

constexpr double kBold = 1.14;

// Means of the same font by block, rounded up; ideographs and emoji are an em or more.
double advance(char32_t c) {
  if (c >= 0x20 && c <= 0x7E) return kAscii[c - 0x20];
  if (c < 0x20 || c == 0x200B || (c >= 0x200C && c <= 0x200F)) return 0;
  if ((c >= 0x0300 && c <= 0x036F) || (c >= 0x0591 && c <= 0x05BD) ||
      (c >= 0x064B && c <= 0x065F) || (c >= 0xFE00 && c <= 0xFE0F)) {
    return 0;  // marks that stand on the letter before
  }
  if (c >= 0x202A && c <= 0x202E) return 0;  // direction marks
  if (c >= 0x2066 && c <= 0x2069) return 0;
  if (c == 0xA0 || c == 0xB7 || c == 0x2018 || c == 0x2019) return 286;
  if (c == 0x2013) return 450;
  if (c < 0x0370) return 580;  // Latin with accents
  if (c < 0x0590) return 640;  // Greek, Cyrillic, Armenian
  if (c < 0x0900) return 620;  // Hebrew, Arabic
  if (c < 0x1100) return 800;  // scripts of India and south-east Asia
  if (c >= 0x1E00 && c < 0x2000) return 600;
  if (c >= 0x2010 && c < 0x2600) return 900;  // dashes, arrows, mathematics, shapes
  if (c < 0x2000) return 800;
  return 1050;
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
  DCHECK(at < text.size());
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  std::size_t length = 0;
  char32_t code = 0;
  char32_t least = 0;
  if (lead < 0x80) {
    ++at;
    return lead;
  }
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2, code = lead & 0x1Fu, least = 0x80;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3, code = lead & 0x0Fu, least = 0x800;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4, code = lead & 0x07u, least = 0x10000;
  }
  if (length == 0 || at + length > text.size()) {
    ++at;
    return 0xFFFD;
  }
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0u) != 0x80u) {
      ++at;
      return 0xFFFD;
    }
    code = (code << 6) | (byte(at + i) & 0x3Fu);
  }
  if (code < least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
    ++at;
    return 0xFFFD;
  }
  at += length;
  return code;
}

double text_width(std::string_view text, double size, bool bold) {
  double units = 0;
  for (std::size_t at = 0; at < text.size();) units += advance(next_code_point(text, at));
  return units / 1000 * size * (bold ? kBold : 1.0);
}

}  // namespace penholder
