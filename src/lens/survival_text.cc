#include "lens/survival_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "base/columns.h"
#include "base/text.h"
#include "table/cell_text.h"

namespace penholder {
namespace {

constexpr std::size_t kTopRows = 15;
constexpr std::size_t kMostPairs = 6;
constexpr std::size_t kMostMoved = 5;
constexpr std::size_t kEnds = 5;              // places at the top and at the bottom
constexpr std::size_t kFewAlternatives = 11;  // from here on the two ends are apart
constexpr std::size_t kNameInText = 48;
constexpr std::size_t kMostCentral = 5;  // alternatives whose central weights are told
constexpr double kCentralShare = 0.05;   // and first in at least this share of draws
constexpr double kWorthTelling = 0.02;   // by so much more than on average
constexpr std::size_t kAllCriteria = 4;  // criteria that are all named; of more, two
constexpr std::size_t kFigure = 14;      // columns of one lens: a rank and a score

std::string percent(double share) {
  const double points = 100.0 * share;
  if (points > 0.0 && points < 0.5) return "<1 %";
  if (points < 100.0 && points >= 99.5) return ">99 %";
  return fmt::format("{:.0f} %", points);
}

/// The same for running text: the number is not parted from its sign.
std::string glued_percent(double share) {
  std::string text = percent(share);
  return text.replace(text.find(' '), 1, "\u00A0");
}

/// 3 for a rank held alone, 2.5 for one shared.
std::string rank_text(double rank) { return format_number(rank, 1); }

class Page {
 public:
  Page(const Survival& survival, const PerformanceTable& table, int width, bool colour)
      : survival_(survival),
        table_(table),
        width_(static_cast<std::size_t>(std::clamp(width, 60, 200))),
        colour_(colour) {}

  std::string render(std::string_view heading_words) {
    heading(heading_words);
    paragraph(weights_in_words());
    if (survival_.views.empty()) {
      absent();
      return std::move(text_);
    }
    ranks();
    survives();
    absent();
    draws();
    smaa();
    return std::move(text_);
  }

 private:
  [[nodiscard]] std::string name(std::size_t a) const {
    return without_controls(name_of(table_.alternatives[a]));
  }
  [[nodiscard]] std::string quoted_name(std::size_t a) const {
    return fmt::format("“{}”", shortened(name(a)));
  }
  /// For running text: as long as leaves a sentence readable.
  static std::string shortened(std::string_view words) {
    std::string text = fitted(words, kNameInText);
    while (text.ends_with(' ')) text.pop_back();
    return text;
  }

  void heading(std::string_view words) {
    if (!text_.empty()) text_ += '\n';
    const std::string line = wrapped(without_controls(words), width_, 0);
    text_ += colour_ ? fmt::format("\x1b[1m{}\x1b[0m\n", line.substr(0, line.size() - 1)) : line;
  }
  void paragraph(std::string_view words) { text_ += wrapped(words, width_, 0); }
  void item(std::string_view words) {
    text_ += "  - ";
    text_ += wrapped(words, width_ - 4, 4);
  }

  [[nodiscard]] std::string weights_in_words() const {
    std::vector<std::size_t> order(table_.criteria.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [&](std::size_t c) { return survival_.mean_weights[c]; });
    std::string list;
    constexpr std::size_t kMost = 8;
    for (std::size_t i = 0; i < std::min(order.size(), kMost); ++i) {
      list += fmt::format("{}{} {}", list.empty() ? "" : ", ",
                          without_controls(name_of(table_.criteria[order[i]])),
                          glued_percent(survival_.mean_weights[order[i]]));
    }
    if (order.size() > kMost) list += fmt::format(" and {} more", order.size() - kMost);
    switch (survival_.weights.kind) {
      case WeightStatement::Kind::Any:
        return fmt::format("Weights: none are stated. On average over all weights: {}.", list);
      case WeightStatement::Kind::Order:
        return fmt::format("Weights: an order is stated. On average over all that agree: {}.",
                           list);
      case WeightStatement::Kind::Drawn:
        return fmt::format("Weights: all that agree with what is said of them. On average: {}.",
                           list);
      case WeightStatement::Kind::Exact:
        break;
    }
    return fmt::format("Weights: {}.", list);
  }

