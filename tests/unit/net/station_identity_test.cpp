#include "net/handshake/station_identity.hpp"

#include "support/catch.hpp"

using ocppgw::net::percent_decode;
using ocppgw::net::station_identity;

namespace {

std::string identity(std::string_view target, std::string_view prefix = "/ocpp") {
  return station_identity(target, prefix).value_or("(none)");
}

}  // namespace

TEST_CASE("the identity is the last path segment behind the prefix") {
  CHECK(identity("/ocpp/CP001") == "CP001");
  CHECK(identity("/ocpp/1.6/CP001") == "CP001");
  CHECK(identity("/ocpp/CP001/CP001") == "CP001");
  CHECK(identity("/CP001", "") == "CP001");
  CHECK(identity("/CP001", "/") == "CP001");
  CHECK(identity("/a/b/CP001", "/a/b") == "CP001");
  CHECK(identity("/a/b/CP001", "a/b/") == "CP001");
}

TEST_CASE("repeated and trailing slashes, the query and the fragment do not matter") {
  CHECK(identity("//ocpp///CP001") == "CP001");
  CHECK(identity("/ocpp/CP001///") == "CP001");
  CHECK(identity("/ocpp/CP001?token=/x") == "CP001");
  CHECK(identity("/ocpp/CP001/?a=b#c") == "CP001");
}

TEST_CASE("a whole URL as target counts by its path, and as path by its last segment") {
  CHECK(identity("ws://host:9000/ocpp/CP_1") == "CP_1");
  CHECK(identity("/ocpp/ws://host:9000/CP_1/SERIAL") == "SERIAL");
  CHECK(identity("ws://host:9000") == "(none)");
}

TEST_CASE("without an identity, or outside of the prefix, there is none") {
  for (const auto* target :
       {"/", "", "/ocpp", "/ocpp/", "/ocpp//?x=1", "/CP001", "/other/CP001", "/ocpp2/CP001", "/OCPP/CP001", "CP001", "*"}) {
    CAPTURE(target);
    CHECK(!station_identity(target, "/ocpp"));
  }
}

TEST_CASE("the segment is decoded once, behind the split at slashes") {
  CHECK(identity("/ocpp/RDAM%20123") == "RDAM 123");
  CHECK(identity("/ocpp/RDAM%7c123") == "RDAM|123");
  CHECK(identity("/ocpp/a%2520b") == "a%20b");
  CHECK(identity("/ocpp/a+b") == "a+b");
  CHECK(identity("/ocpp/%E2%82%AC") == "\xe2\x82\xac");
  CHECK(identity("/ocpp/DE*BMW*E1-2_3") == "DE*BMW*E1-2_3");
  CHECK(identity("/ocpp/a%2Fb") == "(none)");
}

TEST_CASE("an escape without two hexadecimal digits is no identity") {
  for (const auto* target :
       {"/ocpp/%", "/ocpp/a%", "/ocpp/a%4", "/ocpp/%G1", "/ocpp/%1G", "/ocpp/%-1", "/ocpp/% 1", "/ocpp/%%41"}) {
    CAPTURE(target);
    CHECK(!station_identity(target, "/ocpp"));
  }
  CHECK(percent_decode("%41%6a") == "Aj");
}

TEST_CASE("control characters and invalid UTF-8 are no identity") {
  for (const auto* target : {"/ocpp/a%00b", "/ocpp/a%0A", "/ocpp/%1F", "/ocpp/%7F", "/ocpp/%C2%80", "/ocpp/%C2%9F", "/ocpp/%FF",
                             "/ocpp/%C0%AF", "/ocpp/%ED%A0%80", "/ocpp/a\x80"}) {
    CAPTURE(target);
    CHECK(!station_identity(target, "/ocpp"));
  }
  CHECK(identity("/ocpp/%C2%A0") == "\xc2\xa0");
}

TEST_CASE("an identity has 1 to 255 bytes, counted when decoded") {
  CHECK(station_identity("/ocpp/" + std::string(255, 'x'), "/ocpp"));
  CHECK(!station_identity("/ocpp/" + std::string(256, 'x'), "/ocpp"));
  std::string escaped = "/ocpp/";
  for (int i = 0; i < 255; ++i) escaped += "%41";
  CHECK(station_identity(escaped, "/ocpp").value().size() == 255);
  CHECK(!station_identity(escaped + "%41", "/ocpp"));
}

TEST_CASE("what is logged of a target is its path alone: no query, no user-info") {
  using ocppgw::net::path_of;
  CHECK(path_of("/ocpp/CP001?password=secret") == "/ocpp/CP001");
  CHECK(path_of("/ocpp/CP001#secret") == "/ocpp/CP001");
  CHECK(path_of("http://user:secret@host/ocpp/CP001?x=secret") == "/ocpp/CP001");
  CHECK(path_of("http://user:secret@host").empty());
  CHECK(path_of("user:secret@host").empty());
}

TEST_CASE("dot segments, and what is not seen or turns text around, are no identity") {
  for (const auto* target :
       {"/ocpp/.", "/ocpp/..", "/ocpp/%2e%2e", "/ocpp/%2E", "/ocpp/A%E2%80%AEB", "/ocpp/A%E2%80%8B", "/ocpp/%E2%80%A8",
        "/ocpp/%EF%BB%BFA", "/ocpp/A%EF%BF%BF", "/ocpp/A%C2%AD", "/ocpp/A%E2%81%A6B", "/ocpp/A%F3%A0%80%81"}) {
    CAPTURE(target);
    CHECK(!station_identity(target, "/ocpp"));
  }
  CHECK(identity("/ocpp/...") == "...");
  CHECK(identity("/ocpp/%E6%97%A5%E6%9C%AC") == "\xe6\x97\xa5\xe6\x9c\xac");
  CHECK(identity("/ocpp/%F0%9F%94%8C") == "\xf0\x9f\x94\x8c");
}
