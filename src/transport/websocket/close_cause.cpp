#include "transport/websocket/close_cause.hpp"

#include "transport/beast.hpp"

#include <boost/beast/websocket/error.hpp>

namespace ocppgw::transport {

close_cause cause_of(const error_code& why, std::uint16_t peer_code) {
  using side = close_cause::side;
  using kind = close_cause::kind;
  constexpr std::uint16_t no_code = 1005;  // RFC 6455, 7.1.5
  if (why == ws::error::closed) return {side::peer, peer_code == 0 ? no_code : peer_code, kind::close_frame};
  if (why == ws::error::message_too_big) return {side::local, 1009, kind::message_too_big};
  if (why == ws::error::bad_frame_payload) return {side::local, 1007, kind::not_utf8};
  if (why == ws::condition::protocol_violation) return {side::local, 1002, kind::protocol_error};
  return {};
}

}  // namespace ocppgw::transport
