#include "auth/passwords/pepper.hpp"

#include "ocppgw/base/digest.hpp"

#include <array>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace ocppgw::auth {
namespace {

constexpr std::size_t shortest = 16;

}  // namespace

std::string read_pepper(const std::string& file) {
  if (file.empty()) return {};
  std::ifstream in(file, std::ios::binary);
  std::string pepper{std::istreambuf_iterator<char>(in), {}};
  while (pepper.ends_with('\n') || pepper.ends_with('\r')) pepper.pop_back();
  if (!in || pepper.size() < shortest) throw std::runtime_error("pepper " + file + ": must hold 16 bytes or more");
  return pepper;
}

std::string peppered(std::string_view pepper, std::string_view station, std::string password) {
  if (pepper.empty()) return password;
  const std::array<std::string_view, 2> what{station, password};
  const auto digest = base::hmac_sha256_tuple(pepper, what);
  return {digest.begin(), digest.end()};
}

}  // namespace ocppgw::auth
