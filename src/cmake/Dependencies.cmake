# Everything comes from Debian's packages (12 or 13); headers of third parties are SYSTEM.
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(OpenSSL 3.0 REQUIRED)
find_package(simdjson REQUIRED)
find_package(spdlog REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(CLI11 REQUIRED)
find_package(prometheus-cpp REQUIRED COMPONENTS core)
find_package(PkgConfig REQUIRED)
pkg_check_modules(rdkafka REQUIRED IMPORTED_TARGET rdkafka>=2.0)

# Asio and Beast, compiled once (src/asio): each costs seconds per source file otherwise.
add_library(ocppgw_asio STATIC ${CMAKE_SOURCE_DIR}/src/asio/separate_compilation.cpp)
target_compile_definitions(ocppgw_asio PUBLIC
  BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED
  BOOST_ASIO_DISABLE_BOOST_REGEX BOOST_ERROR_CODE_HEADER_ONLY)
target_link_libraries(ocppgw_asio PUBLIC Boost::headers Threads::Threads PRIVATE ocppgw_warnings)
ocppgw_precompile(ocppgw_asio ${ocppgw_asio_headers})
