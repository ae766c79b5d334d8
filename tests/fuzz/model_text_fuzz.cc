// Any bytes as model text: a complaint, or a model that comes back as it was when it is written.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "instance/model_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace penholder;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Diagnostics diagnostics;
  const auto model = instance::read_model_text(text, FileId{0}, diagnostics);
  CHECK(model.has_value() == diagnostics.found().empty());
  for (const Diagnostic& diagnostic : diagnostics.found()) {
    CHECK(!diagnostic.message.empty());
    CHECK(!diagnostic.span.is_known() || diagnostic.span.end <= size);
  }
  if (!model) return 0;
  (void)solver::defects_of(*model);
  const auto again =
      instance::read_model_text(instance::write_model_text(*model), FileId{0}, diagnostics);
  CHECK(again.has_value() && *again == *model);
  return 0;
}
