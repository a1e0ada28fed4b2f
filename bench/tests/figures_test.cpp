#include "common/units.hpp"
#include "measure/process.hpp"
#include "station/fleet/stats.hpp"
#include "station/transport/url.hpp"

#include "support/catch.hpp"

#include <unistd.h>
#include <numeric>
#include <stdexcept>

using namespace ocppgw::bench;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

TEST_CASE("percentiles are samples, by nearest rank") {
  std::vector<std::int64_t> samples(1000);
  std::iota(samples.rbegin(), samples.rend(), 1);
  const auto found = summarise(samples);
  CHECK(found.p50 == nanoseconds{500});
  CHECK(found.p90 == nanoseconds{900});
  CHECK(found.p99 == nanoseconds{990});
  CHECK(found.p999 == nanoseconds{999});
  CHECK(found.max == nanoseconds{1000});
  std::vector<std::int64_t> one{7};
  CHECK(summarise(one).p50 == nanoseconds{7});
  std::vector<std::int64_t> none;
  CHECK(summarise(none).max == nanoseconds{0});
}

TEST_CASE("durations are read with their unit, or not at all") {
  CHECK(parse_duration("500ms") == milliseconds{500});
  CHECK(parse_duration("60s") == milliseconds{60'000});
  CHECK(parse_duration("2m") == milliseconds{120'000});
  CHECK(parse_duration("5") == milliseconds{5'000});
  CHECK_FALSE(parse_duration(""));
  CHECK_FALSE(parse_duration("5 s"));
  CHECK_FALSE(parse_duration("-1s"));
  CHECK_FALSE(parse_duration("1e3s"));
}

TEST_CASE("URLs are taken apart, and a station's identity is percent-encoded into its target") {
  const auto plain = parse_url("ws://localhost:9000/ocpp/");
  REQUIRE(plain.has_value());
  CHECK_FALSE(plain->tls);
  CHECK(plain->authority() == "localhost:9000");
  CHECK(plain->target("RDAM 123/*") == "/ocpp/RDAM%20123%2F%2A");
  const auto six = parse_url("wss://[::1]:9443");
  REQUIRE(six.has_value());
  CHECK(six->host == "::1");
  CHECK(six->authority() == "[::1]:9443");
  CHECK(six->target("CP1") == "/CP1");
  CHECK(parse_url("wss://host/ocpp")->port == "443");
  CHECK_FALSE(parse_url("http://host/ocpp"));
  CHECK_FALSE(parse_url("ws://:80/"));
}

TEST_CASE("memory that a process takes is seen in its usage, and a process that is not there is an error") {
  const auto before = read_usage(getpid());
  const std::vector<char> block(8U << 20U, 'x');
  const auto grown = read_usage(getpid()) - before;
  CHECK(grown.anonymous_kib >= 8 * 1024);
  CHECK(grown.anonymous_kib < 9 * 1024);
  CHECK(grown.cpu_ns > 0);
  CHECK(block.back() == 'x');
  CHECK_THROWS_AS(read_usage(0x7ffffff0), std::runtime_error);
}
