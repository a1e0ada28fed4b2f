#include "transport/http/request.hpp"

#include "support/catch.hpp"

#include <boost/asio/error.hpp>
#include <boost/beast/http/error.hpp>

using namespace ocppgw::transport;
using strings = std::vector<std::string_view>;

TEST_CASE("headers are found whatever the case of their name, the first of them counts") {
  const http_request request{"GET", "/", 11, {{"Host", "a"}, {"HOST", "b"}, {"Empty", ""}}};
  CHECK(request.header("host") == "a");
  CHECK(request.has("empty"));
  CHECK(request.header("absent").empty());
  CHECK_FALSE(request.has("absent"));
}

TEST_CASE("a list is all elements of all headers of that name, without blanks and empty elements") {
  const http_request request{"GET", "/", 11, {{"X", "a, b ,,c"}, {"Y", "no"}, {"x", "\td e\t"}, {"X", ""}}};
  CHECK(request.list("X") == strings{"a", "b", "c", "d e"});
  CHECK(request.list("Z").empty());
}

TEST_CASE("a request keeps its method, target, version and headers") {
  beast_request read{http::verb::get, "/ocpp/CP001?x=y", 11};
  read.set(http::field::host, "h");
  read.insert("X-Own", "1");
  read.insert("X-Own", "2");
  const auto request = from_beast(read);
  CHECK(request.method == "GET");
  CHECK(request.target == "/ocpp/CP001?x=y");
  CHECK(request.version == 11);
  CHECK(request.header("Host") == "h");
  CHECK(request.list("x-own") == strings{"1", "2"});
}

TEST_CASE("an answer carries its status, its headers and the length of its body") {
  const auto answer = to_beast(http_response{401, {{"WWW-Authenticate", "Basic"}, {"Connection", "close"}}, "who?\n"});
  CHECK(answer.result_int() == 401);
  CHECK(answer[http::field::www_authenticate] == "Basic");
  CHECK(answer[http::field::content_length] == "5");
  CHECK(answer.body() == "who?\n");
}

TEST_CASE("the 101 is spelled as stations compare it, over the key as it was sent") {
  beast_request request{http::verb::get, "/", 11};
  request.set(http::field::sec_websocket_key, "dGhlIHNhbXBsZSBub25jZQ==");
  request.set(http::field::sec_websocket_extensions, "x-other, permessage-deflate");
  CHECK(offers_deflate(request));
  const auto response = switching_protocols(request, "ocpp1.6", false);
  CHECK(response.result_int() == 101);
  CHECK(response[http::field::connection] == "Upgrade");
  CHECK(response[http::field::upgrade] == "websocket");
  CHECK(response[http::field::sec_websocket_accept] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  CHECK(response[http::field::sec_websocket_protocol] == "ocpp1.6");
  CHECK(response.count(http::field::sec_websocket_extensions) == 0);
  CHECK(response.count(http::field::content_length) == 0);
  CHECK(switching_protocols(request, "", true)[http::field::sec_websocket_extensions] ==
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover");
  CHECK(switching_protocols(request, "", true).count(http::field::sec_websocket_protocol) == 0);
}

TEST_CASE("a head that is no HTTP is malformed, one that is too large too large, and a connection that broke neither") {
  CHECK(fault_of(http::error::bad_method) == http_fault::malformed);
  CHECK(fault_of(http::error::header_limit) == http_fault::too_large);
  CHECK(fault_of(http::error::buffer_overflow) == http_fault::too_large);
  CHECK(fault_of(http::error::end_of_stream) == http_fault::disconnected);
  CHECK(fault_of(http::error::partial_message) == http_fault::disconnected);
  CHECK(fault_of(asio::error::connection_reset) == http_fault::disconnected);
  CHECK(fault_of(asio::error::operation_aborted) == http_fault::disconnected);
}
