#include "kafka/producer/unacknowledged.hpp"

#include "support/catch.hpp"

#include <string>
#include <vector>

using ocppgw::kafka::unacknowledged;
using ocppgw::kafka::pending_record;

namespace {

pending_record named(const std::string& value) {
  pending_record made;
  made.what.value = value;
  return made;
}

std::vector<std::string> hand_out(unacknowledged& from) {
  std::vector<std::string> values;
  while (const auto* record = from.next()) {
    values.push_back(record->what.value);
    from.handed();
  }
  return values;
}

using values = std::vector<std::string>;

}  // namespace

TEST_CASE("records are handed out once, in the order in which they came") {
  unacknowledged waiting;
  waiting.add(named("a"));
  waiting.add(named("b"));
  CHECK(hand_out(waiting) == values{"a", "b"});
  waiting.add(named("c"));
  CHECK(hand_out(waiting) == values{"c"});
  CHECK(waiting.size() == 3);
}

TEST_CASE("a record that is not taken stays the next one") {
  unacknowledged waiting;
  waiting.add(named("a"));
  waiting.add(named("b"));
  CHECK(waiting.next()->what.value == "a");
  CHECK(waiting.next()->what.value == "a");
}

TEST_CASE("a record leaves with its first report") {
  unacknowledged waiting;
  const auto id = waiting.add(named("a"));
  hand_out(waiting);
  CHECK(waiting.take(id)->what.value == "a");
  CHECK_FALSE(waiting.take(id).has_value());
  CHECK(waiting.empty());
}

TEST_CASE("ids that nobody gave out are refused") {
  unacknowledged waiting;
  CHECK_FALSE(waiting.take(0).has_value());
  CHECK_FALSE(waiting.take(1).has_value());
  const auto id = waiting.add(named("a"));
  CHECK_FALSE(waiting.take(id + 1).has_value());
}

TEST_CASE("a new producer gets all that is unacknowledged, in the old order") {
  unacknowledged waiting;
  std::vector<std::uint64_t> ids;
  for (const auto* each : {"a", "b", "c", "d"}) ids.push_back(waiting.add(named(each)));
  hand_out(waiting);
  waiting.take(ids[0]);
  waiting.take(ids[2]);
  waiting.add(named("e"));
  waiting.rewind();
  CHECK(hand_out(waiting) == values{"b", "d", "e"});
}

TEST_CASE("records with a report before they were handed out are skipped") {
  unacknowledged waiting;
  waiting.add(named("a"));
  const auto b = waiting.add(named("b"));
  waiting.add(named("c"));
  waiting.take(b);
  CHECK(hand_out(waiting) == values{"a", "c"});
}

TEST_CASE("taking the next record goes on to the one after it") {
  unacknowledged waiting;
  const auto a = waiting.add(named("a"));
  waiting.add(named("b"));
  waiting.take(a);
  CHECK(waiting.next_id() == a + 1);
  CHECK(waiting.next()->what.value == "b");
}

TEST_CASE("ids are not reused when the store runs empty") {
  unacknowledged waiting;
  const auto a = waiting.add(named("a"));
  hand_out(waiting);
  waiting.take(a);
  CHECK(waiting.add(named("b")) == a + 1);
  CHECK(hand_out(waiting) == values{"b"});
}

TEST_CASE("the value stays where it is while later records come and go") {
  unacknowledged waiting;
  waiting.add(named("short"));
  const auto* before = waiting.next()->what.value.data();
  for (int i = 0; i < 10'000; ++i) waiting.add(named("x"));
  CHECK(waiting.next()->what.value.data() == before);
}

TEST_CASE("whether the producer has anything is known, for it is replaced only where it has nothing") {
  unacknowledged waiting;
  CHECK(waiting.none_handed());
  const auto a = waiting.add(named("a"));
  const auto b = waiting.add(named("b"));
  CHECK(waiting.none_handed());
  waiting.handed();
  CHECK_FALSE(waiting.none_handed());
  waiting.take(a);
  CHECK(waiting.none_handed());
  waiting.handed();
  waiting.take(b);
  CHECK(waiting.none_handed());
}

TEST_CASE("the weight of a record counts all its texts") {
  ocppgw::event::record what;
  const auto empty = ocppgw::kafka::weight(what);
  what.topic = "12";
  what.key = "123";
  what.value = std::string(1000, 'v');
  CHECK(ocppgw::kafka::weight(what) == empty + 1005);
  what.headers.add("name", "value");
  CHECK(ocppgw::kafka::weight(what) == empty + 1005 + what.headers.memory());
}
