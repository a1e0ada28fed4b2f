// The memory of one message, used again for the next one. What a validator hands out lives here or in the table. One thread.
#pragma once

#include "ocppgw/ocpp/message.hpp"

#include <simdjson.h>

#include <string>
#include <string_view>
#include <vector>

namespace ocppgw::ocpp {

struct parse_buffers {
  simdjson::ondemand::parser parser;
  std::string text;  // a copy with the padding that simdjson reads beyond the end
  std::size_t size = 0;
  std::vector<node> nodes;
  std::vector<fault> faults;
  std::vector<std::string_view> unknown_names;  // of the objects that are open

  void load(std::string_view json);
  simdjson::padded_string_view padded() const { return simdjson::padded_string_view{text.data(), size, text.size()}; }
};

}  // namespace ocppgw::ocpp
