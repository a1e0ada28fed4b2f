// Clients for the tests of the listeners, independent of the gateway's own streams: a station over plain or TLS WebSocket, and a
// socket that says anything at all. All calls block, with a deadline; std::runtime_error when it passes or the connection fails.
#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string>

namespace net_test {

struct station_options {
  std::string target = "/ocpp/CP001";
  std::string subprotocols = "ocpp1.6";
  std::string authorization = {};
  bool compression = false;
  std::string address = "127.0.0.1";
  std::string source = {};  // the address it comes from; "" = any
};

struct tls_options {
  std::string ciphers = {};  // TLS 1.2 suites; "" = all
  int version = 0;           // TLS1_2_VERSION, TLS1_3_VERSION, 0 = any
  SSL_SESSION* resume = nullptr;
};

// What the station was told in the end; code 0 = the connection just broke.
struct farewell {
  unsigned code = 0;
  std::string reason;
};

struct response {
  unsigned status = 0;
  std::string text;  // the whole head and body
  std::string header(const std::string& name) const;
};

// A TCP or TLS connection, nothing more.
class raw_client {
 public:
  virtual ~raw_client() = default;
  virtual void send(const std::string& bytes) = 0;
  virtual std::string receive_until(const std::string& end) = 0;
  virtual std::string receive_all() = 0;  // until the gateway closes
  response ask(const std::string& request);
};
// A station without WebSocket machinery: upgraded, and then as raw as before.
inline constexpr int small_window = 4096;  // so that the gateway soon cannot write to who does not read
std::unique_ptr<raw_client> connect_upgraded(unsigned short port, int receive_buffer = 0);
std::unique_ptr<raw_client> connect_raw(unsigned short port, const std::string& address = "127.0.0.1", int receive_buffer = 0);
std::unique_ptr<raw_client> connect_raw_from(const std::string& source, unsigned short port);

// A ClientHello of which the rest of the handshake does not come.
std::string client_hello();
std::unique_ptr<raw_client> connect_raw_tls(unsigned short port);  // as raw, after the TLS handshake

// The head of a valid upgrade request, for raw clients.
std::string upgrade_request(const std::string& target = "/ocpp/CP001", const std::string& extra = "Connection: Upgrade\r\n");

// A station after its upgrade.
class station {
 public:
  virtual ~station() = default;
  virtual void send(const std::string& text) = 0;
  virtual void send_binary(const std::string& bytes) = 0;
  virtual void send_fragments(const std::string& text, std::size_t size) = 0;
  virtual void send_below(const std::string& bytes) = 0;  // under the WebSocket, past its framing
  virtual void ping() = 0;
  virtual std::string receive() = 0;
  virtual farewell wait_for_close() = 0;  // what comes before is dropped
  virtual void close() = 0;
  virtual void vanish() = 0;  // the socket is closed without a word
  virtual std::string accepted_header(const std::string& name) const = 0;
  virtual SSL* tls() = 0;  // nullptr on a plain connection

  std::string ask(const std::string& text) {
    send(text);
    return receive();
  }
};

// Throws where the upgrade is refused.
std::unique_ptr<station> connect_plain(unsigned short port, const station_options& what = {});
std::unique_ptr<station> connect_tls(unsigned short port, const station_options& what = {}, const tls_options& how = {});

inline const std::string heartbeat = R"([2,"hb","Heartbeat",{}])";
inline const std::string boot = R"([2,"b1","BootNotification",{"chargePointVendor":"V","chargePointModel":"M"}])";

}  // namespace net_test
