#include "base/parallel.h"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

namespace penholder {
namespace {

TEST(ParallelBlocks, CoverEveryItemOnceWhateverTheNumberOfThreads) {
  for (const unsigned threads : {0U, 1U, 2U, 7U}) {
    for (const std::size_t count : {0UL, 1UL, 9UL, 10UL, 11UL, 100UL}) {
      std::vector<int> seen(count, 0);
      parallel_blocks(count, 10, threads, [&](std::size_t begin, std::size_t end) {
        EXPECT_EQ(begin % 10, 0U);
        for (std::size_t i = begin; i < end; ++i) ++seen[i];
      });
      EXPECT_EQ(seen, std::vector<int>(count, 1));
    }
  }
}

}  // namespace
}  // namespace penholder
