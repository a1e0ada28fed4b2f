// The drain's order and pace, on sessions and a clock that the test makes up.
#include "net/drain/drain.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <functional>
#include <map>

using namespace ocppgw;
using namespace ocppgw::net;
using namespace std::chrono_literals;

namespace {

constexpr auto closing_time = 10ms;  // from being told to leave until the session is gone

struct fake_session {
  bool in_transaction = false;
  bool visible = true;  // false: its shard does not answer
  std::optional<base::steady_time> told = {};
  std::optional<base::steady_time> gone = {};
};

class fake_sessions final : public drain_target {
 public:
  std::map<std::uint32_t, fake_session> all;  // by slot
  std::vector<std::uint32_t> order;           // in which they were told to leave
  std::multimap<base::steady_time, std::function<void()>> happens;
  bool cut = false;
  bool deaf = false;  // nobody closes, not even when cut

  base::steady_time begin() const { return base::steady_time{} + 1h; }
  std::chrono::milliseconds elapsed() const { return std::chrono::duration_cast<std::chrono::milliseconds>(now_ - begin()); }
  void at(std::chrono::milliseconds when, std::function<void()> what) { happens.emplace(begin() + when, std::move(what)); }

  base::steady_time now() const override { return now_; }
  std::size_t open_sessions() const override {
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const auto& each) { return !each.second.gone; }));
  }
  std::vector<remaining_session> remaining() override {
    std::vector<remaining_session> left;
    for (const auto& [slot, who] : all) {
      if (!who.told && !who.gone && who.visible) left.push_back({{0, slot, 1}, who.in_transaction});
    }
    return left;
  }
  void send_away(std::vector<command::session_address> leaving) override {
    for (const auto& where : leaving) {
      all[where.slot].told = now_;
      order.push_back(where.slot);
      if (!deaf) happens.emplace(now_ + closing_time, [this, slot = where.slot] { all[slot].gone = now_; });
    }
  }
  void cut_all() override {
    cut = true;
    if (deaf) return;
    for (auto& [slot, who] : all) {
      if (!who.gone) who.gone = now_;
    }
  }
  bool wait_until_empty(base::steady_time until) override {
    while (open_sessions() != 0 && !happens.empty() && happens.begin()->first <= until) {
      auto next = happens.extract(happens.begin());
      now_ = std::max(now_, next.key());
      next.mapped()();
    }
    if (open_sessions() != 0) now_ = std::max(now_, until);
    return open_sessions() == 0;
  }

 private:
  base::steady_time now_ = begin();
};

settings drain_at(std::size_t rate, std::chrono::milliseconds deadline) {
  settings what;
  what.drain.rate = rate;
  what.drain.deadline = deadline;
  what.limits.close_timeout = 1s;
  return what;
}

bool drain(fake_sessions& of, std::size_t rate, std::chrono::milliseconds deadline, unsigned seed = 1) {
  return drain_sessions(of, drain_at(rate, deadline), std::mt19937_64(seed));
}

bool all_were_told(const fake_sessions& of) {
  return std::all_of(of.all.begin(), of.all.end(), [](const auto& each) { return each.second.told.has_value(); });
}

}  // namespace

TEST_CASE("stations in a transaction leave last, and nobody before the rate allows it") {
  fake_sessions stations;
  for (std::uint32_t slot = 0; slot < 100; ++slot) stations.all[slot].in_transaction = slot < 20;
  CHECK(drain(stations, 100, 30s));
  REQUIRE(stations.order.size() == 100);
  CHECK(std::all_of(stations.order.begin(), stations.order.begin() + 80, [](auto slot) { return slot >= 20; }));
  CHECK(stations.elapsed() >= 900ms);
  CHECK(stations.elapsed() <= 1200ms);
  CHECK_FALSE(stations.cut);
}

TEST_CASE("a station that ends its transaction during the drain leaves with the others") {
  fake_sessions stations;
  for (std::uint32_t slot = 0; slot < 50; ++slot) stations.all[slot].in_transaction = slot >= 40;
  for (std::uint32_t slot = 40; slot < 50; ++slot) {
    stations.at(std::chrono::milliseconds(slot), [&stations, slot] { stations.all[slot].in_transaction = false; });
  }
  CHECK(drain(stations, 100, 30s));
  CHECK(all_were_told(stations));
  CHECK(stations.elapsed() < 1s);
}

TEST_CASE("a station that begins a transaction, or whose session opens, during the drain is not forgotten") {
  fake_sessions stations;
  for (std::uint32_t slot = 0; slot < 50; ++slot) stations.all[slot];
  for (std::uint32_t slot = 0; slot < 50; slot += 5) {
    stations.at(50ms, [&stations, slot] { stations.all[slot].in_transaction = true; });
  }
  stations.at(400ms, [&stations] { stations.all[99]; });
  CHECK(drain(stations, 100, 30s));
  CHECK(all_were_told(stations));
  CHECK(stations.all.size() == 51);
  CHECK(stations.elapsed() < 1s);
}

TEST_CASE("the order is another one each time") {
  fake_sessions one;
  fake_sessions other;
  for (std::uint32_t slot = 0; slot < 50; ++slot) one.all[slot] = other.all[slot] = {};
  CHECK(drain(one, 1000, 30s, 1));
  CHECK(drain(other, 1000, 30s, 2));
  CHECK(one.order != other.order);
  CHECK_FALSE(std::is_sorted(one.order.begin(), one.order.end()));
}

TEST_CASE("a rate below one per step is kept too") {
  fake_sessions stations;
  for (std::uint32_t slot = 0; slot < 5; ++slot) stations.all[slot];
  CHECK(drain(stations, 2, 30s));
  CHECK(stations.elapsed() >= 2s);
  CHECK(stations.elapsed() <= 2200ms);
}

TEST_CASE("sessions that nobody hears of hold up the others no longer than a closing handshake, and are cut at the deadline") {
  fake_sessions stations;
  for (std::uint32_t slot = 0; slot < 10; ++slot) stations.all[slot].in_transaction = slot >= 8;
  stations.all[0].visible = false;
  CHECK(drain(stations, 100, 5s));
  CHECK(stations.cut);
  CHECK(stations.order.size() == 9);
  CHECK(*stations.all[9].gone < stations.begin() + 2s);
}

TEST_CASE("with little time left stations in a transaction do not wait for others to close") {
  fake_sessions stations;
  for (std::uint32_t slot = 0; slot < 10; ++slot) stations.all[slot].in_transaction = slot >= 5;
  stations.deaf = true;
  CHECK_FALSE(drain(stations, 100, 1s));
  CHECK(all_were_told(stations));
}

TEST_CASE("a drain ends soon after its deadline, whatever does not") {
  fake_sessions stations;
  stations.all[0];
  stations.deaf = true;
  CHECK_FALSE(drain(stations, 100, 1s));
  CHECK(stations.cut);
  CHECK(stations.elapsed() <= 4s);
}
