// The program's door: looks at the terminal and the environment, and hands everything on.

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <new>
#include <string>
#include <thread>
#include <vector>

#include "cli/run.h"

namespace {

int terminal_width() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    return std::clamp(static_cast<int>(size.ws_col), 40, 200);
  }
  return 80;
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  const char* no_color = std::getenv("NO_COLOR");
  penholder::Edge edge{.out = std::cout,
                       .err = std::cerr,
                       .out_is_terminal = ::isatty(STDOUT_FILENO) == 1,
                       .err_is_terminal = ::isatty(STDERR_FILENO) == 1,
                       .width = terminal_width(),
                       .no_color = no_color != nullptr && *no_color != '\0',
                       .cores = std::max(1U, std::thread::hardware_concurrency()),
                       .in = &std::cin};
  const int first = std::min(argc, 1);  // a caller may pass no name at all
  try {
    return penholder::run(std::vector<std::string>(argv + first, argv + argc), edge);
  } catch (const std::bad_alloc&) {  // the allocator's way to say no
    std::fputs("penholder: there is not enough memory for this\n", stderr);
    return 3;
  }
}
