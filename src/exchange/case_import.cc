#include "exchange/case_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/text.h"
#include "exchange/kinds.h"
#include "table/cell_text.h"

namespace penholder {
namespace {

constexpr double kSameStrength = 1e-6;

class Importer {
 public:
  Importer(const Case& c, const PerformanceTable& table)
      : case_(c), table_(table), leaves_(c), leaf_of_(table.criteria.size()) {}

  CaseImport run() {
    match_criteria();
    std::vector<bool> seen(case_.tasks.size(), false);
    for (std::size_t a = 0; a < table_.alternatives.size(); ++a) {
      const Alternative& alternative = table_.alternatives[a];
      const auto task = find_by_id(case_.tasks, alternative.id);
      if (!task) {
        std::vector<std::string_view> names;
        for (const Task& known : case_.tasks) names.push_back(known.id);
        report_unknown(exchange_kinds::kUnknownTask, "task", alternative.id, alternative.span,
                       names);
        continue;
      }
      seen[task->value] = true;
      compare(a, *task);
    }
    for (const TaskId task : case_.tasks.ids()) {
      if (!seen[task.value]) report_absent("task", case_.tasks[task].id);
    }
    take_weights();
    result_.usable = !result_.diagnostics.has_errors();
    if (!result_.usable) {
      result_.tasks.clear();
      result_.weights.reset();
    }
    return std::move(result_);
  }

 private:
  void report_unknown(const DiagnosticKind& kind, const char* what, const std::string& id,
                      Span span, const std::vector<std::string_view>& names) {
    const auto near = nearest(id, names);
    result_.diagnostics.add(kind, span, fmt::format("{} is no {} of the case", quoted(id), what),
                            near ? fmt::format("did you mean `{}`?", *near) : "");
  }

  void report_absent(const char* what, const std::string& id) {
    result_.diagnostics.add(exchange_kinds::kAbsent, {},
                            fmt::format("the table lacks the {} {}", what, quoted(id)),
                            "what the case says of it stays as it is");
  }

  void match_criteria() {
    std::vector<std::string_view> names;
    for (const LeafId leaf : leaves_.ids()) names.push_back(leaves_.id(leaf));
    std::vector<bool> seen(leaves_.size(), false);
    for (std::size_t c = 0; c < table_.criteria.size(); ++c) {
      const Criterion& criterion = table_.criteria[c];
      const auto found = std::ranges::find(names, criterion.id);
      if (found == names.end()) {
        report_unknown(exchange_kinds::kUnknownObjective, "leaf objective", criterion.id,
                       criterion.span, names);
        continue;
      }
      leaf_of_[c] = LeafId{static_cast<std::uint32_t>(found - names.begin())};
      seen[leaf_of_[c]->value] = true;
    }
    for (const LeafId leaf : leaves_.ids()) {
      if (!seen[leaf.value]) report_absent("objective", leaves_.id(leaf));
    }
  }

  /// The three numbers of a cell; nothing, with a word, when it cannot be a strength.
  std::optional<std::array<double, 3>> numbers_of(std::size_t a, std::size_t c) {
    const Performance& cell = table_.cell(a, c);
    std::array<double, 3> numbers{};
    if (const auto* exact = std::get_if<Exact>(&cell)) {
      numbers.fill(exact->value);
    } else if (const auto* range = std::get_if<Percentiles>(&cell)) {
      numbers = {range->low, range->likely, range->high};
    } else {
      report_cell(exchange_kinds::kNotAStrength, a, c,
                  fmt::format("{} has no 10th, 50th and 90th percentile", quoted(text_of(cell))),
                  "write them, as in `0.3..0.6..1`");
      return std::nullopt;
    }
    if (numbers[0] < 0.0 || numbers[2] > 1.0) {
      report_cell(exchange_kinds::kNotAStrength, a, c,
                  fmt::format("{} lies outside 0 to 1", quoted(text_of(cell))), "");
      return std::nullopt;
    }
    return numbers;
  }

  void report_cell(const DiagnosticKind& kind, std::size_t a, std::size_t c,
                   const std::string& words, std::string remedy) {
    result_.diagnostics.add(kind, table_.alternatives[a].span,
                            fmt::format("{} for {}: {}", quoted(table_.alternatives[a].id),
                                        quoted(table_.criteria[c].id), words),
                            std::move(remedy));
  }

