#pragma once
// Assertions against our own mistakes. CHECK stays in every build; DCHECK only in debug builds;
// AUDIT recomputes from scratch and is compiled in by the `audit` preset alone. None of them is for
// the user's input.

#include <string_view>

namespace penholder::internal {

/// Prints the failed condition with its place to standard error and aborts.
[[noreturn]] void check_failed(std::string_view condition, std::string_view file, int line);

}  // namespace penholder::internal

#define CHECK(condition)                                                   \
  do {                                                                     \
    if (!(condition)) [[unlikely]]                                         \
      ::penholder::internal::check_failed(#condition, __FILE__, __LINE__); \
  } while (false)

#ifdef NDEBUG
#define DCHECK(condition) \
  do {                    \
  } while (false)
#else
#define DCHECK(condition) CHECK(condition)
#endif

#ifdef PENHOLDER_AUDIT
#define AUDIT(condition) CHECK(condition)
#else
#define AUDIT(condition) \
  do {                   \
  } while (false)
#endif
