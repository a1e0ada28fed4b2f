// Reads an untrusted JSON text once, from left to right, over simdjson On-Demand, and sees every value: On-Demand validates nothing
// that is skipped, so whoever passes bytes on verbatim has to read all of them. What it adds to On-Demand: the padded copy of the
// text, the grammar of numbers of any length, a bound on depth, the JSON Pointer of the value at hand, and the check that nothing
// follows the text.
//
//   json_buffer buffer;                    // lives on, one per thread
//   buffer.load(text);
//   json_cursor cursor{buffer, {.max_depth = 16}};
//   const bool fine = cursor.read_object([&](std::string_view name, json_cursor::value& next) {
//     if (next.kind() == json_kind::object) return cursor.members(next, ...);  // the same again
//     if (next.kind() == json_kind::array) return cursor.items(next, ...);
//     std::string_view content;
//     return cursor.scalar(next, content);
//   });
//
// Every read returns false once something is wrong: error() says what, path() where; the cursor is of no further use. A visitor
// that returns false ends the reading too, and error() stays `none`. A visitor that returns true without reading its value
// skips it, unvalidated. One thread. Names and texts live in the buffer until its next load().
#pragma once

#include "ocppgw/base/json_path.hpp"
#include "ocppgw/base/text.hpp"

#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace ocppgw::base {

enum class json_kind : std::uint8_t { null, boolean, number, string, object, array };
enum class json_error : std::uint8_t { none, not_json, too_deep };

struct json_limits {
  std::size_t max_depth = json_path::capacity;  // of containers inside each other, the outermost included; up to the capacity
  std::size_t depth = 0;                        // of the containers that are open around the text
};

// The memory of one reading, used again for the next one.
class json_buffer {
 public:
  void load(std::string_view json);
  std::string_view text() const { return {padded_.data(), size_}; }

 private:
  friend class json_cursor;

  simdjson::ondemand::parser parser_;
  std::string padded_;  // a copy with the bytes that simdjson reads beyond the end
  std::size_t size_ = 0;
};

class json_cursor {
 public:
  // A value that is next to be read. Valid until its visitor returns.
  class value {
   public:
    explicit value(simdjson::ondemand::value from);

    json_kind kind() const { return kind_; }
    bool is_container() const { return kind_ == json_kind::object || kind_ == json_kind::array; }
    std::string_view token() const { return token_; }  // as it came; of containers, the bracket that opens it

   private:
    friend class json_cursor;

    simdjson::ondemand::value from_;
    std::string_view token_;
    json_kind kind_;
  };

  explicit json_cursor(json_buffer& text, json_limits limits = {});
  json_cursor(const json_cursor&) = delete;
  json_cursor& operator=(const json_cursor&) = delete;

  // The whole text, which has to be an object: visit(std::string_view name, value&), the name decoded.
  template <class Visit>
  bool read_object(Visit&& visit);

  // The whole text, which has to be an array: visit(value&). Pointers begin inside the item.
  template <class Visit>
  bool read_array(Visit&& visit);

  // An object: visit(std::string_view name, value&). Before that, show(std::string_view) sees its bytes, which costs a second pass
  // over them.
  template <class Visit, class Show = std::nullptr_t>
  bool members(value& object, Visit&& visit, Show&& show = nullptr);

  // An array: visit(std::size_t index, value&), the same otherwise.
  template <class Visit, class Show = std::nullptr_t>
  bool items(value& array, Visit&& visit, Show&& show = nullptr);

  // A string, which is decoded, or the token of a number or literal.
  bool scalar(value& from, std::string_view& content);

  // All bytes of a container, once it was read.
  bool bytes_of(const value& container, std::string_view& bytes);

  std::size_t depth() const { return depth_; }  // containers that are open
  bool may_enter() const { return depth_ < max_depth_; }

  json_path& path() { return path_; }
  const json_path& path() const { return path_; }
  json_error error() const;
  std::string_view message() const;  // for humans, without any value

 private:
  bool is_fine(simdjson::error_code error);  // notes it if not
  bool enter();
  bool at_end();

  template <class Visit>
  bool each_member(simdjson::ondemand::object object, Visit& visit);
  template <class Visit>
  bool each_item(simdjson::ondemand::array array, Visit& visit);
  template <class Container, class Show>
  bool show_bytes(Container& container, Show& show);

  simdjson::ondemand::document document_;
  json_path path_;
  std::size_t max_depth_;
  std::size_t depth_;
  simdjson::error_code error_ = simdjson::SUCCESS;
};

template <class Visit>
bool json_cursor::read_object(Visit&& visit) {
  simdjson::ondemand::object object;
  if (error_ || !enter() || !is_fine(document_.get_object().get(object)) || !each_member(object, visit)) return false;
  return at_end();
}

template <class Visit>
bool json_cursor::read_array(Visit&& visit) {
  simdjson::ondemand::array array;
  if (error_ || !enter() || !is_fine(document_.get_array().get(array))) return false;
  for (auto next : array) {
    simdjson::ondemand::value inside;
    if (!is_fine(next.get(inside))) return false;
    value item{inside};
    if (!visit(item)) return false;
  }
  return at_end();
}

template <class Visit, class Show>
bool json_cursor::members(value& object, Visit&& visit, Show&& show) {
  simdjson::ondemand::object opened;
  if (!enter() || !is_fine(object.from_.get_object().get(opened)) || !show_bytes(opened, show)) return false;
  if (!each_member(opened, visit)) return false;
  --depth_;
  return true;
}

template <class Visit, class Show>
bool json_cursor::items(value& array, Visit&& visit, Show&& show) {
  simdjson::ondemand::array opened;
  if (!enter() || !is_fine(array.from_.get_array().get(opened)) || !show_bytes(opened, show)) return false;
  if (!each_item(opened, visit)) return false;
  --depth_;
  return true;
}

template <class Visit>
bool json_cursor::each_member(simdjson::ondemand::object object, Visit& visit) {
  for (auto next : object) {
    std::string_view name;
    simdjson::ondemand::value inside;
    if (!is_fine(next.unescaped_key().get(name)) || !is_fine(next.value().get(inside))) return false;
    path_.enter(name);
    value member{inside};
    if (!visit(name, member)) return false;
    path_.leave();
  }
  return true;
}

template <class Visit>
bool json_cursor::each_item(simdjson::ondemand::array array, Visit& visit) {
  std::size_t index = 0;
  for (auto next : array) {
    simdjson::ondemand::value inside;
    if (!is_fine(next.get(inside))) return false;
    path_.enter(index);
    value item{inside};
    if (!visit(index++, item)) return false;
    path_.leave();
  }
  return true;
}

template <class Container, class Show>
bool json_cursor::show_bytes(Container& container, Show& show) {
  if constexpr (!std::is_null_pointer_v<std::remove_cvref_t<Show>>) {
    std::string_view bytes;
    if (!is_fine(container.raw_json().get(bytes)) || !is_fine(container.reset().error())) return false;
    show(trim(bytes));  // simdjson 3.0 counts the blanks behind it in
  }
  return true;
}

}  // namespace ocppgw::base
