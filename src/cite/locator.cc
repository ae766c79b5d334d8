#include "cite/locator.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <vector>

namespace penholder {
namespace {

std::string lowered(std::string_view text) {
  std::string low(text);
  for (char& c : low) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return low;
}

std::optional<std::size_t> whole_number(std::string_view digits) {
  if (digits.empty() || digits.size() > 4) return std::nullopt;
  std::size_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::size_t>(c - '0');
  }
  return value;
}

/// `p4`, `fn2`: a letter or two of the kind, then digits.
bool is_place_in_print(std::string_view locator) {
  for (const std::string_view kind : {"p", "fn"}) {
    if (locator.starts_with(kind) && whole_number(locator.substr(kind.size()))) return true;
  }
  return false;
}

class Resolver {
 public:
  Resolver(const Resolution& resolution, std::string_view locator)
      : resolution_(resolution),
        // Labels may be capitals (`7.III`), and users may write either.
        locator_(find_paragraph(resolution, locator) != nullptr ? std::string(locator)
                                                                : lowered(locator)) {}

  LocatorAnswer resolve() {
    if (locator_.empty()) return whole();
    if (is_place_in_print(locator_)) {
      LocatorAnswer answer;
      answer.kind = LocatorAnswer::Kind::NotChecked;
      return answer;
    }
    if (locator_.starts_with("pp") && whole_number(std::string_view(locator_).substr(2))) {
      return recital(*whole_number(std::string_view(locator_).substr(2)));
    }
    if (const Paragraph* paragraph = find_paragraph(resolution_, locator_)) {
      return found(full_text(*paragraph), paragraph->locator);
    }
    if (auto answer = annex()) return *std::move(answer);
    if (auto answer = range()) return *std::move(answer);
    if (auto answer = item_in_line()) return *std::move(answer);
    return missing();
  }

 private:
  static LocatorAnswer found(std::string text, std::string at) {
    return {.kind = LocatorAnswer::Kind::Found,
            .text = std::move(text),
            .at = std::move(at),
            .nearest = {},
            .remedy = {}};
  }

  [[nodiscard]] LocatorAnswer whole() const {
    std::string text = resolution_.title;
    for (const Recital& recital : resolution_.preamble) text += ' ' + recital.text;
    for (const Paragraph& paragraph : resolution_.operative) text += ' ' + full_text(paragraph);
    for (const Annex& annex : resolution_.annexes) text += ' ' + text_of(annex);
    return found(std::move(text), "");
  }

  static std::string text_of(const Annex& annex) {
    std::string text = annex.title;
    for (const Paragraph& paragraph : annex.paragraphs) text += ' ' + full_text(paragraph);
    return text;
  }

  [[nodiscard]] LocatorAnswer recital(std::size_t number) const {
    const std::size_t count = resolution_.preamble.size();
    if (number >= 1 && number <= count) {
      return found(resolution_.preamble[number - 1].text, fmt::format("pp{}", number));
    }
    return {.kind = LocatorAnswer::Kind::Missing,
            .text = {},
            .at = {},
            .nearest = {},
            .remedy = count == 0 ? std::string("its preamble could not be read")
                                 : fmt::format("its preamble has `pp1` to `pp{}`", count)};
  }

  [[nodiscard]] std::optional<LocatorAnswer> annex() const {
    if (!locator_.starts_with("annex")) return std::nullopt;
    const auto& annexes = resolution_.annexes;
    if (locator_ == "annex" && !annexes.empty()) {
      std::string text;
      for (const Annex& annex : annexes) text += ' ' + text_of(annex);
      return found(std::move(text), "annex-1");
    }
    if (locator_.starts_with("annex-")) {
      const auto number = whole_number(std::string_view(locator_).substr(6));
      if (number && *number >= 1 && *number <= annexes.size()) {
        return found(text_of(annexes[*number - 1]), locator_);
      }
    }
    LocatorAnswer answer;
    if (annexes.empty()) {
      answer.remedy = "it has no annex";
    } else if (annexes.size() == 1) {
      answer.nearest = "annex-1";
      answer.remedy = "it has one annex, `annex-1`";
    } else {
      answer.nearest = "annex-1";
      answer.remedy = fmt::format("it has `annex-1` to `annex-{}`", annexes.size());
    }
    return answer;
  }

  /// `13.a-d`, `60-66`: from one item of a list to another.
  [[nodiscard]] std::optional<LocatorAnswer> range() const {
    const std::size_t dash = locator_.rfind('-');
    if (dash == std::string::npos) return std::nullopt;
    const std::size_t dot = locator_.rfind('.', dash);
    const std::size_t start = dot == std::string::npos ? 0 : dot + 1;
    const std::string first = locator_.substr(0, dash);
    const std::string last = locator_.substr(0, start) + locator_.substr(dash + 1);
    const std::vector<Paragraph>* level = siblings(locator_.substr(0, start > 0 ? start - 1 : 0));
    if (level == nullptr) return std::nullopt;
    const auto from = std::ranges::find(*level, first, &Paragraph::locator);
    const auto to = std::ranges::find(*level, last, &Paragraph::locator);
    if (from == level->end() || to == level->end() || to < from) return std::nullopt;
    std::string text;
    for (auto at = from; at <= to; ++at) text += ' ' + full_text(*at);
    return found(std::move(text), from->locator);
  }

