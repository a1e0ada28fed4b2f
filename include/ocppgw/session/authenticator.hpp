// Port: may this station connect? Implemented by auth, called by net on a shard, before the upgrade (RULES 1.3). Must not block.
#pragma once

#include <string_view>

namespace ocppgw::session {

struct credentials {
  std::string_view authorization;  // value of the Authorization header, "" if absent
  bool tls = false;
  std::string_view remote_address;
};

enum class admission { granted, unknown_station /* 404 */, unauthorized /* 401 */, wrong_transport /* 403 */ };

class authenticator {
 public:
  virtual ~authenticator() = default;
  virtual admission verify(std::string_view station, const credentials& presented) = 0;
};

}  // namespace ocppgw::session
