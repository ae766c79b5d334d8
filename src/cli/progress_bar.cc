#include "cli/progress_bar.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <string_view>

namespace penholder {
namespace {

constexpr std::chrono::milliseconds kSilentFor{1000};
constexpr std::chrono::milliseconds kBetweenFrames{100};
constexpr std::string_view kClearLine = "\r\x1b[K";

}  // namespace

ProgressBar::ProgressBar(std::ostream& err, int width, bool enabled)
    : err_(err), width_(width), enabled_(enabled), begun_(Clock::now()), drawn_(begun_) {}

ProgressBar::~ProgressBar() {
  if (shown_) err_ << kClearLine << std::flush;
}

void ProgressBar::report(const char* step, std::size_t done, std::size_t total) {
  if (!enabled_) return;
  const std::lock_guard lock(mutex_);
  const Clock::time_point now = Clock::now();
  if (now - begun_ < kSilentFor || now - drawn_ < kBetweenFrames) return;
  drawn_ = now;
  shown_ = true;
  err_ << kClearLine << frame(step, done, total, width_ - 1) << std::flush;
}

std::string ProgressBar::frame(const char* step, std::size_t done, std::size_t total, int width) {
  const double share =
      total == 0 ? 1.0 : std::min(1.0, static_cast<double>(done) / static_cast<double>(total));
  const int bar = std::clamp(width - 32, 0, 40);
  const int full = static_cast<int>(share * bar);
  const std::string text = fmt::format("{:<20.20}  [{:#<{}}{:.<{}}] {:3.0f} %", step, "", full, "",
                                       bar - full, 100.0 * share);
  return text.substr(0, static_cast<std::size_t>(std::max(width, 0)));
}

}  // namespace penholder
