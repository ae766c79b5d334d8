# Compiler settings, all on one interface target that every room and test links.
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
# -Og, not -O0: the tests simulate, and unoptimised they would take minutes.
set(CMAKE_CXX_FLAGS_DEBUG "-Og -g -D_GLIBCXX_ASSERTIONS")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(penholder_flags INTERFACE)
target_compile_features(penholder_flags INTERFACE cxx_std_23)
target_include_directories(penholder_flags INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_options(penholder_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow
  # Same input, same bytes, on every machine: a fused multiply-add would round differently.
  -ffp-contract=off
  $<$<BOOL:${PENHOLDER_WERROR}>:-Werror>
  # GCC 12 reports overlaps inside std::string's own operator+ (GCC bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  # clang 19 reports libstdc++ 12's own use of get_temporary_buffer in std::stable_sort.
  $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>)
if(PENHOLDER_AUDIT)
  target_compile_definitions(penholder_flags INTERFACE PENHOLDER_AUDIT=1)
endif()
if(PENHOLDER_SANITIZE)
  set(sanitize -fsanitize=${PENHOLDER_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(penholder_flags INTERFACE ${sanitize}
    # Under sanitizers GCC 12 sees uninitialised reads in std::optional and std::expected that
    # are none.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  target_link_options(penholder_flags INTERFACE ${sanitize})
endif()
if(PENHOLDER_COVERAGE)
  target_compile_options(penholder_flags INTERFACE --coverage -fprofile-update=atomic)
  target_link_options(penholder_flags INTERFACE --coverage)
endif()
