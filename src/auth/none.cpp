#include "ocppgw/auth/none.hpp"

namespace ocppgw::auth {
namespace {

class none final : public authenticator {
 public:
  void verify(std::string, credentials, completion done) override { done({admission::granted, 0, {}}); }
};

}  // namespace

std::unique_ptr<authenticator> make_none() { return std::make_unique<none>(); }

}  // namespace ocppgw::auth
