// Bounds what the WebSockets of one shard hold of messages that are not complete yet, and what their owners keep of whole ones:
// their bytes, over all shards together, and the time that each may take. It also holds messages back while the process has no room
// for what they would become. One shard's thread, but for the totals.
#pragma once

#include "ocppgw/base/time.hpp"

#include <boost/intrusive/list.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <string_view>
#include <utility>

namespace ocppgw::transport {

struct receive_limits {
  std::size_t bytes = 256 * 1024 * 1024;              // of incomplete messages, and as much of those kept; all shards together
  std::chrono::milliseconds message_timeout{30'000};  // from the first byte to the last, the time in which it was held back aside
  bool operator==(const receive_limits&) const = default;
};

// Of all shards.
struct receive_totals {
  std::atomic<std::size_t> incomplete{0};  // bytes of messages that have not been given to their owner
  std::atomic<std::size_t> kept{0};        // of those that the owners keep for later
};

class receive_control {
 public:
  static constexpr std::size_t always_admitted = 4 * 1024;  // so much of any message: a full budget holds up only large ones

  // A message on its way. Destroying it gives its bytes back.
  class message : public boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
   public:
    explicit message(receive_control& by) : by_(by) {}
    message(const message&) = delete;
    message& operator=(const message&) = delete;
    virtual ~message() { leave(); }

    // `bytes` more have come. False: read no further until go_on().
    [[nodiscard]] bool received(std::size_t bytes);
    // The last byte is there, or nobody wants it any more.
    void leave();

   private:
    friend class receive_control;
    virtual void held_back(std::string_view limit) = 0;
    virtual void go_on() = 0;
    virtual void timed_out() = 0;

    receive_control& by_;
    std::size_t bytes_ = 0;
    base::steady_time since_{};
  };

  // `totals` are shared by all shards; `has_room`: does the process take further messages? Asked once per message.
  receive_control(receive_limits limits, receive_totals& totals, std::function<bool()> has_room)
      : limits_(limits), totals_(totals), has_room_(std::move(has_room)) {}

  void use(const receive_limits& newer) { limits_ = newer; }

  // A message of which nothing but its first bytes has been read may become one of the owner's.
  [[nodiscard]] bool has_room() const { return has_room_() && keeps_few(); }

  // An owner keeps `now` bytes of whole messages, where it kept `before`.
  void keep(std::size_t before, std::size_t now) { totals_.kept.fetch_add(now - before, std::memory_order_relaxed); }

  // Lets messages go on for which there is room again. Call it whenever that may be so.
  void resume(base::steady_time now);
  // Ends those that took too long. Call it about once a second.
  void expire(base::steady_time now);

 private:
  using list = boost::intrusive::list<message, boost::intrusive::constant_time_size<false>>;

  [[nodiscard]] bool keeps_few() const { return totals_.kept.load(std::memory_order_relaxed) <= limits_.bytes; }
  [[nodiscard]] bool admit(message& what);
  [[nodiscard]] bool has_bytes_for(const message& what) const;
  void hold(message& what, std::string_view limit);

  receive_limits limits_;
  receive_totals& totals_;
  std::function<bool()> has_room_;
  list receiving_;  // the oldest first
  list held_;       // the same
};

}  // namespace ocppgw::transport
