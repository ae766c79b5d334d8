#include <fmt/format.h>

#include "note/findings.h"
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

Html who_wants(const Refs& refs, const BorderlineTask& task, std::size_t most, bool in_short) {
  const RobustPlan& robust = *refs.in().robust;
  if (robust.views.size() < 2) return {};
  const Wanting found = wanting(task);
  Html text;
  const auto add = [&](const std::string& how, const std::vector<std::size_t>& views) {
    if (views.empty()) return;
    std::vector<Html> names;
    for (const std::size_t v : views) {
      names.push_back(robust.views[v] ? refs.view(*robust.views[v]) : Html("all weights"));
    }
    text += cat("; ", how,
                views.size() == robust.views.size() ? Html("every view") : some_of(names, most));
  };
  add(in_short ? "in under " : "mostly in under ", found.in);
  add(in_short ? "out under " : "mostly out under ", found.out);
  const bool is_all = found.divided.size() == robust.views.size();
  if (!in_short || is_all) add("divided within ", found.divided);
  return text;
}

Html some_of(const std::vector<Html>& items, std::size_t most) {
  // "and 1 other" would take as much room as the one itself.
  if (items.size() <= most + 1) return join_list(items);
  std::vector<Html> shown(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(most));
  shown.push_back(fmt::format("{} others", count_words(items.size() - most)));
  return join_list(shown);
}

}  // namespace penholder
