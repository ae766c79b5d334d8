#pragma once
// The register as a workbook (.xlsx), by libxlsxwriter.

#include <span>
#include <string>

#include "base/result.h"
#include "register/register.h"
#include "register/register_render.h"

namespace penholder {

/// The bytes of a workbook: one sheet a register, titles frozen, filters on every column. Every
/// cell is text, so that none is run as a formula. The same registers give the same bytes.
///
///   errors  the library or the temporary directory says no
Result<std::string> register_book(std::span<const Register> registers, RegisterScope scope);

}  // namespace penholder
