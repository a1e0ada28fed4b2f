// ocpp-echo: listens on the loopback, says where, and echoes until its standard input ends.
#include "conformance/echo.hpp"

#include <CLI/CLI.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <cstdio>
#include <exception>
#include <iostream>

#include <unistd.h>

namespace {

using namespace ocppgw;
using namespace ocppgw::transport;

struct options {
  std::string certificate;
  std::string key;
  websocket_settings websocket;
};

task<> accept_all(tcp_acceptor& on, conformance::echoes& to, const conformance::echo_settings& how) {
  for (;;) {
    auto [failed, socket] = co_await on.async_accept(as_result);
    if (failed) co_return;
    socket.non_blocking(true);
    asio::co_spawn(on.get_executor(), to.serve(std::move(socket), how), asio::detached);
  }
}

int run(const options& what) {
  asio::io_context context{1};
  conformance::echoes all;
  const conformance::echo_settings plain{what.websocket, nullptr};
  conformance::echo_settings secured{what.websocket, nullptr};
  tcp_acceptor on(context, {asio::ip::address_v4::loopback(), 0});
  tcp_acceptor on_tls(context, {asio::ip::address_v4::loopback(), 0});
  asio::co_spawn(context, accept_all(on, all, plain), asio::detached);
  std::cout << "plain " << on.local_endpoint().port() << std::endl;
  if (!what.certificate.empty()) {
    tls_settings tls;
    tls.certificates = {{what.certificate, what.key}};
    secured.tls = tls_context::create(tls, [](std::string_view) {});
    asio::co_spawn(context, accept_all(on_tls, all, secured), asio::detached);
    std::cout << "tls " << on_tls.local_endpoint().port() << std::endl;
  }
  asio::posix::basic_stream_descriptor<executor> input(context, ::dup(STDIN_FILENO));
  char byte = 0;
  input.async_read_some(asio::buffer(&byte, 1), [&context](const error_code&, std::size_t) { context.stop(); });
  context.run();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"echoes WebSocket messages, by the connections of ocpp-gateway"};
  options what;
  app.add_option("--certificate", what.certificate, "PEM chain: listens with TLS, too");
  app.add_option("--key", what.key, "PEM key of it");
  app.add_option("--message-size", what.websocket.message_size, "longest message");
  app.add_flag("--compression", what.websocket.compression, "offers permessage-deflate");
  CLI11_PARSE(app, argc, argv);
  try {
    return run(what);
  } catch (const std::exception& failure) {
    std::cerr << failure.what() << '\n';
    return 1;
  }
}
