#pragma once
// Is a text well-formed HTML, in the strict sense that the note keeps to: every element that is not
// void is closed, in order; attributes are quoted; no `<` or `&` stands bare; no id is given twice;
// every link into the page finds its id.

#include <string>
#include <string_view>
#include <vector>

namespace penholder::testing {

/// The faults of a document in words; empty when there are none.
std::vector<std::string> html_faults(std::string_view html);

}  // namespace penholder::testing
