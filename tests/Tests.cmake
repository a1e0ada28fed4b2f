# Catch2 of either generation (v2 on Debian 12, v3 on Debian 13); tests include "support/catch.hpp" and nothing of Catch2 directly.
find_package(Catch2 REQUIRED)
add_library(ocppgw_test_main STATIC ${CMAKE_CURRENT_SOURCE_DIR}/support/main.cpp ${CMAKE_CURRENT_SOURCE_DIR}/support/precompiled.cpp)
target_include_directories(ocppgw_test_main PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
target_link_libraries(ocppgw_test_main PUBLIC Catch2::Catch2 PRIVATE ocppgw_warnings)
ocppgw_precompile(ocppgw_test_main ${CMAKE_CURRENT_SOURCE_DIR}/support/catch.hpp)
set_source_files_properties(${CMAKE_CURRENT_SOURCE_DIR}/support/main.cpp PROPERTIES SKIP_PRECOMPILE_HEADERS ON)

add_custom_target(threads_tests)  # what ThreadSanitizer has to see, and nothing else

# ocppgw_test(<name> DEPS <module>... [LIBS ...] [LABELS ...]): every *.cpp beside the calling CMakeLists.txt's folder <name>
# is one test program <name>_tests, run as one ctest test; with GROUPS, as one for the files <group>_*_test.cpp of each group,
# so that they run side by side.
function(ocppgw_test name)
  cmake_parse_arguments(arg "" "" "DEPS;LIBS;LABELS;GROUPS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(${name}_tests ${sources})
  target_include_directories(${name}_tests PRIVATE ${CMAKE_SOURCE_DIR}/src)
  list(TRANSFORM arg_DEPS PREPEND ocppgw_)
  target_link_libraries(${name}_tests PRIVATE ocppgw_test_main ${arg_DEPS} ${arg_LIBS} ocppgw_warnings)
  ocppgw_reuse_precompiled(${name}_tests ocppgw_test_main)
  if("threads" IN_LIST arg_LABELS)
    target_sources(${name}_tests PRIVATE ${CMAKE_SOURCE_DIR}/tests/support/c11_threads.cpp)
    add_dependencies(threads_tests ${name}_tests)
  endif()
  if(NOT arg_GROUPS)
    ocppgw_register(${name} ${name}_tests "${arg_LABELS}")
  endif()
  foreach(group ${arg_GROUPS})
    file(GLOB_RECURSE files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/${group}_*_test.cpp)
    list(TRANSFORM files REPLACE ".*/(.*)\\.cpp" "[#\\1]")
    list(JOIN files "," of_group)
    ocppgw_register(${name}_${group} ${name}_tests "${arg_LABELS}" -\# "${of_group}")
  endforeach()
endfunction()

function(ocppgw_register name program labels)
  add_test(NAME ${name} COMMAND ${program} ${ARGN} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES LABELS "${labels}" TIMEOUT 600)
endfunction()
