#include "table/write_csv.h"

#include <algorithm>
#include <functional>
#include <string_view>

#include "table/cell_text.h"
#include "table/csv_text.h"

namespace penholder {
namespace {

class CsvWriter {
 public:
  explicit CsvWriter(const PerformanceTable& table) : table_(table) {}

  std::string write() {
    has_titles_ = std::ranges::any_of(table_.alternatives,
                                      [](const Alternative& a) { return !a.title.empty(); });
    field("id");
    if (has_titles_) field("#title");
    for (const Criterion& criterion : table_.criteria) field(csv_field(criterion.id));
    end_row();
    describe("#title", [](const Criterion& c) { return csv_field(c.title); });
    describe("#unit", [](const Criterion& c) { return csv_field(c.unit); });
    describe("#direction", [](const Criterion& c) {
      return std::string(c.direction == Direction::Max ? "max" : "min");
    });
    describe("#worst", [](const Criterion& c) {
      const auto anchors = linear_anchors(c.scale);
      return anchors ? number_text(anchors->worst) : std::string();
    });
    describe("#best", [](const Criterion& c) {
      const auto anchors = linear_anchors(c.scale);
      return anchors ? number_text(anchors->best) : std::string();
    });
    describe("#scale", [](const Criterion& c) {
      return linear_anchors(c.scale) ? std::string() : csv_field(text_of(c.scale));
    });
    describe("#preference", [](const Criterion& c) {
      return c.preference ? text_of(*c.preference) : std::string();
    });
    describe("#weight",
             [](const Criterion& c) { return c.weight ? number_text(*c.weight) : std::string(); });
    describe("#order",
             [](const Criterion& c) { return c.order ? std::to_string(*c.order) : std::string(); });
    for (std::size_t a = 0; a < table_.alternatives.size(); ++a) {
      field(csv_field(table_.alternatives[a].id));
      if (has_titles_) field(csv_field(table_.alternatives[a].title));
      for (std::size_t c = 0; c < table_.criteria.size(); ++c) {
        const Performance& performance = table_.cell(a, c);
        const std::string text = text_of(performance);
        const bool is_number = std::holds_alternative<Exact>(performance);
        field(is_number ? text : csv_field(text));
      }
      end_row();
    }
    return std::move(text_);
  }

 private:
  void field(std::string_view text) {
    if (!is_row_empty_) text_ += ',';
    is_row_empty_ = false;
    text_ += text;
  }

  void end_row() {
    text_ += "\r\n";
    is_row_empty_ = true;
  }

  void describe(std::string_view mark, const std::function<std::string(const Criterion&)>& say) {
    std::vector<std::string> words;
    words.reserve(table_.criteria.size());
    for (const Criterion& criterion : table_.criteria) words.push_back(say(criterion));
    if (std::ranges::all_of(words, [](const std::string& word) { return word.empty(); })) return;
    field(mark);
    if (has_titles_) field("");
    for (const std::string& word : words) field(word);
    end_row();
  }

  const PerformanceTable& table_;
  bool has_titles_ = false;
  bool is_row_empty_ = true;
  std::string text_;
};

}  // namespace

std::string write_csv(const PerformanceTable& table) { return CsvWriter(table).write(); }

}  // namespace penholder
