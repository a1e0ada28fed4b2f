// A router and the world around it: what it publishes, settles and posts is remembered, and what it publishes is read back when a
// test says so.
#pragma once

#include "ocppgw/command/router.hpp"
#include "support/commands.hpp"
#include "support/records.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ocppgw::command {

using namespace std::chrono_literals;

inline const base::wall_time noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 12h};

struct recording_sink final : event::event_sink {
  void publish(std::vector<event::record> batch) override {
    for (auto& one : batch) records.push_back(std::move(one));
  }
  void settle(event::record_position command) override { settled.push_back(command); }
  void keep_from(event::record_position position) override { kept = position; }
  bool accepting() const override { return true; }
  bool has_room() const override { return true; }

  std::vector<event::record> records;
  std::vector<event::record_position> settled;
  event::record_position kept;
};

struct recording_sessions final : session_sink {
  void post(std::vector<addressed_request> commands) override {
    for (auto& one : commands) posted.push_back(std::move(one));
  }
  void post_older(session_address where, std::vector<request> commands, bool complete) override {
    for (auto& one : commands) older.push_back({where, std::move(one)});
    released += complete;
  }
  void post(std::vector<claim_verdict> claims) override {
    for (auto& one : claims) verdicts.push_back(one.claim + (one.won ? " won" : " lost"));
  }

  std::vector<addressed_request> posted;
  std::vector<addressed_request> older;
  std::vector<std::string> verdicts;
  int released = 0;  // sessions that need not wait for others
};

struct world {
  explicit world(command_log::bounds remembered = {1h, 100}) : it({{}, remembered}, stations, outcomes, sink, sessions) {
    it.results_caught_up(now);
    it.commands_caught_up(now);
  }

  std::vector<addressed_request> route(std::string_view value, std::string key = "CP001") {
    event::consumed_record from;
    from.position = {"ocpp.commands", 0, ++offset};
    from.key = std::move(key);
    from.value = value;
    from.timestamp = now.wall;
    it.route({from}, now);
    read_claims();
    return std::exchange(sessions.posted, {});
  }
  // A record of the results topic is read.
  void reads(const event::record& what) {
    it.read({{{"ocpp.command-results", 0, results++}, what.key, what.headers, what.value, now.wall}}, now);
  }
  // A claim of this process, or of another one.
  event::record claim(request& what, const std::string& id, std::string_view boot = "b007") {
    what.message_id = id;
    what.deadline = now.wall + 50s;
    return encode_dispatched({}, what, {boot, "s", now.wall});
  }
  void passes(std::chrono::milliseconds time) {
    now.wall += time;
    it.tick(now);
  }

  // What it claims to end is read back.
  void read_claims() {
    for (auto& one : std::exchange(sink.records, {}))
      header_of(one, "ce_type") == "ocpp.command.claimed" ? reads(one) : kept.push_back(std::move(one));
    kept.insert(kept.end(), sink.records.begin(), sink.records.end());
    sink.records = std::exchange(kept, {});
  }
  void gives_back(std::vector<request> commands) {
    it.give_back({1, 2, 3}, std::move(commands), now);
    read_claims();
  }

  // The only record made so far.
  std::string type() const { return sink.records.size() == 1 ? header_of(sink.records[0], "ce_type") : "(not one)"; }
  std::string reason() const {
    const auto& value = sink.records.at(0).value;
    const auto begin = value.find(R"("reason":")") + 10;
    return value.substr(begin, value.find('"', begin) - begin);
  }

  directory stations;
  recording_sink sink;
  recording_sessions sessions;
  std::vector<std::string> labels;
  base::instant now{noon, {}};
  std::vector<event::record> kept;
  std::int64_t offset = 0;
  std::int64_t results = 0;
  outcome_writer outcomes{std::make_shared<const event::settings>(), "b007",
                          [this](std::string_view action, std::string_view outcome) {
                            labels.push_back(std::string(action) + " " + std::string(outcome));
                          }};
  router it;
};

inline std::string reset(std::string_view id, std::string_view type = "Soft") {
  return R"({"commandId":")" + std::string(id) + R"(","action":"Reset","payload":{"type":")" + std::string(type) + R"("}})";
}

}  // namespace ocppgw::command
