#include "app/schema_writer.hpp"

#include <rapidjson/prettywriter.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>

#include <algorithm>

namespace ocppgw::app {
namespace {

std::string list_of(std::span<const std::string_view> values) {
  std::string out;
  base::json_writer json(out);
  json.begin_array();
  for (const auto value : values) json.string(value);
  json.end_array();
  return out;
}

std::string formatted(const std::string& json) {
  rapidjson::StringStream in(json.c_str());
  rapidjson::StringBuffer out;
  rapidjson::PrettyWriter<rapidjson::StringBuffer> writer(out);
  writer.SetIndent(' ', 2);
  rapidjson::Reader().Parse(in, writer);
  return std::string(out.GetString(), out.GetSize()) + "\n";
}

}  // namespace

void object_schema::add(std::string_view name, std::string schema, presence when) {
  properties_.push_back({std::string(name), std::move(schema), when});
}

bool object_schema::has(std::string_view name) const {
  return std::any_of(properties_.begin(), properties_.end(), [&](const property& each) { return each.name == name; });
}

std::string object_schema::names(presence when) const {
  std::vector<std::string_view> found;
  for (const auto& each : properties_)
    if (each.when == when) found.push_back(each.name);
  return list_of(found);
}

std::string object_schema::members() const {
  std::string out;
  base::json_writer json(out);
  json.begin_object().member("type", "object").key("properties").begin_object();
  for (const auto& each : properties_) json.key(each.name).raw(each.schema);
  json.end_object().key("required").raw(names(presence::always));
  if (const auto optional = names(presence::unless_omitted); optional != "[]")
    json.members(R"("if":{"not":{"required":["omitted"]}},"then":{"required":)" + optional + "}");
  json.end_object();
  return out.substr(1, out.size() - 2);
}

std::string constant(std::string_view value) {
  std::string out = R"({"const":)";
  base::append_json_string(out, value);
  return out + "}";
}

std::string typed(std::string_view type) { return R"({"type":")" + std::string(type) + R"("})"; }
std::string typed_or_null(std::string_view type) { return R"({"type":[")" + std::string(type) + R"(","null"]})"; }
std::string one_of(std::span<const std::string_view> values) { return R"({"enum":)" + list_of(values) + "}"; }
std::string known(std::span<const std::string_view> values) {
  return R"({"type":["string","null"],"x-known-values":)" + list_of(values) + "}";
}
std::string array_of(const std::string& items) { return R"({"type":"array","items":)" + items + "}"; }
std::string timestamp() { return R"({"type":"string","format":"date-time"})"; }
std::string timestamp_or_null() { return R"({"type":["string","null"],"format":"date-time"})"; }

std::string document(std::string_view type, std::string_view title, const object_schema& value) {
  std::string out;
  base::json_writer json(out);
  json.begin_object()
      .member("$schema", "https://json-schema.org/draft/2020-12/schema")
      .member("$id", "urn:ocpp-gateway:event:" + std::string(type) + ":1")
      .member("title", title)
      .members(value.members())
      .end_object();
  return formatted(out);
}

}  // namespace ocppgw::app
