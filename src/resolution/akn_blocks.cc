#include "resolution/akn_blocks.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "resolution/kinds.h"
#include "resolution/label.h"
#include "xml/xml_events.h"

namespace penholder {
namespace {

std::string_view attribute(std::span<const XmlAttribute> attributes, std::string_view name) {
  for (const XmlAttribute& candidate : attributes) {
    if (candidate.name == name) return candidate.value;
  }
  return {};
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

class AknHandler : public XmlHandler {
 public:
  AknHandler(FileId file, Resolution& resolution) : file_(file), resolution_(resolution) {}

  bool start(std::string_view name, std::span<const XmlAttribute> attributes,
             std::uint32_t begin) override {
    if (!seen_root_) {
      seen_root_ = true;
      root_ = std::string(name);
      if (name != "akomaNtoso") return false;
    }
    if (name == "preamble") in_preamble_ = true;
    if (name == "mainBody") start_body();
    if (name == "authorialNote" && in_note_++ == 0) note_ = {};
    if (in_note_ > 0) {
      note_joiner_.space();
    } else if (in_body_ || in_preamble_) {
      start_text(name, attributes, begin);
    } else {
      start_meta(name, attributes);
    }
    return true;
  }

  void end(std::string_view name) override {
    if (name == "authorialNote" && in_note_ > 0) {
      if (--in_note_ == 0) finish_note();
    } else if (name == "mainBody" && in_note_ > 0) {
      in_note_ = 0;  // its end was lost
      finish_note();
    }
    if (in_note_ > 0) return;
    if (in_body_ || in_preamble_) {
      end_text(name);
    } else {
      end_meta(name);
    }
    if (name == "preamble") {
      finish_recital();
      in_preamble_ = false;
    }
    if (name == "mainBody") {
      flush();
      in_body_ = false;
    }
  }

  void characters(std::string_view text, std::uint32_t begin, std::uint32_t end) override {
    if (in_note_ > 0) {
      append_to(note_.text, note_joiner_, note_.span, text, begin, end);
    } else if (in_body_ || in_preamble_) {
      std::string* target = in_num_ ? &block_.label : in_words_ > 0 ? &block_.text : nullptr;
      if (target == nullptr) return;
      append_to(*target, in_num_ ? label_joiner_ : text_joiner_, block_.span, text, begin, end);
    } else if (collect_ != nullptr) {
      collect_->append(text);
    }
  }

  std::vector<Block> take_blocks() {
    flush();
    return std::move(blocks_);
  }
  [[nodiscard]] const std::string& root() const { return root_; }
  [[nodiscard]] bool has_body() const { return bodies_ > 0; }

 private:
  void append_to(std::string& target, TextJoiner& joiner, Span& span, std::string_view text,
                 std::uint32_t begin, std::uint32_t end) const {
    const std::size_t before = target.size();
    joiner.append(text);
    if (target.size() == before) return;
    if (!span.is_known()) span = {.file = file_, .begin = begin, .end = end};
    span.end = end;
  }

  void finish_note() {
    if (!note_.text.empty()) resolution_.footnotes.push_back(std::move(note_));
    note_ = {};
    note_joiner_.restart();
  }

  void start_body() {
    in_preamble_ = false;
    in_body_ = true;
    if (++bodies_ > 1) starts_annex_ = true;
  }

  // ---- body and preamble -------------------------------------------------------------------

  void start_text(std::string_view name, std::span<const XmlAttribute> attributes,
                  std::uint32_t /*begin*/) {
    if (in_table_ > 0 && !is_one_of(name, {"table", "p", "span", "a"})) {
      if (name == "tr") flush();
      if (is_one_of(name, {"td", "th"}) && !block_.text.empty()) {
        text_joiner_.space();
        text_joiner_.append("|");
      }
      return;
    }
    if (name == "container" && in_preamble_) {
      finish_recital();
      opening_ = std::string(attribute(attributes, "name"));
    } else if (name == "block" && in_preamble_) {
      // A sub-heading between recitals, its words not in a paragraph.
      finish_recital();
      ++in_words_;
    } else if (is_one_of(name, {"paragraph", "alinea", "section"})) {
      flush();
      const std::string_view style = attribute(attributes, "class");
      is_heading_class_ = style.starts_with('H') || name == "section";
      list_depth_ = 0;
      block_depth_ = 0;
    } else if (is_one_of(name, {"list", "sublist", "blockList"})) {
      if (name != "blockList") {
        // The intro of a list belongs to the paragraph; a list without one ends the block at once.
        ++list_depth_;
      }
      if (name == "sublist") {
        flush();
        block_depth_ = list_depth_;
      }
      is_heading_class_ = is_heading_class_ && name != "blockList";
    } else if (name == "point") {
      flush();
      is_heading_class_ = false;
      block_depth_ = std::max(list_depth_, 1);
    } else if (name == "item") {
      if (in_preamble_) {
        stash_recital();
      } else {
        flush();
      }
      block_depth_ = 0;
    } else if (name == "wrapUp") {
      flush();
      block_.is_tail = true;
      block_depth_ = list_depth_;
    } else if (is_one_of(name, {"subheading", "heading", "crossHeading"})) {
      block_.is_heading = true;
      ++in_words_;
    } else if (name == "num") {
      in_num_ = true;
    } else if (name == "table") {
      flush();
      ++in_table_;
    } else if (is_one_of(name, {"p", "listIntroduction"})) {
      text_joiner_.space();
      ++in_words_;
    } else if (name == "span") {
      // Verbs are underlined in some files of the early 2000s.
      const std::string_view style = attribute(attributes, "class");
      spans_.push_back(style.find("italic") != std::string_view::npos ||
                       style.find("underline") != std::string_view::npos);
      if (spans_.back()) {
        block_.italics.push_back({.begin = text_joiner_.position(), .end = 0});
      }
    } else if (name == "a") {
      block_.links.push_back({.range = {.begin = text_joiner_.position(), .end = 0},
                              .href = std::string(attribute(attributes, "href"))});
    }
  }

  void end_text(std::string_view name) {
    const auto size = static_cast<std::uint32_t>(block_.text.size());
    if (in_table_ > 0 && !is_one_of(name, {"table", "p", "span", "a"})) {
      if (name == "tr") flush_row();
      return;
    }
    if (is_one_of(name, {"paragraph", "alinea", "section", "point", "wrapUp"})) {
      flush();
    } else if (name == "item") {
      end_item();
    } else if (name == "list" || name == "sublist") {
      flush();
      list_depth_ = std::max(0, list_depth_ - 1);
    } else if (is_one_of(name, {"subheading", "heading", "crossHeading"})) {
      in_words_ = std::max(0, in_words_ - 1);
      if (name == "crossHeading") flush();
    } else if (name == "num") {
      in_num_ = false;
    } else if (name == "table") {
      flush_row();
      in_table_ = std::max(0, in_table_ - 1);
    } else if (is_one_of(name, {"p", "listIntroduction"})) {
      in_words_ = std::max(0, in_words_ - 1);
    } else if (name == "span" && !spans_.empty()) {
      if (spans_.back() && !block_.italics.empty()) {
        block_.italics.back().end = size;
        block_.italics.back().begin = std::min(block_.italics.back().begin, size);
      }
      spans_.pop_back();
    } else if (name == "a" && !block_.links.empty()) {
      TextRange& range = block_.links.back().range;
      range.end = size;
      range.begin = std::min(range.begin, size);
    } else if (name == "container" && in_preamble_) {
      finish_recital();
    } else if (name == "block" && in_preamble_) {
      in_words_ = std::max(0, in_words_ - 1);
      if (!block_.text.empty()) {
        resolution_.preamble_headings.push_back({.text = std::move(block_.text),
                                                 .before = resolution_.preamble.size(),
                                                 .span = block_.span});
      }
      reset();
    }
  }

  // Some files keep the first operative paragraphs as a list in the last recital: its numbered
  // items are paragraphs, others belong to the recital.
  void end_item() {
    if (!in_preamble_ || read_label(block_.label).front().style == LabelStyle::Decimal) {
      emit();
      return;
    }
    if (!block_.label.empty()) block_.text = block_.label + ' ' + block_.text;
    stash_recital();
  }

  void stash_recital() {
    if (!block_.text.empty()) {
      if (!recital_.text.empty()) recital_.text += ' ';
      recital_.text += block_.text;
      if (!recital_.span.is_known()) recital_.span = block_.span;
      recital_.span.end = std::max(recital_.span.end, block_.span.end);
    }
    reset();
  }

  void finish_recital() {
    if (!in_preamble_) return;
    stash_recital();
    if (!recital_.text.empty() && !opening_.empty()) {
      recital_.opening = std::move(opening_);
      resolution_.preamble.push_back(std::move(recital_));
    }
    opening_.clear();
    recital_ = {};
  }

  // What has been gathered becomes a block of the body.
  void flush() {
    if (in_body_) emit();
  }

  void flush_row() {
    block_.is_row = true;
    flush();
    block_.is_row = false;
  }

  void emit() {
    if (block_.text.empty() && block_.label.empty()) {
      const bool tail = block_.is_tail;
      reset();
      block_.is_tail = tail;
      return;
    }
    // `(a) Protection of civilians` set as a heading is an item all the same.
    const bool is_item = block_.label.starts_with('(');
    if (is_heading_class_) block_.is_heading = true;
    if (is_item || block_.is_row) block_.is_heading = false;
    block_.depth = block_depth_;
    block_.ends_body = std::exchange(starts_annex_, false);
    std::erase_if(block_.links,
                  [](const DocumentLink& link) { return link.range.end <= link.range.begin; });
    std::erase_if(block_.italics, [](TextRange range) { return range.end <= range.begin; });
    blocks_.push_back(std::move(block_));
    reset();
  }

  void reset() {
    block_ = Block{};
    text_joiner_.restart();
    label_joiner_.restart();
  }

  // ---- metadata ------------------------------------------------------------------------------

  void start_meta(std::string_view name, std::span<const XmlAttribute> attributes) {
    collect_ = nullptr;
    if (bodies_ > 0) return;  // attachments repeat the block of metadata
    const bool is_adoption =
        (name == "FRBRdate" && attribute(attributes, "name") == "adoption") ||
        (name == "docDate" && attribute(attributes, "refersTo") == "#adoptionDate");
    if (is_adoption) {
      note_date(attribute(attributes, "date"));
    } else if (name == "FRBRlanguage") {
      resolution_.language = std::string(attribute(attributes, "language"));
    } else if (name == "docNumber" || (name == "organization" && voters_ != nullptr)) {
      collected_.clear();
      collect_ = &collector_;
    } else if (name == "keyword") {
      if (attribute(attributes, "refersTo") == "title") {
        resolution_.title = std::string(attribute(attributes, "value"));
      } else {
        resolution_.keywords.push_back(
            {.dictionary = std::string(attribute(attributes, "dictionary")),
             .value = std::string(attribute(attributes, "showAs"))});
      }
    } else if (name == "step") {
      const std::string_view outcome = attribute(attributes, "outcome");
      if (outcome == "draftResolution") {
        resolution_.draft = std::string(attribute(attributes, "as"));
      }
      if (attribute(attributes, "refersTo").find("Chapter VII") != std::string_view::npos) {
        resolution_.chapter_vii = true;
      }
    } else if (name == "count") {
      if (!resolution_.vote) resolution_.vote.emplace();
      const std::string_view side = attribute(attributes, "refersTo");
      voters_ = side == "inFavour"     ? &resolution_.vote->in_favour
                : side == "against"    ? &resolution_.vote->against
                : side == "abstaining" ? &resolution_.vote->abstaining
                                       : nullptr;
    }
  }

  // Some files give 0001-01-01 for a date that they lack.
  void note_date(std::string_view text) {
    if (resolution_.date) return;
    const std::optional<Date> date = parse_date(text);
    if (date && date->year() >= 1946) resolution_.date = date;
  }

  void end_meta(std::string_view name) {
    if (name == "docNumber" && bodies_ == 0 && resolution_.symbol.empty()) {
      resolution_.symbol = collected_;
    } else if (name == "organization" && voters_ != nullptr) {
      voters_->push_back(collected_);
    } else if (name == "count") {
      voters_ = nullptr;
    }
    collect_ = nullptr;
  }

  FileId file_;
  Resolution& resolution_;
  std::string root_;
  bool seen_root_ = false;
  bool in_preamble_ = false;
  bool in_body_ = false;
  int bodies_ = 0;
  bool starts_annex_ = false;

  std::vector<Block> blocks_;
  Block block_;
  TextJoiner text_joiner_{block_.text};
  TextJoiner label_joiner_{block_.label};
  std::string opening_;
  Recital recital_;
  std::vector<bool> spans_;
  bool is_heading_class_ = false;
  bool in_num_ = false;
  int in_words_ = 0;
  int in_note_ = 0;
  Footnote note_;
  TextJoiner note_joiner_{note_.text};
  int in_table_ = 0;
  int list_depth_ = 0;
  int block_depth_ = 0;

  std::string collected_;
  TextJoiner collector_{collected_};
  TextJoiner* collect_ = nullptr;
  std::vector<std::string>* voters_ = nullptr;
};

}  // namespace

std::vector<Block> read_akn_blocks(std::string_view bytes, FileId file, Resolution& resolution,
                                   Diagnostics& diagnostics) {
  AknHandler handler(file, resolution);
  const std::vector<XmlFault> faults = parse_xml(bytes, handler);
  const auto span_at = [&](std::uint32_t offset) {
    const auto size = static_cast<std::uint32_t>(bytes.size());
    return Span{.file = file, .begin = std::min(offset, size), .end = std::min(offset + 1, size)};
  };
  const bool foreign = handler.root() != "akomaNtoso";
  const bool is_doctype =
      !faults.empty() && faults.front().kind == XmlFault::Kind::Doctype && handler.root().empty();
  const std::string_view start = bytes.substr(0, 512);
  const bool is_html = handler.root() == "html" || handler.root() == "HTML" ||
                       start.find("<!DOCTYPE html") != std::string_view::npos ||
                       start.find("<!doctype html") != std::string_view::npos;
  if (is_html) {
    diagnostics.add(resolution_kinds::kNotAknUn, span_at(0), "this is a web page, not AKN4UN XML",
                    "download the XML file itself, or paste the text into a .txt file");
    return {};
  }
  if (is_doctype) {
    diagnostics.add(resolution_kinds::kDoctype, span_at(faults.front().offset),
                    "the file has a document type declaration",
                    "nothing behind it was read; take the file as the UN publishes it");
    return {};
  }
  if (foreign) {
    diagnostics.add(resolution_kinds::kNotAknUn, span_at(0),
                    handler.root().empty()
                        ? std::string("the file holds no XML element")
                        : fmt::format("the root element is `{}`, not `akomaNtoso`",
                                      handler.root().substr(0, 60)),
                    "take the AKN4UN XML file of the resolution");
    return {};
  }
  for (const XmlFault& fault : faults) {
    switch (fault.kind) {
      case XmlFault::Kind::Doctype:
        diagnostics.add(resolution_kinds::kDoctype, span_at(fault.offset), fault.message);
        break;
      case XmlFault::Kind::TooDeep:
        diagnostics.add(resolution_kinds::kTooDeep, span_at(fault.offset), fault.message,
                        "nothing behind this place was read");
        break;
      case XmlFault::Kind::TooManyFaults:
      case XmlFault::Kind::NotWellFormed:
        diagnostics.add(resolution_kinds::kBrokenXml, span_at(fault.offset), fault.message,
                        fault.kind == XmlFault::Kind::TooManyFaults
                            ? "nothing behind this place was read"
                            : "reading went on behind it; compare with the published text");
        break;
    }
  }
  if (!handler.has_body()) {
    diagnostics.add(resolution_kinds::kNotAknUn, span_at(0), "the document has no `mainBody`",
                    "take the AKN4UN XML file of the resolution");
  }
  return handler.take_blocks();
}

}  // namespace penholder
