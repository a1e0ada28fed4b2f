#include "net/endings.hpp"

#include "support/catch.hpp"

#include <boost/asio/error.hpp>
#include <boost/beast/websocket/error.hpp>

using namespace ocppgw;
using namespace ocppgw::net;
using side = session::disconnect::side;
using reason = session::close_reason;

TEST_CASE("the station's close frame is the station's ending, with its code or 1005 without one") {
  CHECK(ending_of(websocket::error::closed, 1000) == session::disconnect{side::station, 1000, reason::station_closed});
  CHECK(ending_of(websocket::error::closed, 0) == session::disconnect{side::station, 1005, reason::station_closed});
}

TEST_CASE("what the gateway cannot accept ends by the gateway, with the code of RFC 6455") {
  CHECK(ending_of(websocket::error::message_too_big, 0) == session::disconnect{side::gateway, 1009, reason::message_too_big});
  CHECK(ending_of(websocket::error::bad_frame_payload, 0) == session::disconnect{side::gateway, 1007, reason::not_utf8});
  CHECK(ending_of(websocket::error::bad_reserved_bits, 0) == session::disconnect{side::gateway, 1002, reason::protocol_error});
  CHECK(ending_of(websocket::error::bad_unmasked_frame, 0) == session::disconnect{side::gateway, 1002, reason::protocol_error});
}

TEST_CASE("a connection that breaks is the network's ending") {
  CHECK(ending_of(asio::error::connection_reset, 0) == session::disconnect{side::network, 1006, reason::connection_lost});
  CHECK(ending_of(asio::error::eof, 0) == session::disconnect{side::network, 1006, reason::connection_lost});
}
