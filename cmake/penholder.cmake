# The three functions with which a folder joins the house, and the table of rooms behind them.
include(GoogleTest)

# src/rooms.txt -> PENHOLDER_ROOM_NAMES (ground floor first) and PENHOLDER_ALLOWED_<room>.
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/rooms.txt)
file(STRINGS ${PROJECT_SOURCE_DIR}/src/rooms.txt room_lines REGEX "^[a-z]")
set(PENHOLDER_ROOM_NAMES "")
foreach(line IN LISTS room_lines)
  if(NOT line MATCHES "^([a-z_]+):(.*)$")
    message(FATAL_ERROR "src/rooms.txt: `${line}` is not `room: rooms`")
  endif()
  set(room ${CMAKE_MATCH_1})
  string(STRIP "${CMAKE_MATCH_2}" allowed)
  string(REPLACE " " ";" allowed "${allowed}")
  foreach(below IN LISTS allowed)
    if(NOT below IN_LIST PENHOLDER_ROOM_NAMES)
      message(FATAL_ERROR "src/rooms.txt: `${room}` names `${below}`, which does not stand above it")
    endif()
  endforeach()
  list(APPEND PENHOLDER_ROOM_NAMES ${room})
  set(PENHOLDER_ALLOWED_${room} ${allowed})
endforeach()

# Rooms that handle bytes which others wrote, and what these stand on. Their tests get the label
# `reader`; `make test` runs them, and the fuzz corpora, a second time under sanitizers.
set(PENHOLDER_READER_ROOMS base io mandate casefile xml table resolution register redline history geo instance)

# penholder_room(<room> [DEPENDS rooms below] [LIBS imported targets])
#
# A static library penholder_<room> of all *.cc in this folder except main.cc (an INTERFACE library
# when there is none). The room `cli` has a main.cc, which becomes the program `penholder`.
# What the room links is public: a header of the room may include headers of DEPENDS and LIBS.
function(penholder_room room)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "DEPENDS;LIBS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "penholder_room(${room}): what is `${arg_UNPARSED_ARGUMENTS}`?")
  endif()
  if(NOT room IN_LIST PENHOLDER_ROOM_NAMES)
    message(FATAL_ERROR "penholder_room(${room}): give the room a line in src/rooms.txt")
  endif()
  foreach(below IN LISTS arg_DEPENDS)
    if(NOT below IN_LIST PENHOLDER_ALLOWED_${room})
      message(FATAL_ERROR "penholder_room(${room}): src/rooms.txt does not let it use `${below}`")
    endif()
  endforeach()
  list(TRANSFORM arg_DEPENDS PREPEND penholder_ OUTPUT_VARIABLE below_targets)

  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  list(FILTER sources EXCLUDE REGEX "/main\\.cc$")
  if(sources)
    add_library(penholder_${room} STATIC ${sources})
    set(scope PUBLIC)
  else()
    add_library(penholder_${room} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_link_libraries(penholder_${room} ${scope}
    penholder_flags fmt::fmt Threads::Threads ${below_targets} ${arg_LIBS})
  set_property(GLOBAL APPEND PROPERTY PENHOLDER_ROOMS ${room})

  if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/main.cc)
    add_executable(penholder main.cc)
    target_link_libraries(penholder PRIVATE penholder_${room})
    set_target_properties(penholder PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
  endif()
endfunction()

# penholder_test(<room> [DEPENDS rooms] [LIBS targets] [LABELS unit|golden|property|slow] [WHOLE]
#                [TIMEOUT seconds])
#
# One GoogleTest executable <room>_test of all *.cc in this folder (except *_fuzz.cc), linked with
# the room itself (when it exists), DEPENDS and tests/support. Each TEST is a ctest test of its own,
# named <room>.<Suite>.<Name>; with WHOLE the executable runs as one ctest test named <room> (for
# suites whose set-up is dear). Labels default to `unit`.
# Tests see PENHOLDER_SOURCE_DIR (source tree) and PENHOLDER_BINARY_DIR (where `-changed` goes).
function(penholder_test room)
  cmake_parse_arguments(PARSE_ARGV 1 arg "WHOLE" "TIMEOUT" "DEPENDS;LIBS;LABELS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "penholder_test(${room}): what is `${arg_UNPARSED_ARGUMENTS}`?")
  endif()
  if(NOT arg_LABELS)
    set(arg_LABELS unit)
  endif()
  if(room IN_LIST PENHOLDER_READER_ROOMS)
    list(APPEND arg_LABELS reader)
    set_property(GLOBAL APPEND PROPERTY PENHOLDER_READER_TESTS ${room}_test)
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  # A test of a room whose code is not there yet is left out, with a word.
  set(targets "")
  foreach(name IN LISTS arg_DEPENDS ITEMS ${room})
    if(TARGET penholder_${name})
      list(APPEND targets penholder_${name})
    elseif(name IN_LIST PENHOLDER_ROOM_NAMES)
      message(STATUS "tests/${room} left out: the room `${name}` is not here")
      return()
    endif()
  endforeach()
  list(REMOVE_DUPLICATES targets)

  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  list(FILTER sources EXCLUDE REGEX "_fuzz\\.cc$")
  if(NOT sources)
    message(STATUS "tests/${room} left out: it holds no test yet")
    return()
  endif()
  add_executable(${room}_test ${sources})
  target_link_libraries(${room}_test PRIVATE
    ${targets} ${arg_LIBS} penholder_test_support GTest::gmock GTest::gtest_main)
  if(arg_WHOLE)
    add_test(NAME ${room} COMMAND ${room}_test WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(${room} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT})
  else()
    gtest_discover_tests(${room}_test
      TEST_PREFIX ${room}. WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} DISCOVERY_MODE PRE_TEST
      PROPERTIES TIMEOUT ${arg_TIMEOUT})
    # Of several labels gtest_discover_tests would keep only the first, so a file of ours sets them.
    set(label_file ${CMAKE_CURRENT_BINARY_DIR}/${room}_labels.cmake)
    file(WRITE ${label_file}
      "if(${room}_test_TESTS)\n"
      "  set_tests_properties(\${${room}_test_TESTS} PROPERTIES LABELS \"${arg_LABELS}\")\n"
      "endif()\n")
    set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${label_file})
  endif()
