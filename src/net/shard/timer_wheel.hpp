// A lazy hashed timer wheel: one per shard, so that a session's deadline costs two pointers and two numbers instead of a timer.
// Moving a deadline back only stores it; the entry is looked at when its old slot comes round, and put where it belongs then.
// It reads no clock and knows no Asio: its owner calls advance() at next(). One thread. An entry may be destroyed while armed.
#pragma once

#include "ocppgw/base/time.hpp"

#include <boost/intrusive/list.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>

namespace ocppgw::net {

class timer_wheel {
 public:
  static constexpr std::chrono::milliseconds granularity{64};
  static constexpr std::uint64_t slots = 512;

  class entry : public boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
   public:
    entry() = default;
    entry(const entry&) = delete;
    entry& operator=(const entry&) = delete;
    virtual ~entry() = default;

   private:
    friend class timer_wheel;
    virtual void due(base::steady_time now) = 0;  // may arm or destroy any entry, this one included

    std::uint64_t deadline_ = 0;  // both in ticks since the wheel's origin
    std::uint64_t placed_ = 0;
  };

  explicit timer_wheel(base::steady_time origin) : origin_(origin) {}

  // `what` is due at `at` or up to one granularity later, never earlier; replaces its former deadline. Returns when the wheel
  // has to be advanced for its sake.
  base::steady_time arm(entry& what, base::steady_time at);
  static void disarm(entry& what) { what.unlink(); }

  // When to advance next; nullopt while nothing is armed.
  std::optional<base::steady_time> next() const;
  void advance(base::steady_time now);

 private:
  using list = boost::intrusive::list<entry, boost::intrusive::constant_time_size<false>>;

  std::uint64_t tick_of(base::steady_time at) const;  // rounded down
  base::steady_time time_of(std::uint64_t tick) const;
  void place(entry& what);

  base::steady_time origin_;
  std::uint64_t current_ = 0;  // the last tick that was looked at
  std::array<list, slots> lists_;
};

}  // namespace ocppgw::net
