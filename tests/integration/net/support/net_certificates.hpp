// Certificates for tests, made on the spot: self-signed, for "localhost".
#pragma once

#include "ocppgw/net/settings.hpp"

#include <string>

namespace net_test {

enum class key_kind { ecdsa, rsa };

// PEM files in a directory of their own, which is removed at the end.
class certificate_files {
 public:
  certificate_files();
  ~certificate_files();
  certificate_files(const certificate_files&) = delete;
  certificate_files& operator=(const certificate_files&) = delete;

  ocppgw::net::certificate make(key_kind kind, int valid_seconds = 86'400);
  std::string write(const std::string& name, const std::string& text);

 private:
  std::string directory_;
  int made_ = 0;
};

}  // namespace net_test
