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

TEST_CASE("a missing Connection header is completed for an accepted upgrade, and an Expect is not answered") {
  beast_request request{http::verb::get, "/", 11};
  request.set(http::field::expect, "100-continue");
  complete_upgrade_headers(request);
  CHECK(request[http::field::connection] == "Upgrade");
  CHECK(request[http::field::upgrade] == "websocket");
  CHECK(request.count(http::field::expect) == 0);
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
