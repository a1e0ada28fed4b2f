// One thread, one io_context(1), and everything that belongs to it: sessions, guests (those who are not yet sessions), timers,
// counters, the JSON reader and the records on their way to Kafka. Nothing of it is locked. Other threads reach it only by the
// functions marked so; they post, once per batch.
#pragma once

#include "net/asio.hpp"
#include "net/conversation.hpp"
#include "net/guest.hpp"
#include "net/meters.hpp"
#include "net/slot_map.hpp"
#include "net/turnstile.hpp"
#include "net/wheel.hpp"
#include "ocppgw/command/router.hpp"
#include "ocppgw/event/delivery.hpp"
#include "ocppgw/ocpp/message.hpp"

#include <boost/asio/executor_work_guard.hpp>

#include <atomic>
#include <cstdint>
#include <optional>
#include <thread>
#include <vector>

namespace ocppgw::net {

struct hub;

class shard {
 public:
  shard(hub& owner, std::uint32_t index);
  ~shard();
  shard(const shard&) = delete;
  shard& operator=(const shard&) = delete;

  // Any thread.
  void start();
  void stop();  // cuts all sessions, lets them say so, ends the thread
  asio::io_context& context() { return context_; }
  std::uint32_t index() const { return index_; }
  std::size_t load() const { return load_.load(std::memory_order_relaxed); }  // sessions and guests
  bool has_room() const;
  void expect_guest() { load_.fetch_add(1, std::memory_order_relaxed); }  // before a socket is handed over
  std::chrono::nanoseconds since_last_tick() const;
  void post_deliveries(std::vector<event::delivery> verdicts);
  void post_commands(std::vector<command::addressed_request> commands);
  void post_replaced(command::session_address old, command::session_address by);
  void post_drain(std::vector<command::session_address> leaving);
  void post_cut_all();

  // The shard's thread.
  hub& owner() { return owner_; }
  meters& counts() { return counts_; }
  ocpp::reader& reader() { return reader_; }
  turnstile& handshakes() { return handshakes_; }
  void arm(wheel::entry& what, base::steady_time at);
  void publish(event::record what);
  std::optional<conversation::key> enter(conversation& who);
  void leave(conversation::key which);
  void greet(guest& who);
  void part_with(guest& who);
  std::vector<command::session_address> places(bool in_transaction) const;

 private:
  void run();
  void advance();
  void wake_at(base::steady_time at);
  void flush();
  void tick();
  void cut_all();
  void deliver(const event::delivery& what);
  void command(command::addressed_request what);
  void trim_after_storm();

  hub& owner_;
  std::uint32_t index_;
  std::atomic<std::size_t> load_{0};
  std::atomic<std::int64_t> last_tick_{0};

  meters counts_;
  ocpp::reader reader_;
  wheel timers_;
  slot_map<conversation> table_;
  guest_list guests_;
  turnstile handshakes_;
  std::vector<event::record> outgoing_;
  bool flush_posted_ = false;
  std::size_t handshakes_since_trim_ = 0;
  unsigned quiet_ticks_ = 0;

  // Last, so that what it still holds is destroyed before everything above.
  asio::io_context context_{1};
  asio::executor_work_guard<executor> work_{context_.get_executor()};
  steady_timer wheel_timer_{context_};
  base::steady_time wake_at_ = base::steady_time::max();
  steady_timer tick_timer_{context_};
  std::thread thread_;
};

}  // namespace ocppgw::net
