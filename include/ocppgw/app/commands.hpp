// The commands of the command line (DESIGN 3.5). Each runs on the main thread and returns the exit code of the process.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace ocppgw::app {

inline constexpr int exit_failure = 1;         // failed while running
inline constexpr int exit_usage = 64;          // wrong command line
inline constexpr int exit_configuration = 78;  // wrong configuration

struct options {
  std::optional<std::string> config_file;
  std::vector<std::string> sets;
  bool dev = false;
  bool reference = false;
  std::string station = {};      // of hash-password
  std::string pepper_file = {};  // the same; "": none
  bool scrypt = false;
  bool hex = false;
};

using command = int (*)(const options&);

int run(const options& chosen);
int check(const options& chosen);
int print_config(const options& chosen);
int healthcheck(const options& chosen);
int hash_password(const options& chosen);

std::string version_text();  // "0.1.0"
std::string revision_text();  // what the build was made of; "unknown" where it was not told
std::string version_json();  // the body of /version

}  // namespace ocppgw::app
