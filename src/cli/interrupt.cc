#include "cli/interrupt.h"

#include <atomic>

namespace penholder {
namespace {

// What a signal handler may touch, and several threads read.
std::atomic<bool> asked = false;
static_assert(std::atomic<bool>::is_always_lock_free);

void note_signal(int) { asked = true; }

}  // namespace

InterruptGuard::InterruptGuard() {
  asked = false;
  struct sigaction action = {};
  action.sa_handler = note_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // the second time it ends the program
  ::sigemptyset(&action.sa_mask);
  ::sigaction(SIGINT, &action, &old_interrupt_);
  ::sigaction(SIGTERM, &action, &old_terminate_);
}

InterruptGuard::~InterruptGuard() {
  ::sigaction(SIGINT, &old_interrupt_, nullptr);
  ::sigaction(SIGTERM, &old_terminate_, nullptr);
  asked = false;
}

bool InterruptGuard::is_asked() { return asked; }

}  // namespace penholder
