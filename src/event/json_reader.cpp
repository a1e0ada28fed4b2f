#include "event/json_reader.hpp"

#include "event/json_walk.hpp"

namespace ocppgw::event {

std::optional<json_fault> json_reader::read(std::string_view text, const visitor& visit) {
  buffer_.assign(text);
  buffer_.append(simdjson::SIMDJSON_PADDING, '\0');
  simdjson::ondemand::document document;
  json_walk walk{std::string_view{buffer_}.substr(0, text.size()), visit};
  auto error = parser_.iterate(buffer_.data(), text.size(), buffer_.size()).get(document);
  if (!error) error = walk.document(document);
  if (error) return json_fault{json_fault::kind::broken, walk.take_place(), simdjson::error_message(error)};
  return walk.take_fault();
}

}  // namespace ocppgw::event
