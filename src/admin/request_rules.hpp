// Which requests are answered at all, before anybody looks at their path. Pure; any thread.
#pragma once

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include <string>
#include <string_view>

namespace ocppgw::admin {

using request = boost::beast::http::request<boost::beast::http::string_body>;

struct http_error {
  unsigned status = 0;  // 0: answer it
  std::string_view reason;
  bool closes = false;  // what follows the header cannot be told apart from the next request
};

bool is_probe(std::string_view path);  // health, which probes ask for without a token

struct request_rules {
  // On loopback only this machine's programs can ask - and its browsers, which a page may lead here under a name of its own (DNS
  // rebinding). So the Host has to be an IP address or localhost. Elsewhere the listener cannot know its names.
  bool only_own_names = true;

  // Whoever asks for anything but health has to bring it (RFC 6750); "": nobody has to.
  std::string token = {};

  http_error check(const request& header) const;
};

}  // namespace ocppgw::admin
