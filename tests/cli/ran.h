#pragma once
// A command run in process, as tests of the command line run them.

#include <sstream>
#include <string>
#include <vector>

#include "cli/run.h"

namespace penholder {

struct Ran {
  int code = 0;
  std::string out;
  std::string err;
};

/// Runs the words behind `penholder`, on a terminal `width` columns wide, with two cores.
inline Ran run_words(const std::vector<std::string>& words, int width = 80) {
  std::ostringstream out;
  std::ostringstream err;
  Edge edge{.out = out, .err = err, .width = width, .cores = 2};
  const int code = run(words, edge);
  return {.code = code, .out = out.str(), .err = err.str()};
}

}  // namespace penholder
