// The outbox: tickets, numbers, and what they say about the topic.
#include "session/records/outbox.hpp"

#include "support/catch.hpp"

namespace ocppgw::session {
namespace {

using kind = outbox::kind;
using event::delivery_status;

std::uint16_t add(outbox& box, kind what) { return box.add(what).ticket; }

std::uint16_t add_call(outbox& box) {
  auto& entry = box.add(kind::event);
  entry.answer.emplace();
  return entry.ticket;
}

// As a session does: all answers that are due, then what is over is dropped.
int send_answers(outbox& box) {
  int sent = 0;
  for (auto* next = box.next_answer(); next != nullptr; next = box.next_answer(), ++sent) next->state = outbox::status::answered;
  box.forget_settled();
  return sent;
}

}  // namespace

TEST_CASE("No ticket is given out twice, whatever kind of record still waits under it") {
  const auto what = GENERATE(kind::event, kind::rejected_frame, kind::dispatched);
  outbox box;
  const auto kept = add(box, what);
  for (int i = 0; i < 65'534; ++i) {
    const auto ticket = add(box, kind::dispatched);
    REQUIRE(ticket != 0);
    REQUIRE(ticket != kept);
    REQUIRE(box.settle(ticket, delivery_status::delivered));
  }
  CHECK(add(box, kind::dispatched) == 2);
  CHECK(box.settle(kept, delivery_status::delivered).value().what == what);
}

TEST_CASE("The outbox is full at its capacity, not before") {
  outbox box;
  for (std::size_t i = 0; i + 1 < outbox::capacity; ++i) add(box, kind::event);
  CHECK_FALSE(box.full());
  const auto last = add(box, kind::rejected_frame);
  CHECK(box.full());
  CHECK(box.settle(last, delivery_status::delivered).value().what == kind::rejected_frame);
  CHECK_FALSE(box.full());
}

TEST_CASE("A status is heard once, and only for a ticket that waits") {
  outbox box;
  const auto first = add(box, kind::event);
  const auto second = add(box, kind::event);
  CHECK(box.settle(second, delivery_status::delivered).value().what == kind::event);
  CHECK_FALSE(box.settle(second, delivery_status::delivered));
  CHECK_FALSE(box.settle(4711, delivery_status::delivered));
  CHECK(box.settle(first, delivery_status::refused).value().what == kind::event);
  CHECK_FALSE(box.settle(first, delivery_status::delivered));
}

TEST_CASE("Only events are numbered, and the topic is complete up to the first that is not stored") {
  outbox box;
  const auto first = add(box, kind::event);
  add(box, kind::dispatched);
  add(box, kind::rejected_frame);
  const auto second = add(box, kind::event);
  CHECK(box.last_sequence() == 2);
  CHECK(box.last_delivered() == 0);
  REQUIRE(box.settle(second, delivery_status::delivered));
  CHECK(box.last_delivered() == 0);
  REQUIRE(box.settle(first, delivery_status::delivered));
  CHECK(box.last_delivered() == 2);
}

TEST_CASE("What Kafka refused stays a hole") {
  outbox box;
  const auto first = add(box, kind::event);
  const auto second = add(box, kind::event);
  REQUIRE(box.settle(first, delivery_status::unknown));
  REQUIRE(box.settle(second, delivery_status::delivered));
  send_answers(box);
  CHECK(box.last_delivered() == 0);
  CHECK(box.in_flight() == 2);
}

TEST_CASE("An answer waits for its own event and for earlier answers, not for events that are not waited for") {
  outbox box;
  add(box, kind::event);  // answered at once
  const auto first = add_call(box);
  const auto second = add_call(box);
  REQUIRE(box.settle(second, delivery_status::delivered));
  CHECK(send_answers(box) == 0);
  REQUIRE(box.settle(first, delivery_status::delivered));
  CHECK(send_answers(box) == 2);
  CHECK(send_answers(box) == 0);
}

TEST_CASE("A station makes the gateway hold its events and rejected frames; its commands are not its doing") {
  outbox box;
  const auto event = add(box, kind::event);
  add(box, kind::rejected_frame);
  add(box, kind::dispatched);
  CHECK(box.in_flight() == 2);
  REQUIRE(box.settle(event, delivery_status::delivered));
  send_answers(box);
  CHECK(box.in_flight() == 1);
}

}  // namespace ocppgw::session
