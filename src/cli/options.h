#pragma once
// What the user asked for, as plain values, after parsing and before anything is done.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace penholder {

/// Asked of every command that reads a case.
struct CaseOptions {
  std::string path;
  bool json = false;
  bool quiet = false;  ///< no progress, no warnings of the case
  std::string color = "auto";
  std::uint64_t seed = 1;
  unsigned threads = 0;  ///< 0: as many as there are cores
};

struct CheckOptions {
  CaseOptions common;
  std::string format = "text";  ///< text, json, sarif
  std::string corpus;           ///< folder of documents to hold citations against; empty: none
};

struct CiteOptions {
  CaseOptions common;  ///< `path`: a case, or a text in prose
  std::string corpus;
  std::string format = "text";
  bool all = false;                ///< list every citation
  std::vector<std::string> texts;  ///< SOURCE=FILE: texts of sources that are no resolutions
};

struct RankOptions {
  CaseOptions common;
  std::size_t samples = 0;  ///< 0: the stage's default, here and below
  std::string at_least;     ///< a word of the ladder of support; empty: all statements count
};

/// For the commands that look at one design under one view.
struct PlanOptions {
  CaseOptions common;
  std::string view;    ///< empty: the case's reference view
  std::string option;  ///< empty: the mandate as it stands
  std::size_t work = 0;
  std::size_t vectors = 0;       ///< `sequence`: weight vectors for core, borderline, out
  std::size_t replications = 0;  ///< `stress`
};

/// For `why`: one task, or a demand.
struct WhyOptions {
  PlanOptions plan;
  std::string task;
  std::vector<std::string> done;  ///< tasks to be done
  std::vector<std::string> must;  ///< tasks to be done, standing ones throughout
  std::string by;                 ///< date for `done` and `must`; empty: none
};

struct CompareOptions {
  CaseOptions common;
  std::size_t replications = 0;
};

struct NoteOptions {
  CaseOptions common;
  std::string output;  ///< empty: <case id>.html in the current directory
  std::string map;     ///< GeoJSON with the areas' polygons; may be empty
  std::size_t replications = 0;
};

struct SolveOptions {
  std::vector<std::string> files;
  double seconds = 0;  ///< for each file, on the clock; 0: no limit
  std::uint64_t work = std::numeric_limits<std::uint64_t>::max();  ///< solver::Settings::work_limit
  std::uint64_t seed = 1;
  bool json = false;
  bool quiet = false;     ///< no line on the way, no warnings
  bool schedule = false;  ///< the whole schedule
  std::string color = "auto";
};

/// For `register`: which rows, in which form, to where.
struct RegisterOptionsGiven {
  std::vector<std::string> files;  ///< `-`: standard input
  std::string form;                ///< text, json, csv, xlsx, html; empty: by the output's ending
  std::string output;              ///< empty: standard output
  std::string list;                ///< priority, other, mandate; empty: all lists
  std::string corpus;              ///< a folder of resolutions, for references; may be empty
  bool all = false;                ///< every leaf, not only the mission's tasks
  bool quiet = false;              ///< no warnings about the files
  std::string color = "auto";
};

/// Asked of the commands on resolutions: files, or symbols looked up in a folder.
struct ResolutionOptions {
  std::string corpus;  ///< folder of resolutions; empty: names are files
  bool json = false;
  std::string output;  ///< empty: standard output
  bool quiet = false;  ///< no remarks on the files
  std::string color = "auto";
};

struct RedlineOptions {
  ResolutionOptions common;
  std::string from;
  std::string to;
  bool summary = false;
  bool full = false;
};

/// How `table` and `lens` look; empty and zero: the defaults.
struct LensOptions {
  std::vector<std::string> methods;  ///< empty: all that apply
  std::string normalisation = "vector";
  std::string preference;  ///< PROMETHEE's, for criteria that state none
  std::string weights;     ///< in place of those of the table, or of the view
  std::size_t samples = 0;
};

struct TableOptions {
  CaseOptions common;              ///< `path` is not used
  std::vector<std::string> files;  ///< one, or several XMCDA files that make up a table
  LensOptions lens;
  std::string to;  ///< write the table here instead
};

struct CaseLensOptions {
  CaseOptions common;
  LensOptions lens;
  std::string view;       ///< empty: the case's reference view
  std::string option;     ///< empty: the mandate as it stands
  std::string export_to;  ///< write the case's table here instead
  std::string import;     ///< compare this table with the case instead
};

struct HistoryOptions {
  ResolutionOptions common;
  std::vector<std::string> names;
  bool csv = false;
};

struct NewOptions {
  std::string path;    ///< the directory to make; with `output`: the resolution to draft from
  std::string output;  ///< the directory to make
  std::string corpus;  ///< folder of resolutions for the dates of those that the text refers to
  std::string title;
  bool json = false;
};

}  // namespace penholder
