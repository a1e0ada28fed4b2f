// P4 under thousands of orders of events: readers that lag, words of Kafka's that are lost, connections that come and go, crashes
// at any moment, commands that come again, a second gateway. Every command ends in one outcome, it is true, and no station gets a
// command twice.
#include "support/catch.hpp"
#include "unit/session/log/simulated_gateway.hpp"
#include "unit/session/support/conversation.hpp"

#include <random>
#include <set>

namespace ocppgw::session {
namespace {

constexpr int seeds = 3'000;
constexpr int steps = 120;

class model {
 public:
  model(unsigned seed, std::size_t gateways) : random_(seed), gateways_(gateways) {
    for (auto& one : gateways_) restart(one);
  }

  void run() {
    for (int i = 0; i < steps; ++i) step();
    come_to_rest();
  }

  void check() {
    CAPTURE(history());
    for (const auto& id : ids_) {
      CAPTURE(id);
      const auto outcomes = outcomes_of(id);
      REQUIRE_FALSE(outcomes.empty());
      const auto& outcome = outcomes.front();
      if (gateways_.size() == 1) REQUIRE(outcomes.size() == 1);
      const auto written = std::count_if(wire_.begin(), wire_.end(), [&](const auto& one) { return one.command_id == id; });
      REQUIRE(written <= 1);
      if (contains(outcome, R"("transmitted":"yes")")) REQUIRE(written == 1);
      if (contains(outcome, R"("transmitted":"no")")) REQUIRE(written == 0);
    }
    REQUIRE(kafka_.committed_commands == static_cast<std::int64_t>(kafka_.commands.size()));
  }

 private:
  std::size_t any(std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_); }

  void step() {
    auto& gateway = gateways_[any(gateways_.size())];
    switch (any(16)) {
      case 0:
      case 1:
        return add_command();
      case 2:
      case 3:
        return void(gateway->read_command());
      case 4:
      case 5:
      case 6:
        return void(gateway->read_result());
      case 7:
      case 8:
      case 9:
        return void(gateway->publish_one());
      case 10:
        return void(gateway->answer_calls());
      case 11:
        return gateway->connect();
      case 12:
        return void(any(2) == 0 && gateway->disconnect());
      case 13:
        return pass(std::chrono::milliseconds(any(4) == 0 ? 20'000 : 300));
      case 14:
        return any(3) == 0 ? gateway->lose_word() : gateway->commit();
      default:
        if (any(3) == 0) crash(gateway);
    }
  }

  void pass(std::chrono::milliseconds time) {
    now_ = {now_.wall + time, now_.steady + time};
    for (auto& one : gateways_) one->look_at_the_time();
  }

  // A new one, or one of before as another record of the same bytes.
  void add_command() {
    const bool again = !ids_.empty() && any(4) == 0;
    const auto id =
        again ? *std::next(ids_.begin(), static_cast<std::ptrdiff_t>(any(ids_.size()))) : "c" + std::to_string(ids_.size());
    ids_.insert(id);
    kafka_.command(
        "CP001",
        R"({"commandId":")" + id + R"(","action":"DataTransfer","timeoutSeconds":5,"payload":{"vendorId":")" + id + R"("}})",
        now_.wall);
  }

  void crash(std::unique_ptr<simulated_gateway>& which) {
    which->crash(any(4));
    restart(which);
  }

  void restart(std::unique_ptr<simulated_gateway>& which) {
    which = std::make_unique<simulated_gateway>(kafka_, wire_, "boot" + std::to_string(++boots_), now_);
  }

  void come_to_rest() {
    for (int round = 0; round < 40; ++round) {
      bool busy = true;
      while (std::exchange(busy, false)) {
        for (auto& one : gateways_) {
          busy = one->read_result() || busy;
          busy = one->read_command() || busy;
          busy = one->publish_one() || busy;
          busy = one->answer_calls() || busy;
        }
      }
      pass(5'000ms);
    }
    for (auto& one : gateways_) one->commit();
  }

  std::string history() const {
    std::string all;
    for (const auto& one : kafka_.results) all += "\n" + one.value;
    return all;
  }

  // In the order of the log: the first counts.
  std::vector<std::string> outcomes_of(const std::string& id) const {
    std::vector<std::string> found;
    for (const auto& one : kafka_.results) {
      const bool about = contains(one.value, R"({"commandId":")" + id + '"');
      if (about && contains(one.value, R"("outcome":)")) found.push_back(one.value);
    }
    return found;
  }

  std::mt19937 random_;
  base::instant now_{noon, base::steady_time{1000s}};
  simulated_kafka kafka_;
  wire wire_;
  std::set<std::string> ids_;
  int boots_ = 0;
  std::vector<std::unique_ptr<simulated_gateway>> gateways_;
};

}  // namespace

TEST_CASE("Every command ends once, truly, and reaches its station at most once, whatever happens in which order") {
  const std::size_t gateways = GENERATE(1U, 2U);
  CAPTURE(gateways);
  for (unsigned seed = 0; seed < seeds; ++seed) {
    CAPTURE(seed);
    model with(seed, gateways);
    with.run();
    with.check();
  }
}

}  // namespace ocppgw::session
