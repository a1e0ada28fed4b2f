#include "ocppgw/base/digest.hpp"

#include "support/catch.hpp"

#include <algorithm>

namespace base = ocppgw::base;

namespace {

std::string tuple_hex(std::initializer_list<std::string_view> parts) {
  return base::to_hex(base::sha256_tuple({parts.begin(), parts.size()}));
}

}  // namespace

TEST_CASE("SHA-256 gives the values of its standard") {
  CHECK(base::to_hex(base::sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(base::to_hex(base::sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("a tuple is hashed with the lengths of its parts") {
  CHECK(tuple_hex({"ab"}) == base::to_hex(base::sha256({"\0\0\0\0\0\0\0\2ab", 10})));
  CHECK(tuple_hex({"ab", "c"}) != tuple_hex({"a", "bc"}));
  CHECK(tuple_hex({"ab", ""}) != tuple_hex({"ab"}));
}

TEST_CASE("random text is hexadecimal, as long as asked for, and never the same") {
  const auto first = base::random_hex(16);
  CHECK(first.size() == 32);
  CHECK(std::all_of(first.begin(), first.end(),
                    [](char c) { return std::string_view{"0123456789abcdef"}.find(c) != std::string_view::npos; }));
  CHECK(first != base::random_hex(16));
  CHECK(base::random_hex(0).empty());
}

TEST_CASE("scrypt gives what RFC 7914 says it does") {
  // The first 32 bytes of its 64.
  CHECK(base::to_hex(base::scrypt("password", "NaCl", {10, 8, 16})) ==
        "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162");
}

TEST_CASE("an HMAC depends on the key and on where one part ends") {
  const std::string_view one[] = {"ab", "c"};
  const std::string_view other[] = {"a", "bc"};
  CHECK(base::is_equal_digest(base::hmac_sha256_tuple("k", one), base::hmac_sha256_tuple("k", one)));
  CHECK_FALSE(base::is_equal_digest(base::hmac_sha256_tuple("k", one), base::hmac_sha256_tuple("k", other)));
  CHECK_FALSE(base::is_equal_digest(base::hmac_sha256_tuple("k", one), base::hmac_sha256_tuple("K", one)));
}
