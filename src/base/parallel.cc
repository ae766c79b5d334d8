#include "base/parallel.h"

#include <algorithm>
#include <thread>
#include <vector>

#include "base/check.h"

namespace penholder {

void parallel_blocks(std::size_t count, std::size_t block, unsigned threads,
                     const std::function<void(std::size_t, std::size_t)>& body) {
  CHECK(block > 0);
  const std::size_t blocks = (count + block - 1) / block;
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next.fetch_add(1); i < blocks; i = next.fetch_add(1)) {
      body(i * block, std::min(count, (i + 1) * block));
    }
  };
  const std::size_t helpers =
      std::min<std::size_t>(std::max(threads, 1U), std::max<std::size_t>(blocks, 1)) - 1;
  std::vector<std::jthread> pool;
  pool.reserve(helpers);
  for (std::size_t i = 0; i < helpers; ++i) pool.emplace_back(work);
  work();
}

}  // namespace penholder
