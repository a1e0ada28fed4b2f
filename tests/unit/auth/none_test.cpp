#include "ocppgw/auth/none.hpp"

#include "support/catch.hpp"

#include <vector>

using namespace ocppgw::auth;

TEST_CASE("without authentication everybody is granted, and nothing counts as verified, whatever was presented") {
  std::vector<verification> answers;
  const auto authenticator = make_none();
  for (const bool tls : {false, true})
    authenticator->verify("CP001", {"Basic Q1AwMDE6c2VjcmV0", tls, "192.0.2.7:50123"},
                          [&](verification verified) { answers.push_back(verified); });
  CHECK(answers == std::vector<verification>(2, {admission::granted, 0, ""}));
}
