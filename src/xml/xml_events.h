#pragma once
// XML as a stream of events with byte offsets, from bytes that nobody vouches for. Knows nothing of
// resolutions.
//
// Expat does the parsing; this wrapper hardens it. A document type declaration ends the reading, so
// no entity is ever declared, fetched or expanded; depth is bounded; nothing is opened, neither
// file nor network. Unlike plain expat it reads on after a fault: the place is reported, and
// parsing takes up again behind it with the elements that were open (a wrong end tag closes what it
// names, or nothing).

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace penholder {

/// One attribute, its name without namespace prefix.
struct XmlAttribute {
  std::string_view name;
  std::string_view value;
};

/// Receives the document; names come without namespace prefix. Views last for the call only.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  /// Returns false to stop reading (the document is not of the kind looked for).
  virtual bool start(std::string_view name, std::span<const XmlAttribute> attributes,
                     std::uint32_t begin) = 0;
  virtual void end(std::string_view name) = 0;
  /// `text` in UTF-8 from source bytes [begin, end); long text may come in pieces.
  virtual void characters(std::string_view text, std::uint32_t begin, std::uint32_t end) = 0;
};

/// Why and where something could not be read as XML.
struct XmlFault {
  enum class Kind : std::uint8_t { NotWellFormed, Doctype, TooDeep, TooManyFaults } kind;
  std::uint32_t offset = 0;
  std::string message;
};

inline constexpr int kXmlDepthMost = 128;
inline constexpr int kXmlFaultsMost = 64;

/// Reads all of `bytes`.
///
///   bytes    UTF-8, UTF-16 or Latin-1 by its declaration; below 4 GiB (checked)
///   returns  the faults by place; empty for well-formed XML
///   cost     linear in the bytes plus kXmlFaultsMost times kXmlDepthMost
std::vector<XmlFault> parse_xml(std::string_view bytes, XmlHandler& handler);

}  // namespace penholder
