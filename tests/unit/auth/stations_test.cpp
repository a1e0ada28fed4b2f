// Who is let in by the records of a file, and who is not.
#include "ocppgw/auth/stations.hpp"

#include "auth/hash_pool.hpp"
#include "auth/passwords/basic_credentials.hpp"
#include "auth/passwords/remembered_passwords.hpp"
#include "auth/station_records.hpp"
#include "support/catch.hpp"

#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <mutex>
#include <string>
#include <vector>

#include <unistd.h>

using namespace ocppgw;
using namespace ocppgw::auth;
using namespace std::chrono_literals;

namespace {

constexpr base::scrypt_cost quick{4, 1, 1};

// The header for "CP001:secret" and the like; RFC 4648.
std::string basic(std::string_view octets) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out = "Basic ";
  for (std::size_t at = 0; at < octets.size(); at += 3) {
    const auto part = octets.substr(at, 3);
    unsigned bits = 0;
    for (std::size_t i = 0; i < 3; ++i) bits = (bits << 8U) | (i < part.size() ? static_cast<unsigned char>(part[i]) : 0U);
    for (std::size_t i = 0; i < 4; ++i) out += i <= part.size() ? digits[(bits >> (18 - 6 * i)) & 63U] : '=';
  }
  return out;
}

std::string line(std::string_view station, const std::vector<password_hash>& hashes, std::string_view more = "") {
  std::string keys;
  for (const auto& each : hashes) keys += (keys.empty() ? "" : ",") + (R"({"hash":")" + to_text(each) + R"("})");
  return R"({"station":")" + std::string(station) + R"(","keys":[)" + keys + "]" + std::string(more) + "}\n";
}

struct records_on_disk {
  std::string path;
  explicit records_on_disk(const std::string& lines) {
    std::string name = (std::filesystem::temp_directory_path() / "stations-XXXXXX").string();
    const int made = mkstemp(name.data());
    REQUIRE(made >= 0);
    ::close(made);
    path = name;
    write(lines);
  }
  ~records_on_disk() { std::filesystem::remove(path); }
  void write(const std::string& lines) const { std::ofstream(path, std::ios::binary | std::ios::trunc) << lines; }
};

// What the authenticator says of its file, waited for rather than slept for.
struct listener {
  std::mutex guard;
  std::condition_variable changed;
  std::vector<std::string> said;

  stations_events events() {
    return {.loaded = [this](std::size_t stations) { say("loaded " + std::to_string(stations)); },
            .not_loaded = [this](const auto& problems) { say(problems.front()); },
            .queue_full = [this] { say("queue full"); }};
  }
  void say(std::string what) {
    const std::scoped_lock hold(guard);
    said.push_back(std::move(what));
    changed.notify_all();
  }
  std::string wait_for(std::size_t number) {
    std::unique_lock hold(guard);
    return changed.wait_for(hold, 20s, [&] { return said.size() > number; }) ? said[number] : "(nothing)";
  }
};

struct world {
  explicit world(const std::string& lines) : file(lines), it(make_stations({file.path, 100ms, 4, 10}, heard.events())) {}

  verification ask(std::string station, std::string authorization, bool tls = true) {
    std::promise<verification> answer;
    it->verify(std::move(station), {std::move(authorization), tls, "192.0.2.7:1"}, [&](verification v) { answer.set_value(v); });
    return answer.get_future().get();
  }

  records_on_disk file;
  listener heard;
  std::unique_ptr<authenticator> it;
};

const verification refused{admission::unauthorized, 0, ""};

}  // namespace

TEST_CASE("a station with its password is let in, and the profile is what was verified") {
  world with(line("CP001", {hash_by_hmac("CP001", "secret")}));
  CHECK(with.ask("CP001", basic("CP001:secret")) == verification{admission::granted, 2, "key 1"});
  CHECK(with.ask("CP001", basic("CP001:secret"), false) == verification{admission::granted, 1, "key 1"});
}

