#include "casefile/yaml_tree.h"

#include <fmt/format.h>
#include <libfyaml.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "casefile/kind_table.h"
#include "casefile/reader.h"

namespace penholder {
namespace {

// -- Before the parser: what it should not see ------------------------------------------------

/// Length of the UTF-8 sequence at `at`; 0 when it is not one (overlong forms, surrogates, above
/// U+10FFFF).
std::size_t utf8_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  const auto is_tail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned first = byte(0);
  if (first < 0x80U) return 1;
  if (first >= 0xC2U && first <= 0xDFU) return is_tail(1) ? 2 : 0;
  if (first >= 0xE0U && first <= 0xEFU) {
    if (!is_tail(1) || !is_tail(2)) return 0;
    if (first == 0xE0U && byte(1) < 0xA0U) return 0;
    if (first == 0xEDU && byte(1) > 0x9FU) return 0;
    return 3;
  }
  if (first >= 0xF0U && first <= 0xF4U) {
    if (!is_tail(1) || !is_tail(2) || !is_tail(3)) return 0;
    if (first == 0xF0U && byte(1) < 0x90U) return 0;
    if (first == 0xF4U && byte(1) > 0x8FU) return 0;
    return 4;
  }
  return 0;
}

Span span_at(FileId file, std::size_t begin, std::size_t length) {
  return {.file = file,
          .begin = static_cast<std::uint32_t>(begin),
          .end = static_cast<std::uint32_t>(begin + length)};
}

/// Bytes, characters and crowds that the parser must not see. True when the text may be parsed.
bool passes_inspection(std::string_view text, FileId file, Diagnostics& diagnostics) {
  if (text.size() > kMostCaseBytes) {
    diagnostics.add(kind_of("file-too-large"), span_at(file, 0, 0),
                    fmt::format("this file has {} MB; a case file may have {}", text.size() >> 20U,
                                kMostCaseBytes >> 20U),
                    "is this the right file?");
    return false;
  }
  bool is_fine = true;
  std::size_t structural = 0;
  constexpr std::size_t kMostShown = 5;  // one wrong encoding gives thousands of wrong bytes
  std::size_t bad_bytes = 0;
  std::size_t bad_characters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::size_t length = utf8_length(text, at);
    if (length == 0) {
      if (++bad_bytes <= kMostShown) {
        diagnostics.add(kind_of("invalid-utf8"), span_at(file, at, 1),
                        fmt::format("byte 0x{:02X} is not UTF-8 text", byte),
                        "save the file as UTF-8");
      }
      is_fine = false;
      ++at;
      continue;
    }
    const bool is_c1 =
        length == 2 && byte == 0xC2U && static_cast<unsigned char>(text[at + 1]) < 0xA0U;
    const bool is_separator = length == 3 && byte == 0xE2U && text[at + 1] == '\x80' &&
                              (text[at + 2] == '\xA8' || text[at + 2] == '\xA9');
    if ((byte < 0x20U && byte != '\n' && byte != '\t' &&
         !(byte == '\r' && at + 1 < text.size() && text[at + 1] == '\n')) ||
        byte == 0x7FU || is_c1 || is_separator) {
      if (++bad_characters <= kMostShown) {
        const unsigned code = is_c1 ? static_cast<unsigned char>(text[at + 1])
                              : is_separator
                                  ? 0x2000U + (static_cast<unsigned char>(text[at + 2]) & 0x3FU)
                                  : byte;
        diagnostics.add(kind_of("control-character"), span_at(file, at, length),
                        fmt::format("control character U+{:04X} in the text", code),
                        byte == '\r' ? "end lines with LF or CR LF" : "delete it");
      }
      is_fine = false;
    }
    if (byte == ',' || byte == '[' || byte == '{' || byte == ']' || byte == '}') ++structural;
    if (byte == '%' && (at == 0 || text[at - 1] == '\n')) {
      diagnostics.add(kind_of("yaml-syntax"), span_at(file, at, 1),
                      "a line that begins with `%` is a YAML directive, which a case does not have",
                      "remove the line");
      return false;
    }
    at += length;
  }
  if (structural > kMostNodes) {
    diagnostics.add(kind_of("too-crowded"), span_at(file, 0, 0),
                    fmt::format("this file has {} brackets and commas; the limit is {}", structural,
                                kMostNodes),
                    "is this the right file?");
    return false;
  }
  return is_fine;
}

