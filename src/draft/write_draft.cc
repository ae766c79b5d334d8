#include "draft/write_draft.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/columns.h"
#include "base/text.h"
#include "draft/titles.h"

namespace penholder {
namespace {

/// A double-quoted YAML text.
std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : one_line(text)) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

/// Lines of a comment, wrapped.
std::string comment(std::string_view text, std::size_t indent = 0) {
  const std::string margin = std::string(indent, ' ') + "# ";
  std::string result;
  std::string lines = wrapped(one_line(text), 100 - margin.size());
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    result += margin + lines.substr(at, end - at) + '\n';
    at = end + 1;
  }
  return result;
}

/// Whether a locator can stand in a citation: labels of letters and digits, joined by points or
/// hyphens.
bool is_citable(std::string_view locator) {
  bool is_open = true;
  for (const char c : locator) {
    const bool is_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!is_word && ((c != '.' && c != '-') || is_open)) return false;
    is_open = !is_word;
  }
  return !is_open;
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string source_id(std::string_view symbol) {
  return kebab(symbol.substr(0, std::min(symbol.find(" ("), symbol.size())));
}

class Writer {
 public:
  Writer(const DraftOutline& outline, const DraftRequest& request)
      : o_(outline), request_(request), source_(source_id(outline.symbol)) {}

  std::vector<DraftFile> write() {
    std::vector<DraftFile> files;
    files.push_back({"case.yaml", case_text()});
    files.push_back({"sources.yaml", sources_text()});
    files.push_back({"actors.yaml", actors_text()});
    if (!o_.areas.empty()) files.push_back({"areas.yaml", areas_text()});
    files.push_back({"objectives.yaml", objectives_text()});
    files.push_back({"assets.yaml", assets_text()});
    files.push_back({"tasks.yaml", tasks_text()});
    files.push_back({"calendar.yaml", calendar_text()});
    files.push_back({"views.yaml", views_text()});
    return files;
  }

 private:
  [[nodiscard]] std::string cite(std::string_view locator) const {
    return !locator.empty() && is_citable(locator) ? fmt::format("{}#{}", source_, locator)
                                                   : source_;
  }
  [[nodiscard]] std::string cites(const Locators& locators) const {
    std::vector<std::string> all;
    for (const std::string& locator : locators) {
      std::string one = cite(locator);
      if (std::ranges::find(all, one) == all.end()) all.push_back(std::move(one));
    }
    if (all.empty()) all.push_back(source_);
    return fmt::format("[{}]", fmt::join(all, ", "));
  }

  [[nodiscard]] std::string case_text() const {
    const std::string mission = o_.mission.empty() ? "the mission" : o_.mission;
    const std::size_t priority =
        static_cast<std::size_t>(std::ranges::count(o_.tasks, true, &DraftTask::is_priority));
    const std::string end = to_long_string(o_.horizon.end - 1);
    std::string text = comment(fmt::format(
        "A draft, read from {} by rule. What the text states carries its paragraph; every number "
        "that it does not state is `unknown`. Titles are the text's own words, cut short: put them "
        "in yours.",
        o_.symbol));
    text += "#\n# What is left to do:\n";
    text += "#   penholder check lists every open number, with its place.\n";
    text +=
        "#   objectives.yaml  is the tree right? Which objectives are missing? Give it a scale.\n";
    text +=
        "#   tasks.yaml       how strongly each task serves its objective, what it takes, how "
        "long.\n";
    text += "#   assets.yaml      which means there are, and how much of each.\n";
    text += "#   views.yaml       the other views of the room beside the mandate's own order.\n";
    text +=
        "#   links, conditions, benchmarks, shocks, options: see the page of the case format.\n";
    text += "penholder: 1\n\ncase:\n";
    text += fmt::format("  id: {}\n", request_.id);
    text += fmt::format(
        "  title: {}\n",
        quoted(request_.title.empty()
                   ? fmt::format("{}: the mandate of {}",
                                 o_.mission.empty() ? "A mission" : o_.mission, o_.symbol)
                   : request_.title));
    text += fmt::format("  mission: {}\n", o_.actors.front().id);
    text += comment("The day of adoption: move it to the day on which your case stands.", 2);
    text += fmt::format("  as-of: {}\n", to_string(o_.adopted));
    text += comment(o_.end_is_stated
                        ? fmt::format("From adoption to the end of the mandate, {} (paragraph {}).",
                                      end, o_.extension)
                        : std::string("The text states no end of the mandate that could be read: a "
                                      "year from adoption."),
                    2);
    text += fmt::format("  horizon: {{start: {}, end: {}}}\n", to_string(o_.horizon.start),
                        to_string(o_.horizon.end));
    const std::string of_them = priority == o_.tasks.size() ? std::string("all of them")
                                                            : fmt::format("{} of them", priority);
    text += fmt::format(
        "  summary: {}\n",
        quoted(fmt::format("{} gives {} {}, {} as priorities. This draft sets them out with their "
                           "paragraphs; how much they matter and what they take is still open.",
                           o_.symbol, mission, counted(o_.tasks.size(), "task"), of_them)));
    text += fmt::format(
        "  question: {}\n",
        quoted(fmt::format("Which of the tasks of {} come first until {}, in which order and with "
                           "which means?",
                           mission, end)));
    text += "  reference-view: as-mandated\n";
    text += context_text();
    text += "  gaps:\n";
    text += fmt::format(
        "    - {}\n", quoted(fmt::format("Drafted from {} alone. Nothing else was read: no report "
                                         "of the Secretary-General, no budget, no staffing table.",
                                         o_.symbol)));
    if (!o_.also_asked.empty()) {
      text += fmt::format(
          "    - {}\n", quoted(fmt::format(
                            "Outside its lists of tasks, the text also asks things of {} in {} {}; "
                            "none of that is a task here yet.",
                            mission, o_.also_asked.size() == 1 ? "paragraph" : "paragraphs",
                            join_words(o_.also_asked))));
    }
    return text;
  }

