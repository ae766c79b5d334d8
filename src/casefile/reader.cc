#include "casefile/reader.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "casefile/binders.h"
#include "casefile/fields.h"
#include "casefile/kind_table.h"
#include "casefile/merge.h"
#include "casefile/names.h"
#include "casefile/patch.h"
#include "casefile/yaml_tree.h"

namespace penholder {
namespace {

/// The first problems by place, and a word on the rest: a text of half a million mistakes must not
/// make as many excerpts.
Diagnostics capped(Diagnostics diagnostics) {
  constexpr std::size_t kMost = 2'000;
  if (diagnostics.found().size() <= kMost) return diagnostics;
  const std::vector<Diagnostic> sorted = diagnostics.sorted();
  if (sorted.size() <= kMost) return diagnostics;
  Diagnostics result;
  for (std::size_t i = 0; i < kMost; ++i) result.add(sorted[i]);
  result.add(kind_of("too-many-problems"), Span{},
             fmt::format("{} more problems are not shown", sorted.size() - kMost),
             "mend the first ones and run it again");
  return result;
}

}  // namespace

Reading read_case(const SourceTexts& texts) {
  Reading reading;
  Diagnostics& diagnostics = reading.diagnostics;
  std::vector<YamlTree> trees;
  bool is_complete = true;
  for (const FileId file : texts.ids()) {
    trees.push_back(read_yaml(texts, file, diagnostics));
    is_complete = is_complete && trees.back().is_complete;
  }
  const Node root = merge(std::move(trees), diagnostics);

  Diagnostics of_base;
  reading.dossier.base = bind_case(root, is_complete, of_base);
  Case& base = reading.dossier.base;

  const Names names(root);
  const Node* options = root.find("options");
  Diagnostics of_options;
  Context context(names, is_complete, of_options);
  for (const OptionId id : base.options.ids()) {
    const Node& node = options->items[id.value];
    Design design = carry_out(root, node, context);
    Diagnostics of_design;
    Case patched = bind_case(design.root, is_complete, of_design);
    of_options.append(blame_option(node, design, of_base, of_design));
    base.options[id].changes = std::move(design.changes);
    check_leaves(base, patched, base.options[id], of_options);
    reading.dossier.designs.push_back(std::move(patched));
  }
  diagnostics.append(std::move(of_base));
  diagnostics.append(std::move(of_options));
  reading.usable = !diagnostics.has_errors();
  diagnostics = capped(std::move(diagnostics));
  return reading;
}

}  // namespace penholder
