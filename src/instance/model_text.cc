#include "instance/model_text.h"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <span>
#include <utility>

#include "instance/model_words.h"

namespace penholder::instance {

const DiagnosticKind kDamagedModelText = {"damaged-model-text", Severity::Error,
                                          "a line of model text is not of the format",
                                          "the format is described in docs/formats/model.md"};

namespace {

using solver::Index;
using solver::Model;
using solver::Time;
using solver::Value;

/// Names of one kind of thing, and where each stands.
class Names {
 public:
  void add(const std::string& name, Index index) {
    const auto [at, is_new] = index_of_.try_emplace(name, index);
    if (!is_new) at->second = kTwice;
    ++count_;
  }
  static constexpr Index kTwice = ~Index{0};
  static constexpr Index kNone = kTwice - 1;
  [[nodiscard]] Index find(const std::string& name) const {
    const auto at = index_of_.find(name);
    return at == index_of_.end() ? kNone : at->second;
  }
  [[nodiscard]] Index count() const { return count_; }

 private:
  std::map<std::string, Index> index_of_;
  Index count_ = 0;
};

class Reader {
 public:
  Reader(std::string_view text, FileId file, Diagnostics& diagnostics)
      : text_(text), file_(file), diagnostics_(diagnostics) {}

  std::optional<Model> read() {
    if (text_.size() > kModelTextBytesMax) {
      diagnostics_.add(kDamagedModelText, {},
                       fmt::format("the text has {} bytes; at most {} are read", text_.size(),
                                   kModelTextBytesMax));
      return std::nullopt;
    }
    for (std::size_t at = 0; at < text_.size() && left_ > 0;) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      read_line(text_.substr(at, end - at), static_cast<std::uint32_t>(at));
      at = end + 1;
    }
    if (!has_head_) {
      complain({.file = file_, .begin = 0, .end = 0}, "the text is empty",
               "begin with the line `model 1`");
    }
    if (left_ < kMostComplaints) return std::nullopt;
    return std::move(model_);
  }

  [[nodiscard]] ModelPlaces take_places() { return std::move(places_); }

 private:
  static constexpr int kMostComplaints = 100;

  void complain(Span span, std::string message, std::string remedy = {}) {
    is_damaged_ = true;
    --left_;
    diagnostics_.add(kDamagedModelText, span, std::move(message), std::move(remedy));
  }

  void read_line(std::string_view line, std::uint32_t offset) {
    std::string fault;
    words_ = cut_model_line(line, file_, offset, fault);
    next_ = 0;
    is_damaged_ = false;
    if (!fault.empty()) {
      complain(words_.back().span, std::move(fault));
      return;
    }
    if (words_.empty()) return;
    line_end_ = {.file = file_, .begin = words_.back().span.end, .end = words_.back().span.end};
    if (!has_head_) {
      read_head();
      return;
    }
    line_ = {.file = file_, .begin = words_.front().span.begin, .end = line_end_.end};
    read_thing();
    if (!is_damaged_ && next_ < words_.size()) {
      complain(words_[next_].span, fmt::format("`{}` is not expected here", words_[next_].text));
    }
  }

  void read_head() {
    has_head_ = true;
    if (words_.size() == 2 && words_[0].text == "model" && words_[1].text == "1") return;
    complain(words_.front().span, "this is not a model text of version 1",
             "begin with the line `model 1`");
    left_ = 0;  // of another format each line would be wrong
  }

  void read_thing() {
    if (take("resource")) return read_resource();
    if (take("budget")) return read_budget();
    if (take("task")) return read_task();
    if (take("mode")) return read_mode();
    if (take("lag")) return read_lag();
    if (take("group")) return read_group();
    if (take("objective")) return read_objective();
    if (take("cost")) return read_cost();
    complain(words_.front().span, fmt::format("no line begins with `{}`", words_.front().text),
             "a line begins with `resource`, `budget`, `task`, `mode`, `lag`, `group`, "
             "`objective` or `cost`");
  }

  // Words of the line, one after the other. Once the line is damaged nothing more is taken, so that
  // one mistake gives one complaint.

  [[nodiscard]] bool is_at_end() const { return is_damaged_ || next_ >= words_.size(); }
  [[nodiscard]] Span here() const { return next_ < words_.size() ? words_[next_].span : line_end_; }

