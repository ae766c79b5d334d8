#include "casefile/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/text.h"
#include "casefile/kind_table.h"
#include "casefile/number.h"

namespace penholder {
namespace {

std::string_view shape_of(const Node& node) {
  switch (node.kind) {
    case Node::Kind::Null:
      return "empty";
    case Node::Kind::Scalar:
      return "a text";
    case Node::Kind::List:
      return "a list";
    case Node::Kind::Mapping:
      return "a mapping";
  }
  return "empty";
}

/// User text for a message: at most 60 bytes, cut at a character, on one line.
std::string quoted(std::string_view text) {
  constexpr std::size_t kMost = 60;
  std::string result = "`";
  std::size_t length = std::min(text.size(), kMost);
  while (length > 0 && length < text.size() &&
         (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) {
    --length;
  }
  for (const char c : text.substr(0, length)) result += c == '\n' || c == '\t' ? ' ' : c;
  if (length < text.size()) result += "...";
  return result + '`';
}

/// "an asset", "a task".
std::string with_article(std::string_view noun) {
  const bool is_vowel = noun.find_first_of("aeio") == 0;
  return fmt::format("{} {}", is_vowel ? "an" : "a", noun);
}

std::string alternatives(std::string_view among) {
  std::vector<std::string> words;
  while (!among.empty()) {
    const std::size_t bar = among.find('|');
    words.push_back(with_article(among.substr(0, bar)));
    among = bar == std::string_view::npos ? std::string_view{} : among.substr(bar + 1);
  }
  return join_words(words, "or");
}

constexpr double kMostDays = 36'500.0;
constexpr double kMostAmount = 1e12;

}  // namespace

// -- Context --------------------------------------------------------------------------------------

std::optional<std::string_view> Context::suggest(std::string_view word,
                                                 std::span<const std::string_view> candidates) {
  if (candidates.size() > comparisons_left_) return std::nullopt;
  comparisons_left_ -= candidates.size();
  const auto meant = nearest(word, candidates);
  return meant == word || (meant && meant->empty()) ? std::nullopt : meant;
}

std::optional<Context::Found> Context::resolve(std::string_view name, Span span,
                                               std::string_view among) {
  std::vector<std::string_view> candidates;
  std::vector<Entity> kinds;
  for (std::string_view rest = among; !rest.empty();) {
    const std::size_t bar = rest.find('|');
    kinds.push_back(entity_named(rest.substr(0, bar)));
    rest = bar == std::string_view::npos ? std::string_view{} : rest.substr(bar + 1);
  }
  for (const Entity kind : kinds) {
    if (const auto position = names_.of(kind).find(name)) return Found{kind, *position};
  }
  if (!is_complete_) return std::nullopt;

  std::vector<Label> labels;
  std::string remedy;
  for (std::size_t i = 0; i < kEntityCount; ++i) {
    const auto other = static_cast<Entity>(i);
    if (const auto position = names_.of(other).find(name)) {
      labels.push_back({.span = names_.of(other).declared_at(*position),
                        .text = fmt::format("this is {}", with_article(row_of(other).name))});
      remedy =
          fmt::format("name {}, not {}", alternatives(among), with_article(row_of(other).name));
      break;
    }
  }
  if (labels.empty()) {
    for (const Entity kind : kinds) {
      const auto& names = names_.of(kind).names();
      candidates.insert(candidates.end(), names.begin(), names.end());
    }
    if (const auto meant = suggest(name, candidates)) {
      remedy = fmt::format("did you mean `{}`?", *meant);
      for (const Entity kind : kinds) {
        if (const auto position = names_.of(kind).find(*meant)) {
          labels.push_back({.span = names_.of(kind).declared_at(*position),
                            .text = fmt::format("`{}` is declared here", *meant)});
          break;
        }
      }
    } else if (candidates.empty()) {
      remedy = fmt::format("the case declares no {} yet: add it under `{}`", row_of(kinds[0]).name,
                           list_key_of(kinds[0]));
    } else {
      remedy = fmt::format("correct the name, or declare it under `{}`", list_key_of(kinds[0]));
    }
  }
  diagnostics_.add(kind_of("unknown-reference"), span,
                   fmt::format("{} is not {}", quoted(name), alternatives(among)), remedy,
                   std::move(labels));
  return std::nullopt;
}

// -- Fields: the keys
// -------------------------------------------------------------------------------

Fields::Fields(Context& context, const Node& node, Entity entity)
    : context_(context), node_(node), entity_(entity), rows_(keywords_of(entity)) {
  CHECK(rows_.size() <= kMostRows);
  found_.fill(-1);
  if (!node.is_mapping()) {
    is_sound_ = false;
    const std::string_view name = row_of(entity).name;
    report(
        kind_of("wrong-shape"), node.span,
        fmt::format("{} is written as a mapping; this is {}", with_article(name), shape_of(node)),
        fmt::format("write `{}: ...`", rows_.front().key));
    return;
  }
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    const std::string& key = node.keys[i].text;
    const auto at = std::ranges::find(rows_, key, &Keyword::key);
    if (at != rows_.end()) {
      found_[static_cast<std::size_t>(at - rows_.begin())] = static_cast<std::int32_t>(i);
      continue;
    }
    if (key.empty()) continue;  // reported as syntax
    std::vector<std::string_view> known;
    for (const Keyword& keyword : rows_) known.push_back(keyword.key);
    std::string remedy;
    if (const auto meant = context_.suggest(key, known)) {
      remedy = fmt::format("did you mean `{}`?", *meant);
    } else {
      std::vector<std::string> words;
      for (const std::string_view word : known) words.push_back(fmt::format("`{}`", word));
      remedy = fmt::format("its keys are {}", join_words(words));
    }
    report(kind_of("unknown-key"), node.keys[i].span,
           fmt::format("{} has no key {}", with_article(row_of(entity).name), quoted(key)), remedy);
  }
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const Keyword& keyword = rows_[i];
    if (found_[i] < 0) {
      if (keyword.demand != Demand::Required || !context_.is_complete()) continue;
      const bool is_whole_case = entity == Entity::File;
      report(kind_of("missing-key"), is_whole_case ? Span{} : span(),
             fmt::format("this {} has no `{}`", is_whole_case ? "case" : row_of(entity).name,
                         keyword.key),
             hint(keyword.key));
      continue;
    }
    const Node& value = node.items[static_cast<std::size_t>(found_[i])];
    if (!value.is_null()) continue;
    const bool is_list = keyword.kind == ValueKind::Mappings ||
                         keyword.kind == ValueKind::References ||
                         keyword.kind == ValueKind::Texts || keyword.kind == ValueKind::Tags;
    if (!is_list || keyword.demand == Demand::Required) {
      if (context_.is_complete() && !value.is_reported) {
        report(kind_of("empty-value"), node.keys[static_cast<std::size_t>(found_[i])].span,
               fmt::format("`{}` has no value", keyword.key),
               keyword.demand == Demand::Required ? hint(keyword.key)
                                                  : std::string("give it, or remove the key"));
      }
    }
    found_[i] = -1;
  }
}

