#include "base/diagnostic.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace penholder {

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "error";
    case Severity::Warning:
      return "warning";
    case Severity::ToDo:
      return "to-do";
  }
  return "error";
}

void Diagnostics::add(const DiagnosticKind& kind, Span span, std::string message,
                      std::string remedy, std::vector<Label> labels) {
  items_.push_back({.kind = &kind,
                    .span = span,
                    .message = std::move(message),
                    .labels = std::move(labels),
                    .remedy = std::move(remedy)});
}

void Diagnostics::append(Diagnostics others) {
  std::ranges::move(others.items_, std::back_inserter(items_));
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  std::vector<Diagnostic> result = items_;
  const auto key = [](const Diagnostic& d) { return std::tie(d.span, d.kind->id, d.message); };
  std::ranges::stable_sort(result, {}, key);
  const auto repeats = std::ranges::unique(
      result, [&](const Diagnostic& a, const Diagnostic& b) { return key(a) == key(b); });
  result.erase(repeats.begin(), repeats.end());
  return result;
}

std::size_t Diagnostics::count(Severity severity) const {
  return static_cast<std::size_t>(std::ranges::count_if(
      items_, [&](const Diagnostic& d) { return d.kind->severity == severity; }));
}

}  // namespace penholder
