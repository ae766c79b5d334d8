#pragma once
// Any bytes as XML text. What XML 1.0 cannot hold (control characters, bytes that are no UTF-8)
// becomes U+FFFD, so that what is written is well-formed whatever it is made from.

#include <string>
#include <string_view>

namespace penholder {

/// For character data and for attribute values in either kind of quotes. Line breaks and tabs are
/// written as character references, so that they outlive the normalisation of attributes.
///
///   cost   linear
std::string xml_escaped(std::string_view text);

/// Bytes of the UTF-8 character at the front of `text` (not empty); 0 when there is none: a
/// stray or cut byte, an overlong form, a surrogate, beyond U+10FFFF.
std::size_t utf8_length(std::string_view text);

}  // namespace penholder
