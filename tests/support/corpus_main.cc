// A main for fuzz targets without libFuzzer: each file of the given folders or files goes through
// LLVMFuzzerTestOneInput once, in the order of their names. A crash is the failure; an empty corpus
// is one too, since a test that runs nothing checks nothing.

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int argc, char** argv) {
  namespace fs = std::filesystem;
  std::vector<fs::path> files;
  for (int i = 1; i < argc; ++i) {
    const fs::path given = argv[i];
    if (fs::is_regular_file(given)) files.push_back(given);
    if (!fs::is_directory(given)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(given)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  if (files.empty()) {
    fmt::print(stderr, "no corpus file found: give folders or files\n");
    return 1;
  }
  for (const fs::path& file : files) {
    // Named before it runs, so that the log of a crash ends with the culprit.
    fmt::print("{}\n", file.filename().string());
    std::fflush(stdout);
    std::ifstream in(file, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(in), {});
    if (!in.good() && !in.eof()) {
      fmt::print(stderr, "cannot read {}\n", file.string());
      return 1;
    }
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  }
  fmt::print("{} inputs\n", files.size());
  return 0;
}
