#include "config/layers/files.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace ocppgw::config {

std::optional<std::string> content_of(const std::string& file_name) {
  std::error_code error;
  std::ifstream file(file_name, std::ios::binary);
  if (!file.is_open() || std::filesystem::is_directory(file_name, error)) return std::nullopt;
  std::ostringstream content;
  content << file.rdbuf();
  return file.bad() ? std::nullopt : std::optional(content.str());
}

}  // namespace ocppgw::config
