#pragma once
// The program's version, as CMakeLists.txt states it.

namespace penholder {

inline constexpr const char* kVersion = PENHOLDER_VERSION;

}  // namespace penholder
