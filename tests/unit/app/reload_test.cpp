// What a reload may change. "Reloadable" is a promise of the rows; here it is held, row by row.
#include "app/properties/properties.hpp"
#include "app/reload.hpp"
#include "unit/app/fixture.hpp"

#include "support/catch.hpp"

using namespace ocppgw;
using namespace ocppgw::app;

namespace {

snapshot complete_with(std::vector<std::string> sets) {
  sets.insert(sets.begin(), "kafka.bootstrap_servers=k:1");
  return complete(load({.file = {}, .environment = {}, .sets = std::move(sets), .dev = true}).values);
}

// Another number of listeners: listeners of the same number are compared one by one.
std::string changed(const config::property& row) {
  return std::string(row.path) + '=' + (row.path == "listeners" ? R"([{bind: "1.2.3.4:0"}])" : other_value(row));
}

bool is_same(const config::property& row, const settings& one, const settings& other) {
  auto mine = one;
  auto theirs = other;
  return config::is_equal(row.bind(&mine), row.bind(&theirs));
}

}  // namespace

TEST_CASE("what is reloadable is taken over, and everything else stays as it runs") {
  const auto running = complete_with({});
  for (const auto& row : properties().rows()) {
    CAPTURE(row.path);
    const auto wanted = complete_with({changed(row)});
    if (is_same(row, *running, *wanted)) {  // the only choice there is
      CHECK(row.path == "auth.mode");
      continue;
    }
    CHECK(diff(*running, *wanted) == std::vector<config::change>{{std::string(row.path), row.reloadable}});
    const auto result = reloaded(*running, *wanted);
    CHECK(is_same(row, *result, row.reloadable ? *wanted : *running));
    for (const auto& other : properties().rows()) {
      if (other.path != row.path) CHECK(is_same(other, *result, *running));
    }
  }
}

TEST_CASE("what sessions are made of follows what was taken over") {
  const auto running = complete_with({});
  const auto wanted = complete_with({"ocpp.answers={Authorize: {idTagInfo: {status: Blocked}}}",
                                     "ocpp.stations=[{id: CP1, validation: strict}, {id: CP2}]", "kafka.topics.events=others"});
  const auto result = reloaded(*running, *wanted);
  CHECK(result->sessions.of("CP1").validation == ocpp::validation::strict);
  CHECK(result->sessions.of("CP2").validation == ocpp::validation::lenient);
  CHECK(result->answers.overrides.contains("Authorize"));
  CHECK(result->sessions.records.events_topic == "ocpp.events");
}