std::size_t Fields::position(std::string_view key) const {
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (rows_[i].key == key) return i;
  }
  CHECK(!"a key that is not in the table of keywords");
  return 0;
}

const Keyword& Fields::row(std::string_view key) const { return rows_[position(key)]; }

const Node* Fields::at(std::string_view key) const {
  const std::int32_t found = found_[position(key)];
  return found < 0 ? nullptr : &node_.items[static_cast<std::size_t>(found)];
}

std::string Fields::hint(std::string_view key) const {
  const Keyword& keyword = row(key);
  if (keyword.example.empty()) return fmt::format("give `{}` ({})", key, keyword.summary);
  return fmt::format("such as `{}: {}` ({})", key, keyword.example, keyword.summary);
}

bool Fields::has(std::string_view key) const { return at(key) != nullptr; }

Span Fields::key_span(std::string_view key) const {
  const std::int32_t found = found_[position(key)];
  return found < 0 ? span() : node_.keys[static_cast<std::size_t>(found)].span;
}

void Fields::report(const DiagnosticKind& kind, Span span, std::string message, std::string remedy,
                    std::vector<Label> labels) {
  context_.diagnostics().add(kind, span, std::move(message), std::move(remedy), std::move(labels));
}

void Fields::report_shape(const Node& node, std::string_view key, std::string_view wanted,
                          std::string_view remedy) {
  const Span span = node.span;
  report(kind_of("wrong-shape"), node.is_mapping() ? pointing_at(node) : span,
         fmt::format("`{}` takes {}; this is {}", key, wanted, shape_of(node)),
         std::string(remedy));
}

const Node* Fields::scalar(std::string_view key) {
  const Node* node = at(key);
  if (node == nullptr || node->is_scalar()) return node;
  const Keyword& keyword = row(key);
  report_shape(*node, key, "a single value",
               keyword.example.empty()
                   ? std::string("a text with `: ` or brackets needs quotes")
                   : fmt::format("such as `{}: {}`; a text with `: ` or brackets needs quotes", key,
                                 keyword.example));
  return nullptr;
}

