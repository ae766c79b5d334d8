// What a question is worth, on hand-made draws whose answer has a closed form.

#include "compare/crux.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace penholder {
namespace {

/// One view, one leaf with all the weight: attained is value / 100.
struct Hand {
  Courses courses;
  std::vector<std::vector<Weights>> views{{Weights(1, 1.0)}};

  Hand(std::size_t designs, std::size_t n)
      : courses{.designs = designs, .views = 1, .leaves = 1, .courses = n, .attained = {}} {
    courses.attained.resize(designs * n);
  }
  void set(std::size_t design, std::size_t course, double points) {
    *courses.at(design, 0, course) = static_cast<float>(points / 100.0);
  }
};

std::vector<float> coins(std::size_t n, Rng& rng) {
  std::vector<float> made;
  for (std::size_t c = 0; c < n; ++c) made.push_back(static_cast<float>(rng.below(2)));
  return made;
}
std::vector<float> places(std::size_t n, Rng& rng) {
  std::vector<float> made;
  for (std::size_t c = 0; c < n; ++c) made.push_back(static_cast<float>(rng.uniform()));
  return made;
}

TEST(Crux, IsWorthWhatKnowingItGains) {
  // Design 0 is worth 10 whatever happens; design 1 is worth 0 or 30 by the toss of a coin.
  constexpr std::size_t kCourses = 10'000;
  Hand hand(2, kCourses);
  Rng rng(8);
  const std::vector<float> coin = coins(kCourses, rng);
  const std::vector<float> noise = places(kCourses, rng);
  for (std::size_t c = 0; c < kCourses; ++c) {
    hand.set(0, c, 10.0);
    hand.set(1, c, coin[c] > 0.5F ? 30.0 : 0.0);
  }
  const Questions asker(hand.courses, hand.views);
  // Before: the risky one, 15 on average. After: 30 or 10, 20 on average.
  const Settling settled = asker.about_inputs(Known::event(coin));
  EXPECT_NEAR(settled.gain.mean, 5.0, 4 * settled.gain.standard_error);
  EXPECT_GT(settled.gain.mean, 20 * settled.gain.standard_error);
  std::vector<std::uint8_t> tails, heads;
  for (const float each : coin) {
    tails.push_back(each < 0.5F ? 1 : 0);
    heads.push_back(each > 0.5F ? 1 : 0);
  }
  EXPECT_EQ(asker.best_where(tails), 0U);
  EXPECT_EQ(asker.best_where(heads), 1U);
  EXPECT_LE(asker.about_inputs(Known::number(noise)).gain.mean, 0.0);
}

TEST(Crux, FindsNoneInNoiseHoweverManyAreTried) {
  constexpr std::size_t kCourses = 1'000;
  Hand hand(5, kCourses);
  Rng rng(9);
  for (std::size_t c = 0; c < kCourses; ++c) {
    for (std::size_t d = 0; d < 5; ++d) hand.set(d, c, 50.0 + rng.normal());
  }
  const Questions asker(hand.courses, hand.views);
  int false_finds = 0;
  for (int question = 0; question < 300; ++question) {
    const Known known = question % 2 == 0 ? Known::number(places(kCourses, rng))
                                          : Known::both(Known::event(coins(kCourses, rng)),
                                                        Known::number(places(kCourses, rng)));
    const Measured gain = asker.about_inputs(known).gain;
    false_finds += gain.mean > 3.0 * gain.standard_error ? 1 : 0;
  }
  EXPECT_LE(false_finds, 2);
}

TEST(Crux, SeesAChoiceThatTurnsOnlyInTheTail) {
  // Only in its uppermost tenth does the number make design 1 better: 100 instead of 50. By thirds
  // this would be missed, since design 1 is worth 30 on average in the highest one.
  constexpr std::size_t kCourses = 4'000;
  Hand hand(2, kCourses);
  Rng rng(10);
  const std::vector<float> place = places(kCourses, rng);
  for (std::size_t c = 0; c < kCourses; ++c) {
    hand.set(0, c, 50.0);
    hand.set(1, c, place[c] > 0.9F ? 100.0 : 0.0);
  }
  const Questions asker(hand.courses, hand.views);
  const Measured gain = asker.about_inputs(Known::number(place)).gain;
  EXPECT_GT(gain.mean, 2.0);
  EXPECT_LE(gain.mean, 5.0 + 3 * gain.standard_error) << "no more than perfect information";
  EXPECT_GT(gain.mean, 5 * gain.standard_error);
}

TEST(Crux, TwoThatAreWorthNothingAloneMayDecideTogether) {
  // Design 1 is worth 30 when two coins agree, else 0; design 0 is worth 20.
  constexpr std::size_t kCourses = 10'000;
  Hand hand(2, kCourses);
  Rng rng(11);
  const std::vector<float> one = coins(kCourses, rng);
  const std::vector<float> other = coins(kCourses, rng);
  for (std::size_t c = 0; c < kCourses; ++c) {
    hand.set(0, c, 20.0);
    hand.set(1, c, one[c] == other[c] ? 30.0 : 0.0);
  }
  const Questions asker(hand.courses, hand.views);
  EXPECT_NEAR(asker.about_inputs(Known::event(one)).gain.mean, 0.0, 1e-9);
  EXPECT_NEAR(asker.about_inputs(Known::event(other)).gain.mean, 0.0, 1e-9);
  const Measured both =
      asker.about_inputs(Known::both(Known::event(one), Known::event(other))).gain;
  EXPECT_NEAR(both.mean, 5.0, 4 * both.standard_error);
}

/// Two leaves; design d attains leaf d and nothing else. `views` by the weight of the first leaf.
struct Sides {
  Courses courses;
  std::vector<std::vector<Weights>> views;

