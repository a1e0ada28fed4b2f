// What single texts have to look like. Each returns what is wrong, or "". Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace ocppgw::app {

std::string check_not_empty(std::string_view text);
std::string check_name(std::string_view text);        // gateway.id, instance.id: goes into URIs, client ids and headers
std::string check_bind(std::string_view text);        // "0.0.0.0:9000", "[::]:9443"
std::string check_prefix(std::string_view text);      // "/ocpp", "/"
std::string check_topic(std::string_view text);       // Kafka's own rule
std::string check_event_type(std::string_view text);  // "ocpp.<...>"
std::string check_station(std::string_view text);     // RULES 1.1: 1..255 bytes of UTF-8 without control characters
// Of librdkafka: one that is known to hold no secret. What is not known, misspelt ones too, is taken for one that does.
bool is_harmless_kafka_property(std::string_view name);

std::string check_network(std::string_view text);  // "10.0.0.0/8", "2001:db8::1"
std::string check_pattern(std::string_view text);  // a regular expression (ECMAScript)
std::string check_readable_file(std::string_view path);
std::string check_permissions(std::string_view path);     // nobody but owner and group may write it; it need not be there
std::string check_protected_file(std::string_view path);  // both

// The same of a text that may also be left empty.
template <std::string (*Check)(std::string_view)>
std::string or_empty(std::string_view text) {
  return text.empty() ? "" : Check(text);
}

}  // namespace ocppgw::app
