#include "transport/websocket/close_cause.hpp"

#include "support/catch.hpp"
#include "transport/beast.hpp"

#include <boost/asio/error.hpp>
#include <boost/beast/websocket/error.hpp>

using namespace ocppgw::transport;
using side = close_cause::side;
using kind = close_cause::kind;

TEST_CASE("the peer's close frame ends it by the peer, with its code or 1005 without one") {
  CHECK(cause_of(ws::error::closed, 1000) == close_cause{side::peer, 1000, kind::close_frame});
  CHECK(cause_of(ws::error::closed, 0) == close_cause{side::peer, 1005, kind::close_frame});
}

TEST_CASE("what cannot be accepted ends it by this side, with the code of RFC 6455") {
  CHECK(cause_of(ws::error::message_too_big, 0) == close_cause{side::local, 1009, kind::message_too_big});
  CHECK(cause_of(ws::error::bad_frame_payload, 0) == close_cause{side::local, 1007, kind::not_utf8});
  CHECK(cause_of(ws::error::bad_reserved_bits, 0) == close_cause{side::local, 1002, kind::protocol_error});
  CHECK(cause_of(ws::error::bad_unmasked_frame, 0) == close_cause{side::local, 1002, kind::protocol_error});
}

TEST_CASE("a connection that breaks ends it by the network") {
  CHECK(cause_of(asio::error::connection_reset, 0) == close_cause{side::network, 1006, kind::connection_lost});
  CHECK(cause_of(asio::error::eof, 0) == close_cause{side::network, 1006, kind::connection_lost});
}