  /// Numbers to levels of the scale; nothing for a strength of 0 that the scale has no level for.
  std::optional<std::array<std::string, 3>> levels_of(const std::array<double, 3>& numbers,
                                                      std::size_t a, std::size_t c) {
    if (case_.scale.empty()) return std::nullopt;
    std::array<std::string, 3> levels;
    const bool has_zero = case_.scale.front().value == 0.0;
    if (numbers[2] == 0.0 && !has_zero) return std::nullopt;
    bool is_off = false;
    for (std::size_t i = 0; i < 3; ++i) {
      const ScaleLevel& level = *std::ranges::min_element(
          case_.scale, {}, [&](const auto& l) { return std::abs(l.value - numbers[i]); });
      levels[i] = level.id;
      is_off = is_off || std::abs(level.value - numbers[i]) > kSameStrength;
    }
    if (is_off) {
      report_cell(exchange_kinds::kNotALevel, a, c,
                  fmt::format("{} is taken as {}", quoted(text_of(table_.cell(a, c))),
                              levels[0] == levels[2]
                                  ? quoted(levels[1])
                                  : fmt::format("`{}, {}, {}`", levels[0], levels[1], levels[2])),
                  "the levels of the case's scale lie elsewhere");
    }
    return levels;
  }

  void compare(std::size_t a, TaskId id) {
    const Task& task = case_.tasks[id];
    CaseImport::ChangedTask changed{.task = id, .serves = {}, .was = {}, .dropped = {}};
    bool differs = false;
    // Entries of the case first, in their order; then new ones, in the order of the table.
    std::vector<bool> used(table_.criteria.size(), false);
    for (const Serves& serves : task.serves) {
      const auto c = criterion_of(serves.objective);
      if (!c) {
        changed.serves.push_back(serves);
        changed.was.emplace_back();
        continue;
      }
      used[*c] = true;
      const auto numbers = numbers_of(a, *c);
      if (!numbers) continue;
      const Estimate& old = serves.strength;
      const bool is_same = std::abs((*numbers)[0] - old.low) <= kSameStrength &&
                           std::abs((*numbers)[1] - old.likely) <= kSameStrength &&
                           std::abs((*numbers)[2] - old.high) <= kSameStrength;
      if (is_same) {
        changed.serves.push_back(serves);
        changed.was.emplace_back();
        continue;
      }
      differs = true;
      const auto levels = levels_of(*numbers, a, *c);
      if (!levels) {
        changed.dropped.push_back(serves.objective);
        continue;
      }
      differs = add(changed, serves.objective, *levels, {.is_new = false, .level = serves.level}) ||
                differs;
    }
    for (std::size_t c = 0; c < table_.criteria.size(); ++c) {
      if (used[c] || !leaf_of_[c]) continue;
      const auto numbers = numbers_of(a, c);
      if (!numbers) continue;
      if (const auto levels = levels_of(*numbers, a, c)) {
        add(changed, leaves_.objective(*leaf_of_[c]), *levels, {.is_new = true, .level = {}});
        differs = true;
      }
    }
    if (differs) result_.tasks.push_back(std::move(changed));
  }

  bool add(CaseImport::ChangedTask& changed, ObjectiveId objective,
           const std::array<std::string, 3>& levels, CaseImport::ChangedTask::Was was) {
    Serves serves{.objective = objective, .strength = {}, .level = levels, .span = {}};
    const auto value = [&](const std::string& level) {
      return std::ranges::find(case_.scale, level, &ScaleLevel::id)->value;
    };
    serves.strength.low = value(levels[0]);
    serves.strength.likely = value(levels[1]);
    serves.strength.high = value(levels[2]);
    changed.serves.push_back(std::move(serves));
    changed.was.push_back(std::move(was));
    return true;
  }

  std::optional<std::size_t> criterion_of(ObjectiveId objective) const {
    for (std::size_t c = 0; c < leaf_of_.size(); ++c) {
      if (leaf_of_[c] && leaves_.objective(*leaf_of_[c]) == objective) return c;
    }
    return std::nullopt;
  }

  void take_weights() {
    Weights weights(leaves_.size(), 0.0);
    double sum = 0.0;
    std::size_t found = 0;
    for (std::size_t c = 0; c < table_.criteria.size(); ++c) {
      if (!leaf_of_[c] || !table_.criteria[c].weight) continue;
      weights[*leaf_of_[c]] = *table_.criteria[c].weight;
      sum += *table_.criteria[c].weight;
      ++found;
    }
    if (found < leaves_.size() || !(sum > 0.0)) return;
    for (double& weight : weights) weight /= sum;
    result_.weights = std::move(weights);
  }

  const Case& case_;
  const PerformanceTable& table_;
  Leaves leaves_;
  std::vector<std::optional<LeafId>> leaf_of_;  ///< by criterion
  CaseImport result_;
};

}  // namespace

CaseImport import_table(const Case& c, const PerformanceTable& table) {
  return Importer(c, table).run();
}

}  // namespace penholder
