#include "app/properties/checks.hpp"

#include "ocppgw/base/ip_network.hpp"
#include "ocppgw/base/socket_address.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <regex>

namespace ocppgw::app {
namespace {

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; }

bool all_name_characters(std::string_view text) { return std::all_of(text.begin(), text.end(), is_name_character); }

}  // namespace

std::string check_not_empty(std::string_view text) { return text.empty() ? "must not be empty" : ""; }

std::string check_name(std::string_view text) {
  if (text.size() > 100) return "must have at most 100 characters";
  return all_name_characters(text) ? "" : "may contain only letters, digits, '.', '_' and '-'";
}

std::string check_bind(std::string_view text) {
  const bool valid = base::parse_socket_address(text).has_value();
  return valid ? "" : "must be an IP address and a port, as in 0.0.0.0:9000 or [::]:9443";
}

std::string check_prefix(std::string_view text) {
  if (text.empty() || text.front() != '/') return "must begin with '/'";
  if (text.size() > 1 && text.back() == '/') return "must not end with '/'";
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c == '/' || is_name_character(c); });
  return plain ? "" : "may contain only letters, digits, '.', '_', '-' and '/'";
}

std::string check_topic(std::string_view text) {
  const bool valid = !text.empty() && text.size() <= 249 && text != "." && text != ".." && all_name_characters(text);
  return valid ? "" : "must be a topic name: 1 to 249 letters, digits, '.', '_' or '-'";
}

std::string check_event_type(std::string_view text) {
  constexpr std::string_view prefix = "ocpp.";
  return text.starts_with(prefix) && text.size() > prefix.size() ? "" : "must be an event type, which begins with 'ocpp.'";
}

std::string check_station(std::string_view text) {
  if (text.empty() || text.size() > 255) return "must have 1 to 255 bytes";
  return std::any_of(text.begin(), text.end(), is_control) ? "must not contain control characters" : "";
}

std::string check_readable_file(std::string_view path) {
  std::ifstream file{std::string(path)};
  const bool readable = file.is_open() && file.peek() != std::ifstream::traits_type::eof();
  return readable ? "" : "is not a readable file";
}

std::string check_permissions(std::string_view path) {
  struct stat found {};
  const bool anybody_writes = ::stat(std::string(path).c_str(), &found) == 0 && (found.st_mode & S_IWOTH) != 0;
  return anybody_writes ? "may be written by anybody (chmod o-w)" : "";
}

std::string check_protected_file(std::string_view path) {
  auto wrong = check_readable_file(path);
  return wrong.empty() ? check_permissions(path) : wrong;
}

bool is_harmless_kafka_property(std::string_view name) {
  constexpr std::array<std::string_view, 8> endings = {".ms",      ".bytes", ".kbytes",   ".messages",
                                                       ".retries", ".size",  ".location", ".enable"};
  constexpr std::array<std::string_view, 28> known = {"acks",
                                                      "api.version.request",
                                                      "auto.offset.reset",
                                                      "batch.num.messages",
                                                      "broker.address.family",
                                                      "broker.address.ttl",
                                                      "bootstrap.servers",
                                                      "check.crcs",
                                                      "client.dns.lookup",
                                                      "client.id",
                                                      "client.rack",
                                                      "compression.codec",
                                                      "compression.level",
                                                      "compression.type",
                                                      "debug",
                                                      "enable.idempotence",
                                                      "enable.ssl.certificate.verification",
                                                      "group.instance.id",
                                                      "isolation.level",
                                                      "log_level",
                                                      "max.in.flight",
                                                      "partitioner",
                                                      "queue.buffering.backpressure.threshold",
                                                      "sasl.mechanism",
                                                      "sasl.mechanisms",
                                                      "sasl.oauthbearer.method",
                                                      "security.protocol",
                                                      "ssl.endpoint.identification.algorithm"};
  const auto ends = [name](std::string_view ending) { return name.ends_with(ending); };
  return std::find(known.begin(), known.end(), name) != known.end() || std::any_of(endings.begin(), endings.end(), ends);
}

std::string check_network(std::string_view text) {
  return base::ip_network::parse(text) ? "" : "must be an IP address or a network, like 10.0.0.0/8";
}

std::string check_pattern(std::string_view text) try {
  std::regex(std::string(text), std::regex::ECMAScript);
  return {};
} catch (const std::regex_error& wrong) {
  return std::string("must be a regular expression: ") + wrong.what();
}

}  // namespace ocppgw::app
