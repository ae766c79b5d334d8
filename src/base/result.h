#pragma once
// How the world's refusals travel: a value or an Error, never an exception.
//
// Only for what lies outside the program (files, sockets, an impossible date in a command line). A
// fault in the user's text is a Diagnostic; an answer such as "no plan exists" is a type of its
// own; our own mistake is a CHECK.

#include <expected>
#include <string>
#include <utility>

namespace penholder {

/// One refusal, worded for the user: what was attempted and why it failed. No full stop, lower
/// case.
struct Error {
  std::string message;
};

template <class T>
using Result = std::expected<T, Error>;

/// The only way errors are made, so that a search finds them all.
inline std::unexpected<Error> fail(std::string message) {
  return std::unexpected(Error{std::move(message)});
}

}  // namespace penholder