std::vector<const Node*> Fields::items(std::string_view key, std::string_view of_what) {
  std::vector<const Node*> result;
  const Node* list = at(key);
  if (list == nullptr) return result;
  if (!list->is_list()) {
    const Keyword& keyword = row(key);
    std::string remedy = "put a hyphen before each item";
    if (list->is_scalar() && list->text.size() < 60) {
      remedy = fmt::format("write `{}: [{}]`", key, list->text);
    } else if (!keyword.example.empty()) {
      remedy = fmt::format("such as `{}: {}`", key, keyword.example);
    }
    report_shape(*list, key, fmt::format("a list of {}", of_what), remedy);
    return result;
  }
  for (const Node& item : list->items) {
    if (item.is_null()) {
      if (context_.is_complete() && !item.is_reported) {
        report(kind_of("empty-value"), item.span, fmt::format("an item of `{}` has no value", key),
               "give it, or remove the hyphen");
      }
      continue;
    }
    result.push_back(&item);
  }
  return result;
}

// -- Fields: words --------------------------------------------------------------------------------

void Fields::read(std::string_view key, std::string& into) {
  const Node* node = scalar(key);
  if (node == nullptr) return;
  into = node->text;
  if (row(key).kind == ValueKind::Id && !is_kebab_case(into)) {
    report(kind_of("malformed-id"), node->span, fmt::format("{} is not an id", quoted(into)),
           "use small letters and digits with single hyphens, such as `electoral-support`");
  }
}

void Fields::read(std::string_view key, std::vector<std::string>& into) {
  const bool is_tags = row(key).kind == ValueKind::Tags;
  for (const Node* item : items(key, is_tags ? "tags" : "texts")) {
    if (!item->is_scalar()) {
      report_shape(*item, key, "a list of texts", "a text with `: ` or brackets needs quotes");
      continue;
    }
    if (is_tags && !is_kebab_case(item->text)) {
      report(kind_of("malformed-id"), item->span,
             fmt::format("{} is not a tag", quoted(item->text)),
             "use small letters and digits with single hyphens, such as `counter-terrorism`");
    }
    into.push_back(item->text);
  }
}

void Fields::read(std::string_view key, bool& into) {
  const Node* node = scalar(key);
  if (node == nullptr) return;
  if (node->text == "true" || node->text == "false") {
    into = node->text == "true";
    return;
  }
  report(kind_of("unknown-word"), node->span,
         fmt::format("`{}` takes `true` or `false`; this is {}", key, quoted(node->text)),
         node->text == "yes" || node->text == "True"   ? "did you mean `true`?"
         : node->text == "no" || node->text == "False" ? "did you mean `false`?"
                                                       : "write one of the two");
}

std::optional<std::size_t> Fields::read_word(std::string_view key) {
  const Node* node = scalar(key);
  if (node == nullptr) return std::nullopt;
  const auto words = words_of(row(key).detail);
  std::vector<std::string_view> known;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].word == node->text) return i;
    known.push_back(words[i].word);
  }
  std::string remedy;
  if (const auto meant = context_.suggest(node->text, known)) {
    remedy = fmt::format("did you mean `{}`?", *meant);
  } else {
    std::vector<std::string> quoted_words;
    for (const std::string_view word : known) quoted_words.push_back(fmt::format("`{}`", word));
    remedy = fmt::format("write {}", join_words(quoted_words, "or"));
  }
  report(kind_of("unknown-word"), node->span,
         fmt::format("{} is not a word that `{}` takes", quoted(node->text), key), remedy);
  return std::nullopt;
}

// -- Fields: numbers ------------------------------------------------------------------------------

void Fields::read(std::string_view key, int& into, int least, int most) {
  const Node* node = scalar(key);
  if (node == nullptr) return;
  const char* end = node->text.data() + node->text.size();
  int value = 0;
  const auto [stop, error] = std::from_chars(node->text.data(), end, value);
  if (stop != end || error == std::errc::invalid_argument) {
    report(kind_of("malformed-number"), node->span,
           fmt::format("`{}` takes a whole number; this is {}", key, quoted(node->text)),
           fmt::format("write a number from {} to {}", least, most));
    return;
  }
  if (error != std::errc{} || value < least || value > most) {
    report(kind_of("out-of-range"), node->span,
           fmt::format("{} is outside {} to {}", quoted(node->text), least, most),
           fmt::format("write a number from {} to {}", least, most));
    return;
  }
  into = value;
}

