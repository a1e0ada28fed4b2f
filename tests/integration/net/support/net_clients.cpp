#include "integration/net/support/net_clients.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <chrono>
#include <optional>
#include <stdexcept>

namespace net_test {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;
using boost::system::error_code;
using tcp = asio::ip::tcp;
using plain_layer = tcp::socket;
using tls_layer = asio::ssl::stream<tcp::socket>;

constexpr std::chrono::seconds patience{20};

void check(error_code why) {
  if (why) throw std::runtime_error(why.message());
}

// Runs one operation to its end.
template <class Start>
error_code run(asio::io_context& context, Start start) {
  std::optional<error_code> result;
  start([&result](error_code why, auto&&...) { result = why; });
  context.restart();
  context.run_for(patience);
  if (!result) throw std::runtime_error("nothing happened before the deadline");
  return *result;
}

tcp::socket connect(asio::io_context& context, const std::string& address, unsigned short port, int receive_buffer = 0,
                    const std::string& source = {}) {
  const tcp::endpoint to(asio::ip::make_address(address), port);
  tcp::socket socket(context, to.protocol());
  if (receive_buffer != 0) socket.set_option(tcp::socket::receive_buffer_size(receive_buffer));
  if (!source.empty()) socket.bind({asio::ip::make_address(source), 0});
  socket.connect(to);
  socket.set_option(tcp::no_delay(true));
  return socket;
}

tcp::socket& socket_of(plain_layer& layer) { return layer; }
tcp::socket& socket_of(tls_layer& layer) { return layer.next_layer(); }
SSL* tls_of(plain_layer&) { return nullptr; }
SSL* tls_of(tls_layer& layer) { return layer.native_handle(); }

// Where the io_context and the TLS context live: before everything that uses them.
struct station_base {
  asio::io_context context{1};
  asio::ssl::context tls_context{asio::ssl::context::tls_client};
};

template <class Layer>
class raw_stream final : public raw_client {
 public:
  template <class MakeLayer>
  explicit raw_stream(MakeLayer make_layer) : stream_(make_layer(base_)) {}

  void send(const std::string& bytes) override {
    check(run(base_.context, [&](auto handler) { asio::async_write(stream_, asio::buffer(bytes), handler); }));
  }
  std::string receive_until(const std::string& end) override {
    std::string all;
    check(run(base_.context, [&](auto handler) { asio::async_read_until(stream_, asio::dynamic_buffer(all), end, handler); }));
    return all;
  }
  std::string receive_all() override {
    std::string all;
    run(base_.context, [&](auto handler) { asio::async_read(stream_, asio::dynamic_buffer(all), handler); });
    return all;
  }

 private:
  station_base base_;
  Layer stream_;
};

template <class Layer>
class beast_station final : public station {
 public:
  template <class MakeLayer>
  beast_station(const station_options& what, MakeLayer make_layer) : ws_(make_layer(base_)) {
    websocket::permessage_deflate deflate;
    deflate.client_enable = what.compression;
    ws_.set_option(deflate);
    ws_.set_option(websocket::stream_base::decorator([what](websocket::request_type& request) {
      if (!what.subprotocols.empty()) request.set("Sec-WebSocket-Protocol", what.subprotocols);
      if (!what.authorization.empty()) request.set("Authorization", what.authorization);
      request.set("User-Agent", "test station");
    }));
    check(run(base_.context, [&](auto handler) { ws_.async_handshake(accepted_, "localhost", what.target, handler); }));
  }

  void send(const std::string& text) override { write(text, false); }
  void send_binary(const std::string& bytes) override { write(bytes, true); }
  void send_fragments(const std::string& text, std::size_t size) override {
    ws_.text(true);
    for (std::size_t at = 0; at < text.size(); at += size) {
      const auto part = asio::buffer(text.data() + at, std::min(size, text.size() - at));
      const bool last = at + size >= text.size();
      check(run(base_.context, [&](auto handler) { ws_.async_write_some(last, part, handler); }));
    }
  }
  void send_below(const std::string& bytes) override {
    check(run(base_.context, [&](auto handler) { asio::async_write(ws_.next_layer(), asio::buffer(bytes), handler); }));
  }
  void ping() override {
    check(run(base_.context, [&](auto handler) { ws_.async_ping("are you there", handler); }));
  }
  std::string receive() override {
    beast::flat_buffer buffer;
    check(run(base_.context, [&](auto handler) { ws_.async_read(buffer, handler); }));
    return beast::buffers_to_string(buffer.data());
  }
  farewell wait_for_close() override {
    error_code why;
    while (!why) {
      beast::flat_buffer buffer;
      why = run(base_.context, [&](auto handler) { ws_.async_read(buffer, handler); });
    }
    return {ws_.reason().code, {ws_.reason().reason.data(), ws_.reason().reason.size()}};
  }
  void close() override {
    check(run(base_.context, [&](auto handler) { ws_.async_close(websocket::close_code::normal, handler); }));
  }
  void vanish() override { socket_of(ws_.next_layer()).close(); }
  std::string accepted_header(const std::string& name) const override {
    const auto value = accepted_[name];
    return {value.data(), value.size()};
  }
  SSL* tls() override { return tls_of(ws_.next_layer()); }

