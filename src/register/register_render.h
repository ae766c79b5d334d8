#pragma once
// The register for people and programs. Each form carries the same columns, in the same order.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "register/register.h"

namespace penholder {

/// Which rows: the mission's tasks, or every leaf.
enum class RegisterScope : std::uint8_t { Tasks, All };

/// Titles of the columns, as in CSV and the workbook.
std::span<const std::string_view> register_columns();

/// The cells of a row as text, one for each column; lists joined by `; `.
std::vector<std::string> register_cells(const Register& reg, const RegisterRow& row);

/// The rows of a scope. When a mandate has no list of tasks, Tasks falls back to every leaf whose
/// verb asks something of somebody.
std::vector<const RegisterRow*> rows_in_scope(const Register& reg, RegisterScope scope);

/// For a terminal `width` columns wide (at least 60 are used).
std::string register_text(const Register& reg, RegisterScope scope, int width);

/// `S/RES/2531 (2020) of 29 June 2020, MINUSMA: 24 priority tasks and 3 other tasks`.
std::string register_headline(const Register& reg, std::size_t shown);

/// `Civilian Protection (secure); Gender (secure)`, `unknown`; empty for what is no task.
std::string shown_classes(const RegisterRow& row);

/// At most `most` bytes, cut between words, with an ellipsis if anything is missing.
std::string clipped(std::string_view text, std::size_t most);

/// All fields, typed, with byte spans into the source; ends in a line break.
std::string register_json(const Register& reg, RegisterScope scope);

/// `{"registers": [...]}`, each as above.
std::string registers_json(std::span<const Register> registers, RegisterScope scope);

/// RFC 4180, UTF-8, one head for all. A cell that a spreadsheet would take for a formula gets an
/// apostrophe in front.
std::string registers_csv(std::span<const Register> registers, RegisterScope scope);

/// One self-contained page: no script, no network; light and dark; prints with repeated table
/// heads.
std::string registers_html(std::span<const Register> registers, RegisterScope scope);

/// `&`, `<`, `>`, `"` for HTML.
std::string html_escaped(std::string_view text);

/// The style sheet that register, redline and history share.
std::string_view page_style();

}  // namespace penholder
