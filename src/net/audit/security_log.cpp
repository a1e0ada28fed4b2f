#include "net/audit/security_log.hpp"

#include "ocppgw/base/digest.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

namespace ocppgw::net {

security_log::security_log(event::event_sink& sink, std::shared_ptr<const event::settings> records,
                           std::function<base::instant()> now)
    : sink_(sink), now_(std::move(now)), process_id_(base::random_hex(10)), records_(std::move(records)) {}

void security_log::use(std::shared_ptr<const event::settings> newer) {
  const std::scoped_lock hold(guard_);
  records_ = std::move(newer);
}

void security_log::report(const event::security_event& what) {
  const auto now = now_();
  const auto may = take(now.steady);
  if (!may.allowed) return;
  telemetry::log_line(telemetry::log("audit"), spdlog::level::warn, "security event",
                      {{"kind", what.kind},
                       {"station", what.station},
                       {"remote", what.remote},
                       {"listener", what.listener},
                       {"detail", what.detail},
                       {"suppressed", may.suppressed}});
  const auto id = process_id_ + "-s" + std::to_string(may.number);
  std::vector<event::record> one;
  one.push_back(event::encode_security_event(*may.records, id, what, may.suppressed, now.wall));
  sink_.publish(std::move(one));
}

security_log::turn security_log::take(base::steady_time now) {
  const std::scoped_lock hold(guard_);
  const std::chrono::duration<double> passed = now - std::exchange(since_, now);
  allowed_ = std::min(burst, allowed_ + passed.count() * per_second);
  if (allowed_ < 1) {
    ++suppressed_;
    return {};
  }
  allowed_ -= 1;
  return {true, ++number_, std::exchange(suppressed_, 0), records_};
}

}  // namespace ocppgw::net
