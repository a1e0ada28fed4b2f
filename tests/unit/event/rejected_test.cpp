#include "ocppgw/event/rejected.hpp"

#include "support/catch.hpp"
#include "support/printed_record.hpp"

using namespace ocppgw::event;
using namespace std::chrono_literals;
namespace base = ocppgw::base;

namespace {

constexpr base::wall_time received{1'795'372'010'123ms};
constexpr session_ref who{"CP001", "0123456789abcdef0123"};
constexpr rejection not_json{.stage = "frame", .code = "not_json", .message = "no JSON text"};

settings common() {
  settings out;
  out.instance_id = "gw-1";
  return out;
}

consumed_record garbage() {
  consumed_record out;
  out.position = {"ocpp.commands", 2, 17};
  out.key = "CP001";
  out.headers = {{"ce_id", "1"}, {"reply-to", "team-a"}, {"ocppgw_error_code", "older"}};
  out.value =
      "gar\xff"
      "bage";
  return out;
}

constexpr rejection bad_command{.stage = "command", .code = "not_utf8", .message = "the value is not UTF-8"};

header last_of(const header_list& headers) {
  header last;
  for (const auto each : headers) last = each;
  return last;
}

}  // namespace

TEST_CASE("a rejected frame that is too large for its topic is tried once more by its beginning") {
  const auto of = [](std::size_t size) {
    return encode_rejected_frame(common(), who, 3, not_json, std::string(size, 'x'), received);
  };
  const auto whole = of(5000);
  CHECK(whole.value.size() == 5000);
  REQUIRE(whole.smaller);
  CHECK(whole.smaller->value == std::string(4096, 'x'));
  CHECK(last_of(whole.smaller->headers).value == "904");
  CHECK_FALSE(of(4096).smaller);
}

TEST_CASE("a frame that became no event is kept with its bytes and the reason") {
  CHECK(printed(encode_rejected_frame(common(), who, 3, not_json, "[2,\"\xff", received)) ==
        "ocpp.rejected | CP001 | 2026-11-22T18:26:50.123Z\n"
        "content-type: application/octet-stream\n"
        "ce_specversion: 1.0\n"
        "ce_id: 0123456789abcdef0123-r3\n"
        "ce_source: /ocpp-gateway/ocpp\n"
        "ce_type: ocpp.frame.rejected\n"
        "ce_subject: CP001\n"
        "ce_time: 2026-11-22T18:26:50.123Z\n"
        "ce_partitionkey: CP001\n"
        "ce_sessionid: 0123456789abcdef0123\n"
        "ce_instance: gw-1\n"
        "ocppgw_error_stage: frame\n"
        "ocppgw_error_code: not_json\n"
        "ocppgw_error_message: no JSON text\n"
        "\n"
        "[2,\"\xff");
}

TEST_CASE("a rejected command says where it stood, gives its headers back and is settled") {
  CHECK(printed(encode_rejected_command(common(), garbage(), bad_command, received)) ==
        "ocpp.rejected | CP001 | 2026-11-22T18:26:50.123Z | settles 2/17\n"
        "content-type: application/octet-stream\n"
        "ce_specversion: 1.0\n"
        "ce_id: ocpp.commands-2-17\n"
        "ce_source: /ocpp-gateway/ocpp\n"
        "ce_type: ocpp.command.rejected\n"
        "ce_subject: CP001\n"
        "ce_time: 2026-11-22T18:26:50.123Z\n"
        "ce_partitionkey: CP001\n"
        "ce_instance: gw-1\n"
        "ocppgw_error_stage: command\n"
        "ocppgw_error_code: not_utf8\n"
        "ocppgw_error_message: the value is not UTF-8\n"
        "ocppgw_error_topic: ocpp.commands\n"
        "ocppgw_error_partition: 2\n"
        "ocppgw_error_offset: 17\n"
        "reply-to: team-a\n"
        "\n"
        "gar\xff"
        "bage");
}

TEST_CASE("rejected records stay binary when events are structured") {
  settings structured = common();
  structured.mode = content_mode::structured;
  CHECK(encode_rejected_frame(structured, who, 1, not_json, "x", received) ==
        encode_rejected_frame(common(), who, 1, not_json, "x", received));
}

TEST_CASE("a key that can be no station stays the key but names no subject") {
  consumed_record from = garbage();
  from.key = GENERATE(values<std::string>({"", "CP\xff", std::string(256, 'k')}));
  const record out = encode_rejected_command(common(), from, bad_command, received);
  CHECK(out.key == from.key);
  CHECK(printed_headers(out.headers).find("ce_subject") == std::string::npos);
  CHECK(printed_headers(out.headers).find("ce_partitionkey") == std::string::npos);
}

TEST_CASE("a message is cut between characters") {
  std::string umlauts = "x";
  for (int i = 0; i < 400; ++i) umlauts += "\xc3\xa4";
  const record out = encode_rejected_frame(common(), who, 1, {"frame", "not_json", umlauts}, "", received);
  CHECK(last_of(out.headers).value == umlauts.substr(0, 499));
}

TEST_CASE("what Kafka would refuse is cut, and the record says by how much") {
  settings tight = common();
  consumed_record from = garbage();
  from.value = std::string(10'000, 'v');
  const record whole = encode_rejected_command(tight, from, bad_command, received);
  std::size_t size = whole.key.size() + whole.value.size() + header_room;
  for (const auto [name, value] : whole.headers) size += name.size() + value.size();
  tight.message_max_bytes = size;
  CHECK(encode_rejected_command(tight, from, bad_command, received) == whole);
  --tight.message_max_bytes;
  const record cut = encode_rejected_command(tight, from, bad_command, received);
  CHECK(cut.value.size() == 9'999);
  CHECK(last_of(cut.headers) == header{"ocppgw_error_cut", "1"});
  tight.message_max_bytes = 0;
  const record nothing = encode_rejected_command(tight, from, bad_command, received);
  CHECK(nothing.key.empty());
  CHECK(last_of(nothing.headers) == header{"ocppgw_error_cut", "10005"});
  CHECK(nothing.settles == from.position);
}
