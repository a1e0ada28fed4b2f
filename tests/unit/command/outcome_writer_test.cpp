#include "ocppgw/command/outcome_writer.hpp"

#include "support/catch.hpp"

#include <memory>

namespace ocppgw::command {

TEST_CASE("Records are made by the settings that were given last") {
  auto common = std::make_shared<event::settings>();
  common->results_topic = "former";
  outcome_writer writer(common, "boot", [](auto, auto) {});
  CHECK(writer.outcome({}).topic == "former");
  auto newer = std::make_shared<event::settings>();
  newer->results_topic = "newer";
  writer.use(newer);
  CHECK(writer.outcome({}).topic == "newer");
  CHECK(writer.dispatched({}, "s", {}).topic == "newer");
}

}  // namespace ocppgw::command
