// ocpp-station: one charging station to watch, or thousands to measure a server.
#include "station/fleet/fleet.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>

#include <sys/resource.h>
#include <cstdio>
#include <exception>
#include <memory>
#include <stdexcept>

namespace {

namespace asio = boost::asio;
using namespace ocppgw::bench;

std::unique_ptr<asio::ssl::context> make_tls(const options& how) {
  if (!how.server.tls) return nullptr;
  auto out = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_client);
  if (!how.certificate_file.empty()) {
    out->use_certificate_chain_file(how.certificate_file);
    out->use_private_key_file(how.key_file, asio::ssl::context::pem);
  }
  if (how.ca_file.empty()) {
    if (!how.quiet) std::fprintf(stderr, "the server's certificate is not verified (no --ca)\n");
    return out;
  }
  out->load_verify_file(how.ca_file);
  out->set_verify_mode(asio::ssl::verify_peer);
  out->set_verify_callback(asio::ssl::host_name_verification{how.server.host});
  return out;
}

asio::ip::tcp::endpoint resolve(asio::io_context& loop, const url& server) {
  boost::system::error_code failure;
  asio::ip::tcp::resolver resolver{loop};
  const auto found = resolver.resolve(server.host, server.port, failure);
  if (failure || found.empty()) throw std::runtime_error{"cannot resolve " + server.authority() + ": " + failure.message()};
  return found.begin()->endpoint();
}

// One descriptor per station; the default soft limit of 1024 is for programs that use select().
void raise_descriptor_limit(std::size_t stations) {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  constexpr std::size_t others = 32;
  if (stations + others > limit.rlim_max) throw std::runtime_error{"more stations than file descriptors (ulimit -n)"};
}

int run(const options& how) {
  raise_descriptor_limit(how.stations.size());
  asio::io_context loop{1};
  const auto tls = make_tls(how);
  const destination where{how.server, resolve(loop, how.server), tls.get(), how.password};
  connect_limiter entrance{loop.get_executor(), how.connects_in_flight};
  frame_reader reader;
  stats results;
  transcript script{!how.quiet && !how.fleet};
  const surroundings shared{loop, how, where, entrance, reader, results, script};
  fleet all{shared};
  asio::co_spawn(loop, all.run(), [](const std::exception_ptr& problem) {
    if (problem) std::rethrow_exception(problem);
  });
  loop.run();
  const auto text = how.json ? to_json(all.result()) + "\n" : to_text(all.result());
  if (how.json || how.fleet) std::printf("%s", text.c_str());
  return results.errors() == 0 && all.result().up == how.stations.size() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const auto parsed = parse_options(argc, argv);
  if (parsed.exit_code) return *parsed.exit_code;
  try {
    return run(parsed.what);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "ocpp-station: %s\n", problem.what());
    return 2;
  }
}
