#include "sequence/why_text.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "base/text.h"
#include "sequence/plan_text.h"
#include "sequence/text_page.h"

namespace penholder {
namespace {

using Kind = CaseFact::Kind;

std::string quoted(std::string_view title) { return fmt::format("“{}”", title); }

std::string points(double value) { return format_number(value, value < 0.095 ? 3 : 1); }

std::string points_in_words(double value) {
  const std::string number = points(value);
  return number == "1" ? "1 point" : number + " points";
}

std::string days_in_words(double days) {
  const std::string number = format_number(days, 0);
  return number == "1" ? "1 day" : number + " days";
}

std::string capital(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  }
  return text;
}

class Writer {
 public:
  explicit Writer(const WhyPage& page)
      : design_(page.design), texts_(page.texts), page_(page.width, page.colour) {}

  std::string render(const TaskWhy& why) {
    const Task& task = design_.tasks[why.task];
    page_.heading(
        why.status == TaskWhy::Status::InFull
            ? fmt::format("Is {} held back?", quoted(task.title))
            : fmt::format("Why is {} {}?", quoted(task.title), state_in_words(why.status)));
    note_plan(why.plan);
    describe(why);
    if (why.status == TaskWhy::Status::InFull) return page_.take();
    price_of(why);
    if (why.limit) {
      page_.heading("What no plan gets round");
      facts(*why.limit, limit_in_words(why));
    } else if (!why.forced) {
      page_.paragraph(
          "Whether some plan could have it better was not settled within the work allowed.");
    }
    return page_.take();
  }

  std::string render(const DemandWhy& why) {
    page_.heading(fmt::format("Can it be: {}?", demand_in_words(design_, why.demand)));
    switch (why.answer) {
      case DemandWhy::Answer::Undecided:
        page_.paragraph(
            "Not settled within the work allowed: neither a plan nor a proof was found.");
        break;
      case DemandWhy::Answer::Possible:
        possible(why);
        break;
      case DemandWhy::Answer::Impossible:
        impossible(why);
        break;
    }
    return page_.take();
  }

 private:
  [[nodiscard]] std::string date(Days day) const {
    return to_long_string(design_.horizon.start + day);
  }

  [[nodiscard]] static std::string state_in_words(TaskWhy::Status status) {
    switch (status) {
      case TaskWhy::Status::InFull:
        return "in the plan";
      case TaskWhy::Status::Late:
        return "so late";
      case TaskWhy::Status::Low:
        return "not kept up in full";
      case TaskWhy::Status::LeftOut:
        return "left out";
    }
    return "";
  }

  void note_plan(const Plan& plan) {
    const std::string under =
        plan.view ? fmt::format("under the view {}", quoted(design_.views[*plan.view].title))
                  : std::string("under weights that no view gave");
    page_.paragraph(
        fmt::format("As of {}, {}. All numbers stand at their likely values. It informs "
                    "a political decision and does not take it.",
                    to_long_string(design_.as_of), under));
    page_.line("");
  }

