#include "register/register.h"

#include <algorithm>
#include <array>

namespace penholder {
namespace {

bool is_title(std::string_view text) {
  return !text.empty() && (std::string_view(".;,").find(text.back()) == std::string_view::npos) &&
         !text.starts_with("To ") && !text.starts_with("to ");
}

// A panel or committee that is given tasks, before any mission is named.
bool names_body_with_tasks(const Words& words) {
  const auto has = [&](std::string_view phrase) {
    return find_words(words, phrase) < words.size();
  };
  return (has("panel") || has("group of experts") || has("monitoring group") || has("committee") ||
          has("monitoring team")) &&
         (has("tasks") || has("mandate"));
}

// What is handed down from the operative paragraph to the leaves below it.
struct Context {
  std::string_view heading;
  TaskList list = TaskList::None;
  Verb verb;
  AddresseeMention addressee;
};

class Maker {
 public:
  Maker(const Resolution& resolution, const RegisterOptions& options)
      : resolution_(resolution), options_(options) {
    register_.symbol = resolution.symbol;
    register_.date = resolution.date;
    register_.mission = mission_name(resolution);
    register_.language = resolution.language;
  }

  Register make() {
    auto heading = resolution_.headings.begin();  // in the order of the text, as heading_over
    Context over;
    for (std::size_t i = 0; i < resolution_.operative.size(); ++i) {
      const Paragraph& paragraph = resolution_.operative[i];
      for (; heading != resolution_.headings.end() && heading->before <= i; ++heading) {
        over.heading = heading->text;
      }
      Context context = over;
      context.list = task_list_of(paragraph, context.heading, register_.mission);
      std::vector<std::string> under;
      visit(paragraph, context, under);
    }
    return std::move(register_);
  }

 private:
  void visit(const Paragraph& paragraph, Context context, std::vector<std::string>& under) {
    const Words words = split_words(rule_text(paragraph.text));
    if (const auto verb = opening_verb(paragraph.text, words)) {
      context.verb = *verb;
      context.addressee = addressee_of(paragraph.text, words, *verb);
    }
    if (paragraph.is_leaf()) {
      add_row(paragraph, words, context, under);
      return;
    }
    // A list may stand below an item: `7. Acting under Chapter VII, (b) decides that UNMIS shall:`.
    if (context.list == TaskList::None && !under.empty()) {
      context.list = task_list_of(paragraph, context.heading, register_.mission);
    }
    // The Council extends a panel's mandate; the tasks below are the panel's.
    if (context.addressee.addressee == Addressee::Council && names_body_with_tasks(words)) {
      context.addressee = {Addressee::SanctionsBody, {}};
    }
    const std::string& own = paragraph.title.empty() ? paragraph.text : paragraph.title;
    std::size_t end = std::min(own.size(), kUnderBytesMost);
    while (end < own.size() && end > 0 && (static_cast<unsigned char>(own[end]) & 0xC0u) == 0x80u) {
      --end;  // not within a character
    }
    under.push_back(own.substr(0, end));
    for (const Paragraph& child : paragraph.children) visit(child, context, under);
    under.pop_back();
  }

  // Whom a remark's second verb asks (`underlines ..., and encourages the Government`), if any.
  AddresseeMention addressee_of(std::string_view text, const Words& words, const Verb& verb) {
    if (asks_nothing(verb)) {
      if (const auto second = next_asking_verb(text, words, verb.next_word)) {
        AddresseeMention asked = find_addressee(text, words, *second, register_.mission);
        if (asked.addressee != Addressee::Unknown) return asked;
      }
    }
    return find_addressee(text, words, verb, register_.mission);
  }

  void add_row(const Paragraph& paragraph, const Words& words, const Context& context,
               const std::vector<std::string>& under) {
    RegisterRow row;
    row.locator = paragraph.locator;
    row.heading = std::string(context.heading);
    row.under = under;
    row.title = paragraph.title;
    row.text = paragraph.text.empty() ? paragraph.title : paragraph.text;
    row.list = context.list;
    row.verb = context.verb;
    row.addressee = context.addressee;
    // A task of the mission is the mission's, whoever else its paragraph names on the way.
    if (row.list != TaskList::None && !register_.mission.empty() &&
        row.addressee.addressee != Addressee::Regional &&
        row.addressee.addressee != Addressee::Mission) {
      row.addressee = {Addressee::Mission, register_.mission};
    }
    row.supported = find_supported(row.text, words);
    row.places = find_places(row.text, words, options_.gazetteer);
    row.dates = find_dates(row.text, words);
    row.quantities = find_quantities(row.text, words);
    row.deadlines = find_deadlines(row.text, words);
    row.reports = is_reporting_duty(words);
    row.references = find_references(row.text, words);
    for (Reference& reference : row.references) {
      reference.resolved =
          reference.symbol.empty() && find_paragraph(resolution_, reference.locator) != nullptr;
    }
    if (row.list != TaskList::None) {
      std::string titles = row.title;
      for (std::size_t i = 1; i < under.size(); ++i) {
        if (is_title(under[i])) titles += ' ' + under[i];
      }
      const Words lead = split_words(under.empty() ? std::string_view{} : under.back());
      row.classes = classify_task(split_words(rule_text(titles)), words, lead);
    }
    row.span = paragraph.span;
    register_.rows.push_back(std::move(row));
  }

  const Resolution& resolution_;
  const RegisterOptions& options_;
  Register register_;
};

}  // namespace

std::string_view to_string(TaskList list) {
  switch (list) {
    case TaskList::None:
      return "none";
    case TaskList::Mandate:
      return "mandate";
    case TaskList::Priority:
      return "priority";
    case TaskList::Other:
      return "other";
  }
  return "none";
}

std::size_t Register::count(TaskList list) const {
  return static_cast<std::size_t>(std::ranges::count(rows, list, &RegisterRow::list));
}

Register make_register(const Resolution& resolution, const RegisterOptions& options) {
  return Maker(resolution, options).make();
}

}  // namespace penholder
