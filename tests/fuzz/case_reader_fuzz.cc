// Any bytes as a case: reading must come back, keep its promises, and its diagnostics must be
// showable. A line `# === file` splits the input into the files of a directory.

#include <cstdint>
#include <string_view>

#include "../casefile/promises.h"
#include "base/diagnostic_render.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace penholder;
  if (size > 1U << 20U) return 0;
  std::string_view input(reinterpret_cast<const char*>(data), size);
  constexpr std::string_view kSplit = "# === file\n";
  SourceTexts texts;
  while (true) {
    const std::size_t at = input.find(kSplit);
    texts.add({.name = "part.yaml", .text = std::string(input.substr(0, at))});
    if (at == std::string_view::npos || texts.size() == 8) break;
    input.remove_prefix(at + kSplit.size());
  }
  const Reading reading = read_case(texts);
  if (!testing::broken_promise(texts, reading).empty()) __builtin_trap();
  const auto sorted = reading.diagnostics.sorted();
  if (render_text(texts, sorted, true).empty() || render_json(texts, sorted).empty()) {
    __builtin_trap();
  }
  return 0;
}
