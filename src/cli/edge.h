#pragma once
// Where the program meets the world: streams, what kind of terminal they are, exit codes. Handed
// in, so that tests run whole commands in process.

#include <iosfwd>

namespace penholder {

/// What scripts can rely on.
enum class ExitCode : int {
  Fine = 0,      ///< done, nothing to report
  Findings = 1,  ///< done; problems in the case, a must-task without a place, no schedule
  Usage = 2,     ///< the command line cannot be carried out
  Input = 3,     ///< a file cannot be read or written, or the case has errors
};

struct Edge {
  std::ostream& out;  ///< products
  std::ostream& err;  ///< diagnostics, progress, refusals
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  int width = 80;              ///< columns of the terminal; 80 when there is none
  bool no_color = false;       ///< the environment's NO_COLOR is set (no-color.org)
  unsigned cores = 1;          ///< threads used when none are asked for
  std::istream* in = nullptr;  ///< standard input; null: there is none
};

}  // namespace penholder
