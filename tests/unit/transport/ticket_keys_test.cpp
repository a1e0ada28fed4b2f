#include "transport/tls/ticket_keys.hpp"

#include "support/catch.hpp"

using namespace std::chrono_literals;
using ocppgw::base::wall_time;
using ocppgw::transport::ticket_keys;

namespace {

constexpr wall_time noon = std::chrono::sys_days{std::chrono::year{2026} / 11 / 26} + 12h;  // a period begins

}  // namespace

TEST_CASE("instances with the same secret have the same keys, others have others") {
  const std::string secret(32, 's');
  const ticket_keys one(secret);
  const ticket_keys another(secret);
  CHECK(one.current(noon) == another.current(noon + 5h));
  CHECK(one.current(noon).name != ticket_keys(std::string(32, 't')).current(noon).name);
  CHECK(one.current(noon).cipher != one.current(noon).mac);
}

TEST_CASE("a key seals for six hours, and opens for six more") {
  const ticket_keys keys(std::string(32, 's'));
  const auto sealed = keys.current(noon);
  CHECK(keys.current(noon + 5h + 59min) == sealed);
  CHECK_FALSE(keys.current(noon + 6h) == sealed);

  CHECK_FALSE(keys.find(sealed.name, noon)->renew);
  const auto later = keys.find(sealed.name, noon + 11h);
  REQUIRE(later);
  CHECK(later->renew);
  CHECK(later->with == sealed);
  CHECK_FALSE(keys.find(sealed.name, noon + 12h));
}

TEST_CASE("the ticket of an instance whose clock is ahead is opened, too") {
  const ticket_keys keys(std::string(32, 's'));
  CHECK(keys.find(keys.current(noon).name, noon - 1min));
  CHECK_FALSE(keys.find(keys.current(noon).name, noon - 7h));
}
