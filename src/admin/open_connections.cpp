#include "admin/open_connections.hpp"

#include <utility>

namespace ocppgw::admin {

std::unique_ptr<open_connection> open_connections::admit(boost::asio::ip::tcp::socket socket) {
  if (!make_room()) return nullptr;
  return std::make_unique<open_connection>(*this, std::move(socket));
}

bool open_connections::make_room() {
  if (waiting_.size() + answering_ < limit_) return true;
  if (waiting_.empty()) return false;
  auto& oldest = *waiting_.front();
  oldest.leave();
  oldest.stream_.close();
  return true;
}

open_connection::open_connection(open_connections& all, boost::asio::ip::tcp::socket socket)
    : all_(all), stream_(std::move(socket)) {
  wait();
}

open_connection::~open_connection() { leave(); }

bool open_connection::answer() {
  if (state_ == state::gone) return false;
  leave();
  ++all_.answering_;
  state_ = state::answering;
  return true;
}

void open_connection::wait() {
  leave();
  at_ = all_.waiting_.insert(all_.waiting_.end(), this);
  state_ = state::waiting;
}

void open_connection::leave() {
  if (state_ == state::waiting) all_.waiting_.erase(at_);
  if (state_ == state::answering) --all_.answering_;
  state_ = state::gone;
}

}  // namespace ocppgw::admin