  /// At most eight columns.
  static std::string value_text(double value) {
    if (std::abs(value) >= 1e5) return fmt::format("{:.1e}", value);
    const double rounded = std::round(value * 10.0) / 10.0;
    return fmt::format("{:.1f}", rounded == 0.0 ? 0.0 : rounded);
  }

  static std::string score_text(const LensView& view, std::size_t a) {
    const double score = view.score[a];
    if (view.lens == Lens::Value) return value_text(score);
    if (view.lens != Lens::Promethee) return fmt::format("{:.3f}", score);
    const double rounded = std::round(score * 1000.0) / 1000.0;
    return rounded == 0.0 ? "0.000" : fmt::format("{:+.3f}", rounded);
  }

  void ranks() {
    const std::vector<LensView>& views = survival_.views;
    std::vector<std::size_t> order(table_.alternatives.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t a) { return views[0].rank[a]; });
    const std::size_t title = width_ - views.size() * kFigure;
    heading("Rank and score under each lens");
    std::string line = fitted("", title);
    for (const LensView& view : views) line += fmt::format("{:>{}}", column_head(view), kFigure);
    text_ += line + '\n';
    const std::size_t shown = std::min(kTopRows, order.size());
    for (std::size_t i = 0; i < shown; ++i) {
      const std::size_t a = order[i];
      line = fitted(name(a), title - 1) + ' ';
      for (const LensView& view : views) {
        line += fmt::format("{:>6}{:>8}", rank_text(view.rank[a]), score_text(view, a));
      }
      text_ += line + '\n';
    }
    if (shown < order.size()) text_ += fmt::format("and {} more\n", order.size() - shown);
    paragraph(legend());
  }

  static std::string_view column_head(const LensView& view) {
    switch (view.lens) {
      case Lens::Value:
        return "value";
      case Lens::Promethee:
        return "PROMETHEE II";
      case Lens::Topsis:
        return "TOPSIS";
      case Lens::TopsisAnchors:
        return "TOPSIS fixed";
    }
    return "";
  }

  [[nodiscard]] std::string legend() const {
    std::string words;
    const auto add = [&](std::string_view more) {
      if (!words.empty()) words += ' ';
      words += more;
    };
    for (const LensView& view : survival_.views) {
      switch (view.lens) {
        case Lens::Value:
          add("“Value”: additive, 0 with every criterion at its worst anchor, 100 at its best.");
          break;
        case Lens::Promethee:
          add("“PROMETHEE II”: net flow, how far it is preferred to the others less how far they "
              "are to it, -1 to 1" +
              fallback_in_words() + ".");
          break;
        case Lens::Topsis:
          add(fmt::format(
              "“TOPSIS”: closeness to the best of the table on every criterion, 0 to 1{}.",
              survival_.normalisation == Normalisation::Vector
                  ? ""
                  : fmt::format(" (made comparable by `{}`)", name_of(survival_.normalisation))));
          break;
        case Lens::TopsisAnchors:
          add("“TOPSIS fixed”: the same with the anchors in place of the table's best and worst.");
          break;
      }
    }
    return words;
  }

  /// Which preference function stands in where none is stated; empty when all are.
  [[nodiscard]] std::string fallback_in_words() const {
    const auto unstated = std::ranges::count_if(
        table_.criteria, [](const Criterion& c) { return !c.preference.has_value(); });
    if (unstated == 0) return "";
    return fmt::format(" (preference function{}: {})",
                       unstated == std::ssize(table_.criteria) ? "" : " where none is stated",
                       text_of(survival_.fallback));
  }

