#include "kafka/mailbox.hpp"

#include "support/catch.hpp"

#include <thread>

using namespace ocppgw;
using namespace std::chrono_literals;

namespace {

kafka::published_batch batch_of(std::size_t count) { return {std::vector<event::record>(count), {}}; }

bool rings(const kafka::wake_up& bell) {
  const auto before = std::chrono::steady_clock::now();
  bell.wait(200ms);
  return std::chrono::steady_clock::now() - before < 150ms;
}

}  // namespace

TEST_CASE("mail arrives in the order in which it was posted") {
  const kafka::wake_up bell;
  kafka::mailbox box(bell);
  box.post(batch_of(1));
  box.post(batch_of(2));
  box.post(event::record_position{"c", 3, 4});
  const auto mail = box.collect();
  REQUIRE(mail.batches.size() == 2);
  CHECK(mail.batches[0].records.size() == 1);
  CHECK(mail.batches[1].records.size() == 2);
  CHECK(mail.settled == std::vector<event::record_position>{{"c", 3, 4}});
  CHECK(box.collect().batches.empty());
}

TEST_CASE("the bell rings once until the box is emptied, and again after that") {
  const kafka::wake_up bell;
  kafka::mailbox box(bell);
  box.post(batch_of(1));
  CHECK(rings(bell));
  box.post(batch_of(1));
  CHECK_FALSE(rings(bell));
  box.collect();
  box.post(batch_of(1));
  CHECK(rings(bell));
}

TEST_CASE("nothing posted by many threads is lost") {
  const kafka::wake_up bell;
  kafka::mailbox box(bell);
  std::vector<std::thread> posters;
  for (int i = 0; i < 4; ++i) {
    posters.emplace_back([&] {
      for (int j = 0; j < 1'000; ++j) box.post(batch_of(1));
    });
  }
  std::size_t got = 0;
  const auto deadline = std::chrono::steady_clock::now() + 20s;
  while (got < 4'000 && std::chrono::steady_clock::now() < deadline) {
    bell.wait(1000ms);
    got += box.collect().batches.size();
  }
  for (auto& each : posters) each.join();
  CHECK(got == 4'000);
}
