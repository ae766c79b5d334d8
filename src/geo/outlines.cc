#include "geo/outlines.h"

#include <algorithm>

#include "base/check.h"

namespace penholder {

std::span<const Country> countries() { return internal::outline_table(); }

const Country* find_country(std::string_view iso_n3) {
  CHECK(!iso_n3.empty());
  const std::span<const Country> all = countries();
  const auto found = std::ranges::lower_bound(all, iso_n3, {}, &Country::iso_n3);
  return found != all.end() && found->iso_n3 == iso_n3 ? &*found : nullptr;
}

}  // namespace penholder