// -- The parser's complaints in our words -------------------------------------------------------

struct Wording {
  std::string_view of_library;  ///< part of its message
  std::string_view message;
  std::string_view remedy;
};
constexpr auto kWordings = std::to_array<Wording>({
    {"invalid nested block mapping on the same line", "a second `: ` in one line",
     "if the colon belongs to the text, put the text in quotes"},
    {"tab character", "a tab at the beginning of a line", "indent with spaces"},
    {"wrongly indented flow", "the bracket opened before this line is not closed",
     "close it; if ` #` stands inside it, quote that value, since ` #` begins a comment"},
    {"without a closing", "the bracket is not closed before the text ends", "close it"},
    {"missing comma in flow", "a comma or closing bracket is missing before this place",
     "put `,` between items, and `]` or `}` after the last"},
    {"extra closing", "a closing bracket too many", "remove it, or add the opening one"},
    {"did not find expected node content", "a value is missing before this place",
     "give the value, or remove the comma or bracket before it"},
    {"double-quoted scalar without", "the quoted text is not closed", "close it with `\"`"},
    {"wrongly indented double-quoted", "the quoted text is not closed on its lines",
     "close it with `\"`, or indent its further lines"},
    {"wrongly indented single-quoted", "the quoted text is not closed on its lines",
     "close it with `'`, or indent its further lines"},
    {"end of stream", "the quoted text is not closed before the text ends",
     "add the closing quote"},
    {"invalid trailing content", "text after the closing quote",
     "put the whole value inside the quotes"},
    {"invalid escape", "a backslash that YAML does not know in a text in double quotes",
     "write `\\\\` for a backslash, or use single quotes"},
    {"plain scalar cannot start", "a text cannot begin with this character",
     "put the text in quotes"},
    {"invalid value after mapping", "a line without `key:` among lines that have one",
     "write `key: value`; a text over several lines is indented more than its key, or in quotes"},
    {"invalid mapping in plain multiline", "this line is indented differently from those before it",
     "indent keys of one mapping alike"},
    {"wrong indent", "this line is indented differently from those before it",
     "indent items and keys that belong together alike"},
    {"expected '-' indicator", "this line fits neither the items of the list nor their keys",
     "indent the keys of one item alike, and begin each new item with a hyphen"},
    {"did not find expected", "this line does not fit what stands before it",
     "check indentation, colons and quotes around here"},
    {"missing document start", "text after the end of the case",
     "indent it as the lines before, or put it in quotes"},
});

/// Byte offset of a line and column as the parser counts them (from 1, columns in characters).
std::size_t offset_of(const SourceTexts& texts, FileId file, int line, int column) {
  const std::string& text = texts[file].text;
  const std::string_view words = texts.line(file, line);
  if (words.data() == nullptr) return text.size();
  std::size_t at = 0;
  for (int i = 1; i < column && at < words.size(); ++i) {
    at += std::max<std::size_t>(1, utf8_length(words, at));
  }
  return static_cast<std::size_t>(words.data() - text.data()) + std::min(at, words.size());
}

struct ParserDeleter {
  void operator()(fy_parser* parser) const { fy_parser_destroy(parser); }
};
struct DiagDeleter {
  void operator()(fy_diag* diag) const { fy_diag_destroy(diag); }
};

// -- Events to tree -------------------------------------------------------------------------------

class TreeBuilder {
 public:
  TreeBuilder(const SourceTexts& texts, FileId file, Diagnostics& diagnostics)
      : texts_(texts), text_(texts[file].text), file_(file), diagnostics_(diagnostics) {}

  YamlTree build();

 private:
  struct Open {
    Node node;
    bool has_key = false;  // a mapping that waits for the value of its last key
  };

  bool take(fy_event& event);  // false: stop reading
  bool take_value(Node node);
  void close(std::size_t end);
  void report_syntax_error(fy_diag* diag);
  void refuse_ornaments(fy_event& event, Span span);
  [[nodiscard]] Span span_of(fy_event& event);
  [[nodiscard]] bool is_expecting_key() const {
    return !open_.empty() && open_.back().node.is_mapping() && !open_.back().has_key;
  }
  void drop_repeated_keys(Node& mapping);

  const SourceTexts& texts_;
  std::string_view text_;
  FileId file_;
  Diagnostics& diagnostics_;
  std::vector<Open> open_;
  YamlTree tree_;
  std::size_t nodes_ = 0;
  std::size_t documents_ = 0;
  std::size_t last_end_ = 0;
  std::size_t skipping_ = 0;  // depth inside a key that is no plain word
};

