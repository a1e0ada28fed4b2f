#include "ocppgw/base/json_cursor.hpp"

#include "ocppgw/base/json_text.hpp"

namespace ocppgw::base {
namespace {

json_kind kind_of(std::string_view token) {
  switch (token.empty() ? '\0' : token.front()) {
    case '{':
      return json_kind::object;
    case '[':
      return json_kind::array;
    case '"':
      return json_kind::string;
    case 't':
    case 'f':
      return json_kind::boolean;
    case 'n':
      return json_kind::null;
    default:
      return json_kind::number;
  }
}

bool is_token(json_kind kind, std::string_view token) {
  switch (kind) {
    case json_kind::boolean:
      return token == "true" || token == "false";
    case json_kind::null:
      return token == "null";
    default:
      return is_json_number(token);
  }
}

}  // namespace

void json_buffer::load(std::string_view json) {
  padded_.assign(json);
  padded_.append(simdjson::SIMDJSON_PADDING, ' ');
  size_ = json.size();
}

// simdjson hands out tokens that reach up to the next one.
json_cursor::value::value(simdjson::ondemand::value from)
    : from_(from), token_(trim(from_.raw_json_token())), kind_(kind_of(token_)) {}

json_cursor::json_cursor(json_buffer& text, json_limits limits) : max_depth_(limits.max_depth), depth_(limits.depth) {
  is_fine(text.parser_.iterate(text.padded_.data(), text.size_, text.padded_.size()).get(document_));
}

bool json_cursor::scalar(value& from, std::string_view& content) {
  // Taken even where the token would do: what is left alone gets skipped, and `"a":1` in a list passes for one string.
  if (from.kind_ == json_kind::string) return is_fine(from.from_.get_string().get(content));
  content = from.token_;
  return is_fine(is_token(from.kind_, content) ? simdjson::SUCCESS : simdjson::TAPE_ERROR);
}

bool json_cursor::bytes_of(const value& container, std::string_view& bytes) {
  const char* next = nullptr;
  if (!is_fine(document_.current_location().get(next))) return false;
  const char* const start = container.token_.data();
  bytes = trim({start, static_cast<std::size_t>(next - start)});
  return true;
}

json_error json_cursor::error() const {
  if (error_ == simdjson::DEPTH_ERROR) return json_error::too_deep;
  return error_ ? json_error::not_json : json_error::none;
}

std::string_view json_cursor::message() const { return simdjson::error_message(error_); }

bool json_cursor::is_fine(simdjson::error_code error) {
  if (error) error_ = error;
  return !error;
}

bool json_cursor::enter() {
  if (!may_enter()) return is_fine(simdjson::DEPTH_ERROR);
  ++depth_;
  return true;
}

// Anything that is left over makes it no JSON text.
bool json_cursor::at_end() {
  const bool done = document_.current_location().error() == simdjson::OUT_OF_BOUNDS;
  return is_fine(done ? simdjson::SUCCESS : simdjson::TAPE_ERROR);
}

}  // namespace ocppgw::base
