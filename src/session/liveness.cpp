#include "session/liveness.hpp"

#include <algorithm>

namespace ocppgw::session {
namespace {

// FNV-1a: the same on every platform, unlike std::hash.
std::uint32_t hash(std::string_view text) {
  std::uint32_t value = 2166136261U;
  for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 16777619U;
  return value;
}

}  // namespace

std::chrono::milliseconds jittered(std::chrono::milliseconds interval, std::string_view session_id) {
  const std::int64_t permille = 900 + hash(session_id) % 201;
  return std::chrono::milliseconds(interval.count() * permille / 1000);
}

void liveness::open(base::instant now) {
  last_seen_ = now.steady;
  schedule_ping(now);
}

void liveness::schedule_ping(base::instant now) {
  next_ping_ = now.steady + jittered(shared_.settings->ping_interval, shared_.who.session_id);
}

void liveness::tick(bool reading, base::instant now) {
  if (!reading) seen(now);
  if (limits_silence() && now.steady >= last_seen_ + shared_.settings->idle_timeout) {
    shared_.close(1001, close_reason::idle_timeout);
    return;
  }
  if (!pings() || now.steady < next_ping_) return;
  schedule_ping(now);
  shared_.emit(ping{});
}

std::optional<base::steady_time> liveness::deadline() const {
  std::optional<base::steady_time> next;
  if (pings()) next = next_ping_;
  if (!limits_silence()) return next;
  const auto silence = last_seen_ + shared_.settings->idle_timeout;
  return next ? std::min(*next, silence) : silence;
}

}  // namespace ocppgw::session
