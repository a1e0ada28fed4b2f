# Precompiled headers halve the time of a build without a compiler cache (presets release and asan). Each of the three is compiled
# once, for the lowest target that can have it, and reused above. The presets dev and tsan do without, so a file that only compiles
# thanks to them is found.
set(ocppgw_standard_headers
  <algorithm> <array> <chrono> <functional> <map> <memory> <optional> <span> <sstream> <string> <string_view> <variant> <vector>)
set(ocppgw_asio_headers
  <boost/asio/awaitable.hpp> <boost/asio/co_spawn.hpp> <boost/asio/io_context.hpp> <boost/asio/ip/tcp.hpp> <boost/asio/post.hpp>
  <boost/asio/steady_timer.hpp> <boost/asio/use_awaitable.hpp>)

# ocppgw_precompile(<target> <header>...): these and the standard library's, for this target and those that reuse them
function(ocppgw_precompile target)
  if(OCPPGW_PCH)
    target_precompile_headers(${target} PRIVATE ${ocppgw_standard_headers} ${ARGN})
  endif()
endfunction()

# ocppgw_reuse_precompiled(<target> <target that has them>)
function(ocppgw_reuse_precompiled target from)
  if(OCPPGW_PCH AND NOT target STREQUAL from)
    target_precompile_headers(${target} REUSE_FROM ${from})
  endif()
endfunction()
