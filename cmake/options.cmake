# What a preset (CMakePresets.json) can switch.
set(PENHOLDER_SANITIZE "" CACHE STRING "sanitizers, as in -fsanitize=: address,undefined or thread")
option(PENHOLDER_AUDIT "recompute from scratch what is kept incrementally (AUDIT checks)" OFF)
option(PENHOLDER_FUZZ "build libFuzzer targets (clang only); else their corpora run as plain tests" OFF)
option(PENHOLDER_COVERAGE "count the lines that the tests run" OFF)
option(PENHOLDER_WERROR "a warning stops the build" ON)
