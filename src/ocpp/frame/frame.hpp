// The array around a payload: which elements it has, before anybody asks what they mean. One thread; views refer to the buffers.
#pragma once

#include "ocpp/frame/parse_buffers.hpp"
#include "ocpp/validation/validator.hpp"

#include <array>
#include <string>
#include <string_view>

namespace ocppgw::ocpp {

struct element {
  node::kind type = node::kind::null;
  std::string_view text;  // decoded
  std::string_view raw;   // as it came, quotes included

  bool is_string() const { return type == node::kind::string; }
};

struct frame {
  static constexpr std::size_t payload_at = 3;  // of a CALL

  std::array<element, 5> elements;
  std::size_t count = 0;           // of the message, which may have more than are kept
  const action* row = nullptr;     // of a CALL, nullptr: unknown
  std::optional<call_error> refused;  // by the payload of a CALL

  bool is(std::string_view type) const { return count > 0 && elements[0].raw == type; }
};

// What kept a text from being a frame; code as in `unreadable`, "" = nothing did.
struct frame_error {
  std::string_view code = {};
  std::string message = {};
};

// Fills `out` from buffers.load()ed text; afterwards buffers holds the nodes and faults of the payload of a CALL.
[[nodiscard]] frame_error read_frame(parse_buffers& buffers, const protocol& spoken, const tolerance& tolerated, frame& out);

}  // namespace ocppgw::ocpp
