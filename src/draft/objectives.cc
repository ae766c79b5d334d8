#include "draft/objectives.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "draft/alike.h"
#include "register/mentions.h"
#include "register/verbs.h"
#include "register/words.h"

namespace penholder {
namespace {

/// A strategic priority or objective as the text words it.
struct Priority {
  std::string text;
  std::string locator;
  std::optional<int> rank;          ///< primary 1, second 2
  Locators refers_to;               ///< paragraphs that it points at
  const Paragraph* tree = nullptr;  ///< its item, when tasks stand under it
};

/// Tasks that belong together in the text: an item of the task list with all under it, or a list.
struct Group {
  std::string title;
  std::string locator;
  Locators tasks;
  bool is_priority = true;
};

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

bool is_below(std::string_view locator, std::string_view above) {
  return locator == above || (locator.size() > above.size() && locator.starts_with(above) &&
                              locator[above.size()] == '.');
}

/// How like two texts must be (alike.h): of a title or clause with a priority; of a sentence with
/// a whole list. Chosen on the mandates of 2020 and 2021; docs/methods/drafting.md has the cases.
constexpr double kLike = 0.25;
constexpr double kLikeAtLength = 0.08;

constexpr std::size_t kLongTitle = 130;

std::string own_words(const Paragraph& paragraph) {
  return paragraph.title.empty() ? paragraph.text : paragraph.title;
}

class Builder {
 public:
  Builder(const Resolution& resolution, const Register& reg, DraftOutline& outline, IdMaker& ids)
      : resolution_(resolution), register_(reg), outline_(outline), ids_(ids) {
    for (const DraftActor& actor : outline.actors) {
      if (actor.kind == "host-state") names_ = key_words(actor.title);
    }
  }

  TaskPlaces build() {
    find_priorities();
    find_groups();
    add_root();
    add_priorities();
    place_groups();
    rank();
    return std::move(places_);
  }

 private:
  // -- What the text lays down
  // ---------------------------------------------------------------------

  void find_priorities() {
    for (const Paragraph& paragraph : resolution_.operative) {
      const Words words = split_words(paragraph.text);
      const auto verb = opening_verb(paragraph.text, words);
      if (!verb || verb->force != Force::Decides) continue;
      if (!paragraph.children.empty() &&
          (find_words(words, "strategic priorities") < words.size() ||
           find_words(words, "strategic objectives") < words.size())) {
        // `in line with its strategic objectives ... should prioritise the following areas` points
        // back at them.
        if (find_words(words, "should prioritise") < words.size() ||
            find_words(words, "should prioritize") < words.size()) {
          continue;
        }
        for (const Paragraph& child : paragraph.children) add_listed(child);
        is_list_ = true;
      } else {
        add_sentences(paragraph, words);
      }
      if (!priorities_.empty()) {
        strategic_ = paragraph.locator;
        return;
      }
    }
  }

  void add_listed(const Paragraph& child) {
    Priority priority{.text = own_words(child),
                      .locator = child.locator,
                      .rank = std::nullopt,
                      .refers_to = {},
                      .tree = child.children.empty() ? nullptr : &child};
    for (const Reference& reference : find_references(child.text, split_words(child.text))) {
      if (reference.symbol.empty() && !reference.locator.empty()) {
        priority.refers_to.push_back(reference.locator);
      }
    }
    priorities_.push_back(std::move(priority));
  }

