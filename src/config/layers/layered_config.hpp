// The layers, put on top of each other: preset, file, environment, --set. Main thread.
#pragma once

#include "config/yaml/yaml_location.hpp"

#include "ocppgw/config/load.hpp"

#include <string>
#include <string_view>

namespace ocppgw::config {

class layered_config {
 public:
  // Reads into `owner`, which has its initial values.
  layered_config(const property_table& table, void* owner, findings& found);

  void read(const sources& from);

  // Reports what is required and empty.
  void check_presence(bool has_preset);

 private:
  void read_preset(const preset& values);
  void read_variable(const std::string& name, const std::string& value);
  void read_file(const std::string& name);
  void read_document(const std::string& text, const layer_origin& from);
  void read_group(const yaml_location& value);
  void read_member(const member& what);
  void assign(const layer_origin& from, const std::string& path, const std::string& text);
  void assign_option(const std::string& option);

  std::string unknown_member(std::string_view group, std::string_view name) const;
  std::string unknown_path(std::string_view path) const;

  const property_table& table_;
  void* const owner_;
  findings& found_;
};

// "OCPPGW__KAFKA__TOPICS__EVENTS" -> "kafka.topics.events"
std::string path_of_variable(std::string_view name);

}  // namespace ocppgw::config
