#pragma once
// Ctrl-C as a question instead of an end: while an InterruptGuard lives, the first SIGINT or
// SIGTERM is only noted; a second one ends the program as usual.

#include <csignal>

namespace penholder {

class InterruptGuard {
 public:
  /// At most one at a time.
  InterruptGuard();
  /// Gives the signals back to whoever had them.
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  /// Whether a signal came since the guard was made; false without one.
  [[nodiscard]] static bool is_asked();

 private:
  struct sigaction old_interrupt_ = {};
  struct sigaction old_terminate_ = {};
};

}  // namespace penholder
