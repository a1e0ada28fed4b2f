// What this build is. The revision comes from the build (OCPPGW_REVISION).
#include "ocppgw/app/commands.hpp"

#include "ocppgw/base/json_writer.hpp"

#include <boost/version.hpp>
#include <openssl/opensslv.h>

#ifndef OCPPGW_REVISION
#define OCPPGW_REVISION "unknown"
#endif

namespace ocppgw::app {

std::string version_text() { return OCPPGW_VERSION; }

std::string revision_text() { return OCPPGW_REVISION; }

std::string version_json() {
  std::string out;
  base::json_writer json(out);
  json.begin_object()
      .member("version", OCPPGW_VERSION)
      .member("revision", OCPPGW_REVISION)
      .member("compiler", __VERSION__)
      .member("boost", BOOST_LIB_VERSION)
      .member("openssl", OPENSSL_VERSION_TEXT)
      .end_object();
  return out;
}

}  // namespace ocppgw::app
