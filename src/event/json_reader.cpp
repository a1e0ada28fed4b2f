#include "event/json_reader.hpp"

#include "event/json_walk.hpp"

namespace ocppgw::event {

struct json_reader::state {
  std::string buffer;  // the text and the padding that simdjson reads beyond it
  simdjson::ondemand::parser parser;
};

json_reader::json_reader() : state_(std::make_unique<state>()) {}
json_reader::~json_reader() = default;
json_reader::json_reader(json_reader&&) noexcept = default;

std::optional<json_fault> json_reader::read(std::string_view text, const visitor& visit) {
  std::string& buffer = state_->buffer;
  buffer.assign(text);
  buffer.append(simdjson::SIMDJSON_PADDING, '\0');
  simdjson::ondemand::document document;
  json_walk walk{std::string_view{buffer}.substr(0, text.size()), visit};
  auto error = state_->parser.iterate(buffer.data(), text.size(), buffer.size()).get(document);
  if (!error) error = walk.document(document);
  if (error) return json_fault{json_fault::kind::broken, walk.take_place(), simdjson::error_message(error)};
  return walk.take_fault();
}

}  // namespace ocppgw::event
