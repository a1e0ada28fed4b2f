#include "kafka/offsets.hpp"

#include <algorithm>

namespace ocppgw::kafka {

bool offsets::take(event::command_ref command) {
  const auto [found, fresh] = partitions_.try_emplace(command.partition);
  auto& of = found->second;
  if (fresh) of.committed = command.offset;
  if (!fresh && command.offset < of.next) return false;
  of.next = command.offset + 1;
  of.unsettled.insert(command.offset);
  ++unsettled_;
  return true;
}

void offsets::settle(event::command_ref command) {
  const auto found = partitions_.find(command.partition);
  if (found == partitions_.end()) return;
  unsettled_ -= found->second.unsettled.erase(command.offset);
}

std::map<std::int32_t, std::int64_t> offsets::committable() const {
  std::map<std::int32_t, std::int64_t> moved;
  for (const auto& [partition, of] : partitions_) {
    if (of.low() > of.committed) moved[partition] = of.low();
  }
  return moved;
}

void offsets::committed(std::int32_t partition, std::int64_t offset) {
  const auto found = partitions_.find(partition);
  if (found != partitions_.end()) found->second.committed = std::max(found->second.committed, offset);
}

std::optional<std::int64_t> offsets::position(std::int32_t partition) const {
  const auto found = partitions_.find(partition);
  if (found == partitions_.end()) return std::nullopt;
  return found->second.next;
}

void offsets::forget(std::int32_t partition) {
  const auto found = partitions_.find(partition);
  if (found == partitions_.end()) return;
  unsettled_ -= found->second.unsettled.size();
  partitions_.erase(found);
}

}  // namespace ocppgw::kafka
