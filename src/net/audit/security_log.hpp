// Where the gateway's own security events go: the logger `audit`, and the topic of events. Whoever provokes them is not to fill
// either: so many per second, and what is left out is counted and said with the next. Thread-safe.
#pragma once

#include "ocppgw/event/ports.hpp"
#include "ocppgw/event/security.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

namespace ocppgw::net {

class security_log {
 public:
  static constexpr double per_second = 10;
  static constexpr double burst = 100;

  // `now` is base::now, or a test's clock.
  security_log(event::event_sink& sink, std::shared_ptr<const event::settings> records, std::function<base::instant()> now);

  void use(std::shared_ptr<const event::settings> newer);

  void report(const event::security_event& what);

 private:
  struct turn {
    bool allowed = false;
    std::uint64_t number = 0;
    std::uint64_t suppressed = 0;
    std::shared_ptr<const event::settings> records;
  };
  turn take(base::steady_time now);

  event::event_sink& sink_;
  const std::function<base::instant()> now_;
  const std::string process_id_;

  std::mutex guard_;
  std::shared_ptr<const event::settings> records_;
  double allowed_ = burst;
  base::steady_time since_{};
  std::uint64_t number_ = 0;
  std::uint64_t suppressed_ = 0;
};

}  // namespace ocppgw::net
