#include "kafka/reader/reader_state.hpp"

#include "kafka/reader/consumed_record.hpp"

namespace ocppgw::kafka {

void reader_state::add_starts(const partition_starts& starts) {
  for (const auto& [partition, start] : starts) {
    const bool is_new = !offsets_.position(partition);
    offsets_.start(partition, start.offset);
    if (is_new && what_.commit == commit_policy::below_kept) offsets_.keep_from(partition, start.offset);
    if (!caught_up_ && start.offset < start.end) behind_.emplace(partition, start.end);
  }
  has_starts_ = true;
}

std::map<std::int32_t, std::int64_t> reader_state::take_unassigned() {
  auto fresh = offsets_.positions();
  std::erase_if(fresh, [this](const auto& each) { return assigned_.contains(each.first); });
  for (const auto& [partition, position] : fresh) assigned_.insert(partition);
  return fresh;
}

void reader_state::take(const rd_kafka_message_t& message) {
  if (!offsets_.take(message.partition, message.offset, message.len + message.key_len)) return;
  if (!settles()) offsets_.settle(message.partition, message.offset);
  taken_.push_back(to_consumed_record(message));
  pass(message.partition, message.offset + 1);
}

void reader_state::pass(std::int32_t partition, std::int64_t next) {
  const auto found = behind_.find(partition);
  if (found != behind_.end() && next >= found->second) behind_.erase(found);
}

void reader_state::dispatch() {
  if (!taken_.empty()) what_.sink->dispatch(std::exchange(taken_, {}));
  if (!caught_up_ && has_starts_ && behind_.empty()) tell_caught_up();
}

void reader_state::tell_caught_up() {
  caught_up_ = true;
  what_.sink->caught_up();
}

bool reader_state::update_paused() {
  const auto is_over = [this](std::size_t now, std::size_t limit) { return paused_ ? now > limit / 2 : now >= limit; };
  const bool too_many = is_over(unsettled(), what_.unsettled_limit) || is_over(offsets_.unsettled_bytes(), what_.unsettled_bytes);
  return std::exchange(paused_, too_many) != too_many;
}

std::map<std::int32_t, std::int64_t> reader_state::committable(bool all) const {
  if (!commits()) return {};
  return all ? offsets_.all_committable() : offsets_.committable();
}

}  // namespace ocppgw::kafka
