// A JSON object as a list of members whose values are JSON text: what configured answers are merged with. Any thread.
#pragma once

#include "ocppgw/ocpp/message.hpp"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ocppgw::session {

class json_object {
 public:
  json_object() = default;
  // From a payload's tree; insignificant white space is lost.
  explicit json_object(std::span<const ocpp::node> nodes);

  void set(std::string_view name, std::string json);  // replaces, or appends
  void set_default(std::string_view name, std::string json);
  void merge(const json_object& over);
  bool has(std::string_view name) const { return find(name) != nullptr; }
  std::string_view get(std::string_view name) const;  // JSON text, "" if absent
  std::string text() const;                           // `{...}`

 private:
  const std::pair<std::string, std::string>* find(std::string_view name) const;

  std::vector<std::pair<std::string, std::string>> members_;
};

}  // namespace ocppgw::session
