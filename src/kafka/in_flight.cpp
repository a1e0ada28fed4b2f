#include "kafka/in_flight.hpp"

#include <utility>

namespace ocppgw::kafka {

std::size_t weight(const event::record& what) {
  std::size_t bytes = sizeof(event::record) + what.topic.size() + what.key.size() + what.value.size();
  for (const auto& header : what.headers) bytes += sizeof(event::header) + header.name.size() + header.value.size();
  return bytes;
}

std::uint64_t in_flight::add(pending_record what) {
  slots_.push_back({std::move(what), true});
  ++open_;
  return first_ + slots_.size() - 1;
}

const pending_record* in_flight::next() const {
  const auto index = next_ - first_;
  return index < slots_.size() ? &slots_[index].record : nullptr;
}

void in_flight::handed() {
  ++next_;
  skip_closed();
}

std::optional<pending_record> in_flight::take(std::uint64_t id) {
  if (id < first_ || id - first_ >= slots_.size() || !at(id).open) return std::nullopt;
  at(id).open = false;
  --open_;
  std::optional<pending_record> taken(std::move(at(id).record));
  while (!slots_.empty() && !slots_.front().open) {
    slots_.pop_front();
    ++first_;
  }
  if (next_ < first_) next_ = first_;
  skip_closed();
  return taken;
}

void in_flight::rewind() { next_ = first_; }

void in_flight::skip_closed() {
  while (next_ - first_ < slots_.size() && !at(next_).open) ++next_;
}

}  // namespace ocppgw::kafka
