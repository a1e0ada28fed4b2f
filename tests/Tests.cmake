# Catch2 of either generation (v2 on Debian 12, v3 on Debian 13); tests include "support/catch.hpp" and nothing of Catch2 directly.
find_package(Catch2 REQUIRED)
add_library(ocppgw_test_main STATIC ${CMAKE_CURRENT_SOURCE_DIR}/support/main.cpp)
target_include_directories(ocppgw_test_main PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
target_link_libraries(ocppgw_test_main PUBLIC Catch2::Catch2)

# ocppgw_test(<name> DEPS <module>... [LIBS ...] [LABELS ...]): every *.cpp beside the calling CMakeLists.txt's folder <name>
# is one test program <name>_tests, run as one ctest test.
function(ocppgw_test name)
  cmake_parse_arguments(arg "" "" "DEPS;LIBS;LABELS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(${name}_tests ${sources})
  target_include_directories(${name}_tests PRIVATE ${CMAKE_SOURCE_DIR}/src)
  list(TRANSFORM arg_DEPS PREPEND ocppgw_)
  target_link_libraries(${name}_tests PRIVATE ocppgw_test_main ${arg_DEPS} ${arg_LIBS} ocppgw_warnings)
  add_test(NAME ${name} COMMAND ${name}_tests WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT 300)
endfunction()
