#pragma once
// HTML that is escaped and well formed by construction: text becomes markup only by escaping, and
// elements nest because each is made around its finished content. Knows nothing of the note.

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace penholder {

/// A finished fragment of HTML. Made from text (escaped) or by `element`; a fragment in a fragment
/// stays as it is.
class Html {
 public:
  Html() = default;
  // Implicit on purpose: wherever a fragment is wanted a user's title may be given, and comes out
  // escaped.
  Html(std::string_view text);  // NOLINT(google-explicit-constructor)
  Html(const std::string& text) : Html(std::string_view(text)) {}  // NOLINT
  Html(const char* text) : Html(std::string_view(text)) {}         // NOLINT

  /// Markup that our own code has made elsewhere (a picture by room chart, the style sheet). Never
  /// a user's text.
  static Html trusted(std::string markup);

  Html& operator+=(const Html& more) {
    markup_ += more.markup_;
    return *this;
  }
  friend Html operator+(Html a, const Html& b) { return a += b; }
  [[nodiscard]] bool empty() const { return markup_.empty(); }
  [[nodiscard]] const std::string& markup() const { return markup_; }

 private:
  std::string markup_;
};

/// The parts one after the other.
template <class... Parts>
Html cat(const Parts&... parts) {
  Html all;
  ((all += Html(parts)), ...);
  return all;
}

/// The fragments in one, `between` standing between neighbours.
Html join(const std::vector<Html>& parts, const Html& between);

/// As English lists: "a", "a and b", "a, b and c".
Html join_list(const std::vector<Html>& parts, std::string_view conjunction = "and");

struct Attribute {
  std::string_view name;  ///< our own, never a user's text
  std::string value;      ///< escaped when written
};

/// `<tag name="value">content</tag>`.
Html element(std::string_view tag, const std::vector<Attribute>& attributes, const Html& content);
Html element(std::string_view tag, const Html& content);

/// An element without content: `<br>`, `<meta ...>`.
Html void_element(std::string_view tag, const std::vector<Attribute>& attributes = {});

/// A link; `href` is a fragment ("#n-12") or a URL that our own code has made.
Html link(std::string href, const Html& content);

/// `text` with the five special characters replaced and control characters (other than tab and line
/// feed) left out.
std::string escape(std::string_view text);

/// `text` as the inside of a CSS string: everything but ASCII letters, digits and spaces becomes a
/// numeric escape.
std::string escape_css(std::string_view text);

}  // namespace penholder
