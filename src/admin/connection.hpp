// One HTTP connection: requests one after the other until the client closes, errs, is too slow or has to give way. Admin thread;
// the coroutine's frame owns the connection.
#pragma once

#include "admin/open_connections.hpp"
#include "admin/request_rules.hpp"
#include "admin/router.hpp"

#include "ocppgw/admin/server.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>

namespace ocppgw::admin {

// The references outlive the coroutine.
boost::asio::awaitable<void> serve(std::unique_ptr<open_connection> connection, const settings& what, const request_rules& rules,
                                   const router& routes);

}  // namespace ocppgw::admin
