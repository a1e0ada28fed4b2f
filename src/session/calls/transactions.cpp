#include "session/calls/transactions.hpp"

#include <algorithm>

namespace ocppgw::session {

void transactions::started(std::int64_t id) {
  if (running_.size() == limit || std::find(running_.begin(), running_.end(), id) != running_.end()) return;
  running_.push_back(id);
}

void transactions::stopped(std::int64_t id) { running_.erase(std::remove(running_.begin(), running_.end(), id), running_.end()); }

}  // namespace ocppgw::session