  [[nodiscard]] std::string context_text() const {
    std::string text = "  context:\n";
    const auto item = [&](std::string_view words, const std::string& cited) {
      text += fmt::format("    - {{text: {}, cites: {}}}\n", quoted(words), cited);
    };
    if (o_.end_is_stated) {
      item(fmt::format("The mandate runs until {}.", to_long_string(o_.horizon.end - 1)),
           cites({o_.extension}));
    } else {
      item(fmt::format("The text was adopted on {}.", to_long_string(o_.adopted)), cites({}));
    }
    if (!o_.order.empty()) {
      item(fmt::format("The text itself ranks its priorities. The first: {}.",
                       title_in_line(o_.order.front())),
           cites(o_.order_cites));
    }
    std::vector<std::string> names;
    std::vector<std::string> places;
    for (const DraftReference& reference : o_.references) {
      if (!reference.date) continue;
      names.push_back(reference.symbol.substr(6));
      places.push_back(cite(reference.cited_in.front()));
      places.push_back(source_id(reference.symbol));
    }
    if (!names.empty()) {
      std::vector<std::string> unique;
      for (std::string& place : places) {
        if (std::ranges::find(unique, place) == unique.end()) unique.push_back(std::move(place));
      }
      item(fmt::format("The text refers to {} {}.",
                       names.size() == 1 ? "resolution" : "resolutions", join_words(names)),
           fmt::format("[{}]", fmt::join(unique, ", ")));
    }
    return text;
  }

  [[nodiscard]] std::string title_in_line(std::size_t objective) const {
    std::string title = o_.objectives[objective].title;
    // A capital that only the start of the title gave it.
    if (title.size() > 1 && title[0] >= 'A' && title[0] <= 'Z' && title[1] >= 'a') {
      title[0] = static_cast<char>(title[0] - 'A' + 'a');
    }
    return title;
  }

  /// Ids of the ranked priorities, the first first.
  [[nodiscard]] std::string order_ids() const {
    std::vector<std::string> order;
    order.reserve(o_.order.size());
    for (const std::size_t objective : o_.order) order.push_back(o_.objectives[objective].id);
    return fmt::format("{}", fmt::join(order, ", "));
  }