endfunction()

# penholder_fuzz(<name> [DEPENDS rooms] [LIBS targets])
#
# tests/fuzz/<name>_fuzz.cc defines LLVMFuzzerTestOneInput. In the preset `fuzz` (clang) it becomes
# the libFuzzer program <name>_fuzz; in every other preset <name>_corpus runs each file of
# tests/fuzz/corpus/<name>/ through it once, as the ctest test fuzz.<name>.
function(penholder_fuzz name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "DEPENDS;LIBS")
  list(TRANSFORM arg_DEPENDS PREPEND penholder_)
  set(source ${PROJECT_SOURCE_DIR}/tests/fuzz/${name}_fuzz.cc)
  set(corpus ${PROJECT_SOURCE_DIR}/tests/fuzz/corpus/${name})
  if(PENHOLDER_FUZZ)
    add_executable(${name}_fuzz ${source})
    target_link_libraries(${name}_fuzz PRIVATE penholder_flags ${arg_DEPENDS} ${arg_LIBS})
    target_link_options(${name}_fuzz PRIVATE -fsanitize=fuzzer)
    add_test(NAME fuzz.${name}.smoke COMMAND ${name}_fuzz -max_total_time=20 -timeout=5
      -rss_limit_mb=2048 -seed=1 ${PROJECT_BINARY_DIR}/corpus-${name} ${corpus})
    file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/corpus-${name})
    set_tests_properties(fuzz.${name}.smoke PROPERTIES LABELS fuzz TIMEOUT 120)
  else()
    add_executable(${name}_corpus ${source})
    target_link_libraries(${name}_corpus PRIVATE
      penholder_flags ${arg_DEPENDS} ${arg_LIBS} penholder_corpus_main)
    add_test(NAME fuzz.${name} COMMAND ${name}_corpus ${corpus})
    set_tests_properties(fuzz.${name} PROPERTIES LABELS "unit;reader" TIMEOUT 120)
    set_property(GLOBAL APPEND PROPERTY PENHOLDER_READER_TESTS ${name}_corpus)
  endif()
endfunction()
