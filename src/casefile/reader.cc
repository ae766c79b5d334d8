#include "casefile/reader.h"

#include <utility>

#include "casefile/binders.h"
#include "casefile/fields.h"
#include "casefile/merge.h"
#include "casefile/names.h"
#include "casefile/patch.h"
#include "casefile/yaml_tree.h"

namespace penholder {

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
  return reading;
}

}  // namespace penholder
