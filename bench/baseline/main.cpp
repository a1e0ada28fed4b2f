// beast-ssl-baseline: what the gateway is compared with. Prints its two URLs, then serves until it is told to stop.
#include "baseline/server.hpp"

#include <boost/asio/signal_set.hpp>

#include <CLI/CLI.hpp>

#include <sys/resource.h>
#include <csignal>
#include <cstdio>
#include <exception>

namespace {

void raise_descriptor_limit() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

int serve(std::uint16_t tls_port, std::uint16_t plain_port) {
  raise_descriptor_limit();
  boost::asio::io_context loop{1};
  ocppgw::bench::baseline_server server{loop};
  std::printf("wss://127.0.0.1:%d/ocpp\n", server.listen_tls(tls_port));
  std::printf("ws://127.0.0.1:%d/ocpp\n", server.listen_plain(plain_port));
  std::fflush(stdout);
  boost::asio::signal_set signals{loop, SIGINT, SIGTERM};
  signals.async_wait([&loop](boost::system::error_code, int) { loop.stop(); });
  loop.run();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::uint16_t tls_port = 0;
  std::uint16_t plain_port = 0;
  CLI::App app{"Beast's WebSocket over asio::ssl, to compare the gateway with", "beast-ssl-baseline"};
  app.add_option("--tls-port", tls_port, "0 = any free port");
  app.add_option("--plain-port", plain_port, "0 = any free port");
  CLI11_PARSE(app, argc, argv);
  try {
    return serve(tls_port, plain_port);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "beast-ssl-baseline: %s\n", problem.what());
    return 2;
  }
}
