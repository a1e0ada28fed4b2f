// The end of a WebSocket: why, and by when. Made for those who close: no session pays for it while it is open.
#pragma once

#include "ocppgw/transport/asio.hpp"
#include "ocppgw/transport/websocket.hpp"
#include "transport/websocket/frames/close_frame.hpp"

namespace ocppgw::transport {

struct ending {
  explicit ending(executor on) : deadline(on) {}
  steady_timer deadline;
  close_cause cause;
};

constexpr close_cause cause_of_violation(std::uint16_t code) {
  using kind = close_cause::kind;
  const auto why = code == too_big_code ? kind::message_too_big : code == not_utf8_code ? kind::not_utf8 : kind::protocol_error;
  return {close_cause::side::local, code, why};
}

}  // namespace ocppgw::transport
