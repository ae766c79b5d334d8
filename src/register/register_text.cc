// The register for a terminal.

#include <fmt/format.h>

#include <algorithm>

#include "register/register_render.h"

namespace penholder {
namespace {

constexpr std::size_t kIndent = 14;  // where the words of a row begin
constexpr std::size_t kLinesMost = 3;

std::size_t columns_of(std::string_view word) {
  return static_cast<std::size_t>(std::ranges::count_if(
      word, [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

void add_wrapped(std::string& out, std::string_view text, std::size_t indent, std::size_t width) {
  std::size_t column = indent;
  bool first = true;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, space);
    const std::size_t length = columns_of(word);
    if (!first && column + 1 + length > width) {
      out += '\n';
      out.append(indent, ' ');
      column = indent;
      first = true;
    }
    if (!first) {
      out += ' ';
      ++column;
    }
    out += word;
    column += length;
    first = false;
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  out += '\n';
}

/// `28.a.iii` with two labels of it -> `28.a`.
std::string_view locator_of_depth(std::string_view locator, std::size_t labels) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < labels && end != std::string_view::npos; ++i) {
    end = locator.find('.', end == 0 ? 0 : end + 1);
  }
  return locator.substr(0, end);
}

// A place and what stands there; places that are too long push the words on.
void add_place(std::string& out, std::string_view locator, std::size_t indent) {
  out.append(2, ' ');
  out += locator;
  const std::size_t used = 2 + locator.size();
  out.append(used < indent ? indent - used : 1, ' ');
}

/// What stands over a row and did not over the one before, one line each.
void add_new_titles(std::string& out, const RegisterRow& row, const RegisterRow* before,
                    std::size_t width) {
  for (std::size_t i = 0; i < row.under.size(); ++i) {
    const std::string_view at = locator_of_depth(row.locator, i + 1);
    const bool known = before != nullptr && i < before->under.size() &&
                       locator_of_depth(before->locator, i + 1) == at;
    if (known || row.under[i].empty()) continue;
    add_place(out, at, kIndent);
    add_wrapped(out, clipped(row.under[i], (i == 0 ? 2 : 1) * (width - kIndent) - 4), kIndent,
                width);
  }
}

std::string facts_of(const RegisterRow& row, const std::vector<std::string>& cells) {
  std::string facts = "- ";
  if (row.verb.lemma.empty()) {
    facts += "verb unknown";
  } else {
    const std::string_view force = to_string(row.verb.force);
    facts += row.verb.phrase;
    if (!row.verb.phrase.ends_with(force)) facts += fmt::format(" [{}]", force);
  }
  facts += fmt::format(" -> {}", row.addressee.addressee == Addressee::Unknown
                                     ? "addressee unknown"
                                     : to_string(row.addressee.addressee));
  if (!row.supported.empty()) facts += fmt::format(", supports {}", row.supported);
  if (row.list != TaskList::None) facts += fmt::format(" | class: {}", shown_classes(row));
  const auto columns = register_columns();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool is_shown = columns[i] == "areas" || columns[i] == "deadlines" ||
                          columns[i] == "quantities" || columns[i] == "references";
    const bool is_plain_date = columns[i] == "dates" && row.deadlines.empty();
    if ((is_shown || is_plain_date) && !cells[i].empty()) {
      facts += fmt::format(" | {}: {}", columns[i], cells[i]);
    }
  }
  if (row.reports) facts += " | reports to the Council";
  return facts;
}

}  // namespace

std::string register_text(const Register& reg, RegisterScope scope, int width) {
  const auto columns = static_cast<std::size_t>(std::max(width, 60));
  const std::vector<const RegisterRow*> rows = rows_in_scope(reg, scope);
  std::string out;
  add_wrapped(out, register_headline(reg, rows.size()), 0, columns);
  const RegisterRow* before = nullptr;
  for (const RegisterRow* row : rows) {
    if (before == nullptr || row->heading != before->heading || row->list != before->list) {
      out += '\n';
      const std::string list =
          row->list == TaskList::None ? "" : fmt::format(" [{}]", to_string(row->list));
      add_wrapped(out, (row->heading.empty() ? "(no heading)" : row->heading) + list, 0, columns);
      if (before != nullptr && row->list != before->list) before = nullptr;
    }
    add_new_titles(out, *row, before, columns);
    add_place(out, row->locator, kIndent);
    const std::string text =
        row->title.empty() || row->title == row->text ? row->text : row->title + ": " + row->text;
    add_wrapped(out, clipped(text, kLinesMost * (columns - kIndent)), kIndent, columns);
    out.append(kIndent, ' ');
    add_wrapped(out, facts_of(*row, register_cells(reg, *row)), kIndent, columns);
    before = row;
  }
  return out;
}

}  // namespace penholder