  bool take(std::string_view keyword) {
    if (is_at_end() || words_[next_].kind != ModelWordKind::Bare) return false;
    if (words_[next_].text != keyword) return false;
    ++next_;
    return true;
  }
  bool take(ModelWordKind kind) {
    if (is_at_end() || words_[next_].kind != kind) return false;
    ++next_;
    return true;
  }
  void expect(ModelWordKind kind, std::string_view what) {
    if (!take(kind) && !is_damaged_) complain(here(), fmt::format("here stands `{}`", what));
  }

  static bool is_number(std::string_view text) {
    const std::size_t sign = text.starts_with('-') ? 1 : 0;
    return text.size() > sign && text[sign] >= '0' && text[sign] <= '9';
  }
  [[nodiscard]] bool is_at_number() const {
    return !is_at_end() && words_[next_].kind == ModelWordKind::Bare &&
           is_number(words_[next_].text);
  }

  template <class Number>
  Number number_of(std::string_view text, Span span) {
    Number value = 0;
    const auto [rest, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault == std::errc::result_out_of_range) {
      complain(span, fmt::format("`{}` is too large a number", text));
    } else if (fault != std::errc() || rest != text.data() + text.size()) {
      complain(span, fmt::format("`{}` is not a whole number", text));
    }
    return value;
  }
  template <class Number = Value>
  Number take_number() {
    if (is_damaged_) return 0;
    if (is_at_end() || words_[next_].kind != ModelWordKind::Bare) {
      complain(here(), "a whole number is missing here");
      return 0;
    }
    const ModelWord& word = words_[next_++];
    return number_of<Number>(word.text, word.span);
  }

  /// `3..5`
  std::pair<Time, Time> take_range() {
    if (is_damaged_) return {};
    const std::string text = is_at_end() ? std::string() : words_[next_].text;
    const std::size_t dots = text.find("..");
    if (dots == std::string::npos) {
      complain(here(), "two numbers with `..` between them are missing here");
      return {};
    }
    const Span span = words_[next_++].span;
    const std::string_view view = text;
    const Time from = number_of<Time>(view.substr(0, dots), span);
    if (is_damaged_) return {};
    return {from, number_of<Time>(view.substr(dots + 2), span)};
  }

  std::string take_new_name(std::string_view what) {
    if (is_damaged_) return {};
    if (is_at_end() || (words_[next_].kind != ModelWordKind::Bare &&
                        words_[next_].kind != ModelWordKind::Quoted)) {
      complain(here(), fmt::format("the {}'s name is missing here", what));
      return {};
    }
    const ModelWord& word = words_[next_++];
    if (word.kind == ModelWordKind::Bare && word.text.starts_with('@')) {
      complain(word.span, fmt::format("`{}` is not a name", word.text),
               "`@` and a number stand for a position; put the name in quotes");
    }
    return word.text;
  }

  Index take_reference(const Names& names, std::string_view what) {
    if (is_damaged_) return 0;
    if (is_at_end()) {
      complain(here(), fmt::format("the name of a {} is missing here", what));
      return 0;
    }
    const ModelWord& word = words_[next_++];
    if (word.kind == ModelWordKind::Bare && word.text.starts_with('@')) {
      const auto index = number_of<std::uint64_t>(std::string_view(word.text).substr(1), word.span);
      if (!is_damaged_ && index >= names.count()) {
        complain(word.span, fmt::format("there is no {} at position {}", what, index),
                 "positions count from 0, and what is named stands above");
      }
      return is_damaged_ ? 0 : static_cast<Index>(index);
    }
    const Index index = names.find(word.text);
    if (index == Names::kTwice) {
      complain(word.span, fmt::format("more than one {} is called `{}`", what, word.text),
               "name it by its position, as `@3`");
    } else if (index == Names::kNone) {
      complain(word.span, fmt::format("there is no {} `{}`", what, word.text),
               "what is named stands above");
    }
    return index >= Names::kNone ? 0 : index;
  }

  solver::Moment take_moment() {
    solver::Moment moment;
    if (take("end")) {
      moment.point = solver::Point::End;
    } else if (!take("start")) {
      if (!is_damaged_) complain(here(), "`start` or `end` is missing here");
    }
    moment.task = take_reference(tasks_, "task");
    return moment;
  }

  void read_resource() {
    solver::Resource resource{.name = take_new_name("resource"), .steps = {}};
    while (!is_at_end()) {
      const Value first = take_number();
      if (take(ModelWordKind::Colon)) {
        resource.steps.push_back({.from = first, .capacity = take_number()});
      } else {
        resource.steps.push_back({.from = -solver::kFarthest, .capacity = first});
        break;
      }
    }
    if (is_damaged_) return;
    resources_.add(resource.name, resources_.count());
    model_.resources.push_back(std::move(resource));
    places_.resources.push_back(line_);
  }

