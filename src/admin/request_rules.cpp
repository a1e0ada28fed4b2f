#include "admin/request_rules.hpp"

#include "ocppgw/base/keyed_hash.hpp"
#include "ocppgw/base/text.hpp"

#include <boost/asio/ip/address.hpp>

#include <string>

namespace ocppgw::admin {
namespace {

namespace http = boost::beast::http;

constexpr http_error has_encoded_body{400, "no request has a body here\n", true};
constexpr http_error has_no_host{400, "exactly one Host is needed\n"};
constexpr http_error has_foreign_host{421, "only an IP address or localhost is a Host here\n"};
constexpr http_error has_other_method{405, "only GET and HEAD\n"};
constexpr http_error has_no_token{401, "the bearer token of admin.token_file is needed\n"};

// "[::1]:9464" -> "::1", "localhost:9464" -> "localhost"
std::string without_port(std::string_view host) {
  if (host.starts_with('[')) {
    const auto end = host.find(']');
    return end == std::string_view::npos ? "" : std::string{host.substr(1, end - 1)};
  }
  return std::string{host.substr(0, host.find(':'))};
}

bool is_own_name(std::string_view host) {
  const auto name = without_port(host);
  boost::system::error_code error;
  boost::asio::ip::make_address(name, error);
  return !error || base::to_lower_ascii(name) == "localhost";
}

// By their keyed hashes, so that the time tells nothing of the token.
bool brings(const request& header, std::string_view token) {
  constexpr std::string_view scheme = "bearer ";
  const auto field = header[http::field::authorization];
  const std::string_view given(field.data(), field.size());
  if (base::to_lower_ascii(given.substr(0, scheme.size())) != scheme) return false;
  const auto presented = base::trim(given.substr(scheme.size()));
  return base::hash_with_process_key(presented) == base::hash_with_process_key(token);
}

}  // namespace

bool is_probe(std::string_view path) { return path == "/livez" || path == "/readyz" || path == "/healthz"; }

http_error request_rules::check(const request& header) const {
  // A chunk extension has no end of its own, so that a chunked body is not even skipped.
  if (header.count(http::field::transfer_encoding) > 0) return has_encoded_body;
  const auto hosts = header.count(http::field::host);
  if (hosts > 1 || (hosts == 0 && header.version() >= 11)) return has_no_host;
  const auto host = header[http::field::host];
  if (hosts == 1 && only_own_names && !is_own_name({host.data(), host.size()})) return has_foreign_host;
  if (header.method() != http::verb::get && header.method() != http::verb::head) return has_other_method;
  const std::string_view target(header.target().data(), header.target().size());
  const bool is_free = token.empty() || is_probe(target.substr(0, target.find('?')));
  return is_free || brings(header, token) ? http_error{} : has_no_token;
}

}  // namespace ocppgw::admin
