#include "kafka/offsets.hpp"

#include <algorithm>

namespace ocppgw::kafka {

bool offsets::take(std::int32_t partition, std::int64_t offset) {
  const auto [found, fresh] = partitions_.try_emplace(partition);
  auto& of = found->second;
  if (fresh) of.committed = offset;
  if (!fresh && offset < of.next) return false;
  of.next = offset + 1;
  of.unsettled.insert(offset);
  ++unsettled_;
  return true;
}

void offsets::settle(std::int32_t partition, std::int64_t offset) {
  const auto found = partitions_.find(partition);
  if (found == partitions_.end()) return;
  unsettled_ -= found->second.unsettled.erase(offset);
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