  void describe(const TaskWhy& why) {
    const PlannedTask& planned = why.plan.tasks[why.task];
    const std::string worth = fmt::format("{} of the {} that it could bring", points(planned.value),
                                          points_in_words(planned.full_value));
    const std::string best = why.plan.is_proven() ? "the best plan" : "the best plan found";
    switch (why.status) {
      case TaskWhy::Status::InFull:
        page_.paragraph(fmt::format("No. In {} it brings all of the {} that it could bring.", best,
                                    points_in_words(planned.full_value)));
        return;
      case TaskWhy::Status::Late:
        page_.paragraph(fmt::format("In {} it runs from {} to {} and brings {}.", best,
                                    date(planned.start), date(planned.finish), worth));
        break;
      case TaskWhy::Status::Low: {
        std::vector<std::string> off;
        std::vector<std::string> low;
        const Task& task = design_.tasks[why.task];
        for (std::size_t p = 0; p < planned.levels.size(); ++p) {
          const std::string title =
              quoted(design_.phases[PhaseId{static_cast<std::uint32_t>(p)}].title);
          if (planned.levels[p] < 0) {
            off.push_back(title);
          } else if (static_cast<std::size_t>(planned.levels[p]) + 1 < task.levels.size()) {
            low.push_back(title);
          }
        }
        std::string how = "is kept up";
        if (!low.empty()) how += " at a lower level in " + join_words(low);
        if (!off.empty())
          how += fmt::format("{} off in {}", low.empty() ? "," : " and is", join_words(off));
        page_.paragraph(fmt::format("In {} it {}; it brings {}.", best, how, worth));
        break;
      }
      case TaskWhy::Status::LeftOut:
        page_.paragraph(fmt::format("{} leaves it out; it could bring {}.", capital(best),
                                    points_in_words(planned.full_value)));
        break;
    }
    std::string_view binds = planned.held_back_by;
    constexpr std::string_view kLeftOut = "left out: ";
    if (binds.starts_with(kLeftOut)) binds.remove_prefix(kLeftOut.size());
    if (!binds.empty()) page_.paragraph(fmt::format("What binds there: {}.", binds));
  }

  /// What the better place for the task costs, and whom.
  void price_of(const TaskWhy& why) {
    if (!why.forced) return;
    std::string wish;
    switch (why.status) {
      case TaskWhy::Status::Late:
        page_.heading("What it would cost to have it earlier");
        wish =
            fmt::format("It could be finished by {} at the earliest", date(*why.earliest_finish));
        break;
      case TaskWhy::Status::Low:
        page_.heading("What it would cost to keep it up in full");
        wish = "It could be kept up at its highest level throughout";
        break;
      default:
        page_.heading("What it would cost to have it");
        wish = "It could be done";
    }
    page_.paragraph(fmt::format("{}. {}", wish, loss_in_words(*why.forced, why.plan)));
    differences(*why.forced, why.plan);
  }

  [[nodiscard]] static std::string loss_in_words(const ForcedPlan& forced, const Plan& best) {
    const bool is_proven = forced.plan.is_proven() && best.is_proven();
    const std::string whose =
        is_proven ? "The best plan that has it so" : "The best such plan found";
    if (std::abs(forced.loss) < 5e-4) {
      return fmt::format("{} is worth as much, {} of 100.", whose, points(forced.plan.value));
    }
    if (forced.loss < 0.0) {
      return fmt::format("{} is worth even {} more: the search had missed it.", whose,
                         points_in_words(-forced.loss));
    }
    // The loss is that of the numbers shown, so that a reader who subtracts them finds it.
    const int decimals = forced.loss < 0.095 ? 3 : 1;
    const double unit = std::pow(10.0, decimals);
    const double loss =
        (std::round(best.value * unit) - std::round(forced.plan.value * unit)) / unit;
    const std::string number = format_number(loss, decimals);
    return fmt::format("{} is worth {} {} less in all: {} instead of {}.", whose, number,
                       number == "1" ? "point" : "points",
                       format_number(forced.plan.value, decimals),
                       format_number(best.value, decimals));
  }

