// libFuzzer: any two texts, parted by the first byte 0x1E (record separator). What must hold
// whatever comes: no crash, and pieces that cover both texts.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "redline/redline.h"
#include "redline/redline_render.h"
#include "resolution/read_resolution.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace penholder;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t part = std::min(bytes.find('\x1E'), bytes.size());
  const ResolutionRead from = read_resolution(bytes.substr(0, part), FileId{0});
  const ResolutionRead to =
      read_resolution(bytes.substr(std::min(part + 1, bytes.size())), FileId{1});
  const Redline redline = make_redline(from.resolution, to.resolution);
  for (const RedlineRow& row : redline.rows) {
    std::size_t old_end = 0;
    std::size_t new_end = 0;
    for (const TextPiece& piece : row.pieces) {
      if (piece.kind != PieceKind::Put) {
        if (piece.from.begin != old_end) std::abort();
        old_end = piece.from.end;
      }
      if (piece.kind != PieceKind::Cut) {
        if (piece.to.begin != new_end) std::abort();
        new_end = piece.to.end;
      }
    }
    if (!row.pieces.empty() && row.from && old_end != row.from->text.size()) std::abort();
    if (!row.pieces.empty() && row.to && new_end != row.to->text.size()) std::abort();
  }
  if (redline_text(redline, {}).empty() || redline_json(redline).empty() ||
      redline_html(redline, "fuzz").empty()) {
    std::abort();
  }
  return 0;
}
