#include "register/register_render.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace penholder {
namespace {

constexpr auto kColumns = std::to_array<std::string_view>(
    {"resolution", "paragraph", "list", "verb", "force", "addressee", "supported", "under", "text",
     "class", "modality", "areas", "dates", "deadlines", "reports", "quantities", "references"});

template <class Items, class Show>
std::string joined(const Items& items, Show show) {
  std::string text;
  for (const auto& item : items) {
    if (!text.empty()) text += "; ";
    text += show(item);
  }
  return text;
}

std::string shown_reference(const Reference& reference) {
  if (reference.symbol == "?") return reference.text;
  if (reference.symbol.empty()) {
    return fmt::format("paragraph {}{}", reference.locator, reference.resolved ? "" : " (?)");
  }
  const std::string_view doubt = reference.exists == false ? " (?)" : "";
  return reference.locator.empty()
             ? fmt::format("{}{}", reference.symbol, doubt)
             : fmt::format("{} paragraph {}{}", reference.symbol, reference.locator, doubt);
}

std::string class_keys(const RegisterRow& row) {
  if (row.list == TaskList::None) return {};
  if (row.classes.empty()) return "unknown";
  return joined(row.classes, [](const Classified& c) { return std::string(c.task->key); });
}

std::string shown_modality(const RegisterRow& row) {
  if (row.list == TaskList::None) return {};
  return row.classes.empty() ? "unknown" : std::string(to_string(row.classes[0].modality));
}

}  // namespace

std::span<const std::string_view> register_columns() { return kColumns; }

std::vector<std::string> register_cells(const Register& reg, const RegisterRow& row) {
  return {
      reg.symbol,
      row.locator,
      std::string(to_string(row.list)),
      row.verb.lemma.empty() ? "unknown" : row.verb.phrase,
      std::string(to_string(row.verb.force)),
      std::string(to_string(row.addressee.addressee)),
      row.supported,
      joined(row.under, [](const std::string& text) { return clipped(text, 120); }),
      row.title.empty() || row.title == row.text ? row.text : row.title + ": " + row.text,
      class_keys(row),
      shown_modality(row),
      joined(row.places, [](const std::string& place) { return place; }),
      joined(row.dates, [](const DateMention& d) { return d.date ? to_string(*d.date) : d.text; }),
      joined(row.deadlines, [](const Deadline& d) { return d.text; }),
      row.reports ? "yes" : "",
      joined(row.quantities, [](const Quantity& q) { return q.text; }),
      joined(row.references, shown_reference)};
}

std::vector<const RegisterRow*> rows_in_scope(const Register& reg, RegisterScope scope) {
  const bool has_tasks = std::ranges::any_of(
      reg.rows, [](const RegisterRow& row) { return row.list != TaskList::None; });
  std::vector<const RegisterRow*> rows;
  for (const RegisterRow& row : reg.rows) {
    const bool wanted = scope == RegisterScope::All ||
                        (has_tasks ? row.list != TaskList::None : row.verb.force > Force::Remark);
    if (wanted) rows.push_back(&row);
  }
  return rows;
}

std::string shown_classes(const RegisterRow& row) {
  if (row.list == TaskList::None) return {};
  if (row.classes.empty()) return "unknown";
  std::string classes =
      joined(row.classes, [](const Classified& c) { return std::string(c.task->title); });
  const Modality modality = row.classes[0].modality;
  if (modality != Modality::Unknown) classes += fmt::format(" ({})", to_string(modality));
  return classes;
}

std::string clipped(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  const std::size_t space = text.rfind(' ', most);
  return std::string(text.substr(0, space == std::string_view::npos ? most : space)) + " \u2026";
}

std::string register_headline(const Register& reg, std::size_t shown) {
  std::string line = reg.symbol.empty() ? "a resolution without symbol" : reg.symbol;
  if (reg.date) line += fmt::format(" of {}", to_long_string(*reg.date));
  if (!reg.mission.empty()) line += fmt::format(", {}", reg.mission);
  const std::size_t priority = reg.count(TaskList::Priority);
  const std::size_t other = reg.count(TaskList::Other);
  const std::size_t plain = reg.count(TaskList::Mandate);
  const auto counted = [](std::size_t count, std::string_view one, std::string_view behind) {
    return fmt::format("{} {}{}{}", count, one, count == 1 ? "" : "s", behind);
  };
  std::vector<std::string> counts;
  if (priority > 0) counts.push_back(counted(priority, "priority task", ""));
  if (plain > 0) counts.push_back(counted(plain, "task", " without a tier"));
  if (other > 0) counts.push_back(counted(other, "other task", ""));
  line += counts.empty() ? fmt::format(": no list of tasks; {}", counted(shown, "row", ""))
                         : ": " + join_words(counts);
  return line;
}

std::string registers_csv(std::span<const Register> registers, RegisterScope scope) {
  const auto cell = [](std::string text) {
    // Spreadsheets run what starts so (OWASP, CSV injection).
    if (!text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos) {
      text.insert(0, "'");
    }
    if (text.find_first_of("\",\n\r") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) {
      quoted += c;
      if (c == '"') quoted += '"';
    }
    return quoted + '"';
  };
  std::string out;
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    out += (i > 0 ? "," : "") + std::string(kColumns[i]);
  }
  out += "\r\n";
  for (const Register& reg : registers) {
    for (const RegisterRow* row : rows_in_scope(reg, scope)) {
      const std::vector<std::string> cells = register_cells(reg, *row);
      for (std::size_t i = 0; i < cells.size(); ++i) out += (i > 0 ? "," : "") + cell(cells[i]);
      out += "\r\n";
    }
  }
  return out;
}

}  // namespace penholder
