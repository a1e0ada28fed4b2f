#include "layering/layering.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

using namespace layering;

namespace {

modules real_arrows() {
  std::ifstream file("CMakeLists.txt");
  REQUIRE(file.is_open());
  return read_modules(std::string(std::istreambuf_iterator<char>(file), {}));
}

// What is said about one include line in one file; "" = allowed.
std::string complaint(const std::string& path, const std::string& target) {
  const auto found = violations(real_arrows(), {{path, {target}}});
  return found.empty() ? "" : found.at(0);
}

}  // namespace

TEST_CASE("every include line follows the arrows of the architecture") {
  const auto files = read_tree();
  CHECK(files.size() > 50);
  for (const auto& each : violations(real_arrows(), files)) FAIL_CHECK(each);
}

TEST_CASE("the link lines are the arrows of the design") {
  const auto arrows = real_arrows();
  CHECK(arrows.at("base").dependencies == names{"base"});
  CHECK(arrows.at("ocpp").dependencies == names{"base", "ocpp"});
  CHECK(arrows.at("event").dependencies == names{"base", "event"});
  CHECK(arrows.at("telemetry").dependencies == names{"base", "telemetry"});
  CHECK(arrows.at("config").dependencies == names{"base", "config"});
  CHECK(arrows.at("command").dependencies == names{"base", "command", "event", "ocpp"});
  CHECK(arrows.at("session").dependencies == names{"base", "command", "event", "ocpp", "session"});
  CHECK(arrows.at("auth").dependencies == names{"auth", "base"});
  CHECK(arrows.at("kafka").dependencies == names{"base", "event", "kafka", "telemetry"});
  CHECK(arrows.at("transport").dependencies == names{"base", "telemetry", "transport"});
  CHECK(arrows.at("net").dependencies ==
        names{"auth", "base", "command", "event", "net", "ocpp", "session", "telemetry", "transport"});
  CHECK(arrows.at("admin").dependencies == names{"admin", "base", "telemetry"});
}

TEST_CASE("a planted violation is found") {
  struct planted {
    const char* path;
    const char* target;
  };
  const auto plant = GENERATE(
      planted{"src/net/x.cpp", "\"ocppgw/kafka/client.hpp\""}, planted{"src/kafka/x.cpp", "\"ocppgw/net/server.hpp\""},
      planted{"src/kafka/x.cpp", "\"ocppgw/session/machine.hpp\""},
      planted{"include/ocppgw/base/x.hpp", "\"ocppgw/event/record.hpp\""},
      planted{"src/session/x.cpp", "\"ocppgw/telemetry/log.hpp\""}, planted{"src/net/x.cpp", "\"ocppgw/config/settings.hpp\""},
      planted{"src/app/x.cpp", "\"net/shard.hpp\""}, planted{"src/admin/x.cpp", "\"net/drain.hpp\""},
      planted{"include/ocppgw/net/x.hpp", "\"net/drain.hpp\""}, planted{"src/ocpp/x.cpp", "<boost/asio/post.hpp>"},
      planted{"src/event/x.cpp", "<openssl/evp.h>"}, planted{"include/ocppgw/session/x.hpp", "<spdlog/spdlog.h>"},
      planted{"include/ocppgw/base/x.hpp", "<openssl/sha.h>"}, planted{"src/session/x.cpp", "<simdjson.h>"},
      planted{"include/ocppgw/kafka/x.hpp", "<librdkafka/rdkafka.h>"}, planted{"include/ocppgw/config/x.hpp", "<yaml-cpp/yaml.h>"},
      planted{"src/net/x.cpp", "<librdkafka/rdkafka.h>"},
      planted{"src/net/x.cpp", "<openssl/ssl.h>"}, planted{"src/net/x.cpp", "<boost/beast/core.hpp>"},
      planted{"src/net/x.cpp", "\"transport/beast.hpp\""}, planted{"src/transport/x.cpp", "\"ocppgw/session/machine.hpp\""},
      planted{"include/ocppgw/transport/x.hpp", "<boost/beast/core.hpp>"},
      planted{"include/ocppgw/transport/x.hpp", "<openssl/ssl.h>"}, planted{"src/kafka/x.cpp", "<boost/beast/http.hpp>"},
      planted{"src/unheard_of/x.cpp", "<string>"});
  CAPTURE(plant.path);
  CAPTURE(plant.target);
  CHECK_FALSE(complaint(plant.path, plant.target).empty());
}

TEST_CASE("what the arrows allow is not complained about") {
  CHECK(complaint("src/net/x.cpp", "\"ocppgw/session/machine.hpp\"") == "");
  CHECK(complaint("src/net/x.cpp", "\"ocppgw/transport/asio.hpp\"") == "");
  CHECK(complaint("src/transport/x.cpp", "<openssl/ssl.h>") == "");
  CHECK(complaint("src/transport/x.cpp", "<boost/beast/core.hpp>") == "");
  CHECK(complaint("src/base/digest.cpp", "<openssl/evp.h>") == "");
  CHECK(complaint("src/kafka/x.cpp", "<librdkafka/rdkafka.h>") == "");
  CHECK(complaint("include/ocppgw/telemetry/x.hpp", "<prometheus/counter.h>") == "");
  CHECK(complaint("src/app/x.cpp", "\"ocppgw/config/load.hpp\"") == "");
  CHECK(complaint("src/session/x.cpp", "<boost/container/small_vector.hpp>") == "");
}

TEST_CASE("include lines are found however they are spaced, and nothing else is") {
  CHECK(includes_of("#include <a>\n  #  include \"b\"  // why\n// #include <c>\nint include;\n#if 1\n#include MACRO\n") ==
        std::vector<std::string>{"<a>", "\"b\""});
}
