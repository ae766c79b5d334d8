// libFuzzer: any words as a resolution, then its register in every form. What must hold whatever
// comes: no crash, one row for each leaf, ranges inside the text, JSON that parses, one line of CSV
// a row, and the same bytes from the same words.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "register/register.h"
#include "register/register_render.h"
#include "resolution/read_resolution.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace penholder;
  // Bare words become the text of two items, so that the rules see them without a frame.
  std::string text(reinterpret_cast<const char*>(data), size);
  if (!text.starts_with('<') && text.find("1. ") == std::string::npos) {
    for (char& c : text) {
      if (c == '\n') c = ' ';
    }
    text = "S/RES/9001 (2030)\n\n1. Decides that UNMIS shall:\n(a) " + text + ";\n(b) " + text +
           ".\n2. " + text + ";\n";
  }
  const ResolutionRead read = read_resolution(text, FileId{0});
  if (!read.usable) return 0;
  std::size_t leaves = 0;
  walk(read.resolution.operative,
       [&](const Paragraph& paragraph, int) { leaves += paragraph.is_leaf() ? 1U : 0U; });
  const Register reg = make_register(read.resolution);
  require(reg.rows.size() == leaves);
  for (const RegisterRow& row : reg.rows) {
    require(row.verb.range.begin <= row.verb.range.end);
    require(row.classes.empty() || row.list != TaskList::None);
    for (const Reference& reference : row.references) {
      require(!reference.resolved || find_paragraph(read.resolution, reference.locator) != nullptr);
    }
  }
  const std::string json = registers_json({&reg, 1}, RegisterScope::All);
  const auto parsed = nlohmann::json::parse(json, nullptr, false);
  require(!parsed.is_discarded() && parsed["registers"][0]["rows"].size() == leaves);
  require(json == registers_json({&reg, 1}, RegisterScope::All));
  const std::string csv = registers_csv({&reg, 1}, RegisterScope::All);
  std::size_t lines = 0;
  for (std::size_t at = 0; (at = csv.find("\r\n", at)) != std::string::npos; at += 2) ++lines;
  require(lines == leaves + 1);
  require(registers_html({&reg, 1}, RegisterScope::Tasks).ends_with("</html>\n"));
  require(!register_text(reg, RegisterScope::All, 80).empty());
  return 0;
}