  void read_budget() {
    solver::Budget budget{.name = take_new_name("budget"), .total = 0};
    budget.total = take_number();
    if (is_damaged_) return;
    budgets_.add(budget.name, budgets_.count());
    model_.budgets.push_back(std::move(budget));
    places_.budgets.push_back(line_);
  }

  void read_task() {
    solver::Task task;
    task.name = take_new_name("task");
    while (!is_at_end()) {
      if (take("optional")) {
        task.is_optional = true;
      } else if (take("release")) {
        task.release = take_number();
      } else if (take("deadline")) {
        task.deadline = take_number();
      } else if (take("closed")) {
        const auto [from, to] = take_range();
        task.closed.push_back({.from = from, .to = to});
      } else {
        break;
      }
    }
    // Even a damaged one is there, or everything that names it would be called damaged, too.
    tasks_.add(task.name, tasks_.count());
    model_.tasks.push_back(std::move(task));
    places_.tasks.push_back(line_);
    places_.first_mode.push_back(places_.modes.size());
  }

  void read_mode() {
    if (model_.tasks.empty()) {
      complain(words_.front().span, "a mode without a task", "put it below its task");
      return;
    }
    solver::Mode mode;
    mode.duration = take_number();
    while (!is_at_end()) {
      if (take("use")) {
        const Index resource = take_reference(resources_, "resource");
        mode.uses.push_back({.resource = resource, .amount = take_number()});
      } else if (take("spend")) {
        const Index budget = take_reference(budgets_, "budget");
        mode.spends.push_back({.budget = budget, .amount = take_number()});
      } else {
        break;
      }
    }
    model_.tasks.back().modes.push_back(std::move(mode));
    places_.modes.push_back(line_);
  }

  void read_lag() {
    solver::Lag lag;
    lag.from = take_moment();
    lag.to = take_moment();
    lag.at_least = take_number();
    model_.lags.push_back(lag);
    places_.lags.push_back(line_);
  }

  void read_group() {
    solver::Group group;
    if (take("at-least")) group.at_least = take_number();
    if (take("at-most")) group.at_most = take_number();
    expect(ModelWordKind::Colon, ":");
    while (!is_at_end()) {
      solver::Fact fact;
      fact.is_true = !take("not");
      fact.task = take_reference(tasks_, "task");
      if (take("mode")) fact.mode = take_number<int>();
      group.facts.push_back(fact);
      if (next_ >= words_.size()) break;
      expect(ModelWordKind::Comma, ",");
      if (!is_damaged_ && next_ >= words_.size()) complain(here(), "a task is missing here");
    }
    model_.groups.push_back(std::move(group));
    places_.groups.push_back(line_);
  }

  void read_objective() {
    solver::Objective objective;
    if (take("makespan")) objective.makespan_weight = take_number();
    model_.objectives.push_back(std::move(objective));
    places_.objectives.push_back(line_);
  }

  void read_cost() {
    if (model_.objectives.empty()) {
      complain(words_.front().span, "a cost without an objective", "put it below its objective");
      return;
    }
    solver::Cost cost;
    cost.moment = take_moment();
    if (take("absent")) cost.if_absent = take_number();
    if (take("modes")) {
      while (is_at_number()) cost.by_mode.push_back(take_number());
    }
    while (take("piece")) {
      const auto [from, to] = take_range();
      const Value at_from = take_number();
      const Value slope = take("slope") ? take_number() : 0;
      cost.pieces.push_back({.from = from, .to = to, .at_from = at_from, .slope = slope});
    }
    model_.objectives.back().costs.push_back(std::move(cost));
  }

  std::string_view text_;
  FileId file_;
  Diagnostics& diagnostics_;
  Model model_;
  Names resources_;
  Names budgets_;
  Names tasks_;
  std::vector<ModelWord> words_;
  std::size_t next_ = 0;
  Span line_;
  Span line_end_;
  ModelPlaces places_;
  bool has_head_ = false;
  bool is_damaged_ = false;
  int left_ = kMostComplaints;
};

}  // namespace

std::optional<Model> read_model_text(std::string_view text, FileId file, Diagnostics& diagnostics,
                                     ModelPlaces* places) {
  Reader reader(text, file, diagnostics);
  std::optional<Model> model = reader.read();
  if (places != nullptr) *places = reader.take_places();
  return model;
}

}  // namespace penholder::instance
