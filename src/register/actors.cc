#include "register/actors.h"

#include <algorithm>
#include <array>
#include <map>

namespace penholder {
namespace {

struct ActorRow {
  std::string_view phrase;  // as for find_words
  Addressee addressee;
};

// Of two that start at the same word the longer one counts.
constexpr auto kActors = std::to_array<ActorRow>({
    {"secretary-general", Addressee::SecretaryGeneral},
    {"special representative", Addressee::Mission},
    {"srsg", Addressee::Mission},
    {"special envoy", Addressee::Mission},
    {"personal envoy", Addressee::Mission},
    {"the mission", Addressee::Mission},
    {"intervention brigade", Addressee::Mission},
    {"government*", Addressee::HostState},
    {"governments", Addressee::HostState},
    {"authorities", Addressee::HostState},
    {"goss", Addressee::HostState},
    {"fgs", Addressee::HostState},
    {"president", Addressee::HostState},
    {"parliament", Addressee::HostState},
    {"parties", Addressee::Parties},
    {"all sides", Addressee::Parties},
    {"the sides", Addressee::Parties},
    {"the two leaders", Addressee::Parties},
    {"both sides", Addressee::Parties},
    {"armed groups", Addressee::Parties},
    {"armed actors", Addressee::Parties},
    {"signatory", Addressee::Parties},
    {"signatories", Addressee::Parties},
    {"stakeholders", Addressee::Parties},
    {"political actors", Addressee::Parties},
    {"member states", Addressee::MemberStates},
    {"all states", Addressee::MemberStates},
    {"states", Addressee::MemberStates},
    {"neighbouring countries", Addressee::MemberStates},
    {"countries of the region", Addressee::MemberStates},
    {"troop-contributing", Addressee::Contributors},
    {"troop- and police-contributing", Addressee::Contributors},
    {"troop- and police", Addressee::Contributors},
    {"troop and police", Addressee::Contributors},
    {"troops- and", Addressee::Contributors},
    {"committee", Addressee::SanctionsBody},
    {"committees", Addressee::SanctionsBody},
    {"france", Addressee::MemberStates},
    {"panel of experts", Addressee::SanctionsBody},
    {"group of experts", Addressee::SanctionsBody},
    {"monitoring team", Addressee::SanctionsBody},
    {"monitoring group", Addressee::SanctionsBody},
    {"the panel", Addressee::SanctionsBody},
    {"african union", Addressee::Regional},
    {"ecowas", Addressee::Regional},
    {"european union", Addressee::Regional},
    {"amisom", Addressee::Regional},
    {"auhip", Addressee::Regional},
    {"french forces", Addressee::Regional},
    {"regional organi*", Addressee::Regional},
    {"regional and international organi*", Addressee::Regional},
    {"fc-g5s", Addressee::Regional},
    {"osce", Addressee::Regional},
    {"nato", Addressee::Regional},
    {"united nations agencies", Addressee::Partners},
    {"un agencies", Addressee::Partners},
    {"relevant united nations", Addressee::Partners},
    {"united nations country team", Addressee::Partners},
    {"unct", Addressee::Partners},
    {"partners", Addressee::Partners},
    {"donors", Addressee::Partners},
    {"donor", Addressee::Partners},
    {"international community", Addressee::Partners},
    {"international financial institutions", Addressee::Partners},
    {"financial institutions", Addressee::Partners},
    {"independent observer", Addressee::Partners},
    {"peacebuilding commission", Addressee::Partners},
    {"member state", Addressee::MemberStates},
    {"any state", Addressee::MemberStates},
    {"each state", Addressee::MemberStates},
    {"flag state", Addressee::MemberStates},
    {"secretariat", Addressee::SecretaryGeneral},
    {"special adviser", Addressee::SecretaryGeneral},
    {"special advisers", Addressee::SecretaryGeneral},
    {"emergency relief coordinator", Addressee::SecretaryGeneral},
    {"peacekeeping operations", Addressee::Mission},
    {"peacekeeping missions", Addressee::Mission},
    {"taliban", Addressee::Parties},
    {"al-shabaab", Addressee::Parties},
    {"fdlr", Addressee::Parties},
    {"m23", Addressee::Parties},
    {"lra", Addressee::Parties},
    {"houthis", Addressee::Parties},
    {"movements", Addressee::Parties},
    {"both parties", Addressee::Parties},
    {"isaf", Addressee::Regional},
    {"kfor", Addressee::Regional},
    {"sfor", Addressee::Regional},
    {"eufor", Addressee::Regional},
    {"multinational force", Addressee::Regional},
    {"multinational stabilization force", Addressee::Regional},
    {"eu force*", Addressee::Regional},
    {"subregional organi*", Addressee::Regional},
    {"regional and subregional organi*", Addressee::Regional},
    {"subregional and regional organi*", Addressee::Regional},
    {"international organi*", Addressee::Partners},
    {"united nations entities", Addressee::Partners},
    {"united nations system", Addressee::Partners},
    {"country task forces", Addressee::Partners},
    {"ctc", Addressee::SanctionsBody},
    {"cted", Addressee::SanctionsBody},
    {"transitional federal institutions", Addressee::HostState},
    {"house of representatives", Addressee::HostState},
    {"security and defence services", Addressee::HostState},
    {"all concerned", Addressee::Parties},
    {"all those concerned", Addressee::Parties},
    {"all relevant actors", Addressee::Parties},
    {"all actors", Addressee::Parties},
    {"armed forces and groups", Addressee::Parties},
    {"leaders of both", Addressee::Parties},
    {"turkish cypriot side", Addressee::Parties},
    {"georgian side", Addressee::Parties},
    {"abkhaz side", Addressee::Parties},
    {"sadc", Addressee::Regional},
    {"igad", Addressee::Regional},
    {"the au", Addressee::Regional},
    {"its intention", Addressee::Council},
    {"its readiness", Addressee::Council},
    {"its determination", Addressee::Council},
    {"its resolutions", Addressee::Council},
    {"its resolution", Addressee::Council},
});

// States that the Council speaks to by name. Counted only right behind the verb, where they are
// not a place.
constexpr auto kStates = std::to_array<std::string_view>(
    {"afghanistan", "albania",  "angola",  "armenia",    "azerbaijan",   "burundi", "cambodia",
     "chad",        "colombia", "croatia", "cyprus",     "djibouti",     "dprk",    "drc",
     "eritrea",     "ethiopia", "georgia", "guinea",     "haiti",        "india",   "indonesia",
     "iran",        "iraq",     "israel",  "kenya",      "lebanon",      "liberia", "libya",
     "mali",        "morocco",  "myanmar", "nepal",      "pakistan",     "rwanda",  "serbia",
     "somalia",     "sudan",    "syria",   "tajikistan", "timor-leste",  "turkey",  "uganda",
     "ukraine",     "yemen",    "zambia",  "zimbabwe",   "guinea-bissau"});

constexpr auto kStatesOfSeveralWords = std::to_array<std::string_view>(
    {"south sudan", "sierra leone", "bosnia and herzegovina", "the syrian arab republic",
     "the central african republic", "the democratic people's republic of korea",
     "the democratic republic of the congo", "the russian federation",
     "the islamic republic of iran", "the federal republic of yugoslavia"});

// Words that lay a duty on somebody, as a remark may.
bool lays_a_duty(const Words& words) {
  constexpr std::size_t kClause = 40;
  const Words clause(words.begin(),
                     words.begin() + static_cast<std::ptrdiff_t>(std::min(words.size(), kClause)));
  for (const std::string_view phrase :
       {"must", "should", "shall", "obligation*", "need for", "importance of", "urgency of"}) {
    if (find_words(clause, phrase) < clause.size()) return true;
  }
  return false;
}

bool is_acronym(std::string_view word) {
  return word.size() >= 4 && word.size() <= 10 &&
         std::ranges::all_of(word, [](char c) { return (c >= 'A' && c <= 'Z') || c == '-'; });
}

bool looks_like_mission(std::string_view word) {
  if (!is_acronym(word)) return false;
  for (const std::string_view start : {"UN", "MINU", "MONU", "ONU", "BINU", "BNU", "BONU"}) {
    // Agencies, programmes and teams of the UN are no missions.
    for (const std::string_view other :
         {"UNCT", "UNHCR", "UNICEF", "UNESCO", "UNDP", "UNFPA", "UNODC", "UNOPS", "UNEP", "UNAIDS",
          "UNMAS", "UNHAS", "UNIDIR", "UNPOL", "UNPKO", "UNRWA", "UNSG"}) {
      if (word == other) return false;
    }
    if (word.starts_with(start)) return true;
  }
  return false;
}

std::size_t phrase_words(std::string_view phrase) {
  return static_cast<std::size_t>(std::ranges::count(phrase, ' ')) + 1;
}

}  // namespace

std::string_view to_string(Addressee addressee) {
  switch (addressee) {
    case Addressee::Unknown:
      return "unknown";
    case Addressee::Council:
      return "council";
    case Addressee::Mission:
      return "mission";
    case Addressee::SecretaryGeneral:
      return "secretary-general";
    case Addressee::HostState:
      return "host State";
    case Addressee::Parties:
      return "parties";
    case Addressee::MemberStates:
      return "Member States";
    case Addressee::Contributors:
      return "contributing countries";
    case Addressee::SanctionsBody:
      return "sanctions body";
    case Addressee::Regional:
      return "regional body or force";
    case Addressee::Partners:
      return "partners";
  }
  return "unknown";
}

std::string mission_name(const Resolution& resolution) {
  std::map<std::string, int> counts;
  walk(resolution.operative, [&](const Paragraph& paragraph, int) {
    const Words words = split_words(rule_text(paragraph.text));
    for (const Word& word : words) {
      std::string_view written(paragraph.text.data() + word.begin, word.end - word.begin);
      if (const std::size_t apostrophe = written.find("\xE2\x80\x99");
          apostrophe != std::string_view::npos) {
        written = written.substr(0, apostrophe);
      }
      if (looks_like_mission(written)) ++counts[std::string(written)];
    }
  });
  std::string best;
  int most = 0;
  for (const auto& [name, count] : counts) {
    if (count > most) {
      best = name;
      most = count;
    }
  }
  return most >= 2 ? best : std::string();
}

AddresseeMention find_addressee(std::string_view text, const Words& words, const Verb& verb,
                                std::string_view mission) {
  const Words mission_words = split_words(mission);
  const std::string mission_low = mission_words.empty() ? std::string() : mission_words[0].low;
  // A remark that lays a duty on nobody asks nothing of anybody.
  if (asks_nothing(verb) && !lays_a_duty(words)) return {Addressee::Council, {}};
  std::size_t object = verb.next_word;
  if (object < words.size() && words[object].low == "that") ++object;
  for (const std::size_t at : {object, object + 1}) {
    if (at >= words.size() || (at > object && words[object].low != "the")) break;
    for (const std::string_view state : kStatesOfSeveralWords) {
      const std::size_t last = at + phrase_words(state) - 1;
      if (words_at(words, at, state)) {
        return {Addressee::HostState, std::string(between(text, words, at, last))};
      }
    }
    if (std::ranges::find(kStates, words[at].low) != kStates.end()) {
      return {Addressee::HostState, std::string(between(text, words, at, at))};
    }
  }
  // Look no further than the clause: to `to`, `that ... shall`, a second verb.
  constexpr std::size_t kReach = 22;
  const std::size_t stop = std::min(words.size(), verb.next_word + kReach);
  for (std::size_t at = verb.next_word; at < stop; ++at) {
    if (!mission_low.empty() &&
        (words[at].low == mission_low || words[at].low == mission_low + "'s")) {
      // `the mandate of MINUSMA` is extended by the Council itself.
      const bool extended = verb.force == Force::Decides && verb.next_word < words.size() &&
                            (words_at(words, verb.next_word, "to extend") ||
                             words_at(words, verb.next_word, "to renew") ||
                             words_at(words, verb.next_word, "to maintain"));
      return {extended ? Addressee::Council : Addressee::Mission,
              std::string(between(text, words, at, at))};
    }
    const ActorRow* best = nullptr;
    for (const ActorRow& row : kActors) {
      if (words_at(words, at, row.phrase) &&
          (best == nullptr || row.phrase.size() > best->phrase.size())) {
        best = &row;
      }
    }
    if (best != nullptr) {
      const std::size_t last = at + phrase_words(best->phrase) - 1;
      // A report, letter or conclusion of somebody is not that somebody.
      const auto is_possessive = [&](std::size_t i) {
        return i < words.size() && (words[i].low.ends_with("'s") || words[i].low.ends_with("s'"));
      };
      const bool of_owned =
          last + 2 < words.size() && words[last + 1].low == "of" &&
          (is_possessive(last + 2) || (words[last + 2].low == "the" && is_possessive(last + 3)));
      const bool owned = is_possessive(last) || of_owned;
      if (owned) continue;
      if (best->addressee == Addressee::SecretaryGeneral && at >= 3 &&
          (words_at(words, at - 3, "representative of the") ||
           words_at(words, at - 3, "report of the") || words_at(words, at - 3, "envoy of the"))) {
        continue;
      }
      return {best->addressee, std::string(between(text, words, at, last))};
    }
    if (at == verb.next_word && words[at].low == "to" &&
        (verb.force == Force::Decides || verb.force == Force::Remark)) {
      return {Addressee::Council, {}};  // decides to extend, to remain seized
    }
    if (words[at].low == "to" && at > verb.next_word + 12) break;
  }
  // What the Council decides without bidding anybody it does itself: measures begin and end.
  if (asks_nothing(verb) || verb.force == Force::Decides) return {Addressee::Council, {}};
  return {};
}

std::string find_supported(std::string_view text, const Words& words) {
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::string_view low = words[at].low;
    std::size_t from = at + 1;
    const bool of_support = low == "support" && words_at(words, at + 1, "of");
    if (of_support) {
      from = at + 2;
    } else {
      // `with their support`: theirs, not for them.
      const bool is_theirs = low == "support" && at > 0 && words[at - 1].low == "their";
      const bool is_support = low == "support" || low == "assist" || low == "help" ||
                              low == "advise" || low == "supporting" || low == "assisting" ||
                              low == "helping";
      if (is_theirs || !is_support) continue;
    }
    // `assist, advise and support the Government`: the last verb has the object.
    if (from < words.size() && (words[from].low == "and" || words[from].low == ",")) continue;
    // The noun group behind it, up to where its doing begins.
    std::size_t end = from;
    bool is_actor = false;
    for (; end < words.size() && end < from + 10; ++end) {
      const std::string_view word = words[end].low;
      if (word == "," || word == ";" || word == "." || word == "in" || word == "to" ||
          word == "with" || word == "on" || word == "by" || word == "through" || word == "as" ||
          word == "for" || word == "(" || (word == "of" && !is_actor)) {
        break;
      }
      for (const std::string_view noun :
           {"authorities", "government", "government's", "governments", "parties",      "goss",
            "fgs",         "forces",     "partners",     "society",     "institutions", "committee",
            "committees",  "panel",      "communities",  "women",       "commission",   "states",
            "groups",      "police",     "army"}) {
        is_actor = is_actor || word == noun;
      }
      if (word.ends_with("'s") || word == "efforts" || word == "and") {
        // `the Government's efforts`, `authorities and ...`: the actor ends here.
        if (is_actor) {
          end += word == "and" ? 0 : 1;
          break;
        }
      }
    }
    if (!is_actor || end == from) continue;
    std::string name(between(text, words, from, end - 1));
    for (const std::string_view tail : {"\xE2\x80\x99s", "'s", " efforts"}) {
      if (name.ends_with(tail)) name.resize(name.size() - tail.size());
    }
    return name;
  }
  return {};
}

}  // namespace penholder
