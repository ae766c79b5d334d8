#include "instance/model_places.h"

#include <charconv>
#include <optional>

namespace penholder::instance {
namespace {

/// The number behind `words`, when the text begins with both; both are taken off.
std::optional<std::size_t> take_number(std::string_view& text, std::string_view words) {
  if (!text.starts_with(words)) return std::nullopt;
  std::size_t number = 0;
  const char* begin = text.data() + words.size();
  const auto [rest, fault] = std::from_chars(begin, text.data() + text.size(), number);
  if (fault != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
  return number;
}

const Span* at(const std::vector<Span>& places, std::size_t index) {
  return index < places.size() ? &places[index] : nullptr;
}

}  // namespace

const Span* ModelPlaces::find(std::string_view defect) const {
  if (const auto task = take_number(defect, "task ")) {
    const auto mode = take_number(defect, ", mode ");
    if (!mode || *task >= first_mode.size()) return at(tasks, *task);
    return at(modes, first_mode[*task] + *mode);
  }
  if (const auto index = take_number(defect, "resource ")) return at(resources, *index);
  if (const auto index = take_number(defect, "budget ")) return at(budgets, *index);
  if (const auto index = take_number(defect, "lag ")) return at(lags, *index);
  if (const auto index = take_number(defect, "group ")) return at(groups, *index);
  if (const auto index = take_number(defect, "objective ")) return at(objectives, *index);
  return nullptr;
}

}  // namespace penholder::instance