  /// The lenses under which `a` is first, in words; empty for none.
  [[nodiscard]] std::string lenses_where(std::size_t a, double rank) const {
    std::vector<std::string> titles;
    for (const LensView& view : survival_.views) {
      if (view.rank[a] == rank) titles.emplace_back(title_of(view.lens));
    }
    return join_words(titles);
  }

  void survives() {
    heading("What survives the method");
    if (survival_.views.size() == 1) {
      paragraph("There is one lens only, so nothing to compare.");
      return;
    }
    if (table_.alternatives.size() == 1) {
      paragraph("There is one alternative only, so nothing to rank.");
      return;
    }
    if (survival_.first_everywhere) {
      item(fmt::format("{} is first under every lens.", quoted_name(*survival_.first_everywhere)));
    } else {
      item(fmt::format("Who is first depends on the method: {}.", firsts()));
    }
    const std::size_t n = table_.alternatives.size();
    const std::size_t pairs = n * (n - 1) / 2;
    std::string words = fmt::format(
        "Of {} pair{}, {} the same order under every lens",
        format_thousands(static_cast<long long>(pairs)), pairs == 1 ? "" : "s",
        survival_.held.empty() ? "none keeps"
        : survival_.held.size() == 1
            ? "1 keeps"
            : format_thousands(static_cast<long long>(survival_.held.size())) + " keep");
    if (!survival_.turned.empty()) {
      words += fmt::format(", {} {} turned round by one of them", survival_.turned.size(),
                           survival_.turned.size() == 1 ? "is" : "are");
    }
    const std::size_t ties = pairs - survival_.held.size() - survival_.turned.size();
    if (ties > 0) words += fmt::format(", {} {} tied by one", ties, ties == 1 ? "is" : "are");
    item(words + ".");
    if (n >= kFewAlternatives) {
      item(fmt::format("Among the first {} under every lens: {}.", kEnds, ends(true)));
      item(fmt::format("Among the last {} under every lens: {}.", kEnds, ends(false)));
    }
    if (survival_.turned.size() <= kMostPairs) {
      turned();
    } else {
      moved();
    }
    agreement();
  }

  [[nodiscard]] std::string firsts() const {
    std::vector<std::string> parts;
    for (std::size_t a = 0; a < table_.alternatives.size(); ++a) {
      const std::string alone = lenses_where(a, 1.0);
      if (!alone.empty()) parts.push_back(fmt::format("{} under {}", quoted_name(a), alone));
    }
    for (const LensView& view : survival_.views) {
      const double best = *std::ranges::min_element(view.rank);
      if (best > 1.0) {
        parts.push_back(fmt::format("{} tie under {}", std::ranges::count(view.rank, best),
                                    title_of(view.lens)));
      }
    }
    return fmt::format("{}", fmt::join(parts, "; "));
  }

  /// Those that stand in the first (or last) places under every lens, by their best rank.
  [[nodiscard]] std::string ends(bool first) const {
    const std::size_t n = table_.alternatives.size();
    std::vector<std::size_t> members;
    for (std::size_t a = 0; a < n; ++a) {
      const bool is_in = first ? survival_.worst_rank[a] <= static_cast<double>(kEnds)
                               : survival_.best_rank[a] > static_cast<double>(n - kEnds);
      if (is_in) members.push_back(a);
    }
    std::ranges::stable_sort(members, {}, [&](std::size_t a) { return survival_.best_rank[a]; });
    std::vector<std::string> names;
    for (const std::size_t a : members) names.push_back(quoted_name(a));
    return names.empty() ? "none" : join_words(names);
  }

  void turned() {
    for (const auto& [above, below] : survival_.turned) {
      std::vector<std::string> against;
      for (const LensView& view : survival_.views) {
        if (view.rank[above] > view.rank[below]) against.emplace_back(title_of(view.lens));
      }
      item(fmt::format("{} above {}, but not under {}.", quoted_name(above), quoted_name(below),
                       join_words(against)));
    }
  }

