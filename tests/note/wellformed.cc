#include "note/wellformed.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace penholder::testing {
namespace {

constexpr std::array<std::string_view, 6> kVoid{"br", "hr", "img", "meta", "link", "col"};

class Scanner {
 public:
  explicit Scanner(std::string_view html) : html_(html) {}

  std::vector<std::string> scan() {
    if (html_.starts_with("<!DOCTYPE html>")) at_ = 15;
    while (at_ < html_.size() && faults_.size() < 20) {
      if (html_[at_] == '<') {
        tag();
      } else {
        text();
      }
    }
    for (const std::string& open : open_) fault("not closed: " + open);
    for (const std::string& target : targets_) {
      if (!ids_.contains(target)) fault("link to nowhere: #" + target);
    }
    return faults_;
  }

 private:
  void fault(std::string what) { faults_.push_back(fmt::format("{} (at {})", what, at_)); }

  void text() {
    const std::size_t end = std::min(html_.find('<', at_), html_.size());
    references(html_.substr(at_, end - at_));
    at_ = end;
  }

  void references(std::string_view text) {
    for (std::size_t i = text.find('&'); i != std::string_view::npos; i = text.find('&', i + 1)) {
      const std::size_t end = text.find(';', i);
      if (end == std::string_view::npos || end - i > 8) fault("bare &");
    }
  }

  void tag() {
    const std::size_t end = html_.find('>', at_);
    if (end == std::string_view::npos) {
      fault("unfinished tag");
      at_ = html_.size();
      return;
    }
    std::string_view inside = html_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    if (inside.starts_with('/')) {
      const std::string name(inside.substr(1));
      if (open_.empty() || open_.back() != name) {
        fault(fmt::format("</{}> closes {}", name, open_.empty() ? "nothing" : open_.back()));
      } else {
        open_.pop_back();
      }
      return;
    }
    const bool closes_itself = inside.ends_with('/');
    if (closes_itself) inside.remove_suffix(1);
    const std::size_t name_end = std::min(inside.find_first_of(" \n"), inside.size());
    const std::string name(inside.substr(0, name_end));
    if (name.empty() || !(name[0] >= 'a' && name[0] <= 'z')) return fault("bad tag <" + name);
    attributes(inside.substr(name_end));
    if (name == "style" || name == "script") {
      const std::string close = "</" + name + ">";
      at_ = html_.find(close, at_);
      if (at_ == std::string_view::npos) {
        at_ = html_.size();
        return fault("unfinished " + name);
      }
      at_ += close.size();
    } else if (!closes_itself && std::ranges::find(kVoid, name) == kVoid.end()) {
      open_.push_back(name);
    }
  }

  void attributes(std::string_view text) {
    while (true) {
      const std::size_t start = text.find_first_not_of(" \n");
      if (start == std::string_view::npos) return;
      text.remove_prefix(start);
      const std::size_t equals = text.find('=');
      if (equals == std::string_view::npos || equals + 1 >= text.size() ||
          text[equals + 1] != '"') {
        return fault(fmt::format("attribute without quotes: {}", text.substr(0, 40)));
      }
      const std::string_view name = text.substr(0, equals);
      const std::size_t end = text.find('"', equals + 2);
      if (end == std::string_view::npos) return fault("unfinished attribute");
      const std::string_view value = text.substr(equals + 2, end - equals - 2);
      references(value);
      if (name == "id" && !ids_.insert(std::string(value)).second) {
        fault(fmt::format("id twice: {}", value));
      }
      if (name == "href" && value.starts_with('#')) targets_.insert(std::string(value.substr(1)));
      if (name.starts_with("on")) fault(fmt::format("script in attribute {}", name));
      text.remove_prefix(end + 1);
    }
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::vector<std::string> open_;
  std::set<std::string> ids_;
  std::set<std::string> targets_;
  std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> html_faults(std::string_view html) { return Scanner(html).scan(); }

}  // namespace penholder::testing
