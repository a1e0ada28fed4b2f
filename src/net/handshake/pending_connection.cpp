#include "net/handshake/pending_connection.hpp"

#include "net/active_settings.hpp"
#include "net/shard/heap_trim.hpp"
#include "net/shard/shard_loop.hpp"
#include "net/shard/shard_metrics.hpp"

#include <algorithm>
#include <utility>

namespace ocppgw::net {

void pending_connections::cut_all() {
  for (auto& who : all) who.cut();
}

void pending_connections::make_room(base::steady_time now, bool handshakes_wait) {
  for (auto at = all.begin(); at != all.end();) {
    auto& who = *at++;
    if (!who.gives_way(now, handshakes_wait)) continue;
    who.set_result("crowded_out");
    who.cut();
  }
}

pending_connection::pending_connection(pending_connections& among, pending_places::place place, std::string_view listener,
                                       transport::incoming_connection& connection)
    : among_(among),
      place_(std::move(place)),
      listener_(listener),
      connection_(connection),
      since_(std::chrono::steady_clock::now()),
      waiting_since_(since_) {
  among_.all.push_back(*this);
  begin("first_byte_timeout", among_.settings.network().limits.first_byte_timeout);
}

void pending_connection::begin(std::string_view limit, std::chrono::milliseconds time) {
  if (late_) return;
  const auto end = since_ + among_.settings.network().limits.handshake_timeout;
  const auto due = std::chrono::steady_clock::now() + time;
  limit_ = due < end ? limit : "handshake_timeout";
  among_.loop.arm(*this, std::min(due, end));
}

void pending_connection::wait_for(waits_for whom) {
  whom_ = whom;
  waiting_since_ = std::chrono::steady_clock::now();
}

bool pending_connection::gives_way(base::steady_time now, bool handshakes_wait) const {
  if (whom_ == waits_for::gateway || now - waiting_since_ < patience) return false;
  return place_.is_crowded() || (handshakes_wait && whom_ == waits_for::peer_with_permit);
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

bool pending_connection::belongs_to(const std::string& remote_address) {
  const auto from = place_.has_source() ? std::nullopt : network_of(remote_address);
  if (!from) return true;
  const auto limit = place_.belong_to(*from, std::chrono::steady_clock::now());
  if (limit.empty()) return true;
  among_.metrics.limit_reached(limit);
  set_result("crowded_out");
  return false;
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
  among_.metrics.limit_reached(limit_);
  connection_.cancel();
  if (awaited_ != nullptr) awaited_->cancel();
  start_leaving();
}

}  // namespace ocppgw::net
