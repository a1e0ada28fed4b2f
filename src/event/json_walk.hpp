// The recursion behind json_reader: one walk over one document. Lives on the stack of one read.
#pragma once

#include "event/json_reader.hpp"

#include <simdjson.h>

namespace ocppgw::event {

class json_walk {
 public:
  json_walk(std::string_view text, const json_reader::visitor& visit) : text_(text), visit_(visit) {}

  // An error means that the text is not JSON, and where() tells the place.
  simdjson::error_code document(simdjson::ondemand::document& from);

  std::optional<json_fault> take_fault() { return std::move(fault_); }
  std::string take_place() { return std::move(place_); }

 private:
  simdjson::error_code object(simdjson::ondemand::object from);
  simdjson::error_code array(simdjson::ondemand::array from);
  simdjson::error_code value(simdjson::ondemand::value from, std::string_view name);
  simdjson::error_code enter(simdjson::ondemand::value from, json_value& seen);
  simdjson::error_code show_string(simdjson::ondemand::value from, json_value& seen);
  simdjson::error_code show_token(simdjson::ondemand::value from, json_value& seen);
  template <class Container>
  simdjson::error_code show_container(Container& from, json_value& seen);
  void set_raw(json_value& seen, std::string_view raw) const;
  void note(json_fault::kind type, std::string_view message);

  std::string_view text_;
  const json_reader::visitor& visit_;
  std::string place_;  // of the value that is being read
  int depth_ = 0;
  std::optional<json_fault> fault_;
};

}  // namespace ocppgw::event