Span TreeBuilder::span_of(fy_event& event) {
  const fy_mark* start = fy_event_start_mark(&event);
  const fy_mark* end = fy_event_end_mark(&event);
  // Values that are not written (`key:`) have no marks: they stand right after what came before.
  if (start == nullptr || end == nullptr) return span_at(file_, last_end_, 0);
  std::size_t begin = std::min(start->input_pos, text_.size());
  std::size_t stop = std::clamp(end->input_pos, begin, text_.size());
  if (event.type == FYET_SCALAR && event.scalar.value != nullptr) {
    const fy_scalar_style style = fy_token_scalar_style(event.scalar.value);
    if (style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED) {
      const char quote = style == FYSS_SINGLE_QUOTED ? '\'' : '"';
      if (begin > 0 && text_[begin - 1] == quote) --begin;
      if (stop < text_.size() && text_[stop] == quote) ++stop;
    } else {
      while (stop > begin && (text_[stop - 1] == ' ' || text_[stop - 1] == '\n')) --stop;
    }
  }
  return span_at(file_, begin, stop - begin);
}

void TreeBuilder::refuse_ornaments(fy_event& event, Span span) {
  if (fy_token* anchor = fy_event_get_anchor_token(&event); anchor != nullptr) {
    const fy_mark* at = fy_token_start_mark(anchor);
    const Span place = at == nullptr ? span : span_at(file_, at->input_pos, 1);
    diagnostics_.add(
        kind_of("alias"), place, "`&` makes this an anchor, which a case does not have",
        "remove it and write each value out; a text that begins with `&` needs quotes");
  }
  if (fy_token* tag = fy_event_get_tag_token(&event); tag != nullptr) {
    const fy_mark* at = fy_token_start_mark(tag);
    const Span place = at == nullptr ? span : span_at(file_, at->input_pos, 1);
    diagnostics_.add(kind_of("tag"), place, "`!` makes this a tag, which a case does not have",
                     "remove it; a text that begins with `!` needs quotes");
  }
}

bool TreeBuilder::take_value(Node node) {
  if (open_.empty()) {
    tree_.root = std::move(node);
    return true;
  }
  Open& parent = open_.back();
  parent.node.items.push_back(std::move(node));
  parent.has_key = false;
  return true;
}

void TreeBuilder::drop_repeated_keys(Node& mapping) {
  std::vector<std::size_t> order(mapping.keys.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(
      order, {}, [&](std::size_t i) -> const std::string& { return mapping.keys[i].text; });
  std::vector<bool> is_repeat(order.size(), false);
  std::size_t repeats = 0;
  constexpr std::size_t kMostShown = 20;
  for (std::size_t i = 1, first = 0; i < order.size(); ++i) {
    if (mapping.keys[order[i]].text != mapping.keys[order[first]].text) {
      first = i;
      continue;
    }
    is_repeat[order[i]] = true;
    const Node::Key& repeat = mapping.keys[order[i]];
    if (++repeats > kMostShown) continue;
    diagnostics_.add(kind_of("duplicate-key"), repeat.span,
                     fmt::format("`{}` is given twice", repeat.text),
                     "keep one of the two; a new list item begins with `-`",
                     {{.span = mapping.keys[order[first]].span, .text = "first given here"}});
  }
  if (repeats == 0) return;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < is_repeat.size(); ++i) {
    if (is_repeat[i]) continue;
    if (kept != i) {
      mapping.keys[kept] = std::move(mapping.keys[i]);
      mapping.items[kept] = std::move(mapping.items[i]);
    }
    ++kept;
  }
  mapping.keys.resize(kept);
  mapping.items.resize(kept);
}

void TreeBuilder::close(std::size_t end) {
  Open done = std::move(open_.back());
  open_.pop_back();
  Node& node = done.node;
  if (done.has_key)
    node.items.push_back(Node{.span = node.keys.back().span});  // cut off by an error
  std::size_t last = std::max<std::size_t>(node.span.end, end);
  if (!node.items.empty() && end == 0) {
    last = std::max<std::size_t>(node.items.back().span.end, node.span.begin);
  }
  node.span.end = static_cast<std::uint32_t>(last);
  if (node.is_mapping()) drop_repeated_keys(node);
  take_value(std::move(node));
}

