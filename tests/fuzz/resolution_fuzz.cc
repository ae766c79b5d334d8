// libFuzzer: any bytes as a resolution. What must hold whatever comes: no crash, spans inside the
// bytes, locators that find their own paragraph.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "resolution/read_resolution.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace penholder;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const ResolutionRead read = read_resolution(bytes, FileId{0});
  walk(read.resolution.operative, [&](const Paragraph& paragraph, int) {
    if (paragraph.span.is_known() &&
        (paragraph.span.begin > paragraph.span.end || paragraph.span.end > size)) {
      std::abort();
    }
    for (const TextRange range : paragraph.italics) {
      if (range.begin > range.end || range.end > paragraph.text.size()) std::abort();
    }
    if (find_paragraph(read.resolution, paragraph.locator) != &paragraph) std::abort();
  });
  if (!read.usable && !read.diagnostics.has_errors()) std::abort();
  return 0;
}
