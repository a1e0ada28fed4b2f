// Samples made from the table, held against the table's own validation and, as an oracle that shares no code with it, against the
// official schemas by a JSON Schema library. `multipleOf: 0.1` is meant on the decimal text, which no library based on binary
// floating point can judge (schemas/README 4), so that keyword is left out there; formats are judged by our side only.
#include "official_schemas.hpp"
#include "support/catch.hpp"
#include "support/ocpp_samples.hpp"

#include <set>

#if __has_include(<valijson/adapters/rapidjson_adapter.hpp>) && __has_include(<rapidjson/document.h>)
#define OCPPGW_HAS_JSON_SCHEMA_LIBRARY
#include <rapidjson/document.h>
#include <valijson/adapters/rapidjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/utils/rapidjson_utils.hpp>
#include <valijson/validator.hpp>
#endif

namespace {

using namespace ocppgw;
using ocpp::validation;

std::string frame(std::string_view action, std::string_view payload) {
  return R"([2,"s",")" + std::string{action} + "\"," + std::string{payload} + ']';
}

}  // namespace

TEST_CASE("a minimal and a maximal sample of each payload pass strict validation") {
  ocpp::reader r;
  for (const auto& [name, fields] : test::all_payloads()) {
    for (const auto size : {test::extent::minimal, test::extent::maximal}) {
      const auto json = test::sample(fields, size);
      CAPTURE(name, json);
      CHECK(r.check(json, fields, validation::strict).faults.empty());
      CHECK(r.check(json, fields, validation::lenient).faults.empty());
    }
  }
}

TEST_CASE("each constraint of each payload is checked, with the right code at the right place") {
  ocpp::reader r;
  for (const auto& [name, fields] : test::all_payloads()) {
    for (const auto& wrong : test::violations(fields)) {
      const auto json = test::sample_with(fields, wrong);
      CAPTURE(name, wrong.path, wrong.what, json);
      const auto checked = r.check(json, fields, validation::strict);
      REQUIRE(checked.faults.size() == 1);
      CHECK(checked.faults[0].code == wrong.code);
      const bool unknown = wrong.path.ends_with("/+");
      CHECK(checked.faults[0].path == (unknown ? wrong.path.substr(0, wrong.path.size() - 1) + "noSuchMember" : wrong.path));
    }
  }
}

TEST_CASE("a station that is validated strictly is refused at each violation, and never for a valid sample") {
  ocpp::reader r;
  for (const auto& row : ocpp::actions()) {
    if (!row.station_may_send()) continue;
    CHECK_FALSE(r.read(frame(row.name, test::sample(row.request, test::extent::maximal)), validation::strict).call.refusal);
    for (const auto& wrong : test::violations(row.request)) {
      CAPTURE(row.name, wrong.path, wrong.what);
      const auto& read = r.read(frame(row.name, test::sample_with(row.request, wrong)), validation::strict);
      REQUIRE(read.type == ocpp::message::kind::call);
      CHECK(read.call.refusal == wrong.code);
    }
  }
}

TEST_CASE("StartTransaction, StopTransaction and MeterValues are never refused by lenient validation") {
  ocpp::reader r;
  for (const std::string_view name : {"StartTransaction", "StopTransaction", "MeterValues"}) {
    const auto* row = ocpp::find_action(name);
    REQUIRE(row);
    CHECK(row->always_acknowledged);
    for (const auto& wrong : test::violations(row->request)) {
      CAPTURE(name, wrong.path, wrong.what);
      CHECK_FALSE(r.read(frame(name, test::sample_with(row->request, wrong)), validation::lenient).call.refusal);
    }
    CHECK_FALSE(r.read(frame(name, "{}"), validation::lenient).call.refusal);
  }
}

#ifdef OCPPGW_HAS_JSON_SCHEMA_LIBRARY

namespace {

// Not where it is the name of a property, as `format` is one of SampledValue.
void remove_everywhere(rapidjson::Value& value, const char* keyword) {
  if (value.IsArray()) {
    for (auto& item : value.GetArray()) remove_everywhere(item, keyword);
  }
  if (!value.IsObject()) return;
  const auto found = value.FindMember(keyword);
  if (found != value.MemberEnd() && !found->value.IsObject()) value.RemoveMember(found);
  for (auto& member : value.GetObject()) remove_everywhere(member.value, keyword);
}

class official_schema {
 public:
  explicit official_schema(const std::filesystem::path& file) {
    REQUIRE(valijson::utils::loadDocument(file.string(), document_));
    // A `$id` would make the library look for the file's own definitions elsewhere.
    for (const char* keyword : {"multipleOf", "format", "$id"}) remove_everywhere(document_, keyword);
    valijson::SchemaParser parser;
    parser.populateSchema(valijson::adapters::RapidJsonAdapter{document_}, schema_);
  }

  bool accepts(const std::string& json) const {
    rapidjson::Document payload;
    payload.Parse(json.c_str());
    REQUIRE_FALSE(payload.HasParseError());
    valijson::Validator validator;
    return validator.validate(schema_, valijson::adapters::RapidJsonAdapter{payload}, nullptr);
  }

 private:
  rapidjson::Document document_;
  valijson::Schema schema_;
};

// Stricter than the schemas on purpose: see the deviations in oracle_test.cpp.
bool stricter_than_the_schema(const std::string& name, const test::violation& wrong) {
  const bool ours_to_send = name == "SetChargingProfile" || name == "RemoteStartTransaction";
  return ours_to_send && wrong.what == "too few items" && wrong.path.ends_with("/chargingSchedulePeriod");
}

}  // namespace

TEST_CASE("an independent JSON Schema library agrees on all samples, valid and violating", "[.oracle]") {
  const auto folder = test::official_schemas();
  if (!folder) return;
  for (const auto& [name, fields] : test::all_payloads()) {
    const official_schema schema{*folder / (name + ".json")};
    CAPTURE(name);
    CHECK(schema.accepts(test::sample(fields, test::extent::minimal)));
    CHECK(schema.accepts(test::sample(fields, test::extent::maximal)));
    for (const auto& wrong : test::violations(fields)) {
      CAPTURE(wrong.path, wrong.what);
      const bool forbidden = wrong.in_schema && !stricter_than_the_schema(name, wrong);
      CHECK(schema.accepts(test::sample_with(fields, wrong)) == !forbidden);
    }
  }
}

#else

TEST_CASE("an independent JSON Schema library agrees on all samples, valid and violating", "[.oracle]") {
  std::cout << "skipped: built without valijson and rapidjson\n";
}

#endif
