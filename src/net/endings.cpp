#include "net/endings.hpp"

#include <boost/beast/websocket/error.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

namespace ocppgw::net {

session::disconnect ending_of(const error_code& why, std::uint16_t station_code) {
  using session::close_reason;
  using side = session::disconnect::side;
  constexpr std::uint16_t no_code = 1005;  // RFC 6455, 7.1.5
  if (why == websocket::error::closed)
    return {side::station, station_code == 0 ? no_code : station_code, close_reason::station_closed};
  if (why == websocket::error::message_too_big) return {side::gateway, 1009, close_reason::message_too_big};
  if (why == websocket::error::bad_frame_payload) return {side::gateway, 1007, close_reason::not_utf8};
  if (why == websocket::condition::protocol_violation) return {side::gateway, 1002, close_reason::protocol_error};
  return {};
}

}  // namespace ocppgw::net
