// libFuzzer: the bytes of an HTTP request, fed in pieces, through Beast's parser as the listener sets it up, to the decision about
// the upgrade. Whatever is accepted has an identity that keeps the rules, and a 101 can be made for it; whatever is not has a
// status between 400 and 503 and a text.
#include "net/handshake/station_identity.hpp"
#include "net/handshake/upgrade.hpp"
#include "ocppgw/base/text.hpp"
#include "transport/http/request.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace {

using namespace ocppgw;
using namespace ocppgw::net;
using namespace ocppgw::transport;

constexpr std::uint32_t header_limit = 8 * 1024;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_identity(std::string_view station) {
  require(!station.empty() && station.size() <= 255);
  require(base::is_valid_utf8(station));
  require(std::none_of(station.begin(), station.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f || c == '/'; }));
}

void check_error(const http_error& why) {
  const auto response = to_response(why, min_retry_after);
  require(response.status >= 400 && response.status <= 503);
  require(!response.body.empty() && !why.result.empty());
  require(to_beast(response).result_int() == response.status);
}

void check_accepted(const beast_request& request, const upgrade_request& to) {
  check_identity(to.station);
  require(to.protocol == nullptr || ocpp::find_protocol(to.protocol->subprotocol) == to.protocol);
  require(base::is_valid_utf8(to.user_agent));
  require(request.count(http::field::host) != 0 && !request[http::field::sec_websocket_key].empty());
  const auto response = switching_protocols(request, "ocpp1.6", offers_deflate(request));
  require(response[http::field::sec_websocket_accept].size() == 28);
}

void check_request(const beast_request& request) {
  const auto decision = check_upgrade(from_beast(request), "/ocpp");
  if (const auto* why = std::get_if<http_error>(&decision)) check_error(*why);
  if (const auto* to = std::get_if<upgrade_request>(&decision)) check_accepted(request, *to);
}

// The first byte says in pieces of which size the rest arrives; what the parser does not take yet comes again, as with a socket.
std::optional<error_code> parse(http::request_parser<http::empty_body>& parser, std::string_view bytes, std::size_t piece) {
  std::size_t taken = 0;
  for (std::size_t end = std::min(piece, bytes.size());; end = std::min(end + piece, bytes.size())) {
    error_code why;
    taken += parser.put(asio::buffer(bytes.data() + taken, end - taken), why);
    if (parser.is_header_done()) return error_code{};
    if (why && why != http::error::need_more) return why;
    if (end == bytes.size()) return std::nullopt;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes{reinterpret_cast<const char*>(data) + 1, size - 1};
  if (const auto identity = station_identity(bytes, "/ocpp")) check_identity(*identity);
  http::request_parser<http::empty_body> parser;
  parser.header_limit(header_limit);
  const auto why = parse(parser, bytes, std::size_t{1} + data[0]);
  if (!why) return 0;
  if (*why) {
    const auto error = error_of(fault_of(*why));
    if (!error.text.empty()) check_error(error);
  } else {
    check_request(parser.get());
  }
  return 0;
}
