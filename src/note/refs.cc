#include "note/refs.h"

#include <fmt/format.h>

#include "note/cite_words.h"

namespace penholder {
namespace {

std::string_view stage_anchor(Stage stage) {
  switch (stage) {
    case Stage::Rank:
      return "#how-ranking";
    case Stage::Sequence:
      return "#how-plan";
    case Stage::Stress:
      return "#how-outlook";
    case Stage::Compare:
      return "#how-options";
  }
  return "#how";
}

}  // namespace

std::string task_anchor(TaskId id) { return fmt::format("task-{}", id.value + 1); }
std::string benchmark_anchor(BenchmarkId id) { return fmt::format("benchmark-{}", id.value + 1); }
std::string view_anchor(ViewId id) { return fmt::format("view-{}", id.value + 1); }
std::string option_anchor(OptionId id) { return fmt::format("option-{}", id.value + 1); }
std::string source_anchor(SourceId id) { return fmt::format("source-{}", id.value + 1); }
std::string number_anchor(std::size_t position) { return fmt::format("n-{}", position + 1); }
std::string number_label(std::size_t position) { return fmt::format("N{}", position + 1); }

Refs::Refs(const NoteInputs& inputs) : inputs_(inputs), numbers_(inputs.dossier) {}

Html Refs::citations(const std::vector<Citation>& cites) const {
  Html all;
  std::optional<SourceId> before;
  for (const Citation& citation : cites) {
    const Source& source = base().sources[citation.source];
    const bool is_same = before == citation.source;
    const std::string place = locator_words(citation.locator);
    const std::string words =
        is_same && !place.empty() ? place : citation_words(source, citation.locator);
    if (before) all += "; ";
    all += element("a", {{"class", "cite"}, {"href", "#" + source_anchor(citation.source)}}, words);
    before = citation.source;
  }
  return all;
}

Html Refs::cited_in_brackets(const std::vector<Citation>& cites) const {
  if (cites.empty()) return {};
  return cat(" ", element("span", {{"class", "cites"}}, cat("(", citations(cites), ")")));
}

Html Refs::mark(const Basis& basis) {
  const auto sign = [](const char* text) {
    return element("span", {{"class", "sign"}, {"aria-hidden", "true"}}, text);
  };
  switch (basis.kind) {
    case Basis::Kind::Cited:
      return {};
    case Basis::Kind::Judgement:
      return element("span", {{"class", "mark"}}, cat(sign("◇"), " judgement"));
    case Basis::Kind::Unknown:
      return element("span", {{"class", "mark"}}, cat(sign("?"), " not known"));
  }
  return {};
}

Html Refs::basis(const Basis& basis) const {
  if (basis.kind == Basis::Kind::Cited) {
    return basis.cites.empty() ? Html("cited") : citations(basis.cites);
  }
  return basis.reason.empty() ? mark(basis) : cat(mark(basis), ": ", basis.reason);
}

Html Refs::number(std::string_view key, const Html& shown) const {
  const auto at = numbers_.find(key);
  if (!at) return shown;
  const NumberEntry& entry = numbers_.entries()[*at];
  Html all = element("a", {{"class", "fig"}, {"href", "#" + number_anchor(*at)}}, shown);
  const Html sign = mark(entry.basis);
  if (!sign.empty()) all += cat(" ", sign);
  return all;
}

Html Refs::linked(std::string_view key, const Span& span, const Html& what) const {
  auto at = numbers_.find(span);
  if (!at) at = numbers_.find(key);
  return at ? element("a", {{"class", "fig"}, {"href", "#" + number_anchor(*at)}}, what) : what;
}

Html Refs::driver(std::string_view key, const Span& span, const Basis& basis,
                  const Html& what) const {
  const Html sign = mark(basis);
  return sign.empty() ? linked(key, span, what) : cat(linked(key, span, what), " ", sign);
}

Html Refs::figure(Stage stage, const Html& shown) {
  return element("a", {{"class", "fig"}, {"href", std::string(stage_anchor(stage))}}, shown);
}

Html Refs::task(TaskId id) const {
  return element("a", {{"class", "ref"}, {"href", "#" + task_anchor(id)}}, base().tasks[id].title);
}

Html Refs::benchmark(BenchmarkId id) const {
  return element("a", {{"class", "ref"}, {"href", "#" + benchmark_anchor(id)}},
                 base().benchmarks[id].title);
}

Html Refs::view(ViewId id) const {
  return element("a", {{"class", "ref"}, {"href", "#" + view_anchor(id)}},
                 cat("“", base().views[id].title, "”"));
}

Html Refs::compared_view(std::size_t column) const {
  const std::vector<ViewId>& views = inputs_.comparison.views;
  return column < views.size() ? view(views[column]) : Html("equal weights of all objectives");
}

Html Refs::design(std::size_t index) const {
  const DesignRow& design = inputs_.comparison.designs[index];
  if (!design.option) return "the mandate as it stands";
  return element("a", {{"class", "ref"}, {"href", "#" + option_anchor(*design.option)}},
                 cat("“", design.title, "”"));
}

}  // namespace penholder
