#include "note/note.h"

#include <fmt/format.h>

#include <array>

#include "base/date.h"
#include "chart/palette.h"
#include "note/html.h"
#include "note/sections.h"
#include "note/style.h"

namespace penholder {
namespace {

struct Part {
  std::string_view id;
  std::string_view title;
  Html (*write)(const Refs&);
};

// In the order of a briefing: what matters, why, what first, when, what may come of it, what else
// could be done, what all that rests on; then the annexes.
constexpr std::array kParts{
    Part{"key", "Key considerations", write_considerations},
    Part{"chair", "Shared, contested, decisive", write_chair},
    Part{"context", "Context", write_context},
    Part{"priorities", "The priorities", write_priorities},
    Part{"sequence", "The sequence", write_sequence},
    Part{"outlook", "The outlook", write_outlook},
    Part{"options", "The options", write_options},
    Part{"basis", "What the result rests on", write_basis},
    Part{"gaps", "Gaps", write_gaps},
    Part{"map", "Map", write_map},
    Part{"register", "Register of tasks", write_register},
    Part{"numbers", "Table of numbers", write_numbers},
    Part{"sources", "Sources", write_sources},
};

Html contents() {
  Html items;
  for (const Part& part : kParts) {
    items += element("li", link(fmt::format("#{}", part.id), std::string(part.title)));
  }
  return element("nav", {{"class", "contents"}, {"aria-labelledby", "contents-title"}},
                 cat(element("p", {{"id", "contents-title"}}, "Contents"), element("ol", items)));
}

Html head(const Case& c) {
  Html content = void_element("meta", {{"charset", "utf-8"}});
  content += void_element(
      "meta", {{"http-equiv", "Content-Security-Policy"},
               {"content",
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
                "form-action 'none'"}});
  content += void_element(
      "meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  content += void_element("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  content += element("title", fmt::format("{}: briefing note", c.title));
  // Running heads of the printed page.
  const std::string running =
      fmt::format("@page{{@top-left{{content:\"{}\"}}@top-right{{content:\"As of {}\"}}}}\n",
                  escape_css(c.title), escape_css(to_long_string(c.as_of)));
  content += element("style", Html::trusted(chart_properties_css() + note_style() +
                                            chart_style(Theme::Page) + running));
  return element("head", content);
}

}  // namespace

std::string write_note(const NoteInputs& inputs) {
  const Refs refs(inputs);
  const Case& c = refs.base();
  Html main;
  for (const Part& part : kParts) main += part.write(refs);
  Html body = element("a", {{"class", "skip"}, {"href", "#main"}}, "Skip to the note");
  body += write_masthead(refs);
  body += contents();
  body += element("main", {{"id", "main"}, {"tabindex", "-1"}}, main);
  body += element(
      "footer",
      element("p", cat("This note informs a decision; it does not take it. As of ",
                       to_long_string(c.as_of), ". ",
                       inputs.version.empty() ? Html() : cat("Made by ", inputs.version, "."))));
  const Html page = element("html", {{"lang", "en"}}, cat(head(c), element("body", body)));
  return "<!DOCTYPE html>\n" + page.markup() + "\n";
}

}  // namespace penholder
