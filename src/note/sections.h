#pragma once
// The parts of the note in their order, one file each. Each is a pure function from the note's
// inputs (behind `Refs`) to a fragment and copes with a product that is missing by saying so.

#include "note/html.h"
#include "note/refs.h"

namespace penholder {

/// Title, question, as-of date, what is cited and what is judgement. A `<header>`.
Html write_masthead(const Refs& refs);

/// The box: five to ten statements made by rule from the products.
Html write_considerations(const Refs& refs);

/// One page for the chair: what is shared, what is contested, what decides.
Html write_chair(const Refs& refs);

Html write_context(const Refs& refs);
Html write_priorities(const Refs& refs);
Html write_sequence(const Refs& refs);
Html write_outlook(const Refs& refs);
Html write_options(const Refs& refs);
Html write_basis(const Refs& refs);
Html write_gaps(const Refs& refs);
Html write_map(const Refs& refs);
Html write_register(const Refs& refs);
Html write_numbers(const Refs& refs);
Html write_sources(const Refs& refs);

/// A section with its h2; `id` names the section, for the contents.
Html section(const std::string& id, const std::string& title, const Html& content);

/// A heading of the third level; `id` may be empty.
Html heading3(const Html& title, const std::string& id = {});

/// `<p>`.
Html paragraph(const Html& content);

/// `<ul>` of the items.
Html bullets(const std::vector<Html>& items);

/// "; mostly in under “a”, mostly out under “b”, divided within “c”", each with at most `most`
/// views named; empty when there is but one view. `in_short` leaves out who is divided, unless all
/// are.
Html who_wants(const Refs& refs, const BorderlineTask& task, std::size_t most,
               bool in_short = false);

/// Who leads when every view counts alike, and the least move of weight that changes it.
Html what_turns(const Refs& refs);

/// The first `most` of the items and how many are left: "a, b, c and 3 others".
Html some_of(const std::vector<Html>& items, std::size_t most);

}  // namespace penholder
