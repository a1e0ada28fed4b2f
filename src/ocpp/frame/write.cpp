#include "ocppgw/ocpp/write.hpp"

#include "ocppgw/base/json_writer.hpp"
#include "ocppgw/base/text.hpp"

namespace ocppgw::ocpp {
namespace {

constexpr std::size_t max_description = 255;  // of OCPP 2.0.1; 1.6 names none (RULES 2.1)

}  // namespace

std::string write_call(std::string_view id, std::string_view action, std::string_view payload) {
  std::string frame;
  frame.reserve(id.size() + action.size() + payload.size() + 16);
  frame += "[2,";
  base::append_json_string(frame, id);
  frame += ',';
  base::append_json_string(frame, action);
  frame += ',';
  frame += payload;
  frame += ']';
  return frame;
}

std::string write_result(std::string_view raw_id, std::string_view payload) {
  std::string frame;
  frame.reserve(raw_id.size() + payload.size() + 8);
  frame += "[3,";
  frame += raw_id;
  frame += ',';
  frame += payload;
  frame += ']';
  return frame;
}

std::string write_error(const protocol& spoken, std::string_view raw_id, error_code code, std::string_view description) {
  std::string frame = "[4,";
  frame += raw_id;
  frame += ",\"";
  frame += spoken.spell(code);
  frame += "\",";
  base::append_json_string(frame, base::truncate_code_points(description, max_description));
  frame += ",{}]";
  return frame;
}

}  // namespace ocppgw::ocpp