TEST_CASE("a record of the topic counts instead of the file's, and its removal uncovers that one") {
  world with(line("CP001", {hash_by_hmac("CP001", "in the file")}));
  const auto feed = std::make_shared<station_feed>(10);
  with.it = make_stations({with.file.path, 100ms, 4, 10}, with.heard.events(), feed);
  CHECK(with.ask("CP001", basic("CP001:in the file")).result == admission::busy);
  feed->complete();
  CHECK(with.ask("CP001", basic("CP001:in the file")).result == admission::granted);
  CHECK(feed->put("CP001", line("CP001", {hash_by_hmac("CP001", "in the topic")})).empty());
  CHECK(with.ask("CP001", basic("CP001:in the topic")).result == admission::granted);
  CHECK(with.ask("CP001", basic("CP001:in the file")) == refused);
  feed->remove("CP001");
  CHECK(with.ask("CP001", basic("CP001:in the topic")) == refused);
  CHECK(with.ask("CP001", basic("CP001:in the file")).result == admission::granted);
}

TEST_CASE("without a file only the topic knows stations") {
  const auto feed = std::make_shared<station_feed>(10);
  feed->complete();
  world with("");
  with.it = make_stations({"", 100ms, 4, 10}, with.heard.events(), feed);
  CHECK(with.ask("CP001", basic("CP001:secret")) == refused);
  CHECK(feed->put("CP001", R"({"keys":[{"hash":")" + to_text(hash_by_hmac("CP001", "secret")) + R"("}]})").empty());
  CHECK(with.ask("CP001", basic("CP001:secret")).result == admission::granted);
}

TEST_CASE("a record of the topic that cannot be used changes nothing, and says where it is wrong without saying what") {
  station_feed feed(2);
  CHECK(feed.put("CP001", line("CP001", {})).empty());
  CHECK(feed.put("CP001", line("CP002", {})) == "/station: is not the key of the record");
  CHECK(feed.put("CP001", R"({"keys":[{"hash":"S3CRET"}]})") == "/keys/0/hash: is none that hash-password makes");
  CHECK(feed.put("CP001", R"({"owner":"me"})") == "/owner: is not known here");
  CHECK_FALSE(feed.put("CP001", "{").empty());
  CHECK(feed.size() == 1);
}

TEST_CASE("so many stations are kept, and those that are there may change") {
  station_feed feed(2);
  CHECK(feed.put("A", "{}").empty());
  CHECK(feed.put("B", "{}").empty());
  CHECK(feed.put("C", "{}") == station_feed::too_many);
  CHECK(feed.put("B", R"({"enabled":false})").empty());
  feed.remove("A");
  feed.remove("nobody");
  CHECK(feed.put("C", "{}").empty());
  CHECK(feed.size() == 2);
}

TEST_CASE("all others are told the same") {
  world with(line("CP001", {hash_by_hmac("CP001", "secret")}) +
             line("CP002", {hash_by_hmac("CP002", "secret")}, R"(,"enabled":false)"));
  CHECK(with.ask("CP001", "") == refused);
  CHECK(with.ask("CP001", basic("CP001:wrong")) == refused);
  CHECK(with.ask("CP001", basic("CP001:")) == refused);
  CHECK(with.ask("CP001", basic("CP002:secret")) == refused);
  CHECK(with.ask("CP001", "Bearer secret") == refused);
  CHECK(with.ask("CP001", "Basic !") == refused);
  CHECK(with.ask("CP002", basic("CP002:secret")) == refused);
  CHECK(with.ask("CP003", basic("CP003:secret")) == refused);
}

TEST_CASE("a hash is of no use for another station") {
  world with(line("CP002", {hash_by_hmac("CP001", "secret"), hash_by_scrypt("CP001", "secret", quick)}));
  CHECK(with.ask("CP002", basic("CP002:secret")) == refused);
}

TEST_CASE("in the window of a rotation both keys are let in, and the answer says which it was") {
  world with(line("CP001", {hash_by_hmac("CP001", "old"), hash_by_hmac("CP001", "new")}));
  CHECK(with.ask("CP001", basic("CP001:old")).principal == "key 1");
  CHECK(with.ask("CP001", basic("CP001:new")).principal == "key 2");
}

