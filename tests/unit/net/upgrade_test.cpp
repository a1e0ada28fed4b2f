#include "net/upgrade.hpp"

#include "support/catch.hpp"

#include <boost/beast/http/error.hpp>

using namespace ocppgw;
using namespace ocppgw::net;
using field = http::field;

namespace {

request_head upgrade_request(std::string_view target = "/ocpp/CP001") {
  request_head request{http::verb::get, {target.data(), target.size()}, 11};
  request.set(field::host, "gateway.example");
  request.set(field::connection, "keep-alive, Upgrade");
  request.set(field::upgrade, "websocket");
  request.set(field::sec_websocket_key, "dGhlIHNhbXBsZSBub25jZQ==");
  request.set(field::sec_websocket_version, "13");
  request.set(field::sec_websocket_protocol, "ocpp1.6");
  return request;
}

unsigned status(const verdict_on_request& verdict) {
  const auto* why = std::get_if<refusal>(&verdict);
  return why == nullptr ? 101 : static_cast<unsigned>(why->status);
}

unsigned judged(const request_head& request) { return status(judge(request, "/ocpp")); }

std::string agreed(std::initializer_list<const char*> offers) {
  auto request = upgrade_request();
  request.erase(field::sec_websocket_protocol);
  for (const auto* offer : offers) request.insert(field::sec_websocket_protocol, offer);
  return std::get<invitation>(judge(request, "/ocpp")).subprotocol;
}

}  // namespace

TEST_CASE("a WebSocket upgrade behind the prefix invites its station") {
  CHECK(judge(upgrade_request("/ocpp/RDAM%20123"), "/ocpp") == verdict_on_request{invitation{"RDAM 123", "ocpp1.6"}});
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
  auto request = upgrade_request();
  SECTION("no Upgrade header") {
    request.erase(field::upgrade);
    CHECK(judged(request) == 426);
  }
  SECTION("upgrade to something else") {
    request.set(field::upgrade, "h2c");
    CHECK(judged(request) == 426);
  }
  SECTION("another version of WebSocket") {
    request.set(field::sec_websocket_version, "8");
    CHECK(judged(request) == 426);
  }
  SECTION("no version") {
    request.erase(field::sec_websocket_version);
    CHECK(judged(request) == 400);
  }
  SECTION("no key") {
    request.erase(field::sec_websocket_key);
    CHECK(judged(request) == 400);
  }
  SECTION("a key that is too long") {
    request.set(field::sec_websocket_key, "dGhlIHNhbXBsZSBub25jZQ==x");
    CHECK(judged(request) == 400);
  }
  SECTION("another method") {
    request.method(http::verb::post);
    CHECK(judged(request) == 400);
  }
  SECTION("HTTP/1.0") {
    request.version(10);
    CHECK(judged(request) == 400);
  }
  SECTION("no host") {
    request.erase(field::host);
    CHECK(judged(request) == 400);
  }
  SECTION("a body is announced") {
    request.set(field::content_length, "1");
    CHECK(judged(request) == 400);
  }
}

TEST_CASE("a missing Connection header is tolerated and completed") {
  auto request = upgrade_request();
  request.erase(field::connection);
  CHECK(judged(request) == 101);
  complete_upgrade_headers(request);
  CHECK(request[field::connection] == "Upgrade");
}

TEST_CASE("no station behind the path is 404") {
  CHECK(judged(upgrade_request("/")) == 404);
  CHECK(judged(upgrade_request("/ocpp/")) == 404);
  CHECK(judged(upgrade_request("/ocpp/%G1")) == 404);
  CHECK(judged(upgrade_request("/elsewhere/CP001")) == 404);
}

TEST_CASE("a refused admission has the status of its reason") {
  CHECK(refuse_admission(session::admission::unknown_station).status == http::status::not_found);
  CHECK(refuse_admission(session::admission::unauthorized).status == http::status::unauthorized);
  CHECK(refuse_admission(session::admission::wrong_transport).status == http::status::forbidden);
}

TEST_CASE("each response carries what its status calls for, a short text, and closes") {
  const auto unauthorized = respond(refuse_admission(session::admission::unauthorized));
  CHECK(unauthorized[field::www_authenticate] == "Basic realm=\"ocpp\"");
  CHECK(unauthorized[field::connection] == "close");
  CHECK(!unauthorized.body().empty());
  CHECK(unauthorized[field::content_length] == std::to_string(unauthorized.body().size()));

  const auto busy = respond(refuse_now);
  CHECK(busy.result_int() == 503);
  CHECK(busy.count(field::retry_after) == 1);

  auto request = upgrade_request();
  request.erase(field::upgrade);
  const auto upgrade = respond(std::get<refusal>(judge(request, "/ocpp")));
  CHECK(upgrade[field::upgrade] == "websocket");
  CHECK(upgrade[field::sec_websocket_version] == "13");
}

TEST_CASE("an unreadable head is 400, one that is too large 431, and a connection that broke neither") {
  CHECK(refuse_unreadable(http::error::bad_method).status == http::status::bad_request);
  CHECK(refuse_unreadable(http::error::header_limit).status == http::status::request_header_fields_too_large);
  CHECK(refuse_unreadable(http::error::buffer_overflow).status == http::status::request_header_fields_too_large);
  CHECK(is_malformed(http::error::bad_method));
  CHECK(!is_malformed(http::error::end_of_stream));
  CHECK(!is_malformed(http::error::partial_message));
  CHECK(!is_malformed(boost::system::errc::make_error_code(boost::system::errc::connection_reset)));
  CHECK(!is_malformed({}));
}
