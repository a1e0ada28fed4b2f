#include "auth/passwords/pepper.hpp"

#include "ocppgw/base/digest.hpp"
#include "ocppgw/base/files.hpp"

#include <array>
#include <stdexcept>
#include <utility>

namespace ocppgw::auth {
namespace {

constexpr std::size_t shortest = 16;

}  // namespace

std::string read_pepper(const std::string& file) {
  if (file.empty()) return {};
  auto pepper = base::without_line_end(base::content_of(file).value_or(""));
  if (pepper.size() < shortest) throw std::runtime_error("pepper " + file + ": must hold 16 bytes or more");
  return pepper;
}

std::string peppered(std::string_view pepper, std::string_view station, std::string password) {
  if (pepper.empty()) return password;
  const std::array<std::string_view, 2> what{station, password};
  const auto digest = base::hmac_sha256_tuple(pepper, what);
  return {digest.begin(), digest.end()};
}

}  // namespace ocppgw::auth
