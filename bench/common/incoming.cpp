#include "common/incoming.hpp"

namespace ocppgw::bench {
namespace {

namespace dom = simdjson::dom;

bool read_call(const dom::array& frame, incoming& into) {
  return frame.at(2).get(into.action) == simdjson::SUCCESS && frame.at(3).get(into.payload) == simdjson::SUCCESS;
}

}  // namespace

std::optional<incoming> frame_reader::read(std::string_view text) {
  dom::array frame;
  std::int64_t type = 0;
  incoming out{};
  if (parser_.parse(text.data(), text.size()).get(frame) != simdjson::SUCCESS) return std::nullopt;
  if (frame.at(0).get(type) != simdjson::SUCCESS || type < 2 || type > 4) return std::nullopt;
  if (frame.at(1).get(out.id) != simdjson::SUCCESS) return std::nullopt;
  out.type = static_cast<frame_type>(type);
  bool good = false;
  switch (out.type) {
    case frame_type::call:
      good = read_call(frame, out);
      break;
    case frame_type::result:
      good = frame.at(2).get(out.payload) == simdjson::SUCCESS;
      break;
    case frame_type::error:
      good = frame.at(2).get(out.code) == simdjson::SUCCESS;
      break;
  }
  return good ? std::optional{out} : std::nullopt;
}

std::string_view text_of(const dom::object& payload, std::string_view name, std::string_view fallback) {
  std::string_view value;
  return payload.at_key(name).get(value) == simdjson::SUCCESS ? value : fallback;
}

std::int64_t integer_of(const dom::object& payload, std::string_view name, std::int64_t fallback) {
  std::int64_t value = 0;
  return payload.at_key(name).get(value) == simdjson::SUCCESS ? value : fallback;
}

}  // namespace ocppgw::bench
