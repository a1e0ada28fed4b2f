#include "net/listener/acceptor.hpp"

#include "net/listener/endpoint.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>

#include <stdexcept>
#include <utility>

namespace ocppgw::net {
namespace {

namespace asio = transport::asio;
using transport::error_code;
using transport::tcp;
using transport::tcp_acceptor;
using transport::tcp_socket;

constexpr std::chrono::milliseconds pause_time{50};
constexpr int accepts_per_round = 64;  // then other work of the shard has its turn

void listen(tcp_acceptor& socket, const tcp::endpoint& at) {
  socket.open(at.protocol());
  socket.set_option(tcp_acceptor::reuse_address(true));
  if (at.address().is_v6()) socket.set_option(asio::ip::v6_only(false));
  socket.bind(at);
  socket.listen();
  socket.non_blocking(true);
}

void prepare(tcp_socket& socket) {
  error_code ignored;
  socket.non_blocking(true, ignored);
  socket.set_option(tcp::no_delay(true), ignored);
  socket.set_option(tcp_socket::keep_alive(true), ignored);
}

bool is_out_of_resources(const error_code& why) {
  return why == asio::error::no_descriptors || why == asio::error::no_memory || why == asio::error::no_buffer_space ||
         why == boost::system::errc::too_many_files_open_in_system;
}

}  // namespace

acceptor::acceptor(std::string bind, std::size_t index, asio::io_context& on, chooser choose, telemetry::metrics& metrics)
    : name_(std::move(bind)), index_(index), on_(on), choose_(std::move(choose)), metrics_(metrics), socket_(on), pause_(on) {
  const auto at = parse_endpoint(name_);
  try {
    listen(socket_, at);
  } catch (const boost::system::system_error& why) {
    throw std::runtime_error("listener " + name_ + ": " + why.code().message());
  }
}

tcp::endpoint acceptor::local() const { return socket_.local_endpoint(); }

void acceptor::start() {
  asio::post(on_, [this] { wait(); });
}

void acceptor::close() {
  asio::post(on_, [this] {
    error_code ignored;
    socket_.close(ignored);
    pause_.cancel();
  });
}

// Whatever fails, it listens on: a listener that is deaf while the process looks healthy would be worse.
void acceptor::wait() {
  if (!socket_.is_open()) return;
  socket_.async_wait(tcp_acceptor::wait_read, [this](error_code why) {
    if (why == asio::error::operation_aborted) return;
    if (why) return pause();
    accept_waiting();
  });
}

void acceptor::accept_waiting() try {
  for (int accepted = 0; accepted < accepts_per_round; ++accepted) {
    if (!accept_one()) return;
  }
  wait();
} catch (const std::exception& fault) {
  telemetry::log_limited(telemetry::log("net"), spdlog::level::err, "internal error while accepting a connection",
                         {{"listener", name_}, {"fault", fault.what()}});
  pause();
}

// False when this round is over.
bool acceptor::accept_one() {
  auto* const to = choose_();
  if (to == nullptr) {
    pause();
    return false;
  }
  error_code why;
  tcp_socket socket(to->context());
  socket_.accept(socket, why);
  if (is_out_of_resources(why)) {
    note_exhaustion(why);
    pause();
    return false;
  }
  if (why == asio::error::would_block) {
    wait();
    return false;
  }
  if (why) return socket_.is_open();  // one connection that was gone before it was taken
  prepare(socket);
  to->accept(index_, std::move(socket));
  return true;
}

void acceptor::note_exhaustion(const error_code& why) {
  metrics_.counter("ocppgw_limit_reached_total", {{"limit", "open_files"}}).Increment();
  telemetry::log_limited(telemetry::log("net"), spdlog::level::err, "cannot accept connections",
                         {{"listener", name_}, {"reason", why.message()}});
}

void acceptor::pause() {
  pause_.expires_after(pause_time);
  pause_.async_wait([this](error_code why) {
    if (!why) wait();
  });
}

}  // namespace ocppgw::net