  /// `the primary strategic priority of X is to A, and further decides that the second strategic
  /// priority of X is to B`.
  void add_sentences(const Paragraph& paragraph, const Words& words) {
    std::vector<std::size_t> starts;
    for (std::size_t at = 0; at + 1 < words.size(); ++at) {
      if (words[at].low == "strategic" &&
          (words[at + 1].low == "priority" || words[at + 1].low == "objective")) {
        starts.push_back(at);
      }
    }
    for (std::size_t i = 0; i < starts.size(); ++i) {
      const std::size_t end = i + 1 < starts.size() ? starts[i + 1] : words.size();
      // `is to`, `remains to`, `shall be to` within a few words.
      std::size_t to = starts[i] + 2;
      while (to < end && to < starts[i] + 14 && words[to].low != "to") ++to;
      if (to >= end || words[to].low != "to" || to == starts[i] + 2) continue;
      const std::string_view before = words[to - 1].low;
      if (before != "is" && before != "remains" && before != "be") continue;
      std::size_t stop = end;
      if (i + 1 < starts.size()) {
        // The clause ends before the words that open the next one.
        for (std::size_t at = end; at > to; --at) {
          if (words[at - 1].low == ",") {
            stop = at - 1;
            break;
          }
        }
      }
      if (stop <= to + 1) continue;
      Priority priority{.text = std::string(between(paragraph.text, words, to, stop - 1)),
                        .locator = paragraph.locator,
                        .rank = std::nullopt,
                        .refers_to = {},
                        .tree = nullptr};
      const std::string_view rank = starts[i] > 0 ? std::string_view(words[starts[i] - 1].low) : "";
      if (rank == "primary" || rank == "first" || rank == "main") priority.rank = 1;
      if (rank == "second" || rank == "secondary") priority.rank = 2;
      priorities_.push_back(std::move(priority));
    }
  }

  void find_groups() {
    for (std::size_t i = 0; i < resolution_.operative.size(); ++i) {
      const Paragraph& paragraph = resolution_.operative[i];
      std::vector<const RegisterRow*> rows;
      for (const RegisterRow& row : register_.rows) {
        if (row.list != TaskList::None && is_below(row.locator, paragraph.locator)) {
          rows.push_back(&row);
        }
      }
      if (rows.empty() || (is_list_ && paragraph.locator == strategic_)) continue;
      const bool is_priority = rows.front()->list != TaskList::Other;
      constexpr std::size_t kFewOthers = 8;
      const bool is_flat = std::ranges::all_of(paragraph.children, [](const Paragraph& child) {
        return child.children.empty() && child.title.empty();
      });
      if (is_flat || (!is_priority && rows.size() <= kFewOthers)) {
        Group group{.title = list_title(paragraph, i, is_priority),
                    .locator = paragraph.locator,
                    .tasks = {},
                    .is_priority = is_priority};
        for (const RegisterRow* row : rows) group.tasks.push_back(row->locator);
        groups_.push_back(std::move(group));
        continue;
      }
      for (const Paragraph& child : paragraph.children) {
        Group group{.title = short_title(own_words(child), kLongTitle),
                    .locator = child.locator,
                    .tasks = {},
                    .is_priority = is_priority};
        for (const RegisterRow* row : rows) {
          if (is_below(row->locator, child.locator)) group.tasks.push_back(row->locator);
        }
        if (!group.tasks.empty()) groups_.push_back(std::move(group));
      }
    }
  }

  std::string list_title(const Paragraph& paragraph, std::size_t index, bool is_priority) const {
    if (!is_priority) return fmt::format("Other tasks of paragraph {}", paragraph.locator);
    const std::string_view heading = heading_over(resolution_, index);
    const std::string title = short_title(heading);
    return title.empty() ? fmt::format("Tasks of paragraph {}", paragraph.locator)
                         : fmt::format("{} (paragraph {})", title, paragraph.locator);
  }

  // -- The tree
  // ------------------------------------------------------------------------------------

  std::size_t add(std::string title, std::string_view locator, std::optional<std::size_t> parent,
                  std::optional<int> tier, std::string remark = {}) {
    if (title.empty()) title = fmt::format("Paragraph {}", locator);
    DraftObjective objective;
    objective.id = ids_.make(title, locator, "objective");
    objective.title = std::move(title);
    objective.parent = parent;
    objective.tier = tier;
    if (!locator.empty()) objective.cites.emplace_back(locator);
    objective.remark = std::move(remark);
    outline_.objectives.push_back(std::move(objective));
    return outline_.objectives.size() - 1;
  }

  /// A vision has several parts, and all are meant: the whole sentence, as far as it is short.
  static std::string vision_title(std::string_view text) {
    constexpr std::size_t kMost = 220;
    const std::size_t end = std::min(text.find(';'), text.find(" in accordance with"));
    std::string title = one_line(text.substr(0, std::min(end, text.size())));
    while (title.size() > kMost) {
      const std::size_t comma = title.rfind(',');
      if (comma == std::string::npos || comma < kMost / 4) return short_title(text);
      title.resize(comma);
    }
    if (!title.empty() && title.front() >= 'a' && title.front() <= 'z') {
      title.front() = static_cast<char>(title.front() - 'a' + 'A');
    }
    return title;
  }

