// What other threads have for the Kafka thread. Posting is a push under a short lock; the Kafka thread is woken once per emptying.
#pragma once

#include "kafka/library/wake_up.hpp"
#include "kafka/topics/topic_view.hpp"
#include "ocppgw/event/record.hpp"

#include <mutex>
#include <optional>
#include <vector>

namespace ocppgw::kafka {

struct published_batch {
  std::vector<event::record> records;
  base::steady_time taken;
};

struct mail {
  std::vector<published_batch> batches;
  std::vector<event::record_position> settled;
  std::vector<event::record_position> kept;
  std::optional<topic_view> topics;  // the newest
};

class mailbox {
 public:
  explicit mailbox(const wake_up& wake) : wake_(wake) {}

  // Any thread.
  void post(published_batch batch);
  void post_settled(event::record_position position);
  void post_kept(event::record_position position);
  void post(topic_view topics);

  mail collect();  // Kafka thread

 private:
  template <typename Change>
  void change(Change apply);

  const wake_up& wake_;
  std::mutex guard_;
  mail waiting_;
  bool woken_ = false;
};

}  // namespace ocppgw::kafka
