// Appends JSON to a string the caller owns. It places the commas; the caller keeps the nesting right.
// Everything is copied as text: numbers that came as text leave as the same text. Any thread, one at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ocppgw::base {

class json_writer {
 public:
  explicit json_writer(std::string& out) : out_(out) {}

  json_writer& begin_object();
  json_writer& end_object();
  json_writer& begin_array();
  json_writer& end_array();
  json_writer& key(std::string_view name);

  json_writer& string(std::string_view utf8);  // quoted and escaped
  json_writer& number(std::int64_t value);
  json_writer& boolean(bool value);
  json_writer& null();
  json_writer& raw(std::string_view json);      // one complete JSON value, byte for byte
  json_writer& members(std::string_view json);  // `"a":1,"b":2` or nothing, inside an object

  // key + value in one call
  json_writer& member(std::string_view name, std::string_view utf8) { return key(name).string(utf8); }
  json_writer& member(std::string_view name, std::int64_t value) { return key(name).number(value); }

 private:
  void separate();

  std::string& out_;
  bool first_ = true;
};

// Appends `text` as a quoted JSON string.
void append_json_string(std::string& out, std::string_view text);

std::string json_quoted(std::string_view text);

}  // namespace ocppgw::base
