#include "kafka/mailbox.hpp"

#include <utility>

namespace ocppgw::kafka {

template <typename Change>
void mailbox::change(Change apply) {
  bool wake = false;
  {
    const std::lock_guard lock(guard_);
    apply(waiting_);
    wake = !std::exchange(woken_, true);
  }
  if (wake) wake_.notify();
}

void mailbox::post(published_batch batch) {
  change([&](mail& box) { box.batches.push_back(std::move(batch)); });
}

void mailbox::post_settled(event::record_position position) {
  change([&](mail& box) { box.settled.push_back(std::move(position)); });
}

void mailbox::post_kept(event::record_position position) {
  change([&](mail& box) { box.kept.push_back(std::move(position)); });
}

void mailbox::post(topic_view topics) {
  change([&](mail& box) {
    // Starts are told once; a view that was not collected yet must not take them along.
    if (box.topics) add_starts(topics.starts, std::move(box.topics->starts));
    box.topics = std::move(topics);
  });
}

mail mailbox::collect() {
  const std::lock_guard lock(guard_);
  woken_ = false;
  return std::exchange(waiting_, {});
}

}  // namespace ocppgw::kafka
