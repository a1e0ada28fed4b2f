#include "ocppgw/base/files.hpp"

#include "support/catch.hpp"

using namespace ocppgw::base;

TEST_CASE("what cannot be read has no content, a directory neither") {
  CHECK(content_of("/proc/self/comm").has_value());
  CHECK_FALSE(content_of("/nowhere"));
  CHECK_FALSE(content_of("/"));
}

TEST_CASE("the line ends behind a secret are none of it, those within are") {
  CHECK(without_line_end("a\nb\r\n\n") == "a\nb");
  CHECK(without_line_end("\r\n").empty());
  CHECK(without_line_end("plain") == "plain");
}

TEST_CASE("a file that is not there looks like none that is") {
  CHECK(look_at("/nowhere") == look_at("/nowhere/else"));
  CHECK_FALSE(look_at("/nowhere") == look_at("/etc/passwd"));
}
