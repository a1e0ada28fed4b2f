// The memory of one message, used again for the next one. What a validator hands out lives here or in the table. One thread.
#pragma once

#include "ocppgw/ocpp/message.hpp"

#include <simdjson.h>

#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ocppgw::ocpp {

struct parse_buffers {
  simdjson::ondemand::parser parser;
  std::string text;  // a copy with the padding that simdjson reads beyond the end
  std::size_t size = 0;
  std::vector<node> nodes;
  std::vector<fault> faults;
  std::deque<std::string> texts;                // what is not in `text` as the message has it
  std::vector<std::string_view> unknown_names;  // of the objects that are open

  std::string_view keep(std::string made) { return texts.emplace_back(std::move(made)); }

  void load(std::string_view json);
  simdjson::padded_string_view padded() const { return simdjson::padded_string_view{text.data(), size, text.size()}; }
};

}  // namespace ocppgw::ocpp
