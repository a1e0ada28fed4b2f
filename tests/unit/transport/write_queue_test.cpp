#include "transport/websocket/write_queue.hpp"

#include "support/catch.hpp"

using ocppgw::transport::write_queue;

TEST_CASE("messages leave the write queue in the order in which they came") {
  write_queue queue;
  CHECK(queue.empty());
  REQUIRE(queue.push("one", 100));
  REQUIRE(queue.push("two", 100));
  CHECK(queue.front() == "one");
  queue.pop();
  REQUIRE(queue.push("three", 100));
  CHECK(queue.front() == "two");
  queue.pop();
  CHECK(queue.front() == "three");
  queue.pop();
  CHECK(queue.empty());
}

TEST_CASE("the write queue takes bytes up to its bound, and room comes back as they leave") {
  write_queue queue;
  REQUIRE(queue.push("12345", 10));
  REQUIRE(queue.push("67890", 10));
  CHECK(!queue.push("x", 10));
  queue.pop();
  CHECK(queue.push("12345", 10));
  CHECK(!queue.push("x", 10));
}

TEST_CASE("a message longer than the bound goes into an empty write queue, and nothing behind it") {
  write_queue queue;
  CHECK(queue.push("12345678901", 10));
  CHECK(!queue.push("1", 10));
}

TEST_CASE("a write queue that never becomes empty does not grow by what has been written") {
  write_queue queue;
  REQUIRE(queue.push("first", 100));
  for (int i = 0; i < 10'000; ++i) {
    REQUIRE(queue.push(std::to_string(i), 100));
    queue.pop();
    REQUIRE(!queue.empty());
  }
  CHECK(queue.front() == "9999");
  CHECK(queue.entries() <= 4);
}
