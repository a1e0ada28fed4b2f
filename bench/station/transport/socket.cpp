#include "station/transport/socket.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/detail/base64.hpp>
#include <boost/beast/http/field.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <deque>
#include <utility>

namespace ocppgw::bench {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using boost::system::error_code;

using tcp_socket = asio::basic_stream_socket<asio::ip::tcp, asio::io_context::executor_type>;
using tls_socket = asio::ssl::stream<tcp_socket>;

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);
constexpr std::string_view subprotocol = "ocpp1.6";
constexpr std::size_t largest_message = 16U << 20U;

std::string basic_credentials(std::string_view user, std::string_view password) {
  const auto plain = std::string{user} + ":" + std::string{password};
  std::string out(beast::detail::base64::encoded_size(plain.size()), '\0');
  out.resize(beast::detail::base64::encode(out.data(), plain.data(), plain.size()));
  return "Basic " + out;
}

template <class Stream>
class socket_on final : public socket, public std::enable_shared_from_this<socket_on<Stream>> {
  static constexpr bool is_tls = std::is_same_v<Stream, tls_socket>;

 public:
  template <class... Args>
  explicit socket_on(const destination& where, Args&&... args) : where_(where), ws_(std::forward<Args>(args)...) {}

  asio::awaitable<std::string> open(std::string_view station) override {
    const auto [unconnected] = co_await tcp().async_connect(where_.address, as_result);
    if (unconnected) co_return "connect: " + unconnected.message();
    tcp().set_option(asio::ip::tcp::no_delay{true});
    if constexpr (is_tls) {
      const auto [insecure] = co_await ws_.next_layer().async_handshake(asio::ssl::stream_base::client, as_result);
      if (insecure) co_return "TLS: " + insecure.message();
    }
    prepare(station);
    const auto host = where_.server.authority();
    const auto target = where_.server.target(station);
    websocket::response_type response;
    const auto [refused] = co_await ws_.async_handshake(response, host, target, as_result);
    co_return refused ? explain(refused, response) : check_subprotocol(response);
  }

  asio::awaitable<error_code> read(beast::flat_buffer& into) override {
    const auto [failure, bytes] = co_await ws_.async_read(into, as_result);
    co_return failure;
  }

  void send(std::string frame) override {
    outbox_.push_back(std::move(frame));
    if (outbox_.size() == 1) write_next();
  }

  void close() override {
    if (std::exchange(closing_, true)) return;
    if (outbox_.empty()) say_goodbye();
  }

  void abort() override {
    error_code ignored;
    tcp().close(ignored);
  }

  std::string farewell() const override {
    const auto& reason = ws_.reason();
    if (reason.code == websocket::close_code::none) return {};
    return std::to_string(reason.code) + " " + std::string{reason.reason.data(), reason.reason.size()};
  }

 private:
  tcp_socket& tcp() { return beast::get_lowest_layer(ws_); }

  void prepare(std::string_view station) {
    ws_.read_message_max(largest_message);
    ws_.auto_fragment(false);
    ws_.text(true);
    const auto credentials = where_.password.empty() ? std::string{} : basic_credentials(station, where_.password);
    ws_.set_option(websocket::stream_base::decorator([credentials](websocket::request_type& request) {
      request.set(http::field::sec_websocket_protocol, subprotocol);
      request.set(http::field::user_agent, "ocpp-station");
      if (!credentials.empty()) request.set(http::field::authorization, credentials);
    }));
  }

  static std::string explain(error_code refused, const websocket::response_type& response) {
    if (refused != websocket::error::upgrade_declined) return "upgrade: " + refused.message();
    return "upgrade: HTTP " + std::to_string(response.result_int());
  }

  // The server must choose exactly what was offered (RULES 1.2); without it the link is of no use.
  static std::string check_subprotocol(const websocket::response_type& response) {
    return response[http::field::sec_websocket_protocol] == subprotocol ? std::string{}
                                                                        : "upgrade: the server does not speak ocpp1.6";
  }

  void write_next() {
    ws_.async_write(asio::buffer(outbox_.front()), [self = this->shared_from_this()](error_code failure, std::size_t) {
      self->outbox_.pop_front();
      if (failure) return;
      if (!self->outbox_.empty()) return self->write_next();
      if (self->closing_) self->say_goodbye();
    });
  }

  void say_goodbye() {
    ws_.async_close(websocket::close_code::normal, [self = this->shared_from_this()](error_code) {});
  }

  const destination& where_;
  websocket::stream<Stream> ws_;
  std::deque<std::string> outbox_;
  bool closing_ = false;
};

}  // namespace

std::shared_ptr<socket> make_socket(asio::io_context& loop, const destination& where) {
  if (where.tls != nullptr) return std::make_shared<socket_on<tls_socket>>(where, loop, *where.tls);
  return std::make_shared<socket_on<tcp_socket>>(where, loop);
}

}  // namespace ocppgw::bench
