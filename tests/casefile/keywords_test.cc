#include "casefile/keywords.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>

#include "casefile/names.h"
#include "casefile/schema.h"
#include "support/golden.h"

namespace penholder {
namespace {

using testing::expect_golden;

TEST(Keywords, EveryRowCanBeFollowed) {
  for (std::size_t i = 0; i < kEntityCount; ++i) {
    const auto entity = static_cast<Entity>(i);
    std::set<std::string_view> keys;
    ASSERT_FALSE(keywords_of(entity).empty()) << row_of(entity).name;
    EXPECT_LE(keywords_of(entity).size(), 24U);
    for (const Keyword& row : keywords_of(entity)) {
      EXPECT_EQ(row.entity, entity);
      EXPECT_TRUE(keys.insert(row.key).second) << row_of(entity).name << ": " << row.key;
      EXPECT_FALSE(row.summary.empty()) << row.key;
      EXPECT_GE(row.since, 1);
      switch (row.kind) {
        case ValueKind::Word:
          EXPECT_FALSE(words_of(row.detail).empty());
          break;
        case ValueKind::Mapping:
        case ValueKind::Mappings:
          entity_named(row.detail);
          break;
        case ValueKind::Reference:
        case ValueKind::References:
        case ValueKind::Leads:
          for (std::string_view rest = row.detail; !rest.empty();) {
            const std::size_t bar = rest.find('|');
            EXPECT_FALSE(list_key_of(entity_named(rest.substr(0, bar))).empty()) << row.detail;
            rest = bar == std::string_view::npos ? std::string_view{} : rest.substr(bar + 1);
          }
          break;
        default:
          break;
      }
    }
  }
}

TEST(Keywords, ThePageOfTheFormatIsPrintedFromThem) {
  expect_golden("../../docs/formats/case.md", format_page());
}

TEST(Schema, IsJsonSchemaThatNamesEveryKeyword) {
  const auto schema = nlohmann::json::parse(json_schema());
  EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
  const auto& definitions = schema["$defs"];
  for (std::size_t i = 0; i < kEntityCount; ++i) {
    const auto entity = static_cast<Entity>(i);
    std::string name(row_of(entity).name);
    for (char& c : name) c = c == ' ' ? '-' : c;
    const auto& object = entity == Entity::File     ? schema
                         : entity == Entity::Number ? definitions.at("number-share")
                                                    : definitions.at(name);
    for (const Keyword& row : keywords_of(entity)) {
      EXPECT_TRUE(object.at("properties").contains(std::string(row.key))) << name << row.key;
    }
    EXPECT_EQ(object.at("additionalProperties"), false);
  }
}

void expect_references_resolve(const nlohmann::json& node, const nlohmann::json& definitions) {
  if (node.is_object() && node.contains("$ref")) {
    const std::string target = node["$ref"];
    ASSERT_TRUE(target.starts_with("#/$defs/"));
    EXPECT_TRUE(definitions.contains(target.substr(8))) << target;
  }
  for (const auto& child : node) {
    if (child.is_structured()) expect_references_resolve(child, definitions);
  }
}

TEST(Schema, EveryReferenceInItResolves) {
  const auto schema = nlohmann::json::parse(json_schema());
  expect_references_resolve(schema, schema["$defs"]);
}

}  // namespace
}  // namespace penholder
