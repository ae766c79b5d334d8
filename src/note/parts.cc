#include <fmt/format.h>

#include "note/phrase.h"
#include "note/sections.h"

namespace penholder {

Html section(const std::string& id, const std::string& title, const Html& content) {
  const std::string heading = id + "-title";
  return element("section", {{"id", id}, {"aria-labelledby", heading}},
                 cat(element("h2", {{"id", heading}}, title), content));
}

Html heading3(const Html& title, const std::string& id) {
  if (id.empty()) return element("h3", title);
  return element("h3", {{"id", id}}, title);
}

Html paragraph(const Html& content) { return element("p", content); }

Html bullets(const std::vector<Html>& items) {
  Html all;
  for (const Html& item : items) all += element("li", item);
  return items.empty() ? Html() : element("ul", all);
}

Html some_of(const std::vector<Html>& items, std::size_t most) {
  // "and 1 other" would take as much room as the one itself.
  if (items.size() <= most + 1) return join_list(items);
  std::vector<Html> shown(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(most));
  shown.push_back(fmt::format("{} others", count_words(items.size() - most)));
  return join_list(shown);
}

}  // namespace penholder
