#include "admin/open_connections.hpp"

#include "support/catch.hpp"

#include <boost/asio/io_context.hpp>

namespace asio = boost::asio;
using ocppgw::admin::open_connections;

TEST_CASE("a connection that is being answered never gives way") {
  asio::io_context context{1};
  open_connections all{1};
  const auto connection = all.admit(asio::ip::tcp::socket{context});
  REQUIRE(connection);
  CHECK(connection->answer());
  CHECK_FALSE(all.admit(asio::ip::tcp::socket{context}));

  connection->wait();
  const auto newer = all.admit(asio::ip::tcp::socket{context});
  CHECK(newer);
  CHECK_FALSE(connection->answer());
}

TEST_CASE("a connection that ends gives its place back, whatever it did") {
  asio::io_context context{1};
  open_connections all{1};
  for (int i = 0; i < 3; ++i) {
    const auto connection = all.admit(asio::ip::tcp::socket{context});
    REQUIRE(connection);
    CHECK(connection->answer());
  }
}
