#include "transport/tls/record_guard.hpp"

#include "support/catch.hpp"

using namespace std::chrono_literals;
using ocppgw::transport::record_guard;

namespace {

constexpr ocppgw::base::steady_time start{1h};
constexpr std::size_t most = 32;

bool end_within(record_guard& guard, std::size_t records, ocppgw::base::steady_time at) {
  bool ended = false;
  for (std::size_t i = 0; i < records; ++i) ended = guard.control_record(most, at) || ended;
  return ended;
}

}  // namespace

TEST_CASE("so many records without application data in between are taken, one more is not") {
  record_guard guard;
  CHECK_FALSE(end_within(guard, most, start));
  CHECK_FALSE(guard.is_exceeded());
  CHECK(guard.control_record(most, start + 59s));
  CHECK(guard.is_exceeded());
}

TEST_CASE("application data begins the count anew, and so does time: a session of months may change its keys") {
  record_guard guard;
  CHECK_FALSE(end_within(guard, most, start));
  guard.application_data();
  CHECK_FALSE(end_within(guard, most, start));
  CHECK_FALSE(end_within(guard, most, start + 61s));
}
