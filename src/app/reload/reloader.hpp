// Keeps a running gateway up to date with its configuration: reads it again when told to, and the files that TLS goes by -
// certificates, keys, OCSP responses, revocation lists, ticket keys - when one of them changes. What cannot be used changes
// nothing, and is said in the log. Main thread.
#pragma once

#include "app/gateway.hpp"

#include "ocppgw/base/files.hpp"
#include "ocppgw/config/load.hpp"

#include <map>
#include <string>

namespace ocppgw::app {

class reloader {
 public:
  // `running` outlives this.
  reloader(config::sources from, gateway& running);

  void reload();

  // Call it about once a second.
  void look_at_files();

 private:
  using stamps = std::map<std::string, base::file_stamp>;

  [[nodiscard]] stamps look() const;
  template <class Work>
  void attempt(const char* what, const Work& work);

  const config::sources from_;
  gateway& running_;
  stamps seen_;
};

}  // namespace ocppgw::app
