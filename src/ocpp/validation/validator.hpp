// The one pass over a message: visits every value (simdjson On-Demand validates nothing that is skipped), builds the flat tree
// of nodes and holds each value against the table. One thread; one validator per reading.
#pragma once

#include "ocpp/frame/parse_buffers.hpp"
#include "ocpp/validation/check_scalar.hpp"
#include "ocppgw/base/json_path.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ocppgw::ocpp {

enum class failure : std::uint8_t { none, not_json, too_deep };

// Where a value stands.
struct value_context {
  const shape* expected = nullptr;  // nullptr: anything goes
  const field* row = nullptr;
  std::string_view name = {};
  bool recorded = true;  // becomes a node
};

struct call_error {
  error_code code;
  std::string description;
};

class validator {
 public:
  validator(parse_buffers& buffers, const check_settings& how, int depth) : buffers_(buffers), how_(how), depth_(depth) {}

  enum class visited : std::uint8_t { failed, null, present };  // failed: see failure()

  [[nodiscard]] visited visit(simdjson::ondemand::value value, const value_context& at);
  void clear_violations();  // of what was visited so far
  [[nodiscard]] bool payload(simdjson::ondemand::object& object, const shape& whole, std::string_view json);  // the root of check()
  void empty_payload(const shape& whole);                                                                     // `null`, or left out

  ocpp::failure failure() const { return failure_; }
  const std::optional<ocpp::call_error>& call_error() const { return call_error_; }  // the first violation that is not tolerated

 private:
  struct members_state;

  visited fail(ocpp::failure why);
  [[nodiscard]] visited scalar(simdjson::ondemand::value& value, std::string_view token, const value_context& at);
  [[nodiscard]] visited container(simdjson::ondemand::value& value, const char* start, const value_context& at);
  [[nodiscard]] visited object(simdjson::ondemand::value& value, const char* start, const value_context& at);
  [[nodiscard]] visited list(simdjson::ondemand::value& value, const char* start, const value_context& at);
  [[nodiscard]] visited wrapped(simdjson::ondemand::value& value, const char* start, const value_context& at);

  [[nodiscard]] bool members(simdjson::ondemand::object& object, const shape* known, bool recorded);
  [[nodiscard]] bool member(simdjson::ondemand::value value, std::string_view name, members_state& state, bool recorded);
  [[nodiscard]] bool items(simdjson::ondemand::array& array, const shape* known, bool recorded);
  [[nodiscard]] bool item(simdjson::ondemand::value value, std::size_t index, const value_context& at);

  [[nodiscard]] bool wraps(const value_context& at) const;
  [[nodiscard]] bool accepts(node& value, const value_context& at);
  std::size_t open(const node& value, const value_context& at);
  [[nodiscard]] bool close(std::size_t self, simdjson::ondemand::value& value, const char* start, const value_context& at);

  void report_missing(const shape& known, std::uint64_t seen);
  void report_duplicates(std::size_t first);
  void report(const violation& what, const field* row = nullptr);
  [[nodiscard]] violation check(const value_context& at, node& value);
  [[nodiscard]] bool refuses(const violation& what, const field* row) const;

  parse_buffers& buffers_;
  check_settings how_;
  int depth_;  // objects and arrays that are open
  base::json_path path_;
  ocpp::failure failure_ = ocpp::failure::none;
  std::optional<ocpp::call_error> call_error_;
};

}  // namespace ocppgw::ocpp
