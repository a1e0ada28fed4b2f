#include "ocppgw/base/files.hpp"

#include <fstream>
#include <sstream>
#include <system_error>

namespace ocppgw::base {

std::optional<std::string> content_of(const std::string& file_name) {
  std::error_code error;
  std::ifstream file(file_name, std::ios::binary);
  if (!file.is_open() || std::filesystem::is_directory(file_name, error)) return std::nullopt;
  std::ostringstream content;
  content << file.rdbuf();
  return file.bad() ? std::nullopt : std::optional(content.str());
}

std::string without_line_end(std::string text) {
  text.resize(text.find_last_not_of("\r\n") + 1);
  return text;
}

file_stamp look_at(const std::string& file_name) {
  std::error_code missing;
  file_stamp now;
  now.changed = std::filesystem::last_write_time(file_name, missing);
  now.size = missing ? 0 : std::filesystem::file_size(file_name, missing);
  return now;
}

}  // namespace ocppgw::base
