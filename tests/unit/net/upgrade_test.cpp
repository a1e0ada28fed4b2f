#include "net/handshake/upgrade.hpp"

#include "support/catch.hpp"

#include <algorithm>

using namespace ocppgw;
using namespace ocppgw::net;
using transport::http_fault;
using transport::http_request;

namespace {

http_request upgrade_to(std::string target = "/ocpp/CP001") {
  return {"GET",
          std::move(target),
          11,
          {{"Host", "gateway.example"},
           {"Connection", "keep-alive, Upgrade"},
           {"Upgrade", "websocket"},
           {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="},
           {"Sec-WebSocket-Version", "13"},
           {"Sec-WebSocket-Protocol", "ocpp1.6"}}};
}

void erase(http_request& from, std::string_view name) {
  std::erase_if(from.headers, [name](const auto& one) { return one.name == name; });
}

void set(http_request& in, std::string name, std::string value) {
  erase(in, name);
  in.headers.push_back({std::move(name), std::move(value)});
}

unsigned status(const upgrade_decision& decision) {
  const auto* why = std::get_if<http_error>(&decision);
  return why == nullptr ? 101 : why->status;
}

unsigned checked(const http_request& request) { return status(check_upgrade(request, "/ocpp")); }

std::string agreed(std::initializer_list<const char*> offers) {
  auto request = upgrade_to();
  erase(request, "Sec-WebSocket-Protocol");
  for (const auto* offer : offers) request.headers.push_back({"Sec-WebSocket-Protocol", offer});
  const auto* const protocol = std::get<upgrade_request>(check_upgrade(request, "/ocpp")).protocol;
  return protocol == nullptr ? "" : std::string{protocol->subprotocol};
}

std::string header(const transport::http_response& of, std::string_view name) {
  for (const auto& one : of.headers) {
    if (one.name == name) return one.value;
  }
  return {};
}

}  // namespace

TEST_CASE("a WebSocket upgrade behind the prefix is the request of its station") {
  auto request = upgrade_to("/ocpp/RDAM%20123");
  set(request, "Authorization", "Basic UkRBTSAxMjM6c2VjcmV0");
  set(request, "User-Agent", "station/1");
  CHECK(check_upgrade(request, "/ocpp") ==
        upgrade_decision{upgrade_request{"RDAM 123", ocpp::find_protocol("ocpp1.6"), "Basic UkRBTSAxMjM6c2VjcmV0", "station/1"}});
}

TEST_CASE("ocpp1.6 is agreed on wherever it stands in the offers, spelled exactly") {
  CHECK(agreed({"ocpp1.6"}) == "ocpp1.6");
  CHECK(agreed({"ocpp2.0.1, ocpp1.6, ocpp1.5"}) == "ocpp1.6");
  CHECK(agreed({"ocpp2.0.1 ,ocpp1.6"}) == "ocpp1.6");
  CHECK(agreed({"ocpp2.0.1", "ocpp1.6"}) == "ocpp1.6");
  CHECK(agreed({}) == "");
  CHECK(agreed({"ocpp2.0.1"}) == "");
  CHECK(agreed({"ocpp1.5, ocpp1.2"}) == "");
  CHECK(agreed({"OCPP1.6"}) == "");
  CHECK(agreed({"ocpp1.6x"}) == "");
}

TEST_CASE("what is no upgrade is told so: 426 where WebSocket is missing, 400 where the request is wrong") {
  auto request = upgrade_to();
  SECTION("no Upgrade header") {
    erase(request, "Upgrade");
    CHECK(checked(request) == 426);
  }
  SECTION("upgrade to something else") {
    set(request, "Upgrade", "h2c");
    CHECK(checked(request) == 426);
  }
  SECTION("another version of WebSocket") {
    set(request, "Sec-WebSocket-Version", "8");
    CHECK(checked(request) == 426);
  }
  SECTION("no version") {
    erase(request, "Sec-WebSocket-Version");
    CHECK(checked(request) == 400);
  }
  SECTION("no key") {
    erase(request, "Sec-WebSocket-Key");
    CHECK(checked(request) == 400);
  }
  SECTION("a key that is too long") {
    set(request, "Sec-WebSocket-Key", std::string(129, 'k'));
    CHECK(checked(request) == 400);
  }
  SECTION("another method") {
    request.method = "POST";
    CHECK(checked(request) == 400);
  }
  SECTION("HTTP/1.0") {
    request.version = 10;
    CHECK(checked(request) == 400);
  }
  SECTION("no host") {
    erase(request, "Host");
    CHECK(checked(request) == 400);
  }
  SECTION("a body is announced") {
    set(request, "Content-Length", "1");
    CHECK(checked(request) == 400);
  }
}

TEST_CASE("a key of another length than RFC 6455 wants is good enough") {
  for (const auto length : {1U, 16U, 25U, 128U}) {
    auto request = upgrade_to();
    set(request, "Sec-WebSocket-Key", std::string(length, 'k'));
    CHECK(checked(request) == 101);
  }
}

TEST_CASE("a missing Connection header is tolerated") {
  auto request = upgrade_to();
  erase(request, "Connection");
  CHECK(checked(request) == 101);
}

TEST_CASE("no station behind the path is 404") {
  CHECK(checked(upgrade_to("/")) == 404);
  CHECK(checked(upgrade_to("/ocpp/")) == 404);
  CHECK(checked(upgrade_to("/ocpp/%G1")) == 404);
  CHECK(checked(upgrade_to("/elsewhere/CP001")) == 404);
}

TEST_CASE("a refused admission has the status of its reason") {
  CHECK(error_of(auth::admission::unknown_station).status == 404);
  CHECK(error_of(auth::admission::unauthorized).status == 401);
  CHECK(error_of(auth::admission::wrong_transport).status == 403);
  CHECK(error_of(auth::admission::busy).status == 503);
}

TEST_CASE("each response carries what its status calls for, a short text, and closes") {
  const auto unauthorized = to_response(error_of(auth::admission::unauthorized), std::chrono::seconds{17});
  CHECK(header(unauthorized, "WWW-Authenticate") == "Basic realm=\"ocpp\"");
  CHECK(header(unauthorized, "Connection") == "close");
  CHECK(!unauthorized.body.empty());

  const auto busy = to_response(no_capacity, std::chrono::seconds{17});
  CHECK(busy.status == 503);
  CHECK(header(busy, "Retry-After") == "17");

  auto request = upgrade_to();
  erase(request, "Upgrade");
  const auto upgrade = to_response(std::get<http_error>(check_upgrade(request, "/ocpp")), std::chrono::seconds{17});
  CHECK(header(upgrade, "Retry-After") == "");
  CHECK(header(upgrade, "Connection") == "Upgrade, close");
  CHECK(header(upgrade, "Upgrade") == "websocket");
  CHECK(header(upgrade, "Sec-WebSocket-Version") == "13");
}

TEST_CASE("an unreadable head is 400, one that is too large 431, and where nobody is left nothing is said") {
  CHECK(error_of(http_fault::malformed).status == 400);
  CHECK(error_of(http_fault::too_large).status == 431);
  CHECK(error_of(http_fault::disconnected).text.empty());
}

TEST_CASE("a user agent is cut to a bound, and is nothing where it is no text") {
  auto request = upgrade_to();
  set(request, "User-Agent", std::string(1000, 'x'));
  CHECK(std::get<upgrade_request>(check_upgrade(request, "/ocpp")).user_agent == std::string(200, 'x'));
  set(request, "User-Agent", "\xff");
  CHECK(std::get<upgrade_request>(check_upgrade(request, "/ocpp")).user_agent.empty());
}