  Sides(std::size_t n, std::vector<std::vector<double>> first_leaf, double noise, Rng& rng)
      : courses{
            .designs = 2, .views = first_leaf.size(), .leaves = 2, .courses = n, .attained = {}} {
    courses.attained.resize(2 * courses.views * n * 2);
    for (std::size_t c = 0; c < n; ++c) {
      const double luck = noise * rng.normal();
      for (std::size_t d = 0; d < 2; ++d) {
        for (std::size_t v = 0; v < courses.views; ++v) {
          for (std::size_t leaf = 0; leaf < 2; ++leaf) {
            courses.at(d, v, c)[leaf] =
                static_cast<float>((leaf == d ? 1.0 : 0.0) + (d == 0 ? luck : 0.0));
          }
        }
      }
    }
    for (const std::vector<double>& shares : first_leaf) {
      std::vector<Weights>& draws = views.emplace_back();
      for (const double share : shares) draws.push_back(Weights{share, 1.0 - share});
    }
  }
};

TEST(Crux, OfAWeightHasItsClosedForm) {
  // The weight of the first leaf is uniform: knowing it gains E max(w, 1 - w) - 1/2 = 1/4.
  Rng rng(12);
  std::vector<double> uniform;
  for (int i = 0; i < 20'000; ++i) uniform.push_back(rng.uniform());
  const Sides sides(2'000, {uniform}, 0.0, rng);
  const Questions asker(sides.courses, sides.views);
  const std::vector<LeafId> first{LeafId{0}};
  EXPECT_NEAR(asker.about_weights(asker.by_weight(first, 8)).gain.mean, 25.0, 0.5);
  EXPECT_NEAR(asker.about_all_weights().gain.mean, 25.0, 0.5);
  const Settling settled = asker.about_weights(asker.by_weight(first, 8));
  EXPECT_EQ(settled.best_in_group.front(), 1U);
  EXPECT_EQ(settled.best_in_group.back(), 0U);
  // The noise of events does not hide it: it is averaged out before the question is asked.
  const Sides noisy(2'000, {uniform}, 3.0, rng);
  const Questions louder(noisy.courses, noisy.views);
  const Measured gain = louder.about_weights(louder.by_weight(first, 8)).gain;
  EXPECT_NEAR(gain.mean, 25.0, 4 * gain.standard_error + 1.0);
}

TEST(Crux, OfTheViewHasItsClosedForm) {
  // One view puts 0.8 on the first leaf, one 0.7, one 0.1. Together design 0 is worth 53.3; each
  // view with its own choice 80, 70 and 90.
  Rng rng(13);
  const Sides sides(500, {{0.8, 0.8}, {0.7, 0.7}, {0.1, 0.1}}, 0.0, rng);
  const Questions asker(sides.courses, sides.views);
  const Settling settled = asker.about_weights(asker.by_view());
  EXPECT_NEAR(settled.gain.mean, 80.0 - 160.0 / 3.0, 1e-3);
  EXPECT_EQ(settled.best_in_group, (std::vector<std::size_t>{0, 0, 1}));
  // Within each view nothing is open: all weights are worth what the view is.
  EXPECT_NEAR(asker.about_all_weights().gain.mean, settled.gain.mean, 1e-3);
}

TEST(Crux, OfAViewAndAnEventTogetherHasItsClosedForm) {
  // A coin decides which leaf design 1 attains; design 0 attains half of each. Knowing the coin
  // alone, or the view alone, is worth nothing; both together half of the full value, in half of
  // the cases: 25.
  constexpr std::size_t kCourses = 4'000;
  Rng rng(14);
  Sides sides(kCourses, {{1.0}, {0.0}}, 0.0, rng);
  const std::vector<float> coin = coins(kCourses, rng);
  for (std::size_t c = 0; c < kCourses; ++c) {
    for (std::size_t v = 0; v < 2; ++v) {
      for (std::size_t leaf = 0; leaf < 2; ++leaf) {
        sides.courses.at(0, v, c)[leaf] = 0.5F;
        const bool is_side = (coin[c] > 0.5F) == (leaf == 0);
        sides.courses.at(1, v, c)[leaf] = is_side ? 1.0F : 0.0F;
      }
    }
  }
  const Questions asker(sides.courses, sides.views);
  const Known known = Known::event(coin);
  EXPECT_NEAR(asker.about_inputs(known).gain.mean, 0.0, 1.5);
  EXPECT_NEAR(asker.about_weights(asker.by_view()).gain.mean, 0.0, 1.5);
  const Measured both = asker.about(asker.by_view(), known).gain;
  EXPECT_NEAR(both.mean, 25.0, 4 * both.standard_error + 1.0);
}

TEST(Crux, NothingIsAskedOfNothing) {
  Hand hand(2, 1);
  const Questions asker(hand.courses, hand.views);
  EXPECT_EQ(asker.about_inputs(Known::nothing(1)).gain.mean, 0.0);
  EXPECT_EQ(asker.about_weights(asker.by_view()).gain.mean, 0.0);
  const std::vector<LeafId> leaf{LeafId{0}};
  EXPECT_EQ(asker.by_weight(leaf, 8).count, 1U) << "the weight is the same in every draw";
}

}  // namespace
}  // namespace penholder
