#include "house/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <functional>
#include <optional>

namespace penholder::house {
namespace {

// Calls `visit(number, line)` for each line, counted from 1, without its newline.
template <class Visit>
void for_each_line(std::string_view text, Visit visit) {
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    visit(number, text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
}

std::string place(const File& file, int line) { return fmt::format("{}:{}: ", file.path, line); }

// "src/rank/smaa.cc" -> "rank"; "" for what is not in a room.
std::string_view room_of(std::string_view path) {
  if (!path.starts_with("src/")) return {};
  path.remove_prefix(4);
  const std::size_t slash = path.find('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

// `#include "rank/ranking.h"` -> "rank/ranking.h".
std::optional<std::string_view> quoted_include(std::string_view line) {
  static constexpr std::string_view kStart = "#include \"";
  if (!line.starts_with(kStart)) return std::nullopt;
  line.remove_prefix(kStart.size());
  return line.substr(0, line.find('"'));
}

bool is_source(std::string_view path) { return path.ends_with(".h") || path.ends_with(".cc"); }

bool is_word_char(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
}

bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool starts = at == 0 || !is_word_char(text[at - 1]);
    const bool ends = end == text.size() || !is_word_char(text[end]);
    if (starts && ends) return true;
  }
  return false;
}

}  // namespace

Rooms read_rooms(const File& table, Complaints& complaints) {
  Rooms rooms;
  for_each_line(table.text, [&](int number, std::string_view line) {
    if (line.empty() || line.starts_with('#')) return;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
      complaints.push_back(place(table, number) + "not `room: rooms`");
      return;
    }
    const std::string room(line.substr(0, colon));
    std::set<std::string>& allowed = rooms.allowed[room];
    std::string_view rest = line.substr(colon + 1);
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      const std::string below(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (below.empty()) continue;
      if (std::ranges::find(rooms.order, below) == rooms.order.end()) {
        complaints.push_back(
            place(table, number) +
            fmt::format("`{}` names `{}`, which does not stand above it", room, below));
      }
      allowed.insert(below);
    }
    rooms.order.push_back(room);
  });
  return rooms;
}

Complaints include_direction(const File& file, const Rooms& rooms) {
  Complaints complaints;
  const std::string_view room = room_of(file.path);
  if (room.empty() || !is_source(file.path)) return complaints;
  const auto allowed = rooms.allowed.find(room);
  if (allowed == rooms.allowed.end()) {
    complaints.push_back(
        fmt::format("{}: the room `{}` has no line in src/rooms.txt", file.path, room));
    return complaints;
  }
  for_each_line(file.text, [&](int number, std::string_view line) {
    const auto target = quoted_include(line);
    if (!target) return;
    const std::string used(target->substr(0, target->find('/')));
    if (target->find('/') == std::string_view::npos) {
      complaints.push_back(place(file, number) +
                           fmt::format("`{}`: write it from src/, with its room", *target));
    } else if (used != room && !allowed->second.contains(used)) {
      complaints.push_back(place(file, number) +
                           fmt::format("`{}` may not use `{}` (src/rooms.txt)", room, used));
    }
  });
  return complaints;
}

Complaints include_circles(std::span<const File> files) {
  std::map<std::string, std::vector<std::string>, std::less<>> includes;
  for (const File& file : files) {
    if (room_of(file.path).empty() || !is_source(file.path)) continue;
    std::vector<std::string>& targets = includes[file.path];
    for_each_line(file.text, [&](int, std::string_view line) {
      if (const auto target = quoted_include(line))
        targets.push_back(fmt::format("src/{}", *target));
    });
  }
  enum class Mark { Fresh, Open, Done };
  std::map<std::string, Mark, std::less<>> marks;
  std::vector<std::string> path;
  Complaints complaints;
  const std::function<void(const std::string&)> visit = [&](const std::string& file) {
    Mark& mark = marks[file];
    if (mark == Mark::Done) return;
    if (mark == Mark::Open) {
      const auto start = std::ranges::find(path, file);
      complaints.push_back(
          fmt::format("{} -> {}", fmt::join(std::span(start, path.end()), " -> "), file));
      return;
    }
    mark = Mark::Open;
    path.push_back(file);
    if (const auto found = includes.find(file); found != includes.end()) {
      for (const std::string& target : found->second) visit(target);
    }
    path.pop_back();
    marks[file] = Mark::Done;
  };
  for (const auto& [file, targets] : includes) visit(file);
  return complaints;
}

Complaints line_length(const File& file) {
  Complaints complaints;
  if (!is_source(file.path)) return complaints;
  for_each_line(file.text, [&](int number, std::string_view line) {
    const auto length = std::ranges::count_if(line, [](char c) {
      return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;  // not a continuation byte
    });
    if (length > 100) {
      complaints.push_back(place(file, number) + fmt::format("{} characters; 100 at most", length));
    }
  });
  return complaints;
}

Complaints leftovers(const File& file) {
  // Spelt in two halves, so that this file passes its own rule.
  static const std::array kMarks = {std::string("FIX") + "ME", std::string("XX") + "X",
                                    std::string("TO") + "DO", std::string("HA") + "CK"};
  Complaints complaints;
  if (!is_source(file.path)) return complaints;
  for_each_line(file.text, [&](int number, std::string_view line) {
    for (const std::string& mark : kMarks) {
      if (has_word(line, mark)) {
        complaints.push_back(place(file, number) + fmt::format("leftover `{}`", mark));
      }
    }
  });
  return complaints;
}

Complaints purity(const File& file) {
  static constexpr std::array<std::string_view, 11> kForbidden = {
      "<fstream>", "<filesystem>",  "fopen(",      "<iostream>", "<unistd.h>", "system_clock",
      "localtime", "random_device", "std::locale", "setlocale",  "getenv("};
  Complaints complaints;
  const std::string_view room = room_of(file.path);
  if (room.empty() || room == "io" || room == "cli" || !is_source(file.path)) return complaints;
  for_each_line(file.text, [&](int number, std::string_view line) {
    for (const std::string_view word : kForbidden) {
      if (line.find(word) != std::string_view::npos) {
        complaints.push_back(place(file, number) +
                             fmt::format("`{}` belongs to the edge: src/io or src/cli", word));
      }
    }
  });
  return complaints;
}

Complaints pragma_once(const File& file) {
  if (!file.path.ends_with(".h") || file.text.starts_with("#pragma once\n")) return {};
  return {place(file, 1) + "a header starts with `#pragma once`"};
}

Complaints machine_paths(const File& file) {
  static const std::array kPlaces = {std::string("/wo") + "rk/", std::string("/tmp/") + "brief",
                                     std::string("fa") + "rm-"};
  Complaints complaints;
  for_each_line(file.text, [&](int number, std::string_view line) {
    for (const std::string& path : kPlaces) {
      if (line.find(path) != std::string_view::npos) {
        complaints.push_back(place(file, number) + fmt::format("names `{}`", path));
      }
    }
  });
  return complaints;
}

Complaints readme_names(const File& readme, std::span<const std::string> names) {
  Complaints complaints;
  for (const std::string& name : names) {
    if (!has_word(readme.text, name)) {
      complaints.push_back(fmt::format("{}: does not name `{}`", readme.path, name));
    }
  }
  return complaints;
}

}  // namespace penholder::house