std::optional<double> Fields::number_of(const Node& node, std::string_view key, Unit unit,
                                        const NamedUnit* named) {
  if (!node.is_scalar()) {
    report_shape(node, key, "a number", "a single number with its unit, such as `12 weeks`");
    return std::nullopt;
  }
  NumberFault fault = NumberFault::None;
  const auto quantity = parse_quantity(node.text, fault);
  if (!quantity) {
    switch (fault) {
      case NumberFault::NotFinite:
        report(kind_of("not-finite"), node.span,
               fmt::format("{} is not a finite number", quoted(node.text)),
               "write a number, or `{unknown: what is missing}`");
        break;
      case NumberFault::Separator:
        report(kind_of("malformed-number"), node.span,
               fmt::format("{} has a separator between digits", quoted(node.text)),
               "write thousands without separator and decimals with a point, such as `13289` or "
               "`0.35`");
        break;
      default:
        report(kind_of("malformed-number"), node.span,
               fmt::format("{} does not begin with a number", quoted(node.text)),
               "write digits, then the unit, such as `12 weeks`");
    }
    return std::nullopt;
  }
  double value = quantity->value;
  const std::string_view found = quantity->unit;
  // A range repeats its unit: a wrong one is reported at the first of the three.
  const bool is_repeat = !found.empty() && found == refused_unit_;
  const auto refuse_unit = [&](std::string_view remedy) {
    if (is_repeat) return;
    refused_unit_ = found;
    report(kind_of("unknown-unit"), node.span,
           fmt::format("{} is not a unit that fits here", quoted(found)), std::string(remedy));
  };
  const auto demand_unit = [&](std::string_view example) {
    report(kind_of("missing-unit"), node.span, fmt::format("{} has no unit", quoted(node.text)),
           fmt::format("write the unit after the number, such as `{} {}`", node.text, example));
  };
  double least = 0.0;
  double most = kMostAmount;
  std::string_view limits = "zero or more";
  switch (unit) {
    case Unit::None:
      if (!found.empty()) {
        refuse_unit("write the number alone");
        return std::nullopt;
      }
      limits = "0 to 1e12";
      break;
    case Unit::Duration: {
      const auto days = days_in(found);
      if (!days && found.empty() && value == 0.0) break;
      if (!days) {
        if (found.empty()) {
          demand_unit("weeks");
        } else {
          constexpr std::array<std::string_view, 4> kTimes = {"days", "weeks", "months", "years"};
          const auto meant = context_.suggest(found, kTimes);
          refuse_unit(meant ? fmt::format("did you mean `{}`?", *meant)
                            : std::string("durations are in days, weeks, months or years"));
        }
        return std::nullopt;
      }
      value *= *days;
      most = kMostDays;
      limits = "0 days to 100 years";
      break;
    }
    case Unit::Share:
      if (found == "%") {
        value /= 100.0;
      } else if (!found.empty()) {
        refuse_unit("shares are in %, such as `35 %`, or plain, such as `0.35`");
        return std::nullopt;
      }
      most = 1.0;
      limits = "0 to 1 (0 % to 100 %)";
      break;
    case Unit::PerYear: {
      std::string_view time = found;
      for (const std::string_view prefix : {"per ", "/", "a "}) {
        if (time.starts_with(prefix)) {
          time.remove_prefix(prefix.size());
          break;
        }
      }
      const auto days = time.size() < found.size() ? days_in(time) : std::nullopt;
      if (!days) {
        if (found.empty()) {
          demand_unit("per year");
        } else {
          refuse_unit("rates are per year, such as `2 per year`");
        }
        return std::nullopt;
      }
      value *= 365.0 / *days;
      most = 10'000.0;
      limits = "0 to 10,000 per year";
      break;
    }
    case Unit::OfAsset:
    case Unit::OfBenchmark: {
      if (unit == Unit::OfBenchmark) least = -kMostAmount;
      if (named == nullptr) break;  // the owner itself could not be read
      if (found.empty()) {
        if (named->is_required && !named->unit.empty()) {
          demand_unit(named->unit);
          return std::nullopt;
        }
        break;
      }
      std::string_view plain = found;
      if (named->may_be_per_month && !is_same_unit(plain, named->unit)) {
        for (const std::string_view suffix : {"/month", " per month", " a month"}) {
          if (plain.ends_with(suffix)) {
            plain.remove_suffix(suffix.size());
            break;
          }
        }
      }
      if (!is_same_unit(plain, named->unit)) {
        if (is_repeat) return std::nullopt;
        refused_unit_ = found;
        std::vector<Label> labels;
        if (named->declared_at.is_known()) {
          labels.push_back({.span = named->declared_at, .text = "the unit is given here"});
        }
        report(kind_of("unit-mismatch"), node.span,
               named->unit.empty()
                   ? fmt::format("{} has no unit, but this is in {}", named->owner, quoted(found))
                   : fmt::format("{} is measured in `{}`, not in {}", named->owner, named->unit,
                                 quoted(found)),
               named->unit.empty() ? std::string("write the number alone, or give `unit`")
                                   : fmt::format("convert to `{}`", named->unit),
               std::move(labels));
        return std::nullopt;
      }
      break;
    }
  }
  if (value < least && least == 0.0) {
    report(kind_of("negative-number"), node.span, fmt::format("{} is negative", quoted(node.text)),
           fmt::format("it must be {}", limits));
    return std::nullopt;
  }
  if (value < least || value > most) {
    report(kind_of("out-of-range"), node.span,
           fmt::format(
               "{} is outside {}", quoted(node.text),
               unit == Unit::OfAsset || unit == Unit::OfBenchmark ? "what can be counted" : limits),
           unit == Unit::Share ? fmt::format("did you mean `{} %`?", node.text)
                               : std::string("check the number and its unit"));
    return std::nullopt;
  }
  return value;
}