TEST_CASE("passwords are octets, a name may hold a colon, and a key may be sent as hexadecimal text") {
  const std::string key("\0\x01:\xff\xfe\x80 key of 16", 17);  // its last one is NUL
  world with(line("A:1", {hash_by_hmac("A:1", key)}));
  CHECK(with.ask("A:1", basic("A:1:" + key)).result == admission::granted);
  CHECK(with.ask("A:1", basic("A:1:00013afffe80206b6579206f66203136")).result == admission::unauthorized);
  const std::string exact("\0\x01:\xff\xfe\x80 key of 16", 16);
  world hex(line("A:1", {hash_by_hmac("A:1", exact)}));
  CHECK(hex.ask("A:1", basic("A:1:00013aFFFE80206b6579206f66203136")).result == admission::granted);
}

TEST_CASE("a profile that the record does not list is refused by 403, once the password was right") {
  world with(line("CP001", {hash_by_hmac("CP001", "secret")}, R"(,"profiles":[2])"));
  CHECK(with.ask("CP001", basic("CP001:secret"), false).result == admission::wrong_transport);
  CHECK(with.ask("CP001", basic("CP001:wrong"), false) == refused);
  CHECK(with.ask("CP001", basic("CP001:secret")).result == admission::granted);
}

TEST_CASE("profile 0 lets a station in without a password, where its record says so") {
  world with(line("CP001", {}, R"(,"profiles":[0])"));
  CHECK(with.ask("CP001", "", false) == verification{admission::granted, 0, ""});
  CHECK(with.ask("CP001", basic("CP001:x"), false) == refused);
}

TEST_CASE("a slow hash lets in as well, and is needed once") {
  world with(line("CP001", {hash_by_scrypt("CP001", "secret", quick)}));
  CHECK(with.ask("CP001", basic("CP001:wrong")) == refused);
  CHECK(with.ask("CP001", basic("CP001:secret")) == verification{admission::granted, 2, "key 1"});
  bool answered_at_once = false;
  with.it->verify("CP001", {basic("CP001:secret"), true, ""},
                  [&](const verification& v) { answered_at_once = v.result == admission::granted; });
  CHECK(answered_at_once);
}

TEST_CASE("a queue of slow hashes that is full is told as busy") {
  hash_pool pool(1);
  std::promise<void> begun, release;
  auto may_end = release.get_future().share();
  REQUIRE(pool.post([&begun, may_end] {
    begun.set_value();
    may_end.wait();
  }));
  begun.get_future().wait();
  CHECK(pool.post([] {}));
  CHECK_FALSE(pool.post([] {}));
  release.set_value();
}

TEST_CASE("so many passwords are remembered, by the hash that verified them") {
  remembered_passwords known(2);
  const auto hash = hash_by_scrypt("A", "x", quick);
  for (const auto* station : {"A", "B", "C"}) known.add(hash, station, "x");
  CHECK_FALSE(known.has(hash, "A", "x"));
  CHECK(known.has(hash, "B", "x"));
  CHECK(known.has(hash, "C", "x"));
  CHECK_FALSE(known.has(hash, "C", "y"));
  CHECK_FALSE(known.has(hash_by_scrypt("C", "x", quick), "C", "x"));
}

TEST_CASE("a changed file is taken whole, or not at all") {
  world with(line("CP001", {hash_by_hmac("CP001", "one")}));
  CHECK(with.heard.wait_for(0) == "loaded 1");
  with.file.write(line("CP001", {hash_by_hmac("CP001", "two")}) + "{}\n");
  CHECK(with.heard.wait_for(1) == "line 2: /station: missing");
  CHECK(with.ask("CP001", basic("CP001:one")).result == admission::granted);
  with.file.write(line("CP001", {hash_by_hmac("CP001", "two")}) + line("CP002", {}) + line("CP003", {}));
  CHECK(with.heard.wait_for(2) == "loaded 3");
  CHECK(with.ask("CP001", basic("CP001:one")) == refused);
  CHECK(with.ask("CP001", basic("CP001:two")).result == admission::granted);
}

TEST_CASE("a file that cannot be used at the start is an error that names its line") {
  const records_on_disk file("\n{\"station\":\"A\",\"keys\":[{\"hash\":\"x\"}]}");
  CHECK(check_stations_file(file.path) == std::vector<std::string>{"line 2: /keys/0/hash: is none that hash-password makes"});
  CHECK_THROWS_AS(make_stations({file.path}, listener{}.events()), std::runtime_error);
  CHECK(check_stations_file("/nowhere") == std::vector<std::string>{"cannot be read"});
}

