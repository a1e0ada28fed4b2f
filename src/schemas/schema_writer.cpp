#include "schemas/schema_writer.hpp"

#include <algorithm>
#include <utility>

namespace ocppgw::schemas {
namespace {

std::string list_of(std::span<const std::string_view> values) {
  std::string out;
  base::json_writer json(out);
  json.begin_array();
  for (const auto value : values) json.string(value);
  json.end_array();
  return out;
}

// Valid JSON without white space, indented for reading.
class indenter {
 public:
  explicit indenter(std::string_view json) {
    for (std::size_t i = 0; i < json.size(); ++i) take(json[i], i + 1 < json.size() ? json[i + 1] : '\0');
  }
  std::string text() && { return std::move(out_) + "\n"; }

 private:
  void take(char c, char next) {
    if (in_string_) return take_string(c);
    if (c == '}' || c == ']') close();
    out_ += c;
    if (c == '"') in_string_ = true;
    if (c == ':') out_ += ' ';
    if (c == ',') new_line();
    if (c == '{' || c == '[') open(next == '}' || next == ']');
  }

  void take_string(char c) {
    out_ += c;
    in_string_ = escaped_ || c != '"';
    escaped_ = !escaped_ && c == '\\';
  }

  void open(bool empty) {
    empty_ = empty;
    ++depth_;
    if (!empty) new_line();
  }

  void close() {
    --depth_;
    if (!std::exchange(empty_, false)) new_line();
  }

  void new_line() { out_.append("\n").append(2 * depth_, ' '); }

  std::string out_;
  std::size_t depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
  bool empty_ = false;  // the object or array just opened
};

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
  return indenter(out).text();
}

}  // namespace ocppgw::schemas
