#include "net/handshake/pending_connection.hpp"

#include "net/active_settings.hpp"
#include "net/shard/heap_trim.hpp"
#include "net/shard/shard_loop.hpp"
#include "net/shard/shard_metrics.hpp"

namespace ocppgw::net {

void pending_connections::cut_all() {
  for (auto& who : all) who.cut();
}

pending_connection::pending_connection(pending_connections& among, std::string_view listener,
                                       transport::incoming_connection& connection)
    : among_(among), listener_(listener), connection_(connection), since_(std::chrono::steady_clock::now()) {
  among_.all.push_back(*this);
  among_.loop.arm(*this, since_ + among_.settings.network().limits.handshake_timeout);
}

pending_connection::~pending_connection() {
  set_result(late_ ? "timeout" : "disconnected");
  among_.all.erase(among_.all.iterator_to(*this));
  among_.load.release();
  among_.heap.note_handshake();
  among_.metrics.handshake(listener_, result_, std::chrono::steady_clock::now() - since_);
}

transport::task<> pending_connection::wait(transport::steady_timer& event) {
  awaited_ = &event;
  co_await event.async_wait(transport::as_result);
  awaited_ = nullptr;
}

void pending_connection::start_leaving() {
  among_.loop.arm(*this, std::chrono::steady_clock::now() + among_.settings.network().limits.close_timeout);
}

void pending_connection::cut() {
  connection_.cut();
  if (awaited_ != nullptr) awaited_->cancel();
}

void pending_connection::set_result(std::string_view result) {
  if (result_.empty()) result_ = result;
}

void pending_connection::due(base::steady_time) {
  if (late_ || !result_.empty()) return cut();
  late_ = true;
  among_.metrics.limit_reached("handshake_timeout");
  connection_.cancel();
  if (awaited_ != nullptr) awaited_->cancel();
  start_leaving();
}

}  // namespace ocppgw::net