void Fields::read(std::string_view key, double& into) {
  const Node* node = scalar(key);
  if (node == nullptr) return;
  const Unit unit = row(key).kind == ValueKind::Share ? Unit::Share : row(key).unit;
  if (const auto value = number_of(*node, key, unit, nullptr)) into = *value;
}

void Fields::read(std::string_view key, double& into, const NamedUnit& unit) {
  const Node* node = scalar(key);
  if (node == nullptr) return;
  if (const auto value = number_of(*node, key, row(key).unit, &unit)) into = *value;
}

bool Fields::read_estimate(Estimate& into, Unit unit, const NamedUnit* named) {
  into.span = node_.span;
  into.basis = read_basis();
  const bool has_value = has("value");
  const bool has_range = has("low") || has("likely") || has("high");
  if (into.basis.kind == Basis::Kind::Unknown) {
    if (has_value || has_range) {
      report(kind_of("two-bases"), key_span("unknown"),
             "this number is given and `unknown` at the same time",
             "remove `unknown` and say what the number rests on, or remove the number");
    } else {
      report(kind_of("number-unknown"), key_span("unknown"),
             fmt::format("a number is missing: {}", into.basis.reason), "");
    }
    return false;
  }
  if (has_value == has_range) {
    if (context_.is_complete()) {
      report(has_value ? kind_of("choose-one") : kind_of("missing-key"),
             has_value ? key_span("value") : span(),
             has_value ? "a number has either `value`, or `low`, `likely` and `high`; this has both"
                       : "this number has no value",
             has_value ? "keep one form" : "give `value`, or `low`, `likely` and `high`");
    }
    return false;
  }
  if (has_value) {
    const Node& node = *at("value");
    const auto value = number_of(node, "value", unit, named);
    if (!value) return false;
    into.low = into.likely = into.high = *value;
    if (into.is_judgement()) {
      report(kind_of("judgement-without-range"), node.span,
             fmt::format("{} is a judgement without a range", quoted(node.text)),
             "give `low`, `likely` and `high`, the 10th, 50th and 90th percentile");
    }
    return true;
  }
  std::array<double*, 3> targets = {&into.low, &into.likely, &into.high};
  constexpr std::array<std::string_view, 3> kKeys = {"low", "likely", "high"};
  bool is_whole = true;
  for (std::size_t i = 0; i < 3; ++i) {
    const Node* node = at(kKeys[i]);
    if (node == nullptr) {
      if (context_.is_complete()) {
        report(kind_of("missing-key"), span(), fmt::format("this range has no `{}`", kKeys[i]),
               "give `low`, `likely` and `high`, the 10th, 50th and 90th percentile");
      }
      is_whole = false;
      continue;
    }
    const auto value = number_of(*node, kKeys[i], unit, named);
    if (value) *targets[i] = *value;
    is_whole = is_whole && value.has_value();
  }
  if (!is_whole) {
    into.low = into.likely = into.high = 0.0;
    return false;
  }
  if (into.low > into.likely || into.likely > into.high) {
    const std::size_t wrong = into.low > into.likely ? 0 : 2;
    report(kind_of("percentile-order"), at(kKeys[wrong])->span,
           wrong == 0 ? fmt::format("`low` ({}) is above `likely` ({})", at("low")->text,
                                    at("likely")->text)
                      : fmt::format("`high` ({}) is below `likely` ({})", at("high")->text,
                                    at("likely")->text),
           "low <= likely <= high", {{.span = at("likely")->span, .text = "likely"}});
    into.low = std::min({into.low, into.likely, into.high});
    into.high = std::max({into.low, into.likely, into.high});
  }
  return true;
}

