// libFuzzer: a TLS connection from its first byte to its WebSocket, over a real socket. Either the peer's bytes are the input, in
// pieces; or the peer is OpenSSL, the input changes what it says on its way - a byte flipped, left out, said twice, put in - and
// what it does once the connection stands. Whatever comes, the connection does bounded work, and ends when its peer has gone.
#include "integration/net/support/net_certificates.hpp"
#include "ocppgw/transport/websocket.hpp"

#include <openssl/ssl.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

namespace {

using namespace ocppgw::transport;

constexpr std::size_t most_steps = 20'000;  // of one input, which is a few kilobytes
constexpr std::string_view upgrade_request =
    "GET /ocpp/CP001 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
constexpr std::string_view text_frame{"\x81\x82\x00\x00\x00\x00hi", 8};

void require(bool holds) {
  if (!holds) std::abort();
}

std::shared_ptr<const tls_context> server_context() {
  static net_test::certificate_files files;
  tls_settings what;
  what.certificates = {files.make(net_test::key_kind::ecdsa)};
  return tls_context::create(what, [](std::string_view) {});
}

SSL_CTX* client_context() {
  static const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> made(SSL_CTX_new(TLS_client_method()), &SSL_CTX_free);
  return made.get();
}

// The gateway's end: handshake, request, upgrade, and every message said back.
class served final : websocket_events {
 public:
  explicit served(int descriptor) {
    tcp_socket ours(context_);
    ours.assign(asio::ip::tcp::v4(), descriptor);
    ours.non_blocking(true);
    static const auto shared = server_context();
    connection_ = incoming_connection::tls(std::move(ours), shared);
    asio::co_spawn(context_, serve(), asio::detached);
  }
  ~served() {
    if (socket_) socket_->cut();
  }

  void work() {
    if (context_.stopped()) context_.restart();
    while (context_.poll_one() != 0) require(++steps_ < most_steps);
  }
  void end() {
    if (connection_) connection_->cut();
    if (socket_) socket_->cut();
    work();
    require(ended_);
  }

 private:
  task<> serve() {
    const bool secured = co_await secure();
    if (secured) co_await upgrade();
    ended_ = true;
  }
  task<bool> secure() {
    const bool speaks = co_await connection_->wait_for_peer();
    if (!speaks) co_return false;
    const bool began = co_await connection_->wait_for_client_hello();
    if (!began) co_return false;
    const auto failure = co_await connection_->secure();
    if (failure) co_await connection_->leave();
    co_return !failure;
  }
  task<> upgrade() {
    const auto read = co_await connection_->read_request(8192);
    if (!std::holds_alternative<http_request>(read)) co_return;
    std::string subprotocol = "ocpp1.6";
    websocket_settings what;
    socket_ = co_await connection_->upgrade(std::move(subprotocol), what);
    if (!socket_) co_return;
    socket_->open(*this, receiving_);
    socket_->receive();
  }

  void on_text(std::string_view message) noexcept override {
    static_cast<void>(socket_->send(std::string(message)));
    socket_->receive();
  }
  void on_binary(std::string_view) noexcept override { socket_->receive(); }
  void on_alive() noexcept override {}
  void on_held(std::string_view) noexcept override {}
  void on_resumed() noexcept override {}
  void on_timeout() noexcept override {}
  void on_closing() noexcept override {}
  void on_closed(const close_cause&) noexcept override {}

  asio::io_context context_{1};
  receive_totals totals_;
  receive_control receiving_{{}, totals_, [] { return true; }};
  std::unique_ptr<incoming_connection> connection_;
  websocket_ptr socket_;
  std::size_t steps_ = 0;
  bool ended_ = false;
};

// Takes the input apart; zeros where it is over.
class script {
 public:
  explicit script(std::string_view bytes) : rest_(bytes) {}
  std::size_t next() {
    if (rest_.empty()) return 0;
    const auto value = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return value;
  }
  [[nodiscard]] bool over() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

void say(int peer, std::string_view bytes) {
  static_cast<void>(::send(peer, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT));
}

std::string hear(int peer) {
  std::array<char, 16 * 1024> some{};
  const auto size = ::recv(peer, some.data(), some.size(), MSG_DONTWAIT);
  return size > 0 ? std::string(some.data(), static_cast<std::size_t>(size)) : std::string();
}

void say_input(served& gateway, int peer, script& input) {
  const auto piece = input.next() + 1;
  for (auto bytes = input.rest(); !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
    say(peer, bytes.substr(0, piece));
    gateway.work();
    hear(peer);
  }
}

// What the client says on its way.
std::string changed(std::string bytes, script& input) {
  const auto how = input.next();
  if (bytes.empty() || how < 128) return bytes;
  const auto at = (input.next() << 8U | input.next()) % bytes.size();
  switch (how % 4) {
    case 0:
      bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << (how / 4 % 8)));
      break;
    case 1:
      bytes.erase(at, how / 4);
      break;
    case 2:
      bytes.insert(at, bytes.substr(at, how / 4));
      break;
    default:
      bytes.insert(at, 1, static_cast<char>(input.next()));
  }
  return bytes;
}

class client {
 public:
  explicit client(std::size_t version) : tls_(SSL_new(client_context()), &SSL_free) {
    SSL_set_bio(tls_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
    if (version % 2 == 1) SSL_set_max_proto_version(tls_.get(), TLS1_2_VERSION);
    SSL_set_connect_state(tls_.get());
  }

  void take(const std::string& bytes) {
    if (!bytes.empty()) BIO_write(SSL_get_rbio(tls_.get()), bytes.data(), static_cast<int>(bytes.size()));
  }
  std::string give() {
    std::string bytes(BIO_ctrl_pending(SSL_get_wbio(tls_.get())), '\0');
    if (!bytes.empty()) BIO_read(SSL_get_wbio(tls_.get()), bytes.data(), static_cast<int>(bytes.size()));
    return bytes;
  }
  void step(std::size_t what) {
    if (SSL_do_handshake(tls_.get()) != 1) return;
    std::array<char, 4096> some{};
    SSL_read(tls_.get(), some.data(), static_cast<int>(some.size()));
    switch (what % 6) {
      case 0:
      case 1:
        return write(upgraded_ ? text_frame : upgrade_request);
      case 2:
        SSL_key_update(tls_.get(), what & 8U ? SSL_KEY_UPDATE_REQUESTED : SSL_KEY_UPDATE_NOT_REQUESTED);
        return write(upgraded_ ? text_frame.substr(0, what / 6 % 8) : std::string_view("GET"));
      case 3:
        SSL_renegotiate(tls_.get());
        SSL_do_handshake(tls_.get());
        return;
      case 4:
        SSL_shutdown(tls_.get());
        return;
      default:
        return;
    }
  }

 private:
  void write(std::string_view bytes) {
    SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()));
    upgraded_ = upgraded_ || bytes == upgrade_request;
  }

  std::unique_ptr<SSL, decltype(&SSL_free)> tls_;
  bool upgraded_ = false;
};

void talk(served& gateway, int peer, script& input) {
  client who(input.next());
  for (int turn = 0; turn < 40 && (turn < 6 || !input.over()); ++turn) {
    who.step(input.next());
    say(peer, changed(who.give(), input));
    gateway.work();
    who.take(hear(peer));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::array<int, 2> ends{};
  require(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) == 0);
  {
    served gateway(ends[0]);
    script input({reinterpret_cast<const char*>(data), size});
    input.next() % 2 == 0 ? say_input(gateway, ends[1], input) : talk(gateway, ends[1], input);
    ::close(ends[1]);
    gateway.work();
    gateway.end();
  }
  return 0;
}
