#pragma once
// The door of the room: bytes in, a resolution and everything that is wrong with it out. No input
// or output of its own, and nothing in the bytes can make it open a file or a socket.

#include <optional>
#include <string_view>

#include "base/diagnostic.h"
#include "base/source_text.h"
#include "resolution/resolution.h"

namespace penholder {

/// Ten times the longest resolution since 2000 (0.8 MB).
inline constexpr std::size_t kResolutionBytesMost = std::size_t{8} << 20;

struct ResolutionRead {
  Resolution resolution;
  Diagnostics diagnostics;
  /// Something was read; else a diagnostic of severity Error says why not.
  bool usable = false;
};

/// Reads AKN4UN XML (when the first character is `<`) or plain text as pasted.
///
///   bytes  any; more than kResolutionBytesMost are refused unread
///   file   how spans refer to the bytes
///   cost   linear in the bytes; memory a small multiple of them
ResolutionRead read_resolution(std::string_view bytes, FileId file);

/// Brings `S/RES/2531(2020)`, `resolution 2531 (2020)`, `2531` to `S/RES/2531 (2020)`, as far as
/// they go: without a year the result has none. Empty for anything else.
std::string normal_symbol(std::string_view text);

}  // namespace penholder
