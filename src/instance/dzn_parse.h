#pragma once
// From the words of a data file to its values. Without recursion: arrays hold numbers or sets, and
// sets hold numbers.

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "instance/dzn.h"

namespace penholder::instance {

/// Told of the one fault at which parsing stops.
using DznFault = std::function<void(const DiagnosticKind&, Span, std::string)>;

std::map<std::string, DznValue, std::less<>> parse_dzn(std::string_view text, FileId file,
                                                       const DznFault& fault);

}  // namespace penholder::instance