TEST_CASE("every problem of a file is told by its line, and no value is") {
  struct odd {
    const char* line;
    const char* problem;
  };
  const auto one = GENERATE(values<odd>(
      {{"{}", "/station: missing"},
       {R"({"station":""})", "/station: must not be empty"},
       {R"({"station":5})", "/station: must be text"},
       {R"({"station":"A","validation":"strict"})", "/validation: is not known here"},
       {R"({"station":"A","networks":["10.0.0.1/8"]})", "/networks/0: must be an IP address or a network, like 10.0.0.0/8"},
       {R"({"station":"A","certificate":{}})", "/certificate: needs serial, cn or spki_sha256"},
       {R"({"station":"A","certificate":{"serial":"xyz"}})", "/certificate/serial: must be hexadecimal"},
       {R"({"station":"A","certificate":{"cn":"x","serial":"01"}})", "/certificate/serial: must be the only one"},
       {R"({"station":"A","certificate":{"issuer":"x"}})", "/certificate/issuer: is not known here"},
       {R"({"station":"A","enabled":1})", "/enabled: must be true or false"},
       {R"({"station":"A","profiles":[4]})", "/profiles/0: must be 0, 1, 2 or 3"},
       {R"({"station":"A","profiles":2})", "/profiles: must be a list"},
       {R"({"station":"A","keys":[{}]})", "/keys/0: needs a hash"},
       {R"({"station":"A","keys":["x"]})", "/keys/0: must be an object"},
       {R"({"station":"A","keys":[{"hash":"hmac$$"}]})", "/keys/0/hash: is none that hash-password makes"}}));
  CAPTURE(one.line);
  CHECK(read_station_records(one.line).problems == std::vector<std::string>{"line 1: " + std::string(one.problem)});
  CHECK_FALSE(read_station_records("secret").problems.empty());
  const auto twice = read_station_records("{\"station\":\"A\"}\n{\"station\":\"A\"}");
  CHECK(twice.problems == std::vector<std::string>{"line 2: /station: stands there twice"});
}

TEST_CASE("a key is valid from its first moment to before its last") {
  const auto hash = to_text(hash_by_hmac("A", "x"));
  const auto read = read_station_records(R"({"station":"A","keys":[{"hash":")" + hash +
                                         R"(","from":"2026-01-01T00:00:00Z","until":"2026-02-01T00:00:00Z"}]})");
  REQUIRE(read.problems.empty());
  const auto& key = read.stations.at("A").keys.at(0);
  const base::wall_time first = std::chrono::sys_days{std::chrono::year{2026} / 1 / 1};
  const base::wall_time last = std::chrono::sys_days{std::chrono::year{2026} / 2 / 1};
  CHECK_FALSE(key.is_valid(first - 1ms));
  CHECK(key.is_valid(first));
  CHECK(key.is_valid(last - 1ms));
  CHECK_FALSE(key.is_valid(last));
}

TEST_CASE("hashes are read back as they were written, and costs that nobody should pay are refused") {
  for (const auto& hash : {hash_by_hmac("A", "x"), hash_by_scrypt("A", "x", quick)}) {
    CHECK(parse_password_hash(to_text(hash)) == hash);
    CHECK(is_password(hash, "A", "x"));
    CHECK_FALSE(is_password(hash, "A", "y"));
  }
  const std::string rest = "$00$" + std::string(64, '0');
  CHECK(parse_password_hash("scrypt$16$8$4" + rest));
  for (const auto* cost : {"17$8$1", "16$9$1", "16$8$5", "0$8$1", "x$8$1", "-1$8$1"}) {
    CAPTURE(cost);
    CHECK_FALSE(parse_password_hash(std::string("scrypt$") + cost + rest));
  }
  CHECK_FALSE(parse_password_hash("md5$00$" + std::string(64, '0')));
  CHECK_FALSE(parse_password_hash("hmac$00$" + std::string(62, '0')));
}