bool Fields::read_number(std::string_view key, Estimate& into, const NamedUnit* unit) {
  const Node* node = at(key);
  if (node == nullptr) return false;
  const Keyword& keyword = row(key);
  into.span = node->span;
  if (node->is_scalar()) {
    report(kind_of("missing-basis"), node->span,
           fmt::format("`{}` does not say what it rests on", key),
           fmt::format("write `{{value: {0}, cites: [source#paragraph]}}` or `{{low: .., likely: "
                       "{0}, high: .., judgement: reason}}`",
                       node->text));
    // Read all the same, so that a wrong unit shows in the same run.
    const auto value = number_of(*node, key, keyword.unit, unit);
    if (!value) return false;
    into.low = into.likely = into.high = *value;
    into.basis.kind = Basis::Kind::Judgement;
    return true;
  }
  Fields fields(context_, *node, Entity::Number);
  return node->is_mapping() && fields.read_estimate(into, keyword.unit, unit);
}

void Fields::read(std::string_view key, Estimate& into, const NamedUnit* unit) {
  read_number(key, into, unit);
}

void Fields::read(std::string_view key, std::optional<Estimate>& into, const NamedUnit* unit) {
  Estimate estimate;
  if (read_number(key, estimate, unit)) into = std::move(estimate);
}

Basis Fields::read_basis() {
  const Span place = span();
  auto basis = read_optional_basis();
  if (basis) return *std::move(basis);
  const bool is_number = entity_ == Entity::Number || entity_ == Entity::CapacityStep;
  if (context_.is_complete()) {
    report(
        kind_of("missing-basis"), place,
        fmt::format("this {} does not say what it rests on", row_of(entity_).name),
        fmt::format("add `cites: [source#paragraph]` for a fact{} `judgement: reason` for an "
                    "estimate{}",
                    is_number ? "," : " or", is_number ? ", or `unknown: what is missing`" : ""));
  }
  Basis none;
  none.kind = Basis::Kind::Judgement;
  return none;
}

std::optional<Basis> Fields::read_optional_basis() {
  constexpr std::array<std::string_view, 3> kKeys = {"cites", "judgement", "unknown"};
  std::optional<Basis> result;
  std::string_view first;
  for (const std::string_view key : kKeys) {
    const bool is_known = std::ranges::find(rows_, key, &Keyword::key) != rows_.end();
    if (!is_known || !has(key)) continue;
    if (result) {
      report(kind_of("two-bases"), key_span(key),
             fmt::format("this {} has both `{}` and `{}`", row_of(entity_).name, first, key),
             "keep the one that the number rests on",
             {{.span = key_span(first), .text = "the other basis"}});
      continue;
    }
    first = key;
    result.emplace();
    if (key == "cites") {
      result->kind = Basis::Kind::Cited;
      read(key, result->cites);
    } else {
      result->kind = key == "judgement" ? Basis::Kind::Judgement : Basis::Kind::Unknown;
      read(key, result->reason);
    }
  }
  return result;
}

// -- Fields: dates --------------------------------------------------------------------------------

std::optional<Date> Fields::date_of(const Node& node, std::string_view key) {
  if (!node.is_scalar()) {
    report_shape(node, key, "a date", "such as `2021-05-20`");
    return std::nullopt;
  }
  if (const auto date = parse_date(node.text)) return date;
  const std::string& text = node.text;
  const bool has_form =
      text.size() == 10 && text[4] == '-' && text[7] == '-' &&
      std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; }) == 8;
  if (has_form) {
    const auto first = parse_date(text.substr(0, 8) + "01");
    std::string remedy = "check the month";
    if (first) {
      Date last = *first + 27;
      while ((last + 1).month() == first->month()) last = last + 1;
      remedy = fmt::format("that month ends on {}", to_string(last));
    }
    report(kind_of("impossible-date"), node.span,
           fmt::format("{} is not in the calendar", quoted(text)), remedy);
    return std::nullopt;
  }
  report(kind_of("malformed-date"), node.span, fmt::format("{} is not a date", quoted(text)),
         "write year-month-day, such as `2021-05-20`");
  return std::nullopt;
}

void Fields::read(std::string_view key, Date& into) {
  if (const Node* node = at(key)) {
    if (const auto date = date_of(*node, key)) into = *date;
  }
}

void Fields::read(std::string_view key, std::optional<Date>& into) {
  if (const Node* node = at(key)) {
    if (const auto date = date_of(*node, key)) into = date;
  }
}

void Fields::read(std::string_view key, std::optional<DateRange>& into) {
  one(key, [&](Fields& range) {
    std::optional<Date> start;
    std::optional<Date> end;
    range.read("start", start);
    range.read("end", end);
    if (!start || !end) return;
    if (*end <= *start) {
      range.report(kind_of("empty-range"), range.at("end")->span,
                   fmt::format("this ends on {}, not after its start on {}", to_string(*end),
                               to_string(*start)),
                   "`end` is the first day that does not belong to it",
                   {{.span = range.at("start")->span, .text = "start"}});
      return;
    }
    into = DateRange{*start, *end};
  });
}