  void add_root() {
    // A vision, where the text has one, is what the whole is for.
    for (const Paragraph& paragraph : resolution_.operative) {
      const std::size_t at = paragraph.text.find("strategic vision to ");
      if (at == std::string::npos || !priorities_.empty()) continue;
      add(vision_title(std::string_view(paragraph.text).substr(at + 20)), paragraph.locator,
          std::nullopt, std::nullopt, "the strategic vision in the words of the text");
      return;
    }
    add(outline_.mission.empty() ? std::string("The mandate")
                                 : fmt::format("The mandate of {}", outline_.mission),
        outline_.extension, std::nullopt, std::nullopt,
        "the text names no end state in a phrase of its own: put it in your words");
  }

  void add_priorities() {
    for (const Priority& priority : priorities_) {
      priority_at_.push_back(add(short_title(priority.text, kLongTitle), priority.locator,
                                 std::size_t{0}, priority.rank.value_or(1)));
      if (!is_list_) continue;
      for (const RegisterRow& row : register_.rows) {
        if (row.list != TaskList::None && is_below(row.locator, priority.locator)) {
          places_[row.locator] = priority_at_.back();
        }
      }
    }
  }

  /// The priority that a title or clause sounds like: by its gist, else by all of its words.
  [[nodiscard]] std::optional<Likeness> sounds_like(std::string_view text) const {
    std::vector<std::string> gists;
    std::vector<std::string> texts;
    for (const Priority& priority : priorities_) {
      gists.push_back(short_title(priority.text));
      texts.push_back(priority.text);
    }
    if (auto alike = most_alike(text, gists, names_, kLike)) return alike;
    return most_alike(text, texts, names_, kLike);
  }

  /// Which priority a text belongs to, with the reason.
  struct Match {
    std::size_t priority = 0;
    std::string reason;
  };
  [[nodiscard]] std::optional<Match> match(std::string_view text, std::string_view locator) const {
    for (std::size_t i = 0; i < priorities_.size(); ++i) {
      for (const std::string& reference : priorities_[i].refers_to) {
        if (reference == locator) {
          return Match{i,
                       fmt::format("paragraph {} refers to {}", priorities_[i].locator, locator)};
        }
      }
    }
    const auto alike = sounds_like(text);
    if (!alike) return std::nullopt;
    return Match{alike->index, fmt::format("put here because both texts say: {}; check it",
                                           joined(alike->shared))};
  }

  void place_groups() {
    const bool has_trees = std::ranges::any_of(
        priorities_, [](const Priority& priority) { return priority.tree != nullptr; });
    std::vector<std::optional<Match>> matches;
    for (const Group& group : groups_) {
      std::optional<Match> found;
      if (priorities_.size() == 1 && group.is_priority) {
        found = Match{0, "the text has one strategic objective for all its priority tasks"};
      } else if (!priorities_.empty() && (group.is_priority || priorities_.size() > 1)) {
        found = match(group.title, group.locator);
      }
      // Other tasks are no part of a priority unless the text says so.
      if (!group.is_priority && found && !found->reason.starts_with("paragraph")) {
        found = std::nullopt;
      }
      matches.push_back(std::move(found));
    }
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      const Group& group = groups_[g];
      if (has_trees && group.is_priority) {
        place_one_by_one(group);
        continue;
      }
      if (!matches[g]) {
        put(group, add(group.title, group.locator, std::size_t{0}, std::nullopt,
                       priorities_.empty() || !group.is_priority
                           ? std::string()
                           : "no strategic priority speaks of it in the same words: which one does "
                             "it belong to?"));
        continue;
      }
      const auto shares = std::ranges::count_if(matches, [&](const std::optional<Match>& other) {
        return other && other->priority == matches[g]->priority;
      });
      const std::size_t priority = priority_at_[matches[g]->priority];
      if (shares == 1) {  // the group is what the priority is about
        DraftObjective& objective = outline_.objectives[priority];
        objective.cites.push_back(group.locator);
        objective.remark = fmt::format("its tasks are those of paragraph {} ({})", group.locator,
                                       matches[g]->reason);
        put(group, priority);
      } else {
        put(group, add(group.title, group.locator, priority, std::nullopt, matches[g]->reason));
      }
    }
  }

