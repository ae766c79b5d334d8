#pragma once
// The words of a line of model text, shared by its reader and its writer.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_text.h"

namespace penholder::instance {

enum class ModelWordKind : std::uint8_t { Bare, Quoted, Comma, Colon };

struct ModelWord {
  ModelWordKind kind = ModelWordKind::Bare;
  std::string text;  ///< of a quoted one: what the quotes hold, escapes undone
  Span span;
};

/// Cuts one line into words, up to a comment. On an unclosed quote or an unknown escape `fault`
/// says what is wrong, and the word concerned comes last.
///
///   offset   of the line in its text
std::vector<ModelWord> cut_model_line(std::string_view line, FileId file, std::uint32_t offset,
                                      std::string& fault);

/// `name` as a word that cut_model_line gives back: bare where it is a plain word and none of the
/// format's own, else in quotes.
std::string quote_model_name(std::string_view name);

}  // namespace penholder::instance
