#pragma once
// A draft case as values, before it is written: what a resolution says that a case can start from.
// Locators are those of the resolution; every entity carries the paragraphs that it is drawn from.

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"

namespace penholder {

/// Paragraphs of the resolution: `28.a.iii`.
using Locators = std::vector<std::string>;

struct DraftObjective {
  std::string id;
  std::string title;
  std::optional<std::size_t> parent;  ///< index among the objectives
  std::optional<int> tier;
  Locators cites;
  std::string remark;  ///< for a comment: why it stands where it does; may be empty
};

struct DraftTask {
  std::string id;
  std::string title;
  std::string locator;
  std::string force;        ///< verb of the text: `decides`
  bool is_priority = true;  ///< else it stands among other tasks
  bool is_standing = true;
  std::string kind_reason;  ///< for a comment: the word that makes it discrete
  std::size_t objective = 0;
  bool supports_host = false;
  std::vector<std::size_t> areas;
  std::optional<Date> due;
};

struct DraftArea {
  std::string id;
  std::string title;
  Locators cites;
};

struct DraftActor {
  std::string id;
  std::string title;
  std::string kind;  ///< word of the case format
  Locators cites;
};

struct DraftAsset {
  std::string id;
  std::string title;
  std::string unit;
  std::optional<long long> ceiling;  ///< stated in the text; nothing: unknown
  Locators cites;
};

struct DraftMilestone {
  std::string id;
  std::string title;
  std::string kind;  ///< mandate, report, vote, other
  std::optional<Date> date;
  Locators cites;
};

/// Something that the text asks of others before a date: the Council's own benchmarks.
struct DraftMeasure {
  std::string title;
  std::string locator;
};

/// Another resolution that the text refers to.
struct DraftReference {
  std::string symbol;  ///< `S/RES/2480 (2019)`
  std::string title;   ///< from a corpus; empty: not known
  std::optional<Date> date;
  Locators cited_in;
};

struct DraftOutline {
  std::string symbol;
  int number = 0;
  std::string title;  ///< of the resolution
  Date adopted;
  std::string mission;
  std::string extension;  ///< locator of the paragraph that extends or sets up the mandate
  DateRange horizon;
  bool end_is_stated = false;

  std::vector<DraftObjective> objectives;  ///< parents before children; the first is the root
  std::vector<std::size_t> order;  ///< strategic priorities, first comes first; may be empty
  Locators order_cites;
  std::vector<DraftTask> tasks;
  std::vector<DraftActor> actors;  ///< the mission first
  std::vector<DraftArea> areas;
  std::vector<DraftAsset> assets;
  std::vector<DraftMilestone> milestones;
  std::vector<DraftMeasure> measures;
  std::vector<DraftReference> references;
  Locators also_asked;  ///< paragraphs that ask the mission for something outside its lists
};

}  // namespace penholder
