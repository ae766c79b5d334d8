#include "register/task_class.h"

#include <algorithm>
#include <array>

namespace penholder {
namespace {

constexpr auto kClasses = std::to_array<TaskClass>({
    {"DisarmDemob", "Disarmament & Demobilization"},
    {"Reintegration", "Reintegration"},
    {"ControlSALW", "Small Arms and Light Weapons"},
    {"Demil", "Demilitarization"},
    {"ArmsEmbargo", "Arms Embargo"},
    {"CivProtect", "Civilian Protection"},
    {"HumanRights", "Human Rights"},
    {"ChildRights", "Children's Rights"},
    {"SGBViolence", "Sexual and Gender-based Violence"},
    {"PoliceReform", "Police Reform"},
    {"MilitaryReform", "Military Reform"},
    {"OffensOper", "Offensive Operations"},
    {"JusticeReform", "Justice Sector Reform"},
    {"TransJustice", "Transitional Justice"},
    {"CorrectionsReform", "Corrections Reform"},
    {"BorderControl", "Border Control"},
    {"Demining", "Demining"},
    {"Resources", "Resources"},
    {"StateAuthority", "State Authority Extension"},
    {"Democratization", "Democratization"},
    {"ElectSec", "Electoral Security"},
    {"ElectAssist", "Electoral Assistance"},
    {"VoterEducation", "Voters Education"},
    {"PolPartyAssist", "Political Party Assistance"},
    {"CivilSociety", "Civil Society"},
    {"Media", "Media Development"},
    {"PublicInfo", "Public Information"},
    {"PowerSharing", "Power Sharing"},
    {"Reconcil", "National Reconciliation"},
    {"LocalReconcil", "Local Reconciliation"},
    {"RegReconcil", "Regional Reconciliation"},
    {"EcDevelop", "Economic Development"},
    {"HumanRelief", "Humanitarian Relief"},
    {"PublicHealth", "Public Health"},
    {"RefugeesIDPs", "Refugees/Internally Displaced Persons"},
    {"Gender", "Gender"},
    {"LegalReform", "Legal Reform"},
    {"Ceasefire", "Ceasefire"},
    {"PeaceProcess", "Peace Process"},
    {"CulturalHeritage", "Cultural Heritage Protection"},
    {"UseOfForce", "Use of Force"},
});

struct Rule {
  std::string_view phrase;  // as for find_words
  std::string_view key;
  int weight;  // 3: names the task; 2: as good as names it; 1: hints at it
};

constexpr auto kRules = std::to_array<Rule>({
    {"disarmament", "DisarmDemob", 3},
    {"demobilization", "DisarmDemob", 2},
    {"demobilisation", "DisarmDemob", 2},
    {"cantonment", "DisarmDemob", 2},
    {"community violence reduction", "DisarmDemob", 2},
    {"reintegration", "Reintegration", 2},
    {"small arms", "ControlSALW", 3},
    {"weapons and ammunition management", "ControlSALW", 3},
    {"weapons and ammunition", "ControlSALW", 2},
    {"stockpile*", "ControlSALW", 2},
    {"demilitariz*", "Demil", 3},
    {"demilitaris*", "Demil", 3},
    {"weapon-free", "Demil", 1},
    {"weapons-free", "Demil", 1},
    {"arms embargo", "ArmsEmbargo", 4},
    {"sanctions committee*", "ArmsEmbargo", 2},
    {"sanctions panel", "ArmsEmbargo", 2},
    {"panel of experts", "ArmsEmbargo", 2},
    {"group of experts", "ArmsEmbargo", 2},
    {"protection of civilians", "CivProtect", 3},
    {"protect civilians", "CivProtect", 3},
    {"threat of physical violence", "CivProtect", 3},
    {"threats to civilians", "CivProtect", 3},
    {"violence against civilians", "CivProtect", 3},
    {"harm to civilians", "CivProtect", 2},
    {"risk to civilians", "CivProtect", 3},
    {"civilian harm", "CivProtect", 2},
    {"early warning", "CivProtect", 2},
    {"protection mechanisms", "CivProtect", 2},
    {"human rights", "HumanRights", 3},
    {"international humanitarian law", "HumanRights", 1},
    {"children", "ChildRights", 1},
    {"child protection", "ChildRights", 3},
    {"child soldiers", "ChildRights", 3},
    {"sexual and gender-based", "SGBViolence", 3},
    {"sexual violence", "SGBViolence", 3},
    {"gender-based violence", "SGBViolence", 3},
    {"police reform", "PoliceReform", 3},
    {"national police", "PoliceReform", 2},
    {"police services", "PoliceReform", 2},
    {"police service", "PoliceReform", 2},
    {"police and gendarmerie", "PoliceReform", 2},
    {"security sector reform", "MilitaryReform", 2},
    {"security sector", "MilitaryReform", 2},
    {"ssr", "MilitaryReform", 2},
    {"armed forces", "MilitaryReform", 1},
    {"mdsf", "MilitaryReform", 2},
    {"reformed army", "MilitaryReform", 2},
    {"neutralize", "OffensOper", 1},
    {"neutralise", "OffensOper", 1},
    {"neutralize armed", "OffensOper", 3},
    {"neutralise armed", "OffensOper", 3},
    {"neutralization of armed", "OffensOper", 3},
    {"neutralizing armed", "OffensOper", 3},
    {"weapons", "DisarmDemob", 1},
    {"former combatants", "DisarmDemob", 2},
    {"protection strategy", "CivProtect", 3},
    {"extract civilians", "CivProtect", 3},
    {"offensive operations", "OffensOper", 3},
    {"judicial", "JusticeReform", 2},
    {"justice sector", "JusticeReform", 3},
    {"judiciary", "JusticeReform", 3},
    {"justice system", "JusticeReform", 3},
    {"rule of law", "JusticeReform", 2},
    {"impunity", "JusticeReform", 2},
    {"courts", "JusticeReform", 2},
    {"special criminal court", "TransJustice", 3},
    {"transitional justice", "TransJustice", 3},
    {"truth", "TransJustice", 3},
    {"commission of inquiry", "TransJustice", 2},
    {"held accountable", "TransJustice", 2},
    {"hold accountable", "TransJustice", 2},
    {"brought to justice", "TransJustice", 2},
    {"bring to justice", "TransJustice", 2},
    {"prison*", "CorrectionsReform", 3},
    {"corrections", "CorrectionsReform", 2},
    {"penitentiary", "CorrectionsReform", 3},
    {"border*", "BorderControl", 2},
    {"mine action", "Demining", 3},
    {"demining", "Demining", 3},
    {"mines", "Demining", 2},
    {"explosive remnants", "Demining", 2},
    {"explosive ordnance", "Demining", 2},
    {"explosive devices", "Demining", 1},
    {"natural resources", "Resources", 3},
    {"diamond*", "Resources", 3},
    {"kimberley", "Resources", 3},
    {"state authority", "StateAuthority", 3},
    {"state presence", "StateAuthority", 2},
    {"interim administrations", "StateAuthority", 2},
    {"extension of state", "StateAuthority", 2},
    {"basic social services", "StateAuthority", 1},
    {"democratic governance", "Democratization", 3},
    {"democratic institutions", "Democratization", 3},
    {"constitution*", "LegalReform", 2},
    {"legal reform", "LegalReform", 3},
    {"legislative framework", "LegalReform", 2},
    {"security arrangements", "ElectSec", 1},
    {"election*", "ElectAssist", 3},
    {"electoral", "ElectAssist", 3},
    {"constitutional referendum", "ElectAssist", 2},
    {"voter education", "VoterEducation", 3},
    {"register of voters", "ElectAssist", 2},
    {"political parties", "PolPartyAssist", 2},
    {"civil society", "CivilSociety", 2},
    {"media", "Media", 2},
    {"raise awareness", "PublicInfo", 2},
    {"public information", "PublicInfo", 3},
    {"disinformation", "PublicInfo", 2},
    {"power-sharing", "PowerSharing", 3},
    {"reconciliation", "Reconcil", 2},
    {"social cohesion", "Reconcil", 2},
    {"national dialogue", "Reconcil", 2},
    {"intercommunal", "LocalReconcil", 3},
    {"inter-communal", "LocalReconcil", 3},
    {"intercommunity", "LocalReconcil", 3},
    {"local mediation", "LocalReconcil", 3},
    {"local levels", "LocalReconcil", 1},
    {"local conflict", "LocalReconcil", 2},
    {"countries of the region", "RegReconcil", 1},
    {"regional dialogue", "RegReconcil", 3},
    {"development", "EcDevelop", 1},
    {"economic", "EcDevelop", 2},
    {"quick impact projects", "EcDevelop", 3},
    {"quick projects", "EcDevelop", 2},
    {"humanitarian assistance", "HumanRelief", 4},
    {"humanitarian access", "HumanRelief", 3},
    {"humanitarian actors", "HumanRelief", 2},
    {"delivery of humanitarian", "HumanRelief", 4},
    {"public health", "PublicHealth", 3},
    {"ebola", "PublicHealth", 3},
    {"covid-19", "PublicHealth", 2},
    {"refugees", "RefugeesIDPs", 2},
    {"internally displaced", "RefugeesIDPs", 2},
    {"displaced persons", "RefugeesIDPs", 2},
    {"gender", "Gender", 1},
    {"participation of women", "Gender", 2},
    {"women's participation", "Gender", 2},
    {"ceasefire*", "Ceasefire", 4},
    {"cease-fire", "Ceasefire", 4},
    {"cessation of hostilities", "Ceasefire", 4},
    {"peace agreement", "PeaceProcess", 2},
    {"peace process", "PeaceProcess", 3},
    {"implementation of the agreement", "PeaceProcess", 3},
    {"peace negotiations", "PeaceProcess", 3},
    {"political transition", "PeaceProcess", 2},
    {"good offices", "PeaceProcess", 2},
    {"accord", "PeaceProcess", 2},
    {"cultural", "CulturalHeritage", 2},
    {"heritage", "CulturalHeritage", 2},
    {"all necessary means", "UseOfForce", 3},
    {"all necessary measures", "UseOfForce", 2},
    {"ddr", "DisarmDemob", 2},
    {"ddrrr", "DisarmDemob", 2},
    {"disarm", "DisarmDemob", 2},
    {"disarming", "DisarmDemob", 2},
    {"collection of weapons", "DisarmDemob", 2},
    {"ammunition*", "ControlSALW", 2},
    {"illicit arms", "ControlSALW", 2},
    {"protection of civilian", "CivProtect", 3},
    {"civilian protection", "CivProtect", 3},
    {"protect the civilian*", "CivProtect", 3},
    {"imminent threat", "CivProtect", 2},
    {"attacks against civilians", "CivProtect", 2},
    {"recruitment and use of child*", "ChildRights", 3},
    {"children and armed conflict", "ChildRights", 3},
    {"children in armed conflict", "ChildRights", 3},
    {"rights of the child", "ChildRights", 3},
    {"law enforcement", "PoliceReform", 2},
    {"policing", "PoliceReform", 2},
    {"police", "PoliceReform", 1},
    {"army", "MilitaryReform", 1},
    {"legislat*", "LegalReform", 2},
    {"legal framework*", "LegalReform", 2},
    {"law and order", "JusticeReform", 1},
    {"detention", "CorrectionsReform", 1},
    {"cross-border", "BorderControl", 2},
    {"customs", "BorderControl", 2},
    {"de-mining", "Demining", 3},
    {"mine clearance", "Demining", 3},
    {"mine awareness", "Demining", 3},
    {"unexploded ordnance", "Demining", 3},
    {"mining", "Resources", 2},
    {"mineral*", "Resources", 2},
    {"authority of the state", "StateAuthority", 3},
    {"state institutions", "StateAuthority", 1},
    {"public administration", "StateAuthority", 2},
    {"local administration*", "StateAuthority", 2},
    {"administrative structures", "StateAuthority", 2},
    {"good governance", "Democratization", 2},
    {"governance", "Democratization", 1},
    {"democratic", "Democratization", 1},
    {"parliament*", "Democratization", 1},
    {"referendum", "ElectAssist", 3},
    {"voter registration", "ElectAssist", 3},
    {"civic education", "VoterEducation", 2},
    {"radio", "PublicInfo", 2},
    {"power sharing", "PowerSharing", 3},
    {"national reconciliation", "Reconcil", 1},
    {"dialogue", "Reconcil", 2},
    {"regional cooperation", "RegReconcil", 2},
    {"reconstruction", "EcDevelop", 2},
    {"sustainable development", "EcDevelop", 2},
    {"poverty", "EcDevelop", 2},
    {"hiv*", "PublicHealth", 3},
    {"health*", "PublicHealth", 1},
    {"idp*", "RefugeesIDPs", 2},
    {"refugee", "RefugeesIDPs", 2},
    {"return of refugees", "RefugeesIDPs", 2},
    {"displacement", "RefugeesIDPs", 1},
    {"women , peace and security", "Gender", 3},
    {"women", "Gender", 1},
    {"hostilities", "Ceasefire", 2},
    {"disengagement", "Ceasefire", 2},
    {"peace agreements", "PeaceProcess", 2},
    {"political process", "PeaceProcess", 2},
    {"peace talks", "PeaceProcess", 3},
    {"demilitarized zone", "Demil", 2},
    {"buffer zone", "Demil", 1},
});

struct ModalityRule {
  std::string_view phrase;
  Modality modality;
};

constexpr auto kModalities = std::to_array<ModalityRule>({
    {"monitor*", Modality::Monitor},
    {"verif*", Modality::Monitor},
    {"observe", Modality::Monitor},
    {"observing", Modality::Monitor},
    {"supervis*", Modality::Monitor},
    {"investigat*", Modality::Monitor},
    {"document", Modality::Monitor},
    {"fact-finding", Modality::Monitor},
    {"record", Modality::Monitor},
    {"protect", Modality::Secure},
    {"protecting", Modality::Secure},
    {"provide protection", Modality::Secure},
    {"all necessary measures", Modality::Secure},
    {"all necessary means", Modality::Secure},
    {"secure", Modality::Secure},
    {"securing", Modality::Secure},
    {"deter", Modality::Secure},
    {"deterring", Modality::Secure},
    {"prevent", Modality::Secure},
    {"patrol*", Modality::Secure},
    {"posture", Modality::Secure},
    {"offensive operations", Modality::Secure},
    {"ensure the security", Modality::Secure},
    {"ensure security", Modality::Secure},
    {"provide security", Modality::Secure},
    {"maintain public safety", Modality::Secure},
    {"neutrali*", Modality::Secure},
    {"seize", Modality::Secure},
    {"use of force", Modality::Secure},
    {"robust", Modality::Secure},
    {"secure environment", Modality::Secure},
    {"secure conditions", Modality::Secure},
    {"support", Modality::Assist},
    {"assist", Modality::Assist},
    {"assisting", Modality::Assist},
    {"assistance", Modality::Assist},
    {"supporting", Modality::Assist},
    {"help", Modality::Assist},
    {"helping", Modality::Assist},
    {"facilitat*", Modality::Assist},
    {"advis*", Modality::Assist},
    {"advice", Modality::Assist},
    {"mediat*", Modality::Assist},
    {"provide technical", Modality::Assist},
    {"capacity building", Modality::Assist},
    {"capacity-building", Modality::Assist},
    {"training", Modality::Assist},
    {"contribut*", Modality::Assist},
    {"encourag*", Modality::Assist},
    {"good offices", Modality::Assist},
    {"strengthen*", Modality::Assist},
    {"coordinat*", Modality::Assist},
    {"promot*", Modality::Assist},
    {"exchange information", Modality::Assist},
});

// `in support of the authorities, carry out ...`: how, not what.
bool is_by_the_way(const Words& words, std::size_t at) {
  return words[at].low == "support" &&
         ((at > 0 && words[at - 1].low == "in" && words_at(words, at + 1, "of")) ||
          (at > 1 && words_at(words, at - 2, "with the")));
}

Modality modality_of(const Words& words) {
  // What the item is to do stands first; what it leads to, later.
  std::size_t best = words.size();
  std::size_t best_length = 0;
  Modality modality = Modality::Unknown;
  for (const ModalityRule& rule : kModalities) {
    std::size_t at = find_words(words, rule.phrase);
    while (at < words.size() && is_by_the_way(words, at)) {
      at = find_words(words, rule.phrase, at + 1);
    }
    if (at >= words.size()) continue;
    if (at < best || (at == best && rule.phrase.size() > best_length)) {
      best = at;
      best_length = rule.phrase.size();
      modality = rule.modality;
    }
  }
  return modality;
}

// As find_words, but for `reconciliation` in the name of an agreement `on Peace and
// Reconciliation`.
std::size_t place_of(const Words& words, std::string_view phrase) {
  std::size_t at = find_words(words, phrase);
  while (at < words.size() && at >= 2 && phrase == "reconciliation" &&
         words_at(words, at - 2, "peace and")) {
    at = find_words(words, phrase, at + 1);
  }
  return at;
}

}  // namespace

std::span<const TaskClass> task_classes() { return kClasses; }

std::string_view to_string(Modality modality) {
  switch (modality) {
    case Modality::Monitor:
      return "monitor";
    case Modality::Assist:
      return "assist";
    case Modality::Secure:
      return "secure";
    case Modality::Unknown:
      return "unknown";
  }
  return "unknown";
}

std::vector<Classified> classify_task(const Words& group, const Words& words, const Words& lead) {
  std::array<int, kClasses.size()> scores{};
  // Evidence in the first words of an item counts most: what follows `including` is detail.
  constexpr std::size_t kHead = 25;
  for (const Rule& rule : kRules) {
    int score = 0;
    // What the title over an item names outright is enough when its own words name nothing.
    if (place_of(group, rule.phrase) < group.size()) score += rule.weight * 4 / 3;
    const std::size_t at = place_of(words, rule.phrase);
    if (at < words.size()) score += at < kHead ? 3 * rule.weight : rule.weight;
    if (score == 0) continue;
    const auto row = std::ranges::find(kClasses, rule.key, &TaskClass::key);
    scores[static_cast<std::size_t>(row - kClasses.begin())] += score;
  }
  constexpr int kEnough = 4;  // one strong word, or a hint and something else
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (scores[i] >= kEnough) order.push_back(i);
  }
  std::ranges::stable_sort(order,
                           [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
  Modality modality = modality_of(words);
  if (modality == Modality::Unknown) modality = modality_of(lead);
  std::vector<Classified> found;
  for (const std::size_t i : order) {
    // Far behind the first there is more chance than sense.
    if (found.size() == 3 || 2 * scores[i] < scores[order.front()]) break;
    found.push_back({.task = &kClasses[i], .modality = modality});
  }
  return found;
}

}  // namespace penholder
