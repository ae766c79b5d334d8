#include "draft/setting.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "cite/dates.h"
#include "register/mentions.h"
#include "register/verbs.h"
#include "register/words.h"
#include "resolution/stated_symbol.h"

namespace penholder {
namespace {

bool has(const Words& words, std::string_view phrase) {
  return find_words(words, phrase) < words.size();
}

bool is_decision(const Paragraph& paragraph, const Words& words) {
  const auto verb = opening_verb(paragraph.text, words);
  return verb && verb->force == Force::Decides;
}

/// The day behind `until`; else what `for a period of N months` comes to.
std::optional<Date> end_of_term(const Paragraph& paragraph, Date adopted) {
  const std::size_t until = paragraph.text.find("until ");
  if (until != std::string::npos) {
    const DatesGiven given =
        find_given_dates(std::string_view(paragraph.text).substr(until), std::nullopt);
    if (!given.days.empty()) return given.days.front();
  }
  const DatesGiven given = find_given_dates(paragraph.text, adopted);
  if (paragraph.text.find("period of") != std::string::npos && !given.counted.empty()) {
    return given.counted.front();
  }
  return std::nullopt;
}

/// The name used most among mentions of one kind; of equals the first in the alphabet.
std::string most_used(const std::map<std::string, int>& counts) {
  std::string best;
  int most = 0;
  for (const auto& [name, count] : counts) {
    if (count > most) {
      best = name;
      most = count;
    }
  }
  return best;
}

/// `the Government of Sylvania`, `Malian authorities`: the words before and behind the noun that
/// belong to its name.
std::string host_name(std::string_view text, const Words& words, std::size_t at) {
  std::size_t first = at;
  std::size_t last = at;
  if (words[at].low == "authorities") {
    // A name or an adjective of one directly before.
    if (at == 0 || !words[at - 1].is_capital) return "";
    first = at - 1;
    while (first > 0 && words[first - 1].is_capital && first + 3 > at) --first;
  } else {
    if (!words[at].is_capital || at + 2 >= words.size() || words[at + 1].low != "of") return "";
    last = at + 2;
    if (words[last].low == "the" && last + 1 < words.size()) ++last;
    if (!words[last].is_capital) return "";
    while (last + 1 < words.size() && words[last + 1].is_capital && last < at + 5) ++last;
  }
  return std::string(between(text, words, first, last));
}

}  // namespace

void draft_term(const Resolution& resolution, DraftOutline& outline) {
  const Date start = outline.adopted;
  outline.horizon = {start, months_after(start, 12)};
  for (const Paragraph& paragraph : resolution.operative) {
    const Words words = split_words(paragraph.text);
    if (!is_decision(paragraph, words)) continue;
    const bool extends = (has(words, "extend") || has(words, "renew") || has(words, "extended")) &&
                         has(words, "mandate");
    const bool founds = has(words, "establish") && (has(words, "mission") || has(words, "period"));
    if (!extends && !founds) continue;
    // Not the mandate of a panel of experts or of another force.
    if (has(words, "panel of experts") || has(words, "group of experts")) continue;
    const auto end = end_of_term(paragraph, start);
    if (!end || *end <= start || *end - start > 10 * 366) continue;
    outline.extension = paragraph.locator;
    outline.horizon.end = *end + 1;
    outline.end_is_stated = true;
    return;
  }
  // A mandate without a stated end still has a paragraph that says what it is.
  for (const RegisterRow& row : make_register(resolution).rows) {
    if (row.list == TaskList::None) continue;
    outline.extension = row.locator.substr(0, row.locator.find('.'));
    return;
  }
}

void draft_actors(const Register& reg, DraftOutline& outline, IdMaker& ids) {
  std::map<std::string, int> hosts;
  std::map<std::string, std::string> host_at;
  std::map<std::string, int> parties;
  std::map<std::string, std::string> parties_at;
  for (const RegisterRow& row : reg.rows) {
    const Words words = split_words(row.text);
    for (std::size_t at = 0; at < words.size(); ++at) {
      const std::string_view low = words[at].low;
      if (low == "government" || low == "authorities") {
        const std::string name = one_line(host_name(row.text, words, at));
        if (name.empty()) continue;
        ++hosts[name];
        host_at.emplace(name, row.locator);
      } else if (low == "parties" && at > 0 && words[at - 1].is_capital && at > 1) {
        const std::string name = one_line(between(row.text, words, at - 1, at));
        ++parties[name];
        parties_at.emplace(name, row.locator);
      }
    }
  }
  const std::string mission = outline.mission.empty() ? "The mission" : outline.mission;
  outline.actors.push_back({.id = ids.make(mission, "", "mission"),
                            .title = mission,
                            .kind = "mission",
                            .cites = {outline.extension}});
  if (const std::string host = most_used(hosts); !host.empty()) {
    outline.actors.push_back({.id = ids.make("host-state", "", "host-state"),
                              .title = host,
                              .kind = "host-state",
                              .cites = {host_at[host]}});
  }
  if (const std::string name = most_used(parties); !name.empty() && parties[name] > 1) {
    outline.actors.push_back({.id = ids.make("parties", "", "parties"),
                              .title = "The " + name,
                              .kind = "signatory",
                              .cites = {parties_at[name]}});
  }
}

void draft_assets(const Resolution& resolution, DraftOutline& outline, IdMaker& ids) {
  const auto add = [&](std::string_view title, std::string_view unit,
                       std::optional<long long> ceiling, std::string_view locator) {
    const bool is_there = std::ranges::any_of(
        outline.assets, [&](const DraftAsset& asset) { return asset.title == title; });
    if (is_there) return;
    outline.assets.push_back({.id = ids.make(title, "", "asset"),
                              .title = std::string(title),
                              .unit = std::string(unit),
                              .ceiling = ceiling,
                              .cites = {}});
    if (!locator.empty()) outline.assets.back().cites.emplace_back(locator);
  };
  for (const Paragraph& paragraph : resolution.operative) {
    const Words words = split_words(paragraph.text);
    if (!is_decision(paragraph, words)) continue;
    const bool states_strength = has(words, "comprise") || has(words, "ceiling") ||
                                 has(words, "force levels") || has(words, "authorized strength") ||
                                 has(words, "authorised strength");
    if (!states_strength) continue;
    for (const Quantity& quantity : find_quantities(paragraph.text, words)) {
      if (quantity.value < 1.0 || quantity.value > 1e6) continue;
      const std::size_t at = paragraph.text.find(quantity.text);
      const std::size_t from = at == std::string::npos ? 0 : at - std::min<std::size_t>(at, 32);
      const std::string before =
          at == std::string::npos ? std::string() : paragraph.text.substr(from, at - from);
      // What is counted within another figure (`including 480 observers`) is no ceiling of its own.
      if (before.ends_with("including ") || before.ends_with("including up to ")) continue;
      const auto says = [&](std::string_view word) {
        return quantity.text.find(word) != std::string::npos;
      };
      const auto precedes = [&](std::string_view word) {
        return before.find(word) != std::string::npos;
      };
      if ((says("military") && !says("observer") && !says("officer")) || says("troops") ||
          (says("personnel") && precedes("troop"))) {
        add("Military personnel", "personnel", static_cast<long long>(quantity.value),
            paragraph.locator);
      } else if (says("police") || (says("personnel") && precedes("police"))) {
        add("Police personnel", "personnel", static_cast<long long>(quantity.value),
            paragraph.locator);
      }
    }
    if (!outline.assets.empty()) break;
  }
  add("Civilian staff", "staff", std::nullopt, "");
}

void draft_references(const Resolution& resolution, DraftOutline& outline) {
  const auto note = [&](std::string_view text, const std::string& locator) {
    for (const Reference& reference : find_references(text, split_words(text))) {
      if (!reference.symbol.starts_with("S/RES/") ||
          resolution_number(reference.symbol) == outline.number) {
        continue;
      }
      // With and without its year it is one document; the fuller symbol stays.
      const int number = resolution_number(reference.symbol);
      auto at = std::ranges::find_if(outline.references, [&](const DraftReference& other) {
        return resolution_number(other.symbol) == number;
      });
      if (at != outline.references.end() && at->symbol.size() < reference.symbol.size()) {
        at->symbol = reference.symbol;
      }
      if (at == outline.references.end()) {
        outline.references.push_back(
            {.symbol = reference.symbol, .title = {}, .date = std::nullopt, .cited_in = {}});
        at = std::prev(outline.references.end());
      }
      if (std::ranges::find(at->cited_in, locator) == at->cited_in.end()) {
        at->cited_in.push_back(locator);
      }
    }
  };
  for (std::size_t i = 0; i < resolution.preamble.size(); ++i) {
    note(resolution.preamble[i].text, fmt::format("pp{}", i + 1));
  }
  walk(resolution.operative,
       [&](const Paragraph& paragraph, int) { note(paragraph.text, paragraph.locator); });
}

void draft_measures(const Resolution& resolution, DraftOutline& outline) {
  for (const Paragraph& paragraph : resolution.operative) {
    const Words words = split_words(paragraph.text);
    if (paragraph.children.empty() || !has(words, "priority measures")) continue;
    for (const Paragraph& child : paragraph.children) {
      const std::string title = short_title(child.title.empty() ? child.text : child.title);
      if (!title.empty()) outline.measures.push_back({.title = title, .locator = child.locator});
    }
  }
}

}  // namespace penholder
