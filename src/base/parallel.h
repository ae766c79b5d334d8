#pragma once
// Work spread over threads without any effect on the result: item i writes only its own place, and
// whatever is summed is summed afterwards in the order of the items.

#include <atomic>
#include <cstddef>
#include <functional>

namespace penholder {

/// Tells the edge how far a long computation is; may be called from any thread. The core never
/// prints.
class Progress {
 public:
  virtual ~Progress() = default;
  /// `done` of `total` units of the named step; `step` is a short phrase such as "simulating".
  virtual void report(const char* step, std::size_t done, std::size_t total) = 0;
};

/// Calls `body(begin, end)` for blocks [begin, end) that cover 0 .. count-1, each `block` long but
/// the last, on up to `threads` threads (at least 1 is used; 0 counts as 1).
///
/// Blocks do not depend on `threads`, so a body that keeps one partial result a block, merged by
/// block number, gives the same bytes for any number of threads. `body` must not throw.
void parallel_blocks(std::size_t count, std::size_t block, unsigned threads,
                     const std::function<void(std::size_t begin, std::size_t end)>& body);

}  // namespace penholder