  /// Of many turned pairs it helps more to see which alternatives the method moves most.
  void moved() {
    std::vector<std::size_t> order(table_.alternatives.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t a) {
      return survival_.worst_rank[a] - survival_.best_rank[a];
    });
    order.resize(std::min(order.size(), kMostMoved));
    std::vector<std::string> parts;
    for (const std::size_t a : order) {
      parts.push_back(
          fmt::format("{} from {} ({}) to {} ({})", quoted_name(a),
                      rank_text(survival_.best_rank[a]), lens_with(a, survival_.best_rank[a]),
                      rank_text(survival_.worst_rank[a]), lens_with(a, survival_.worst_rank[a])));
    }
    item(fmt::format("What the method moves most: {}.", fmt::join(parts, "; ")));
  }

  [[nodiscard]] std::string_view lens_with(std::size_t a, double rank) const {
    for (const LensView& view : survival_.views) {
      if (view.rank[a] == rank) return title_of(view.lens);
    }
    return "";
  }

  void agreement() {
    const std::size_t count = survival_.views.size();
    heading("Likeness of the orders (Kendall's tau-b: 1 the same, -1 reversed)");
    const std::size_t title = width_ - count * kFigure;
    std::string line = fitted("", title);
    for (const LensView& view : survival_.views)
      line += fmt::format("{:>{}}", column_head(view), kFigure);
    text_ += line + '\n';
    for (std::size_t i = 0; i < count; ++i) {
      line = fitted(title_of(survival_.views[i].lens), title - 1) + ' ';
      for (std::size_t j = 0; j < count; ++j) {
        const auto& tau = survival_.agreement[i * count + j];
        const double rounded = tau ? std::round(*tau * 100.0) / 100.0 : 0.0;
        line += fmt::format("{:>{}}",
                            tau ? fmt::format("{:.2f}", rounded == 0.0 ? 0.0 : rounded) : "all tie",
                            kFigure);
      }
      text_ += line + '\n';
    }
  }

  void absent() {
    if (survival_.absent.empty()) return;
    std::vector<std::string> titles;
    for (const Survival::Absent& absent : survival_.absent) {
      titles.emplace_back(title_of(absent.lens));
    }
    paragraph(fmt::format("Not shown: {}: {}. Anchors are stated, never taken from the table.",
                          join_words(titles), without_controls(survival_.absent[0].reason)));
  }

