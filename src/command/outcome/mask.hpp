// Takes the secrets out of what goes to the topics (DESIGN 3.1, privacy): AuthorizationKey values, the user-info of URLs, and
// URLs that are signed, whatever the action - a misspelt action must not give them away. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace ocppgw::command {

// The object as it came, but for the strings that held a secret; "" if it is no JSON object.
std::string mask_request(std::string_view json);

// What a station answered, any JSON value: the same, and AuthorizationKeys in it at any depth, as GetConfiguration tells them.
std::string mask_response(std::string_view json);

// "ftp://user:pw@host/" -> "ftp://***@host/", "https://host/log?sig=x" -> "https://***", for every URL in the text.
std::string mask_urls(std::string_view text);

}  // namespace ocppgw::command
