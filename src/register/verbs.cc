#include "register/verbs.h"

#include <algorithm>
#include <array>

namespace penholder {
namespace {

struct VerbRow {
  std::string_view phrase;
  std::string_view lemma;
  Force force;
};

// Longer phrases before the shorter ones that they start with.
constexpr auto kVerbs = std::to_array<VerbRow>({
    {"decides", "decides", Force::Decides},
    {"resolves", "decides", Force::Decides},
    {"determines", "determines", Force::Decides},
    {"extends", "extends", Force::Decides},
    {"renews its call", "calls upon", Force::CallsUpon},
    {"renews", "extends", Force::Decides},
    {"establishes", "establishes", Force::Decides},
    {"agrees", "agrees", Force::Decides},
    {"approves", "approves", Force::Decides},
    {"adopts", "adopts", Force::Decides},
    {"appoints", "decides", Force::Decides},
    {"requires", "demands", Force::Demands},
    {"demands", "demands", Force::Demands},
    {"insists", "insists", Force::Demands},
    {"authorizes", "authorizes", Force::Authorizes},
    {"authorises", "authorizes", Force::Authorizes},
    {"permits", "authorizes", Force::Authorizes},
    {"mandates", "authorizes", Force::Authorizes},
    {"requests", "requests", Force::Requests},
    {"asks", "requests", Force::Requests},
    {"directs", "directs", Force::Requests},
    {"instructs", "directs", Force::Requests},
    {"calls upon", "calls upon", Force::CallsUpon},
    {"calls on", "calls upon", Force::CallsUpon},
    {"calls for", "calls for", Force::CallsUpon},
    {"calls", "calls upon", Force::CallsUpon},
    {"appeals", "appeals", Force::CallsUpon},
    {"urges", "urges", Force::CallsUpon},
    {"exhorts", "urges", Force::CallsUpon},
    {"encourages", "encourages", Force::Encourages},
    {"invites", "invites", Force::Encourages},
    {"recommends", "recommends", Force::Encourages},
    {"supports", "supports", Force::Encourages},
    {"endorses", "endorses", Force::Encourages},
    {"reiterates its demand", "demands", Force::Demands},
    {"reaffirms its demand", "demands", Force::Demands},
    {"reiterates its request", "requests", Force::Requests},
    {"reiterates its call", "calls upon", Force::CallsUpon},
    {"reiterates its calls", "calls upon", Force::CallsUpon},
    {"reiterates", "reiterates", Force::Remark},
    {"reaffirms", "reaffirms", Force::Remark},
    {"affirms", "affirms", Force::Remark},
    {"confirms", "confirms", Force::Remark},
    {"welcomes", "welcomes", Force::Remark},
    {"stresses", "stresses", Force::Remark},
    {"emphasizes", "emphasizes", Force::Remark},
    {"emphasises", "emphasizes", Force::Remark},
    {"re-emphasizes", "emphasizes", Force::Remark},
    {"underlines", "underlines", Force::Remark},
    {"underscores", "underscores", Force::Remark},
    {"highlights", "underlines", Force::Remark},
    {"recalls", "recalls", Force::Remark},
    {"reminds", "reminds", Force::Remark},
    {"recognizes", "recognizes", Force::Remark},
    {"recognises", "recognizes", Force::Remark},
    {"acknowledges", "acknowledges", Force::Remark},
    {"takes note", "takes note", Force::Remark},
    {"notes", "notes", Force::Remark},
    {"commends", "commends", Force::Remark},
    {"applauds", "commends", Force::Remark},
    {"appreciates", "commends", Force::Remark},
    {"pays tribute", "pays tribute", Force::Remark},
    {"condemns", "condemns", Force::Remark},
    {"deplores", "deplores", Force::Remark},
    {"regrets", "regrets", Force::Remark},
    {"expresses", "expresses", Force::Remark},
    {"looks forward", "looks forward", Force::Remark},
    {"remains", "expresses", Force::Remark},
    {"declares", "declares", Force::Remark},
    {"considers", "considers", Force::Remark},
    {"concurs", "agrees", Force::Remark},
    {"clarifies", "clarifies", Force::Remark},
    {"maintains", "affirms", Force::Remark},
    {"undertakes", "undertakes", Force::Remark},
    {"reconfirms", "confirms", Force::Remark},
    {"expects", "expects", Force::Remark},
    {"intends", "undertakes", Force::Remark},
    {"reemphasizes", "emphasizes", Force::Remark},
    {"gives its", "supports", Force::Remark},
    {"states", "states", Force::Remark},
    {"announces", "expresses", Force::Remark},
    {"concludes", "concludes", Force::Remark},
    // As some paragraphs are misprinted.
    {"request", "requests", Force::Requests},
    {"call upon", "calls upon", Force::CallsUpon},
    {"call on", "calls upon", Force::CallsUpon},
    {"express", "expresses", Force::Remark},
    {"takes notes", "takes note", Force::Remark},
    {"reiterates its demands", "demands", Force::Demands},
    {"reemphasizes its call", "calls upon", Force::CallsUpon},
    {"reaffirms its call", "calls upon", Force::CallsUpon},
    {"observes", "notes", Force::Remark},
    {"indicates", "expresses", Force::Remark},
    {"forwards", "forwards", Force::Remark},
    {"continues to urge", "urges", Force::CallsUpon},
    {"continues to call upon", "calls upon", Force::CallsUpon},
    {"continues to encourage", "encourages", Force::Encourages},
    {"continues to support", "supports", Force::Encourages},
    {"extends its appreciation", "commends", Force::Remark},
    {"continues to stress", "stresses", Force::Remark},
});

constexpr auto kAdverbs = std::to_array<std::string_view>(
    {"warmly", "further", "also", "again", "strongly", "firmly", "fully", "deeply", "hereby",
     "unequivocally", "however", "urgently", "therefore"});

bool is_adverb(std::string_view word) {
  return std::ranges::find(kAdverbs, word) != kAdverbs.end();
}

// A known verb at word `at`, with adverbs before (`strongly urges`) and between or behind (`decides
// also`, `calls again upon`).
std::optional<Verb> verb_at(std::string_view text, const Words& words, std::size_t at) {
  std::size_t first = at;
  while (first < words.size() && first < at + 3 && is_adverb(words[first].low)) ++first;
  const VerbRow* best = nullptr;
  std::size_t best_words = 0;
  for (const VerbRow& row : kVerbs) {
    if (!words_at(words, first, row.phrase)) continue;
    const auto count = static_cast<std::size_t>(std::ranges::count(row.phrase, ' ')) + 1;
    if (count > best_words) {
      best = &row;
      best_words = count;
    }
  }
  if (best == nullptr) return std::nullopt;
  std::size_t next = first + best_words;
  while (next < words.size() && next < first + best_words + 2 && is_adverb(words[next].low)) ++next;
  if (best->lemma == "calls upon" && next < words.size() &&
      (words[next].low == "upon" || words[next].low == "on")) {
    ++next;
  }
  if (best->lemma == "calls upon" && next < words.size() && words[next].low == "for") ++next;
  Verb verb;
  const std::string_view written = between(text, words, at, next - 1);
  for (const char c : written) {
    verb.phrase += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  verb.lemma = std::string(best->lemma);
  verb.force = best->force;
  verb.range = {.begin = words[at].begin, .end = words[next - 1].end};
  verb.next_word = next;
  return verb;
}

}  // namespace

std::string_view to_string(Force force) {
  switch (force) {
    case Force::Unknown:
      return "unknown";
    case Force::Remark:
      return "remark";
    case Force::Encourages:
      return "encourages";
    case Force::CallsUpon:
      return "calls upon";
    case Force::Requests:
      return "requests";
    case Force::Authorizes:
      return "authorizes";
    case Force::Demands:
      return "demands";
    case Force::Decides:
      return "decides";
  }
  return "unknown";
}

bool asks_nothing(const Verb& verb) {
  return verb.force == Force::Remark || verb.lemma == "endorses" || verb.lemma == "supports" ||
         verb.lemma == "approves";
}

std::optional<Verb> opening_verb(std::string_view text, const Words& words) {
  if (words.empty()) return std::nullopt;
  if (const auto verb = verb_at(text, words, 0)) return verb;
  // `In this regard, calls upon`, `Once again urges`.
  for (const std::string_view start : {"in this regard ,", "in this regard", "in this context ,",
                                       "in that regard ,", "once again", "in addition ,"}) {
    if (!words_at(words, 0, start)) continue;
    const auto length = static_cast<std::size_t>(std::ranges::count(start, ' ')) + 1;
    if (const auto verb = verb_at(text, words, length)) return verb;
  }
  // A clause with a participle, closed by a comma: `Acting under Chapter VII ..., decides`.
  if (!words[0].low.ends_with("ing") && words[0].low != "while") return std::nullopt;
  for (std::size_t at = 1; at + 1 < words.size(); ++at) {
    if (words[at].low != "," && words[at].low != "and") continue;
    if (const auto verb = verb_at(text, words, at + 1)) return verb;
  }
  return std::nullopt;
}

std::optional<Verb> next_asking_verb(std::string_view text, const Words& words, std::size_t from) {
  for (std::size_t at = from; at + 1 < words.size(); ++at) {
    if (words[at].low != "," && words[at].low != "and" && words[at].low != ";") continue;
    auto verb = verb_at(text, words, at + 1);
    if (verb && verb->force > Force::Remark) return verb;
  }
  return std::nullopt;
}

std::vector<Verb> all_verbs(const Paragraph& paragraph, const Words& words) {
  std::vector<Verb> verbs;
  if (const auto first = opening_verb(paragraph.text, words)) verbs.push_back(*first);
  for (const TextRange range : paragraph.italics) {
    for (std::size_t at = 0; at < words.size(); ++at) {
      if (words[at].begin < range.begin) continue;
      if (words[at].begin >= range.end) break;
      const auto verb = verb_at(paragraph.text, words, at);
      if (!verb) continue;
      if (verbs.empty() || verb->range.begin > verbs.back().range.begin) verbs.push_back(*verb);
      break;
    }
  }
  return verbs;
}

}  // namespace penholder
