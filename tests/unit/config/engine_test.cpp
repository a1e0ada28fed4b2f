// The engine on its own, with an owner that is no gateway: rows, layers, objects in lists, printing, and what a reload may take over.
#include "config/layers/layered_config.hpp"

#include "ocppgw/config/changes.hpp"
#include "ocppgw/config/print.hpp"

#include "support/catch.hpp"

using namespace ocppgw::config;

namespace {

enum class colour { red, green };

struct wheel {
  std::string name;
  std::size_t spokes = 28;
  optional_duration service;
};

struct bicycle {
  colour paint = colour::green;
  std::optional<colour> second_paint;
  std::chrono::milliseconds service{60'000};
  std::vector<wheel> wheels;
};

constexpr named<colour> colours[] = {{"red", colour::red}, {"green", colour::green}};

constexpr property_of<wheel> of_wheel[] = {
    {.path = "name", .spec = text(), .bind = [](wheel& w) -> binding { return &w.name; }, .doc = "Name.", .presence = presence::required},
    {.path = "spokes",
     .spec = count(1, 100),
     .bind = [](wheel& w) -> binding { return &w.spokes; },
     .doc = "How many.",
     .reloadable = true},
    {.path = "service",
     .spec = duration(second, hour),
     .bind = [](wheel& w) -> binding { return &w.service; },
     .doc = "Instead of that of the bicycle."},
};

const property_table& wheel_properties() {
  static const property_table_of<wheel> table{of_wheel};
  return table;
}

constexpr property_of<bicycle> rows[] = {
    {.path = "paint.first",
     .spec = choice_of<colours>(),
     .bind = [](bicycle& b) -> binding { return bind_named<colours>(b.paint); },
     .doc = "Colour.",
     .reloadable = true},
    {.path = "paint.second",
     .spec = choice_of<colours>(),
     .bind = [](bicycle& b) -> binding { return bind_named<colours>(b.second_paint); },
     .doc = "Colour."},
    {.path = "service", .spec = duration(second, hour), .bind = [](bicycle& b) -> binding { return &b.service; }, .doc = "When."},
    {.path = "wheels",
     .spec = objects(),
     .bind = [](bicycle& b) -> binding { return bind_objects(b.wheels, wheel_properties()); },
     .doc = "Wheels."},
};

const property_table_of<bicycle>& properties() {
  static const property_table_of<bicycle> table{rows};
  return table;
}

bicycle read_bicycle(const std::vector<std::string>& sets) {
  auto result = load(properties(), {.file = {}, .environment = {}, .sets = sets});
  CHECK(result.found.problems.empty());
  return result.values;
}

std::vector<change> changes_of(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  auto was = read_bicycle(before);
  auto is = read_bicycle(after);
  return changes(properties(), &was, &is);
}

}  // namespace

TEST_CASE("the initial value of a member is the default of its property, and there is no other") {
  CHECK(properties().find("paint.first")->default_value == "green");
  CHECK(properties().find("paint.second")->default_value == "");
  CHECK(properties().find("service")->default_value == "60s");
  CHECK(properties().find("wheels")->default_value == "[]");
  CHECK(wheel_properties().find("name")->default_value == "");
  CHECK(wheel_properties().find("spokes")->default_value == "28");
  CHECK(read_bicycle({}).paint == colour::green);
}

TEST_CASE("words become values of the member's own type") {
  const auto read = read_bicycle({"paint={first: red, second: green}"});
  CHECK(read.paint == colour::red);
  CHECK(read.second_paint == colour::green);
  const auto wrong = load(properties(), {.file = {}, .environment = {}, .sets = {"paint.first=rad"}});
  REQUIRE(wrong.found.problems.size() == 1);
  CHECK(wrong.found.problems[0].message == "must be one of red, green; did you mean red? (found \"rad\")");
}

TEST_CASE("objects in lists have properties and defaults of their own") {
  const auto read = read_bicycle({"wheels=[{name: front, spokes: 24}, {name: rear}]"});
  REQUIRE(read.wheels.size() == 2);
  CHECK(read.wheels[0].spokes == 24);
  CHECK(read.wheels[1].spokes == 28);
}

TEST_CASE("a duration that may be absent is told from zero") {
  CHECK(wheel_properties().find("service")->default_value == "");
  const auto read = read_bicycle({"wheels=[{name: front, service: 1s}, {name: rear}]"});
  CHECK(read.wheels.at(0).service == std::chrono::seconds(1));
  CHECK_FALSE(read.wheels.at(1).service.has_value());
  CHECK_FALSE(changes_of({"wheels=[{name: front, service: 1s}]"}, {"wheels=[{name: front}]"}).empty());
}

TEST_CASE("a preset lies below every other layer") {
  const preset usual{"a preset", {{"service", "5s"}, {"paint.first", "red"}}};
  const auto result = load(properties(), {.file = {}, .environment = {}, .sets = {"service=6s"}, .preset = usual});
  CHECK(result.values.service == std::chrono::seconds(6));
  CHECK(result.values.paint == colour::red);
  CHECK(result.found.origin_of("paint.first") == "a preset");
}

TEST_CASE("the reference says defaults, ranges and what is reloadable") {
  CHECK(print_reference(properties(), "# About.\n") ==
        "# About.\n"
        "\n"
        "paint:\n"
        "  # Colour.\n"
        "  # (one of red, green; reloadable)\n"
        "  first: green\n"
        "  # Colour.\n"
        "  # (one of red, green)\n"
        "  second: \n"
        "\n"
        "# When.\n"
        "# (duration (ms, s, m, h), 1s to 1h)\n"
        "service: 60s\n"
        "\n"
        "# Wheels.\n"
        "# (list)\n"
        "#   name: Name. (text; required)\n"
        "#   spokes: How many. Default 28. (number, 1 to 100; reloadable)\n"
        "#   service: Instead of that of the bicycle. (duration (ms, s, m, h), 1s to 1h)\n"
        "wheels: []\n");
}

TEST_CASE("changes are named, with whether they need a restart") {
  CHECK(changes_of({}, {}).empty());
  CHECK(changes_of({}, {"paint.first=red", "service=5s"}) == std::vector<change>{{"paint.first", true}, {"service", false}});
  CHECK(changes_of({"paint.second=red"}, {}) == std::vector<change>{{"paint.second", false}});
}

TEST_CASE("objects in lists are compared one by one where the lists are equally long") {
  CHECK(changes_of({"wheels=[{name: a}, {name: b}]"}, {"wheels=[{name: a}, {name: b, spokes: 9}]"}) ==
        std::vector<change>{{"wheels[1].spokes", true}});
  CHECK(changes_of({"wheels=[{name: a}]"}, {"wheels=[{name: b}]"}) == std::vector<change>{{"wheels[0].name", false}});
  CHECK(changes_of({"wheels=[{name: a}]"}, {"wheels=[{name: a}, {name: b}]"}) == std::vector<change>{{"wheels", false}});
}

TEST_CASE("only what is reloadable is taken over, and of a list all or nothing") {
  auto running = read_bicycle({"wheels=[{name: a}, {name: b}]"});
  auto wanted = read_bicycle({"paint.first=red", "service=5s", "wheels=[{name: a, spokes: 9}, {name: b}]"});
  take_reloadable(properties(), &running, &wanted);
  CHECK(running.paint == colour::red);
  CHECK(running.service == std::chrono::minutes(1));
  CHECK(running.wheels[0].spokes == 9);

  auto renamed = read_bicycle({"wheels=[{name: c, spokes: 7}, {name: b}]"});
  take_reloadable(properties(), &running, &renamed);
  CHECK(running.wheels[0].name == "a");
  CHECK(running.wheels[0].spokes == 9);
}

TEST_CASE("the name of a variable is a path") {
  CHECK(path_of_variable("OCPPGW__KAFKA__TOPICS__COMMAND_RESULTS") == "kafka.topics.command_results");
  CHECK(path_of_variable("OCPPGW__LOG") == "log");
  CHECK(path_of_variable("OCPPGW__") == "");
}
