// Small vocabulary for writing JSON Schemas. Main thread.
#pragma once

#include "ocppgw/base/json_writer.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ocppgw::schemas {

enum class presence {
  always,
  sometimes,
  unless_omitted,  // there unless the record was too large and says so in `omitted`
};

// Collects the properties of one object schema.
class object_schema {
 public:
  // `schema` is a JSON object.
  void add(std::string_view name, std::string schema, presence when);
  bool has(std::string_view name) const;

  // `"type":"object","properties":{...},"required":[...]`
  std::string members() const;
  std::string text() const { return "{" + members() + "}"; }

 private:
  struct property {
    std::string name;
    std::string schema;
    presence when;
  };
  std::string names(presence when) const;

  std::vector<property> properties_;
};

std::string constant(std::string_view value);
std::string typed(std::string_view type);           // {"type":"string"}
std::string typed_or_null(std::string_view type);   // {"type":["string","null"]}
std::string one_of(std::span<const std::string_view> values);       // a closed set: {"enum":[...]}
std::string known(std::span<const std::string_view> values);        // an open set: string or null, with x-known-values
std::string array_of(const std::string& items);
std::string timestamp();
std::string timestamp_or_null();

// The whole document of one record type, formatted for reading.
std::string document(std::string_view type, std::string_view title, const object_schema& value);

}  // namespace ocppgw::schemas
