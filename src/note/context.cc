// What the case is about: its own sourced statements.

#include "note/sections.h"

namespace penholder {

Html write_context(const Refs& refs) {
  const Case& c = refs.base();
  Html content;
  if (!c.summary.empty()) content += paragraph(c.summary);
  for (const ContextItem& item : c.context) {
    content += paragraph(cat(item.text, refs.cited_in_brackets(item.cites)));
  }
  if (content.empty()) content = paragraph("The case gives no context.");
  return section("context", "Context", content);
}

}  // namespace penholder
