#include "baseline/server.hpp"

#include "common/self_signed.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/field.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <type_traits>
#include <utility>

namespace ocppgw::bench {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using asio::ip::tcp;

using tls_stream = asio::ssl::stream<beast::tcp_stream>;

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::seconds handshake_timeout{30};

template <class Stream>
asio::awaitable<void> converse(websocket::stream<Stream> ws, answerer& answers) {
  ws.set_option(websocket::stream_base::timeout::suggested(beast::role_type::server));
  ws.set_option(websocket::stream_base::decorator(
      [](websocket::response_type& response) { response.set(beast::http::field::sec_websocket_protocol, "ocpp1.6"); }));
  const auto [refused] = co_await ws.async_accept(as_result);
  if (refused) co_return;
  ws.text(true);
  beast::flat_buffer inbox;
  while (true) {
    const auto [lost, bytes] = co_await ws.async_read(inbox, as_result);
    if (lost) co_return;
    const std::string answer = answers.answer({static_cast<const char*>(inbox.data().data()), bytes});
    inbox.consume(inbox.size());
    if (answer.empty()) continue;
    const auto [failed, written] = co_await ws.async_write(asio::buffer(answer), as_result);
    if (failed) co_return;
  }
}

// The stream's own timer gives way to the WebSocket's once the upgrade begins.
asio::awaitable<void> serve_tls(tcp::socket socket, asio::ssl::context& tls, answerer& answers) {
  tls_stream stream{std::move(socket), tls};
  beast::get_lowest_layer(stream).expires_after(handshake_timeout);
  const auto [insecure] = co_await stream.async_handshake(asio::ssl::stream_base::server, as_result);
  if (insecure) co_return;
  beast::get_lowest_layer(stream).expires_never();
  websocket::stream<tls_stream> ws{std::move(stream)};
  co_await converse(std::move(ws), answers);
}

asio::awaitable<void> serve_plain(tcp::socket socket, answerer& answers) {
  websocket::stream<beast::tcp_stream> ws{std::move(socket)};
  co_await converse(std::move(ws), answers);
}

}  // namespace

baseline_server::baseline_server(asio::io_context& loop) : loop_(loop), tls_(asio::ssl::context::tls_server) {
  use_self_signed(tls_);
}

tcp::acceptor baseline_server::open(std::uint16_t port) {
  return tcp::acceptor{loop_, tcp::endpoint{asio::ip::address_v4::loopback(), port}};
}

std::uint16_t baseline_server::listen_plain(std::uint16_t port) {
  auto door = open(port);
  const auto bound = door.local_endpoint().port();
  asio::co_spawn(loop_, accept(std::move(door), false), asio::detached);
  return bound;
}

std::uint16_t baseline_server::listen_tls(std::uint16_t port) {
  auto door = open(port);
  const auto bound = door.local_endpoint().port();
  asio::co_spawn(loop_, accept(std::move(door), true), asio::detached);
  return bound;
}

asio::awaitable<void> baseline_server::accept(tcp::acceptor door, bool tls) {
  while (true) {
    auto [failed, socket] = co_await door.async_accept(as_result);
    if (failed) continue;
    socket.set_option(tcp::no_delay{true});
    if (tls) {
      asio::co_spawn(loop_, serve_tls(std::move(socket), tls_, answers_), asio::detached);
    } else {
      asio::co_spawn(loop_, serve_plain(std::move(socket), answers_), asio::detached);
    }
  }
}

}  // namespace ocppgw::bench