void Fields::read(std::string_view key, DateRange& into) {
  std::optional<DateRange> range;
  read(key, range);
  if (range) into = *range;
}

void Fields::read(std::string_view key, DateRef& into) {
  const Node* node = scalar(key);
  if (node == nullptr) return;
  const bool looks_like_date = !node->text.empty() && node->text.front() >= '0' &&
                               node->text.front() <= '9' &&
                               node->text.find_first_not_of("0123456789-/. ") == std::string::npos;
  if (looks_like_date) {
    if (const auto date = date_of(*node, key)) into = *date;
  } else if (const auto found = context_.resolve(node->text, node->span, "milestone")) {
    into = MilestoneId{found->position};
  }
}

void Fields::read(std::string_view key, DateEstimate& into, const std::vector<Citation>& cites) {
  const Node* node = at(key);
  if (node == nullptr) return;
  into.span = node->span;
  if (node->is_scalar()) {
    const auto date = date_of(*node, key);
    if (!date) return;
    into.low = into.likely = into.high = *date;
    into.basis = {.kind = Basis::Kind::Cited, .cites = cites, .reason = {}};
    if (cites.empty()) {
      report(kind_of("missing-basis"), node->span,
             fmt::format("`{}` does not say what it rests on", key),
             fmt::format("add `cites` to this {}, or write `{{low: .., likely: {}, high: .., "
                         "judgement: reason}}`",
                         row_of(entity_).name, node->text));
    }
    return;
  }
  Fields fields(context_, *node, Entity::UncertainDate);
  if (!node->is_mapping()) return;
  into.basis = fields.read_basis();
  const bool has_range = fields.has("low") || fields.has("likely") || fields.has("high");
  if (fields.has("value") == has_range) {
    if (context_.is_complete()) {
      fields.report(kind_of("choose-one"), fields.span(),
                    "an uncertain date has either `value`, or `low`, `likely` and `high`",
                    "keep one form");
    }
    return;
  }
  if (!has_range) {
    if (const auto date = fields.date_of(*fields.at("value"), "value")) {
      into.low = into.likely = into.high = *date;
      if (into.basis.kind == Basis::Kind::Judgement) {
        fields.report(
            kind_of("judgement-without-range"), fields.at("value")->span,
            fmt::format("{} is a judgement without a range", quoted(fields.at("value")->text)),
            "give `low`, `likely` and `high`, the 10th, 50th and 90th percentile");
      }
    }
    return;
  }
  constexpr std::array<std::string_view, 3> kKeys = {"low", "likely", "high"};
  std::array<std::optional<Date>, 3> dates;
  for (std::size_t i = 0; i < 3; ++i) {
    const Node* part = fields.at(kKeys[i]);
    if (part != nullptr) {
      dates[i] = fields.date_of(*part, kKeys[i]);
    } else if (context_.is_complete()) {
      fields.report(kind_of("missing-key"), fields.span(),
                    fmt::format("this range has no `{}`", kKeys[i]),
                    "give `low`, `likely` and `high`, the 10th, 50th and 90th percentile");
    }
  }
  if (!dates[0] || !dates[1] || !dates[2]) {
    for (const auto& date : dates) {
      if (date) into.low = into.likely = into.high = *date;
    }
    return;
  }
  if (*dates[0] > *dates[1] || *dates[1] > *dates[2]) {
    const std::size_t wrong = *dates[0] > *dates[1] ? 0 : 2;
    fields.report(kind_of("percentile-order"), fields.at(kKeys[wrong])->span,
                  wrong == 0 ? "`low` is later than `likely`" : "`high` is earlier than `likely`",
                  "low <= likely <= high", {{.span = fields.at("likely")->span, .text = "likely"}});
    std::ranges::sort(dates);
  }
  into.low = *dates[0];
  into.likely = *dates[1];
  into.high = *dates[2];
}

// -- Fields: references ---------------------------------------------------------------------------

std::optional<std::uint32_t> Fields::read_reference(std::string_view key) {
  const Node* node = scalar(key);
  if (node == nullptr) return std::nullopt;
  const auto found = context_.resolve(node->text, node->span, row(key).detail);
  if (!found) return std::nullopt;
  return found->position;
}

