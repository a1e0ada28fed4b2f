#include "kafka/mailbox.hpp"

#include "support/catch.hpp"

#include <thread>

using namespace ocppgw;
using namespace std::chrono_literals;

namespace {

kafka::published_batch batch_of(std::size_t count) { return {std::vector<event::record>(count), {}}; }

bool wakes(const kafka::wake_up& wake) {
  const auto before = std::chrono::steady_clock::now();
  wake.wait(200ms);
  return std::chrono::steady_clock::now() - before < 150ms;
}

}  // namespace

TEST_CASE("mail arrives in the order in which it was posted") {
  const kafka::wake_up wake;
  kafka::mailbox box(wake);
  box.post(batch_of(1));
  box.post(batch_of(2));
  box.post_settled({"c", 3, 4});
  const auto mail = box.collect();
  REQUIRE(mail.batches.size() == 2);
  CHECK(mail.batches[0].records.size() == 1);
  CHECK(mail.batches[1].records.size() == 2);
  CHECK(mail.settled == std::vector<event::record_position>{{"c", 3, 4}});
  CHECK(box.collect().batches.empty());
}

TEST_CASE("the Kafka thread is woken once until the mailbox is emptied, and again after that") {
  const kafka::wake_up wake;
  kafka::mailbox box(wake);
  box.post(batch_of(1));
  CHECK(wakes(wake));
  box.post(batch_of(1));
  CHECK_FALSE(wakes(wake));
  box.collect();
  box.post(batch_of(1));
  CHECK(wakes(wake));
}

TEST_CASE("nothing posted by many threads is lost") {
  const kafka::wake_up wake;
  kafka::mailbox box(wake);
  std::vector<std::thread> posters;
  for (int i = 0; i < 4; ++i) {
    posters.emplace_back([&] {
      for (int j = 0; j < 1'000; ++j) box.post(batch_of(1));
    });
  }
  std::size_t got = 0;
  const auto deadline = std::chrono::steady_clock::now() + 20s;
  while (got < 4'000 && std::chrono::steady_clock::now() < deadline) {
    wake.wait(1000ms);
    got += box.collect().batches.size();
  }
  for (auto& each : posters) each.join();
  CHECK(got == 4'000);
}
