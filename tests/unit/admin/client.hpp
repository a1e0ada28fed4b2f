// A blocking HTTP client over a plain socket, independent of the server's library: what is sent and received is text.
#pragma once

#include <string>
#include <string_view>

namespace ocppgw::admin {

class client {
 public:
  explicit client(unsigned short port);
  ~client();
  client(const client&) = delete;
  client& operator=(const client&) = delete;

  // False where the server has already closed the connection.
  bool send(std::string_view text) const;

  // Header and body of one response by its Content-Length; what is there when the connection ends before.
  std::string receive(bool with_body = true);

  // Everything until the server closes.
  std::string receive_all();

  std::string get(std::string_view target);

 private:
  bool fill();

  int socket_;
  std::string pending_;
};

// The part after the empty line.
std::string body_of(const std::string& response);

}  // namespace ocppgw::admin
