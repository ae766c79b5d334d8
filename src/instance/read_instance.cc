#include "instance/read_instance.h"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>

#include "instance/dzn.h"
#include "instance/kinds.h"
#include "instance/line_reader.h"
#include "instance/model_text.h"
#include "instance/patterson.h"
#include "instance/progen_max.h"
#include "instance/psplib.h"
#include "instance/weighted.h"

namespace penholder::instance {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\v\f";

enum class Family : std::uint8_t { Unknown, Psplib, Patterson, ProGenMax, Dzn, ModelText };

bool ends_with(std::string_view name, std::string_view ending) {
  if (name.size() < ending.size()) return false;
  name.remove_prefix(name.size() - ending.size());
  return std::ranges::equal(name, ending, [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

Family family_of_name(std::string_view name) {
  if (ends_with(name, ".sm") || ends_with(name, ".mm")) return Family::Psplib;
  if (ends_with(name, ".rcp")) return Family::Patterson;
  if (ends_with(name, ".sch")) return Family::ProGenMax;
  if (ends_with(name, ".dzn")) return Family::Dzn;
  if (ends_with(name, ".model")) return Family::ModelText;
  return Family::Unknown;
}

/// Whether a data file's `name =`, or a comment of one, stands at the start of `text`.
bool begins_as_dzn(std::string_view text) {
  if (text.starts_with('%') || text.starts_with("/*")) return true;
  const auto is_name = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  const auto end = std::ranges::find_if_not(text, is_name);
  if (end == text.begin()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
  const std::size_t next = text.find_first_not_of(kBlanks);
  return next != std::string_view::npos && text[next] == '=';
}

std::size_t words_on_first_line(std::string_view text) {
  std::string_view line = text.substr(0, text.find('\n'));
  std::size_t words = 0;
  while (true) {
    const std::size_t begin = line.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos) return words;
    ++words;
    line.remove_prefix(std::min(line.find_first_of(kBlanks, begin), line.size()));
  }
}

/// `text` begins at its first word.
Family family_of(std::string_view text, std::string_view name) {
  if (text.starts_with("***") || text.starts_with("file with basedata") ||
      text.find("PRECEDENCE RELATIONS") != std::string_view::npos) {
    return Family::Psplib;
  }
  if (text.starts_with("model ") || text.starts_with('#')) return Family::ModelText;
  if (begins_as_dzn(text)) return Family::Dzn;
  const char first = text.front();
  if (first >= '0' && first <= '9') {
    // Both are numbers only; lags in brackets, or four numbers at the head, are of ProGen/max.
    if (text.find('[') != std::string_view::npos) return Family::ProGenMax;
    const Family named = family_of_name(name);
    if (named == Family::Patterson || named == Family::ProGenMax) return named;
    return words_on_first_line(text) == 4 ? Family::ProGenMax : Family::Patterson;
  }
  return family_of_name(name);
}

void read_dzn(std::string_view bytes, FileId file, InstanceRead& read) {
  DznFile data(bytes, file, read.diagnostics);
  if (!data.ok()) return;
  const auto has_any = [&](std::initializer_list<std::string_view> names) {
    return std::ranges::any_of(names, [&](std::string_view name) { return data.has(name); });
  };
  if (has_any({"deadline", "t_max", "n_tasks"})) {
    read.format = Format::WeightedDue;
    read.measure.name = "earliness and tardiness";
    read.model = read_weighted_due(data);
  } else if (has_any({"val", "H", "P"})) {
    read.format = Format::Selection;
    read.measure = {.name = "value", .is_maximised = true};
    read.model = read_selection(data);
  } else {
    data.fail(kinds::kUnknownFormat, "",
              "the data file has the parameters of neither kind: `val`, `H` and `P`, or `deadline` "
              "and `t_max`");
  }
}

void read_family(Family family, std::string_view bytes, FileId file, InstanceRead& read,
                 ModelPlaces& places) {
  LineReader lines(bytes, file, read.diagnostics);
  switch (family) {
    case Family::Psplib:
      read.format = Format::Psplib;
      read.model = read_psplib(lines);
      return;
    case Family::Patterson:
      read.format = Format::Patterson;
      read.model = read_patterson(lines);
      return;
    case Family::ProGenMax:
      read.format = Format::ProGenMax;
      read.model = read_progen_max(lines);
      return;
    case Family::Dzn:
      read_dzn(bytes, file, read);
      return;
    case Family::ModelText:
      read.format = Format::ModelText;
      read.measure.name = "cost";
      read.model =
          read_model_text(bytes, file, read.diagnostics, &places).value_or(solver::Model{});
      return;
    case Family::Unknown:
      break;
  }
  read.diagnostics.add(kinds::kUnknownFormat, {.file = file, .begin = 0, .end = 0},
                       "this is in no format that is read here",
                       "PSPLIB (.sm, .mm), Patterson (.rcp), ProGen/max (.sch), data files (.dzn) "
                       "and model text (.model) are read");
}

/// What is certainly no text of numbers; true when something was said.
bool refuse_unread(std::string_view bytes, FileId file, Diagnostics& diagnostics) {
  const Span start = {.file = file, .begin = 0, .end = 0};
  if (bytes.size() > kInstanceBytesMost) {
    diagnostics.add(kinds::kTooLarge, start,
                    fmt::format("the file has {} bytes; at most {} are read", bytes.size(),
                                kInstanceBytesMost));
    return true;
  }
  if (const std::size_t nul = bytes.find('\0'); nul != std::string_view::npos) {
    const auto at = static_cast<std::uint32_t>(nul);
    diagnostics.add(kinds::kUnknownFormat, {.file = file, .begin = at, .end = at + 1},
                    "the file is no text: it holds a zero byte");
    return true;
  }
  if (bytes.find_first_not_of(kBlanks) == std::string_view::npos) {
    diagnostics.add(kinds::kEmpty, start, "the file is empty");
    return true;
  }
  return false;
}

}  // namespace

std::string_view to_string(Format format) {
  switch (format) {
    case Format::Unknown:
      return "unknown format";
    case Format::Psplib:
      return "PSPLIB";
    case Format::Patterson:
      return "Patterson";
    case Format::ProGenMax:
      return "ProGen/max";
    case Format::Selection:
      return "selection";
    case Format::WeightedDue:
      return "weighted earliness and tardiness";
    case Format::ModelText:
      return "model text";
  }
  return "";
}

InstanceRead read_instance(std::string_view bytes, FileId file, std::string_view file_name) {
  InstanceRead read;
  if (refuse_unread(bytes, file, read.diagnostics)) return read;
  const std::string_view text = bytes.substr(bytes.find_first_not_of(kBlanks));
  ModelPlaces places;  // of model text: the other formats check their numbers as they read them
  read_family(family_of(text, file_name), bytes, file, read, places);
  if (!read.diagnostics.has_errors()) {
    for (std::string& defect : solver::defects_of(read.model)) {
      const Span* place = places.find(defect);
      read.diagnostics.add(kinds::kOutOfRange,
                           place != nullptr ? *place : Span{.file = file, .begin = 0, .end = 0},
                           std::move(defect));
    }
  }
  read.usable = !read.diagnostics.has_errors();
  if (!read.usable) read.model = {};
  return read;
}

}  // namespace penholder::instance
