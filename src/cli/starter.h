#pragma once
// The case that `penholder new` writes: small, complete, and full of to-dos instead of invented
// numbers.

#include <string>
#include <string_view>

namespace penholder {

/// YAML of a case that reads without an error; what the mission has and needs is `unknown`, so that
/// `check` lists the work to do; strengths span the whole scale.
///
///   id     kebab-case (checked)
///   title  any text; quoted as YAML needs
std::string starter_case(std::string_view id, std::string_view title);

}  // namespace penholder
