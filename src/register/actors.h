#pragma once
// Who is spoken to, who is to be supported, which mission a resolution is about; and where.

#include <optional>
#include <string>
#include <string_view>

#include "register/verbs.h"
#include "register/words.h"
#include "resolution/resolution.h"

namespace penholder {

enum class Addressee : std::uint8_t {
  Unknown,
  Council,  ///< the Council itself: decides to extend, expresses its intention
  Mission,  ///< the mission or its head
  SecretaryGeneral,
  HostState,      ///< government or authorities of the country
  Parties,        ///< parties, signatories, armed groups
  MemberStates,   ///< all States, or those of the region
  Contributors,   ///< troop- and police-contributing countries
  SanctionsBody,  ///< sanctions committee, panel or group of experts
  Regional,       ///< African Union, ECOWAS, European Union, forces they or others send
  Partners        ///< UN agencies, donors, international and bilateral partners
};

std::string_view to_string(Addressee addressee);

/// The mission's short name: `MINUSMA`; empty when the text is about none.
std::string mission_name(const Resolution& resolution);

/// The one named first behind the verb, and the words that name it.
struct AddresseeMention {
  Addressee addressee = Addressee::Unknown;
  std::string text;
};
AddresseeMention find_addressee(std::string_view text, const Words& words, const Verb& verb,
                                std::string_view mission);

/// Whom an item tells to support: `the Malian authorities`; empty when it names nobody.
std::string find_supported(std::string_view text, const Words& words);

}  // namespace penholder
