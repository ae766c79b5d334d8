// libFuzzer: any bytes as an instance. What must hold whatever comes: no crash, places inside the
// bytes, a usable model is sound, an unusable one is empty and says why.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "instance/read_instance.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace penholder;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const instance::InstanceRead read = instance::read_instance(bytes, FileId{0});
  for (const Diagnostic& diagnostic : read.diagnostics.found()) {
    if (diagnostic.span.begin > diagnostic.span.end || diagnostic.span.end > size) std::abort();
    if (diagnostic.message.empty()) std::abort();
  }
  if (read.usable == read.diagnostics.has_errors()) std::abort();
  if (read.usable && !solver::defects_of(read.model).empty()) std::abort();
  if (!read.usable && !read.model.tasks.empty()) std::abort();
  return 0;
}