bool TreeBuilder::take(fy_event& event) {
  switch (event.type) {
    case FYET_DOCUMENT_START:
      if (++documents_ > 1) {
        const fy_mark* at = fy_event_start_mark(&event);
        diagnostics_.add(kind_of("several-documents"),
                         at == nullptr ? span_at(file_, last_end_, 0)
                                       : span_at(file_, std::min(at->input_pos, text_.size()), 0),
                         "a second YAML document begins here",
                         "remove the `---`, or move what follows into a file of its own");
        tree_.is_complete = false;
        return false;
      }
      return true;
    case FYET_MAPPING_START:
    case FYET_SEQUENCE_START:
    case FYET_SCALAR:
    case FYET_ALIAS:
      break;
    case FYET_MAPPING_END:
    case FYET_SEQUENCE_END: {
      if (skipping_ > 0) {
        if (--skipping_ == 0) {  // the strange key is over; its value has a place to go
          open_.back().node.keys.push_back({.text = "", .span = span_at(file_, last_end_, 0)});
          open_.back().has_key = true;
        }
        return true;
      }
      const Span span = span_of(event);
      // Block collections end where their last item does; bracketed ones at the bracket.
      const bool is_bracket = span.end > span.begin;
      if (is_bracket) last_end_ = span.end;
      close(is_bracket ? span.end : 0);
      return true;
    }
    default:
      return true;
  }

  const Span span = span_of(event);
  last_end_ = std::max<std::size_t>(last_end_, span.end);
  if (++nodes_ > kMostNodes) {
    diagnostics_.add(kind_of("too-crowded"), span,
                     fmt::format("this file has more than {} values", kMostNodes),
                     "is this the right file?");
    tree_.is_complete = false;
    return false;
  }
  if (skipping_ > 0) {
    if (event.type == FYET_MAPPING_START || event.type == FYET_SEQUENCE_START) ++skipping_;
    return true;
  }
  const bool is_start = event.type == FYET_MAPPING_START || event.type == FYET_SEQUENCE_START;
  if (is_start && open_.size() >= kMostDepth) {
    diagnostics_.add(
        kind_of("too-deep"), span,
        fmt::format("lists and mappings are nested more than {} deep here", kMostDepth),
        "look for an opening bracket without a closing one");
    tree_.is_complete = false;
    return false;
  }
  refuse_ornaments(event, span);

  if (event.type == FYET_ALIAS) {
    diagnostics_.add(kind_of("alias"), span, "`*` makes this an alias, which a case does not have",
                     "write the value out; a text that begins with `*` needs quotes");
    if (is_expecting_key()) {
      open_.back().node.keys.push_back({.text = "", .span = span});
      open_.back().has_key = true;
      return true;
    }
    return take_value(Node{.is_reported = true, .span = span});
  }

  if (is_expecting_key()) {
    if (is_start) {
      diagnostics_.add(kind_of("yaml-key"), span, "a list or mapping stands where a key belongs",
                       "if this is a text, put it in quotes");
      skipping_ = 1;
      return true;
    }
    std::size_t length = 0;
    const char* words =
        event.scalar.value == nullptr ? nullptr : fy_token_get_text(event.scalar.value, &length);
    const std::string_view text =
        words == nullptr ? std::string_view{} : std::string_view(words, length);
    if (text.empty()) {
      diagnostics_.add(kind_of("yaml-key"), span, "a key without a name",
                       "write the key before the colon");
    }
    if (open_.back().node.keys.size() >= kMostKeys) {
      diagnostics_.add(kind_of("too-crowded"), span,
                       fmt::format("this mapping has more than {} keys", kMostKeys),
                       "is this the right file?");
      tree_.is_complete = false;
      return false;
    }
    open_.back().node.keys.push_back({.text = std::string(text), .span = span});
    open_.back().has_key = true;
    return true;
  }

  Node node{.span = span};
  if (is_start) {
    node.kind = event.type == FYET_MAPPING_START ? Node::Kind::Mapping : Node::Kind::List;
    open_.push_back({.node = std::move(node)});
    return true;
  }
  if (event.scalar.value != nullptr) {
    std::size_t length = 0;
    if (const char* words = fy_token_get_text(event.scalar.value, &length); words != nullptr) {
      node.text.assign(words, length);
    }
    node.is_quoted = fy_token_scalar_style(event.scalar.value) != FYSS_PLAIN;
    const bool is_null =
        !node.is_quoted && (node.text.empty() || node.text == "~" || node.text == "null" ||
                            node.text == "Null" || node.text == "NULL");
    node.kind = is_null ? Node::Kind::Null : Node::Kind::Scalar;
    if (is_null) node.text.clear();
  }
  return take_value(std::move(node));
}