 private:
  void write(const std::string& bytes, bool binary) {
    ws_.binary(binary);
    check(run(base_.context, [&](auto handler) { ws_.async_write(asio::buffer(bytes), handler); }));
  }

  station_base base_;
  websocket::response_type accepted_;
  websocket::stream<Layer> ws_;
};

void configure(asio::ssl::context& context, const tls_options& how) {
  auto* native = context.native_handle();
  SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_CLIENT);
  if (!how.ciphers.empty() && SSL_CTX_set_cipher_list(native, how.ciphers.c_str()) != 1) throw std::runtime_error("ciphers");
  if (how.version != 0) SSL_CTX_set_min_proto_version(native, how.version);
  if (how.version != 0) SSL_CTX_set_max_proto_version(native, how.version);
}

tls_layer connect_secured(station_base& base, const std::string& address, unsigned short port, const tls_options& how,
                          const std::string& source = {}) {
  configure(base.tls_context, how);
  tls_layer layer(connect(base.context, address, port, 0, source), base.tls_context);
  if (how.resume != nullptr) SSL_set_session(layer.native_handle(), how.resume);
  check(run(base.context, [&](auto handler) { layer.async_handshake(asio::ssl::stream_base::client, handler); }));
  return layer;
}

}  // namespace

std::string response::header(const std::string& name) const {
  const auto at = text.find("\r\n" + name + ": ");
  if (at == std::string::npos) return {};
  const auto begin = at + name.size() + 4;
  return text.substr(begin, text.find("\r\n", begin) - begin);
}

response raw_client::ask(const std::string& request) {
  send(request);
  response answer;
  answer.text = receive_all();
  if (answer.text.starts_with("HTTP/1.1 ")) answer.status = static_cast<unsigned>(std::stoul(answer.text.substr(9, 3)));
  return answer;
}

std::unique_ptr<raw_client> connect_raw(unsigned short port, const std::string& address, int receive_buffer) {
  return std::make_unique<raw_stream<plain_layer>>(
      [&](station_base& base) { return connect(base.context, address, port, receive_buffer); });
}

std::unique_ptr<raw_client> connect_raw_tls(unsigned short port) {
  return std::make_unique<raw_stream<tls_layer>>([&](station_base& base) { return connect_secured(base, "127.0.0.1", port, {}); });
}

std::unique_ptr<raw_client> connect_raw_from(const std::string& source, unsigned short port) {
  return std::make_unique<raw_stream<plain_layer>>([&](station_base& base) { return connect(base.context, "127.0.0.1", port, 0, source); });
}

std::string client_hello() {
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()), &SSL_CTX_free);
  const std::unique_ptr<SSL, decltype(&SSL_free)> ssl(SSL_new(context.get()), &SSL_free);
  BIO* const written = BIO_new(BIO_s_mem());
  SSL_set_bio(ssl.get(), BIO_new(BIO_s_mem()), written);
  SSL_connect(ssl.get());
  std::string hello(static_cast<std::size_t>(BIO_pending(written)), '\0');
  BIO_read(written, hello.data(), static_cast<int>(hello.size()));
  return hello;
}

std::string upgrade_request(const std::string& target, const std::string& extra) {
  return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: ocpp1.6\r\n" + extra + "\r\n";
}

std::unique_ptr<raw_client> connect_upgraded(unsigned short port, int receive_buffer) {
  auto client = connect_raw(port, "127.0.0.1", receive_buffer);
  client->send(upgrade_request());
  if (!client->receive_until("\r\n\r\n").starts_with("HTTP/1.1 101 ")) throw std::runtime_error("not upgraded");
  return client;
}

std::unique_ptr<station> connect_plain(unsigned short port, const station_options& what) {
  return std::make_unique<beast_station<plain_layer>>(
      what, [&](station_base& base) { return connect(base.context, what.address, port, 0, what.source); });
}

std::unique_ptr<station> connect_tls(unsigned short port, const station_options& what, const tls_options& how) {
  return std::make_unique<beast_station<tls_layer>>(
      what, [&](station_base& base) { return connect_secured(base, what.address, port, how, what.source); });
}

}  // namespace net_test
