// Files as a whole: what stands in them, what operators keep in them as a secret, and whether they have changed. Any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace ocppgw::base {

// nullopt where it cannot be read, be it missing, forbidden or a directory.
std::optional<std::string> content_of(const std::string& file_name);

// Docker and Kubernetes hand secrets over as files; editors end them with a line end that is not part of them.
std::string without_line_end(std::string text);

// Two looks at a file that was not written in between are the same. A file that is not there looks like none that is.
struct file_stamp {
  std::filesystem::file_time_type changed;
  std::uintmax_t size = 0;
  bool operator==(const file_stamp&) const = default;
};
file_stamp look_at(const std::string& file_name);

}  // namespace ocppgw::base