  [[nodiscard]] std::string sources_text() const {
    std::string text =
        comment("What the case cites. `held: full` means that you have the text before you.");
    text += "sources:\n";
    const auto source = [&](std::string_view symbol, std::string_view title, Date date) {
      text += fmt::format(
          "  - id: {}\n    symbol: {}\n    title: {}\n    date: {}\n    kind: resolution\n"
          "    held: full\n",
          source_id(symbol), symbol,
          quoted(title.empty() ? fmt::format("Resolution {}", symbol.substr(6)) : title),
          to_string(date));
    };
    source(o_.symbol, o_.title, o_.adopted);
    std::string open;
    for (const DraftReference& reference : o_.references) {
      if (reference.date) {
        source(reference.symbol, reference.title, *reference.date);
        continue;
      }
      Locators where = reference.cited_in;
      if (where.size() > 3) where.resize(3);
      open += fmt::format("#   {} in {}\n", reference.symbol, fmt::join(where, ", "));
    }
    if (!open.empty()) {
      text += "\n";
      text += comment(
          "The text also refers to these; add those that you cite, with their dates "
          "(or draft again with --corpus, and they are added):");
      text += open;
    }
    return text;
  }

  [[nodiscard]] std::string actors_text() const {
    std::string text = comment(
        "Who acts. Add partners as you need them: regional bodies, other "
        "forces, the country team. `may-not` holds what a mandate rules out.");
    text += "actors:\n";
    for (const DraftActor& actor : o_.actors) {
      text += fmt::format("  - {{id: {}, title: {}, kind: {}, cites: {}}}\n", actor.id,
                          quoted(actor.title), actor.kind, cites(actor.cites));
    }
    return text;
  }

  [[nodiscard]] std::string areas_text() const {
    std::string text = comment(
        "Places that the tasks name, as the text writes them. Join those that "
        "are the same, give each its part of the need.");
    text += "areas:\n";
    for (const DraftArea& area : o_.areas) {
      text += fmt::format(
          "  - id: {}\n    title: {}\n    need: {{unknown: \"which part of the need for protection "
          "is here\"}}\n    cites: {}\n",
          area.id, quoted(area.title), cites(area.cites));
    }
    return text;
  }

  [[nodiscard]] std::string objectives_text() const {
    std::string text = comment(
        "What for. `tier` marks the strategic priorities of the text, 1 before 2; tasks serve the "
        "leaves, the objectives without parts.");
    text += "objectives:\n";
    for (const DraftObjective& objective : o_.objectives) {
      if (!objective.remark.empty()) text += comment(objective.remark, 2);
      text += fmt::format("  - id: {}\n    title: {}\n", objective.id, quoted(objective.title));
      if (objective.parent) {
        text += fmt::format("    parent: {}\n", o_.objectives[*objective.parent].id);
      }
      if (objective.tier) text += fmt::format("    tier: {}\n", *objective.tier);
      text += fmt::format("    cites: {}\n", cites(objective.cites));
    }
    text += '\n';
    if (!o_.order.empty()) {
      text += fmt::format("priority-rule: {{kind: order, order: [{}], cites: {}}}\n", order_ids(),
                          cites(o_.order_cites));
    } else {
      text += comment("No order among strategic priorities could be read from the text.");
      text += fmt::format("priority-rule: {{kind: list, cites: {}}}\n", cites({}));
    }
    text += '\n';
    text += comment(
        "The scale on which strengths are judged: agree on it in your room, then take the marks "
        "away. The values are an example, not a finding.");
    text +=
        "# scale:\n"
        "#   - {id: helpful, title: Helpful, value: 0.3, meaning: it helps, judgement: agreed in "
        "our room}\n"
        "#   - {id: important, title: Important, value: 0.6, meaning: much depends on it, "
        "judgement: agreed in our room}\n"
        "#   - {id: decisive, title: Decisive, value: 1, meaning: not reached without it, "
        "judgement: agreed in our room}\n";
    return text;
  }

  [[nodiscard]] std::string assets_text() const {
    std::string text = comment(
        "With what. Ceilings are those of the text; they are not what is deployed, and not what is "
        "free for the tasks. Put the means that are really short in their place: aircraft, mobile "
        "units, advisers.");
    text += "assets:\n";
    for (const DraftAsset& asset : o_.assets) {
      text += fmt::format("  - id: {}\n    title: {}\n    kind: renewable\n    unit: {}\n",
                          asset.id, quoted(asset.title), asset.unit);
      if (asset.ceiling) {
        text += fmt::format("    capacity: {{value: {} {}, cites: {}}}\n", *asset.ceiling,
                            asset.unit, cites(asset.cites));
      } else {
        text += "    capacity: {unknown: \"how many there are\"}\n";
      }
    }
    return text;
  }