  /// `3.2.i` where item (i) stands in the running text of 3.2: from its label up to the next one in
  /// brackets of the same sort.
  [[nodiscard]] std::optional<LocatorAnswer> item_in_line() const {
    const std::size_t dot = locator_.rfind('.');
    if (dot == std::string::npos) return std::nullopt;
    const std::string above = locator_.substr(0, dot);
    const Paragraph* paragraph = find_paragraph(resolution_, above);
    if (paragraph == nullptr) return std::nullopt;
    const std::string text = lowered(paragraph->text);
    const std::string label = fmt::format("({})", locator_.substr(dot + 1));
    const std::size_t begin = text.find(label);
    if (begin == std::string::npos || (begin > 0 && text[begin - 1] != ' ')) return std::nullopt;
    std::size_t end = begin + label.size();
    for (; end < text.size(); ++end) {
      if (text[end] != '(' || text[end - 1] != ' ') continue;
      const std::size_t close = text.find(')', end);
      if (close == std::string::npos || close - end > 5) continue;
      const std::string_view inside = std::string_view(text).substr(end + 1, close - end - 1);
      const bool is_label = inside.find_first_not_of("ivxl") == inside.npos ||
                            (inside.size() == 1 && inside.front() >= 'a' && inside.front() <= 'z');
      if (is_label && !inside.empty()) break;
    }
    return found(paragraph->text.substr(begin, end - begin), above);
  }

  [[nodiscard]] const std::vector<Paragraph>* siblings(const std::string& above) const {
    if (above.empty()) return &resolution_.operative;
    const Paragraph* paragraph = find_paragraph(resolution_, above);
    return paragraph == nullptr ? nullptr : &paragraph->children;
  }

  [[nodiscard]] LocatorAnswer missing() const {
    LocatorAnswer answer;
    if (const auto same = same_letters()) {
      answer.nearest = *same;
      answer.remedy = fmt::format("did you mean `{}`?", *same);
      return answer;
    }
    // A range is missed as its first part that is not there.
    std::string sought = locator_;
    if (const std::size_t dash = sought.find('-'); dash != std::string::npos) {
      const std::string first = sought.substr(0, dash);
      if (find_paragraph(resolution_, first) == nullptr) sought = first;
    }
    for (std::size_t dot = sought.rfind('.'); dot != std::string::npos && dot > 0;
         dot = sought.rfind('.', dot - 1)) {
      const std::string above = sought.substr(0, dot);
      if (const Paragraph* paragraph = find_paragraph(resolution_, above)) {
        answer.nearest = above;
        answer.remedy = items_of(above, paragraph->children);
        return answer;
      }
    }
    answer.remedy = items_of("", resolution_.operative);
    const bool is_behind =
        !resolution_.operative.empty() && whole_number(sought) &&
        whole_number(resolution_.operative.back().locator) &&
        *whole_number(sought) > *whole_number(resolution_.operative.back().locator);
    if (is_behind) answer.nearest = resolution_.operative.back().locator;
    return answer;
  }

  static std::string items_of(std::string_view above, const std::vector<Paragraph>& items) {
    const std::string owner = above.empty() ? std::string("it") : fmt::format("`{}`", above);
    if (items.empty()) return fmt::format("{} has nothing under it; cite it as it is", owner);
    const std::string has = items.size() == 1
                                ? fmt::format("{} has only `{}`", owner, items.front().locator)
                                : fmt::format("{} has `{}` to `{}`", owner, items.front().locator,
                                              items.back().locator);
    return has;
  }

  /// The paragraph whose locator is the same but for points and hyphens: `28a` for `28.a`.
  [[nodiscard]] std::optional<std::string> same_letters() const {
    const auto letters = [](std::string_view text) {
      std::string plain;
      for (const char c : text) {
        if (c != '.' && c != '-') plain += c;
      }
      return plain;
    };
    const std::string sought = letters(locator_);
    std::optional<std::string> same;
    walk(resolution_.operative, [&](const Paragraph& paragraph, int) {
      if (!same && letters(paragraph.locator) == sought) same = paragraph.locator;
    });
    return same;
  }

  const Resolution& resolution_;
  std::string locator_;
};

}  // namespace

LocatorAnswer resolve_locator(const Resolution& resolution, std::string_view locator) {
  return Resolver(resolution, locator).resolve();
}

std::string first_words(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  std::size_t end = text.rfind(' ', most);
  if (end == std::string_view::npos || end < most / 2) {
    end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  }
  std::string_view words = text.substr(0, end);
  while (!words.empty() && (words.back() == ',' || words.back() == ' ')) words.remove_suffix(1);
  return std::string(words) + "...";
}

}  // namespace penholder
