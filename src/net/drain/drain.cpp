#include "net/drain/drain.hpp"

#include "net/drain/close_rate.hpp"

#include <algorithm>
#include <utility>

namespace ocppgw::net {
namespace {

constexpr std::chrono::milliseconds step{20};
constexpr std::chrono::seconds after_cut{2};

class drain {
 public:
  drain(drain_target& target, const settings& what, std::mt19937_64 random)
      : target_(target),
        what_(what),
        random_(random),
        begin_(target.now()),
        deadline_(begin_ + what.drain.deadline),
        rate_(what.drain.rate, begin_),
        last_told_(begin_) {}

  bool run() {
    while (target_.now() < deadline_) {
      send_some_away();
      if (target_.wait_until_empty(std::min(deadline_, target_.now() + step))) return true;
    }
    target_.cut_all();
    return target_.wait_until_empty(target_.now() + after_cut);
  }

 private:
  void send_some_away() {
    const auto now = target_.now();
    const auto allowed = rate_.allowed(now);
    if (allowed == 0) return;
    auto next = next_to_leave(target_.remaining());
    std::shuffle(next.begin(), next.end(), random_);
    if (next.size() > allowed) next.resize(allowed);
    if (next.empty()) return;
    rate_.use(next.size());
    last_told_ = now;
    target_.send_away(std::move(next));
  }

  // Those without a transaction; the others once nobody else is left.
  std::vector<command::session_address> next_to_leave(const std::vector<remaining_session>& left) const {
    std::vector<command::session_address> idle;
    std::vector<command::session_address> busy;
    for (const auto& one : left) (one.in_transaction ? busy : idle).push_back(one.where);
    if (!idle.empty() || is_early_for(busy.size())) return idle;
    return busy;
  }

  // While others are still closing, stations in a transaction have a little more time to end it - unless they need that time to
  // leave.
  bool is_early_for(std::size_t busy) const {
    if (target_.open_sessions() <= busy) return false;
    const auto close_timeout = what_.limits.close_timeout;
    return target_.now() < std::min(last_told_ + close_timeout, deadline_ - close_timeout - rate_.time_for(busy));
  }

  drain_target& target_;
  const settings& what_;
  std::mt19937_64 random_;
  base::steady_time begin_;
  base::steady_time deadline_;
  close_rate rate_;
  base::steady_time last_told_;
};

}  // namespace

bool drain_sessions(drain_target& target, const settings& what, std::mt19937_64 random) {
  return drain(target, what, random).run();
}

}  // namespace ocppgw::net