  void draws() {
    if (survival_.draws == 0 || table_.alternatives.size() == 1) return;
    heading("When what is uncertain is drawn");
    const std::size_t title = width_ - survival_.views.size() * kFigure;
    std::string line = fitted("share of draws first", title);
    for (const LensView& view : survival_.views) {
      line += fmt::format("{:>{}}", column_head(view), kFigure);
    }
    text_ += line + '\n';
    std::vector<std::size_t> order;
    for (std::size_t a = 0; a < table_.alternatives.size(); ++a) {
      if (std::ranges::any_of(survival_.views,
                              [&](const LensView& v) { return v.first_share[a] >= 0.005; })) {
        order.push_back(a);
      }
    }
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [&](std::size_t a) { return survival_.views[0].first_share[a]; });
    for (std::size_t i = 0; i < std::min(order.size(), kTopRows); ++i) {
      line = fitted(name(order[i]), title - 1) + ' ';
      for (const LensView& view : survival_.views) {
        line += fmt::format("{:>{}}", percent(view.first_share[order[i]]), kFigure);
      }
      text_ += line + '\n';
    }
    if (survival_.views.size() > 1) {
      paragraph(
          fmt::format("In {} of {} draws (seed {}) the same alternative is first under every lens.",
                      glued_percent(survival_.same_first_share),
                      format_thousands(static_cast<long long>(survival_.draws)), survival_.seed));
    }
  }

  void smaa() {
    if (!survival_.smaa || survival_.smaa->is_certain || table_.alternatives.size() == 1) return;
    const TableSmaa& smaa = *survival_.smaa;
    heading("Additive value over all weights and performances that agree (SMAA-2)");
    constexpr std::size_t kFigures = 10 + 8 + 8 + 12;
    const std::size_t title = width_ - kFigures;
    text_ += fmt::format("{}{:>10}{:>8} {:>8}{:>11}\n", fitted("", title), "first", "rank", "value",
                         "confidence");
    std::vector<std::size_t> order(smaa.rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t a) { return smaa.rows[a].mean_rank; });
    const std::size_t shown = std::min(kTopRows, order.size());
    for (std::size_t i = 0; i < shown; ++i) {
      const TableSmaa::Row& row = smaa.rows[order[i]];
      text_ +=
          fmt::format("{} {:>10}{:>8.2f} {:>8}{:>11}\n", fitted(name(order[i]), title - 1),
                      percent(row.rank_acceptability[0]), row.mean_rank, value_text(row.mean_value),
                      row.central_weights.empty() ? "-" : percent(row.confidence));
    }
    if (shown < order.size()) text_ += fmt::format("and {} more\n", order.size() - shown);
    if (survival_.weights.kind != WeightStatement::Kind::Exact) central_weights(order);
    paragraph(fmt::format(
        "{} draws; a share is right to about ±{:.0f} point{}. “Confidence”: chance to be first at "
        "the mean of the weights that put it first. Doubt about who is first: {:.2f} bits (0: "
        "none; {:.2f}: all alike).",
        format_thousands(static_cast<long long>(smaa.samples)),
        std::max(1.0, std::ceil(200.0 * smaa.standard_error)),
        200.0 * smaa.standard_error <= 1.0 ? "" : "s", smaa.choice_entropy,
        std::log2(static_cast<double>(smaa.rows.size()))));
  }

  /// Whose priorities put each first: all weights, or of many those furthest above the average.
  void central_weights(std::vector<std::size_t> order) {
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t a) {
      return survival_.smaa->rows[a].rank_acceptability[0];
    });
    order.resize(std::min(order.size(), kMostCentral));
    for (const std::size_t a : order) {
      const TableSmaa::Row& row = survival_.smaa->rows[a];
      if (row.rank_acceptability[0] < kCentralShare) continue;
      std::vector<std::size_t> told(row.central_weights.size());
      std::iota(told.begin(), told.end(), std::size_t{0});
      const bool is_all = told.size() <= kAllCriteria;
      if (!is_all) {
        std::ranges::stable_sort(told, std::ranges::greater{}, [&](std::size_t c) {
          return row.central_weights[c] - survival_.mean_weights[c];
        });
        told.resize(2);
        const std::size_t second = told[1];
        if (row.central_weights[second] - survival_.mean_weights[second] < kWorthTelling) {
          told.pop_back();
        }
      }
      std::vector<std::string> parts;
      for (const std::size_t c : told) {
        std::string part =
            fmt::format("{} {}", shortened(without_controls(name_of(table_.criteria[c]))),
                        glued_percent(row.central_weights[c]));
        if (!is_all) {
          part += fmt::format(" (on average {})", glued_percent(survival_.mean_weights[c]));
        }
        parts.push_back(std::move(part));
      }
      item(fmt::format("{} is first for those who weigh {}.", quoted_name(a),
                       fmt::join(parts, ", ")));
    }
  }

  const Survival& survival_;
  const PerformanceTable& table_;
  std::size_t width_;
  bool colour_;
  std::string text_;
};

}  // namespace

std::string render_text(const Survival& survival, const PerformanceTable& table,
                        std::string_view heading, int width, bool colour) {
  return Page(survival, table, width, colour).render(heading);
}

}  // namespace penholder
