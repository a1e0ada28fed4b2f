#include "net/guest.hpp"

#include "net/hub.hpp"
#include "net/shard.hpp"
#include "net/teardown.hpp"

#include <sstream>

namespace ocppgw::net {
namespace {

std::string remote_address(const tcp_socket& socket) {
  error_code unknown;
  const auto peer = socket.remote_endpoint(unknown);
  if (unknown) return "unknown";
  std::ostringstream text;
  text << peer;
  return text.str();
}

}  // namespace

guest::guest(shard& on, const doorway& via, tcp_socket& socket)
    : on_(on), via_(via), socket_(&socket), remote_(remote_address(socket)), since_(std::chrono::steady_clock::now()) {
  on_.greet(*this);
  on_.arm(*this, since_ + on_.owner().what.limits.handshake_timeout);
}

guest::~guest() {
  settle(late_ ? "timeout" : "disconnected");
  on_.counts().handshake(via_.name, result_, std::chrono::steady_clock::now() - since_);
  on_.part_with(*this);
}

void guest::start_leaving() { on_.arm(*this, std::chrono::steady_clock::now() + on_.owner().what.limits.close_timeout); }

void guest::cut() { close_quietly(*socket_); }

void guest::settle(std::string_view result) {
  if (result_.empty()) result_ = result;
}

void guest::due(base::steady_time) {
  if (late_ || !result_.empty()) return cut();
  late_ = true;
  on_.counts().limit_reached("handshake_timeout");
  error_code ignored;
  socket_->cancel(ignored);
  start_leaving();
}

}  // namespace ocppgw::net
