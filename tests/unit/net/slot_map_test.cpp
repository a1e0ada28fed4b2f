#include "net/session/slot_map.hpp"

#include "support/catch.hpp"

namespace {

using table = ocppgw::net::slot_map<int>;

}  // namespace

TEST_CASE("a value is found by its slot and generation, until it is erased") {
  table sessions;
  int one = 1;
  int two = 2;
  const auto first = sessions.insert(one).value();
  const auto second = sessions.insert(two).value();
  CHECK(sessions.find(first.slot, first.generation) == &one);
  CHECK(sessions.find(second.slot, second.generation) == &two);
  CHECK(sessions.size() == 2);
  sessions.erase(first);
  CHECK(sessions.find(first.slot, first.generation) == nullptr);
  CHECK(sessions.size() == 1);
}

TEST_CASE("a slot that is used again has another generation, so that the late find nobody") {
  table sessions;
  int one = 1;
  const auto first = sessions.insert(one).value();
  sessions.erase(first);
  const auto again = sessions.insert(one).value();
  CHECK(again.slot == first.slot);
  CHECK(again.generation != first.generation);
  CHECK(sessions.find(first.slot, first.generation) == nullptr);
}

TEST_CASE("the generation comes round after 65535 uses and is never 0") {
  table sessions;
  int one = 1;
  const auto first = sessions.insert(one).value();
  auto last = first;
  for (int i = 0; i < 65'535; ++i) {
    sessions.erase(last);
    last = sessions.insert(one).value();
    REQUIRE(last.generation != 0);
    REQUIRE(last.generation <= 0xffff);
  }
  CHECK(last.generation == first.generation);
}

TEST_CASE("erasing twice, or with an old key, disturbs nobody") {
  table sessions;
  int one = 1;
  int two = 2;
  const auto first = sessions.insert(one).value();
  sessions.erase(first);
  sessions.erase(first);
  const auto second = sessions.insert(two).value();
  sessions.erase(first);
  CHECK(sessions.find(second.slot, second.generation) == &two);
  CHECK(sessions.size() == 1);
}

TEST_CASE("freed slots are used again in the order in which they were freed") {
  table sessions;
  int value = 0;
  const auto first = sessions.insert(value).value();
  const auto second = sessions.insert(value).value();
  sessions.erase(second);
  sessions.erase(first);
  CHECK(sessions.insert(value).value().slot == second.slot);
  CHECK(sessions.insert(value).value().slot == first.slot);
}

TEST_CASE("the keys of all values are listed, and nothing is found where nothing ever was") {
  table sessions;
  int value = 0;
  const auto first = sessions.insert(value).value();
  const auto second = sessions.insert(value).value();
  sessions.erase(first);
  CHECK(sessions.keys() == std::vector<table::key>{second});
  CHECK(sessions.find(99, 1) == nullptr);
}

TEST_CASE("a slot is given back without allocating: a session that ends for want of memory can still leave") {
  STATIC_REQUIRE(noexcept(std::declval<table&>().erase({})));
}