void TreeBuilder::report_syntax_error(fy_diag* diag) {
  tree_.is_complete = false;
  void* at = nullptr;
  const fy_diag_error* error = nullptr;
  while (const fy_diag_error* next = fy_diag_errors_iterate(diag, &at)) {
    if (next->type == FYET_ERROR) {
      error = next;
      break;
    }
  }
  if (error == nullptr || error->msg == nullptr) {
    diagnostics_.add(kind_of("yaml-syntax"), span_at(file_, last_end_, 0),
                     "the text cannot be read from here on",
                     "check indentation, colons and quotes around here");
    return;
  }
  const std::size_t begin =
      std::min(offset_of(texts_, file_, error->line, error->column), text_.size());
  std::size_t length = begin < text_.size() && text_[begin] != '\n' ? utf8_length(text_, begin) : 0;
  std::vector<Label> labels;
  for (std::size_t i = open_.size(); i-- > 0;) {
    const Span span = open_[i].node.span;
    const char c = span.begin < text_.size() ? text_[span.begin] : ' ';
    if (c != '[' && c != '{') continue;
    const Span bracket = span_at(file_, span.begin, 1);
    // The usual cause: `[s-res-2531 #28]`. Point at it instead of at the line where the parser gave
    // up.
    const std::size_t hash = text_.find(" #", span.begin);
    if (hash < text_.find('\n', span.begin)) {
      diagnostics_.add(kind_of("yaml-syntax"), span_at(file_, hash + 1, 1),
                       "` #` begins a comment, so the bracket before it is not closed",
                       "write a citation without a space (`s-res-2531#28`), or use quotes",
                       {{.span = bracket, .text = "this bracket is open"}});
      return;
    }
    labels.push_back({.span = bracket, .text = "this bracket is open"});
    break;
  }
  const std::string_view words = error->msg;
  for (const Wording& wording : kWordings) {
    if (words.find(wording.of_library) == std::string_view::npos) continue;
    diagnostics_.add(kind_of("yaml-syntax"), span_at(file_, begin, length),
                     std::string(wording.message), std::string(wording.remedy), std::move(labels));
    return;
  }
  diagnostics_.add(kind_of("yaml-syntax"), span_at(file_, begin, length),
                   fmt::format("this is not YAML: {}", words),
                   "check indentation, colons and quotes around here", std::move(labels));
}

YamlTree TreeBuilder::build() {
  fy_diag_cfg diag_config{};
  fy_diag_cfg_default(&diag_config);
  diag_config.fp = nullptr;
  diag_config.colorize = false;
  const std::unique_ptr<fy_diag, DiagDeleter> diag(fy_diag_create(&diag_config));
  fy_diag_set_collect_errors(diag.get(), true);
  fy_parse_cfg config{};
  config.flags = static_cast<fy_parse_cfg_flags>(FYPCF_QUIET | FYPCF_COLLECT_DIAG |
                                                 FYPCF_DEFAULT_VERSION_1_2 | FYPCF_JSON_NONE);
  config.diag = diag.get();
  const std::unique_ptr<fy_parser, ParserDeleter> parser(fy_parser_create(&config));
  CHECK(parser != nullptr);
  if (text_.empty() || fy_parser_set_string(parser.get(), text_.data(), text_.size()) != 0) {
    return std::move(tree_);
  }
  bool is_reading = true;
  while (is_reading) {
    fy_event* event = fy_parser_parse(parser.get());
    if (event == nullptr) break;
    is_reading = take(*event);
    fy_parser_event_free(parser.get(), event);
  }
  if (is_reading && fy_parser_get_stream_error(parser.get())) report_syntax_error(diag.get());
  skipping_ = 0;
  while (!open_.empty()) close(0);
  return std::move(tree_);
}

}  // namespace

YamlTree read_yaml(const SourceTexts& texts, FileId file, Diagnostics& diagnostics) {
  if (!passes_inspection(texts[file].text, file, diagnostics)) {
    return {.root = {}, .is_complete = false};
  }
  return TreeBuilder(texts, file, diagnostics).build();
}

}  // namespace penholder
