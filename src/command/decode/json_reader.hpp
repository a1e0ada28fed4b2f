// Reads a JSON object and shows every value in it, in the order of the text, so that nothing invalid slips through in bytes that
// are passed on verbatim. A reader belongs to one thread; what a visit sees is valid until the visitor returns.
#pragma once

#include "ocppgw/base/json_cursor.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ocppgw::command {

struct json_value {
  using kind = base::json_kind;
  kind type = kind::null;
  std::size_t depth = 0;                  // 1: a member of the document's object
  std::string_view name;                  // decoded; "" for items of arrays
  const base::json_path* path = nullptr;  // where it stands
  std::string_view raw;                   // as it came: of every scalar, and of containers at depth 1
  std::string_view text;                  // of strings: decoded
  std::size_t offset = 0;                 // of `raw` in the text that is read

  std::string place() const { return path->text(); }  // JSON Pointer
};

struct json_fault {
  enum class kind {
    broken,    // not JSON, or not an object; reading stopped there
    too_deep,  // nested deeper than json_reader::max_depth; not entered
    repeated,  // a member that its object has twice
  };
  kind type = kind::broken;
  std::string place;    // JSON Pointer; "" where unknown
  std::string message;  // for humans, without any value
};

class json_reader {
 public:
  using visitor = std::function<void(const json_value&)>;
  static constexpr std::size_t max_depth = 32;  // containers inside each other, the document's object included

  json_reader();
  ~json_reader();
  json_reader(json_reader&&) noexcept;

  // Visits all values in document order, containers before what is in them. The fault is the worst: broken, else the first.
  std::optional<json_fault> read(std::string_view text, const visitor& visit);

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace ocppgw::command
