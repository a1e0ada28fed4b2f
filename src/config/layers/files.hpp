// Files as a whole. Any thread.
#pragma once

#include <optional>
#include <string>

namespace ocppgw::config {

// nullopt where it cannot be read, be it missing, forbidden or a directory.
std::optional<std::string> content_of(const std::string& file_name);

}  // namespace ocppgw::config
