#include "exchange/case_yaml.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/columns.h"
#include "base/text.h"

namespace penholder {
namespace {

constexpr std::string_view kToFill = "\"to be filled in\"";

std::string quoted_yaml(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (code < 0x20 || code == 0x7F) {
      result += fmt::format("\\x{:02x}", code);
    } else {
      result += c;
    }
  }
  return result + '"';
}

/// Safe behind `#`: one line, no control characters.
std::string remark(std::string_view text) { return without_controls(text); }

class YamlWriter {
 public:
  YamlWriter(const CaseImport& import, const Case& c, std::string_view source)
      : import_(import), case_(c), leaves_(c), source_(source) {}

  std::string write() {
    text_ += fmt::format("# From {}, for the case {}.\n", remark(source_), remark(case_.id));
    if (import_.tasks.empty() && !import_.weights) {
      text_ +=
          "# Nothing differs: the table's strengths are those of the case, and it has no "
          "weights.\n";
      return std::move(text_);
    }
    text_ +=
        "# Put each `serves` in place of that of its task, and the view among the case's views.\n"
        "# What is new asks for its basis: say why in `judgement`, or cite it with `cites`.\n";
    tasks();
    view();
    return std::move(text_);
  }

 private:
  void tasks() {
    if (import_.tasks.empty()) {
      text_ += "# No strength differs.\n";
      return;
    }
    text_ += "tasks:\n";
    for (const CaseImport::ChangedTask& changed : import_.tasks) {
      const Task& task = case_.tasks[changed.task];
      text_ += fmt::format("  # {}\n  - id: {}\n", remark(task.title), task.id);
      for (const ObjectiveId objective : changed.dropped) {
        text_ += fmt::format("    # no longer serves {}\n", case_.objectives[objective].id);
      }
      text_ += changed.serves.empty() ? "    serves: []\n" : "    serves:\n";
      for (std::size_t i = 0; i < changed.serves.size(); ++i) {
        entry(changed.serves[i], changed.was[i]);
      }
    }
  }

  static std::string levels(const std::array<std::string, 3>& level) {
    return fmt::format("[{}, {}, {}]", level[0], level[1], level[2]);
  }

  void entry(const Serves& serves, const CaseImport::ChangedTask::Was& was) {
    const bool is_changed = was.is_new || !was.level[1].empty();
    text_ += fmt::format(
        "      - {{objective: {}, strength: {}, {}}}", case_.objectives[serves.objective].id,
        levels(serves.level),
        is_changed ? fmt::format("judgement: {}", kToFill) : basis(serves.strength.basis));
    if (was.is_new) {
      text_ += "  # new";
    } else if (is_changed) {
      text_ += fmt::format("  # was {}", levels(was.level));
    }
    text_ += '\n';
  }

  [[nodiscard]] std::string basis(const Basis& basis) const {
    if (basis.kind == Basis::Kind::Cited) {
      std::vector<std::string> cites;
      for (const Citation& citation : basis.cites) {
        const std::string& source = case_.sources[citation.source].id;
        cites.push_back(citation.locator.empty()
                            ? quoted_yaml(source)
                            : quoted_yaml(fmt::format("{}#{}", source, citation.locator)));
      }
      return fmt::format("cites: [{}]", fmt::join(cites, ", "));
    }
    return fmt::format("{}: {}", basis.kind == Basis::Kind::Judgement ? "judgement" : "unknown",
                       quoted_yaml(basis.reason));
  }

  void view() {
    if (!import_.weights) return;
    std::string id = "from-table";
    for (int number = 2; find_by_id(case_.views, id); ++number) {
      id = fmt::format("from-table-{}", number);
    }
    text_ += fmt::format("views:\n  - id: {}\n    title: {}\n    held-by: some\n    says:\n", id,
                         quoted_yaml(fmt::format("Weights of {}", remark(source_))));
    below_ = leaves_.below(case_);
    const std::size_t before = text_.size();
    roots();
    for (const ObjectiveId node : case_.objectives.ids()) shares(node);
    if (text_.size() == before) {
      // One leaf has all the weight whatever is said; a view needs a statement.
      text_ += fmt::format("      - {{share: {{objective: {}, low: 0, high: 1}}, judgement: {}}}\n",
                           case_.objectives[leaf_objectives(case_).front()].id, kToFill);
    }
  }

  [[nodiscard]] double weight_of(ObjectiveId node) const {
    double sum = 0.0;
    for (const LeafId leaf : below_[node]) sum += (*import_.weights)[leaf];
    return sum;
  }

  /// The shares of a node's parts, but the last: it follows.
  void shares(ObjectiveId node) {
    const std::vector<ObjectiveId> parts = children_of(case_, node);
    const double whole = weight_of(node);
    if (parts.size() < 2 || !(whole > 0.0)) return;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
      const double share = std::clamp(weight_of(parts[i]) / whole, 0.0, 1.0);
      text_ += fmt::format(
          "      - {{share: {{objective: {}, low: {:.8g}, high: {:.8g}}}, judgement: {}}}\n",
          case_.objectives[parts[i]].id, share, share, kToFill);
    }
  }

  /// Objectives without a parent have nothing to be a share of: ratios to the heaviest.
  void roots() {
    const std::vector<ObjectiveId> all = children_of(case_, std::nullopt);
    if (all.size() < 2) return;
    const ObjectiveId heaviest =
        *std::ranges::max_element(all, {}, [&](ObjectiveId o) { return weight_of(o); });
    for (const ObjectiveId root : all) {
      const double weight = weight_of(root);
      if (root == heaviest || !(weight > 0.0)) continue;
      const double ratio = weight_of(heaviest) / weight;
      text_ += fmt::format(
          "      - {{ratio: {{more: {}, less: {}, low: {:.8g}, high: {:.8g}}}, judgement: {}}}\n",
          case_.objectives[heaviest].id, case_.objectives[root].id, ratio, ratio, kToFill);
    }
  }

  const CaseImport& import_;
  const Case& case_;
  Leaves leaves_;
  std::string_view source_;
  IdVector<ObjectiveId, std::vector<LeafId>> below_;
  std::string text_;
};

}  // namespace

std::string yaml_of(const CaseImport& import, const Case& c, std::string_view source) {
  return YamlWriter(import, c, source).write();
}

}  // namespace penholder
