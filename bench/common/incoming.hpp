// Reads OCPP-J frames with simdjson's DOM: enough for a station or a bench server, and independent of the gateway's own reader.
// A reader belongs to one thread; what it returns is valid until the next read.
#pragma once

#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>

namespace ocppgw::bench {

enum class frame_type { call = 2, result = 3, error = 4 };

struct incoming {
  frame_type type;
  std::string_view id;
  std::string_view action;        // CALL
  std::string_view code;          // CALLERROR
  simdjson::dom::object payload;  // CALL, CALLRESULT
};

class frame_reader {
 public:
  std::optional<incoming> read(std::string_view text);  // nullopt: no OCPP-J frame

 private:
  simdjson::dom::parser parser_;
};

// Members of a payload; the fallback where they are absent or of another type.
std::string_view text_of(const simdjson::dom::object& payload, std::string_view name, std::string_view fallback = {});
std::int64_t integer_of(const simdjson::dom::object& payload, std::string_view name, std::int64_t fallback);

}  // namespace ocppgw::bench