  void differences(const ForcedPlan& forced, const Plan& best) {
    constexpr std::size_t kMost = 8;
    // The largest are shown, in their order: losses, then gains.
    std::vector<double> sizes;
    sizes.reserve(forced.differences.size());
    for (const auto& difference : forced.differences) sizes.push_back(std::abs(difference.points));
    std::ranges::sort(sizes, std::greater{});
    const double least = sizes.size() > kMost ? sizes[kMost - 1] : 0.0;
    std::size_t shown = 0;
    for (const ForcedPlan::Difference& difference : forced.differences) {
      if (shown == kMost || std::abs(difference.points) < least) continue;
      ++shown;
      const PlannedTask& before = best.tasks[difference.task];
      const PlannedTask& after = forced.plan.tasks[difference.task];
      std::string how;
      if (before.included && !after.included) how = ", left out";
      if (!before.included && after.included) how = ", now in the plan";
      if (before.included && after.included && !design_.tasks[difference.task].is_standing() &&
          before.finish != after.finish) {
        how = fmt::format(", finished {} instead of {}", date(after.finish), date(before.finish));
      }
      page_.item(fmt::format("{} {} {}{}", quoted(design_.tasks[difference.task].title),
                             difference.points < 0.0 ? "loses" : "gains",
                             points_in_words(std::abs(difference.points)), how));
    }
    if (const std::size_t rest = forced.differences.size() - shown; rest > 0) {
      page_.item(fmt::format("and {} more with smaller changes", rest));
    }
  }

  [[nodiscard]] std::string limit_in_words(const TaskWhy& why) const {
    switch (why.status) {
      case TaskWhy::Status::Late:
        return fmt::format("No plan has it finished before {}.", date(*why.earliest_finish));
      case TaskWhy::Status::Low:
        return "No plan keeps it up at its highest level throughout.";
      default:
        return "No plan has it.";
    }
  }

  void facts(const Conflict& conflict, const std::string& verdict) {
    if (conflict.facts.empty()) {
      page_.paragraph(verdict + " The date alone rules it out, whatever else the case says.");
      return;
    }
    const std::size_t count = conflict.facts.size();
    std::string lead;
    if (count == 1) {
      lead = "One fact of the case alone sees to that:";
    } else {
      lead = fmt::format("{} facts of the case see to that together{}:", count,
                         conflict.is_minimal ? ", and it takes every one of them" : "");
    }
    page_.paragraph(fmt::format("{} {}", verdict, lead));
    for (const CaseFact& fact : conflict.facts) {
      const std::string place = place_in_words(texts_, span_of(design_, fact));
      page_.item(fmt::format("{} ({}{}{})", capital(words_of(design_, fact)),
                             basis_in_words(design_, fact), place.empty() ? "" : "; ", place));
    }
    if (conflict.is_without_demand) {
      page_.paragraph("They rule out even what the case itself says must be done.");
    }
  }

  void possible(const DemandWhy& why) {
    note_plan(*why.plan);
    page_.paragraph("Yes. There is a plan for it that also does all that must be done.");
    if (!why.forced) return;
    page_.paragraph(loss_in_words(*why.forced, *why.plan));
    differences(*why.forced, *why.plan);
  }

  void impossible(const DemandWhy& why) {
    facts(*why.conflict, "No. No plan does this beside what must be done.");
    page_.heading("What would have to change");
    if (why.remedies.empty()) {
      page_.paragraph("No change of one or two facts was found to be enough.");
      return;
    }
    if (std::ranges::any_of(why.remedies, [](const Remedy& r) { return r.parts.size() > 1; })) {
      page_.paragraph("More stands in the way than these: some changes help only in pairs.");
    }
    page_.paragraph(
        "Each of these is enough, and no less of it is; the smallest changes come first.");
    for (const Remedy& remedy : why.remedies) {
      page_.item(capital(remedy_in_words(design_, why.demand, remedy)) +
                 (remedy.is_least ? "" : " (less may be enough, too)"));
    }
  }

