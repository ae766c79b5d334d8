#pragma once
// What every reader of tables gives, and the checks that do not depend on the format.

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "table/performance_table.h"

namespace penholder {

/// Larger than any real table; refused unread.
inline constexpr std::size_t kTableBytesMost = std::size_t{16} << 20;

struct TableRead {
  PerformanceTable table;  ///< empty when it is not usable
  Diagnostics diagnostics;
  bool usable = false;  ///< no diagnostic of severity Error
};

/// What a format said of a criterion beside the criterion itself.
struct Stated {
  std::optional<Direction> direction;
  std::optional<double> worst;
  std::optional<double> best;
  bool has_scale = false;  ///< Criterion::scale was given point by point
  bool is_spoilt = false;  ///< direction or scale could not be read: one fault is enough
  Span scale_span;
};

/// A reader's notes become a table or a list of faults.
class TableBuilder {
 public:
  TableBuilder(FileId file, Diagnostics& diagnostics) : file_(file), diagnostics_(diagnostics) {}

  /// Places in the table, or nothing (with a word) for a name that is taken, empty or one too many.
  std::optional<std::size_t> add_criterion(std::string id, Span span);
  std::optional<std::size_t> add_alternative(std::string id, Span span);

  /// The place of a name; nothing when there is none.
  [[nodiscard]] std::optional<std::size_t> criterion(std::string_view id) const;
  [[nodiscard]] std::optional<std::size_t> alternative(std::string_view id) const;

  Criterion& at_criterion(std::size_t c) { return table_.criteria[c]; }
  Alternative& at_alternative(std::size_t a) { return table_.alternatives[a]; }
  Stated& stated(std::size_t c) { return stated_[c]; }
  [[nodiscard]] std::size_t criteria() const { return table_.criteria.size(); }
  [[nodiscard]] std::size_t alternatives() const { return table_.alternatives.size(); }

  /// Faults are counted; true once there are more than are worth listing.
  bool report(const DiagnosticKind& kind, Span span, std::string message, std::string remedy = {});
  [[nodiscard]] bool is_full() const { return faults_ >= kFaultsMost; }

  /// The performance of an alternative on a criterion; a second one for the same place is a fault.
  void set_cell(std::size_t alternative, std::size_t criterion, Performance performance, Span span);
  /// The cell was there but could not be read: it is then not reported as missing.
  void spoil_cell(std::size_t alternative, std::size_t criterion);

  /// Checks what only the whole can show (missing cells, scales, weights) and gives the table;
  /// empty when there is an error.
  ///
  ///   weights_span  where weights are stated, for faults of them all
  PerformanceTable finish(Span weights_span);

 private:
  static constexpr std::size_t kFaultsMost = 50;
  using Names = std::map<std::string, std::size_t, std::less<>>;

  /// A new name among `names`, at the next place; nothing, with a word, when that cannot be.
  std::optional<std::size_t> add_name(const char* what, Names& names, std::size_t most,
                                      const std::string& id, Span span);
  void finish_scale(std::size_t c);
  void finish_weights(Span span);
  void finish_cells();
  [[nodiscard]] std::size_t place(std::size_t alternative, std::size_t criterion) const {
    return alternative * kCriteriaMost + criterion;
  }

  FileId file_;
  Diagnostics& diagnostics_;
  PerformanceTable table_;
  std::vector<Stated> stated_;
  Names criteria_;
  Names alternatives_;
  std::map<std::size_t, Performance> cells_;  ///< by place
  std::set<std::size_t> spoilt_;
  std::size_t faults_ = 0;
};

}  // namespace penholder
