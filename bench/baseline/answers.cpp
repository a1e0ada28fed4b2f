#include "baseline/answers.hpp"

#include "ocppgw/base/json_writer.hpp"
#include "ocppgw/base/time.hpp"

namespace ocppgw::bench {

std::string answerer::answer(std::string_view frame) {
  const auto what = reader_.read(frame);
  if (!what || what->type != frame_type::call) return {};
  std::string text;
  base::json_writer{text}.begin_array().number(3).string(what->id).raw(payload_for(what->action)).end_array();
  return text;
}

std::string answerer::payload_for(std::string_view action) {
  const auto time = [] { return base::format_seconds(base::now().wall); };
  if (action == "Heartbeat") return R"({"currentTime":")" + time() + R"("})";
  if (action == "BootNotification") return R"({"status":"Accepted","interval":300,"currentTime":")" + time() + R"("})";
  if (action == "Authorize") return R"({"idTagInfo":{"status":"Accepted"}})";
  if (action != "StartTransaction") return "{}";
  return R"({"idTagInfo":{"status":"Accepted"},"transactionId":)" + std::to_string(++transactions_) + "}";
}

}  // namespace ocppgw::bench
