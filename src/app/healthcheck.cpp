// `ocpp-gateway healthcheck`: for a container's HEALTHCHECK, which has neither shell nor curl.
#include "app/configuration.hpp"
#include "app/properties/properties.hpp"

#include "ocppgw/base/socket_address.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include <chrono>
#include <iostream>
#include <stdexcept>

namespace ocppgw::app {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

constexpr std::chrono::seconds patience{3};

// "[::]:9464" and "0.0.0.0:9464" are reached by loopback.
tcp::endpoint endpoint_of(const std::string& bind) {
  const auto at = base::parse_socket_address(bind);
  if (!at) throw std::runtime_error("admin.bind is not an IP address and a port");
  auto address = asio::ip::make_address(at->host);
  if (address.is_unspecified()) address = asio::ip::make_address(address.is_v6() ? "::1" : "127.0.0.1");
  return {address, at->port};
}

http::response<http::string_body> ask(const tcp::endpoint& where) {
  asio::io_context io;
  beast::tcp_stream stream(io);
  beast::flat_buffer buffer;
  http::response<http::string_body> answer;
  http::request<http::empty_body> question(http::verb::get, "/readyz?verbose", 11);
  question.set(http::field::host, "localhost");
  beast::error_code failed;
  stream.expires_after(patience);
  stream.async_connect(where, [&](beast::error_code error) {
    if ((failed = error)) return;
    http::async_write(stream, question, [&](beast::error_code write_error, std::size_t) {
      if ((failed = write_error)) return;
      http::async_read(stream, buffer, answer, [&](beast::error_code read_error, std::size_t) { failed = read_error; });
    });
  });
  io.run();
  if (failed) throw std::runtime_error("no answer from the gateway: " + failed.message());
  return answer;
}

}  // namespace

int healthcheck(const options& chosen) {
  // Other errors of the configuration are no matter of the running gateway's health.
  const auto loaded = config::load(properties(), sources_of(chosen));
  const auto answer = ask(endpoint_of(loaded.values.admin.bind));
  std::cout << answer.body();
  return answer.result() == http::status::ok ? 0 : exit_failure;
}

}  // namespace ocppgw::app