  const Case& design_;
  const SourceTexts& texts_;
  TextPage page_;
};

std::string range_in_words(const Remedy::Part& part) {
  return part.is_within_range ? " (within the range that the case gives)" : "";
}

std::string part_in_words(const Case& c, const Demand& demand, const Remedy::Part& part) {
  if (part.is_of_demand) {
    const std::string title = quoted(c.tasks[part.task].title);
    if (!part.by) return fmt::format("{} is not asked for", title);
    for (const Demand::Item& item : demand.items) {
      if (item.task != part.task || !item.by) continue;
      const std::string_view what =
          c.tasks[part.task].is_standing() ? "may have its first phase over" : "is to be finished";
      return fmt::format("{} {} by {}, {} later", title, what, to_long_string(*part.by),
                         days_in_words(*part.by - *item.by));
    }
    return fmt::format("{} is to be finished by {}", title, to_long_string(*part.by));
  }
  const CaseFact& fact = part.easing.fact;
  const std::optional<double>& by = part.easing.by;
  if (!by) return fmt::format("it no longer holds that {}", words_of(c, fact));
  switch (fact.kind) {
    case Kind::Capacity: {
      const Asset& asset = c.assets[fact.asset];
      const bool is_stepped = asset.capacity.size() > 1;
      return fmt::format(
          "{} more of {}{}{}", amount_in_words(asset, *by), quoted(asset.title),
          is_stepped
              ? " throughout"
              : fmt::format(" than the {}", format_number(asset.capacity[0].amount.likely, 2)),
          range_in_words(part));
    }
    case Kind::Need: {
      const Task& task = c.tasks[fact.task];
      const Need& need = task.needs[fact.item];
      return fmt::format("{} takes {} less of {} than {}{}", quoted(task.title),
                         amount_in_words(c.assets[need.asset], *by),
                         quoted(c.assets[need.asset].title), format_number(need.amount.likely, 2),
                         range_in_words(part));
    }
    case Kind::Duration: {
      const Task& task = c.tasks[fact.task];
      const double likely = task.duration->likely;
      return fmt::format("{} takes {} instead of {}, {} less{}", quoted(task.title),
                         days_in_words(likely - *by), format_number(likely, 0), days_in_words(*by),
                         range_in_words(part));
    }
    case Kind::Horizon:
      return fmt::format("planning goes on for {} beyond {}", days_in_words(*by),
                         to_long_string(c.horizon.end));
    case Kind::Link: {
      const bool is_later = c.links[fact.link].kind == Link::Kind::Due;
      const bool is_wider = c.links[fact.link].kind == Link::Kind::Together;
      return fmt::format("{}: {} {}", words_of(c, fact), days_in_words(*by),
                         is_later   ? "later"
                         : is_wider ? "further apart"
                                    : "earlier");
    }
    case Kind::Areas:
    case Kind::Must:
      break;
  }
  return words_of(c, fact);
}

}  // namespace

std::string demand_in_words(const Case& design, const Demand& demand) {
  std::vector<std::string> items;
  for (const Demand::Item& item : demand.items) {
    const Task& task = design.tasks[item.task];
    const bool is_throughout = item.kind == Demand::Item::Kind::Throughout && task.is_standing();
    std::string words = quoted(task.title);
    // A standing task has no finish: what can be asked by a date is that its first phase be over.
    words += is_throughout                    ? " kept up throughout"
             : item.by && !task.is_standing() ? " finished"
                                              : " done";
    if (item.by && task.is_standing()) {
      words += is_throughout ? ", its first phase over" : " in some phase that is over";
    }
    if (item.by) words += " by " + to_long_string(*item.by);
    items.push_back(std::move(words));
  }
  return join_words(items);
}

std::string remedy_in_words(const Case& design, const Demand& demand, const Remedy& remedy) {
  std::vector<std::string> parts;
  parts.reserve(remedy.parts.size());
  for (const Remedy::Part& part : remedy.parts)
    parts.push_back(part_in_words(design, demand, part));
  return join_words(parts);
}

std::string place_in_words(const SourceTexts& texts, Span span) {
  if (!span.is_known() || span.file.value >= texts.size()) return "";
  return fmt::format("{}:{}", texts[span.file].name, texts.place(span.file, span.begin).line);
}

std::string render_text(const TaskWhy& why, const WhyPage& page) {
  return Writer(page).render(why);
}

std::string render_text(const DemandWhy& why, const WhyPage& page) {
  return Writer(page).render(why);
}

}  // namespace penholder
