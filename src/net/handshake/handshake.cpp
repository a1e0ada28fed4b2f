#include "net/handshake/handshake.hpp"

#include "net/active_settings.hpp"
#include "net/handshake/admission.hpp"
#include "net/handshake/handshake_limiter.hpp"
#include "net/handshake/station_identity.hpp"
#include "net/listener/forwarding.hpp"
#include "net/session/session_host.hpp"
#include "net/shard/shard_loop.hpp"
#include "net/shard/shard_metrics.hpp"
#include "ocppgw/base/digest.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <boost/asio/co_spawn.hpp>

#include <exception>
#include <random>
#include <utility>

// GCC 12 destroys some temporaries of co_await expressions twice: nothing but named objects goes into them here.
namespace ocppgw::net {
namespace {

using transport::http_fault;
using transport::http_request;
using transport::incoming_connection;
using transport::task;

constexpr std::size_t session_id_bytes = 10;

std::unique_ptr<incoming_connection> accept(const listener_context& via, transport::tcp_socket socket) {
  return via.tls ? incoming_connection::tls(std::move(socket), via.tls) : incoming_connection::plain(std::move(socket));
}

upgrade_decision check(const std::variant<http_request, http_fault>& read, const listener_context& via) {
  if (const auto* fault = std::get_if<http_fault>(&read)) return error_of(*fault);
  return check_upgrade(std::get<http_request>(read), via.prefix);
}

transport::websocket_settings websocket_settings_of(const settings& what) {
  return {what.limits.message_size, what.limits.write_queue_bytes, what.limits.close_timeout, what.compression};
}

session::handshake_info describe(const admitted_station& who, const listener_context& via, const incoming_connection& connection) {
  const auto tls = connection.security();
  return {.station = who.request.station,
          .session_id = base::random_hex(session_id_bytes),
          .remote_address = connection.remote_address(),
          .listener = via.name,
          .protocol = who.request.protocol,
          .tls_version = tls.version,
          .tls_cipher = tls.cipher,
          .user_agent = who.request.user_agent,
          .security_profile = who.security_profile,
          .credential = who.credential,
          .onboarding = who.onboarding};
}

// By which the session may be revoked.
std::unique_ptr<const session_certificate> keep(std::optional<transport::station_certificate> shown, std::size_t listener) {
  return shown ? std::make_unique<const session_certificate>(session_certificate{listener, *std::move(shown)}) : nullptr;
}

void log_tls_failure(const incoming_connection& connection, const std::string& reason) {
  telemetry::log_limited(telemetry::log("net"), spdlog::level::warn, "TLS handshake failed",
                         {{"remote", connection.remote_address()}, {"reason", reason}});
}

std::string_view path_of(const std::variant<http_request, http_fault>& read) {
  const auto* request = std::get_if<http_request>(&read);
  return request == nullptr ? "" : net::path_of(request->target);
}

void log_rejection(const incoming_connection& connection, std::string_view path, const http_error& why) {
  telemetry::log_limited(telemetry::log("net"), spdlog::level::warn, "connection refused",
                         {{"remote", connection.remote_address()}, {"path", path}, {"status", why.status}, {"result", why.result}});
}

// Random, so that those who were turned away together do not come back together.
std::chrono::seconds retry_delay() {
  thread_local std::minstd_rand random{std::random_device{}()};
  return std::chrono::seconds{std::uniform_int_distribution{min_retry_after.count(), max_retry_after.count()}(random)};
}

using waits_for = pending_connection::waits_for;

// TLS with a permit, which is held for no longer: neither before the peer has said all that the work begins with, nor while it
// goes.
task<std::optional<incoming_connection::tls_failure>> secure_with_permit(handshake_services& on, incoming_connection& connection,
                                                                         pending_connection& who) {
  if (on.limiter.is_full()) {
    on.metrics.limit_reached("handshakes_in_flight");
    on.pending.make_room(std::chrono::steady_clock::now(), true);
  }
  who.wait_for(waits_for::gateway);
  co_await on.limiter.acquire(on.loop.executor());
  const handshake_limiter::permit held(on.limiter);
  who.wait_for(waits_for::peer_with_permit);
  co_return co_await connection.secure();
}

// False: there is nothing more to do. Who does not say enough holds a socket, but neither a permit nor a TLS object.
task<bool> secure(handshake_services& on, incoming_connection& connection, pending_connection& who) {
  who.begin("tls_timeout", on.settings.network().limits.tls_timeout);
  const bool began = co_await connection.wait_for_client_hello();
  if (!began || who.is_late()) co_return false;
  const auto failure = co_await secure_with_permit(on, connection, who);
  who.wait_for(waits_for::peer);
  if (!failure) co_return true;
  if (failure->by_protocol && !who.is_late()) {
    who.set_result("tls_error");
    log_tls_failure(connection, failure->reason);
  }
  who.start_leaving();
  co_await connection.leave();  // so that the alert arrives
  co_return false;
}

task<> reject(incoming_connection& connection, pending_connection& who, std::string_view path, http_error why) {
  if (why.text.empty()) co_return;
  if (!path.empty() && why != request_timeout) log_rejection(connection, path, why);
  who.set_result(why.result);
  who.start_leaving();
  auto response = to_response(why, retry_delay());
  co_await connection.respond(std::move(response));
}

task<> run_handshake(handshake_services& on, std::size_t listener, transport::tcp_socket socket, pending_places::place place) {
  const auto via = on.settings.listener(listener);
  const auto connection = accept(*via, std::move(socket));
  pending_connection who(on.pending, std::move(place), via->name, *connection);

  if (!via->trusts(connection->remote_address()) && !who.belongs_to(connection->remote_address())) co_return;

  // 1. The PROXY header, and TLS, where the listener has it. So many at a time.
  const bool speaks = co_await connection->wait_for_peer();
  if (!speaks) {
    if (who.is_late() && !via->tls && !via->proxy_protocol) co_await reject(*connection, who, {}, request_timeout);
    co_return;
  }
  if (via->proxy_protocol) {
    const bool goes_on = co_await read_proxy_header(*via, *connection, who);
    if (!goes_on) co_return;
  }
  if (via->tls) {
    const bool secured = co_await secure(on, *connection, who);
    if (!secured) co_return;
  }

  // 2. One HTTP request.
  who.begin("handshake_timeout", on.settings.network().limits.handshake_timeout);
  const auto read = co_await connection->read_request(on.settings.network().limits.header_size);
  if (const auto* request = std::get_if<http_request>(&read)) use_forwarded_address(*via, *request, *connection);
  if (!who.belongs_to(connection->remote_address())) co_return;
  auto wanted = who.is_late() ? upgrade_decision(request_timeout) : check(read, *via);

  // 3. Is it a station that may connect now? If not, it is told why.
  who.wait_for(waits_for::gateway);
  auto shown = connection->certificate();
  auto decision = co_await on.admission.decide(std::move(wanted), *via, *connection, shown, who);
  if (const auto* why = std::get_if<http_error>(&decision)) {
    co_await reject(*connection, who, path_of(read), *why);
    co_return;
  }
  const auto& admitted = std::get<admitted_station>(decision);

  // 4. No subprotocol in common: the upgrade is completed without the header, then closed (RULES 1.2).
  if (admitted.request.protocol == nullptr) {
    who.set_result("bad_subprotocol");
    who.start_leaving();
    std::string reason = "unsupported subprotocol";
    co_await connection->upgrade_and_close(1002, std::move(reason));
    co_return;
  }

  // 5. The 101, and the session begins.
  auto info = describe(admitted, *via, *connection);
  auto proven_by = keep(std::move(shown), listener);
  std::string subprotocol{admitted.request.protocol->subprotocol};
  const auto how = websocket_settings_of(on.settings.network());
  auto websocket = co_await connection->upgrade(std::move(subprotocol), how);
  if (!websocket || who.is_late()) co_return;
  who.set_result("accepted");
  session_host::start(on.sessions, std::move(info), std::move(websocket), std::move(proven_by));
}

}  // namespace

// An exception ends this handshake and nothing else.
void start_handshake(handshake_services& on, std::size_t listener, transport::tcp_socket socket, pending_places::place place) {
  transport::asio::co_spawn(on.loop.context(), run_handshake(on, listener, std::move(socket), std::move(place)),
                            [&metrics = on.metrics](std::exception_ptr failure) {
                              try {
                                if (failure) std::rethrow_exception(failure);
                              } catch (const std::exception& fault) {
                                metrics.internal_error();
                                telemetry::log_limited(telemetry::log("net"), spdlog::level::err,
                                                       "internal error before a session began", {{"fault", fault.what()}});
                              }
                            });
}

}  // namespace ocppgw::net