  /// A list beside a tree of objectives: each item goes to the objective that it sounds like.
  void place_one_by_one(const Group& group) {
    std::vector<std::string> texts;
    texts.reserve(priorities_.size());
    for (const Priority& priority : priorities_) {
      texts.push_back(priority.tree == nullptr ? priority.text : full_text(*priority.tree));
    }
    std::optional<std::size_t> rest;
    for (const std::string& locator : group.tasks) {
      const Paragraph* paragraph = find_paragraph(resolution_, locator);
      const auto alike = paragraph == nullptr
                             ? std::nullopt
                             : most_alike(full_text(*paragraph), texts, names_, kLikeAtLength);
      if (alike) {
        places_[locator] = priority_at_[alike->index];
        continue;
      }
      if (!rest) {
        rest = add(group.title, group.locator, std::size_t{0}, std::nullopt,
                   "items that sound like none of the objectives: which one do they serve?");
      }
      places_[locator] = *rest;
    }
  }

  void put(const Group& group, std::size_t objective) {
    for (const std::string& locator : group.tasks) places_[locator] = objective;
  }

  // -- Their order
  // ---------------------------------------------------------------------------------

  /// The priority that the text gives precedence to: `... should be given priority in decisions`.
  [[nodiscard]] std::optional<std::pair<std::size_t, std::string>> precedence() const {
    for (const Paragraph& paragraph : resolution_.operative) {
      for (const std::string_view phrase :
           {"should be given priority", "must be given priority", "shall be given priority"}) {
        const std::size_t at = paragraph.text.find(phrase);
        if (at == std::string::npos) continue;
        const std::size_t that = paragraph.text.rfind("that ", at);
        const std::size_t from = that == std::string::npos || at - that > 200
                                     ? at - std::min<std::size_t>(at, 120)
                                     : that;
        if (const auto alike = sounds_like(paragraph.text.substr(from, at - from))) {
          return std::pair(alike->index, paragraph.locator);
        }
      }
    }
    return std::nullopt;
  }

  void rank() {
    if (priorities_.size() < 2) return;
    const bool has_ranks = std::ranges::all_of(
        priorities_, [](const Priority& priority) { return priority.rank.has_value(); });
    const auto first = precedence();
    if (!has_ranks && !first) return;
    std::vector<std::size_t> order(priorities_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    if (has_ranks) {
      std::ranges::stable_sort(order, {}, [&](std::size_t i) { return *priorities_[i].rank; });
      outline_.order_cites.push_back(strategic_);
    } else {
      std::ranges::stable_sort(order, {}, [&](std::size_t i) { return i != first->first; });
      for (std::size_t i = 0; i < priorities_.size(); ++i) {
        outline_.objectives[priority_at_[i]].tier = i == first->first ? 1 : 2;
      }
      outline_.order_cites.push_back(strategic_);
    }
    if (first && first->second != strategic_) outline_.order_cites.push_back(first->second);
    // A rule that gives one of many precedence says nothing of the others among themselves.
    if (!has_ranks && order.size() > 2) return;
    for (const std::size_t i : order) outline_.order.push_back(priority_at_[i]);
  }

  const Resolution& resolution_;
  const Register& register_;
  DraftOutline& outline_;
  IdMaker& ids_;
  std::string strategic_;  // locator of the paragraph that states the priorities
  bool is_list_ = false;   // it states them as a list
  std::vector<std::string> names_;
  std::vector<Priority> priorities_;
  std::vector<Group> groups_;
  std::vector<std::size_t> priority_at_;  // priority -> objective
  TaskPlaces places_;
};

}  // namespace

TaskPlaces draft_objectives(const Resolution& resolution, const Register& reg,
                            DraftOutline& outline, IdMaker& ids) {
  return Builder(resolution, reg, outline, ids).build();
}

}  // namespace penholder
