#include "ocppgw/ocpp/write.hpp"
#include "ocppgw/ocpp/message.hpp"
#include "support/catch.hpp"
#include "support/ocpp16.hpp"

#include <string>

using namespace ocppgw::ocpp;

TEST_CASE("frames are written as the specification shows them") {
  CHECK(write_call("c1", "Reset", R"({"type":"Soft"})") == R"([2,"c1","Reset",{"type":"Soft"}])");
  CHECK(write_result("\"19223201\"", "{}") == R"([3,"19223201",{}])");
  CHECK(write_result("17", "{}") == "[3,17,{}]");
  CHECK(write_error(ocpp16, "\"162376037\"", error_code::not_supported, "SendLocalList.req not implemented") ==
        R"([4,"162376037","NotSupported","SendLocalList.req not implemented",{}])");
  CHECK(write_call("a\"b", "X", "{}") == R"([2,"a\"b","X",{}])");
}

TEST_CASE("error codes are spelt as OCPP 1.6 spells them") {
  CHECK(ocpp16.spell(error_code::occurence_constraint_violation) == "OccurenceConstraintViolation");
  CHECK(ocpp16.spell(error_code::formation_violation) == "FormationViolation");
  CHECK(ocpp16.spell(error_code::not_implemented) == "NotImplemented");
  CHECK(ocpp16.spell(error_code::generic_error) == "GenericError");
}

TEST_CASE("a description has at most 255 characters, whole ones, and is escaped") {
  std::string umlauts;
  for (int i = 0; i < 300; ++i) umlauts += "\xC3\xA4";
  reader r;
  CHECK(r.read(write_error(ocpp16, "\"x\"", error_code::generic_error, umlauts), ocpp16, tolerance::strict).error.description ==
        umlauts.substr(0, 510));
  const auto escaped = write_error(ocpp16, "\"x\"", error_code::generic_error, "a\"\n\\");
  CHECK(r.read(escaped, ocpp16, tolerance::strict).error.description == "a\"\n\\");
}