std::vector<std::uint32_t> Fields::read_references(std::string_view key) {
  std::vector<std::uint32_t> result;
  const Keyword& keyword = row(key);
  std::vector<const Node*> list;
  if (const Node* node = at(key);
      keyword.kind == ValueKind::Leads && node != nullptr && node->is_scalar()) {
    list.push_back(node);
  } else {
    list = items(key, fmt::format("ids of {}s", keyword.detail));
  }
  std::unordered_map<std::uint32_t, Span> seen;  // looked up, never walked
  for (const Node* item : list) {
    if (!item->is_scalar()) {
      report_shape(*item, key, "a list of ids", "name each by its `id`");
      continue;
    }
    const auto found = context_.resolve(item->text, item->span, keyword.detail);
    if (!found) continue;
    const auto [first, is_new] = seen.emplace(found->position, item->span);
    if (is_new) {
      result.push_back(found->position);
    } else {
      report(kind_of("repeated-reference"), item->span,
             fmt::format("{} is in this list twice", quoted(item->text)), "remove one",
             {{.span = first->second, .text = "first named here"}});
    }
  }
  return result;
}

void Fields::read(std::string_view key, LinkTarget& into) {
  const Node* node = scalar(key);
  if (node == nullptr) return;
  const auto found = context_.resolve(node->text, node->span, row(key).detail);
  if (!found) {
    is_sound_ = false;
    return;
  }
  switch (found->entity) {
    case Entity::Task:
      into = TaskId{found->position};
      break;
    case Entity::Condition:
      into = ConditionId{found->position};
      break;
    default:
      into = MilestoneId{found->position};
      break;
  }
}

void Fields::read(std::string_view key, std::vector<Citation>& into) {
  for (const Node* item : items(key, "citations")) {
    if (!item->is_scalar()) {
      report_shape(*item, key, "a list of citations", "such as `[s-res-2531#28.a.iii]`");
      continue;
    }
    const std::string_view text = item->text;
    const std::size_t hash = text.find('#');
    const std::string_view source = text.substr(0, hash);
    const std::string_view locator =
        hash == std::string_view::npos ? std::string_view{} : text.substr(hash + 1);
    // Labels of letters and digits, joined by single points or hyphens.
    bool is_label_open = true;
    bool is_locator = hash == std::string_view::npos || !locator.empty();
    for (const char c : locator) {
      const bool is_word =
          (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
      if (!is_word && ((c != '.' && c != '-') || is_label_open)) is_locator = false;
      is_label_open = !is_word;
    }
    if (!locator.empty() && is_label_open) is_locator = false;
    if (!is_kebab_case(source) || !is_locator) {
      report(kind_of("malformed-citation"), item->span,
             fmt::format("{} is not a citation", quoted(text)),
             "write source#locator, such as `s-res-2531#28.a.iii`, `s-2021-299#p4` or the source "
             "alone");
      continue;
    }
    Span source_span = item->span;
    if (!item->is_quoted) {
      source_span.end = source_span.begin + static_cast<std::uint32_t>(source.size());
    }
    const auto found = context_.resolve(source, source_span, "source");
    if (!found) continue;
    into.push_back(
        {.source = SourceId{found->position}, .locator = std::string(locator), .span = item->span});
  }
}

void Fields::read(std::string_view key, std::optional<Area::Point>& into) {
  const auto parts = items(key, "two numbers");
  if (parts.empty()) return;
  if (parts.size() != 2) {
    report(kind_of("wrong-shape"), at(key)->span,
           fmt::format("`{}` takes latitude and longitude; this has {} numbers", key, parts.size()),
           "such as `[14.49, -4.19]`");
    return;
  }
  constexpr std::array<double, 2> kMost = {90.0, 180.0};
  std::array<double, 2> degrees{};
  for (std::size_t i = 0; i < 2; ++i) {
    NumberFault fault = NumberFault::None;
    const auto quantity =
        parts[i]->is_scalar() ? parse_quantity(parts[i]->text, fault) : std::nullopt;
    if (!quantity || !quantity->unit.empty()) {
      report(fault == NumberFault::NotFinite ? kind_of("not-finite") : kind_of("malformed-number"),
             parts[i]->span, fmt::format("{} is not a number of degrees", quoted(parts[i]->text)),
             "write decimal degrees, such as `[14.49, -4.19]`");
      return;
    }
    if (quantity->value < -kMost[i] || quantity->value > kMost[i]) {
      report(
          kind_of("out-of-range"), parts[i]->span,
          fmt::format("{} is not a {}", quoted(parts[i]->text), i == 0 ? "latitude" : "longitude"),
          "latitude comes first (-90 to 90), then longitude (-180 to 180)");
      return;
    }
    degrees[i] = quantity->value;
  }
  into = Area::Point{.latitude = degrees[0], .longitude = degrees[1]};
}

}  // namespace penholder
