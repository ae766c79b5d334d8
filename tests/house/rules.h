#pragma once
// The rules of the house as pure functions: a text in, complaints out. tree_test.cc applies them to
// the whole tree; rules_test.cc shows for each that it can fail.

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace penholder::house {

/// A file of the tree: its path from the root with `/`, and its bytes.
struct File {
  std::string path;
  std::string text;
};

/// One sentence per breach, with path and line: `src/rank/smaa.cc:12: …`.
using Complaints = std::vector<std::string>;

/// src/rooms.txt: the rooms ground floor first, and for each the rooms that it may use.
struct Rooms {
  std::vector<std::string> order;
  std::map<std::string, std::set<std::string>, std::less<>> allowed;
};

/// Reads the table. A room that names itself, an unknown room or one below it is a complaint.
Rooms read_rooms(const File& table, Complaints& complaints);

/// Each `#include "room/…"` of a file under src/ must be its own room or one that it may use.
Complaints include_direction(const File& file, const Rooms& rooms);

/// Files of src/ that include each other in a ring, each ring once.
Complaints include_circles(std::span<const File> files);

/// No line longer than 100 characters (code points, not bytes).
Complaints line_length(const File& file);

/// No leftover mark of unfinished work.
Complaints leftovers(const File& file);

/// No file access, wall clock, locale or hardware randomness below the edge (src/io, src/cli).
Complaints purity(const File& file);

/// A header's first line is `#pragma once`.
Complaints pragma_once(const File& file);

/// Nothing names a place on the machine that wrote it.
Complaints machine_paths(const File& file);

/// `readme` names each of `names` (as a whole word).
Complaints readme_names(const File& readme, std::span<const std::string> names);

}  // namespace penholder::house
