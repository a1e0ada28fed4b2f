// From the request target of an upgrade to the station's identity (RULES 1.1). Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ocppgw::net {

// The last non-empty path segment behind `prefix`, percent-decoded once. Repeated and trailing slashes and the query do not
// matter; an absolute URL counts by its path. nullopt: not behind the prefix, nothing there, an invalid escape, or no identity:
// 1..255 bytes of UTF-8 without control characters, without what is not seen or turns text around, without '/', and no dot segment.
std::optional<std::string> station_identity(std::string_view target, std::string_view prefix);

// The path of a request target: without the query, and of an absolute URL without its user-info, as stations put passwords into
// both.
// "": there is none.
std::string_view path_of(std::string_view target);

// RFC 3986; '+' is a plus sign. nullopt where an escape is not followed by two hexadecimal digits.
std::optional<std::string> percent_decode(std::string_view text);

}  // namespace ocppgw::net
