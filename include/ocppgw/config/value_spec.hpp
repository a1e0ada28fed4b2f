// What values a property takes: the kind, the range or the choices, and how they are described to an operator. constexpr data;
// any thread.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

namespace ocppgw::config {

enum class kind : std::uint8_t {
  text,
  choice,        // one of some words
  boolean,       // true or false
  count,         // a whole number
  size,          // bytes, with or without a unit
  duration,      // a number and a unit
  texts,         // a list of texts
  map,           // text -> text
  json_objects,  // text -> JSON object, written in YAML
  objects,       // a list of objects, or one, with properties of their own
};

using text_check = std::string (*)(std::string_view);  // returns what is wrong, or ""

struct value_spec {
  kind what = kind::text;
  std::int64_t minimum = 0;  // count; size in bytes; duration in milliseconds
  std::int64_t maximum = std::numeric_limits<std::int64_t>::max();
  std::span<const std::string_view> choices = {};
  text_check check = nullptr;      // of a text, of each item of a list, of each value of a map
  text_check check_key = nullptr;  // of each key of a map
};

// Limits, in the units of value_spec.
inline constexpr std::int64_t ms = 1;
inline constexpr std::int64_t second = 1'000;
inline constexpr std::int64_t hour = 3'600'000;
inline constexpr std::int64_t kib = 1024;
inline constexpr std::int64_t mib = 1024 * kib;
inline constexpr std::int64_t gib = 1024 * mib;

constexpr value_spec text(text_check check = nullptr) { return {.what = kind::text, .check = check}; }
constexpr value_spec choice(std::span<const std::string_view> words) { return {.what = kind::choice, .choices = words}; }
constexpr value_spec boolean() { return {.what = kind::boolean}; }
constexpr value_spec count(std::int64_t least, std::int64_t most) { return {.what = kind::count, .minimum = least, .maximum = most}; }
constexpr value_spec size(std::int64_t least, std::int64_t most) { return {.what = kind::size, .minimum = least, .maximum = most}; }
constexpr value_spec duration(std::int64_t least, std::int64_t most) {
  return {.what = kind::duration, .minimum = least, .maximum = most};
}
constexpr value_spec texts(text_check check = nullptr) { return {.what = kind::texts, .check = check}; }
constexpr value_spec map(text_check check = nullptr, text_check check_key = nullptr) {
  return {.what = kind::map, .check = check, .check_key = check_key};
}
constexpr value_spec json_objects() { return {.what = kind::json_objects}; }
constexpr value_spec objects() { return {.what = kind::objects}; }

// Whether it is written as one word.
constexpr bool is_scalar(kind what) { return what <= kind::duration; }

// "duration (ms, s, m, h), 1s to 24h", "text", "one of lenient, strict"
std::string describe(const value_spec& what);

// A size or a duration in its largest unit that needs no fraction (durations: hours, seconds or milliseconds).
std::string write_size(std::int64_t bytes);
std::string write_duration(std::int64_t milliseconds);

}  // namespace ocppgw::config
