// A self-signed ECDSA certificate for `run --dev`, in a temporary directory that goes with the object. Main thread.
#pragma once

#include <filesystem>
#include <string>

namespace ocppgw::app {

class self_signed {
 public:
  self_signed();  // throws std::runtime_error
  ~self_signed();
  self_signed(const self_signed&) = delete;
  self_signed& operator=(const self_signed&) = delete;

  std::string certificate_file() const { return (directory_ / "certificate.pem").string(); }
  std::string key_file() const { return (directory_ / "key.pem").string(); }

 private:
  std::filesystem::path directory_;
};

}  // namespace ocppgw::app
