#include "net/session/disconnect.hpp"

namespace ocppgw::net {
namespace {

using cause = transport::close_cause;
using session::close_reason;

session::disconnect::side side_of(cause::side who) {
  switch (who) {
    case cause::side::peer:
      return session::disconnect::side::station;
    case cause::side::local:
      return session::disconnect::side::gateway;
    case cause::side::network:
      break;
  }
  return session::disconnect::side::network;
}

close_reason reason_of(cause::kind why) {
  switch (why) {
    case cause::kind::close_frame:
      return close_reason::station_closed;
    case cause::kind::protocol_error:
      return close_reason::protocol_error;
    case cause::kind::message_too_big:
      return close_reason::message_too_big;
    case cause::kind::not_utf8:
      return close_reason::not_utf8;
    case cause::kind::internal_error:
    case cause::kind::requested:  // the machine knows why it asked
      return close_reason::internal_error;
    case cause::kind::connection_lost:
      break;
  }
  return close_reason::connection_lost;
}

}  // namespace

session::disconnect disconnect_of(const cause& cause) { return {side_of(cause.who), cause.code, reason_of(cause.why)}; }

}  // namespace ocppgw::net
