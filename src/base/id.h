#pragma once
// Dense, typed names for the entities of a case: a TaskId cannot index a table of assets.
//
// An id is a position in the entity's own vector. The user's kebab-case name stays with the entity.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <utility>
#include <vector>

#include "base/check.h"

namespace penholder {

template <class Tag>
struct Id {
  std::uint32_t value = 0;
  friend constexpr auto operator<=>(Id, Id) = default;
};

/// A vector that only its own kind of id can index.
///
///   cost   as std::vector; operator[] is checked in debug builds
///   order  iteration runs by ascending id
template <class IdType, class T>
class IdVector {
 public:
  using value_type = T;

  IdVector() = default;
  explicit IdVector(std::size_t size, const T& value = T{}) : items_(size, value) {}
  IdVector(std::initializer_list<T> items) : items_(items) {}

  decltype(auto) operator[](IdType id) {
    DCHECK(id.value < items_.size());
    return items_[id.value];
  }
  decltype(auto) operator[](IdType id) const {
    DCHECK(id.value < items_.size());
    return items_[id.value];
  }

  [[nodiscard]] std::size_t size() const { return items_.size(); }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  void resize(std::size_t size, const T& value = T{}) { items_.resize(size, value); }
  void assign(std::size_t size, const T& value) { items_.assign(size, value); }

  IdType push_back(T item) {
    items_.push_back(std::move(item));
    return IdType{static_cast<std::uint32_t>(items_.size() - 1)};
  }

  auto begin() { return items_.begin(); }
  auto end() { return items_.end(); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }

  /// The ids 0, 1, ... size()-1, to loop over with `for (TaskId task : tasks.ids())`.
  class IdRange {
   public:
    struct Iterator {
      std::uint32_t value;
      IdType operator*() const { return IdType{value}; }
      Iterator& operator++() {
        ++value;
        return *this;
      }
      bool operator==(const Iterator&) const = default;
    };
    explicit IdRange(std::uint32_t size) : size_(size) {}
    [[nodiscard]] Iterator begin() const { return {0}; }
    [[nodiscard]] Iterator end() const { return {size_}; }

   private:
    std::uint32_t size_;
  };
  [[nodiscard]] IdRange ids() const { return IdRange(static_cast<std::uint32_t>(items_.size())); }

  /// The plain vector, for algorithms that do not care whose items these are.
  [[nodiscard]] const std::vector<T>& raw() const { return items_; }
  [[nodiscard]] std::vector<T>& raw() { return items_; }

  friend bool operator==(const IdVector&, const IdVector&) = default;

 private:
  std::vector<T> items_;
};

}  // namespace penholder
