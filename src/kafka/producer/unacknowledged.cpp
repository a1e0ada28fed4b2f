#include "kafka/producer/unacknowledged.hpp"

#include <utility>

namespace ocppgw::kafka {

std::size_t weight(const event::record& what) {
  const auto bytes = sizeof(event::record) + what.topic.size() + what.key.size() + what.value.size() + what.headers.memory();
  return what.smaller ? bytes + what.smaller->value.size() + what.smaller->headers.memory() : bytes;
}

std::uint64_t unacknowledged::add(pending_record what) {
  records_.emplace_hint(records_.end(), ++last_, std::move(what));
  return last_;
}

const pending_record* unacknowledged::next() const {
  const auto found = records_.lower_bound(next_);
  return found == records_.end() ? nullptr : &found->second;
}

std::uint64_t unacknowledged::next_id() const { return records_.lower_bound(next_)->first; }

void unacknowledged::handed() { next_ = next_id() + 1; }

std::optional<pending_record> unacknowledged::take(std::uint64_t id) {
  auto found = records_.extract(id);
  if (found.empty()) return std::nullopt;
  return std::move(found.mapped());
}

}  // namespace ocppgw::kafka
