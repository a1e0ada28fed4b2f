// The few URLs an OCPP-J station needs: ws[s]://host[:port]/path. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ocppgw::bench {

struct url {
  bool tls = true;
  std::string host = "127.0.0.1";  // without brackets
  std::string port = "9443";
  std::string path = "/ocpp";  // without a slash at its end

  std::string authority() const;                       // for the Host header
  std::string target(std::string_view station) const;  // path of one station, percent-encoded
  std::string text() const;
};

std::optional<url> parse_url(std::string_view text);

}  // namespace ocppgw::bench
