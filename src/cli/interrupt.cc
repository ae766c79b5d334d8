#include "cli/interrupt.h"

namespace penholder {
namespace {

// The one thing that a signal handler may touch.
volatile std::sig_atomic_t asked = 0;

void note_signal(int) { asked = 1; }

}  // namespace

InterruptGuard::InterruptGuard() {
  asked = 0;
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
  asked = 0;
}

bool InterruptGuard::is_asked() { return asked != 0; }

}  // namespace penholder
