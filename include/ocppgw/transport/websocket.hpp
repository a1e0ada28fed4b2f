// A connection of a station, from its socket to the end of its WebSocket, without a word about the libraries that do it. What is
// behind this header - Beast's HTTP, OpenSSL on the socket, WebSocket frames - may be replaced without touching who uses it.
// Everything lives on the thread of the io_context that the socket belongs to.
#pragma once

#include "ocppgw/transport/asio.hpp"
#include "ocppgw/transport/receive_control.hpp"
#include "ocppgw/transport/settings.hpp"
#include "ocppgw/transport/tls.hpp"

#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace ocppgw::transport {

// --- after the upgrade

// Why a WebSocket is over.
struct close_cause {
  enum class side : std::uint8_t { peer, local, network };
  enum class kind : std::uint8_t {
    close_frame,      // the peer sent one
    requested,        // close() was called
    connection_lost,  // the stream ended, or failed, without a close frame
    protocol_error,   // the peer violated RFC 6455
    message_too_big,  // longer than websocket_settings::message_size
    not_utf8,         // the reason in a close frame, or damaged compression
    internal_error,   // an exception on our side
  };
  side who = side::network;
  std::uint16_t code = 1006;  // of the close frame, RFC 6455 section 7.4; 1005: it had none, 1006: there was no frame
  kind why = kind::connection_lost;
  bool operator==(const close_cause&) const = default;
};

// What a WebSocket tells its owner. Never called from within a function of the WebSocket.
class websocket_events {
 public:
  // One whole message; the owner asks for the next by receive(). Text may be no UTF-8: what to do about it is the owner's.
  virtual void on_text(std::string_view message) noexcept = 0;
  virtual void on_binary(std::string_view message) noexcept = 0;
  virtual void on_alive() noexcept = 0;                           // a ping or a pong
  virtual void on_held(std::string_view limit) noexcept = 0;      // a message waits until receive_control has room; nothing is read
  virtual void on_resumed() noexcept = 0;                         // it goes on
  virtual void on_timeout() noexcept = 0;                         // a message took too long; nothing more is read
  virtual void on_closing() noexcept = 0;                         // the peer ended it: nothing sent from now on arrives
  virtual void on_closed(const close_cause& cause) noexcept = 0;  // last

 protected:
  ~websocket_events() = default;
};

enum class send_status : std::uint8_t {
  ok,
  full,  // the message was dropped: too much waits to be written already
};

// While idle it holds no buffer. What is sent in one turn of the loop leaves in one write. Its own pending operations keep it
// alive, too.
class websocket : public boost::intrusive_ref_counter<websocket, boost::thread_unsafe_counter> {
 public:
  virtual ~websocket() = default;

  // Once, before anything else. `owner` is told what happens until cut(). `receiving` is the shard's; it outlives this.
  virtual void open(websocket_events& owner, receive_control& receiving) = 0;

  // Lets on_text come for one message more; does nothing while one is awaited already.
  virtual void receive() = 0;

  // Queues a text message. An empty queue takes any message, else it is bounded by write_queue_bytes.
  [[nodiscard]] virtual send_status send(std::string message) = 0;

  virtual void ping() = 0;  // does nothing while one is being written

  // The closing handshake, once what is queued is written; where the queue was `full`, that is dropped. Writing, the handshake and
  // the peer's leaving have close_timeout each, then on_closed follows. The first call counts.
  virtual void close(std::uint16_t code, std::string_view reason) = 0;

  // Closes the socket without a word. The owner hears nothing more; to be called before it goes. May be called again.
  virtual void cut() noexcept = 0;
};
using websocket_ptr = boost::intrusive_ptr<websocket>;

// --- before it

bool is_same_token(std::string_view a, std::string_view b);  // without regard to case, as names in HTTP compare

struct http_header {
  std::string name;
  std::string value;
};

// The head of an HTTP request.
struct http_request {
  std::string method;  // "GET"
  std::string target;
  int version = 11;  // 10, 11
  std::vector<http_header> headers;

  std::string_view header(std::string_view name) const;  // the first of that name, "" if there is none
  bool has(std::string_view name) const;
  std::vector<std::string_view> list(std::string_view name) const;  // the elements of all of that name (RFC 9110, 5.6.1)
};

struct http_response {
  unsigned status = 400;
  std::vector<http_header> headers;  // beyond Content-Length
  std::string body;
};

enum class http_fault : std::uint8_t {
  disconnected,  // nobody is left to answer, or cancel() was called
  malformed,
  too_large,
};

struct tls_info {
  std::string version;  // "TLSv1.3"; "" without TLS
  std::string cipher;
};

// One accepted socket until it is a WebSocket. The tasks run one after the other; cancel() and cut() may come in between.
class incoming_connection {
 public:
  static std::unique_ptr<incoming_connection> plain(tcp_socket socket);
  static std::unique_ptr<incoming_connection> tls(tcp_socket socket, std::shared_ptr<const tls_context> context);
  virtual ~incoming_connection() = default;

  // "192.0.2.7:50123", "[2001:db8::1]:50123"; an IPv4 peer of an IPv6 socket is written as IPv4.
  const std::string& remote_address() const { return remote_; }
  // Who it is for whom a trusted hop connects. Without a port where that is not known.
  void set_remote_address(std::string client) { remote_ = std::move(client); }

  // Until the peer has said something. False: it has gone.
  virtual task<bool> wait_for_peer() = 0;

  // The PROXY protocol, version 1 or 2, in front of everything else: remote_address() is then that of the client, unless the
  // balancer speaks for itself. "", or what came instead, or `peer_gone`. No more is read than belongs to it.
  static constexpr std::string_view peer_gone = "disconnected";
  virtual task<std::string_view> read_proxy_header() = 0;

  // With TLS: until the peer's first message, the ClientHello, is there as a whole, so that the handshake begins with work and not
  // with waiting. False: it has gone. No TLS object exists before.
  virtual task<bool> wait_for_client_hello() = 0;

  // The TLS handshake: "" if it succeeded (at once without TLS), else why not.
  struct tls_failure {
    std::string reason;
    bool by_protocol;  // false: the connection broke, or cancel() was called
  };
  virtual task<std::optional<tls_failure>> secure() = 0;
  virtual tls_info security() const = 0;  // until the upgrade
  // The same: whom the station proved to be; nullopt: it was not asked, or may do without.
  virtual std::optional<station_certificate> certificate() const { return std::nullopt; }

  // Blank lines before the request do not matter; what comes behind its head belongs to the WebSocket.
  virtual task<std::variant<http_request, http_fault>> read_request(std::size_t limit) = 0;

  // Answers without a WebSocket, ends the stream and waits for the peer to go.
  virtual task<> respond(http_response answer) = 0;
  virtual task<> leave() = 0;  // the same without an answer

  // The 101 for the request that was read last. nullptr: the connection broke.
  virtual task<websocket_ptr> upgrade(std::string subprotocol, websocket_settings what) = 0;

  // The 101 without a subprotocol, a close frame at once (RULES 1.2), and waits for the peer to go.
  virtual task<> upgrade_and_close(std::uint16_t code, std::string reason) = 0;

  virtual void cancel() = 0;  // ends the pending task; an answer may still be sent
  virtual void cut() noexcept = 0;

 protected:
  explicit incoming_connection(std::string remote) : remote_(std::move(remote)) {}

 private:
  std::string remote_;
};

}  // namespace ocppgw::transport
