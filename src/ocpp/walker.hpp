// The one pass over a message: visits every value (simdjson On-Demand validates nothing that is skipped), builds the flat tree
// of nodes and holds each value against the table. One thread; one walker per reading.
#pragma once

#include "ocpp/arena.hpp"
#include "ocpp/judge.hpp"
#include "ocppgw/base/json_path.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ocppgw::ocpp {

enum class trouble : std::uint8_t { none, not_json, too_deep };

// Where a value stands.
struct place {
  const shape* expected = nullptr;  // nullptr: anything goes
  const field* row = nullptr;
  std::string_view name = {};
  bool recorded = true;  // becomes a node
};

struct refusal {
  error_code code;
  std::string description;
};

class walker {
 public:
  walker(arena& memory, rules how, int depth) : memory_(memory), how_(how), depth_(depth) {}

  enum class visited : std::uint8_t { failed, null, present };  // failed: see trouble()

  visited visit(simdjson::ondemand::value value, const place& at);
  void forget_verdicts();                                                                       // of what was visited so far
  bool payload(simdjson::ondemand::object& object, const shape& whole, std::string_view json);  // the root of check()
  void empty_payload(const shape& whole);                                                       // `null`, or left out

  ocpp::trouble trouble() const { return trouble_; }
  const std::optional<ocpp::refusal>& refusal() const { return refusal_; }  // the first violation that mode does not let pass

 private:
  struct members_state;

  visited fail(ocpp::trouble why);
  visited scalar(simdjson::ondemand::value& value, std::string_view token, const place& at);
  visited container(simdjson::ondemand::value& value, const char* start, const place& at);
  visited object(simdjson::ondemand::value& value, const char* start, const place& at);
  visited list(simdjson::ondemand::value& value, const char* start, const place& at);
  visited wrapped(simdjson::ondemand::value& value, const char* start, const place& at);

  bool members(simdjson::ondemand::object& object, const shape* known, bool recorded);
  bool member(simdjson::ondemand::value value, std::string_view name, members_state& state, bool recorded);
  bool items(simdjson::ondemand::array& array, const shape* known, bool recorded);
  bool item(simdjson::ondemand::value value, std::size_t index, const place& at);

  bool wraps(const place& at) const;
  bool accepts(node& value, const place& at);
  std::size_t open(const node& value, const place& at);
  bool close(std::size_t self, simdjson::ondemand::value& value, const char* start, const place& at);

  void report_missing(const shape& known, std::uint64_t seen);
  void report_duplicates(std::size_t first);
  void report(const verdict& what);

  arena& memory_;
  rules how_;
  int depth_;  // objects and arrays that are open
  base::json_path path_;
  ocpp::trouble trouble_ = ocpp::trouble::none;
  std::optional<ocpp::refusal> refusal_;
};

}  // namespace ocppgw::ocpp
