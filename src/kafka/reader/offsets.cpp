#include "kafka/reader/offsets.hpp"

#include <algorithm>

namespace ocppgw::kafka {

void offsets::start(std::int32_t partition, std::int64_t offset) { partitions_.try_emplace(partition, track{offset, offset, {}}); }

bool offsets::take(std::int32_t partition, std::int64_t offset, std::size_t bytes) {
  start(partition, offset);
  auto& of = partitions_.at(partition);
  if (offset < of.next) return false;
  of.next = offset + 1;
  of.unsettled.emplace(offset, bytes);
  ++unsettled_;
  unsettled_bytes_ += bytes;
  return true;
}

void offsets::settle(std::int32_t partition, std::int64_t offset) {
  const auto found = partitions_.find(partition);
  if (found == partitions_.end()) return;
  const auto settled = found->second.unsettled.extract(offset);
  if (settled.empty()) return;
  --unsettled_;
  unsettled_bytes_ -= settled.mapped();
}

void offsets::keep_from(std::int32_t partition, std::int64_t offset) {
  const auto found = partitions_.find(partition);
  if (found != partitions_.end()) found->second.kept = offset;
}

std::map<std::int32_t, std::int64_t> offsets::committable() const {
  auto moved = all_committable();
  std::erase_if(moved, [this](const auto& each) { return each.second <= partitions_.at(each.first).committed; });
  return moved;
}

std::map<std::int32_t, std::int64_t> offsets::all_committable() const {
  std::map<std::int32_t, std::int64_t> all;
  for (const auto& [partition, of] : partitions_) all[partition] = of.low();
  return all;
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

std::map<std::int32_t, std::int64_t> offsets::positions() const {
  std::map<std::int32_t, std::int64_t> all;
  for (const auto& [partition, of] : partitions_) all[partition] = of.next;
  return all;
}

void offsets::forget(std::int32_t partition) {
  const auto found = partitions_.find(partition);
  if (found == partitions_.end()) return;
  unsettled_ -= found->second.unsettled.size();
  for (const auto& [offset, bytes] : found->second.unsettled) unsettled_bytes_ -= bytes;
  partitions_.erase(found);
}

}  // namespace ocppgw::kafka
