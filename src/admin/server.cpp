#include "ocppgw/admin/server.hpp"

#include "admin/connection.hpp"
#include "admin/open_connections.hpp"
#include "admin/router.hpp"

#include "ocppgw/base/files.hpp"
#include "ocppgw/base/socket_address.hpp"
#include "ocppgw/base/text.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace ocppgw::admin {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr auto token = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::milliseconds pause_after_failed_accept{100};  // out of descriptors: do not spin

[[noreturn]] void fail(const std::string& bind, const std::string& why) {
  throw std::runtime_error("cannot listen on admin.bind " + bind + ": " + why);
}

tcp::endpoint parse_endpoint(const std::string& bind) {
  const auto at = base::parse_socket_address(bind);
  if (!at) fail(bind, "not an IP address and a port");
  return {asio::ip::make_address(at->host), at->port};
}

std::string read_token(const std::string& file) {
  const auto text = base::content_of(file).value_or("");
  std::string secret(base::trim(text.substr(0, text.find('\n'))));
  if (secret.empty()) throw std::runtime_error("admin.token_file " + file + " holds no token in its first line");
  return secret;
}

class http_server : public server {
 public:
  http_server(settings what, telemetry::metrics& metrics, const telemetry::health& health)
      : settings_(std::move(what)),
        errors_(metrics.counter("ocppgw_admin_errors_total")),
        routes_(settings_.version, settings_.only_probes, metrics, health),
        open_(settings_.connections),
        acceptor_(context_) {
    const auto at = parse_endpoint(settings_.bind);
    rules_.only_own_names = at.address().is_loopback();
    if (!settings_.token_file.empty()) rules_.token = read_token(settings_.token_file);
    listen(at);
    asio::co_spawn(context_, accept_loop(), asio::detached);
    thread_ = std::thread([this] { run(); });
  }

  ~http_server() override {
    context_.stop();
    thread_.join();
  }

  unsigned short port() const override { return port_; }

 private:
  void listen(const tcp::endpoint& at) try {
    acceptor_.open(at.protocol());
    acceptor_.set_option(tcp::acceptor::reuse_address(true));
    acceptor_.bind(at);
    acceptor_.listen();
    port_ = acceptor_.local_endpoint().port();
  } catch (const boost::system::system_error& error) {
    fail(settings_.bind, error.code().message());
  }

  asio::awaitable<void> accept_loop() {
    asio::steady_timer timer(context_);
    for (;;) {
      auto [error, socket] = co_await acceptor_.async_accept(token);
      if (!error) {
        tcp::socket accepted = std::move(socket);  // Clang 14 does not capture structured bindings
        guarded([&] { take(std::move(accepted)); });
        continue;
      }
      telemetry::log_limited(telemetry::log("admin"), spdlog::level::warn, "cannot accept a connection",
                             {{"error", error.message()}});
      timer.expires_after(pause_after_failed_accept);
      co_await timer.async_wait(token);
    }
  }

  void take(tcp::socket socket) {
    auto connection = open_.admit(std::move(socket));
    if (!connection) return;
    const auto ended = [this](const std::exception_ptr& failure) {
      guarded([&] {
        if (failure) std::rethrow_exception(failure);
      });
    };
    asio::co_spawn(context_, serve(std::move(connection), settings_, rules_, routes_), ended);
  }

  void run() {
    for (bool over = false; !over;) {
      guarded([&] {
        context_.run();
        over = true;
      });
    }
  }

  // An exception costs one connection: probes must not fail because of one answer, and the process serves stations.
  template <class Work>
  void guarded(Work work) try {
    work();
  } catch (const std::exception& fault) {
    count_error(fault.what());
  } catch (...) {
    count_error("unknown exception");
  }

  void count_error(std::string_view fault) {
    errors_.Increment();
    telemetry::log_limited(telemetry::log("admin"), spdlog::level::err, "internal error on the admin listener", {{"fault", fault}});
  }

  const settings settings_;
  prometheus::Counter& errors_;
  const router routes_;
  request_rules rules_;
  open_connections open_;
  unsigned short port_ = 0;
  // Below everything that the coroutines refer to: its destructor ends those that still wait.
  asio::io_context context_{1};
  tcp::acceptor acceptor_;
  std::thread thread_;
};

}  // namespace

std::unique_ptr<server> server::start(settings what, telemetry::metrics& metrics, const telemetry::health& health) {
  return std::make_unique<http_server>(std::move(what), metrics, health);
}

}  // namespace ocppgw::admin
