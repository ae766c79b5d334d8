#include "draft/calendar.h"

#include <fmt/format.h>

#include <algorithm>

#include "cite/dates.h"
#include "register/mentions.h"
#include "register/words.h"

namespace penholder {
namespace {

class Calendar {
 public:
  Calendar(const Resolution& resolution, const Register& reg, DraftOutline& outline, IdMaker& ids)
      : resolution_(resolution), register_(reg), outline_(outline), ids_(ids) {}

  void make() {
    if (outline_.end_is_stated) {
      const std::string name =
          outline_.mission.empty() ? "the mandate" : "the mandate of " + outline_.mission;
      add("mandate-end", "End of " + name, "mandate", outline_.horizon.end - 1, outline_.extension);
    }
    walk(resolution_.operative, [&](const Paragraph& paragraph, int) { add_dates(paragraph); });
    add_open_vote();
    std::ranges::stable_sort(outline_.milestones, [](const auto& a, const auto& b) {
      return a.date.value_or(Date(9999, 1, 1)) < b.date.value_or(Date(9999, 1, 1));
    });
  }

 private:
  [[nodiscard]] bool is_ahead(Date date) const {
    return date > outline_.adopted && date <= outline_.horizon.end;
  }

  void add(std::string_view id, std::string title, std::string_view kind, std::optional<Date> date,
           const std::string& locator) {
    for (DraftMilestone& other : outline_.milestones) {
      if (date && other.date == date && other.kind == kind) {
        other.cites.push_back(locator);
        return;
      }
    }
    outline_.milestones.push_back({.id = ids_.make(id, "", "date"),
                                   .title = std::move(title),
                                   .kind = std::string(kind),
                                   .date = date,
                                   .cites = {locator}});
  }

  void add_dates(const Paragraph& paragraph) {
    const Words words = split_words(paragraph.text);
    const bool reports = is_reporting_duty(words);
    const auto deadlines = find_deadlines(paragraph.text, words);
    for (const Deadline& deadline : deadlines) {
      if (deadline.kind == Deadline::Kind::By && deadline.date && is_ahead(*deadline.date)) {
        const bool is_vote = !reports && is_near_vote(words, *deadline.date);
        add_day(paragraph, reports ? "report" : is_vote ? "vote" : "other", *deadline.date);
      } else if (deadline.kind == Deadline::Kind::Every && reports && deadline.days > 0) {
        add_series(paragraph, deadline);
      }
    }
    for (const DateMention& mention : find_dates(paragraph.text, words)) {
      const bool is_deadline =
          std::ranges::any_of(deadlines, [&](const Deadline& d) { return d.date == mention.date; });
      if (!mention.date || is_deadline || !is_ahead(*mention.date)) continue;
      if (is_near_vote(words, *mention.date)) add_day(paragraph, "vote", *mention.date);
    }
  }

  /// Whether an election or referendum is spoken of in the clause that gives the date.
  [[nodiscard]] static bool is_near_vote(const Words& words, Date date) {
    constexpr std::size_t kReach = 20;
    const std::string year = fmt::format("{}", date.year());
    for (std::size_t at = 0; at < words.size(); ++at) {
      const bool is_vote = words[at].low.starts_with("election") || words[at].low == "referendum";
      if (!is_vote) continue;
      for (std::size_t other = at - std::min(at, kReach);
           other < std::min(words.size(), at + kReach); ++other) {
        if (words[other].low == year) return true;
      }
    }
    return false;
  }

  void add_day(const Paragraph& row, const std::string& kind, Date date) {
    if (outline_.end_is_stated && date == outline_.horizon.end - 1) return;
    const std::string id =
        fmt::format("{}-{}", kind == "other" ? "deadline" : kind, to_string(date));
    const std::string title =
        kind == "vote" ? fmt::format("Vote named in paragraph {}", row.locator)
        : kind == "report"
            ? fmt::format("Report to the Council asked for in paragraph {}", row.locator)
            : fmt::format("Deadline in paragraph {}: {}", row.locator, short_title(row.text, 60));
    add(id, title, kind, date, row.locator);
  }

  void add_series(const Paragraph& row, const Deadline& deadline) {
    // Whole months are counted by the calendar.
    const bool is_monthly =
        deadline.days % 30 == 0 && deadline.text.find("month") != deadline.text.npos;
    std::vector<Date> dates;
    for (int i = 1; i <= 24; ++i) {
      const Date date = is_monthly ? months_after(outline_.adopted, i * deadline.days / 30)
                                   : outline_.adopted + i * deadline.days;
      if (date >= outline_.horizon.end) break;
      dates.push_back(date);
    }
    constexpr std::size_t kMost = 6;
    if (dates.size() > kMost) dates.resize(kMost);
    for (std::size_t i = 0; i < dates.size(); ++i) {
      add(fmt::format("report-{}-{}", row.locator, i + 1),
          fmt::format("Report under paragraph {}, {} of {}", row.locator, i + 1, dates.size()),
          "report", dates[i], row.locator);
    }
  }

  void add_open_vote() {
    const bool has_vote = std::ranges::any_of(
        outline_.milestones, [](const DraftMilestone& m) { return m.kind == "vote"; });
    if (has_vote) return;
    for (const RegisterRow& row : register_.rows) {
      if (row.list == TaskList::None) continue;
      const Words words = split_words(row.title + ": " + short_title(row.text));
      if (find_words(words, "elections") < words.size() ||
          find_words(words, "referendum") < words.size()) {
        add("elections", fmt::format("Elections named in paragraph {}", row.locator), "vote",
            std::nullopt, row.locator);
        return;
      }
    }
  }

  const Resolution& resolution_;
  const Register& register_;
  DraftOutline& outline_;
  IdMaker& ids_;
};

}  // namespace

void draft_calendar(const Resolution& resolution, const Register& reg, DraftOutline& outline,
                    IdMaker& ids) {
  Calendar(resolution, reg, outline, ids).make();
}

}  // namespace penholder