  [[nodiscard]] std::string tasks_text() const {
    std::string text = comment(
        "What the text asks of the mission, one task for each item of its lists. `kind` is read "
        "off "
        "the words: standing, unless a date or a word says that the work ends. `list: other` is "
        "what "
        "the text puts behind its priorities. No task is marked `must`: the text marks none.");
    text += "tasks:\n";
    std::string paragraph;
    for (const DraftTask& task : o_.tasks) {
      const std::string now = task.locator.substr(0, task.locator.find('.'));
      if (now != paragraph) {
        text += fmt::format("\n  # ---- paragraph {} ----\n", now);
        paragraph = now;
      }
      text += fmt::format("\n  - id: {}\n    title: {}\n    cites: {}\n", task.id,
                          quoted(task.title), cites({task.locator}));
      if (!task.force.empty()) text += fmt::format("    force: {}\n", task.force);
      text += fmt::format("    list: {}\n", task.is_priority ? "priority" : "other");
      text += fmt::format("    kind: {}{}\n", task.is_standing ? "standing" : "discrete",
                          task.is_standing ? "" : fmt::format("  # says: {}", task.kind_reason));
      text += fmt::format("    lead: {}\n", o_.actors.front().id);
      if (task.supports_host) text += "    partners: [host-state]\n";
      if (!task.areas.empty()) {
        std::vector<std::string> names;
        names.reserve(task.areas.size());
        for (const std::size_t area : task.areas) names.push_back(o_.areas[area].id);
        text += fmt::format("    areas: [{}]\n", fmt::join(names, ", "));
      }
      text += fmt::format("    serves:\n      - {{objective: {}, unknown: \"how strongly\"}}\n",
                          o_.objectives[task.objective].id);
      if (!task.is_standing) text += "    duration: {unknown: \"how long it takes\"}\n";
      text += "    needs:\n";
      for (const DraftAsset& asset : o_.assets) {
        text += fmt::format("      - {{asset: {}, amount: {{unknown: \"how many it takes\"}}}}\n",
                            asset.id);
      }
    }
    return text;
  }

  [[nodiscard]] std::string calendar_text() const {
    std::string text = comment(
        "Dates of the text, stated or counted from the day of adoption. Add the political "
        "calendar: "
        "votes, talks, laws.");
    if (o_.milestones.empty()) {
      text += "# milestones:\n";
    } else {
      text += "milestones:\n";
    }
    for (const DraftMilestone& milestone : o_.milestones) {
      text += fmt::format(
          "  - id: {}\n    title: {}\n    kind: {}\n    date: {}\n    cites: {}\n", milestone.id,
          quoted(milestone.title), milestone.kind,
          milestone.date ? to_string(*milestone.date) : "{unknown: \"the text names no day\"}",
          cites(milestone.cites));
    }
    std::string links;
    for (const DraftTask& task : o_.tasks) {
      if (!task.due) continue;
      links += fmt::format("  - {{id: due-{}, kind: due, task: {}, date: {}, cites: {}}}\n",
                           task.id, task.id, to_string(*task.due), cites({task.locator}));
    }
    if (!links.empty()) text += "\nlinks:\n" + links;
    if (!o_.measures.empty()) {
      text += '\n';
      text += comment(
          "The text asks these measures of others. To make one a benchmark, say who must meet it, "
          "which tasks deliver it and how feasible it is (docs/formats/case.md):");
      for (const DraftMeasure& measure : o_.measures) {
        text += fmt::format("#   {}: {}\n", cite(measure.locator), one_line(measure.title));
      }
    }
    return text;
  }

  [[nodiscard]] std::string views_text() const {
    std::string text = comment(
        "How the room weighs the objectives. The first view is the mandate's own order; add the "
        "others, with how widely each is held. Never a name.");
    text += "views:\n  - id: as-mandated\n    title: As the mandate orders it\n    held-by: text\n";
    if (o_.order.empty()) {
      text += comment("The text ranks nothing: all weights agree with it.", 4);
      text += "    says: []\n";
      return text;
    }
    text += fmt::format("    says:\n      - prefer: [{}]\n        cites: {}\n", order_ids(),
                        cites(o_.order_cites));
    return text;
  }

  const DraftOutline& o_;
  const DraftRequest& request_;
  std::string source_;
};

}  // namespace

std::vector<DraftFile> write_draft(const DraftOutline& outline, const DraftRequest& request) {
  return Writer(outline, request).write();
}

}  // namespace penholder
