// simdjson hands out tokens that reach up to the next one. Any thread.
#pragma once

#include <string_view>

namespace ocppgw::ocpp {

inline std::string_view without_blanks(std::string_view token) {
  while (!token.empty() && (token.back() == ' ' || token.back() == '\t' || token.back() == '\r' || token.back() == '\n')) {
    token.remove_suffix(1);
  }
  return token;
}

}  // namespace ocppgw::ocpp
