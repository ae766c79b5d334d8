#pragma once
// What an import found, as YAML lines to put into a case.

#include <string>
#include <string_view>

#include "exchange/case_import.h"

namespace penholder {

/// `tasks:` with the whole `serves` list of each task that differs, what it was in a comment, and
/// `views:` with one view whose statements fix the table's weights. New numbers ask for their basis
/// (`judgement: "to be filled in"`). Comments alone when nothing differs.
///
///   source   where the table comes from, for the comment and the view's title
std::string yaml_of(const CaseImport& import, const Case& c, std::string_view source);

}  // namespace penholder
