#include "xml/xml_events.h"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "base/check.h"

namespace penholder {
namespace {

struct ParserDeleter {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};
using ParserPtr = std::unique_ptr<XML_ParserStruct, ParserDeleter>;

std::string_view without_prefix(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// One run over the document; several expat parsers follow each other when there are faults.
class Run {
 public:
  Run(std::string_view bytes, XmlHandler& handler) : bytes_(bytes), handler_(handler) {}

  std::vector<XmlFault> go() {
    std::size_t from = 0;
    while (from < bytes_.size() && !stopped_) {
      if (faults_.size() >= static_cast<std::size_t>(kXmlFaultsMost)) {
        faults_.push_back({.kind = XmlFault::Kind::TooManyFaults,
                           .offset = static_cast<std::uint32_t>(from),
                           .message = fmt::format("more than {} faults", kXmlFaultsMost)});
        break;
      }
      from = parse_from(from);
    }
    while (!open_.empty()) close_top();
    return std::move(faults_);
  }

 private:
  // Parses from `from` to the end or the next fault; returns where to take up again.
  std::size_t parse_from(std::size_t from) {
    const ParserPtr parser(XML_ParserCreate(from == 0 ? nullptr : "UTF-8"));
    CHECK(parser != nullptr);
    parser_ = parser.get();
    XML_SetUserData(parser_, this);
    XML_SetElementHandler(parser_, &Run::on_start, &Run::on_end);
    XML_SetCharacterDataHandler(parser_, &Run::on_text);
    XML_SetStartDoctypeDeclHandler(parser_, &Run::on_doctype);
    XML_SetParamEntityParsing(parser_, XML_PARAM_ENTITY_PARSING_NEVER);

    // What was open before the fault is opened again for expat, not for the handler.
    std::string prefix;
    if (from > 0) {
      for (const std::string& name : open_) prefix += '<' + name + '>';
      if (open_.empty()) prefix = "<r>";
    }
    shift_ = static_cast<std::int64_t>(from) - static_cast<std::int64_t>(prefix.size());
    replaying_ = true;
    if (!prefix.empty()) {
      XML_Parse(parser_, prefix.data(), static_cast<int>(prefix.size()), XML_FALSE);
    }
    replaying_ = false;

    // Expat takes int lengths and keeps a copy of what it is given: in pieces, so that a large
    // document is not held twice.
    constexpr std::size_t kPiece = std::size_t{1} << 16;
    for (std::size_t at = from; at < bytes_.size() && !stopped_;) {
      const std::size_t length = std::min(kPiece, bytes_.size() - at);
      const bool last = at + length == bytes_.size();
      if (XML_Parse(parser_, bytes_.data() + at, static_cast<int>(length),
                    last ? XML_TRUE : XML_FALSE) != XML_STATUS_OK) {
        return stopped_ ? bytes_.size() : recover(from);
      }
      at += length;
    }
    return bytes_.size();
  }

  // Records expat's error and finds the place to go on from, always behind it.
  std::size_t recover(std::size_t from) {
    const XML_Error code = XML_GetErrorCode(parser_);
    const std::int64_t place = XML_GetCurrentByteIndex(parser_) + shift_;
    const std::size_t at = std::clamp<std::size_t>(
        static_cast<std::size_t>(std::max<std::int64_t>(place, 0)), from, bytes_.size());
    std::string message = XML_ErrorString(code);
    if (code == XML_ERROR_TAG_MISMATCH) {
      // The wrong end tag, as it stands: `</docTitle>`.
      const std::size_t tag = bytes_.rfind("</", std::min(at + 2, bytes_.size()));
      const std::size_t begin = tag == std::string_view::npos || tag < from ? at : tag;
      const std::size_t close = std::min(bytes_.find('>', begin), bytes_.size());
      std::string_view name =
          bytes_.substr(std::min(begin + 2, close), close - std::min(begin + 2, close));
      while (!name.empty() && (name.back() == ' ' || name.back() == '\n')) name.remove_suffix(1);
      message = open_.empty() ? fmt::format("`</{}>` closes nothing", name.substr(0, 60))
                              : fmt::format("`</{}>` where `</{}>` should stand",
                                            name.substr(0, 60), open_.back());
      add_fault(begin, std::move(message));
      close_to(name);
      return std::max(std::min(close + 1, bytes_.size()), from + 1);
    }
    if (at >= bytes_.size() && (code == XML_ERROR_NO_ELEMENTS || code == XML_ERROR_UNCLOSED_TOKEN ||
                                code == XML_ERROR_SYNTAX)) {
      message = open_.empty() ? message : fmt::format("ends while `<{}>` is open", open_.back());
    }
    add_fault(at, std::move(message));
    // Something else that XML has no room for. Behind a bare `&` or an unknown entity the text goes
    // on; behind anything else, from the next tag.
    const std::size_t behind = std::min(std::max(at + 1, from + 1), bytes_.size());
    const bool after_ampersand = at > from && bytes_[at - 1] == '&';
    if (at < bytes_.size() && !open_.empty() && (bytes_[at] == '&' || after_ampersand)) {
      if (code != XML_ERROR_UNDEFINED_ENTITY) return after_ampersand ? at : behind;
      return std::max(behind, std::min(bytes_.find(';', at), bytes_.size() - 1) + 1);
    }
    return std::min(bytes_.find('<', behind), bytes_.size());
  }

  void add_fault(std::size_t at, std::string message) {
    faults_.push_back({.kind = XmlFault::Kind::NotWellFormed,
                       .offset = static_cast<std::uint32_t>(at),
                       .message = std::move(message)});
  }

  void stop(XmlFault::Kind kind, std::string message) {
    faults_.push_back({.kind = kind, .offset = here(), .message = std::move(message)});
    stop();
  }
  void stop() {
    stopped_ = true;
    XML_StopParser(parser_, XML_FALSE);
  }

  void close_top() {
    handler_.end(without_prefix(open_.back()));
    open_.pop_back();
  }

  void close_to(std::string_view name) {
    if (std::ranges::find(open_, name) == open_.end()) return;
    while (open_.back() != name) close_top();
    close_top();
  }

  [[nodiscard]] std::uint32_t here() const {
    return static_cast<std::uint32_t>(
        std::max<std::int64_t>(XML_GetCurrentByteIndex(parser_) + shift_, 0));
  }

  static void on_start(void* self, const char* name, const char** attributes) {
    auto& run = *static_cast<Run*>(self);
    if (run.replaying_ || run.stopped_) return;
    if (run.open_.size() >= static_cast<std::size_t>(kXmlDepthMost)) {
      run.stop(XmlFault::Kind::TooDeep,
               fmt::format("elements are nested more than {} deep", kXmlDepthMost));
      return;
    }
    run.attributes_.clear();
    for (; *attributes != nullptr; attributes += 2) {
      run.attributes_.push_back(
          {.name = without_prefix(attributes[0]), .value = std::string_view(attributes[1])});
    }
    run.open_.emplace_back(name);
    if (!run.handler_.start(without_prefix(name), run.attributes_, run.here())) run.stop();
  }

  static void on_end(void* self, const char* name) {
    auto& run = *static_cast<Run*>(self);
    // An end tag for the stand-in root closes nothing of ours.
    if (run.stopped_ || run.open_.empty() || run.open_.back() != name) return;
    run.close_top();
  }

  static void on_text(void* self, const char* text, int length) {
    auto& run = *static_cast<Run*>(self);
    if (run.stopped_ || run.open_.empty()) return;
    const std::uint32_t begin = run.here();
    const auto count = static_cast<std::uint32_t>(XML_GetCurrentByteCount(run.parser_));
    run.handler_.characters(std::string_view(text, static_cast<std::size_t>(length)), begin,
                            begin + count);
  }

  static void on_doctype(void* self, const char* /*name*/, const char* /*system_id*/,
                         const char* /*public_id*/, int /*has_internal_subset*/) {
    auto& run = *static_cast<Run*>(self);
    run.stop(XmlFault::Kind::Doctype, "a document type declaration is not read");
  }

  std::string_view bytes_;
  XmlHandler& handler_;
  XML_Parser parser_ = nullptr;
  std::int64_t shift_ = 0;  // from offsets of the current parser to offsets in `bytes_`
  std::vector<std::string> open_;
  std::vector<XmlAttribute> attributes_;
  std::vector<XmlFault> faults_;
  bool replaying_ = false;
  bool stopped_ = false;
};

}  // namespace

std::vector<XmlFault> parse_xml(std::string_view bytes, XmlHandler& handler) {
  CHECK(bytes.size() < 0xFFFFFFFFu);
  return Run(bytes, handler).go();
}

}  // namespace penholder
