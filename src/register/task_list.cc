// Which items are tasks of a mission. A mandate says so in its own words (`the following priority
// tasks:`), or it bids the mission something and a list follows (`UNAMI shall:`).

#include <algorithm>

#include "register/register.h"

namespace penholder {
namespace {

bool has(const Words& words, std::initializer_list<std::string_view> phrases) {
  return std::ranges::any_of(
      phrases, [&](std::string_view phrase) { return find_words(words, phrase) < words.size(); });
}

std::size_t first_of(const Words& words, std::initializer_list<std::string_view> phrases) {
  std::size_t first = words.size();
  for (const std::string_view phrase : phrases) {
    first = std::min(first, find_words(words, phrase));
  }
  return first;
}

std::string lowered(std::string_view text) {
  const Words words = split_words(text);
  return words.empty() ? std::string() : words[0].low;
}

/// Panels and committees have tasks, too, but they are no mission.
bool is_of_experts(const Words& words, std::size_t mission_at) {
  const std::size_t experts =
      first_of(words, {"panel of experts", "group of experts", "team of experts",
                       "monitoring group", "monitoring team", "monitoring mechanism", "the panel",
                       "a panel", "the committee", "a committee", "ombudsperson"});
  return experts < mission_at;
}

/// What a mission is made of, when it may shrink, what it aims at, what it reports: lists, but not
/// of tasks.
bool lists_something_else(const Words& words) {
  return has(words, {"consist of :", "comprise :", "composed of :", "comprising :",
                     "following steps", "following conditions", "following capacities",
                     "existing obligations", "shall not apply",
                     "report* on :", "including on :", "informed", "planning and conduct",
                     "reconfigurations", "strategic priorities of", "strategic priorities are"}) ||
         is_reporting_duty(words);
}

/// The tier that a paragraph's own words tell, where it bids a mission something.
TaskList tier_of(const Words& words) {
  if (has(words, {"in addition to the abovementioned priorities", "in addition to the above",
                  "in addition to these priorities"})) {
    return TaskList::Other;
  }
  if (has(words, {"following priorities", "following priority areas"})) return TaskList::Priority;
  return TaskList::Mandate;
}

/// A list follows: behind a colon, or in the middle of a sentence (`UNAMI shall` and items).
bool announces_list(const Words& words) {
  if (words.empty()) return false;
  const std::string& last = words.back().low;
  return last == ":" || last == "shall" || last == "will" || last == "to";
}

/// Verbs that do not command: their lists are tasks only where the words say so.
bool names_tasks(const Words& words) {
  return has(words, {"following areas", "following priority areas", "following priorities",
                     "following tasks", "following activities"});
}

/// `Decides that UNAMI shall:`, `Authorizes MONUC to take the necessary measures:`, `Requests the
/// Secretary-General to establish BINUH:` and a list behind it.
bool bids_mission(const Paragraph& paragraph, const Words& words, const Verb& verb,
                  std::string_view mission, std::size_t mission_at) {
  if (!announces_list(words) || lists_something_else(words)) return false;
  const AddresseeMention addressee = find_addressee(paragraph.text, words, verb, mission);
  const bool commands = verb.force >= Force::Requests && verb.force != Force::Demands;
  if (addressee.addressee == Addressee::Mission) return commands || names_tasks(words);
  if (mission_at == words.size()) return false;
  if (verb.lemma == "affirms" || verb.lemma == "reaffirms") {
    return words_at(words, verb.next_word, "that") && has(words, {"will"}) && names_tasks(words);
  }
  if (!commands) return false;
  if (addressee.addressee == Addressee::SecretaryGeneral) {
    return has(words, {"to establish", "to set up"});
  }
  const bool changes_mandate =
      first_of(words, {"to extend", "to renew", "to establish", "to revise", "to adjust",
                       "to maintain", "to prolong"}) <= verb.next_word + 2;
  return addressee.addressee == Addressee::Council && changes_mandate &&
         (has(words, {"mandate"}) || has(words, {"tasks"}));
}

}  // namespace

TaskList task_list_of(const Paragraph& paragraph, std::string_view heading,
                      std::string_view mission) {
  if (paragraph.children.empty()) return TaskList::None;
  const Words words = split_words(rule_text(paragraph.text));
  auto verb = opening_verb(paragraph.text, words);
  if (!verb) return TaskList::None;
  if (verb->force == Force::Remark && verb->lemma != "affirms" && verb->lemma != "reaffirms") {
    // `Expresses its support, and requests UNIOGBIS to focus on the following priorities:`.
    verb = next_asking_verb(paragraph.text, words, verb->next_word);
    if (!verb) return TaskList::None;
  }
  const Words head = split_words(rule_text(heading));
  const bool commands = verb->force == Force::Decides || verb->force == Force::Authorizes;
  const std::string name = lowered(mission);
  const std::size_t mission_at =
      name.empty() ? words.size()
                   : std::min(find_words(words, name), find_words(words, name + "'s"));
  if (is_of_experts(words, mission_at)) return TaskList::None;
  if (has(words, {"with the following mandate"}) && verb->force >= Force::Encourages) {
    return TaskList::Mandate;
  }
  if (verb->force < Force::Requests) {
    return bids_mission(paragraph, words, *verb, mission, mission_at) ? tier_of(words)
                                                                      : TaskList::None;
  }
  // The words of the paragraph come before the heading over it; `other tasks` before `priority
  // tasks`, for the first kind of paragraph often mentions the second.
  if (has(words, {"following other tasks", "following additional tasks", "following secondary",
                  "other tasks :", "additional tasks :"})) {
    return TaskList::Other;
  }
  if (has(words, {"following priority tasks", "priority tasks :", "should prioritise support",
                  "should prioritize support", "immediate priority tasks"})) {
    return TaskList::Priority;
  }
  if (commands && has(words, {"following tasks", "following key tasks", "following functions",
                              "following essential tasks"})) {
    return has(words, {"further authorizes", "further authorises"}) ? TaskList::Other
                                                                    : TaskList::Mandate;
  }
  if (commands &&
      (has(words, {"following mandate", "mandate shall be as follows", "be as follows",
                   "following strategic objectives"}) ||
       (has(words, {"mandate"}) &&
        has(words, {"shall be", "shall include", "shall also include", "shall consist"})))) {
    if (has(head, {"priority tasks"})) return TaskList::Priority;
    if (has(head, {"other tasks", "additional tasks"})) return TaskList::Other;
    return TaskList::Mandate;
  }
  return bids_mission(paragraph, words, *verb, mission, mission_at) ? tier_of(words)
                                                                    : TaskList::None;
}

}  // namespace penholder
