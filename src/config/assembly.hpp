// The layers, put on top of each other: defaults, file, environment, --set. Main thread.
#pragma once

#include "config/located.hpp"
#include "config/property.hpp"

#include "ocppgw/config/load.hpp"
#include "ocppgw/config/settings.hpp"

#include <string>
#include <string_view>

namespace ocppgw::config {

class assembly {
 public:
  explicit assembly(const sources& from);

  const config::settings& values() const { return values_; }
  const findings& found() const { return found_; }
  findings& found() { return found_; }

  // False where the file could not be read: rules across properties would only add noise.
  bool is_readable() const { return readable_; }

  // Where a property was set last; "" where it has its default.
  std::string origin_of(std::string_view path) const;

 private:
  void set_defaults();
  void set_dev_defaults();
  void read_file(const std::string& name);
  void read_document(const std::string& text, const origin& from);
  void read_group(const located& value);
  void read_member(const member& what);
  void assign(const origin& from, const std::string& path, const std::string& text);
  void assign_option(const std::string& option);

  config::settings values_;
  findings found_;
  bool readable_ = true;
};

// What is named where a fault stands nowhere in particular: the file, or "configuration".
std::string source_of(const sources& from);

// "OCPPGW__KAFKA__TOPICS__EVENTS" -> "kafka.topics.events"
std::string path_of_variable(std::string_view name);

}  // namespace ocppgw::config
