// Who holds a station: the newest, and a late close never disturbs it (P6).
#include "ocppgw/command/directory.hpp"

#include "support/catch.hpp"

#include <atomic>
#include <thread>
#include <vector>

namespace ocppgw::command {

TEST_CASE("The newest connection of a station wins, and the one before it is named") {
  directory stations;
  CHECK_FALSE(stations.enter("CP001", {0, 1, 1}).has_value());
  CHECK(stations.enter("CP001", {1, 5, 2}) == session_address{0, 1, 1});
  CHECK(stations.find("CP001") == session_address{1, 5, 2});
  CHECK(stations.size() == 1);
}

TEST_CASE("The late close of a replaced session leaves its successor alone") {
  directory stations;
  stations.enter("CP001", {0, 1, 1});
  stations.enter("CP001", {0, 1, 2});
  CHECK_FALSE(stations.leave("CP001", {0, 1, 1}));
  CHECK(stations.find("CP001") == session_address{0, 1, 2});
  CHECK(stations.leave("CP001", {0, 1, 2}));
  CHECK_FALSE(stations.find("CP001").has_value());
  CHECK_FALSE(stations.leave("CP001", {0, 1, 2}));
  CHECK(stations.size() == 0);
}

TEST_CASE("Identities are opaque: case and blanks make another station") {
  directory stations;
  stations.enter("CP001", {0, 1, 1});
  stations.enter("cp001", {0, 2, 1});
  stations.enter("CP001 ", {0, 3, 1});
  CHECK(stations.size() == 3);
}

TEST_CASE("Threads that fight for the same stations lose none of them") {
  directory stations;
  std::atomic<int> displaced{0};
  std::vector<std::thread> shards;
  for (std::uint32_t shard = 0; shard < 4; ++shard) {
    shards.emplace_back([&stations, &displaced, shard] {
      for (std::uint32_t i = 0; i < 1000; ++i) {
        if (stations.enter("CP" + std::to_string(i), {shard, i, 0})) ++displaced;
      }
    });
  }
  for (auto& shard : shards) shard.join();
  CHECK(stations.size() == 1000);
  CHECK(displaced == 3000);
}

}  // namespace ocppgw::command
