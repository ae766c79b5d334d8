#pragma once
// The case that `penholder new` writes: small, complete, and full of to-dos instead of invented
// numbers.

#include <string>
#include <string_view>

namespace penholder {

/// YAML of a case that reads without an error; every number in it is `unknown`, so that `check`
/// lists the work to do.
///
///   id     kebab-case (checked)
///   title  any text; quoted as YAML needs
std::string starter_case(std::string_view id, std::string_view title);

}  // namespace penholder
