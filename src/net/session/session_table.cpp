#include "net/session/session_table.hpp"

namespace ocppgw::net {

using command::session_address;

session_table::~session_table() {
  for_each([](session_host& who) { delete &who; });
}

std::optional<session_address> session_table::add(std::unique_ptr<session_host> who) {
  const auto key = sessions_.insert(*who);
  if (!key) return std::nullopt;
  static_cast<void>(who.release());
  load_.reserve();
  shared_.sessions.add();
  metrics_.shard_sessions(sessions_.size());
  return session_address{shard_, key->slot, key->generation};
}

std::optional<session_address> session_table::enter_directory(const session_host& who, session_address where) {
  return shared_.stations.enter(who.station(), where);
}

std::unique_ptr<session_host> session_table::remove(session_address where, std::string_view station) noexcept {
  std::unique_ptr<session_host> removed(find(where.slot, where.generation));
  if (!removed) return removed;
  shared_.stations.leave(station, where);
  sessions_.erase({where.slot, where.generation});
  load_.release();
  metrics_.shard_sessions(sessions_.size());
  shared_.sessions.remove();
  return removed;
}

std::vector<session_address> session_table::addresses() const {
  std::vector<session_address> all;
  for (const auto& key : sessions_.keys()) all.push_back({shard_, key.slot, key.generation});
  return all;
}

}  // namespace ocppgw::net
