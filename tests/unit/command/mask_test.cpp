#include "command/outcome/mask.hpp"

#include "ocppgw/command/outcome.hpp"
#include "support/catch.hpp"

using namespace ocppgw::command;

namespace {

struct sample {
  std::string_view text;
  std::string_view masked;
};

}  // namespace

TEST_CASE("the user-info of URLs is masked") {
  const auto [text, masked] = GENERATE(values<sample>({
      {"ftp://user:pw@host/", "ftp://***@host/"},
      {"ftp://user@host", "ftp://***@host"},
      {"https://a:b@c:8443/d?e=f@g", "https://***@c:8443/d?e=f@g"},
      {"ftp://u:p@w@host/x", "ftp://***@host/x"},
      {"ftp://user:pa/ss@host/x", "ftp://***@host/x"},
      {"ftp://user:pa?s#s@host/x", "ftp://***@host/x"},
      {"ftp://user:p%40w@[::1]:21/x", "ftp://***@[::1]:21/x"},
      {"see ftp://u:p@h/1 and sftp://q:r@h/2", "see ftp://***@h/1 and sftp://***@h/2"},
      {"://u:p@h", "://***@h"},
      {"ftp://:@h", "ftp://***@h"},
  }));
  CHECK(mask_urls(text) == masked);
}

TEST_CASE("what holds no user-info stays as it is") {
  const std::string_view text = GENERATE(values<std::string_view>({
      "",
      "host",
      "user:pw@host",
      "https://host/path",
      "https://host:8443/a@b",
      "https://host/pic@2x.png",
      "https://[::1]/a@b",
      "https://host?mail=a@b",
      "ftp://host mail a@b",
      "://",
      "a://b://c",
  }));
  CHECK(mask_urls(text) == text);
}

TEST_CASE("an AuthorizationKey is masked wherever its name stands, everything else is byte for byte") {
  CHECK(mask_request(R"({ "key" : "AuthorizationKey", "value" : "s3cret" })") ==
        R"({ "key" : "AuthorizationKey", "value" : "***" })");
  CHECK(mask_request(R"({"value":"s3cret","key":"AUTHORIZATIONKEY"})") == R"({"value":"***","key":"AUTHORIZATIONKEY"})");
  CHECK(mask_request(R"({"key":"Authorization\u004bey","value":["s3cret"]})") ==
        R"({"key":"Authorization\u004bey","value":"***"})");
  CHECK(mask_request(R"({"key":"AuthorizationKey","value":"a","value":"ftp://u:p@h"})") ==
        R"({"key":"AuthorizationKey","value":"***","value":"***"})");
  CHECK(mask_request(R"({"key":"AuthorizationKey","value":{"v":"ftp://u:p@h"},"z":"ftp://u:p@h"})") ==
        R"({"key":"AuthorizationKey","value":"***","z":"ftp://***@h"})");
  CHECK(mask_request(R"({"key":"HeartbeatInterval","value":"300"})") == R"({"key":"HeartbeatInterval","value":"300"})");
  CHECK(mask_request(R"({"a":{"key":"AuthorizationKey","value":"x"}})") == R"({"a":{"key":"AuthorizationKey","value":"x"}})");
}

TEST_CASE("a URL that is signed is masked whole") {
  CHECK(mask_urls("https://bucket/x.log?X-Amz-Signature=ab&y=1") == "https://***");
  CHECK(mask_urls("https://a/x?sv=2020&SIG=ab, then https://b/y?n=1") == "https://*** then https://b/y?n=1");
  CHECK(mask_urls("https://host/x?access_token=1") == "https://***");
  CHECK(mask_urls("https://host/x?page=1&size=2") == "https://host/x?page=1&size=2");
}

TEST_CASE("an answer tells no AuthorizationKey either, wherever it stands") {
  CHECK(mask_response(R"({"configurationKey":[{"key":"AuthorizationKey","readonly":false,"value":"s3cret"},)"
                      R"({"key":"HeartbeatInterval","value":"300"}],"unknownKey":[]})") ==
        R"({"configurationKey":[{"key":"AuthorizationKey","readonly":false,"value":"***"},)"
        R"({"key":"HeartbeatInterval","value":"300"}],"unknownKey":[]})");
  CHECK(mask_response(R"({"a":{"value":"x","key":"authorizationKEY"}})") == R"({"a":{"value":"***","key":"authorizationKEY"}})");
  CHECK(mask_response(R"("[3,\"1\",{\"key\":\"AuthorizationKey\"}")") == R"("***")");
  CHECK(mask_response(R"(["Accepted"])") == R"(["Accepted"])");
  CHECK(mask_response("") == "");
}

TEST_CASE("URLs are masked at any depth and in any spelling of JSON") {
  CHECK(mask_request(R"({"location":"ftp:\/\/user:p\u0077@host\/", "retries" : 3.0})") ==
        R"({"location":"ftp://***@host/", "retries" : 3.0})");
  CHECK(mask_request(R"({"log":{"remoteLocation":["x","sftp://u:p@h/\"q\""]},"n":null})") ==
        R"({"log":{"remoteLocation":["x","sftp://***@h/\"q\""]},"n":null})");
}

TEST_CASE("a request that is no JSON object, or too deep to be searched, is not echoed") {
  CHECK(mask_request("") == "");
  CHECK(mask_request("{") == "");
  CHECK(mask_request("[1]") == "");
  CHECK(mask_request(R"({"a":)" + std::string(50, '[') + R"("ftp://u:p@h")" + std::string(50, ']') + "}") == "");
}

TEST_CASE("an outcome echoes no secret, even of a command whose action is misspelt") {
  outcome how;
  how.what.id = "c1";
  how.what.station = "CP001";
  how.what.action = "changeConfiguration";
  how.what.payload = R"({"key":"AuthorizationKey","value":"s3cret"})";
  const auto value = encode_outcome(ocppgw::event::settings{}, how).value;
  CHECK(value.find("s3cret") == std::string::npos);
  CHECK(value.find(R"("request":{"key":"AuthorizationKey","value":"***"})") != std::string::npos);
}
