// Takes the secrets out of a request before it is echoed (DESIGN 3.1, privacy): AuthorizationKey values and the user-info of
// URLs, whatever the action - a misspelt action must not give them away. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace ocppgw::command {

// The object as it came, but for the strings that held a secret; "" if it is no JSON object.
std::string mask_request(std::string_view json);

// "ftp://user:pw@host/" -> "ftp://***@host/", for every URL in the text.
std::string mask_urls(std::string_view text);

}  // namespace ocppgw::command
