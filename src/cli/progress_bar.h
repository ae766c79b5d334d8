#pragma once
// A bar on the terminal for whatever takes longer than a second; nothing at all for what does not,
// nor when standard error is no terminal.

#include <chrono>
#include <cstddef>
#include <iosfwd>
#include <mutex>
#include <string>

#include "base/parallel.h"

namespace penholder {

class ProgressBar : public Progress {
 public:
  /// `enabled` false: takes reports and shows nothing.
  ProgressBar(std::ostream& err, int width, bool enabled);
  /// Takes the bar off the screen.
  ~ProgressBar() override;
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void report(const char* step, std::size_t done, std::size_t total) override;

  /// One frame, as it stands on the screen: `simulating  [#####.....]  52 %`, at most `width`
  /// columns.
  static std::string frame(const char* step, std::size_t done, std::size_t total, int width);

 private:
  using Clock = std::chrono::steady_clock;
  std::ostream& err_;
  int width_;
  bool enabled_;
  bool shown_ = false;
  Clock::time_point begun_;
  Clock::time_point drawn_;
  std::mutex mutex_;
};

}  // namespace penholder
