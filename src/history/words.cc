// Words on the life of a task, shared by all forms.

#include <fmt/format.h>

#include "base/text.h"
#include "history/history_render.h"
#include "redline/redline_render.h"

namespace penholder {

std::string short_symbol(const TextMeasure& measure) {
  constexpr std::string_view kStart = "S/RES/";
  std::string_view symbol = measure.symbol;
  if (symbol.starts_with(kStart)) symbol.remove_prefix(kStart.size());
  symbol = symbol.substr(0, symbol.find(' '));
  return symbol.empty() ? "?" : std::string(symbol);
}

std::string year_of(const TextMeasure& measure) {
  return measure.date ? std::to_string(measure.date->year()) : "?";
}

std::string span_of(const TaskLine& task, const History& history) {
  const std::string& first = history.mandates[task.first].measure.symbol;
  if (!task.end) return fmt::format("since {}", first);
  const std::string& last = history.mandates[task.last].measure.symbol;
  return task.first == task.last ? fmt::format("only {}", first)
                                 : fmt::format("{} to {}", first, last);
}

std::string end_of(const TaskLine& task, const History& history) {
  if (!task.end) return {};
  std::string where;
  for (std::size_t i = task.last + 1; i < history.mandates.size(); ++i) {
    if (history.mandates[i].measure.tasks() == 0) continue;
    where = history.mandates[i].measure.symbol;
    break;
  }
  std::vector<std::string> into;
  for (const std::string& locator : task.end->into) into.push_back(shown_locator(locator));
  if (into.size() > 4) {
    const std::size_t more = into.size() - 3;
    into.resize(3);
    into.push_back(fmt::format("{} more", more));
  }
  if (task.end->is_merged) return fmt::format("merged into {} of {}", join_words(into), where);
  if (task.end->is_detailed) return fmt::format("became {} of {}", join_words(into), where);
  if (!into.empty()) return fmt::format("no task any more in {} of {}", join_words(into), where);
  return fmt::format("dropped in {}", where);
}

}  // namespace penholder
